//! The progress of a long command, shown only when standard error is a terminal.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error.
pub struct Progress(ProgressBar);

impl Progress {
    /// Whether a bar would be shown.
    pub fn is_visible() -> bool {
        std::io::stderr().is_terminal()
    }

    /// A bar that is full after `total` things; without things or a terminal it is hidden.
    pub fn new(total: i64, things: &'static str) -> Progress {
        let total = u64::try_from(total).unwrap_or_default();
        if total == 0 || !Progress::is_visible() {
            return Progress(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} {msg}, {eta} left");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        Progress(ProgressBar::new(total).with_style(style).with_message(things))
    }

    pub fn advance(&self, more: u64) {
        self.0.inc(more);
    }

    /// Prints something above the bar, without writing into it.
    pub fn print_above(&self, say: impl FnOnce()) {
        self.0.suspend(say);
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
