//! Text for terminals: colours only on a terminal, and columns aligned by the width in which letters are displayed.

use std::io::IsTerminal;

use unicode_width::UnicodeWidthStr;

/// Whether to use colours.
#[derive(Clone, Copy, Debug)]
pub struct TerminalStyle(bool);

impl TerminalStyle {
    /// Colours where standard output is a terminal, unless `NO_COLOR` is set.
    pub fn for_stdout() -> TerminalStyle {
        TerminalStyle(std::io::stdout().is_terminal() && !is_no_color())
    }

    pub fn bold(self, text: &str) -> String {
        self.code("1", text)
    }

    pub fn dim(self, text: &str) -> String {
        self.code("2", text)
    }

    pub fn green(self, text: &str) -> String {
        self.code("32", text)
    }

    pub fn yellow(self, text: &str) -> String {
        self.code("33", text)
    }

    pub fn red(self, text: &str) -> String {
        self.code("31", text)
    }

    pub fn cyan(self, text: &str) -> String {
        self.code("36", text)
    }

    /// White letters on black whatever the colours of the terminal: for pictures made of blocks.
    pub fn white_on_black(self, text: &str) -> String {
        self.code("38;5;231;48;5;16", text)
    }

    fn code(self, code: &str, text: &str) -> String {
        if self.0 && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Whether somebody asked for no colours anywhere (<https://no-color.org>).
pub fn is_no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Text at the left of a column of this width; longer text is cut and ends with `…`.
pub fn align_left(text: &str, width: usize) -> String {
    let text = truncate(text, width);
    let room = width.saturating_sub(text.width());
    format!("{}{}", bidi_isolated(&text), " ".repeat(room))
}

/// Text at the right of a column of this width.
pub fn align_right(text: &str, width: usize) -> String {
    let room = width.saturating_sub(text.width());
    format!("{}{}", " ".repeat(room), bidi_isolated(text))
}

fn truncate(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if kept.width() + letter.to_string().width() >= width {
            break;
        }
        kept.push(letter);
    }
    kept.push('…');
    kept
}

/// Puts text with right-to-left letters between two characters of no width (U+2068, U+2069), which keep it from
/// reordering the text beside it.
pub fn bidi_isolated(text: &str) -> String {
    let is_right_to_left = |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if text.chars().any(is_right_to_left) { format!("\u{2068}{text}\u{2069}") } else { text.to_owned() }
}

/// A span of seconds as `1:02:03` or `2:03`.
pub fn format_seconds(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours == 0 { format!("{minutes}:{seconds:02}") } else { format!("{hours}:{minutes:02}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_letters() {
        for text in ["Aisha", "陈伟", "يوسف كريم", "रोहन शर्मा", "a very long name that does not fit at all"]
        {
            let cell = align_left(text, 12);
            let isolates = ['\u{2068}', '\u{2069}'];
            assert_eq!(cell.replace(isolates, "").width(), 12, "{cell:?}");
        }
        assert_eq!(align_right("7.50", 8), "    7.50");
    }

    #[test]
    fn spans_are_read_at_a_glance() {
        assert_eq!(format_seconds(0), "0:00");
        assert_eq!(format_seconds(2_699), "44:59");
        assert_eq!(format_seconds(3_600), "1:00:00");
    }
}
