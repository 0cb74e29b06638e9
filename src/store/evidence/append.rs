//! Storing evidence, which is only ever inserted. In the same transaction its scopes are marked dirty.
//!
//! This is the path every delivery waits for, so each database has the statement that suits it best.

use std::sync::{Arc, LazyLock};

use sqlx::{PgConnection, SqliteConnection};

use crate::domain::time::Timestamp;
use crate::store::evaluation::dirty_scopes::{ScopeChange, new_version, sorted_unique, upsert_dirty};
use crate::store::evidence::{NO_SCOPE, NewEvidence};
use crate::store::{Result, Store, StoreError, Tx, Write, micros};

impl Store {
    /// Stores rows in a transaction of their own, as `Write::insert_evidence` does. When this returns they are durable.
    pub async fn append_evidence(&self, rows: &[NewEvidence]) -> Result<()> {
        if let Store::Postgres(pool, _, notifier, _) = self {
            let sorted = in_order_of_keys(rows);
            // Outside of a transaction the statement commits by itself: one round trip instead of BEGIN, two
            // statements and COMMIT.
            let appended = insert_postgres(&mut *pool.acquire().await?, &sorted, APPEND_POSTGRES).await;
            match appended.map_err(StoreError::from) {
                // Some of it is stored already, which is rare: below, the batch is repeated so that those rows are
                // skipped.
                Err(StoreError::Conflict { .. }) => {}
                done => {
                    notifier.notify();
                    return done.map(drop);
                }
            }
        }
        let mut write = self.write().await?;
        write.append(&in_order_of_keys(rows)).await?;
        write.commit().await
    }

    /// How many concurrent append transactions pay off: 1 on SQLite, which has a single writer; 3 on PostgreSQL,
    /// which accepts new ones while it flushes another to the disk.
    pub fn append_concurrency(&self) -> usize {
        match self {
            Store::Sqlite { .. } => 1,
            Store::Postgres(..) => 3,
        }
    }
}

impl Write {
    /// Stores what is not there yet, marks every scope of the rows dirty, and says how many rows were new.
    ///
    /// A repeat (same organisation, source, external id and digest) changes nothing.
    pub async fn insert_evidence(&mut self, rows: &[NewEvidence]) -> Result<u64> {
        let sorted = in_order_of_keys(rows);
        self.remember_dirty_scopes(&sorted_unique(scope_changes(&sorted)));
        self.append(&sorted).await
    }

    async fn append(&mut self, sorted: &[&NewEvidence]) -> Result<u64> {
        self.notify_on_commit();
        match &mut self.read.tx {
            Tx::Postgres(tx) => Ok(insert_postgres(tx, sorted, INSERT_POSTGRES).await?),
            Tx::Sqlite(tx) => {
                let inserted = insert_sqlite(tx, sorted).await?;
                if let Some(latest) = latest(sorted) {
                    self.mark_dirty_unremembered(&scope_changes(sorted), latest).await?;
                }
                Ok(inserted)
            }
        }
    }
}

/// Sorted, since replicas that store overlapping batches must lock rows in the same order, or they deadlock.
fn in_order_of_keys(rows: &[NewEvidence]) -> Vec<&NewEvidence> {
    let mut sorted: Vec<&NewEvidence> = rows.iter().collect();
    sorted.sort_unstable_by(|a, b| lock_order(a).cmp(&lock_order(b)));
    sorted
}

fn latest(rows: &[&NewEvidence]) -> Option<Timestamp> {
    rows.iter().map(|row| row.received_at).max()
}

/// The changes by which these rows make scopes dirty.
fn scope_changes<'a>(rows: &[&'a NewEvidence]) -> Vec<ScopeChange<'a>> {
    let told = rows.iter().filter(|row| row.scope() != NO_SCOPE);
    let change = |row: &&'a NewEvidence| ScopeChange {
        organization: &row.organization_id,
        scope: row.scope(),
        since: row.since.min(row.received_at),
    };
    told.map(change).collect()
}

fn lock_order(row: &NewEvidence) -> (&str, &str, &str, &str, &str) {
    (&row.organization_id, row.scope(), row.source.as_str(), &row.external_id, &row.digest)
}

/// SQLite: every cell is bound as a parameter. One JSON text for the whole batch, expanded by `json_each`, costs the
/// writer three times as much; one statement per row costs a round trip to the driver's thread each.
async fn insert_sqlite(tx: &mut SqliteConnection, rows: &[&NewEvidence]) -> Result<u64> {
    let mut inserted = 0;
    let mut words = InternedWords::default();
    let mut rest = rows;
    while let Some(last) = rest.last() {
        let size = statement_size(rest.len());
        let (chunk, later) = rest.split_at(size.min(rest.len()));
        rest = later;
        let sql = INSERTS_SQLITE[size.ilog2() as usize].as_str();
        let mut query = sqlx::query(sql);
        for row in chunk.iter().chain(std::iter::repeat_n(last, size - chunk.len())) {
            query = query
                .bind(row.organization_id.clone())
                .bind(words.intern(row.source.as_str()))
                .bind(row.external_id.clone())
                .bind(row.digest.clone())
                .bind(words.intern(row.kind))
                .bind(row.storable_scope().cloned().unwrap_or_else(|| words.intern(NO_SCOPE)))
                .bind(micros(row.received_at))
                .bind(row.payload.clone());
        }
        inserted += query.execute(&mut *tx).await?.rows_affected();
    }
    Ok(inserted)
}

/// Constant texts that many rows repeat (source, kind), each allocated once.
#[derive(Default)]
struct InternedWords(Vec<Arc<str>>);

impl InternedWords {
    fn intern(&mut self, text: &'static str) -> Arc<str> {
        if let Some(known) = self.0.iter().find(|known| ***known == *text) {
            return known.clone();
        }
        self.0.push(text.into());
        self.intern(text)
    }
}

/// PostgreSQL: each column is bound as one array, and one statement writes the evidence and then marks scopes dirty.
macro_rules! insert_postgres_sql {
    ($on_conflict:literal) => {
        concat!(
            "WITH came AS (
                INSERT INTO evidence (organization_id, source, external_id, digest, kind, scope, received_at, payload)
                SELECT *
                  FROM unnest($1::TEXT[], $2::TEXT[], $3::TEXT[], $4::TEXT[], $5::TEXT[], $6::TEXT[], $7::BIGINT[],
                              $8::TEXT[])",
            $on_conflict,
            "   RETURNING 1),
             marked AS (
                INSERT INTO unevaluated (organization_id, scope, mark, since, waiting_since)
                SELECT organization_id, scope, $12, since, $12
                  FROM unnest($9::TEXT[], $10::TEXT[], $11::BIGINT[]) AS new (organization_id, scope, since)",
            upsert_dirty!(),
            ")
             SELECT COUNT(*) FROM came"
        )
    };
}
const INSERT_POSTGRES: &str = insert_postgres_sql!(" ON CONFLICT DO NOTHING ");
/// Plain INSERT without ON CONFLICT: a duplicate fails the whole batch, which is then repeated with
/// `INSERT_POSTGRES`; this saves a fifth of the server's time in the normal case.
const APPEND_POSTGRES: &str = insert_postgres_sql!(" ");

async fn insert_postgres(
    connection: &mut PgConnection,
    rows: &[&NewEvidence],
    sql: &'static str,
) -> sqlx::Result<u64> {
    let column =
        |value: fn(&NewEvidence) -> &str| -> Vec<&str> { rows.iter().map(|row| value(row)).collect() };
    let received: Vec<i64> = rows.iter().map(|row| micros(row.received_at)).collect();
    let Some(latest) = latest(rows) else { return Ok(0) };
    let dirty = sorted_unique(scope_changes(rows));
    let new: i64 = sqlx::query_scalar(sql)
        .bind(column(|row| &row.organization_id))
        .bind(column(|row| row.source.as_str()))
        .bind(column(|row| &row.external_id))
        .bind(column(|row| &row.digest))
        .bind(column(|row| row.kind))
        .bind(column(|row| row.scope()))
        .bind(received)
        .bind(column(|row| &row.payload))
        .bind(dirty.iter().map(|one| one.organization).collect::<Vec<_>>())
        .bind(dirty.iter().map(|one| one.scope).collect::<Vec<_>>())
        .bind(dirty.iter().map(|one| micros(one.since)).collect::<Vec<_>>())
        .bind(new_version(latest))
        .fetch_one(connection)
        .await?;
    Ok(new.unsigned_abs())
}

/// The most rows of one statement.
const MAX_ROWS_PER_STATEMENT: usize = 256;

/// How many rows the next INSERT has when `rows` are left. Each size is a prepared statement of its own, so only
/// powers of two are used; a chunk that is almost full is padded by repeating its last row (ON CONFLICT ignores it),
/// otherwise a smaller chunk is sent first.
fn statement_size(rows: usize) -> usize {
    let whole = rows.next_power_of_two();
    let size = if whole - rows <= (rows / 8).max(2) { whole } else { whole / 2 };
    size.min(MAX_ROWS_PER_STATEMENT)
}

/// The statements for 1, 2, 4, … rows. INSERT OR FAIL: the caller rolls back the whole transaction on an error, so
/// SQLite need not keep the statement journal with which the default (ABORT) could undo one statement.
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
    (0..=MAX_ROWS_PER_STATEMENT.ilog2()).map(|power| of(1 << power)).collect()
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
