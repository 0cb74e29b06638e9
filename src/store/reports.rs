//! Stored reports, and those seen in a session without one: unmatched identities and guests.

use super::error::corrupt;
use super::{Bulk, Read, Result, instant, on, rows};
use crate::domain::person::{Identity, Source};
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Outcome;

/// One person in one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReport {
    pub session_id: String,
    pub person_id: String,
    pub outcome: Outcome,
    /// JSON as the API shows it.
    pub report: String,
}

/// When somebody without a report was there, as far as it is proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    pub joined_at: Option<Timestamp>,
    /// `None` while there.
    pub left_at: Option<Timestamp>,
    /// Time there in milliseconds, not clipped to the session.
    pub millis: i64,
}

/// An identity that belongs to nobody yet, in one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    pub session_id: String,
    pub identity: Identity,
    /// What the source calls them. Nobody is bound by it.
    pub display_name: Option<String>,
    pub stay: Stay,
}

/// Somebody of ours in a session whose roster they are not on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    pub session_id: String,
    pub person_id: String,
    pub stay: Stay,
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
    #[sqlx(flatten)]
    stay: StayRow,
}

#[derive(sqlx::FromRow)]
struct GuestRow {
    session_id: String,
    person_id: String,
    #[sqlx(flatten)]
    stay: StayRow,
}

#[derive(sqlx::FromRow)]
struct StayRow {
    joined_at: Option<i64>,
    left_at: Option<i64>,
    millis: i64,
}

impl From<StayRow> for Stay {
    fn from(row: StayRow) -> Stay {
        Stay { joined_at: row.joined_at.map(instant), left_at: row.left_at.map(instant), millis: row.millis }
    }
}

impl UnmatchedRow {
    fn read(self) -> Result<Unmatched> {
        let source = Source::from_word(&self.source)
            .ok_or_else(|| corrupt("unmatched", "source", &self.value, format!("found {:?}", self.source)))?;
        Ok(Unmatched {
            session_id: self.session_id,
            identity: Identity { source, value: self.value },
            display_name: self.display_name,
            stay: self.stay.into(),
        })
    }
}

impl Read {
    /// The reports of these sessions, by session and person.
    pub async fn list_reports(&mut self, organization: &str, sessions: &[&str]) -> Result<Vec<StoredReport>> {
        const SQL: Bulk = Bulk {
            sqlite: "SELECT session_id, person_id, outcome, report
                       FROM reports
                      WHERE organization_id = $1 AND session_id IN (SELECT value FROM json_each($2))
                      ORDER BY session_id, person_id",
            postgres: "SELECT session_id, person_id, outcome, report
                         FROM reports
                        WHERE organization_id = $1
                          AND session_id IN (SELECT jsonb_array_elements_text($2::JSONB))
                        ORDER BY session_id, person_id",
        };
        let sql = self.pick(SQL.sqlite, SQL.postgres);
        let found: Vec<ReportRow> =
            on!(self, |c| sqlx::query_as(sql).bind(organization).bind(rows(sessions)).fetch_all(c).await)?;
        found
            .into_iter()
            .map(|row| {
                let outcome = Outcome::from_word(&row.outcome).ok_or_else(|| {
                    corrupt("reports", "outcome", &row.session_id, format!("found {:?}", row.outcome))
                })?;
                Ok(StoredReport {
                    session_id: row.session_id,
                    person_id: row.person_id,
                    outcome,
                    report: row.report,
                })
            })
            .collect()
    }

    /// Identities that belong to nobody, with the sessions they were seen in, by identity and session, after the
    /// given place; at most `limit`.
    pub async fn list_unmatched(
        &mut self,
        organization: &str,
        after: Option<(&Identity, &str)>,
        limit: i64,
    ) -> Result<Vec<Unmatched>> {
        const SQL: &str = "
            SELECT session_id, source, value, display_name, joined_at, left_at, millis
              FROM unmatched
             WHERE organization_id = $1 AND (source, value, session_id) > ($2, $3, $4)
             ORDER BY source, value, session_id
             LIMIT $5";
        let (source, value, session) =
            after.map_or(("", "", ""), |(one, session)| (one.source.word(), one.value.as_str(), session));
        let found: Vec<UnmatchedRow> = on!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(source)
            .bind(value)
            .bind(session)
            .bind(limit)
            .fetch_all(c)
            .await)?;
        found.into_iter().map(UnmatchedRow::read).collect()
    }

    /// Identities that belong to nobody in these sessions, by session and identity.
    pub async fn list_unmatched_in(
        &mut self,
        organization: &str,
        sessions: &[&str],
    ) -> Result<Vec<Unmatched>> {
        const SQL: Bulk = Bulk {
            sqlite: "SELECT session_id, source, value, display_name, joined_at, left_at, millis
                       FROM unmatched
                      WHERE organization_id = $1 AND session_id IN (SELECT value FROM json_each($2))
                      ORDER BY session_id, source, value",
            postgres: "SELECT session_id, source, value, display_name, joined_at, left_at, millis
                         FROM unmatched
                        WHERE organization_id = $1
                          AND session_id IN (SELECT jsonb_array_elements_text($2::JSONB))
                        ORDER BY session_id, source, value",
        };
        let sql = self.pick(SQL.sqlite, SQL.postgres);
        let found: Vec<UnmatchedRow> =
            on!(self, |c| sqlx::query_as(sql).bind(organization).bind(rows(sessions)).fetch_all(c).await)?;
        found.into_iter().map(UnmatchedRow::read).collect()
    }

    /// Guests of these sessions, by session and person.
    pub async fn list_guests(&mut self, organization: &str, sessions: &[&str]) -> Result<Vec<Guest>> {
        const SQL: Bulk = Bulk {
            sqlite: "SELECT session_id, person_id, joined_at, left_at, millis
                       FROM guests
                      WHERE organization_id = $1 AND session_id IN (SELECT value FROM json_each($2))
                      ORDER BY session_id, person_id",
            postgres: "SELECT session_id, person_id, joined_at, left_at, millis
                         FROM guests
                        WHERE organization_id = $1
                          AND session_id IN (SELECT jsonb_array_elements_text($2::JSONB))
                        ORDER BY session_id, person_id",
        };
        let sql = self.pick(SQL.sqlite, SQL.postgres);
        let found: Vec<GuestRow> =
            on!(self, |c| sqlx::query_as(sql).bind(organization).bind(rows(sessions)).fetch_all(c).await)?;
        Ok(found
            .into_iter()
            .map(|row| Guest { session_id: row.session_id, person_id: row.person_id, stay: row.stay.into() })
            .collect())
    }
}
