//! The programs a test runs beside itself: `rollcall serve`, a real LiveKit server, its participants, and the SDKs.
//! All of them end with the test. What is missing fails the test with what to do about it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::RequestBuilder;
use rollcall::clock::{Clock, SystemClock};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::database::Database;
use crate::support::{KEY, SECRET, client};

/// How the administrator of the academy logs in.
const EMAIL: &str = "amal@academy.example";
const PASSWORD: &str = "correct horse battery staple";

/// A file that `scripts/setup-tests` installs.
fn tool(path: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    assert!(path.exists(), "{} is missing: run scripts/setup-tests first", path.display());
    path
}

/// A child that is killed when the test is done with it.
pub struct Running(pub Child);

impl Running {
    pub fn start(command: &mut Command) -> Running {
        let name = command.get_program().to_owned();
        Running(command.spawn().unwrap_or_else(|error| panic!("cannot start {}: {error}", name.display())))
    }

    /// SIGKILL: it has no time to say anything to anybody.
    pub fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// A port nobody listens on at this moment, for TCP and UDP.
pub fn free_port() -> u16 {
    loop {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if UdpSocket::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// `rollcall serve` over a database, at an address of its own that stays while it is down.
pub struct Rollcall {
    pub database: Database,
    /// Id of the academy whose administrator asks.
    pub academy: String,
    port: u16,
    config: PathBuf,
    token: String,
    running: Option<Running>,
    _folder: TempDir,
}

impl Rollcall {
    /// Founds an academy with an administrator, serves it, and lets the administrator log in and connect the LiveKit
    /// server at `livekit_port`.
    pub async fn serve(database: Database, livekit_port: u16) -> Rollcall {
        let (port, folder) = (free_port(), TempDir::new().unwrap());
        let config = folder.path().join("rollcall.toml");
        let settings = format!(
            "[server]\nlisten = \"127.0.0.1:{port}\"\n[database]\nurl = \"{}\"\n\
             [jobs.livekit_roster]\ninterval_seconds = 2\n",
            database.url,
        );
        std::fs::write(&config, settings).unwrap();
        let (academy, token) = (found_academy(&config), String::new());
        let mut rollcall =
            Rollcall { database, academy, port, config, token, running: None, _folder: folder };
        rollcall.start();
        let credentials = json!({"email": EMAIL, "password": PASSWORD});
        let login = rollcall.post("/api/v1/logins", credentials).await;
        rollcall.token = login["token"].as_str().unwrap().to_owned();
        // LiveKit is started after this, as it has to know where its webhooks go.
        let url = format!("ws://127.0.0.1:{livekit_port}");
        let livekit = json!({"url": url, "apiKey": KEY, "secret": SECRET, "unverified": true});
        rollcall.post("/api/v1/connections/livekit", livekit).await;
        rollcall
    }

    /// What the administrator reads there.
    pub async fn get(&self, path: &str) -> Value {
        self.settled().await;
        self.answer(client().get(self.url(path))).await
    }

    /// Waits until the server has judged what it was told so far.
    async fn settled(&self) {
        loop {
            let now = SystemClock.now();
            let outlook = self.database.store.read().await.unwrap().pending_evaluation(now).await.unwrap();
            if !outlook.is_dirty && outlook.due_at.is_none_or(|due| due > now) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What the administrator is answered who posts this.
    pub async fn post(&self, path: &str, body: Value) -> Value {
        self.answer(client().post(self.url(path)).json(&body)).await
    }

    async fn answer(&self, request: RequestBuilder) -> Value {
        let answer = request.bearer_auth(&self.token).send().await.unwrap();
        let (status, url, body) =
            (answer.status(), answer.url().clone(), answer.json::<Value>().await.unwrap());
        assert!(status.is_success(), "{url}: {status} {body}");
        body
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Starts it again; returns once it answers.
    pub fn start(&mut self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
        command.arg("serve").arg("--config").arg(&self.config).stdout(Stdio::piped());
        let mut running = Running::start(&mut command);
        let mut line = String::new();
        BufReader::new(running.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with("rollcall is ready"), "rollcall serve said {line:?}");
        self.running = Some(running);
    }

    /// Kills it.
    pub fn kill(&mut self) {
        self.running.take().unwrap().kill();
    }
}

/// Runs `rollcall user create` in an empty database; says the id of the academy it founds.
fn found_academy(config: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    command.args(["user", "create", "--email", EMAIL, "--name", "Amal", "--organization-name", "Academy"]);
    command.arg("--config").arg(config).env("ROLLCALL_USER_PASSWORD", PASSWORD);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().rsplit(' ').next().unwrap().to_owned()
}

/// A real LiveKit server on loopback.
pub struct LiveKit {
    port: u16,
    _running: Running,
    _folder: TempDir,
}

impl LiveKit {
    /// Starts the pinned server, with its webhooks sent to `webhook_url`.
    pub fn start(port: u16, webhook_url: &str) -> LiveKit {
        let folder = TempDir::new().unwrap();
        let server = tool(".tools/bin/livekit-server");
        let (tcp, udp) = (free_port(), free_port());
        let config = folder.path().join("livekit.yaml");
        let settings = format!(
            "port: {port}\nbind_addresses: [\"127.0.0.1\"]\nkeys: {{ {KEY}: {SECRET} }}\n\
             rtc: {{ tcp_port: {tcp}, udp_port: {udp}, node_ip: 127.0.0.1, use_external_ip: false, \
             enable_loopback_candidate: true, stun_servers: [\"127.0.0.1:3478\"] }}\n\
             room: {{ departure_timeout: 20, empty_timeout: 300 }}\n\
             webhook: {{ api_key: {KEY}, urls: [\"{webhook_url}\"] }}\nlogging: {{ level: warn }}\n"
        );
        std::fs::write(&config, settings).unwrap();
        let mut command = Command::new(server);
        command.arg("--config").arg(config).stdout(Stdio::null()).stderr(Stdio::null());
        let running = Running::start(&mut command);
        wait_for("LiveKit to answer", || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
        LiveKit { port, _running: running, _folder: folder }
    }

    /// Lets somebody join; returns once they are in.
    pub fn join(&self, identity: &str, room: &str) -> Participant {
        Participant::start(&[&format!("ws://127.0.0.1:{}", self.port), KEY, SECRET, identity, room])
    }
}

/// Somebody in a room, by the words of `participant.py`.
pub struct Participant {
    running: Running,
    orders: ChildStdin,
    edges: std::io::Lines<BufReader<std::process::ChildStdout>>,
    /// Milliseconds since the epoch.
    pub joined_at: i64,
}

impl Participant {
    /// Enters with a token that Rollcall gave.
    pub fn enter(url: &str, token: &str) -> Participant {
        Participant::start(&[url, "--token", token])
    }

    fn start(arguments: &[&str]) -> Participant {
        let mut command = Command::new(tool(".tools/venv/bin/python"));
        command
            .arg(tool("tests/livekit/participant.py"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut running = Running::start(&mut command);
        let orders = running.0.stdin.take().unwrap();
        let edges = BufReader::new(running.0.stdout.take().unwrap());
        let mut participant = Participant { running, orders, edges: edges.lines(), joined_at: 0 };
        participant.joined_at = participant.wait_until("joined");
        participant
    }

    /// Waits until somebody else has ended the connection; says when.
    pub fn thrown_out(mut self) -> i64 {
        self.wait_until("disconnected")
    }

    /// Waits for the next edge of that name; says when it was, in milliseconds.
    fn wait_until(&mut self, what: &str) -> i64 {
        for line in self.edges.by_ref() {
            let edge: Value = serde_json::from_str(&line.unwrap()).unwrap();
            if edge["what"] == json!(what) {
                return (edge["at"].as_f64().unwrap() * 1_000.0) as i64;
            }
        }
        panic!("the participant ended before it {what}");
    }

    /// Leaves as a closed window does; says when.
    pub fn leave(mut self) -> i64 {
        writeln!(self.orders, "leave").unwrap();
        self.wait_until("left")
    }

    /// Loses everything and comes back as a new connection; says when it was back.
    pub fn reconnect_fully(&mut self) -> i64 {
        writeln!(self.orders, "SIMULATE_FULL_RECONNECT").unwrap();
        self.wait_until("reconnected")
    }

    /// Loses the signal and resumes the same connection; says when it was back.
    pub fn blink(&mut self) -> i64 {
        writeln!(self.orders, "SIMULATE_SIGNAL_RECONNECT").unwrap();
        self.wait_until("reconnected")
    }

    /// Vanishes: a dead battery, a cut line.
    pub fn vanish(mut self) {
        self.running.kill();
    }
}

/// Tokens for these bodies, signed by LiveKit's SDK for `node` or `python`.
pub fn sign_with_sdk(sdk: &str, bodies: &[String]) -> Vec<String> {
    let mut command = match sdk {
        "node" => {
            tool("tests/livekit/node_modules");
            let mut node = Command::new("node");
            node.arg(tool("tests/livekit/sign.mjs"));
            node
        }
        _ => {
            let mut python = Command::new(tool(".tools/venv/bin/python"));
            python.arg(tool("tests/livekit/sign.py"));
            python
        }
    };
    command.args([KEY, SECRET]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = Running::start(&mut command);
    let mut lines = running.0.stdin.take().unwrap();
    for body in bodies {
        writeln!(lines, "{}", json!(body)).unwrap();
    }
    drop(lines);
    BufReader::new(running.0.stdout.take().unwrap()).lines().map(Result::unwrap).collect()
}

/// Waits up to a minute for something that is bound to happen.
pub fn wait_for(what: &str, mut happened: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !happened() {
        assert!(begun.elapsed() < Duration::from_secs(60), "waited a minute for {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
