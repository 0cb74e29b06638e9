//! How long after a webhook was answered the last of a thousand watchers has been told what it changed.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use reqwest::Client;
use rollcall::clock::{Clock, SystemClock};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::delivery::{Signer, answer};
use crate::ingest::{databases, fresh, name};
use crate::installation::{Installation, KEY, SECRET};

const WATCHERS: usize = 1_000;
/// Changes one after the other, each of a lesson of its own.
const CHANGES: usize = 100;
const BETWEEN: Duration = Duration::from_millis(100);
/// What has not come by then is a mistake of ours.
const PATIENCE: Duration = Duration::from_secs(60);

/// A watcher has been told of this lesson that somebody is here.
type Told = (String, Instant);

/// From the answer to a webhook, which says that its evidence is durable, until the last watcher has its event.
pub async fn evidence_to_last_watcher() {
    println!("Evidence to the last of {WATCHERS} watchers, a change each {} ms", BETWEEN.as_millis());
    println!("database       median      p99  changes");
    for database in databases() {
        let installation = fresh(database.clone()).await;
        let mut times = measured(&installation).await;
        times.sort_unstable();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
        println!("{:10}  {:6.0} ms  {:6.0} ms  {:7}", name(&database), at(0.5), at(0.99), times.len());
    }
}

async fn measured(installation: &Installation) -> Vec<Duration> {
    let server = installation.start().await;
    let office = Office::log_in(&server.address).await;
    let learner = office.post("people", &json!({"name": "Learner", "roles": ["student"]})).await;
    let learner = learner["id"].as_str().unwrap().to_owned();
    let mut lessons = Vec::new();
    for number in 0..CHANGES {
        lessons.push(office.plan(&room(number), &learner).await);
    }
    let (tell, mut told) = mpsc::unbounded_channel();
    for _ in 0..WATCHERS {
        let stream = watcher(&server.address, &office.token).await;
        tokio::spawn(watch(stream, tell.clone()));
    }
    let mut answered = HashMap::new();
    let signer = Signer::new(KEY, SECRET);
    let mut stream = TcpStream::connect(&server.address).await.unwrap();
    let mut turn = Instant::now();
    for (number, lesson) in lessons.into_iter().enumerate() {
        turn += BETWEEN;
        tokio::time::sleep_until(turn.into()).await;
        let joined = signer.joined(&format!("EV_{number}"), &room(number), &learner, SystemClock.now());
        stream.write_all(&joined.request).await.unwrap();
        let mut bytes = Vec::new();
        let status = loop {
            assert!(stream.read_buf(&mut bytes).await.unwrap() > 0, "the server hung up");
            if let Some((status, _)) = answer(&bytes) {
                break status;
            }
        };
        assert_eq!(status, 200);
        answered.insert(lesson, Instant::now());
    }
    let mut last: HashMap<String, (usize, Instant)> = HashMap::new();
    let mut missing = WATCHERS * CHANGES;
    while missing > 0 {
        let heard = timeout(PATIENCE, told.recv()).await;
        let (lesson, at): Told = heard.unwrap_or_else(|_| panic!("{missing} events do not come")).unwrap();
        let (count, latest) = last.entry(lesson).or_insert((0, at));
        (*count, *latest) = (*count + 1, at.max(*latest));
        missing -= 1;
    }
    server.kill().await;
    let all_told = |(lesson, (count, at)): (String, (usize, Instant))| {
        assert_eq!(count, WATCHERS, "watchers of {lesson}");
        // An event may overtake the answer to its webhook.
        at.saturating_duration_since(answered[&lesson])
    };
    last.into_iter().map(all_told).collect()
}

fn room(number: usize) -> String {
    format!("watched-{number:03}")
}

/// A connection that has been told what stands.
async fn watcher(address: &str, token: &str) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(address)
        .await
        .expect("a thousand connections need more open files: ulimit -n 4096");
    let mut stream = BufReader::new(stream);
    let request =
        format!("GET /api/v1/live HTTP/1.1\r\nHost: rollcall\r\nAuthorization: Bearer {token}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut line = String::new();
    while !line.starts_with("event: hello") {
        line.clear();
        let read = timeout(PATIENCE, stream.read_line(&mut line)).await.expect("no greeting").unwrap();
        assert!(read > 0, "the server hung up");
    }
    stream
}

/// Tells each lesson in which somebody has come to be here, once.
async fn watch(mut stream: BufReader<TcpStream>, tell: mpsc::UnboundedSender<Told>) {
    let (mut line, mut known) = (String::new(), std::collections::HashSet::new());
    loop {
        line.clear();
        // The server is killed at the end.
        if !matches!(stream.read_line(&mut line).await, Ok(1..)) {
            return;
        }
        // Each event is one chunk, so that no line is cut.
        let at = Instant::now();
        let Some(data) = line.strip_prefix("data: ").filter(|data| data.contains("\"isHere\":true")) else {
            continue;
        };
        let session: Value = serde_json::from_str(data).unwrap();
        let lesson = session["id"].as_str().unwrap().to_owned();
        if known.insert(lesson.clone()) && tell.send((lesson, at)).is_err() {
            return;
        }
    }
}

/// The API, as the first admin.
struct Office {
    http: Client,
    base: String,
    token: String,
}

impl Office {
    async fn log_in(address: &str) -> Office {
        // There may be one already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut office =
            Office { http: Client::new(), base: format!("http://{address}/api/v1"), token: String::new() };
        let login = json!({"email": "a@example.org", "password": "correct horse battery staple"});
        office.token = office.post("logins", &login).await["token"].as_str().unwrap().to_owned();
        office
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.http.post(format!("{}/{path}", self.base)).bearer_auth(&self.token).json(body);
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
        answer.json().await.unwrap()
    }

    /// A lesson that is on, in this room, with this learner; its id.
    async fn plan(&self, room: &str, learner: &str) -> String {
        let now = SystemClock.now();
        let lesson = json!({"kind": "quran", "format": "group", "platform": "livekit", "room": room,
                            "studentIds": [learner], "start": now.plus(-60_000), "end": now.plus(3_600_000)});
        self.post("sessions", &lesson).await["id"].as_str().unwrap().to_owned()
    }
}
