//! Changing an event. Title and time are its session's, with the rules of those; cancelling is too.

use serde_json::json;

use super::create::{audit_detail, check_people, check_window, with_creator};
use super::enrol::move_up;
use super::find::{lock, subject};
use crate::app::session::change::{SessionChange, change as change_session};
use crate::app::session::transitions::reschedule;
use crate::app::{ActorContext, Error};
use crate::domain::checkin::event::AdmitEvery;
use crate::domain::people::validated_text::Name;
use crate::domain::time::Timestamp;
use crate::store::Write;
use crate::store::event::StoredEvent;

/// What is to be changed; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct EventChange {
    pub title: Option<Name>,
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    pub is_paid: Option<bool>,
    pub partner: Option<Option<String>>,
    pub capacity: Option<Option<i64>>,
    pub allow_walk_ins: Option<bool>,
    pub opens_at: Option<Option<Timestamp>>,
    pub closes_at: Option<Option<Timestamp>>,
    pub admit_every: Option<AdmitEvery>,
    pub organizers: Option<Vec<String>>,
}

/// Changes an event in reach. More places are given at once to those who wait longest.
///
/// # Errors
/// 409 `has_registrations` for another type, `has_check_ins` for another `admitEvery`; 422 `invalid_window`, `unknown_person`,
/// `not_an_organizer`, `not_a_partner`; those of changing and rescheduling a session.
pub async fn change(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: EventChange,
) -> Result<StoredEvent, Error> {
    let organization = actor.organization();
    // Before the session, as everybody who moves one.
    write.lock_timetable(organization).await?;
    let before = lock(write, &actor.scope, id).await?;
    change_plan(write, actor, &before, &change).await?;
    let mut after = lock(write, &actor.scope, id).await?;
    after.is_paid = change.is_paid.unwrap_or(after.is_paid);
    if let Some(partner) = change.partner {
        after.partner = partner;
    }
    after.capacity = change.capacity.unwrap_or(after.capacity);
    after.allow_walk_ins = change.allow_walk_ins.unwrap_or(after.allow_walk_ins);
    after.window.opens_at = change.opens_at.unwrap_or(after.window.opens_at);
    after.window.closes_at = change.closes_at.unwrap_or(after.window.closes_at);
    after.admit_every = change.admit_every.unwrap_or(after.admit_every);
    if let Some(organizers) = change.organizers {
        after.organizers = with_creator(organizers, before.created_by.as_ref());
    }
    if after.event_type() != before.event_type() && write.has_registrations(organization, id).await? {
        let detail = "Somebody has registered: isPaid stays, and so does whether there is a partner. Make a new event.";
        return Err(Error::conflict("has_registrations", detail));
    }
    if after.admit_every != before.admit_every && write.has_admissions(organization, id).await? {
        let detail = "Somebody has been let in: how often one person is let in stays.";
        return Err(Error::conflict("has_check_ins", detail));
    }
    check_window(after.window)?;
    // Whoever was named before is not checked again.
    let added: Vec<String> =
        after.organizers.iter().filter(|one| !before.organizers.contains(one)).cloned().collect();
    let partner = after.partner.as_deref().filter(|partner| before.partner.as_deref() != Some(partner));
    check_people(write, actor, &added, partner).await?;
    after.stored_mode = after.event_type().mode();
    if audit_detail(&after) != audit_detail(&before) {
        write.update_event(organization, &after).await?;
        let detail = json!({"before": audit_detail(&before), "after": audit_detail(&after)});
        actor.record_audit(write, "event.changed", subject(id), detail).await?;
        move_up(write, actor, &after).await?;
    }
    Ok(after.into_inner())
}

/// Title and time, where they differ.
async fn change_plan(
    write: &mut Write,
    actor: &ActorContext,
    event: &StoredEvent,
    change: &EventChange,
) -> Result<(), Error> {
    // That the event is theirs is known; whose its session is, nobody asks any more.
    let office = actor.within(actor.organization());
    if let Some(title) = change.title.as_ref().filter(|title| event.title.as_deref() != Some(title.as_str()))
    {
        let title = Some(Some(title.as_str().to_owned()));
        change_session(write, &office, &event.id, &SessionChange { title, ..SessionChange::default() })
            .await?;
    }
    let start = change.start.unwrap_or(event.start);
    let end = change.end.unwrap_or_else(|| start.plus(event.end.since(event.start)));
    if (start, end) != (event.start, event.end) {
        reschedule(write, &office, &event.id, start, Some(end), None).await?;
    }
    Ok(())
}
