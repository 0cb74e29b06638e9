//! Stored reports, and the identities seen in a session that belong to nobody.

use crate::domain::people::{Identity, Source};
use crate::domain::verdict::outcome::Outcome;
use crate::store::database::error::corrupt;
use crate::store::{DialectSql, Read, Result, StoreError, in_json_sql, json_rows, with_connection};

/// One person in one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReport {
    pub session_id: String,
    pub person_id: String,
    pub outcome: Outcome,
    /// JSON as the API shows it.
    pub report: String,
}

/// An identity that belongs to nobody yet, in one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredUnmatched {
    pub session_id: String,
    pub identity: Identity,
    /// What the source calls them. Nobody is bound by it.
    pub display_name: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    session_id: String,
    person_id: String,
    outcome: String,
    report: String,
}

#[derive(sqlx::FromRow)]
struct UnmatchedRow {
    session_id: String,
    source: String,
    value: String,
    display_name: Option<String>,
}

impl TryFrom<UnmatchedRow> for StoredUnmatched {
    type Error = StoreError;

    fn try_from(row: UnmatchedRow) -> Result<StoredUnmatched> {
        let UnmatchedRow { session_id, source: word, value, display_name } = row;
        let Some(source) = Source::parse(&word) else {
            let key = format!("{session_id} {word} {value}");
            return Err(corrupt("unmatched", "source", &key, format!("found {word:?}")));
        };
        Ok(StoredUnmatched { session_id, identity: Identity { source, value }, display_name })
    }
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

    /// Identities after the given one that belong to nobody, at most `limit` of them, each with the sessions it was
    /// seen in; by identity, then session. Of one session's identities, or of all.
    pub async fn list_unmatched(
        &mut self,
        organization: &str,
        session: Option<&str>,
        after: Option<&Identity>,
        limit: i64,
    ) -> Result<Vec<StoredUnmatched>> {
        const SQL: &str = "
            SELECT session_id, source, value, display_name
              FROM unmatched
             WHERE organization_id = $1
               AND (source, value) IN (
                   SELECT DISTINCT source, value
                     FROM unmatched
                    WHERE organization_id = $1 AND (source, value) > ($2, $3) AND ($4 = '' OR session_id = $4)
                    ORDER BY source, value
                    LIMIT $5)
             ORDER BY source, value, session_id";
        let (source, value) = after.map_or(("", ""), |one| (one.source.as_str(), one.value.as_str()));
        let found: Vec<UnmatchedRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(source)
            .bind(value)
            .bind(session.unwrap_or_default())
            .bind(limit)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, found)
    }

    /// The identities that belong to nobody of one session, by identity.
    pub async fn list_session_unmatched(
        &mut self,
        organization: &str,
        session: &str,
    ) -> Result<Vec<StoredUnmatched>> {
        const SQL: &str = "
            SELECT session_id, source, value, display_name
              FROM unmatched
             WHERE organization_id = $1 AND session_id = $2
             ORDER BY source, value";
        let found: Vec<UnmatchedRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(session)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, found)
    }

    /// Whether this identity was ever seen in the organisation, bound or not.
    pub async fn was_identity_seen(&mut self, organization: &str, identity: &Identity) -> Result<bool> {
        const SQL: &str = "
            SELECT CAST(COUNT(*) AS BIGINT) FROM identity_scopes
             WHERE organization_id = $1 AND source = $2 AND value = $3";
        let scopes: i64 = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(identity.source.as_str())
            .bind(&identity.value)
            .fetch_one(c)
            .await)?;
        Ok(scopes > 0)
    }
}
