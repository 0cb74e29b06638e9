//! The real server as a child process, over a database that outlives it. Its files lie in the folder of the build, on a
//! real disk, where a folder for temporary files may be one of memory.
#![allow(dead_code, reason = "each test binary uses a part of this")]

use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

pub const KEY: &str = "APIcrash";
pub const SECRET: &str = "a-secret-of-at-least-32-characters-here";

/// An installation: settings, a database with one organisation, a place for logs. Removed when dropped.
pub struct Installation {
    folder: TempDir,
    pub database_url: String,
    /// Set in the server's environment alone.
    pub environment: Vec<(String, String)>,
}

/// A server that has said it is ready.
pub struct Server {
    child: Child,
    pub address: String,
    /// From the start of the process to its ready line.
    pub ready_after: Duration,
}

impl Installation {
    /// Founds an organisation in a fresh database and connects it by its settings to a LiveKit server that is never there.
    /// Without a `database_url` it is an SQLite file.
    pub async fn found(database_url: Option<String>) -> Installation {
        let installation = Installation::empty(database_url);
        let created = installation
            .command(&[
                "user",
                "create",
                "--email",
                "a@example.org",
                "--name",
                "A",
                "--organization-name",
                "Academy",
            ])
            .env("ROLLCALL_USER_PASSWORD", "correct horse battery staple")
            .output()
            .await
            .unwrap();
        let said = String::from_utf8(created.stdout).unwrap();
        assert!(created.status.success(), "{}", String::from_utf8_lossy(&created.stderr));
        installation.configure(Some(said.trim().rsplit(' ').next().unwrap()));
        installation
    }

    /// Settings over a database that is still empty.
    pub fn empty(database_url: Option<String>) -> Installation {
        let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let sqlite = || format!("sqlite://{}", folder.path().join("rollcall.db").display());
        let database_url = database_url.unwrap_or_else(sqlite);
        let installation = Installation { folder, database_url, environment: Vec::new() };
        installation.configure(None);
        installation
    }

    /// Runs a command of the program to its end.
    pub async fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().await.unwrap()
    }

    fn configure(&self, organization: Option<&str>) {
        let livekit = organization.map_or(String::new(), |id| {
            format!(
                "[[livekit]]\norganization = \"{id}\"\nurl = \"ws://127.0.0.1:9\"\nkey = \"{KEY}\"\nsecret = \"{SECRET}\"\n"
            )
        });
        let text = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\n[database]\nurl = \"{}\"\n[log]\nfilter = \"error\"\n{livekit}",
            self.database_url
        );
        std::fs::write(self.path("rollcall.toml"), text).unwrap();
    }

    /// A file of this installation.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command of the program, not run yet.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_rollcall")));
        command.args(arguments).arg("--config").arg(self.path("rollcall.toml")).kill_on_drop(true);
        command
    }

    /// Starts the server and kills it after `within`, ready or not: `None` if it was not.
    pub async fn start_for(&self, within: Duration) -> Option<Server> {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(self.path("log")).unwrap();
        let began = Instant::now();
        let mut child = self
            .command(&["serve"])
            .envs(self.environment.iter().cloned())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let Ok(line) = timeout(within, lines.next_line()).await else {
            kill(child).await;
            return None;
        };
        let line = line.unwrap().unwrap_or_else(|| panic!("the server ended: {}", self.log()));
        let address = line.rsplit("http://").next().unwrap().to_owned();
        Some(Server { child, address, ready_after: began.elapsed() })
    }

    /// Starts the server and waits until it is ready.
    pub async fn start(&self) -> Server {
        let patience = Duration::from_secs(30);
        self.start_for(patience).await.unwrap_or_else(|| panic!("not ready in {patience:?}: {}", self.log()))
    }

    /// What the server has complained about so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.path("log")).unwrap_or_default()
    }
}

impl Server {
    /// SIGKILL, and the process is gone when this returns.
    pub async fn kill(self) {
        kill(self.child).await;
    }
}

async fn kill(mut child: Child) {
    child.kill().await.unwrap();
}
