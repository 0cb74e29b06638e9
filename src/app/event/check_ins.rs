//! Who came to an event: the list, and the figures.

use std::collections::{BTreeMap, BTreeSet};

use super::find::find;
use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::checkin::event::EventCounts;
use crate::store::Read;
use crate::store::event::StoredEvent;
use crate::store::event::admissions::StoredAdmission;
use crate::store::people::Person;

/// Somebody who was let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    pub admission: StoredAdmission,
    pub name: String,
    pub email: Option<String>,
    /// Who let them in, by name, if not themselves.
    pub admitted_by_name: Option<String>,
}

/// Everybody who was let in, the earliest first.
pub async fn list(read: &mut Read, scope: &Scope, id: &str) -> Result<Vec<CheckIn>, Error> {
    let event = find(read, scope, id).await?;
    let admissions = read.list_admissions(scope.organization(), &event.id).await?;
    with_names(read, scope.organization(), admissions).await
}

/// One admission, with names.
pub async fn one(read: &mut Read, organization: &str, id: &str) -> Result<CheckIn, Error> {
    let admission = read.find_admission(organization, id).await?.ok_or(Error::NotFound("check-in"))?;
    let mut named = with_names(read, organization, vec![admission]).await?;
    named.pop().ok_or(Error::NotFound("check-in"))
}

async fn with_names(
    read: &mut Read,
    organization: &str,
    admissions: Vec<StoredAdmission>,
) -> Result<Vec<CheckIn>, Error> {
    let ids: BTreeSet<&str> = admissions
        .iter()
        .flat_map(|one| [Some(one.person_id.as_str()), one.admitted_by.as_deref()])
        .flatten()
        .collect();
    let people: BTreeMap<String, Person> =
        read.find_people(organization, &ids).await?.into_iter().map(|one| (one.id.clone(), one)).collect();
    let named = admissions.into_iter().map(|admission| {
        let person = people.get(&admission.person_id);
        let by = admission.admitted_by.as_ref();
        CheckIn {
            name: person.map_or_else(|| admission.person_id.clone(), |person| person.name.clone()),
            email: person.and_then(|person| person.email.clone()),
            admitted_by_name: by.map(|id| people.get(id).map_or_else(|| id.clone(), |by| by.name.clone())),
            admission,
        }
    });
    Ok(named.collect())
}

/// How many registered, paid and came.
pub async fn counts(read: &mut Read, scope: &Scope, id: &str) -> Result<(StoredEvent, EventCounts), Error> {
    let event = find(read, scope, id).await?;
    let organization = scope.organization();
    let counts = EventCounts {
        registered: read.count_registered(organization, id).await?,
        checked_in: read.count_admitted(organization, id).await?,
        paid_tickets: match event.is_paid {
            true => read.count_paid_tickets(organization, id).await?,
            false => 0,
        },
    };
    Ok((event, counts))
}
