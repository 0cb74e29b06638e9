//! Opening a database by its URL, and bringing its schema up to date.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Serialize;
use sqlx::Connection;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::unreadable::Noted;
use super::{Result, Store, StoreError};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a request waits for a connection before it is told that the database is not available.
const ACQUIRE: Duration = Duration::from_secs(5);
/// A connection that lay idle this long is asked whether it still stands before it is used; asking each time would be a
/// round trip for every transaction.
const RESTED: Duration = Duration::from_secs(1);
/// How long SQLite waits for another process (a command line beside a server) to finish writing.
const BUSY: Duration = Duration::from_secs(5);

/// What SQLite waits for before it calls a commit done. Anything but `Full` loses acknowledged evidence when the power
/// fails; the other two are there to show that our trials notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Synchronous {
    #[default]
    Full,
    Normal,
    Off,
}

impl From<Synchronous> for SqliteSynchronous {
    fn from(level: Synchronous) -> SqliteSynchronous {
        match level {
            Synchronous::Full => SqliteSynchronous::Full,
            Synchronous::Normal => SqliteSynchronous::Normal,
            Synchronous::Off => SqliteSynchronous::Off,
        }
    }
}

/// Pages in the log (64 MiB) after which a commit carries them over by itself, if `checkpoint` was not called in time.
const CHECKPOINT_PAGES: &str = "16000";
/// 16 MiB: event ids are scattered over their index, whose pages should not be read again for every row.
const WRITER_CACHE: &str = "-16384";

impl Store {
    /// Opens `sqlite://PATH` (creating the file and its folder) or `postgres://…`, with at most `connections`
    /// connections. The schema is left as it is: see `migrate`.
    ///
    /// # Errors
    /// `Address` when the URL is neither, or its file cannot be made; `Open` when nobody answers there, or what is there
    /// is no database.
    pub async fn open(url: &str, connections: u32) -> Result<Store> {
        Store::open_with(url, connections, Synchronous::Full).await
    }

    /// The same with a stated durability of SQLite; PostgreSQL keeps to its server's.
    ///
    /// # Errors
    /// As `open`.
    pub async fn open_with(url: &str, connections: u32, synchronous: Synchronous) -> Result<Store> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => open_sqlite(url, connections, synchronous).await,
            Some("postgres" | "postgresql") => {
                let options: PgConnectOptions = url.parse()?;
                // Without the password.
                let place = format!(
                    "postgres://{}:{}/{}",
                    options.get_host(),
                    options.get_port(),
                    options.get_database().unwrap_or_default()
                );
                let pool = PgPoolOptions::new()
                    .max_connections(connections)
                    .acquire_timeout(ACQUIRE)
                    .test_before_acquire(false)
                    .before_acquire(|connection, state| {
                        Box::pin(
                            async move { Ok(state.idle_for < RESTED || connection.ping().await.is_ok()) },
                        )
                    })
                    .connect_with(options.application_name("rollcall"))
                    .await
                    .map_err(|cause| StoreError::Open { place, cause })?;
                Ok(Store::Postgres(pool, Noted::default()))
            }
            _ => Err(StoreError::Address("database.url is neither sqlite://… nor postgres://…".to_owned())),
        }
    }

    /// SQLite: carries the log over into the database, so that it begins anew. Most of it happens beside the writer;
    /// what was committed meanwhile, with the writer at rest. PostgreSQL does so by itself.
    pub async fn checkpoint(&self) -> Result<()> {
        if let Store::Sqlite { readers, writer, .. } = self {
            for pool in [readers, writer] {
                sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(pool).await?;
            }
        }
        Ok(())
    }

    /// Lays every migration that is not there yet. Safe to call from several processes at once.
    pub async fn migrate(&self) -> Result<()> {
        match self {
            Store::Sqlite { writer, .. } => MIGRATIONS.run(writer).await?,
            Store::Postgres(pool, _) => MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }
}

async fn open_sqlite(url: &str, connections: u32, synchronous: Synchronous) -> Result<Store> {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    let path = PathBuf::from(path.split('?').next().unwrap_or_default());
    if path.as_os_str().is_empty() || path.as_os_str() == ":memory:" {
        return Err(StoreError::Address(format!(
            "database.url {url:?} names no file, and evidence must outlive the process"
        )));
    }
    create(&path).map_err(|error| {
        StoreError::Address(format!("database.url: {} cannot be made: {error}", path.display()))
    })?;
    // Evidence is acknowledged only when it would survive a power cut, hence FULL. Without WAL an open reader makes
    // a commit fail.
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous.into())
        .foreign_keys(true)
        .busy_timeout(BUSY);
    // A file needs no asking whether it is still there.
    let pool = |size| {
        SqlitePoolOptions::new().max_connections(size).acquire_timeout(ACQUIRE).test_before_acquire(false)
    };
    let writing =
        options.clone().pragma("wal_autocheckpoint", CHECKPOINT_PAGES).pragma("cache_size", WRITER_CACHE);
    let unopened = |cause| StoreError::Open { place: path.display().to_string(), cause };
    let writer = pool(1).connect_with(writing).await.map_err(unopened)?;
    let readers = pool(connections.max(1)).connect_with(options).await.map_err(unopened)?;
    Ok(Store::Sqlite { readers, writer, noted: Noted::default() })
}

/// Makes the file and its folder where they are missing; only the owner may read it, for it holds secrets.
fn create(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
