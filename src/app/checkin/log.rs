//! The log of scans and the list of visits, with names.

use std::collections::{BTreeMap, BTreeSet};

use super::attempt::NamedPerson;
use crate::domain::time::{DAY, Span, Timestamp};
use crate::store::checkin::scans::{ScanFilter, StoredScan};
use crate::store::checkin::visits::StoredVisit;
use crate::store::{Read, StoreError};

/// A scan with who it is about and who sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedScan {
    pub scan: StoredScan,
    pub person: Option<NamedPerson>,
    pub scanned_by: Option<NamedPerson>,
}

/// Scans, the newest first.
pub async fn list_scans(
    read: &mut Read,
    organization: &str,
    filter: &ScanFilter,
    after: Option<&(Timestamp, String)>,
    limit: i64,
) -> Result<Vec<LoggedScan>, StoreError> {
    let scans = read.list_scans(organization, filter, after, limit).await?;
    let ids: BTreeSet<&str> = scans
        .iter()
        .flat_map(|one| one.person_id.iter().chain(&one.scanned_by))
        .map(String::as_str)
        .collect();
    let people = read.find_people(organization, &ids).await?;
    let names: BTreeMap<String, String> = people.into_iter().map(|one| (one.id, one.name)).collect();
    let named = |id: &Option<String>| {
        let id = id.as_ref()?;
        // A superadmin of another organisation has scanned, too.
        Some(NamedPerson { id: id.clone(), name: names.get(id).cloned().unwrap_or_default() })
    };
    Ok(scans
        .into_iter()
        .map(|scan| LoggedScan { person: named(&scan.person_id), scanned_by: named(&scan.scanned_by), scan })
        .collect())
}

/// The visit that a scan at this instant began or ended.
pub async fn visit_at(
    read: &mut Read,
    organization: &str,
    person: &str,
    venue: &str,
    at: Timestamp,
) -> Result<Option<StoredVisit>, StoreError> {
    let span = Span::new(at.plus(-2 * DAY), at.plus(1));
    Ok(read.visits_of_person(organization, person, venue, span).await?.pop())
}
