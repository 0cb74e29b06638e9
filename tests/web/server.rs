//! The real program over a database that is furnished already.

use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::support::Database;

/// The key pair of the academy's LiveKit server.
pub const KEY: &str = "APIweb";
pub const SECRET: &str = "a-secret-of-at-least-32-characters-here";

/// The address of a LiveKit server that is never there.
pub const NO_LIVEKIT: &str = "ws://127.0.0.1:9";

/// Killed when dropped.
pub struct Server {
    /// `http://127.0.0.1:PORT`
    pub base: String,
    folder: TempDir,
    _child: Child,
}

impl Server {
    /// Serves the academy, whose LiveKit server is at this address.
    pub async fn start(database: &Database, organization: &str, livekit: &str) -> Server {
        let folder = TempDir::new().unwrap();
        let settings = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\n[database]\nurl = \"{}\"\n[log]\nfilter = \"error\"\n\
             [[livekit]]\norganization = \"{organization}\"\nurl = \"{livekit}\"\nkey = \"{KEY}\"\n\
             secret = \"{SECRET}\"\n",
            database.url
        );
        let config = folder.path().join("rollcall.toml");
        std::fs::write(&config, settings).unwrap();
        let log = std::fs::File::create(folder.path().join("log")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_rollcall"))
            .arg("serve")
            .arg("--config")
            .arg(config)
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = tokio::time::timeout(Duration::from_secs(60), lines.next_line()).await;
        let line = ready.ok().and_then(Result::ok).flatten().unwrap_or_default();
        let address = line.strip_prefix("rollcall is ready at ");
        let said = || std::fs::read_to_string(folder.path().join("log")).unwrap_or_default();
        let base = address.unwrap_or_else(|| panic!("not ready: {line:?} {}", said())).trim().to_owned();
        Server { base, folder, _child: child }
    }

    /// What it has complained about so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}
