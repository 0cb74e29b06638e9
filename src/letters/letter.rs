//! What a letter is made of, and what it is.

use crate::domain::notification::fact::Fact;
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::text::Voice;

/// Who reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterReader {
    pub name: String,
    /// The language and the zone of the reader.
    pub voice: Voice,
    /// Whether some of it waited until their quiet hours were over.
    pub has_waited: bool,
}

/// For whom it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    pub organization_name: String,
    /// What the organisation puts under every letter; may have several lines.
    pub footer: Option<String>,
    /// Where the pages are: `https://rollcall.example.org`, without a slash at its end.
    pub address: String,
}

/// A fact with the names that it has only ids of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldFact {
    pub fact: Fact,
    /// Whom it is about; of a fact about a session, whose session it is, where that is worth saying.
    pub person_name: Option<String>,
    /// The fact is about the reader.
    pub is_reader: bool,
    pub venue_name: Option<String>,
    pub subscription_name: Option<String>,
    /// The stays of the person in the session, for the strip.
    pub sketch: Option<LaneSketch>,
}

/// One message, for every channel of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line, at most 150 characters.
    pub subject: String,
    /// Says everything that the HTML says.
    pub text: String,
    pub html: String,
    /// Those that the HTML names by `cid:`.
    pub pictures: Vec<LetterPicture>,
    pub push: PushText,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterPicture {
    /// Without angle brackets: `strip-1@rollcall`.
    pub content_id: String,
    pub png: Vec<u8>,
}

/// What a browser shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushText {
    /// At most 60 characters.
    pub title: String,
    /// At most 200 characters.
    pub body: String,
    /// Begins with a slash.
    pub path: String,
}
