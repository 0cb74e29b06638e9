//! The letter as text: whole by itself, in lines that every mail program shows unbroken.

use unicode_width::UnicodeWidthStr;

use super::composed::Composed;
use super::isolate::plain;
use super::wording::{LetterItem, LetterRow};

/// The width of a line. Addresses are never broken.
const WIDTH: usize = 76;

/// `address` stands before the paths of links.
pub fn write(composed: &Composed, address: &str) -> String {
    let mut lines = Lines::default();
    lines.paragraph("", &composed.headline);
    for said in &composed.about_bundle {
        lines.paragraph("", said);
    }
    for part in &composed.parts {
        if let Some(title) = &part.title {
            lines.paragraph("", &format!("== {title} =="));
        }
        for (item, _) in &part.items {
            let is_alone = part.title.is_none();
            if !is_alone {
                lines.lines("", &item.headline);
            }
            write_item(&mut lines, item, is_alone, address);
        }
    }
    if let Some(mistake) = &composed.mistake {
        lines.paragraph("", mistake);
    }
    lines.paragraph("", &"-".repeat(40));
    lines.paragraph("", &composed.organization);
    for said in composed.foot.own.iter().chain(&composed.foot.said) {
        lines.paragraph("", said);
    }
    for (words, address) in &composed.foot.links {
        lines.link(words, address);
    }
    lines.0
}

fn write_item(lines: &mut Lines, item: &LetterItem, is_alone: bool, address: &str) {
    for LetterRow { label, value } in &item.rows {
        lines.lines("", &format!("{label}: {value}"));
    }
    if !item.rows.is_empty() {
        lines.gap();
    }
    if let Some(LetterRow { label, value }) = &item.quote {
        lines.lines("", &format!("{label}:"));
        lines.paragraph("> ", value);
    }
    if is_alone && !item.note.is_empty() {
        lines.paragraph("", &item.note);
    }
    lines.link(&item.link, &format!("{address}{}", item.path));
    lines.gap();
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// Lines of a text, each broken where it is too wide, and each after `before`.
    fn lines(&mut self, before: &str, text: &str) {
        for line in plain(text).lines() {
            let mut width = 0;
            for word in line.split(' ').filter(|word| !word.is_empty()) {
                if width > 0 && width + 1 + word.width() > WIDTH - before.len() {
                    self.0.push('\n');
                    width = 0;
                }
                let space = if width == 0 { before } else { " " };
                width += word.width() + usize::from(width > 0);
                self.0.push_str(space);
                self.0.push_str(word);
            }
            self.0.push('\n');
        }
    }

    fn paragraph(&mut self, before: &str, text: &str) {
        self.lines(before, text);
        self.gap();
    }

    fn gap(&mut self) {
        if !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    /// An address has a line of its own, so that no program breaks it or takes a point for a part of it.
    fn link(&mut self, words: &str, address: &str) {
        self.lines("", &format!("{words}:"));
        self.0.push_str(address);
        self.0.push('\n');
    }
}
