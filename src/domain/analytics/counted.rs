//! What is counted: a session, and a report with what it has of its session.

use crate::domain::session::Kind;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Outcome;
use crate::domain::verdict::report_facts::AttendanceFacts;

/// A session as far as it is counted. Cancelled ones are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedSession {
    pub start: Timestamp,
    pub kind: Kind,
    pub teacher: Option<String>,
    pub settled: bool,
    /// Settled, and somebody's outcome is unknown.
    pub needs_review: bool,
}

/// A report as far as it is counted, with what it has of its session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedReport {
    pub session_id: String,
    pub person_id: String,
    pub outcome: Outcome,
    pub facts: AttendanceFacts,
    pub start: Timestamp,
    pub kind: Kind,
    pub teacher: Option<String>,
}
