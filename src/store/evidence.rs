//! Evidence: only ever inserted. Writing it and marking its scope for evaluation is one transaction.

use std::collections::BTreeSet;

use serde_json::json;

use super::{Bulk, Read, Result, Write, fits, micros, on, rows};
use crate::domain::person::Source;
use crate::domain::time::{Span, Timestamp};

/// One thing a source said, ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvidence {
    pub organization_id: String,
    pub source: Source,
    /// A webhook's id, a scan's nonce, else the SHA-256 of the item.
    pub external_id: String,
    /// SHA-256 of the observation's canonical text.
    pub digest: String,
    /// The observation's key in the item: `webhook`, `roster`, …
    pub kind: &'static str,
    /// By what it is found again, a name of `domain::evidence::scope`.
    pub scope: Option<String>,
    pub received_at: Timestamp,
    /// The item as bundles write it, canonical JSON.
    pub payload: String,
}

/// The scope of what is about nothing a session could be found by.
const NO_SCOPE: &str = "none";

impl NewEvidence {
    /// Names beyond what platforms allow (LiveKit: 256 bytes) belong to no session of ours.
    fn scope(&self) -> &str {
        self.scope.as_deref().filter(|scope| fits(scope)).unwrap_or(NO_SCOPE)
    }
}

impl Write {
    /// Stores what is not there yet, marks every scope named for evaluation, and says how many rows were new.
    ///
    /// A repeat (same organisation, source, external id and digest) changes nothing.
    pub async fn insert_evidence(&mut self, rows: &[NewEvidence]) -> Result<u64> {
        // Replicas that store overlapping batches must take their locks in one order, or they deadlock.
        let mut rows: Vec<&NewEvidence> = rows.iter().collect();
        rows.sort_by(|a, b| key(a).cmp(&key(b)));
        let inserted = match &mut **self {
            Read::Sqlite(tx) => {
                sqlx::query(INSERT_SQLITE).bind(as_json(&rows)).execute(&mut **tx).await?.rows_affected()
            }
            Read::Postgres(tx) => {
                let column = |value: fn(&NewEvidence) -> &str| -> Vec<&str> {
                    rows.iter().map(|row| value(row)).collect()
                };
                let received: Vec<i64> = rows.iter().map(|row| micros(row.received_at)).collect();
                sqlx::query(INSERT_POSTGRES)
                    .bind(column(|row| &row.organization_id))
                    .bind(column(|row| row.source.word()))
                    .bind(column(|row| &row.external_id))
                    .bind(column(|row| &row.digest))
                    .bind(column(|row| row.kind))
                    .bind(column(|row| row.scope()))
                    .bind(received)
                    .bind(column(|row| &row.payload))
                    .execute(&mut **tx)
                    .await?
                    .rows_affected()
            }
        };
        if let Some(latest) = rows.iter().map(|row| row.received_at).max() {
            let scopes = rows.iter().filter(|row| row.scope() != NO_SCOPE);
            let scopes: BTreeSet<(&str, &str)> =
                scopes.map(|row| (row.organization_id.as_str(), row.scope())).collect();
            self.mark_unevaluated(&Vec::from_iter(scopes), latest).await?;
        }
        Ok(inserted)
    }
}

impl Read {
    /// Canonical items about any of these scopes, received at `as_of` or before, in order of receipt.
    pub async fn evidence_about(
        &mut self,
        organization_id: &str,
        scopes: &[&str],
        as_of: Timestamp,
    ) -> Result<Vec<String>> {
        const SQL: Bulk = Bulk {
            sqlite: "
                SELECT payload
                  FROM evidence
                 WHERE organization_id = $1 AND scope IN (SELECT value FROM json_each($2)) AND received_at <= $3
                 ORDER BY received_at, external_id, digest",
            postgres: "
                SELECT payload
                  FROM evidence
                 WHERE organization_id = $1 AND scope = ANY (ARRAY(SELECT jsonb_array_elements_text($2::JSONB)))
                   AND received_at <= $3
                 ORDER BY received_at, external_id, digest",
        };
        let sql = self.pick(SQL.sqlite, SQL.postgres);
        Ok(on!(self, |c| sqlx::query_scalar(sql)
            .bind(organization_id)
            .bind(rows(scopes))
            .bind(micros(as_of))
            .fetch_all(c)
            .await)?)
    }

    /// Canonical items of visits at any venue, received within `span`, in order of receipt.
    pub async fn visits_between(&mut self, organization_id: &str, span: Span) -> Result<Vec<String>> {
        const SQL: &str = "
            SELECT payload
              FROM evidence
             WHERE organization_id = $1 AND kind = 'scan' AND substr(scope, 1, 6) = 'venue:'
               AND received_at >= $2 AND received_at < $3
             ORDER BY received_at, external_id, digest";
        Ok(on!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization_id)
            .bind(micros(span.from))
            .bind(micros(span.to))
            .fetch_all(c)
            .await)?)
    }
}

fn key(row: &NewEvidence) -> (&str, &str, &str, &str) {
    (&row.organization_id, row.source.word(), &row.external_id, &row.digest)
}

/// A whole batch as one bound value: a statement with a bind for every cell has a text for every size of batch, and
/// one statement for every row costs a round trip to the driver's thread each.
fn as_json(rows: &[&NewEvidence]) -> String {
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                &row.organization_id,
                row.source.word(),
                &row.external_id,
                &row.digest,
                row.kind,
                row.scope(),
                micros(row.received_at),
                &row.payload,
            )
        })
        .collect();
    json!(rows).to_string()
}

// SQLite has no arrays of rows to bind and PostgreSQL reads JSON much slower than its own arrays. `WHERE true` keeps
// SQLite from reading ON CONFLICT as a join's condition.
const INSERT_SQLITE: &str = "
    INSERT INTO evidence (organization_id, source, external_id, digest, kind, scope, received_at, payload)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
    FROM json_each($1)
    WHERE true
    ON CONFLICT DO NOTHING";
const INSERT_POSTGRES: &str = "
    INSERT INTO evidence (organization_id, source, external_id, digest, kind, scope, received_at, payload)
    SELECT *
    FROM unnest($1::TEXT[], $2::TEXT[], $3::TEXT[], $4::TEXT[], $5::TEXT[], $6::TEXT[], $7::BIGINT[], $8::TEXT[])
    ON CONFLICT DO NOTHING";
