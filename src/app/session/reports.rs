//! The stored reports of a session, read as JSON to be passed on or as the few figures that are computed with.

use serde::de::DeserializeOwned;

use crate::store::installation::unreadable_rows::Unreadable;
use crate::store::session::StoredSession;
use crate::store::verdict::reports::StoredReport;
use crate::store::{Read, StoreError};

/// The stored reports of a session, by person.
pub(super) async fn list(read: &mut Read, session: &StoredSession) -> Result<Vec<StoredReport>, StoreError> {
    read.list_reports(&session.organization_id, &[&session.session.id]).await
}

/// A report as a `T`: a `Value` with everything that is stored, or its `ReportFacts`.
///
/// # Errors
/// `Corrupt` where the stored text is no such report.
pub(in crate::app) fn parse<T: DeserializeOwned>(
    organization: &str,
    stored: &StoredReport,
) -> Result<T, StoreError> {
    serde_json::from_str(&stored.report).map_err(|error| {
        Box::new(Unreadable {
            organization_id: organization.to_owned(),
            table: "reports".to_owned(),
            row: format!("{} {}", stored.session_id, stored.person_id),
            column: "report".to_owned(),
            found: error.to_string(),
        })
        .into()
    })
}
