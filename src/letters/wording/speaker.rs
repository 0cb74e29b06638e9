//! Who speaks to whom about which fact: names, instants and sessions as they stand in sentences.

use chrono::Datelike;

use crate::domain::notification::fact::SessionBrief;
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::domain::time::{HOUR, Span, Timestamp};
use crate::letters::isolate::plain;
use crate::letters::letter::{Sender, ToldFact};
use crate::letters::names::{listed, name};
use crate::letters::wording::item::{LetterRow, LetterStrip};
use crate::text::args::IntoArg;
use crate::text::{Args, Voice, args};

/// Stays that are told one by one.
const MOST_STAYS: usize = 8;

pub struct Speaker<'a> {
    pub voice: Voice,
    pub sender: &'a Sender,
    pub told: &'a ToldFact,
    pub now: Timestamp,
    /// Whether it stands among others, which waited.
    pub is_bundled: bool,
}

impl Speaker<'_> {
    /// A sentence about the person, or another one where that is the reader.
    pub fn about(&self, of_name: &str, of_reader: &str, mut args: Args<'_>) -> String {
        if self.told.is_reader {
            return self.voice.say(of_reader, args);
        }
        args.set("name", self.person().into_arg());
        self.voice.say(of_name, args)
    }

    pub fn person(&self) -> String {
        let found = self.told.person_name.as_deref().and_then(name);
        found.unwrap_or_else(|| self.voice.text("common-nameless"))
    }

    pub fn venue(&self) -> String {
        self.told.venue_name.as_deref().and_then(name).unwrap_or_else(|| self.voice.text("letter-some-venue"))
    }

    pub fn subscription(&self) -> String {
        let found = self.told.subscription_name.as_deref().and_then(name);
        found.unwrap_or_else(|| self.voice.text("letter-some-subscription"))
    }

    pub fn organization(&self) -> String {
        name(&self.sender.organization_name).unwrap_or_else(|| self.voice.text("common-nameless"))
    }

    pub fn title(&self, session: &SessionBrief) -> String {
        let title = session.title.as_deref().and_then(name);
        title.unwrap_or_else(|| self.voice.word("kind", session.kind.as_str()))
    }

    /// `at 16:02` of what is fresh; `on Tue, 4 Nov at 16:02` of what is not.
    pub fn when(&self, at: Timestamp) -> String {
        let is_fresh = !self.is_bundled
            && self.now.since(at) <= HOUR
            && self.voice.day_of(at) == self.voice.day_of(self.now);
        match is_fresh {
            true => self.at_clock(at),
            false => self.voice.say("letter-at-day", args![day = self.day(at), clock = self.voice.clock(at)]),
        }
    }

    /// `at 16:02`
    pub fn at_clock(&self, at: Timestamp) -> String {
        self.voice.say("letter-at-clock", args![clock = self.voice.clock(at)])
    }

    /// `Tue, 4 Nov`, with the year where it is not this one.
    pub fn day(&self, at: Timestamp) -> String {
        match self.voice.day_of(at).year() == self.voice.day_of(self.now).year() {
            true => self.voice.day(at),
            false => self.voice.date(at),
        }
    }

    /// `Tue, 4 Nov, 17:00`
    pub fn moment(&self, at: Timestamp) -> String {
        self.voice.say("letter-moment", args![day = self.day(at), clock = self.voice.clock(at)])
    }

    /// `Tue, 4 Nov, 17:00–18:00`; both days where they differ.
    pub fn span(&self, span: Span) -> String {
        let (from, to) = (span.from, span.to);
        let to = match self.voice.day_of(from) == self.voice.day_of(to) {
            true => self.voice.clock(to),
            false => self.moment(to),
        };
        self.voice.say("letter-span", args![day = self.day(from), from = self.voice.clock(from), to = to])
    }

    /// A list in one row, however long; those that are too many are counted.
    pub fn list(&self, parts: Vec<String>) -> String {
        let (count, mut parts) = (parts.len(), parts);
        parts.truncate(MOST_STAYS);
        let mut said = listed(self.voice, &parts);
        if count > MOST_STAYS {
            said.push(' ');
            said.push_str(&self.voice.say("common-and-more", args![count = count - MOST_STAYS]));
        }
        said
    }

    /// A row with a label in the reader's language.
    pub fn row(&self, label: &str, value: String) -> LetterRow {
        LetterRow { label: self.voice.text(label), value }
    }

    /// When the session was planned, and who was there when, where that is known.
    pub fn session_rows(&self, session: &SessionBrief) -> Vec<LetterRow> {
        let mut rows = vec![self.row("letter-planned", self.span(Span::new(session.start, session.end)))];
        if let Some(sketch) = &self.told.sketch {
            rows.push(self.stays(sketch));
        }
        rows
    }

    /// The strip of the stays with its words.
    pub fn strip(&self, session: &SessionBrief) -> Option<LetterStrip> {
        let sketch = self.told.sketch.clone()?;
        let row = |row: LetterRow| format!("{}: {}.", row.label, row.value);
        let words: Vec<String> = self.session_rows(session).into_iter().map(row).collect();
        Some(LetterStrip { sketch, words: plain(&words.join(" ")) })
    }

    fn stays(&self, sketch: &LaneSketch) -> LetterRow {
        let voice = self.voice;
        let clock = |at: Timestamp| match voice.day_of(at) == voice.day_of(sketch.planned.from) {
            true => voice.clock(at),
            false => self.moment(at),
        };
        let stays: Vec<String> = sketch
            .stays()
            .map(|stay| {
                let (from, to) = (clock(stay.span.from), clock(stay.span.to));
                match (stay.is_open, stay.estimated) {
                    (true, _) => voice.say("letter-stay-open", args![from = from]),
                    (false, true) => voice.say("letter-stay-estimated", args![from = from, to = to]),
                    (false, false) => voice.say("letter-stay", args![from = from, to = to]),
                }
            })
            .collect();
        let said = if stays.is_empty() { voice.text("letter-stay-none") } else { self.list(stays) };
        self.row("letter-there", said)
    }
}
