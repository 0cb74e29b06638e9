//! Stored reports: what one person's session came to.

use serde_json::{Value, json};

use crate::domain::verdict::outcome::Outcome;
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Read, Result, StoreError, in_json_sql, json_rows, json_rows_sql, with_connection,
};

/// The report of one person in one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReport {
    pub session_id: String,
    pub person_id: String,
    pub outcome: Outcome,
    /// JSON as the API shows it.
    pub report: String,
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    session_id: String,
    person_id: String,
    outcome: String,
    report: String,
}

impl TryFrom<ReportRow> for StoredReport {
    type Error = StoreError;

    fn try_from(row: ReportRow) -> Result<StoredReport> {
        let Some(outcome) = Outcome::parse(&row.outcome) else {
            let key = format!("{} {}", row.session_id, row.person_id);
            return Err(corrupt("reports", "outcome", &key, format!("found {:?}", row.outcome)));
        };
        let ReportRow { session_id, person_id, report, .. } = row;
        Ok(StoredReport { session_id, person_id, outcome, report })
    }
}

/// Inserts rows of `report_columns`.
pub(in crate::store) const INSERT_REPORTS: DialectSql = json_rows_sql!(
    "INSERT INTO reports (organization_id, session_id, person_id, outcome, report)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4",
    ""
);

/// The columns of a report in the order of `INSERT_REPORTS`.
pub(in crate::store) fn report_columns(organization: &str, session: &str, one: &StoredReport) -> Value {
    json!([organization, session, one.person_id, one.outcome, one.report])
}

impl Read {
    /// The reports of these sessions, by session and person.
    pub async fn list_reports(&mut self, organization: &str, sessions: &[&str]) -> Result<Vec<StoredReport>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT session_id, person_id, outcome, report
               FROM reports
              WHERE organization_id = $1 AND session_id IN",
            "$2",
            "ORDER BY session_id, person_id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let found: Vec<ReportRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(sessions))
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, found)
    }

    /// The report of one person in one session, if there is one.
    pub async fn find_report(
        &mut self,
        organization: &str,
        session: &str,
        person: &str,
    ) -> Result<Option<StoredReport>> {
        let found: Vec<ReportRow> = with_connection!(self, |c| sqlx::query_as(
            "SELECT session_id, person_id, outcome, report
               FROM reports
              WHERE organization_id = $1 AND session_id = $2 AND person_id = $3"
        )
        .bind(organization)
        .bind(session)
        .bind(person)
        .fetch_all(c)
        .await)?;
        Ok(self.readable_rows(organization, found)?.pop())
    }
}
