//! What the page of one session shows beside its drawing: its lines of money, and what was done to it.

use std::collections::{BTreeMap, BTreeSet};

use super::create::subject;
use super::timeline::{DrawnSession, drawn_session};
use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::time::Timestamp;
use crate::store::livekit::session_rooms::SessionRoom;
use crate::store::money::lines::StoredLine;
use crate::store::organization::audit_log::{AuditEntry, AuditFilter};
use crate::store::{Read, StoreError};

/// Changes shown at most.
const MAX_CHANGES: i64 = 50;
/// How the audit log names the steps of a session's life. They tell of nobody's outcome.
const STEPS: [&str; 8] = [
    "session.ready",
    "session.ongoing",
    "session.completed",
    "session.absent",
    "session.marked_absent",
    "session.cancelled",
    "session.rescheduled",
    "session.substituted",
];

/// One session with its lines.
pub struct SessionOverview {
    pub drawn: DrawnSession,
    /// Those that the caller may open.
    pub lines: Vec<StoredLine>,
    /// Of the people of the lines.
    pub line_names: BTreeMap<String, String>,
    /// Its LiveKit room, as far as we made or closed it.
    pub room: Option<SessionRoom>,
}

/// One session within the scope as of an instant, reduced to what the caller may see.
///
/// # Errors
/// Those of `find`, and of the store.
pub async fn overview(
    read: &mut Read,
    scope: &Scope,
    id: &str,
    as_of: Timestamp,
) -> Result<SessionOverview, Error> {
    let drawn = drawn_session(read, scope, id, as_of).await?;
    let mut lines = read.list_session_lines(scope.organization(), id).await?;
    lines.retain(|line| scope.covers_line(line.kind, &line.person_id));
    let ids: BTreeSet<&str> = lines.iter().map(|line| line.person_id.as_str()).collect();
    let line_names = read.people_names(scope.organization(), &ids).await?;
    let room = match &drawn.session.session.room {
        Some(name) => read.find_session_rooms(scope.organization(), &[name]).await?.pop(),
        None => None,
    };
    Ok(SessionOverview { drawn, lines, line_names, room })
}

/// What was done to a session, newest first, with the names of whom it names: everything, or only the steps of its life
/// (`moves_only`).
pub async fn changes(
    read: &mut Read,
    organization: &str,
    id: &str,
    moves_only: bool,
) -> Result<(Vec<AuditEntry>, BTreeMap<String, String>), StoreError> {
    let subject = subject(id);
    let actions: &[&str] = if moves_only { &STEPS } else { &[] };
    let filter = AuditFilter { subject: &subject, actions, ..AuditFilter::default() };
    let entries = read.search_audit(organization, &filter, None, MAX_CHANGES).await?;
    let authors = entries.iter().filter_map(|entry| entry.actor.as_deref());
    let teachers = entries.iter().filter_map(teachers).flat_map(|(before, after)| [before, after]);
    let ids: BTreeSet<&str> = authors.chain(teachers).collect();
    let names = read.people_names(organization, &ids).await?;
    Ok((entries, names))
}

/// The teacher before and after a step that gave the session to another one.
pub fn teachers(entry: &AuditEntry) -> Option<(&str, &str)> {
    let teacher = |side: &str| entry.detail[side]["teacherId"].as_str();
    teacher("before").zip(teacher("after")).filter(|(before, after)| before != after)
}
