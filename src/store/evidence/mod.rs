//! Evidence: what sources said, in canonical JSON. Rows are never changed; `append` inserts them. What they mean is in
//! `domain::evidence`.

pub(crate) mod append;

use std::sync::Arc;

use super::{DialectSql, Read, Result, fits, instant, json_rows, json_rows_sql, micros, with_connection};
use crate::domain::evidence::{Evidence, scope};
use crate::domain::json::canonical::sha256_hex;
use crate::domain::people::Source;
use crate::domain::time::{Span, Timestamp};
use crate::store::database::error::Unreadable;

/// One item of evidence, ready to be stored. Its texts are shared (`Arc`) with the statement that stores them, since
/// all rows wait for the one writer, and copying texts there would make every row wait longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvidence {
    pub organization_id: Arc<str>,
    pub source: Source,
    /// What names it in its source (`domain::evidence::Evidence::name`).
    pub external_id: Arc<str>,
    /// SHA-256 of the observation's canonical text.
    pub digest: Arc<str>,
    /// The observation's key in the item: `webhook`, `roster`, …
    pub kind: &'static str,
    /// By what it is found again, a name of `domain::evidence::scope`.
    pub scope: Option<Arc<str>>,
    pub received_at: Timestamp,
    /// It tells of nothing before this instant.
    pub since: Timestamp,
    /// The item as bundles write it, canonical JSON.
    pub payload: Arc<str>,
}

/// The primary key of evidence.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EvidenceKey {
    pub organization_id: String,
    pub scope: String,
    pub source: String,
    pub external_id: String,
    pub digest: String,
}

/// A row as it is stored; the payload is not parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvidence {
    pub key: EvidenceKey,
    pub kind: String,
    pub received_at: Timestamp,
    pub payload: String,
}

#[derive(sqlx::FromRow)]
struct EvidenceRow {
    #[sqlx(flatten)]
    key: EvidenceKey,
    kind: String,
    received_at: i64,
    payload: String,
}

impl From<EvidenceRow> for StoredEvidence {
    fn from(row: EvidenceRow) -> StoredEvidence {
        let EvidenceRow { key, kind, received_at, payload } = row;
        StoredEvidence { key, kind, received_at: instant(received_at), payload }
    }
}

impl EvidenceKey {
    /// The row as one that cannot be read.
    pub fn as_unreadable(&self, problem: &str) -> Unreadable {
        let EvidenceKey { organization_id, scope, source, external_id, digest } = self;
        Unreadable {
            organization_id: organization_id.clone(),
            table: "evidence".to_owned(),
            // Any part may have a space in it.
            row: serde_json::json!([scope, source, external_id, digest]).to_string(),
            column: "payload".to_owned(),
            found: problem.to_owned(),
        }
    }
}

/// The scope of evidence that belongs to no session that could be found.
pub(super) const NO_SCOPE: &str = "none";

impl NewEvidence {
    /// The row of evidence that was read from `item`, a canonical text.
    pub fn from_evidence(
        organization_id: &str,
        kind: &'static str,
        evidence: &Evidence,
        item: String,
    ) -> NewEvidence {
        NewEvidence {
            organization_id: organization_id.into(),
            source: evidence.source,
            external_id: evidence.external_id().into(),
            digest: sha256_hex(&evidence.canonical_text).into(),
            kind,
            scope: evidence.scope.as_deref().map(Into::into),
            received_at: evidence.received_at,
            since: evidence.earliest_instant(),
            payload: item.into(),
        }
    }

    pub(super) fn scope(&self) -> &str {
        self.storable_scope().map_or(NO_SCOPE, |scope| scope)
    }

    /// Names beyond what platforms allow (LiveKit: 256 bytes) belong to no session of ours.
    pub(super) fn storable_scope(&self) -> Option<&Arc<str>> {
        self.scope.as_ref().filter(|scope| fits(scope))
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
        const SQL: DialectSql = DialectSql {
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
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_scalar(sql)
            .bind(organization_id)
            .bind(json_rows(scopes))
            .bind(micros(as_of))
            .fetch_all(c)
            .await)?)
    }

    /// Rows about these scopes that were received in `span` and cannot be read. They are
    /// recorded as unreadable and returned, so that the caller can hold back the evaluation of sessions they may
    /// concern.
    pub async fn unreadable_evidence(
        &mut self,
        organization_id: &str,
        scopes: &[&str],
        span: Span,
    ) -> Result<Vec<StoredEvidence>> {
        const SQL: DialectSql = DialectSql {
            sqlite: "
                SELECT organization_id, scope, source, external_id, digest, kind, received_at, payload
                  FROM evidence
                 WHERE organization_id = $1 AND received_at >= $3 AND received_at < $4
                   AND scope IN (SELECT value FROM json_each($2))
                 ORDER BY received_at, external_id, digest",
            postgres: "
                SELECT organization_id, scope, source, external_id, digest, kind, received_at, payload
                  FROM evidence
                 WHERE organization_id = $1 AND received_at >= $3 AND received_at < $4
                   AND scope = ANY (ARRAY(SELECT jsonb_array_elements_text($2::JSONB)))
                 ORDER BY received_at, external_id, digest",
        };
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<EvidenceRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization_id)
            .bind(json_rows(scopes))
            .bind(micros(span.from))
            .bind(micros(span.to))
            .fetch_all(c)
            .await)?;
        let mut unreadable = Vec::new();
        for row in rows {
            if let Err(problem) = Evidence::parse_stored_text(&row.payload) {
                let row = StoredEvidence::from(row);
                self.record_unreadable(row.key.as_unreadable(&problem.to_string()));
                unreadable.push(row);
            }
        }
        Ok(unreadable)
    }

    /// Canonical items about any of these scopes, each received at the instant beside it or after, and at `until` or
    /// before, in order of receipt.
    pub async fn evidence_since(
        &mut self,
        organization_id: &str,
        scopes: &[(&str, Timestamp)],
        until: Timestamp,
    ) -> Result<Vec<String>> {
        const SQL: DialectSql = json_rows_sql!(
            "SELECT e.payload",
            "CROSS JOIN evidence e
             WHERE e.organization_id = $2 AND e.scope = item.value ->> 0
               AND e.received_at >= CAST(item.value ->> 1 AS BIGINT) AND e.received_at <= $3
             ORDER BY e.received_at, e.external_id, e.digest"
        );
        let sought: Vec<_> = scopes.iter().map(|(scope, since)| (scope, micros(*since))).collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_scalar(sql)
            .bind(json_rows(&sought))
            .bind(organization_id)
            .bind(micros(until))
            .fetch_all(c)
            .await)?)
    }

    /// Canonical items of platforms about these scopes, of these ids, received at `until` or before.
    pub async fn evidence_of_platforms(
        &mut self,
        organization_id: &str,
        scopes: &[&str],
        ids: &[&str],
        until: Timestamp,
    ) -> Result<Vec<String>> {
        const SQL: DialectSql = json_rows_sql!(
            "SELECT e.payload",
            "CROSS JOIN evidence e
             WHERE e.organization_id = $2 AND e.scope = item.value ->> 0 AND e.source = item.value ->> 1
               AND e.external_id = item.value ->> 2 AND e.received_at <= $3"
        );
        let sources = [Source::Livekit.as_str(), Source::Meet.as_str()];
        let mut sought: Vec<[&str; 3]> = Vec::with_capacity(scopes.len() * sources.len() * ids.len());
        for scope in scopes {
            for source in sources {
                sought.extend(ids.iter().map(|id| [*scope, source, *id]));
            }
        }
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_scalar(sql)
            .bind(json_rows(&sought))
            .bind(organization_id)
            .bind(micros(until))
            .fetch_all(c)
            .await)?)
    }

    /// Rows of all organisations in the order of their keys, after `after`; at most `limit`.
    pub async fn list_evidence(
        &mut self,
        after: Option<&EvidenceKey>,
        limit: i64,
    ) -> Result<Vec<StoredEvidence>> {
        const SQL: &str = "
            SELECT organization_id, scope, source, external_id, digest, kind, received_at, payload
              FROM evidence
             WHERE (organization_id, scope, source, external_id, digest) > ($1, $2, $3, $4, $5)
             ORDER BY organization_id, scope, source, external_id, digest
             LIMIT $6";
        let part = |of: fn(&EvidenceKey) -> &str| after.map_or("", of);
        let rows: Vec<EvidenceRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(part(|key| &key.organization_id))
            .bind(part(|key| &key.scope))
            .bind(part(|key| &key.source))
            .bind(part(|key| &key.external_id))
            .bind(part(|key| &key.digest))
            .bind(limit)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(StoredEvidence::from).collect())
    }

    /// Canonical items of what was observed of these people at venues, each received at the instant beside the person or
    /// after, and at `until` or before, in order of receipt.
    pub async fn visits_since(
        &mut self,
        organization_id: &str,
        people: &[(&str, Timestamp)],
        until: Timestamp,
    ) -> Result<Vec<String>> {
        // The condition on the kind names the index that has the time of receipt.
        const SQL: DialectSql = json_rows_sql!(
            "SELECT e.payload",
            "CROSS JOIN evidence e
             WHERE e.organization_id = $2 AND e.kind IN ('scan', 'visit') AND e.scope = item.value ->> 0
               AND e.received_at >= CAST(item.value ->> 1 AS BIGINT) AND e.received_at <= $3
             ORDER BY e.received_at, e.external_id, e.digest"
        );
        let sought: Vec<_> =
            people.iter().map(|(person, since)| (scope::visitor(person), micros(*since))).collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_scalar(sql)
            .bind(json_rows(&sought))
            .bind(organization_id)
            .bind(micros(until))
            .fetch_all(c)
            .await)?)
    }
}
