//! The only place with SQL. One text for both databases, run through the native driver of the one in use.
//!
//! `Store::read` is one consistent snapshot, `Store::write` one transaction; dropping either rolls it back. Each file
//! beside this one is one noun, with its statements as methods of `Read` and `Write` and its row structs private.
//! Instants are BIGINT microseconds, bound by the application: the database computes no time.
//! Network calls happen outside of both kinds of transaction.

mod append;
pub mod audit;
mod error;
pub mod evaluations;
pub mod evidence;
pub mod google;
pub mod households;
pub mod identities;
pub mod jobs;
pub mod lines;
pub mod livekit_server;
pub mod logins;
pub mod logs;
pub mod meet;
mod open;
pub mod organizations;
pub mod people;
pub mod rates;
mod reach;
pub mod repeat;
pub mod reports;
pub mod run_shares;
mod secrets;
pub mod sessions;
pub mod unevaluated;

use std::ops::{Deref, DerefMut};

use sqlx::{Database, PgPool, Pool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::domain::time::Timestamp;

pub use self::error::StoreError;
pub use self::open::Synchronous;

/// What a statement gives: its answer, or why there is none.
pub type Result<T> = std::result::Result<T, StoreError>;

/// The database. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Store {
    Sqlite {
        readers: SqlitePool,
        /// One connection: SQLite has one writer anyway, and a queue in here is fair, where waiting on its lock is
        /// a lottery of naps.
        writer: SqlitePool,
    },
    Postgres(PgPool),
}

/// A snapshot to read from.
pub enum Read {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction that may write; everything `Read` can do, it can too.
pub struct Write(Read);

/// Runs one statement on whichever connection a transaction has: `on!(self, |c| sqlx::query(SQL).execute(c).await)`.
/// The driver's own result type must not leave the macro.
macro_rules! on {
    ($tx:expr, |$conn:ident| $body:expr) => {
        match $tx {
            $crate::store::Read::Sqlite(tx) => {
                let $conn = &mut **tx;
                $body
            }
            $crate::store::Read::Postgres(tx) => {
                let $conn = &mut **tx;
                $body
            }
        }
    };
}
pub(crate) use on;

impl Store {
    /// A consistent snapshot.
    pub async fn read(&self) -> Result<Read> {
        Ok(match self {
            Store::Sqlite { readers, .. } => Read::Sqlite(begun(readers, "BEGIN").await?),
            Store::Postgres(pool) => {
                Read::Postgres(begun(pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }

    /// A transaction that may write. On SQLite it takes the lock at once: a read that later turns into a write fails
    /// there immediately, whatever the busy timeout.
    pub async fn write(&self) -> Result<Write> {
        Ok(Write(match self {
            Store::Sqlite { writer, .. } => Read::Sqlite(begun(writer, "BEGIN IMMEDIATE").await?),
            Store::Postgres(pool) => Read::Postgres(begun(pool, "BEGIN").await?),
        }))
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        let mut read = self.read().await?;
        on!(&mut read, |c| sqlx::query("SELECT 1").execute(c).await.map(drop))?;
        Ok(())
    }

    /// Closes all connections, after those at work are given back.
    pub async fn close(&self) {
        match self {
            Store::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Store::Postgres(pool) => pool.close().await,
        }
    }
}

/// Begins in a task of its own, which nobody can cancel halfway: sqlx 0.9.0 then gives the connection back to the
/// pool with the transaction open on it, and whoever gets it next writes into a transaction that is read-only, or never
/// committed. Once begun, a transaction that is dropped is rolled back.
async fn begun<DB: Database>(pool: &Pool<DB>, begin: &'static str) -> Result<Transaction<'static, DB>> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(begin).await }).await;
    // The task ends early only when the runtime does.
    begun.map_err(|_| StoreError::Unavailable(sqlx::Error::PoolClosed))?.map_err(StoreError::from)
}

impl Read {
    /// The text for the database in use, where the dialects truly differ.
    pub(crate) fn pick(&self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        match self {
            Read::Sqlite(_) => sqlite,
            Read::Postgres(_) => postgres,
        }
    }
}

impl Write {
    /// Makes everything written durable and visible.
    pub async fn commit(self) -> Result<()> {
        match self.0 {
            Read::Sqlite(tx) => tx.commit().await?,
            Read::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

impl Deref for Write {
    type Target = Read;
    fn deref(&self) -> &Read {
        &self.0
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut Read {
        &mut self.0
    }
}

/// An instant as a column holds it.
pub(crate) fn micros(at: Timestamp) -> i64 {
    // A Timestamp lies within the years 0 to 9999, a thousandth of what an i64 of microseconds spans.
    at.millis() * 1_000
}

/// An instant as it was written to a column.
pub(crate) fn instant(micros: i64) -> Timestamp {
    Timestamp::from_millis(micros.div_euclid(1_000))
}

/// What a bulk statement says on each database: both take its rows as one JSON text, `$1`, and name each `value`.
/// One bound text needs neither a statement for every size of batch nor a round trip for every row.
pub(crate) struct Bulk {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

/// `bulk!(head, tail)`: the statement `head FROM <the rows> tail`. Read numbers as `CAST(value ->> 2 AS BIGINT)`.
/// Join with CROSS JOIN: it keeps SQLite from walking the other table and searching the rows for each of its own.
macro_rules! bulk {
    ($head:expr, $tail:expr) => {
        $crate::store::Bulk {
            sqlite: concat!($head, " FROM json_each($1) AS item ", $tail),
            postgres: concat!($head, " FROM jsonb_array_elements($1::JSONB) AS item (value) ", $tail),
        }
    };
}
pub(crate) use bulk;

/// Rows as the one text a bulk statement takes.
pub(crate) fn rows<T: serde::Serialize>(rows: &[T]) -> String {
    serde_json::to_string(rows).expect("rows are tuples of texts, numbers and flags")
}

/// Whether a sender's text may stand in a key: PostgreSQL refuses NUL in a text and long texts in an index.
pub fn fits(text: &str) -> bool {
    !text.is_empty() && text.len() <= 1_024 && !text.contains('\0')
}
