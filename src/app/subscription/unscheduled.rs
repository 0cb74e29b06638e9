//! Sessions drawn from a subscription: made at once without a time, and planned one by one later, under the id they have.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::app::session::create::{NewSession, create_with_id};
use crate::app::{ActorContext, Error};
use crate::domain::access::Scope;
use crate::domain::organization::policy::PolicyPatch;
use crate::domain::people::Role;
use crate::domain::session::lifecycle::Transition;
use crate::domain::session::{Kind, Status};
use crate::domain::time::{MINUTE, Timestamp};
use crate::store::session::StoredSession;
use crate::store::subscription::subscriptions::{Draw, StoredSubscription};
use crate::store::subscription::unscheduled::{UnscheduledFilter, UnscheduledSession};
use crate::store::{Read, Write};

/// A session without a time, with the names of its two people.
#[derive(Clone, Debug)]
pub struct ListedUnscheduled {
    pub session: UnscheduledSession,
    pub names: BTreeMap<String, String>,
}

/// Makes the sessions of a subscription.
///
/// # Errors
/// 422 `unknown_person`, `not_a_teacher`, `twice_on_roster`.
pub(super) async fn draw_sessions(
    write: &mut Write,
    actor: &ActorContext,
    of: &StoredSubscription,
    draw: &Draw,
) -> Result<(), Error> {
    let subscription = &of.account.subscription;
    let teacher = write.find_person(actor.organization(), &draw.teacher_id).await?;
    let Some(teacher) = teacher.filter(|teacher| teacher.is_active) else {
        return Err(Error::refused("unknown_person", "There is no such teacher, or no longer active."));
    };
    if !teacher.roles.contains(&Role::Teacher) {
        let detail = format!("{} is no teacher: give them the role first.", teacher.name);
        return Err(Error::refused("not_a_teacher", detail));
    }
    if teacher.id == subscription.person {
        return Err(Error::refused("twice_on_roster", "Nobody teaches themselves."));
    }
    let sessions: Vec<UnscheduledSession> = (0..subscription.granted)
        .map(|_| UnscheduledSession {
            id: actor.new_id(),
            subscription_id: subscription.id.clone(),
            person: subscription.person.clone(),
            kind: subscription.kind.unwrap_or(Kind::Class),
            format: draw.format,
            platform: draw.platform,
            teacher: draw.teacher_id.clone(),
            duration_minutes: draw.duration_minutes.or(of.duration_minutes),
            created_at: actor.now,
        })
        .collect();
    Ok(write.insert_unscheduled(actor.organization(), &sessions).await?)
}

/// One session without a time, in reach; `None` where there is none of this id.
///
/// # Errors
/// Forbidden for one of somebody else.
pub async fn find(read: &mut Read, scope: &Scope, id: &str) -> Result<Option<ListedUnscheduled>, Error> {
    let Some(found) = read.find_unscheduled(scope.organization(), id).await? else { return Ok(None) };
    check_reach(scope, &found)?;
    Ok(with_names(read, scope, vec![found]).await?.pop())
}

/// The sessions without a time in reach that pass the filter, in the order they were drawn.
pub async fn list(
    read: &mut Read,
    scope: &Scope,
    filter: &UnscheduledFilter<'_>,
    limit: i64,
) -> Result<Vec<ListedUnscheduled>, Error> {
    let found = read.list_unscheduled(scope, filter, limit).await?;
    with_names(read, scope, found).await
}

/// Refuses a move of a session without a time, which has none but being given one.
///
/// # Errors
/// 409 `illegal_transition`; forbidden for one of somebody else.
pub async fn refuse_move(read: &mut Read, scope: &Scope, id: &str, wanted: Transition) -> Result<(), Error> {
    let Some(found) = read.find_unscheduled(scope.organization(), id).await? else { return Ok(()) };
    check_reach(scope, &found)?;
    let refused = wanted.apply(Status::Unscheduled).err();
    match refused {
        Some(refused) => Err(Error::conflict("illegal_transition", refused.to_string())),
        None => Ok(()),
    }
}

/// Gives a session its time, and so plans it. Without `end` it lasts as long as its package says. `None` where there is
/// no session without a time of this id.
///
/// # Errors
/// Those of planning a session.
pub async fn give_time(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    start: Timestamp,
    end: Option<Timestamp>,
    reason: Option<&str>,
) -> Result<Option<StoredSession>, Error> {
    if write.find_unscheduled(actor.organization(), id).await?.is_none() {
        return Ok(None);
    }
    // Lock order: timetable first, as everywhere that plans.
    write.lock_timetable(actor.organization()).await?;
    let Some(one) = write.lock_unscheduled(actor.organization(), id).await? else { return Ok(None) };
    check_reach(&actor.scope, &one)?;
    let length = one.duration_minutes.map(|minutes| start.plus(minutes * MINUTE));
    let new = NewSession {
        title: None,
        kind: one.kind,
        format: one.format,
        platform: one.platform,
        room: None,
        meet: None,
        venue: None,
        start,
        end: end.or(length),
        teacher: Some(one.teacher),
        students: vec![one.person],
        policy: PolicyPatch::default(),
    };
    let stored = create_with_id(write, actor, one.id, new).await?;
    write.delete_unscheduled(actor.organization(), id).await?;
    let detail = json!({
        "from": Status::Unscheduled, "to": stored.status, "reason": reason, "before": null,
        "after": {"start": stored.session.start, "end": stored.session.end},
    });
    actor.record_audit(write, "session.rescheduled", format!("session:{id}"), detail).await?;
    Ok(Some(stored))
}

fn check_reach(scope: &Scope, one: &UnscheduledSession) -> Result<(), Error> {
    if scope.covers_session(Some(&one.teacher), [one.person.as_str()]) {
        return Ok(());
    }
    Err(Error::Forbidden("This session belongs to somebody else in your organisation."))
}

async fn with_names(
    read: &mut Read,
    scope: &Scope,
    found: Vec<UnscheduledSession>,
) -> Result<Vec<ListedUnscheduled>, Error> {
    let people: BTreeSet<&str> =
        found.iter().flat_map(|one| [one.teacher.as_str(), one.person.as_str()]).collect();
    let names = read.people_names(scope.organization(), &people).await?;
    let named = found.into_iter().map(|session| {
        let own = [&session.teacher, &session.person];
        let names = own.into_iter().filter_map(|id| Some((id.clone(), names.get(id)?.clone()))).collect();
        ListedUnscheduled { session, names }
    });
    Ok(named.collect())
}
