//! The small pictures of listed sessions, from stored reports: nothing is evaluated for a list.

use std::collections::BTreeMap;

use super::list::ListedSession;
use super::reports;
use crate::domain::access::Scope;
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::domain::time::Timestamp;
use crate::domain::verdict::report_facts::ReportFacts;
use crate::store::{Read, StoreError};

/// By session, the stays of the one student whom the caller sees in it. Sessions of several students have none: one line
/// would tell of somebody by chance. A report that cannot be read is left out.
///
/// # Errors
/// Those of the store.
pub async fn sketches(
    read: &mut Read,
    scope: &Scope,
    listed: &[ListedSession],
    now: Timestamp,
) -> Result<BTreeMap<String, LaneSketch>, StoreError> {
    let of_one: BTreeMap<&str, (&str, &ListedSession)> = listed
        .iter()
        .filter_map(|one| match &one.students[..] {
            [student] => Some((one.session.session.id.as_str(), (student.as_str(), one))),
            _ => None,
        })
        .collect();
    let ids: Vec<&str> = of_one.keys().copied().collect();
    let mut found = BTreeMap::new();
    for stored in read.list_reports(scope.organization(), &ids).await? {
        let Some((student, one)) = of_one.get(stored.session_id.as_str()) else { continue };
        if stored.person_id != *student {
            continue;
        }
        let Ok(facts) = reports::parse::<ReportFacts>(scope.organization(), &stored) else { continue };
        let sketch = LaneSketch::of_report(one.session.session.planned(), now, &facts);
        found.insert(stored.session_id, sketch);
    }
    Ok(found)
}
