//! `rollcall livekit …` and `[[livekit]]`, through the real binary.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use rollcall::store::Store;
use tempfile::TempDir;

use crate::support::found;

struct Installation(TempDir);

impl Installation {
    async fn of(organizations: &[&str]) -> Installation {
        let installation = Installation(TempDir::new().unwrap());
        let store = Store::open(&installation.database(), 1).await.unwrap();
        store.migrate().await.unwrap();
        for name in organizations {
            found(&store, name).await;
        }
        store.close().await;
        installation
    }

    fn database(&self) -> String {
        format!("sqlite://{}", self.0.path().join("rollcall.db").display())
    }

    /// Runs a command with this on its standard input.
    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rollcall"))
            .args(arguments)
            .env("ROLLCALL_DATABASE__URL", self.database())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that reads nothing has closed its end.
        _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn settings(&self, toml: &str) -> String {
        let path = self.0.path().join("rollcall.toml");
        std::fs::write(&path, toml).unwrap();
        path.display().to_string()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn a_server_is_connected_shown_and_disconnected_by_command() {
    let installation = Installation::of(&["academy"]).await;
    let connect = ["livekit", "connect", "--url", "wss://live.example", "--key", "APIxyz"];
    let done = installation.run(&connect, "a secret\n");
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(text(&done.stdout).contains("http://127.0.0.1:8080/webhooks/livekit"));

    let listed = text(&installation.run(&["livekit", "list"], "").stdout);
    assert!(listed.contains("wss://live.example") && listed.contains("APIxyz"), "{listed}");
    assert!(!listed.contains("a secret"));
    let file = std::fs::read(Path::new(installation.0.path()).join("rollcall.db")).unwrap();
    assert!(!file.windows(8).any(|eight| eight == b"a secret"), "the secret is kept encrypted");

    let id = listed.lines().nth(1).unwrap().split_whitespace().next().unwrap();
    assert!(installation.run(&["livekit", "disconnect", id], "").status.success());
    assert_eq!(text(&installation.run(&["livekit", "list"], "").stdout), "");
    let again = installation.run(&["livekit", "disconnect", id], "");
    assert_eq!(text(&again.stderr), "rollcall: there is no such LiveKit server\n");
}

#[tokio::test]
async fn of_several_organisations_one_must_be_named_and_a_key_has_one_owner() {
    let installation = Installation::of(&["academy", "gym"]).await;
    let connect = |organization: &[&str]| {
        let rest = ["livekit", "connect", "--url", "wss://live.example", "--key", "APIxyz"];
        installation.run(&[&rest, organization].concat(), "a secret")
    };
    let unnamed = connect(&[]);
    assert!(text(&unnamed.stderr).contains("say which, by id or name: academy (academy), gym (gym)"));
    assert!(connect(&["--organization", "gym"]).status.success());
    let taken = connect(&["--organization", "academy"]);
    assert_eq!(taken.status.code(), Some(1));
    assert!(text(&taken.stderr).contains("belongs to another organisation"));
}

#[tokio::test]
async fn a_mistake_in_the_settings_stops_the_start_with_one_line() {
    let installation = Installation::of(&["academy"]).await;
    let entry = |organization: &str, url: &str, key: &str, secret: &str| {
        format!(
            "[server]\nlisten = \"127.0.0.1:0\"\n[[livekit]]\norganization = \"{organization}\"\nurl = \"{url}\"\n\
             key = \"{key}\"\n{secret}\n"
        )
    };
    let secret = "secret = \"s\"";
    for (settings, line) in [
        (entry("nobody", "wss://l", "k", secret), "livekit[0].organization: found \"nobody\", want "),
        (entry("academy", "ftp://l", "k", secret), "livekit[0].url: found \"ftp://l\", want "),
        (entry("academy", "wss://l", "", secret), "livekit[0].key: found \"\", want "),
        (entry("academy", "wss://l", "k", "secret = \"\""), "livekit[0].secret: found nothing, want "),
        (entry("academy", "wss://l", "k", ""), "livekit[0]: found no secret, want secret or secret_file"),
        (
            entry("academy", "wss://l", "k", "secret_file = \"/nowhere\""),
            "livekit[0]: found secret_file /nowhere ",
        ),
    ] {
        let path = installation.settings(&settings);
        let refused = installation.run(&["serve", "--config", &path], "");
        let said = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{said}");
        let lines: Vec<&str> = said.lines().filter(|line| line.starts_with("rollcall: ")).collect();
        assert_eq!(lines.len(), 1, "{said}");
        assert!(lines[0].starts_with(&format!("rollcall: {line}")), "{said}");
    }
}
