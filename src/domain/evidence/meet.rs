//! What we read of Google Meet: conference records of a space, their participants and participant sessions.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::domain::json::parse::Malformed;
use crate::domain::json::platform::{JsonNode, NodeValue, member, text_member};
use crate::domain::time::{Span, Timestamp};

/// One answer of the API about one space. A failed poll is no evidence.
#[derive(Clone, Debug)]
pub struct Poll {
    pub space: String,
    /// The poll asked for the records that overlap `[askedFrom, askedTo)`, and says nothing about others. `None`, as
    /// in bundles written by others: for every record.
    pub asked_span: Option<Span>,
    pub records: Vec<ConferenceRecord>,
}

/// One call in the space, from the first to the last person.
#[derive(Clone, Debug)]
pub struct ConferenceRecord {
    pub name: String,
    pub start: Timestamp,
    /// Absent while the call lasts.
    pub end: Option<Timestamp>,
    /// Its own end time, else the start of the next record in the same poll; `None` while it runs.
    pub effective_end: Option<Timestamp>,
    /// `None` when the poll did not ask, which says nothing about them.
    pub participants: Option<Vec<MeetParticipant>>,
}

#[derive(Clone, Debug)]
pub struct MeetParticipant {
    pub name: String,
    /// `users/{id}` of somebody signed in; a display name identifies nobody.
    pub user: Option<String>,
    /// What is shown for somebody who is not matched yet. It decides nothing.
    pub display_name: Option<String>,
    /// `None` when the poll did not ask.
    pub sessions: Option<Vec<MeetParticipantSession>>,
}

/// One participant session: one device from its join to its leave.
#[derive(Clone, Debug)]
pub struct MeetParticipantSession {
    pub name: String,
    pub start: Timestamp,
    /// Absent while it lasts; comes late and may be withdrawn.
    pub end: Option<Timestamp>,
}

impl MeetParticipant {
    /// The name a person can be bound to.
    pub fn identity(&self) -> &str {
        self.user.as_deref().unwrap_or(&self.name)
    }
}

impl Poll {
    pub fn parse<J: JsonNode>(body: &J) -> Result<Poll, Malformed> {
        let space = text_member(body, "space", "space")
            .ok_or_else(|| Malformed::new("space", "expected a space's name"))?;
        let Some(list) = body.get("records").and_then(J::items) else {
            return Err(Malformed::new("records", "expected a list (it may be empty)"));
        };
        let mut records: Vec<ConferenceRecord> = list.iter().filter_map(ConferenceRecord::parse).collect();
        let starts: BTreeSet<Timestamp> = records.iter().map(|record| record.start).collect();
        for record in &mut records {
            let next = starts.range((Bound::Excluded(record.start), Bound::Unbounded)).next();
            record.effective_end = record.end.or(next.copied());
        }
        let from = instant(body, "askedFrom", "asked_from");
        let to = instant(body, "askedTo", "asked_to");
        let asked = from.zip(to).map(|(from, to)| Span::new(from, to));
        Ok(Poll { space, asked_span: asked, records })
    }

    /// The earliest instant it is about, receipt aside: an empty answer is about the whole span that was asked for.
    pub fn earliest_instant(&self) -> Option<Timestamp> {
        let asked = self.asked_span.map(|asked| asked.from);
        self.records.iter().map(|record| record.start).chain(asked).min()
    }

    /// Whether the poll asked for every record that overlaps `window`.
    pub fn covers(&self, window: Span) -> bool {
        self.asked_span.is_none_or(|asked| asked.from <= window.from && window.to <= asked.to)
    }

    /// Whether everything of every record was asked for.
    pub fn is_full(&self) -> bool {
        self.records.iter().all(|record| {
            record.participants.as_ref().is_some_and(|list| list.iter().all(|one| one.sessions.is_some()))
        })
    }

    /// The names of the records it shows as ended.
    pub fn ended_records(&self) -> BTreeSet<&str> {
        let ended = self.records.iter().filter(|record| record.effective_end.is_some());
        ended.map(|record| record.name.as_str()).collect()
    }
}

fn instant<J: JsonNode>(object: &J, camel: &str, snake: &str) -> Option<Timestamp> {
    match member(object, camel, snake)?.value() {
        NodeValue::Text(text) => Timestamp::parse(text),
        _ => None,
    }
}

fn list<J: JsonNode, T>(
    object: &J,
    camel: &str,
    snake: &str,
    read: impl Fn(&J) -> Option<T>,
) -> Option<Vec<T>> {
    Some(member(object, camel, snake)?.items()?.iter().filter_map(read).collect())
}

impl ConferenceRecord {
    fn parse<J: JsonNode>(value: &J) -> Option<ConferenceRecord> {
        Some(ConferenceRecord {
            name: text_member(value, "name", "name")?,
            start: instant(value, "startTime", "start_time")?,
            end: instant(value, "endTime", "end_time"),
            effective_end: None,
            participants: list(value, "participants", "participants", MeetParticipant::parse),
        })
    }
}

impl MeetParticipant {
    fn parse<J: JsonNode>(value: &J) -> Option<MeetParticipant> {
        Some(MeetParticipant {
            name: text_member(value, "name", "name")?,
            user: member(value, "signedinUser", "signedin_user")
                .and_then(|user| text_member(user, "user", "user")),
            display_name: ["signedinUser", "anonymousUser", "phoneUser"]
                .into_iter()
                .find_map(|kind| text_member(value.get(kind)?, "displayName", "display_name")),
            sessions: list(
                value,
                "participantSessions",
                "participant_sessions",
                MeetParticipantSession::parse,
            ),
        })
    }
}

impl MeetParticipantSession {
    fn parse<J: JsonNode>(value: &J) -> Option<MeetParticipantSession> {
        Some(MeetParticipantSession {
            name: text_member(value, "name", "name")?,
            start: instant(value, "startTime", "start_time")?,
            end: instant(value, "endTime", "end_time"),
        })
    }
}
