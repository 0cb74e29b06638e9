//! One fact in words, before it is set as text, HTML or a push.

use crate::domain::session_timeline::sketch::LaneSketch;

/// Texts here may hold the isolates of `letters::isolate`.
#[derive(Clone, Debug)]
pub struct LetterItem {
    pub icon: LetterIcon,
    /// One sentence that says it all.
    pub headline: String,
    pub rows: Vec<LetterRow>,
    /// Somebody's own words, with what they are; may have several lines.
    pub quote: Option<LetterRow>,
    /// What it rests on, or what to do; empty where there is nothing to say.
    pub note: String,
    /// Whether the reader may know it better: then the letter says whom to tell.
    pub may_be_mistaken: bool,
    /// What the link says.
    pub link: String,
    /// Begins with a slash.
    pub path: String,
    pub strip: Option<LetterStrip>,
}

impl LetterItem {
    /// One that says nothing yet.
    pub fn of_sign(sign: &str, tone: LetterTone) -> LetterItem {
        LetterItem {
            icon: LetterIcon { sign: sign.to_owned(), tone },
            headline: String::new(),
            rows: Vec::new(),
            quote: None,
            note: String::new(),
            may_be_mistaken: true,
            link: String::new(),
            path: "/".to_owned(),
            strip: None,
        }
    }
}

#[derive(Clone, Debug)]
pub struct LetterRow {
    pub label: String,
    pub value: String,
}

/// The picture of the stays; the rows of the item say the same.
#[derive(Clone, Debug)]
pub struct LetterStrip {
    pub sketch: LaneSketch,
    pub words: String,
}

/// A sign beside the sentence, which says the same.
#[derive(Clone, Debug)]
pub struct LetterIcon {
    /// A character, or a number.
    pub sign: String,
    pub tone: LetterTone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterTone {
    Good,
    Neutral,
    Careful,
    Bad,
    Corrected,
}

impl LetterTone {
    /// The class of the style of a letter.
    pub fn class(self) -> &'static str {
        match self {
            LetterTone::Good => "good",
            LetterTone::Neutral => "neutral",
            LetterTone::Careful => "careful",
            LetterTone::Bad => "bad",
            LetterTone::Corrected => "corrected",
        }
    }
}
