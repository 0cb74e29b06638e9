//! Identities seen in a session that belong to nobody yet. They are written with the session's evaluation.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::domain::people::{Identity, Source};
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Read, Result, StoreError, in_json_sql, json_rows, json_rows_sql, with_connection,
};

/// An identity that belongs to nobody yet, in one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredUnmatched {
    pub session_id: String,
    pub identity: Identity,
    /// The name the source shows. It is displayed only, never used to bind the identity.
    pub display_name: Option<String>,
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
        let UnmatchedRow { session_id, source: name, value, display_name } = row;
        let Some(source) = Source::parse(&name) else {
            let key = format!("{session_id} {name} {value}");
            return Err(corrupt("unmatched", "source", &key, format!("found {name:?}")));
        };
        Ok(StoredUnmatched { session_id, identity: Identity { source, value }, display_name })
    }
}

/// Inserts rows of `unmatched_columns`.
pub(in crate::store) const INSERT_UNMATCHED: DialectSql = json_rows_sql!(
    "INSERT INTO unmatched (organization_id, session_id, source, value, display_name)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4",
    ""
);

/// The columns of an unmatched identity in the order of `INSERT_UNMATCHED`.
pub(in crate::store) fn unmatched_columns(organization: &str, session: &str, one: &StoredUnmatched) -> Value {
    let Identity { source, value } = &one.identity;
    let name = one.display_name.as_deref().map(|name| name.replace('\0', "\u{fffd}"));
    json!([organization, session, source, value, name])
}

impl Read {
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

    /// The unmatched identities of one session, by identity.
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

    /// How many unmatched identities each of these sessions has; sessions without one are left out.
    pub async fn count_unmatched_of(
        &mut self,
        organization: &str,
        sessions: &[&str],
    ) -> Result<BTreeMap<String, i64>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT session_id, COUNT(*) FROM unmatched WHERE organization_id = $1 AND session_id IN",
            "$2",
            "GROUP BY session_id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let found: Vec<(String, i64)> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(sessions))
            .fetch_all(c)
            .await)?;
        Ok(found.into_iter().collect())
    }
}
