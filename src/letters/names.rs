//! Texts that somebody else wrote, as they may stand in a letter. Platforms bring names with line breaks, five thousand
//! characters, or marks that turn the direction of what follows.

use crate::text::{Voice, whole_without_controls};

/// The longest name of a person, a place or a session; beyond it is cut.
const LONGEST_NAME: usize = 60;
/// The longest statement that is quoted.
const LONGEST_QUOTE: usize = 600;

/// A name in one line; `None`: nothing of it can be seen.
pub fn name(text: &str) -> Option<String> {
    let line = one_line(text);
    (!line.is_empty()).then(|| cut(&line, LONGEST_NAME))
}

/// Several in one row, with the comma of the language.
pub fn listed(voice: Voice, names: &[String]) -> String {
    names.join(&format!("{} ", voice.text("letter-comma")))
}

/// What somebody said, line by line; empty where they said nothing.
pub fn quote(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(one_line).filter(|line| !line.is_empty()).collect();
    cut(&lines.join("\n"), LONGEST_QUOTE)
}

/// Without what is not seen and without line breaks, whichever characters break lines.
fn one_line(text: &str) -> String {
    let spaced: Vec<&str> = text.split_whitespace().collect();
    let seen = whole_without_controls(&spaced.join(" ")).into_owned();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `longest` characters, with a sign that something was left out.
pub fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_short_line_whatever_it_was() {
        assert_eq!(
            name("Ali\r\nBcc: everybody@example.org").as_deref(),
            Some("Ali Bcc: everybody@example.org")
        );
        assert_eq!(name("Ali\u{2028}\u{2029}\u{85}Hassan\u{202e}\u{0}").as_deref(), Some("Ali Hassan"));
        assert_eq!(name("\u{202e} \u{200b}\n").as_deref(), None);
        assert_eq!(name(&"x".repeat(5_000)).expect("a name").chars().count(), 60);
        assert_eq!(
            name("अली \u{200d}").as_deref(),
            Some("अली \u{200d}"),
            "joiners are letters of some languages"
        );
    }

    #[test]
    fn a_statement_keeps_its_lines() {
        assert_eq!(quote("She was there.\r\n\r\n  I saw her.\u{202e}"), "She was there.\nI saw her.");
        assert_eq!(quote(&"x ".repeat(5_000)).chars().count(), 600);
    }
}
