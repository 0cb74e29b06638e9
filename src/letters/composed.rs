//! A letter before it is set: what it says, and to which part each word belongs.

use super::wording::LetterItem;
use crate::text::Voice;

/// Everything that a letter says, before it is set.
pub struct Composed {
    pub voice: Voice,
    pub headline: String,
    pub organization: String,
    pub parts: Vec<LetterPart>,
    /// Why it comes now, or what was left out.
    pub about_bundle: Vec<String>,
    /// Whom to tell of a mistake.
    pub mistake: Option<String>,
    pub foot: Foot,
}

/// A person's facts; of a letter of one fact the one part, without a title.
pub struct LetterPart {
    pub title: Option<String>,
    pub items: Vec<(LetterItem, Option<PictureName>)>,
}

/// The content id of a drawn strip.
pub struct PictureName(pub String);

pub struct Foot {
    /// What the organisation puts there; may have several lines.
    pub own: Option<String>,
    pub said: Vec<String>,
    /// What the links say, and where they lead.
    pub links: Vec<(String, String)>,
}
