//! What somebody is registered for.

use std::collections::BTreeMap;

use crate::app::Error;
use crate::store::Read;
use crate::store::event::StoredEvent;
use crate::store::event::registrations::StoredRegistration;
use crate::store::event::tickets::StoredTicket;

/// A registration with its event, and its ticket unless that is revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRegistration {
    pub event: StoredEvent,
    pub registration: StoredRegistration,
    pub ticket: Option<StoredTicket>,
}

/// Somebody's registrations, cancelled ones too, the latest event first.
pub async fn registrations_of(
    read: &mut Read,
    organization: &str,
    person: &str,
) -> Result<Vec<OwnRegistration>, Error> {
    let registrations = read.registrations_of_person(organization, person).await?;
    let ids: Vec<&str> = registrations.iter().map(|one| one.session_id.as_str()).collect();
    let events: BTreeMap<String, StoredEvent> =
        read.find_events(organization, &ids).await?.into_iter().map(|one| (one.id.clone(), one)).collect();
    let mut tickets = tickets_of(read, organization, &registrations).await?;
    let mut own: Vec<OwnRegistration> = registrations
        .into_iter()
        .filter_map(|registration| {
            let event = events.get(&registration.session_id)?.clone();
            let ticket = tickets.remove(&registration.id);
            Some(OwnRegistration { event, registration, ticket })
        })
        .collect();
    own.sort_by_key(|one| std::cmp::Reverse(one.event.cursor()));
    Ok(own)
}

/// The tickets of these registrations that are not revoked, by registration.
pub async fn tickets_of(
    read: &mut Read,
    organization: &str,
    registrations: &[StoredRegistration],
) -> Result<BTreeMap<String, StoredTicket>, Error> {
    let ids: Vec<&str> = registrations.iter().map(|one| one.id.as_str()).collect();
    let tickets = read.live_tickets(organization, &ids).await?;
    Ok(tickets.into_iter().map(|one| (one.registration_id.clone(), one)).collect())
}
