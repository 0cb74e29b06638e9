//! Transactions: `Read` is a consistent snapshot, `Write` one that may write. Both are rolled back when dropped.

use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};

use sqlx::{Database, Pool, Postgres, Sqlite, Transaction};

use crate::store::database::dirty_notifier::DirtyNotifier;
use crate::store::database::error::{Result, StoreError, Unreadable};
use crate::store::database::pool::Store;
use crate::store::database::session_changes::{SessionChangeNotifier, SessionSignal, encode};
use crate::store::database::sql::json_rows;
use crate::store::database::unreadable_buffer::UnreadableBuffer;

/// A snapshot to read from.
pub struct Read {
    pub(in crate::store) tx: Tx,
    /// Rows that failed to decode in this transaction. Lists leave them out, and callers check this to see whether a
    /// result is complete.
    pub(in crate::store) unreadable: Vec<Unreadable>,
    /// Shared by all transactions of this process; a job writes it to the table `unreadable_rows`.
    pub(super) unreadable_buffer: UnreadableBuffer,
}

/// A transaction of the database in use.
pub(in crate::store) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction that may write; everything `Read` can do, it can too.
pub struct Write {
    pub(in crate::store) read: Read,
    dirty: UncommittedDirtyScopes,
    /// Organisation and id of the sessions it has changed, and who learns of them at the commit.
    changed_sessions: BTreeSet<(String, String)>,
    session_changes: SessionChangeNotifier,
}

/// The scopes that a transaction has marked dirty, and the evaluator's notifier, which learns of them at the commit.
struct UncommittedDirtyScopes {
    notifier: DirtyNotifier,
    must_notify: bool,
    /// Organisation and scope.
    scopes: Vec<(String, String)>,
}

/// Runs one statement on whichever connection a transaction has:
/// `with_connection!(self, |c| sqlx::query(SQL).fetch_one(c).await)`. The driver's own result type must not leave the
/// macro.
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

/// Runs a statement that gives no rows, and says how many it changed: `execute!(self, sqlx::query(SQL).bind(id))?`.
macro_rules! execute {
    ($tx:expr, $query:expr) => {
        $crate::store::with_connection!($tx, |c| $query.execute(c).await.map(|done| done.rows_affected()))
    };
}
pub(crate) use execute;

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

    /// A transaction that may write. On SQLite it takes the write lock at the start (BEGIN IMMEDIATE), because
    /// upgrading a read transaction to a write fails at once with SQLITE_BUSY and ignores the busy timeout. On
    /// PostgreSQL each statement sees what is committed by then, so that a row which is read and written back has to
    /// be `Locked`.
    pub async fn write(&self) -> Result<Write> {
        let read = self.new_read(match self {
            Store::Sqlite { writer, .. } => Tx::Sqlite(begin_transaction(writer, "BEGIN IMMEDIATE").await?),
            Store::Postgres(pool, ..) => Tx::Postgres(begin_transaction(pool, "BEGIN").await?),
        });
        let dirty = UncommittedDirtyScopes {
            notifier: self.dirty_notifier().clone(),
            must_notify: false,
            scopes: Vec::new(),
        };
        let session_changes = self.session_change_notifier().clone();
        Ok(Write { read, dirty, changed_sessions: BTreeSet::new(), session_changes })
    }

    fn new_read(&self, tx: Tx) -> Read {
        Read { tx, unreadable: Vec::new(), unreadable_buffer: self.unreadable_buffer().clone() }
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        let mut read = self.read().await?;
        execute!(&mut read, sqlx::query("SELECT 1"))?;
        Ok(())
    }
}

/// Begins in a spawned task, so that dropping the caller cannot cancel it halfway: sqlx 0.9.0 would return the
/// connection to the pool with the transaction still open, and the next user would write into it. Once begun, a
/// transaction that is dropped is rolled back.
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

    pub(in crate::store) fn is_sqlite(&self) -> bool {
        matches!(self.tx, Tx::Sqlite(_))
    }
}

impl Write {
    /// Makes everything written durable and visible.
    pub async fn commit(self) -> Result<()> {
        match self.read.tx {
            Tx::Sqlite(tx) => {
                tx.commit().await?;
                for (organization, session) in self.changed_sessions {
                    self.session_changes.notify(SessionSignal::Changed { organization, session });
                }
            }
            Tx::Postgres(mut tx) => {
                if !self.changed_sessions.is_empty() {
                    tell_changed_sessions(&mut tx, &self.changed_sessions).await?;
                }
                tx.commit().await?;
            }
        }
        if self.dirty.must_notify {
            self.dirty.notifier.notify();
        }
        Ok(())
    }

    /// Has the evaluator notified at the commit: a scope was marked dirty, or a session became due at another time.
    pub(in crate::store) fn notify_on_commit(&mut self) {
        self.dirty.must_notify = true;
    }

    /// Has those who watch sessions told at the commit that this one changed.
    pub(in crate::store) fn note_session_change(&mut self, organization: &str, session: &str) {
        self.changed_sessions.insert((organization.to_owned(), session.to_owned()));
    }

    /// Adds scopes to what `dirty_scopes` gives.
    pub(in crate::store) fn remember_scopes(&mut self, scopes: impl Iterator<Item = (String, String)>) {
        self.dirty.scopes.extend(scopes);
    }

    /// Scopes that this transaction has marked dirty so far, by organisation and scope.
    pub fn dirty_scopes(&self) -> &[(String, String)] {
        &self.dirty.scopes
    }
}

/// Tells every process that listens, this one included, when the transaction is committed.
async fn tell_changed_sessions(
    tx: &mut Transaction<'static, Postgres>,
    changed: &BTreeSet<(String, String)>,
) -> Result<()> {
    const SQL: &str =
        "SELECT pg_notify('rollcall_live', told) FROM jsonb_array_elements_text($1::JSONB) AS item (told)";
    let texts: Vec<String> =
        changed.iter().map(|(organization, session)| encode(organization, session)).collect();
    sqlx::query(SQL).bind(json_rows(&texts)).execute(&mut **tx).await?;
    Ok(())
}

impl Deref for Write {
    type Target = Read;
    fn deref(&self) -> &Read {
        &self.read
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut Read {
        &mut self.read
    }
}
