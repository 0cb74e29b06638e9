//! Planning an event: a session of kind event with what only an event has.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::find::subject;
use crate::app::session::create::{NewSession, create as create_session};
use crate::app::{ActorContext, Error};
use crate::domain::checkin::event::{AdmissionWindow, AdmitEvery, EventType};
use crate::domain::organization::policy::PolicyPatch;
use crate::domain::people::Role;
use crate::domain::people::validated_text::Name;
use crate::domain::session::{Format, Kind, Platform};
use crate::domain::time::Timestamp;
use crate::store::event::StoredEvent;
use crate::store::{Read, Write};

/// An event to be planned.
#[derive(Clone, Debug)]
pub struct EventPlan {
    pub title: Name,
    pub start: Timestamp,
    pub end: Timestamp,
    pub is_paid: bool,
    /// The external partner.
    pub partner: Option<String>,
    pub capacity: Option<i64>,
    pub allow_walk_ins: bool,
    pub window: AdmissionWindow,
    pub admit_every: AdmitEvery,
    /// Who it is shared with, besides its creator.
    pub organizers: Vec<String>,
}

/// Plans an event. Who plans it is an organizer of it.
///
/// # Errors
/// 422 `invalid_window`, `unknown_person`, `not_an_organizer`, `not_a_partner`; those of planning a session.
pub async fn create(write: &mut Write, actor: &ActorContext, plan: EventPlan) -> Result<StoredEvent, Error> {
    check_window(plan.window)?;
    let organizers = with_creator(plan.organizers, actor.person_id.as_ref());
    check_people(write, actor, &organizers, plan.partner.as_deref()).await?;
    let session = NewSession {
        title: Some(plan.title.into_inner()),
        kind: Kind::Event,
        format: Format::Group,
        platform: Platform::Onsite,
        room: None,
        meet: None,
        venue: None,
        start: plan.start,
        end: Some(plan.end),
        teacher: None,
        students: Vec::new(),
        policy: PolicyPatch::default(),
    };
    let session = create_session(write, actor, session).await?;
    let event_type = EventType { is_paid: plan.is_paid, is_external: plan.partner.is_some() };
    let event = StoredEvent {
        id: session.session.id,
        title: session.title,
        start: session.session.start,
        end: session.session.end,
        status: session.status,
        cancelled_at: None,
        created_at: session.created_at,
        is_paid: plan.is_paid,
        partner: plan.partner,
        stored_mode: event_type.mode(),
        capacity: plan.capacity,
        allow_walk_ins: plan.allow_walk_ins,
        window: plan.window,
        admit_every: plan.admit_every,
        created_by: actor.person_id.clone(),
        codes_revoked_at: None,
        organizers,
    };
    write.insert_event(actor.organization(), &event).await?;
    actor.record_audit(write, "event.created", subject(&event.id), audit_detail(&event)).await?;
    Ok(event)
}

/// Organizers by id, each once, with whoever created it.
pub(super) fn with_creator(organizers: Vec<String>, creator: Option<&String>) -> Vec<String> {
    BTreeSet::from_iter(organizers.into_iter().chain(creator.cloned())).into_iter().collect()
}

/// # Errors
/// 422 `invalid_window` for one that closes before it opens.
pub(super) fn check_window(window: AdmissionWindow) -> Result<(), Error> {
    if window.is_possible() {
        return Ok(());
    }
    Err(Error::refused("invalid_window", "Check-in must close after it opens."))
}

/// Checks who an event is shared with, its creator aside, and its partner.
pub(super) async fn check_people(
    read: &mut Read,
    actor: &ActorContext,
    organizers: &[String],
    partner: Option<&str>,
) -> Result<(), Error> {
    let ids: BTreeSet<&str> = organizers.iter().map(String::as_str).chain(partner).collect();
    let people = read.find_people(actor.organization(), &ids).await?;
    let has_role = |id: &str, role: Role| -> Result<bool, Error> {
        let person = people.iter().find(|person| person.id == id && person.is_active);
        let unknown = || Error::refused("unknown_person", "There is no such person, or no longer active.");
        Ok(person.ok_or_else(unknown)?.roles.contains(&role))
    };
    for one in organizers.iter().filter(|one| actor.person_id.as_ref() != Some(one)) {
        if !has_role(one, Role::Organizer)? {
            let detail = "Who an event is shared with has the role organizer.";
            return Err(Error::refused("not_an_organizer", detail));
        }
    }
    if let Some(partner) = partner
        && !has_role(partner, Role::Partner)?
    {
        return Err(Error::refused("not_a_partner", "The external partner has the role partner."));
    }
    Ok(())
}

/// What only an event has, as the audit log shows it.
pub(super) fn audit_detail(event: &StoredEvent) -> Value {
    json!({
        "isPaid": event.is_paid, "partnerId": event.partner, "capacity": event.capacity,
        "allowWalkIns": event.allow_walk_ins, "opensAt": event.window.opens_at, "closesAt": event.window.closes_at,
        "admitEvery": event.admit_every, "organizerIds": event.organizers,
    })
}
