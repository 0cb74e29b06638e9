//! `rollcall livekit …` and `[livekit]`, through the real binary.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use rollcall::clock::SystemClock;
use rollcall::ids::IdGenerator;
use rollcall::simulator::livekit::{SigningKey, SimulatedLivekit, WebhookTarget};
use rollcall::store::Store;
use tempfile::TempDir;

use crate::support::{found, serve};

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
    let connect = ["livekit", "connect", "--url", "wss://live.example", "--key", "APIxyz", "--unverified"];
    let done = installation.run(&connect, "a secret\n");
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(text(&done.stdout).contains("http://127.0.0.1:8080/webhooks/livekit"));

    let listed = text(&installation.run(&["livekit", "list"], "").stdout);
    assert!(listed.contains("wss://live.example") && listed.contains("APIxyz"), "{listed}");
    assert!(!listed.contains("a secret"));
    let file = std::fs::read(Path::new(installation.0.path()).join("rollcall.db")).unwrap();
    assert!(!file.windows(8).any(|eight| eight == b"a secret"), "the secret is kept encrypted");

    let json: serde_json::Value =
        serde_json::from_slice(&installation.run(&["livekit", "list", "--json"], "").stdout).unwrap();
    let id = json[0]["id"].as_str().unwrap();
    assert!(json[0]["health"]["lastWebhookAt"].is_null());
    assert!(installation.run(&["livekit", "disconnect", id], "").status.success());
    assert_eq!(text(&installation.run(&["livekit", "list", "--json"], "").stdout).trim(), "[]");
    let again = installation.run(&["livekit", "disconnect", id], "");
    assert_eq!(text(&again.stderr), "rollcall: there is no such LiveKit server\n");
}

#[tokio::test]
async fn of_several_organisations_one_must_be_named_and_a_key_has_one_owner() {
    let installation = Installation::of(&["academy", "gym"]).await;
    let connect = |organization: &[&str]| {
        let rest = ["livekit", "connect", "--url", "wss://live.example", "--key", "APIxyz", "--unverified"];
        installation.run(&[&rest, organization].concat(), "a secret")
    };
    let unnamed = connect(&[]);
    assert!(text(&unnamed.stderr).contains("say which, by id or name: academy (academy), gym (gym)"));
    assert!(connect(&["--organization", "gym"]).status.success());
    let taken = connect(&["--organization", "academy"]);
    assert_eq!(taken.status.code(), Some(1));
    assert!(text(&taken.stderr).contains("belongs to another organisation"));
}

/// Red before: whatever was typed was stored, and held from then on.
#[tokio::test(flavor = "multi_thread")]
async fn a_command_asks_the_server_first_and_says_what_it_found() {
    let installation = Installation::of(&["academy"]).await;
    let clock = Arc::new(SystemClock);
    let key = SigningKey { key: "APIxyz".to_owned(), secret: "the true secret of this server".to_owned() };
    let setup = WebhookTarget { webhook: "http://127.0.0.1:1/webhooks/livekit".to_owned(), key };
    _ = rustls::crypto::ring::default_provider().install_default();
    let url = serve(SimulatedLivekit::new(setup, clock, IdGenerator::from_os()).router()).await;
    let connect = |secret: &'static str, more: &'static [&'static str]| {
        let arguments: Vec<String> = ["livekit", "connect", "--url", &url, "--key", "APIxyz"]
            .iter()
            .chain(more)
            .map(|one| (*one).to_owned())
            .collect();
        let installation = &installation;
        let run = move || {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            installation.run(&arguments, secret)
        };
        tokio::task::block_in_place(run)
    };
    let refused = connect("another secret", &[]);
    assert_eq!(refused.status.code(), Some(2));
    let said = text(&refused.stderr);
    assert!(said.contains("the secret is another one there") && said.contains("--unverified"), "{said}");
    assert_eq!(text(&installation.run(&["livekit", "list", "--json"], "").stdout).trim(), "[]");

    let done = connect("the true secret of this server", &[]);
    let said = text(&done.stdout);
    assert!(
        said.contains("takes the key, and tells a time") && said.contains("No webhook has come yet"),
        "{said}"
    );
    assert!(connect("another secret", &["--unverified"]).status.success(), "for those who must");
}

#[tokio::test]
async fn a_mistake_in_the_settings_stops_the_start_with_one_line() {
    let installation = Installation::of(&["academy"]).await;
    let entry = |organization: &str, url: &str, key: &str, secret: &str| {
        format!(
            "[server]\nlisten = \"127.0.0.1:0\"\n[[livekit.servers]]\norganization = \"{organization}\"\nurl = \"{url}\"\n\
             key = \"{key}\"\n{secret}\n"
        )
    };
    let secret = "secret = \"s\"";
    for (settings, line) in [
        (entry("nobody", "wss://l", "k", secret), "livekit.servers[0].organization: found \"nobody\", want "),
        (entry("academy", "ftp://l", "k", secret), "livekit.servers[0].url: found \"ftp://l\", want "),
        (entry("academy", "wss://l", "", secret), "livekit.servers[0].key: found \"\", want "),
        (
            entry("academy", "wss://l", "k", "secret = \"\""),
            "livekit.servers[0].secret: found nothing, want ",
        ),
        (
            entry("academy", "wss://l", "k", ""),
            "livekit.servers[0]: found no secret, want secret or secret_file",
        ),
        (
            entry("academy", "wss://l", "k", "secret_file = \"/nowhere\""),
            "livekit.servers[0]: found secret_file /nowhere ",
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
