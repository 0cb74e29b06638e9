//! `rollcall demo --livekit`: a lesson that runs now can be entered on a real server, by the addresses that the demo prints.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Client, redirect};
use serde_json::{Value, json};

use crate::process::{LiveKit, Running, free_port};
use crate::support::{KEY, SECRET};

/// Whoever opened an address of the demo.
struct Visitor {
    http: Client,
    cookie: String,
}

impl Visitor {
    async fn come(address: &str) -> Visitor {
        let http = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        let answer = http.get(address).send().await.unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        Visitor { http, cookie }
    }

    async fn get(&self, url: &str) -> String {
        self.http.get(url).header("cookie", &self.cookie).send().await.unwrap().text().await.unwrap()
    }

    /// What the API answers when the visitor wants to enter this session's room.
    async fn join(&self, base: &str, session: &str) -> (u16, Value) {
        let url = format!("{base}/api/v1/sessions/{session}/join");
        let request = self.http.post(url).header("cookie", &self.cookie).header("origin", base);
        let answer = request.json(&json!({})).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_server_at_hand_a_lesson_of_the_demo_can_be_entered() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (port, at) = (free_port(), free_port());
    let base = format!("http://127.0.0.1:{at}");
    let livekit = LiveKit::start(port, &format!("{base}/webhooks/livekit"));
    let url = format!("ws://127.0.0.1:{port}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    command.args(["demo", "--listen", &format!("127.0.0.1:{at}"), "--livekit", &url, "--livekit-key", KEY]);
    command.env("ROLLCALL_DEMO_LIVEKIT_SECRET", SECRET).stdout(Stdio::piped());
    let (_running, printed) = tokio::task::spawn_blocking(move || {
        let mut running = Running::start(&mut command);
        let lines = BufReader::new(running.0.stdout.take().unwrap()).lines().map(Result::unwrap);
        let printed: Vec<String> = lines.take_while(|line| !line.contains("Serving until")).collect();
        (running, printed)
    })
    .await
    .unwrap();
    let door = |name: &str| {
        let line = printed.iter().find(|line| line.contains(name) && line.contains("/demo/login/"));
        line.unwrap_or_else(|| panic!("{printed:#?}")).rsplit(' ').next().unwrap().to_owned()
    };
    let room = printed.iter().find(|line| line.contains("/room")).expect("a room to enter").trim();
    let session = room.split('/').rev().nth(1).unwrap();
    let (teacher, student) =
        (Visitor::come(&door("प्रिया वर्मा")).await, Visitor::come(&door("Yasmin Farouk")).await);
    let office = Visitor::come(&door("Mariam Al-Harbi")).await;

    // The page leads to the real server, and the pass is for it.
    let page = teacher.get(room).await;
    assert!(page.contains("data-room="), "{page}");
    let planned: Value =
        serde_json::from_str(&office.get(&format!("{base}/api/v1/sessions/{session}")).await).unwrap();
    let name = planned["room"].as_str().unwrap();
    let mut inside = Vec::new();
    for visitor in [&teacher, &student] {
        let (mut status, mut pass) = visitor.join(&base, session).await;
        if status == 503 {
            tokio::time::sleep(Duration::from_secs(2)).await;
            (status, pass) = visitor.join(&base, session).await;
        }
        assert_eq!(
            (status, pass["url"].as_str(), pass["room"].as_str()),
            (200, Some(url.as_str()), Some(name)),
            "{pass}"
        );
        let identity = pass["identity"].as_str().unwrap().to_owned();
        inside.push(tokio::task::block_in_place(|| livekit.join(&identity, name)));
    }
    let begun = Instant::now();
    loop {
        let seen = office.get(&format!("{base}/api/v1/sessions/{session}/attendance")).await;
        let seen: Value = serde_json::from_str(&seen).unwrap();
        let here = seen["reports"].as_array().unwrap().iter();
        if here.filter(|one| !one["intervals"].as_array().unwrap().is_empty()).count() == 2 {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{seen}");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }

    // What the demo plays itself says that it cannot be entered.
    let played = office.get(&format!("{base}/api/v1/sessions?status=ongoing&limit=100")).await;
    let played: Value = serde_json::from_str(&played).unwrap();
    let is_played = |one: &&Value| one["id"] != session && !one["room"].is_null();
    let played = played["items"].as_array().unwrap().iter().find(is_played).unwrap()["id"].as_str().unwrap();
    let (status, refused) = office.join(&base, played).await;
    assert_eq!((status, &refused["code"]), (503, &json!("platform_not_connected")), "{refused}");
    let page = office.get(&format!("{base}/sessions/{played}/room")).await;
    assert!(page.contains("This demo plays the lesson itself") && page.contains(&url), "{page}");
    assert!(!page.contains("data-room="), "{page}");
}
