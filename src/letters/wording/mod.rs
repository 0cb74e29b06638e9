//! Makes the sentences of a fact: what happened, when, what it rests on and where to look.

mod correction;
mod events;
mod item;
mod speaker;
mod visit_correction;

pub use self::events::item;
pub use self::item::{LetterIcon, LetterItem, LetterRow, LetterStrip, LetterTone};
pub use self::speaker::Speaker;
