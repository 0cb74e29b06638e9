//! Lists sessions, each reduced to what the caller may see.

use std::collections::{BTreeMap, BTreeSet};

use super::find::{VisiblePart, find};
use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::session::{Kind, Status};
use crate::domain::time::{Span, Timestamp};
use crate::store::Read;
use crate::store::session::{SessionFilter, StoredSession};

/// Which sessions to list, besides the scope.
#[derive(Clone, Debug)]
pub struct SessionQuery {
    /// Scheduled to start in here.
    pub starting: Span,
    pub teacher: Option<String>,
    pub status: Option<Status>,
    pub kind: Option<Kind>,
    /// Only those in which somebody's outcome is unknown.
    pub needs_review: bool,
    /// Only those whose scheduled end lies after this, soonest first; `None`: all, newest first.
    pub upcoming_since: Option<Timestamp>,
    /// Start and id of the last one shown.
    pub after: Option<(Timestamp, String)>,
    pub limit: i64,
}

/// One session with the names of its people, as far as the caller may see them.
#[derive(Clone, Debug)]
pub struct ListedSession {
    pub session: StoredSession,
    pub students: Vec<String>,
    pub names: BTreeMap<String, String>,
    /// The timetable it was drawn from.
    pub timetable: Option<String>,
}

impl ListedSession {
    /// Its position in the list.
    pub fn cursor(&self) -> (Timestamp, String) {
        self.session.cursor()
    }
}

/// The sessions within the scope that the query asks for.
pub async fn list(
    read: &mut Read,
    scope: &Scope,
    wanted: &SessionQuery,
) -> Result<Vec<ListedSession>, Error> {
    let filter = SessionFilter {
        starting: wanted.starting,
        ending_after: wanted.upcoming_since.unwrap_or(Timestamp::MIN),
        teacher: wanted.teacher.as_deref(),
        status: wanted.status,
        kind: wanted.kind,
        needs_review: wanted.needs_review,
        newest_first: wanted.upcoming_since.is_none(),
    };
    let sessions = read.list_sessions(scope, filter, wanted.after.as_ref(), wanted.limit).await?;
    with_names(read, scope, sessions).await
}

/// One session within the scope.
pub async fn show(read: &mut Read, scope: &Scope, id: &str) -> Result<ListedSession, Error> {
    let session = find(read, scope, id).await?;
    let shown = with_names(read, scope, vec![session]).await?;
    Ok(shown.into_iter().next().expect("one session in, one out"))
}

/// These sessions, each reduced to what the caller may see.
pub async fn show_sessions(
    read: &mut Read,
    scope: &Scope,
    sessions: Vec<StoredSession>,
) -> Result<Vec<ListedSession>, Error> {
    with_names(read, scope, sessions).await
}

async fn with_names(
    read: &mut Read,
    scope: &Scope,
    sessions: Vec<StoredSession>,
) -> Result<Vec<ListedSession>, Error> {
    let ids: BTreeSet<&str> = sessions
        .iter()
        .flat_map(|one| one.session.teacher.iter().chain(&one.session.students))
        .map(String::as_str)
        .collect();
    let names = read.people_names(scope.organization(), &ids).await?;
    let drawn: Vec<&str> = sessions.iter().map(|one| one.session.id.as_str()).collect();
    let mut timetables = read.timetables_of_sessions(scope.organization(), &drawn).await?;
    let mut shown = Vec::with_capacity(sessions.len());
    for session in sessions {
        let part = VisiblePart::of(scope, &session.session);
        let students: Vec<String> =
            session.session.students.iter().filter(|id| part.includes(id)).cloned().collect();
        let people = session.session.teacher.iter().chain(&students);
        let names = people.filter_map(|id| Some((id.clone(), names.get(id)?.clone()))).collect();
        let timetable = timetables.remove(&session.session.id);
        shown.push(ListedSession { session, students, names, timetable });
    }
    Ok(shown)
}
