//! The database as the rest of the program holds it: its pools of connections, and what all its transactions share.

use sqlx::{PgPool, SqlitePool};
use tokio::sync::watch;

use crate::store::database::dirty_notifier::DirtyNotifier;
use crate::store::database::error::Unreadable;
use crate::store::database::session_changes::SessionChangeNotifier;
use crate::store::database::unreadable_buffer::UnreadableBuffer;

/// The database. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Store {
    Sqlite {
        readers: SqlitePool,
        /// One connection, since SQLite allows one writer at a time: the pool's queue serves waiting writers in order,
        /// while SQLite's busy handler retries at random and can starve some.
        writer: SqlitePool,
        unreadable_buffer: UnreadableBuffer,
        dirty_notifier: DirtyNotifier,
        session_changes: SessionChangeNotifier,
    },
    Postgres(PgPool, UnreadableBuffer, DirtyNotifier, SessionChangeNotifier),
}

impl Store {
    /// Whether other processes may evaluate over this database too.
    pub fn is_shared(&self) -> bool {
        matches!(self, Store::Postgres(..))
    }

    /// Changes after every commit of this process that marked scopes dirty; what other processes mark is found only by
    /// polling the table.
    pub fn subscribe_dirty(&self) -> watch::Receiver<u64> {
        self.dirty_notifier().subscribe()
    }

    pub(super) fn dirty_notifier(&self) -> &DirtyNotifier {
        match self {
            Store::Sqlite { dirty_notifier, .. } | Store::Postgres(_, _, dirty_notifier, _) => dirty_notifier,
        }
    }

    pub(super) fn session_change_notifier(&self) -> &SessionChangeNotifier {
        match self {
            Store::Sqlite { session_changes, .. } | Store::Postgres(.., session_changes) => session_changes,
        }
    }

    /// The rows that this process could not read since this was last called.
    pub fn take_unreadable(&self) -> Vec<Unreadable> {
        self.unreadable_buffer().take()
    }

    pub(super) fn unreadable_buffer(&self) -> &UnreadableBuffer {
        match self {
            Store::Sqlite { unreadable_buffer, .. } | Store::Postgres(_, unreadable_buffer, ..) => {
                unreadable_buffer
            }
        }
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
