//! Makes stored modes and codes of events right where something else wrote them: an import, or a hand in the database.

use serde_json::json;

use super::find::subject;
use crate::app::{ActorContext, App};
use crate::domain::access::Scope;
use crate::domain::checkin::event::CheckInMode;
use crate::store::event::{EventFilter, StoredEvent};
use crate::store::{StoreError, Write};

/// An event whose mode was another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepairedEvent {
    pub id: String,
    pub title: String,
    pub from: CheckInMode,
    pub to: CheckInMode,
}

/// What was repaired, or would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RepairReport {
    pub events: u64,
    pub updated: Vec<RepairedEvent>,
    /// Codes of registrations that should have none.
    pub cleared: u64,
    /// Codes of registrations that lacked one.
    pub created: u64,
}

/// Goes through the events of all organisations; each organisation is one transaction. With `is_dry_run` nothing changes.
pub async fn repair(app: &App, is_dry_run: bool) -> Result<RepairReport, StoreError> {
    let mut report = RepairReport::default();
    let organizations = app.store.read().await?.list_organizations("", i64::MAX).await?;
    for organization in organizations {
        let actor = ActorContext::of_installation(app, &organization.id);
        let scope = Scope::whole_organization(&organization.id);
        let mut write = app.store.write().await?;
        let events = write.list_events(&scope, EventFilter::default(), None, i64::MAX).await?;
        for event in events {
            repair_event(&mut write, &actor, &event, &mut report).await?;
        }
        // Dropped, a transaction is rolled back: a dry run is the same work.
        if !is_dry_run {
            write.commit().await?;
        }
    }
    Ok(report)
}

async fn repair_event(
    write: &mut Write,
    actor: &ActorContext,
    listed: &StoredEvent,
    report: &mut RepairReport,
) -> Result<(), StoreError> {
    let organization = actor.organization();
    report.events += 1;
    // What is right, as it nearly always is, is not locked.
    let (coded, lacking) = write.count_registration_codes(organization, &listed.id).await?;
    let has_codes = listed.event_type().has_registration_codes();
    let is_right = listed.stored_mode == listed.event_type().mode()
        && (has_codes || coded == 0)
        && (!has_codes || lacking == 0);
    if is_right {
        return Ok(());
    }
    let Some(mut event) = write.lock_event(organization, &listed.id).await? else { return Ok(()) };
    let (from, to) = (event.stored_mode, event.event_type().mode());
    if from != to {
        event.stored_mode = to;
        write.update_event(organization, &event).await?;
        let title = event.title.clone().unwrap_or_default();
        report.updated.push(RepairedEvent { id: event.id.clone(), title, from, to });
    }
    let (cleared, created) = match event.event_type().has_registration_codes() {
        true => (0, write.create_registration_codes(organization, &event.id, actor.now).await?),
        false => (write.clear_registration_codes(organization, &event.id).await?, 0),
    };
    report.cleared += cleared;
    report.created += created;
    let detail = json!({"from": from, "to": to, "clearedCodes": cleared, "createdCodes": created});
    actor.record_audit(write, "event.repaired", subject(&event.id), detail).await
}
