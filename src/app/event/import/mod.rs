//! A list of attendees into an event. It is worked off in parts, each a transaction of its own, so that nobody at a door waits
//! for a long list; sent again, a list goes on where it stopped, because who is registered already is only counted.

pub mod file;

use std::collections::{BTreeMap, BTreeSet};

use self::file::{AttendeeLine, AttendeeRefusal};
use super::enrol::{Enrolment, enrol};
use super::find::lock;
use super::register::check_open;
use crate::app::people::{self, NewPerson};
use crate::app::{ActorContext, Error};
use crate::domain::checkin::event::RegistrationStatus;
use crate::domain::people::Role;
use crate::store::Write;
use crate::store::people::{Person, email_key};

/// Lines of one transaction.
pub const PART: usize = 250;

/// What came of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttendeeCounts {
    /// Registered now, those who wait for a place too.
    pub created: u64,
    /// Those of them who wait for a place.
    pub waiting: u64,
    /// Registered already.
    pub existing: u64,
    /// Line and why it was left out.
    pub refused: Vec<(u64, AttendeeRefusal)>,
}

/// Registers everybody of some lines; an address that nobody has becomes a student without a password.
///
/// # Errors
/// 403 for an event out of reach; 409 `cancelled`, `over`.
pub async fn import(
    write: &mut Write,
    actor: &ActorContext,
    event: &str,
    lines: &[AttendeeLine],
    counts: &mut AttendeeCounts,
) -> Result<(), Error> {
    let event = lock(write, &actor.scope, event).await?;
    check_open(actor, &event)?;
    let keys: Vec<String> = lines
        .iter()
        .filter_map(|line| line.attendee.as_ref().ok().map(|(_, email)| email_key(email.as_str())))
        .collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let known = write.people_of_emails_or_names(actor.organization(), &keys, &[]).await?;
    let mut by_key: BTreeMap<String, Person> =
        known.into_iter().filter_map(|person| Some((email_key(person.email.as_deref()?), person))).collect();
    for AttendeeLine { number, attendee } in lines {
        let (name, email) = match attendee {
            Ok(attendee) => attendee.clone(),
            Err(refusal) => {
                counts.refused.push((*number, *refusal));
                continue;
            }
        };
        let key = email_key(email.as_str());
        let person = match by_key.get(&key) {
            Some(person) if !person.is_active => {
                counts.refused.push((*number, AttendeeRefusal::Inactive));
                continue;
            }
            Some(person) => person.id.clone(),
            None => {
                let roles = BTreeSet::from([Role::Student]);
                let new = NewPerson { name, email: Some(email), roles, household: None };
                let person = people::add(write, actor, new).await?;
                let id = person.id.clone();
                by_key.insert(key, person);
                id
            }
        };
        match enrol(write, actor, &event, &person, false).await? {
            Enrolment::Made(registration) => {
                counts.created += 1;
                counts.waiting += u64::from(registration.status == RegistrationStatus::Waitlisted);
            }
            Enrolment::Existing(_) | Enrolment::Full => counts.existing += 1,
        }
    }
    Ok(())
}
