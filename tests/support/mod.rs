//! Databases for tests: each test gets a fresh one. SQLite is a file in a temporary folder. PostgreSQL is a server of
//! the test process's own, started when the first test asks and gone with the process; a test that cannot have it
//! fails and says what to install.
#![allow(dead_code, unused_macros, unused_imports, reason = "each test binary uses a part of this")]

pub mod app;
pub mod crowd;
pub mod school;

use std::io::{BufRead, BufReader};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use rollcall::store::{Store, Synchronous};
use sqlx::Connection;
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// A migrated database, and the folder to keep until the test ends.
pub struct Database {
    pub store: Store,
    pub url: String,
    _folder: Option<TempDir>,
}

impl Database {
    /// A fresh one of the same kind.
    pub async fn another(&self) -> Database {
        if self.url.starts_with("sqlite:") { sqlite().await } else { postgres().await }
    }
}

/// A fresh SQLite file: a copy of one that was migrated once. Nothing here outlives the machine, so nothing is waited for
/// until it is on the disk.
pub async fn sqlite() -> Database {
    static MIGRATED: OnceCell<Vec<u8>> = OnceCell::const_new();
    let migrated = MIGRATED.get_or_init(|| async {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("rollcall.db");
        migrate(&format!("sqlite://{}", path.display())).await;
        std::fs::read(path).unwrap()
    });
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("rollcall.db");
    std::fs::write(&path, migrated.await).unwrap();
    let url = format!("sqlite://{}", path.display());
    let store = Store::open_with(&url, 4, Synchronous::Off).await.unwrap();
    Database { store, url, _folder: Some(folder) }
}

/// A fresh database on a PostgreSQL server: a copy of one that was migrated once.
pub async fn postgres() -> Database {
    static MIGRATED: OnceCell<String> = OnceCell::const_new();
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server = tokio::task::spawn_blocking(server).await.unwrap();
    let template = MIGRATED.get_or_init(|| async {
        let name = format!("template_{}", std::process::id());
        create(server, &format!("CREATE DATABASE {name}")).await;
        migrate(&format!("{server}/{name}")).await;
        name
    });
    let template = template.await;
    let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    create(server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    let url = format!("{server}/{name}");
    let store = Store::open(&url, 4).await.unwrap();
    Database { store, url, _folder: None }
}

async fn migrate(url: &str) {
    let store = Store::open(url, 1).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await;
}

async fn create(server: &str, statement: &str) {
    let mut maintenance = sqlx::PgConnection::connect(&format!("{server}/postgres")).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut maintenance).await.unwrap();
    maintenance.close().await.unwrap();
}

/// `postgres://…` without a database: the one of `ROLLCALL_TEST_POSTGRES`, else our own.
fn server() -> &'static str {
    static SERVER: OnceLock<(String, Option<Child>)> = OnceLock::new();
    let (address, _) = SERVER.get_or_init(|| match std::env::var("ROLLCALL_TEST_POSTGRES") {
        Ok(address) => (address.trim_end_matches('/').to_owned(), None),
        Err(_) => start(),
    });
    address
}

/// Makes a cluster in a temporary folder and serves it on a free port. The shell waits on its standard input, which
/// the system closes when this process ends, however it ends.
fn start() -> (String, Option<Child>) {
    const SCRIPT: &str = r#"
        set -e
        as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
        folder=$(as mktemp -d)
        trap 'as "$BIN/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
        as "$BIN/initdb" -D "$folder/data" -U rollcall -A trust --no-sync >/dev/null
        as "$BIN/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
            -o "-c listen_addresses=127.0.0.1 -c port=$PORT -c unix_socket_directories=$folder -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
            start >/dev/null
        echo ready
        cat >/dev/null
    "#;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut child = Command::new("sh")
        .args(["-c", SCRIPT])
        .env("BIN", binaries())
        .env("PORT", port.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("there is a shell");
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().expect("piped")).read_line(&mut line).unwrap();
    assert_eq!(line, "ready\n", "PostgreSQL did not start; run `initdb` and `postgres` by hand to see why");
    (format!("postgres://rollcall@127.0.0.1:{port}"), Some(child))
}

/// Where `initdb`, `pg_ctl` and `postgres` are: on the path, else where Debian puts them.
fn binaries() -> PathBuf {
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = debian.map(|version| version.path().join("bin"));
    let all = |folder: &PathBuf| {
        ["initdb", "pg_ctl", "postgres"]
            .iter()
            .all(|name| std::fs::metadata(folder.join(name)).is_ok_and(|m| m.size() > 0))
    };
    std::env::split_paths(&on_path).chain(debian).find(all).unwrap_or_else(|| {
        panic!("PostgreSQL is not installed: apt-get install postgresql, or set ROLLCALL_TEST_POSTGRES=postgres://user@host")
    })
}

/// Makes a SQLite and a PostgreSQL test of each async function that takes a `Database`: `on_both! { one, another }`.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name($crate::support::sqlite().await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name($crate::support::postgres().await).await;
            })+
        }
    };
}
pub(crate) use on_both;
