//! Headings and local times, as every part of the demo's output writes them.

use super::academy::ZONE;
use crate::domain::time::Timestamp;
use crate::terminal::output::say;
use crate::terminal::text::TerminalStyle;

pub fn heading(title: &str, paint: TerminalStyle) {
    say!("\n{}", paint.bold(title));
}

/// An instant in the academy's time zone, in a format of `chrono`.
pub fn format_local(at: Timestamp, format: &str) -> String {
    at.to_utc().with_timezone(&ZONE).format(format).to_string()
}
