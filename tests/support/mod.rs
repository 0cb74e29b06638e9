//! Databases for tests: each test gets a fresh one. SQLite is a file in a temporary folder. PostgreSQL is a server of
//! the test process's own, started when the first test asks and gone with the process; a test that cannot have it
//! fails and says what to install.
#![allow(dead_code, unused_macros, unused_imports, reason = "each test binary uses a part of this")]

pub mod app;
pub mod school;

use std::io::{BufRead, BufReader};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use rollcall::store::Store;
use tempfile::TempDir;

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

/// A fresh SQLite file.
pub async fn sqlite() -> Database {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}", folder.path().join("rollcall.db").display());
    opened(url, Some(folder)).await
}

/// A fresh database on a PostgreSQL server.
pub async fn postgres() -> Database {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server = tokio::task::spawn_blocking(server).await.unwrap();
    let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    let maintenance = sqlx::PgPool::connect(&format!("{server}/postgres")).await.unwrap();
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::query(create).execute(&maintenance).await.unwrap();
    maintenance.close().await;
    opened(format!("{server}/{name}"), None).await
}

async fn opened(url: String, folder: Option<TempDir>) -> Database {
    let store = Store::open(&url, 4).await.unwrap();
    store.migrate().await.unwrap();
    Database { store, url, _folder: folder }
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
            -o "-c listen_addresses=127.0.0.1 -c port=$PORT -c unix_socket_directories=$folder -c max_connections=200 -c fsync=off" \
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
