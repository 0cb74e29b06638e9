//! The program: picks the TLS library, then hands over to the command line.

use std::process::ExitCode;

/// Rows of evidence are allocated by one thread and freed by another, which the C library's allocator does slowly:
/// this takes a tenth off the server's processor time for each.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // No TLS client picks a provider by itself: without one each of them would fail.
    rustls::crypto::ring::default_provider()
        .install_default()
        .expect("nothing ran before this line that could have installed a provider");
    rollcall::cli::run()
}
