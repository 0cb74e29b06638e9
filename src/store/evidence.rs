//! Evidence: only ever inserted. Writing it and marking its scope for evaluation is one transaction.

use std::collections::BTreeSet;

use serde_json::json;

use super::{Read, Result, Write, micros, on};
use crate::domain::person::Source;
use crate::domain::time::Timestamp;

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

/// Whether a sender's text may stand in a key: PostgreSQL refuses NUL in a text and long texts in an index.
pub fn fits(text: &str) -> bool {
    !text.is_empty() && text.len() <= 1_024 && !text.contains('\0')
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
        self.mark_unevaluated(&rows).await?;
        Ok(inserted)
    }

    async fn mark_unevaluated(&mut self, rows: &[&NewEvidence]) -> Result<()> {
        let Some(mark) = rows.iter().map(|row| micros(row.received_at)).max() else { return Ok(()) };
        let scopes: BTreeSet<(&str, &str)> = rows
            .iter()
            .filter(|row| row.scope() != NO_SCOPE)
            .map(|row| (row.organization_id.as_str(), row.scope()))
            .collect();
        match &mut **self {
            Read::Sqlite(tx) => {
                let scopes = json!(scopes).to_string();
                sqlx::query(MARK_SQLITE).bind(scopes).bind(mark).execute(&mut **tx).await?;
            }
            Read::Postgres(tx) => {
                let (organizations, scopes): (Vec<&str>, Vec<&str>) = scopes.into_iter().unzip();
                sqlx::query(MARK_POSTGRES)
                    .bind(organizations)
                    .bind(scopes)
                    .bind(mark)
                    .execute(&mut **tx)
                    .await?;
            }
        }
        Ok(())
    }
}

impl Read {
    /// Canonical items about these scopes, received before `until`, in order of receipt.
    pub async fn evidence_about(
        &mut self,
        organization_id: &str,
        scope: &str,
        until: Timestamp,
    ) -> Result<Vec<String>> {
        const SQL: &str = "SELECT payload
            FROM evidence
            WHERE organization_id = $1 AND scope = $2 AND received_at < $3
            ORDER BY received_at, external_id, digest";
        Ok(on!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization_id)
            .bind(scope)
            .bind(micros(until))
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

// A mark grows with every write even where the clock stands still or steps back.
const MARK_SQLITE: &str = "
    INSERT INTO unevaluated (organization_id, scope, mark)
    SELECT value ->> 0, value ->> 1, $2
    FROM json_each($1)
    WHERE true
    ON CONFLICT (organization_id, scope)
    DO UPDATE SET mark = CASE WHEN excluded.mark > unevaluated.mark THEN excluded.mark ELSE unevaluated.mark + 1 END";
const MARK_POSTGRES: &str = "
    INSERT INTO unevaluated (organization_id, scope, mark)
    SELECT organization_id, scope, $3
    FROM unnest($1::TEXT[], $2::TEXT[]) AS marked (organization_id, scope)
    ON CONFLICT (organization_id, scope)
    DO UPDATE SET mark = CASE WHEN excluded.mark > unevaluated.mark THEN excluded.mark ELSE unevaluated.mark + 1 END";
