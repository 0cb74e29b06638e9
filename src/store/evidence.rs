//! Evidence: only ever inserted. Writing it and marking its scope for evaluation is one transaction.

use std::sync::LazyLock;

use sqlx::{PgConnection, SqliteConnection};

use super::unevaluated::Changed;
use super::{Bulk, Read, Result, Write, fits, instant, micros, on, rows};
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
    /// It tells of nothing before this instant.
    pub since: Timestamp,
    /// The item as bundles write it, canonical JSON.
    pub payload: String,
}

/// What tells one row of evidence from all others.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EvidenceKey {
    pub organization_id: String,
    pub scope: String,
    pub source: String,
    pub external_id: String,
    pub digest: String,
}

/// A row as it stands, none of it read or believed.
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
            Read::Sqlite(tx) => insert_sqlite(tx, &rows).await?,
            Read::Postgres(tx) => insert_postgres(tx, &rows).await?,
        };
        if let Some(latest) = rows.iter().map(|row| row.received_at).max() {
            let told = rows.iter().filter(|row| row.scope() != NO_SCOPE);
            let changes: Vec<Changed> = told
                .map(|row| Changed {
                    organization: &row.organization_id,
                    scope: row.scope(),
                    since: row.since.min(row.received_at),
                })
                .collect();
            self.mark_unevaluated(&changes, latest).await?;
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

    /// Digest and receipt of the row received last about a scope.
    pub async fn newest_evidence_about(
        &mut self,
        organization_id: &str,
        scope: &str,
    ) -> Result<Option<(String, Timestamp)>> {
        const SQL: &str = "
            SELECT digest, received_at
              FROM evidence
             WHERE organization_id = $1 AND scope = $2
             ORDER BY received_at DESC, external_id DESC, digest DESC
             LIMIT 1";
        let found: Option<(String, i64)> =
            on!(self, |c| sqlx::query_as(SQL).bind(organization_id).bind(scope).fetch_optional(c).await)?;
        Ok(found.map(|(digest, at)| (digest, instant(at))))
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
        let rows: Vec<EvidenceRow> = on!(self, |c| sqlx::query_as(SQL)
            .bind(part(|key| &key.organization_id))
            .bind(part(|key| &key.scope))
            .bind(part(|key| &key.source))
            .bind(part(|key| &key.external_id))
            .bind(part(|key| &key.digest))
            .bind(limit)
            .fetch_all(c)
            .await)?;
        let read = |row: EvidenceRow| StoredEvidence {
            key: row.key,
            kind: row.kind,
            received_at: instant(row.received_at),
            payload: row.payload,
        };
        Ok(rows.into_iter().map(read).collect())
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

fn key(row: &NewEvidence) -> (&str, &str, &str, &str, &str) {
    (&row.organization_id, row.scope(), row.source.word(), &row.external_id, &row.digest)
}

/// SQLite: every cell is bound. One text for the whole batch, to be taken apart by `json_each`, costs the writer three
/// times as much, and one statement for every row a round trip to the driver's thread each.
async fn insert_sqlite(tx: &mut SqliteConnection, rows: &[&NewEvidence]) -> Result<u64> {
    let mut inserted = 0;
    let mut rest = rows;
    while let Some(last) = rest.last() {
        let size = statement_size(rest.len());
        let (chunk, later) = rest.split_at(size.min(rest.len()));
        rest = later;
        let sql = INSERTS_SQLITE[size.ilog2() as usize].as_str();
        let mut query = sqlx::query(sql);
        for row in chunk.iter().chain(std::iter::repeat_n(last, size - chunk.len())) {
            query = query
                .bind(&row.organization_id)
                .bind(row.source.word())
                .bind(&row.external_id)
                .bind(&row.digest)
                .bind(row.kind)
                .bind(row.scope())
                .bind(micros(row.received_at))
                .bind(&row.payload);
        }
        inserted += query.execute(&mut *tx).await?.rows_affected();
    }
    Ok(inserted)
}

/// PostgreSQL: each column is one array.
async fn insert_postgres(tx: &mut PgConnection, rows: &[&NewEvidence]) -> Result<u64> {
    const SQL: &str = "
        INSERT INTO evidence (organization_id, source, external_id, digest, kind, scope, received_at, payload)
        SELECT *
          FROM unnest($1::TEXT[], $2::TEXT[], $3::TEXT[], $4::TEXT[], $5::TEXT[], $6::TEXT[], $7::BIGINT[], $8::TEXT[])
            ON CONFLICT DO NOTHING";
    let column =
        |value: fn(&NewEvidence) -> &str| -> Vec<&str> { rows.iter().map(|row| value(row)).collect() };
    let received: Vec<i64> = rows.iter().map(|row| micros(row.received_at)).collect();
    let done = sqlx::query(SQL)
        .bind(column(|row| &row.organization_id))
        .bind(column(|row| row.source.word()))
        .bind(column(|row| &row.external_id))
        .bind(column(|row| &row.digest))
        .bind(column(|row| row.kind))
        .bind(column(|row| row.scope()))
        .bind(received)
        .bind(column(|row| &row.payload))
        .execute(tx)
        .await?;
    Ok(done.rows_affected())
}

/// Rows of one statement at most.
const LARGEST: usize = 256;

/// Rows of the next statement, when so many are left. A statement is prepared once for every size, so the sizes are few:
/// powers of two. A nearly full one is filled up by repeating the last row, which changes nothing but costs as much as a
/// row; otherwise a smaller one goes first.
fn statement_size(rows: usize) -> usize {
    let whole = rows.next_power_of_two();
    let size = if whole - rows <= (rows / 8).max(2) { whole } else { whole / 2 };
    size.min(LARGEST)
}

/// The statement for 1, 2, 4, … rows. FAIL, since whoever fails rolls back the whole transaction: for the default,
/// ABORT, SQLite would keep a copy of every page it touches, to undo this statement alone.
static INSERTS_SQLITE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let of = |rows: usize| {
        let values = vec!["(?, ?, ?, ?, ?, ?, ?, ?)"; rows].join(", ");
        format!(
            "INSERT OR FAIL INTO evidence
                    (organization_id, source, external_id, digest, kind, scope, received_at, payload)
             VALUES {values}
             ON CONFLICT DO NOTHING"
        )
    };
    (0..=LARGEST.ilog2()).map(|power| of(1 << power)).collect()
});

#[cfg(test)]
mod tests {
    use super::statement_size;

    #[test]
    fn statements_hold_every_row_and_few_twice() {
        for rows in 1..=1_024_usize {
            let (mut left, mut held, mut statements) = (rows, 0, 0);
            while left > 0 {
                let size = statement_size(left);
                assert!(size.is_power_of_two() && size <= 256, "{size} for {left}");
                held += size;
                left -= size.min(left);
                statements += 1;
            }
            assert!(held >= rows && held <= rows + (rows / 8).max(2), "{held} for {rows}");
            assert!(statements <= 11, "{statements} for {rows}");
        }
    }
}
