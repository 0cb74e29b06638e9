//! The sessions of one person, as an office looks them up: what they teach and attend, and what each came to.

use serde_json::Value;

use crate::app::Error;
use crate::app::session::reports;
use crate::domain::access::Scope;
use crate::domain::time::{Span, Timestamp};
use crate::domain::verdict::outcome::Outcome;
use crate::store::Read;
use crate::store::session::{SessionFilter, StoredSession};

/// A session of somebody, and their report in it.
#[derive(Clone, Debug)]
pub struct OwnSession {
    pub session: StoredSession,
    /// `None`: there is no report yet.
    pub verdict: Option<OwnVerdict>,
}

/// The few figures of a report that a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnVerdict {
    pub outcome: Outcome,
    /// `None`: not late.
    pub late_seconds: Option<i64>,
    pub is_settled: bool,
}

/// The sessions of this person that have begun, newest first, at most `limit`.
pub async fn recent(
    read: &mut Read,
    organization: &str,
    person: &str,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<OwnSession>, Error> {
    let scope = Scope::of_person(organization, person);
    let filter =
        SessionFilter { starting: Span::new(Timestamp::MIN, now), newest_first: true, ..Default::default() };
    let sessions = read.list_sessions(&scope, filter, None, limit).await?;
    let ids: Vec<&str> = sessions.iter().map(|one| one.session.id.as_str()).collect();
    let mut own = Vec::new();
    for report in read.list_reports(organization, &ids).await? {
        if report.person_id == person {
            let facts: Value = reports::parse(organization, &report)?;
            let verdict = OwnVerdict {
                outcome: report.outcome,
                late_seconds: facts["lateSeconds"].as_i64().filter(|_| facts["isLate"] == true),
                is_settled: facts["settled"] == true,
            };
            own.push((report.session_id, verdict));
        }
    }
    let verdict_in = |id: &str| own.iter().find(|(session, _)| session == id).map(|(_, verdict)| *verdict);
    Ok(sessions
        .into_iter()
        .map(|session| OwnSession { verdict: verdict_in(&session.session.id), session })
        .collect())
}
