//! Overrides (a person's verdict over what was measured) and marks (somebody came or left), both stored as
//! evidence.

use serde_json::json;

use super::create::subject;
use super::evidence;
use super::find::find;
use crate::app::Error;
use crate::app::actor::ActorContext;
use crate::app::ingest::manual::record_manual_statement;
use crate::domain::access::Scope;
use crate::domain::evidence::manual::{Direction, Mark, Override};
use crate::domain::evidence::{Evidence, Observation};
use crate::domain::time::{MINUTE, Timestamp};
use crate::domain::verdict::outcome::Verdict;
use crate::store::{Read, Write};

/// A verdict about one person's presence.
#[derive(Clone, Debug)]
pub struct NewOverride {
    pub person: String,
    /// `None` withdraws the overrides made before.
    pub outcome: Option<Verdict>,
    /// Stated time for money.
    pub credited_seconds: Option<u32>,
    pub reason: String,
}

/// One override as it was stored.
#[derive(Clone, Debug)]
pub struct RecordedOverride {
    /// The evidence's id, which reasons name.
    pub id: String,
    pub received_at: Timestamp,
    pub statement: Override,
}

/// Records an override; the session becomes dirty and is evaluated again.
///
/// # Errors
/// 403 `own_report` about oneself; 422 `not_on_roster`, `no_author`.
pub async fn record_override(
    write: &mut Write,
    actor: &ActorContext,
    session: &str,
    new: NewOverride,
) -> Result<RecordedOverride, Error> {
    let author = require_author(actor)?;
    let found = find(write, &actor.scope, session).await?;
    forbid_own_report(&author, &new.person)?;
    if !found.session.is_on_roster(&new.person) {
        let detail = "Only somebody on the session's roster has a report that can be overridden.";
        return Err(Error::refused("not_on_roster", detail));
    }
    let statement = Override {
        session_id: found.session.id,
        person_id: new.person,
        outcome: new.outcome,
        credited_seconds: new.credited_seconds,
        reason: new.reason,
        author,
    };
    let id = record_manual_statement(write, actor, &statement).await?;
    let detail = json!({
        "personId": statement.person_id, "outcome": statement.outcome, "creditedSeconds": statement.credited_seconds,
        "reason": statement.reason, "evidence": id,
    });
    actor.record_audit(write, "session.overridden", subject(session), detail).await?;
    Ok(RecordedOverride { id, received_at: actor.now, statement })
}

/// Every override of a session within the scope, oldest first.
pub async fn list(read: &mut Read, scope: &Scope, session: &str) -> Result<Vec<RecordedOverride>, Error> {
    let found = find(read, scope, session).await?;
    let items = evidence::list_own(read, &found, Timestamp::MAX).await?;
    Ok(items.iter().filter_map(|(_, one)| as_override(one, session)).collect())
}

fn as_override(one: &Evidence, session: &str) -> Option<RecordedOverride> {
    match &one.observation {
        Observation::Override(statement) if statement.session_id == session => Some(RecordedOverride {
            id: one.id.clone(),
            received_at: one.received_at,
            statement: statement.clone(),
        }),
        _ => None,
    }
}

/// Records that the author saw somebody come or leave.
///
/// # Errors
/// 403 `own_report` about oneself; 422 `unknown_person`, `in_the_future`, `no_author`.
pub async fn record_mark(
    write: &mut Write,
    actor: &ActorContext,
    session: &str,
    person: String,
    direction: Direction,
    at: Option<Timestamp>,
    reason: Option<String>,
) -> Result<(String, Mark), Error> {
    let author = require_author(actor)?;
    let found = find(write, &actor.scope, session).await?;
    forbid_own_report(&author, &person)?;
    if write.find_person(actor.organization(), &person).await?.is_none() {
        return Err(Error::refused("unknown_person", "There is no such person."));
    }
    let at = at.unwrap_or(actor.now);
    if at > actor.now.plus(MINUTE) {
        return Err(Error::refused("in_the_future", "What has not happened yet cannot be marked."));
    }
    let mark = Mark { session_id: found.session.id, person_id: person, direction, at, author, reason };
    let id = record_manual_statement(write, actor, &mark).await?;
    let detail = json!({
        "personId": mark.person_id, "direction": mark.direction, "at": mark.at, "reason": mark.reason,
        "evidence": id,
    });
    actor.record_audit(write, "session.marked", subject(session), detail).await?;
    Ok((id, mark))
}

/// Nobody decides about their own report: not by an override or a mark, nor by binding an identity.
pub(crate) fn forbid_own_report(author: &str, person: &str) -> Result<(), Error> {
    if author != person {
        return Ok(());
    }
    Err(Error::ForbiddenWithCode {
        code: "own_report",
        detail: "Nobody changes their own report. Ask a colleague or an admin to do it.",
    })
}

fn require_author(actor: &ActorContext) -> Result<String, Error> {
    actor
        .person_id
        .clone()
        .ok_or_else(|| Error::refused("no_author", "An override needs somebody who says it."))
}
