//! The only place with SQL. One text for both databases, run through the native driver of the one in use.
//!
//! `Store::read` is one consistent snapshot, `Store::write` one transaction; dropping either rolls it back. Each file
//! beside this one is one noun, with its statements as methods of `Read` and `Write` and its row structs private.
//! Instants are BIGINT microseconds, bound by the application: the database computes no time.
//! Network calls happen outside of both kinds of transaction.

pub mod access;
pub mod database;
pub mod evaluation;
pub mod evidence;
pub mod installation;
pub mod jobs;
pub mod livekit;
pub mod meet;
pub mod money;
pub mod organization;
pub mod people;
pub mod presence;
pub mod session;
pub mod verdict;

use std::ops::{Deref, DerefMut};

use sqlx::{Database, PgPool, Pool, Postgres, Sqlite, SqlitePool, Transaction};
use tokio::sync::watch;

use crate::domain::time::Timestamp;
use crate::store::database::dirty_notifier::DirtyNotifier;

pub use crate::store::database::error::StoreError;
pub use crate::store::database::locked::Locked;
pub use crate::store::database::open::{SchemaState, Synchronous};
use crate::store::installation::unreadable::{Unreadable, UnreadableBuffer};

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
        unreadable_buffer: UnreadableBuffer,
        dirty_notifier: DirtyNotifier,
    },
    Postgres(PgPool, UnreadableBuffer, DirtyNotifier),
}

/// A snapshot to read from.
pub struct Read {
    tx: Tx,
    /// Rows met in this snapshot that cannot be read.
    unreadable: Vec<Unreadable>,
    /// Where all snapshots of this process gather them.
    unreadable_buffer: UnreadableBuffer,
}

/// A transaction of the database in use.
enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction that may write; everything `Read` can do, it can too.
pub struct Write(Read, UncommittedDirtyScopes);

/// What there is to evaluate because of a transaction.
struct UncommittedDirtyScopes {
    /// Told at the commit, if there is anything.
    notifier: DirtyNotifier,
    must_notify: bool,
    /// What was marked, by organisation and scope.
    scopes: Vec<(String, String)>,
}

/// Runs one statement on whichever connection a transaction has: `on!(self, |c| sqlx::query(SQL).execute(c).await)`.
/// The driver's own result type must not leave the macro.
macro_rules! with_connection {
    ($tx:expr, |$conn:ident| $body:expr) => {
        match &mut ($tx).tx {
            $crate::store::Tx::Sqlite(tx) => {
                let $conn = &mut **tx;
                $body
            }
            $crate::store::Tx::Postgres(tx) => {
                let $conn = &mut **tx;
                $body
            }
        }
    };
}
pub(crate) use with_connection;

impl Store {
    /// A consistent snapshot.
    pub async fn read(&self) -> Result<Read> {
        Ok(self.new_read(match self {
            Store::Sqlite { readers, .. } => Tx::Sqlite(begin_transaction(readers, "BEGIN").await?),
            Store::Postgres(pool, ..) => Tx::Postgres(
                begin_transaction(pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?,
            ),
        }))
    }

    /// A transaction that may write. On SQLite it takes the lock at once: a read that later turns into a write fails
    /// there immediately, whatever the busy timeout. On PostgreSQL each statement sees what is committed by then, so that
    /// a row which is read and written back has to be `Held`.
    pub async fn write(&self) -> Result<Write> {
        let read = self.new_read(match self {
            Store::Sqlite { writer, .. } => Tx::Sqlite(begin_transaction(writer, "BEGIN IMMEDIATE").await?),
            Store::Postgres(pool, ..) => Tx::Postgres(begin_transaction(pool, "BEGIN").await?),
        });
        Ok(Write(
            read,
            UncommittedDirtyScopes {
                notifier: self.dirty_notifier().clone(),
                must_notify: false,
                scopes: Vec::new(),
            },
        ))
    }

    /// Grows whenever a transaction of this process left something to evaluate. Those of other processes are found by
    /// looking.
    pub fn subscribe_dirty(&self) -> watch::Receiver<u64> {
        self.dirty_notifier().subscribe()
    }

    fn dirty_notifier(&self) -> &DirtyNotifier {
        match self {
            Store::Sqlite { dirty_notifier: marked, .. } | Store::Postgres(.., marked) => marked,
        }
    }

    fn new_read(&self, tx: Tx) -> Read {
        Read { tx, unreadable: Vec::new(), unreadable_buffer: self.unreadable_buffer().clone() }
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        let mut read = self.read().await?;
        with_connection!(&mut read, |c| sqlx::query("SELECT 1").execute(c).await.map(drop))?;
        Ok(())
    }

    /// Closes all connections, after those at work are given back.
    pub async fn close(&self) {
        match self {
            Store::Sqlite { readers, writer, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Store::Postgres(pool, ..) => pool.close().await,
        }
    }
}

/// Begins in a task of its own, which nobody can cancel halfway: sqlx 0.9.0 then gives the connection back to the
/// pool with the transaction open on it, and whoever gets it next writes into a transaction that is read-only, or never
/// committed. Once begun, a transaction that is dropped is rolled back.
async fn begin_transaction<DB: Database>(
    pool: &Pool<DB>,
    begin: &'static str,
) -> Result<Transaction<'static, DB>> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(begin).await }).await;
    // The task ends early only when the runtime does.
    begun.map_err(|_| StoreError::Unavailable(sqlx::Error::PoolClosed))?.map_err(StoreError::from)
}

impl Read {
    /// The text for the database in use, where the dialects truly differ.
    pub(crate) fn for_dialect(&self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        if self.is_sqlite() { sqlite } else { postgres }
    }

    fn is_sqlite(&self) -> bool {
        matches!(self.tx, Tx::Sqlite(_))
    }
}

impl Write {
    /// Makes everything written durable and visible.
    pub async fn commit(self) -> Result<()> {
        match self.0.tx {
            Tx::Sqlite(tx) => tx.commit().await?,
            Tx::Postgres(tx) => tx.commit().await?,
        }
        if self.1.must_notify {
            self.1.notifier.notify();
        }
        Ok(())
    }

    /// There is something to evaluate, or to be looked at at another time, once this is committed.
    fn notify_on_commit(&mut self) {
        self.1.must_notify = true;
    }

    /// Scopes that this transaction has marked for evaluation so far, by organisation and scope.
    pub fn dirty_scopes(&self) -> &[(String, String)] {
        &self.1.scopes
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
pub(crate) struct DialectSql {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

/// `bulk!(head, tail)`: the statement `head FROM <the rows> tail`. Read numbers as `CAST(value ->> 2 AS BIGINT)`.
/// Join with CROSS JOIN: it keeps SQLite from walking the other table and searching the rows for each of its own.
macro_rules! json_rows_sql {
    ($head:expr, $tail:expr) => {
        $crate::store::DialectSql {
            sqlite: concat!($head, " FROM json_each($1) AS item ", $tail),
            postgres: concat!($head, " FROM jsonb_array_elements($1::JSONB) AS item (value) ", $tail),
        }
    };
}
pub(crate) use json_rows_sql;

/// Rows as the one text a bulk statement takes.
pub(crate) fn json_rows<T: serde::Serialize>(rows: &[T]) -> String {
    serde_json::to_string(rows).expect("rows are tuples of texts, numbers and flags")
}

/// How many rows a page still lacks: those that cannot be read are left out, and others take their places.
pub(crate) fn remaining<T>(limit: i64, page: &[T]) -> i64 {
    limit - i64::try_from(page.len()).unwrap_or(i64::MAX)
}

/// Whether there were fewer rows than wanted, so that there are no more.
pub(crate) fn is_last_page<R>(rows: &[R], wanted: i64) -> bool {
    i64::try_from(rows.len()).is_ok_and(|found| found < wanted)
}

/// Whether a sender's text may stand in a key.
pub use crate::domain::evidence::is_valid_external_id as fits;
