//! A person's verdict over what was measured, and the history of such verdicts.

use serde_json::json;

use super::create::subject;
use super::evidence;
use super::find::find;
use crate::app::Error;
use crate::app::actor::Act;
use crate::app::ingest::manual::state;
use crate::domain::access::Scope;
use crate::domain::evidence::manual::{Direction, Mark, Override};
use crate::domain::evidence::{Evidence, Observation};
use crate::domain::time::{SECOND, Timestamp};
use crate::domain::verdict::outcome::Verdict;
use crate::store::{Read, Write};

/// What somebody says about one person's presence.
#[derive(Clone, Debug)]
pub struct NewOverride {
    pub person: String,
    /// `None` withdraws what was said before.
    pub outcome: Option<Verdict>,
    /// Stated time for money.
    pub credited_seconds: Option<u32>,
    pub reason: String,
}

/// One override as it was said.
#[derive(Clone, Debug)]
pub struct Said {
    /// The evidence's id, which reasons name.
    pub id: String,
    pub received_at: Timestamp,
    pub word: Override,
}

/// Says it; the session is evaluated anew.
///
/// # Errors
/// 403 `own_report` about oneself; 422 `not_on_roster`, `no_author`.
pub async fn say(write: &mut Write, act: &Act, session: &str, new: NewOverride) -> Result<Said, Error> {
    let author = author(act)?;
    let found = find(write, &act.scope, session).await?;
    not_own(&author, &new.person)?;
    if !found.session.is_on_roster(&new.person) {
        let detail = "Only somebody on the session's roster has a report that can be overridden.";
        return Err(Error::refused("not_on_roster", detail));
    }
    let word = Override {
        session_id: found.session.id,
        person_id: new.person,
        outcome: new.outcome,
        credited_seconds: new.credited_seconds,
        reason: new.reason,
        author,
    };
    let id = state(write, act, &word).await?;
    let detail = json!({
        "personId": word.person_id, "outcome": word.outcome, "creditedSeconds": word.credited_seconds,
        "reason": word.reason, "evidence": id,
    });
    act.record(write, "session.overridden", subject(session), detail).await?;
    Ok(Said { id, received_at: act.now, word })
}

/// Every override of a session in reach, oldest first.
pub async fn list(read: &mut Read, scope: &Scope, session: &str) -> Result<Vec<Said>, Error> {
    let found = find(read, scope, session).await?;
    let words = evidence::said(read, &found, Timestamp::MAX).await?;
    Ok(words.iter().filter_map(|(_, one)| said(one, session)).collect())
}

fn said(one: &Evidence, session: &str) -> Option<Said> {
    match &one.observation {
        Observation::Override(word) if word.session_id == session => {
            Some(Said { id: one.id.clone(), received_at: one.received_at, word: word.clone() })
        }
        _ => None,
    }
}

/// Says that somebody came or went, as seen by the author.
///
/// # Errors
/// 403 `own_report` about oneself; 422 `unknown_person`, `in_the_future`, `no_author`.
pub async fn mark(
    write: &mut Write,
    act: &Act,
    session: &str,
    person: String,
    direction: Direction,
    at: Option<Timestamp>,
    reason: Option<String>,
) -> Result<(String, Mark), Error> {
    let author = author(act)?;
    let found = find(write, &act.scope, session).await?;
    not_own(&author, &person)?;
    if write.find_person(act.organization(), &person).await?.is_none() {
        return Err(Error::refused("unknown_person", "There is no such person."));
    }
    let at = at.unwrap_or(act.now);
    if at > act.now.plus(60 * SECOND) {
        return Err(Error::refused("in_the_future", "What has not happened yet cannot be marked."));
    }
    let mark = Mark { session_id: found.session.id, person_id: person, direction, at, author, reason };
    let id = state(write, act, &mark).await?;
    let detail = json!({
        "personId": mark.person_id, "direction": mark.direction, "at": mark.at, "reason": mark.reason,
        "evidence": id,
    });
    act.record(write, "session.marked", subject(session), detail).await?;
    Ok((id, mark))
}

/// Nobody judges themselves: not by a verdict, nor by a mark, nor by saying whose a name is that was seen.
pub(crate) fn not_own(author: &str, person: &str) -> Result<(), Error> {
    if author != person {
        return Ok(());
    }
    Err(Error::Denied {
        code: "own_report",
        detail: "Nobody changes their own report. Ask a colleague or an admin to do it.",
    })
}

fn author(act: &Act) -> Result<String, Error> {
    act.actor.clone().ok_or_else(|| Error::refused("no_author", "An override needs somebody who says it."))
}
