//! How far a long command is, where somebody looks; in a pipe or a log, nothing.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error.
pub struct Progress(ProgressBar);

impl Progress {
    /// Whether anybody would see it.
    pub fn is_visible() -> bool {
        std::io::stderr().is_terminal()
    }

    /// A bar over so many things. Nobody sees one of nothing.
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

    /// Says something without writing into the bar.
    pub fn print_above(&self, say: impl FnOnce()) {
        self.0.suspend(say);
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
