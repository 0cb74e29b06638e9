//! What commands print: results on standard output, everything else on standard error.
//!
//! A closed standard output (`rollcall openapi | head -1`) is no error: nothing more is printed, work that changes
//! something goes on, and work that only reports may stop (`until_stdout_closes`). Any other failure to write is
//! remembered, and `flush` makes the command fail with it at its end.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::Serialize;
use tokio_util::sync::CancellationToken;

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct OutputFormat {
    /// Write JSON, for programs.
    #[arg(long)]
    pub json: bool,
}

/// Cancelled when standard output is a pipe that its reader has closed.
static STDOUT_CLOSED: LazyLock<CancellationToken> = LazyLock::new(CancellationToken::new);
/// The first failure to write to standard output, other than a closed pipe.
static WRITE_ERROR: Mutex<Option<io::Error>> = Mutex::new(None);

/// Prints a line on standard output, as `println!` does, but does not panic when it cannot be written.
macro_rules! say {
    ($($text:tt)*) => { $crate::terminal::output::answer(format_args!($($text)*)) };
}
pub(crate) use say;

/// Prints a line on standard error, for what is not a result. A failure to write it is ignored.
macro_rules! note {
    ($($text:tt)*) => { $crate::terminal::output::aside(format_args!($($text)*)) };
}
pub(crate) use note;

pub fn answer(text: Arguments<'_>) {
    record_write_result(writeln!(io::stdout(), "{text}"));
}

pub fn aside(text: Arguments<'_>) {
    _ = writeln!(io::stderr(), "{text}");
}

/// Prints a value as indented JSON.
pub fn json<T: Serialize>(value: &T) {
    let text = serde_json::to_string_pretty(value).expect("answers are plain values under text keys");
    say!("{text}");
}

/// Runs work that only reports, until it is done. `None`: standard output was closed before, so the work was stopped.
pub async fn until_stdout_closes<T>(work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        done = work => Some(done),
        () = STDOUT_CLOSED.cancelled() => None,
    }
}

/// Whether everything that was printed could be written. Call it at the end of a command.
///
/// # Errors
/// The first failure to write, unless the reader closed the pipe.
pub fn flush() -> anyhow::Result<()> {
    record_write_result(io::stdout().flush());
    match WRITE_ERROR.lock().unwrap_or_else(PoisonError::into_inner).take() {
        None => Ok(()),
        Some(error) => Err(anyhow::Error::new(error).context("cannot write to standard output")),
    }
}

fn record_write_result(written: io::Result<()>) {
    match written {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::BrokenPipe => STDOUT_CLOSED.cancel(),
        Err(error) => _ = WRITE_ERROR.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error),
    }
}
