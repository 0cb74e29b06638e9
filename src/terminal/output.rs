//! What commands say: answers on standard output, everything else on standard error.
//!
//! A reader who has gone (`rollcall openapi | head -1`) ends nothing badly: what would have been said is not, work that
//! changes something goes on, work that only reports may stop (`while_heard`). Any other failure to write is kept, and the
//! command fails by it at its end.

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

/// Cancelled when nobody reads standard output any more.
static STDOUT_CLOSED: LazyLock<CancellationToken> = LazyLock::new(CancellationToken::new);
/// Why standard output could not be written, other than for want of a reader.
static WRITE_ERROR: Mutex<Option<io::Error>> = Mutex::new(None);

/// Says a line on standard output, as `println!` does, without its panic.
macro_rules! say {
    ($($text:tt)*) => { $crate::terminal::output::answer(format_args!($($text)*)) };
}
pub(crate) use say;

/// Says a line on standard error: what is no answer. Nobody has to hear it.
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

/// Says a value as JSON, over several lines.
pub fn json<T: Serialize>(value: &T) {
    let text = serde_json::to_string_pretty(value).expect("answers are plain values under text keys");
    say!("{text}");
}

/// Runs what only reports, until it is done or nobody listens any more: then there is nothing to give.
pub async fn until_stdout_closes<T>(work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        done = work => Some(done),
        () = STDOUT_CLOSED.cancelled() => None,
    }
}

/// Whether all that was said could be written, to be asked last.
///
/// # Errors
/// Why not, unless it was for want of a reader.
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
