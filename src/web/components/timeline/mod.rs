//! The timeline: who was there when, and how sure that is, as one drawing in three sizes.
//!
//! `sparkline` stands in lists, `strip` on the board, `drawing` on a session's page, where every edge opens the evidence
//! behind it. `layers` draws all of them. Positions are percentages of the width and everything else is pixels, so that
//! hatches, fades and flags look alike at every width; nothing needs a script or a style of its own.

mod axis;
mod captions;
mod drawing;
mod lane;
mod layers;
mod marks;
mod small;
pub mod spoken;
mod table;
pub mod words;

#[cfg(test)]
mod english;
#[cfg(test)]
mod gallery;

use self::words::TimelineWords;
use crate::domain::json::canonical::sha256_hex;
use crate::text::whole_without_controls;

/// The style of all sizes, for the page's own style sheet.
pub const TIMELINE_CSS: &str = include_str!("style.css");

/// How timelines are drawn on one page.
#[derive(Clone, Copy)]
pub struct TimelineView<'a> {
    /// Unique on the page: letters, digits and hyphens.
    pub id: &'a str,
    pub is_rtl: bool,
    pub words: &'a dyn TimelineWords,
}

/// The id of the element that shows one piece of evidence, to which edges lead.
pub fn evidence_anchor(evidence_id: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if evidence_id.len() <= 80 && evidence_id.chars().all(is_plain) {
        format!("evidence-{evidence_id}")
    } else {
        // A sender may write anything into an id; the digest of it is plain.
        format!("evidence-{}", sha256_hex(evidence_id))
    }
}

/// A name or an id for a tooltip or label, with nothing in it that turns what is around it.
fn cut_name(name: &str, longest: usize) -> String {
    cut(&whole_without_controls(name), longest)
}

/// Words for a tooltip or label, at most `longest` characters.
fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_plain_whatever_a_sender_wrote() {
        assert_eq!(evidence_anchor("EV_x-1"), "evidence-EV_x-1");
        for hostile in ["a b", "\"><script>", "é", &"x".repeat(1_000)] {
            let anchor = evidence_anchor(hostile);
            assert!(anchor.len() < 90 && anchor.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
        }
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        assert_eq!(cut("été", 3), "été");
        assert_eq!(cut("étéx", 3), "été…");
        assert_eq!(cut_name("a\u{202e}b\u{200b}cd", 3), "abc…");
    }
}
