//! Opening a database by its URL, and bringing its schema up to date.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Serialize;
use sqlx::Connection;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::store::database::dirty_notifier::DirtyNotifier;
use crate::store::database::error::{Result, StoreError};
use crate::store::database::pool::Store;
use crate::store::database::session_changes::SessionChangeNotifier;
use crate::store::database::transaction::with_connection;
use crate::store::database::unreadable_buffer::UnreadableBuffer;

static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a request waits for a connection before it is told that the database is not available.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// PostgreSQL connections idle for longer than this are pinged before use; pinging each time would add a round trip
/// to every transaction.
const IDLE_BEFORE_PING: Duration = Duration::from_secs(1);
/// How long SQLite waits for another process (a command line beside a server) to finish writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// What SQLite waits for before a commit returns. Only `Full` survives a power cut; `Normal` and `Off` exist for the
/// crash tests, which must detect the loss they cause.
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

/// How the schema in a database compares with this program's migrations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaState {
    /// Nothing of ours.
    Missing,
    /// Made by an older program: `migrate` brings it up to date.
    Older,
    Current,
    /// Made by a newer program.
    Newer,
}

/// WAL size in pages (64 MiB) at which SQLite checkpoints during a commit; normally `checkpoint` runs earlier, in the
/// background.
const CHECKPOINT_PAGES: &str = "16000";
/// Rows that the thread of a connection reads ahead of whoever takes them: with few, both threads wait for each other
/// all the time.
const ROWS_AHEAD: usize = 1024;
/// Page cache of the writer (negative: KiB, 16 MiB): event ids are random, so inserts touch the whole index and its
/// pages have to stay in memory.
const WRITER_CACHE_SIZE: &str = "-16384";

impl Store {
    /// Opens `sqlite://PATH` (creating the file and its folder) or `postgres://…`, with at most `connections`
    /// connections. The schema is left as it is: see `migrate`.
    ///
    /// # Errors
    /// `InvalidUrl` when the URL is neither, or its file cannot be made; `Open` when nobody answers there, or what is
    /// there is no database.
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
                let options = options.application_name("rollcall");
                let pool = PgPoolOptions::new()
                    .max_connections(connections)
                    .acquire_timeout(ACQUIRE_TIMEOUT)
                    .test_before_acquire(false)
                    .before_acquire(|connection, state| {
                        Box::pin(async move {
                            Ok(state.idle_for < IDLE_BEFORE_PING || connection.ping().await.is_ok())
                        })
                    })
                    .connect_with(options.clone())
                    .await;
                match pool {
                    Ok(pool) => Ok(Store::Postgres(
                        pool,
                        UnreadableBuffer::default(),
                        DirtyNotifier::default(),
                        SessionChangeNotifier::default(),
                    )),
                    Err(cause) => Err(open_error(url, connection_error(cause, &options).await)),
                }
            }
            _ => {
                Err(StoreError::InvalidUrl("database.url is neither sqlite://… nor postgres://…".to_owned()))
            }
        }
    }

    /// Where the database is, in words that hold no password.
    pub fn describe_location(url: &str) -> String {
        if let Some(path) = sqlite_path(url) {
            return std::path::absolute(&path).unwrap_or(path).display().to_string();
        }
        match url.parse::<PgConnectOptions>() {
            Ok(options) => format!(
                "postgres://{}:{}/{}",
                options.get_host(),
                options.get_port(),
                options.get_database().unwrap_or_default()
            ),
            Err(_) => "database.url".to_owned(),
        }
    }

    /// The file of a SQLite database; `None` for another one.
    pub fn file_of(url: &str) -> Option<PathBuf> {
        sqlite_path(url)
    }

    /// Whether `open` would make a file where there is none.
    pub fn would_create_file(url: &str) -> bool {
        sqlite_path(url).is_some_and(|path| !path.exists())
    }

    /// Compares the migrations applied to the database with this program's.
    pub async fn schema_state(&self) -> Result<SchemaState> {
        const SQLITE: &str = "SELECT name FROM sqlite_master WHERE name = '_sqlx_migrations'";
        const POSTGRES: &str = "SELECT CAST(to_regclass('_sqlx_migrations') AS TEXT)";
        const APPLIED: &str = "SELECT version FROM _sqlx_migrations ORDER BY version";
        let mut read = self.read().await?;
        let sql = read.for_dialect(SQLITE, POSTGRES);
        let table: Option<Option<String>> =
            with_connection!(&mut read, |c| sqlx::query_scalar(sql).fetch_optional(c).await)?;
        if table.flatten().is_none() {
            return Ok(SchemaState::Missing);
        }
        let applied: Vec<i64> =
            with_connection!(&mut read, |c| sqlx::query_scalar(APPLIED).fetch_all(c).await)?;
        Ok(if applied.iter().any(|version| !MIGRATIONS.version_exists(*version)) {
            SchemaState::Newer
        } else if applied.len() < MIGRATIONS.iter().count() {
            if applied.is_empty() { SchemaState::Missing } else { SchemaState::Older }
        } else {
            SchemaState::Current
        })
    }

    /// SQLite: copies the WAL into the database file so that the WAL can restart. The first pass runs on a reader
    /// connection beside writes; the second, on the writer, copies what was committed meanwhile. PostgreSQL does so
    /// by itself.
    pub async fn checkpoint(&self) -> Result<()> {
        if let Store::Sqlite { readers, writer, .. } = self {
            for pool in [readers, writer] {
                sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(pool).await?;
            }
        }
        Ok(())
    }

    /// Applies every migration that is missing. Safe to call from several processes at once.
    pub async fn migrate(&self) -> Result<()> {
        match self {
            Store::Sqlite { writer, .. } => MIGRATIONS.run(writer).await?,
            Store::Postgres(pool, ..) => MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }
}

async fn open_sqlite(url: &str, connections: u32, synchronous: Synchronous) -> Result<Store> {
    let path = sqlite_path(url).unwrap_or_default();
    if path.as_os_str().is_empty() || path.as_os_str() == ":memory:" {
        return Err(StoreError::InvalidUrl(format!(
            "database.url {url:?} names no file, and evidence must outlive the process"
        )));
    }
    create_private_file(&path).map_err(|error| {
        StoreError::InvalidUrl(format!("database.url: {} cannot be made: {error}", path.display()))
    })?;
    // Evidence is acknowledged only when it would survive a power cut, hence FULL. Without WAL an open reader makes
    // a commit fail.
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous.into())
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .row_buffer_size(ROWS_AHEAD);
    // Connections to a file cannot be lost, so they are not tested before use.
    let pool = |size| {
        SqlitePoolOptions::new()
            .max_connections(size)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .test_before_acquire(false)
    };
    let writer_options = options
        .clone()
        .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
        .pragma("cache_size", WRITER_CACHE_SIZE);
    let writer = pool(1).connect_with(writer_options).await.map_err(|cause| open_error(url, cause))?;
    let readers =
        pool(connections.max(1)).connect_with(options).await.map_err(|cause| open_error(url, cause))?;
    Ok(Store::Sqlite {
        readers,
        writer,
        unreadable_buffer: UnreadableBuffer::default(),
        dirty_notifier: DirtyNotifier::default(),
        session_changes: SessionChangeNotifier::default(),
    })
}

/// The file of `sqlite://PATH`; `None` for another database.
fn sqlite_path(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite:")?.trim_start_matches("//");
    Some(PathBuf::from(path.split('?').next().unwrap_or_default()))
}

/// The pool reports only a timeout; connecting once without it gives the cause (wrong password, no such database, …).
async fn connection_error(cause: sqlx::Error, options: &PgConnectOptions) -> sqlx::Error {
    if !matches!(cause, sqlx::Error::PoolTimedOut) {
        return cause;
    }
    match tokio::time::timeout(ACQUIRE_TIMEOUT, PgConnection::connect_with(options)).await {
        Ok(Err(reason)) => reason,
        _ => cause,
    }
}

fn open_error(url: &str, cause: sqlx::Error) -> StoreError {
    StoreError::Open { place: Store::describe_location(url), cause }
}

/// Makes the file and its folder where they are missing; only the owner may read it, for it holds secrets.
fn create_private_file(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
