//! The attendance log: everybody who was seen in a session, expected or not, as one row each.
//!
//! An entry only tells when somebody came and left; the outcome is in the report. People who never came have no entry.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::evaluation::Evaluation;
use crate::domain::evidence::Evidence;
use crate::domain::json::canonical::sha256_hex;
use crate::domain::people::{Identity, Source};
use crate::domain::presence::timeline::{Interval, Timeline};
use crate::domain::session::Session;
use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::{Span, Timestamp};

/// What somebody is in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum LogRole {
    Teacher,
    Student,
    /// A person of the organisation who is not on the roster.
    Guest,
    /// An identity nobody is bound to.
    Unknown,
}
string_enum_methods!(LogRole);

/// Whom a row is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogSubject {
    Person(String),
    Unknown(Identity),
}

/// One person, or one unbound identity, in one session: devices and rejoins are united in it.
#[derive(Clone, Debug, PartialEq)]
pub struct AttendanceLogEntry {
    pub id: String,
    pub session_id: String,
    pub who: LogSubject,
    pub role: LogRole,
    pub joined_at: Timestamp,
    /// Last proven end; `None` while any connection is open.
    pub left_at: Option<Timestamp>,
    /// Where the sightings came from.
    pub sources: BTreeSet<Source>,
    /// United over devices and bridged, not clipped to the credit window.
    pub stays: Vec<Interval>,
    /// Whether some start or end was not seen.
    pub estimated: bool,
}

impl AttendanceLogEntry {
    /// Time between joins and leaves in milliseconds, of open stays up to `now`.
    pub fn millis(&self, now: Timestamp) -> i64 {
        self.stays.iter().map(|stay| Span::new(stay.from, stay.to.unwrap_or(now)).millis()).sum()
    }
}

/// Which source each piece of evidence came from, by its id.
pub type SourceByEvidenceId<'a> = BTreeMap<&'a str, Source>;

pub fn sources_by_evidence_id(evidence: &[Evidence]) -> SourceByEvidenceId<'_> {
    evidence.iter().map(|one| (one.id.as_str(), one.source)).collect()
}

/// The rows of one session, by id. `sources` knows the evidence it was evaluated from.
pub fn attendance_log_entries(
    session: &Session,
    evaluation: &Evaluation,
    sources: &SourceByEvidenceId,
) -> Vec<AttendanceLogEntry> {
    let part = |person: &str| {
        if session.teacher.as_deref() == Some(person) { LogRole::Teacher } else { LogRole::Student }
    };
    let ours = |person: &String| LogSubject::Person(person.clone());
    let roster = evaluation.attended.iter().map(|(person, line)| (ours(person), part(person), line));
    let guests = evaluation.guests.iter().map(|(person, line)| (ours(person), LogRole::Guest, line));
    let unknown = evaluation
        .unmatched
        .iter()
        .map(|(identity, line)| (LogSubject::Unknown(identity.clone()), LogRole::Unknown, line));
    let mut rows: Vec<AttendanceLogEntry> = roster
        .chain(guests)
        .chain(unknown)
        .filter_map(|(who, role, timeline)| row(session, who, role, timeline, sources))
        .collect();
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    rows
}

/// `None` for somebody who was never seen.
fn row(
    session: &Session,
    who: LogSubject,
    role: LogRole,
    timeline: &Timeline,
    sources: &SourceByEvidenceId,
) -> Option<AttendanceLogEntry> {
    let seen = timeline.evidence_ids();
    let stays = timeline.intervals(session.policy.reconnect_grace);
    // Intervals of zero length are dropped, so without any interval `estimated` is taken from the connections.
    let unseen = stays.is_empty() && timeline.has_unseen_edge();
    Some(AttendanceLogEntry {
        id: id(&session.id, &who),
        session_id: session.id.clone(),
        joined_at: timeline.first_join()?,
        left_at: timeline.last_leave(),
        sources: seen.iter().filter_map(|id| sources.get(id.as_str()).copied()).collect(),
        estimated: unseen || stays.iter().any(|stay| stay.estimated),
        stays,
        who,
        role,
    })
}

/// The id of the row, a digest of session and person, so that it stays the same while evidence grows.
fn id(session: &str, who: &LogSubject) -> String {
    let named = match who {
        LogSubject::Person(person) => format!("{session}\n{person}"),
        LogSubject::Unknown(identity) => format!("{session}\n{}\n{}", identity.source, identity.value),
    };
    let mut id = sha256_hex(&named);
    id.truncate(32);
    id
}

/// How many entries of a session's log differ between two evaluations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogChanges {
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
}

impl LogChanges {
    pub fn between(before: &[AttendanceLogEntry], after: &[AttendanceLogEntry]) -> LogChanges {
        let before: BTreeMap<&str, &AttendanceLogEntry> =
            before.iter().map(|row| (row.id.as_str(), row)).collect();
        let mut changes = LogChanges::default();
        let mut kept = 0;
        for row in after {
            match before.get(row.id.as_str()) {
                None => changes.added += 1,
                Some(old) => {
                    kept += 1;
                    changes.changed += u64::from(*old != row);
                }
            }
        }
        changes.removed = before.len() as u64 - kept;
        changes
    }
}
