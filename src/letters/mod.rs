//! What a message says: facts in, a letter out, in the language and the zone of its reader. It knows no store, no clock and
//! no network; who is told, and when, is decided elsewhere.
//!
//! `wording` makes sentences of facts, `text_part`, `html_part` and `push` set them; `isolate` and `names` keep hostile names from
//! turning or breaking what stands around them. Every event is a word of the family `notification`.

mod bundle;
mod compose;
mod composed;
pub mod example;
mod html_part;
mod html_style;
mod isolate;
mod letter;
mod names;
mod push;
#[cfg(test)]
mod tests;
mod text_part;
mod wording;

pub use self::compose::compose;
pub use self::letter::{Letter, LetterPicture, LetterReader, PushText, Sender, ToldFact};
pub use self::names::listed;
