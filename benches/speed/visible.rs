//! How long after a webhook was answered its evidence is to be seen in what the API shows, while others send too.

use std::time::{Duration, Instant};

use reqwest::Client;
use rollcall::clock::{Clock, SystemClock};
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::delivery::{Signer, answer};
use crate::ingest::{databases, fresh, name};
use crate::installation::{Installation, KEY, SECRET};
use crate::load::Load;

const WITHIN: Duration = Duration::from_secs(20);
/// Lessons that are on, each in a room of its own that the load is about.
const LESSONS: usize = 20;
/// Between two looks at what is shown.
const LOOK_AGAIN: Duration = Duration::from_millis(5);
/// What is not seen by then is a mistake of ours.
const PATIENCE: Duration = Duration::from_secs(30);

/// From the answer to a webhook until `GET /api/v1/sessions/{id}/attendance` shows what it told.
pub async fn evidence_to_verdict() {
    println!("Evidence to visible verdict: from a webhook's answer until attendance shows what it told");
    println!("database    events/s beside   median      p99      looks");
    for database in databases() {
        for per_second in [0, 100, 1_000] {
            let installation = fresh(database.clone()).await;
            let mut times = measured(&installation, per_second).await;
            times.sort_unstable();
            let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
            println!(
                "{:10}  {per_second:15}  {:6.0} ms  {:6.0} ms  {:6}",
                name(&database),
                at(0.5),
                at(0.99),
                times.len(),
            );
        }
    }
}

async fn measured(installation: &Installation, per_second: usize) -> Vec<Duration> {
    let server = installation.start().await;
    let office = Office::log_in(&server.address).await;
    for number in 0..LESSONS {
        office.plan(&format!("busy-{number:06}")).await;
    }
    let load = Load {
        address: server.address.clone(),
        connections: LESSONS,
        name: "busy".to_owned(),
        deliveries: per_second * (WITHIN.as_secs() as usize + 10),
        within: WITHIN + Duration::from_secs(5),
        room: "busy".to_owned(),
        events_of_a_room: Some(usize::MAX),
        per_second: Some(per_second),
    };
    let beside = (per_second > 0).then(|| tokio::spawn(async move { load.run().await }));
    let times = watched(&office, &server.address).await;
    if let Some(beside) = beside {
        assert_eq!(beside.await.unwrap().refused, 0, "{}", installation.log());
    }
    server.kill().await;
    times
}

/// Sends one event after the other about lessons of their own, and looks until each is shown.
async fn watched(office: &Office, address: &str) -> Vec<Duration> {
    let signer = Signer::new(KEY, SECRET);
    let mut stream = TcpStream::connect(address).await.unwrap();
    let until = Instant::now() + WITHIN;
    let mut times = Vec::new();
    let mut lesson = String::new();
    for number in 0.. {
        if Instant::now() >= until {
            break;
        }
        let room = format!("watched-{}", number / 20);
        if number % 20 == 0 {
            lesson = office.plan(&room).await;
        }
        let identity = format!("somebody {number}");
        let sent = signer.joined(&format!("EV_watched_{number}"), &room, &identity, SystemClock.now());
        stream.write_all(&sent.request).await.unwrap();
        let mut bytes = Vec::new();
        let status = loop {
            assert!(stream.read_buf(&mut bytes).await.unwrap() > 0, "the server hung up");
            if let Some((status, _)) = answer(&bytes) {
                break status;
            }
        };
        assert_eq!(status, 200);
        let answered = Instant::now();
        while !office.shows(&lesson, &identity).await {
            assert!(answered.elapsed() < PATIENCE, "{identity} is not shown");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        times.push(answered.elapsed());
        // Not in step with the evaluator.
        tokio::time::sleep(Duration::from_millis(17 * (number % 13))).await;
    }
    times
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

    /// A lesson that is on, in this room; its id.
    async fn plan(&self, room: &str) -> String {
        let now: Timestamp = SystemClock.now();
        let lesson = json!({"kind": "quran", "format": "group", "platform": "livekit", "room": room,
                            "start": now.plus(-60_000), "end": now.plus(3_600_000)});
        self.post("sessions", &lesson).await["id"].as_str().unwrap().to_owned()
    }

    async fn shows(&self, lesson: &str, identity: &str) -> bool {
        let path = format!("{}/sessions/{lesson}/attendance", self.base);
        let shown: Value =
            self.http.get(path).bearer_auth(&self.token).send().await.unwrap().json().await.unwrap();
        let unmatched = shown["unmatched"].as_array().unwrap();
        unmatched.iter().any(|one| one["value"] == identity)
    }
}
