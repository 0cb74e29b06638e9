//! `rollcall demo`, from a fresh database to its summary.

use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::time::Duration;

use reqwest::{Client, Response, StatusCode, redirect};
use rollcall::server;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

use crate::demo_mail::{check_letters, check_that_news_come};
use crate::demo_places::{CAMPUS, CENTRE, GYM, check_places};
use crate::support;
use crate::visitor::Visitor;

async fn demo(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    // A setting of the machine must not lead the demo into somebody's database.
    command.env("ROLLCALL_DATABASE__URL", "postgres://nobody@127.0.0.1:9/nowhere");
    command.args(["demo", "--exit", "--listen", "127.0.0.1:0"]).args(arguments).output().await.unwrap()
}

/// What `rollcall replay` says of `rollcall export` of the database that a demo played in.
async fn replayed(database_url: &str) -> Value {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("bundle.json");
    let mut export = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    export
        .args([
            "export",
            "--organization",
            "Noor Academy",
            "--from",
            "2020-01-01",
            "--to",
            "2100-01-01",
            "--output",
        ])
        .arg(&file);
    let exported = export.env("ROLLCALL_DATABASE__URL", database_url).output().await.unwrap();
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let mut replay = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    let replayed = replay.arg("replay").arg(&file).output().await.unwrap();
    assert!(replayed.status.success(), "{}", String::from_utf8_lossy(&replayed.stderr));
    serde_json::from_slice(&replayed.stdout).unwrap()
}

/// Minor units of an amount with two decimals.
fn minor(amount: &str) -> i64 {
    let (whole, cents) = amount.split_once('.').unwrap();
    assert_eq!(cents.len(), 2, "{amount}");
    whole.parse::<i64>().unwrap() * 100 + cents.parse::<i64>().unwrap()
}

/// The amounts of a table's rows, and its total.
fn table(text: &str, heading: &str) -> (Vec<i64>, i64) {
    let lines = text.lines().skip_while(|line| !line.starts_with(heading)).skip(1);
    let mut rows = Vec::new();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.first() == Some(&"total") {
            return (rows, minor(words[1]));
        }
        if let Some(times) = words.iter().position(|word| *word == "×") {
            rows.push(minor(words[times + 2]));
        }
    }
    panic!("no table {heading:?} in:\n{text}");
}

/// How many lessons subscriptions cover, and what they would have cost by the rates.
fn covered(text: &str) -> (usize, i64) {
    let line = text.lines().find(|line| line.contains("lessons are covered; by the rates")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    (words[0].parse().unwrap(), minor(words[words.len() - 2]))
}

fn assert_shown(output: &Output) {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}\n{text}");
    assert!(!text.contains('\u{1b}'), "colours are for terminals");
    for expected in [
        "drops and comes back",
        "no connection for half an hour",
        "min on Google Meet, completed: not signed in; the office said who",
        ", Google asked ",
        "What waits for somebody",
        "nobody has said what it costs",
        "minute by minute",
        "held back: missing rate",
        "equals `rollcall replay` of its export",
        "/docs",
        "admin@noor.example",
        "has withdrawn the consent",
        "it goes on while the demo serves",
        "Yasmin Faruk (phone)",
        "/demo/login/",
        "moved to the evening, once",
        "a substitute held it, and is paid",
        "Planned once, drawn eight weeks ahead",
        "8 timetables have ",
        "What is paid ahead",
        "1 given back",
        " lapsed on ",
        "8 without a time yet",
        "every lesson of 8 timetables is there once",
        "each of 5 balances is the sum of its ledger",
        "Iron House, a gym",
        "14 in now, 23 check-ins today, 22 different members",
        "refused: 1 × invalid_code, 2 × membership_inactive, 1 × plan_not_eligible, 1 × revoked",
        "1 scan with a sign that a telephone is shared",
        "1 without an end that anybody saw",
        "Lantern Centre, a learning centre",
        "finding: at_venue_not_in_session",
        "finding: in_session_not_at_venue",
        "Meridian Campus, a campus",
        "The code at the door of Iron House",
        "door.png",
        "/demo/mail",
        "letters that were sent has arrived, once",
    ] {
        assert!(text.contains(expected), "{expected:?} is missing in:\n{text}");
    }
    assert_events(&text);
    assert_told(&text);
    // Bars of presence are made of the same blocks.
    let after = text.lines().skip_while(|line| !line.starts_with("The code at the door"));
    let code: Vec<&str> = after.filter(|line| line.contains("██")).collect();
    assert!(
        code.len() >= 20 && code.iter().all(|line| line.chars().count() == code[0].chars().count()),
        "{text}"
    );
    let zara = text.lines().find(|line| line.contains("Quran, eight lessons") && line.contains("Zara Khan"));
    assert!(zara.is_some_and(|line| line.contains(" of 8 left  low")), "{text}");
    let (lessons, worth) = covered(&text);
    assert!(lessons >= 15 && worth > 0, "{text}");
    // What is covered costs nothing: all that Layla has had.
    let layla = text.lines().skip_while(|line| !line.starts_with("What families owe"));
    let layla = layla.skip(1).find(|line| line.contains("Layla Al-Farsi")).unwrap();
    assert_eq!(layla.split_whitespace().last(), Some("0.00"), "{layla}");
    // The substitute has the pay of the lesson that she held.
    let khadija = text.lines().skip_while(|line| !line.starts_with("What teachers earn"));
    assert!(khadija.skip(1).any(|line| line.contains("Khadija Noor")), "{text}");
    for heading in ["What families owe", "What teachers earn"] {
        let (rows, total) = table(&text, heading);
        assert!(total > 0 && rows.len() >= 3, "{text}");
        assert_eq!(rows.iter().sum::<i64>(), total, "{text}");
    }
    // What nobody saw makes nobody absent.
    let dark = text.lines().skip_while(|line| !line.contains("no connection for half an hour")).skip(1);
    let dark: Vec<&str> = dark.take_while(|line| !line.trim().is_empty()).collect();
    assert!(dark.len() == 4 && dark.iter().all(|line| !line.contains("absent")), "{dark:?}");
}

/// Everything that a family is told of has been told.
fn assert_told(text: &str) {
    let told = text.lines().skip_while(|line| !line.starts_with("What families and staff were told"));
    let told: Vec<&str> = told.skip(1).take(4).collect();
    let academy = told.iter().find(|line| line.contains("Noor Academy")).unwrap();
    for event in [
        "absence",
        "correction",
        "late",
        "low balance",
        "session arrival",
        "session cancelled",
        "session departure",
        "session moved",
    ] {
        assert!(academy.contains(&format!(" × {event}")), "{event}: {told:?}");
    }
    let centre = told.iter().find(|line| line.contains("Lantern Centre")).unwrap();
    assert!(centre.contains(" × arrival") && centre.contains(" × departure"), "{told:?}");
}

/// Each of the four types of event is there, with its mode and what came of it.
fn assert_events(text: &str) {
    for (kind, mode, came) in [
        ("internal, free", "STUDENTS_SCAN", "7 registered, 5 checked in"),
        (
            "internal, paid",
            "ORGANIZER_SCANS",
            "5 registered, 2 waiting, 3 checked in; refused: 1 × already_used, 1 × not_paid, 1 × revoked",
        ),
        ("external, free", "ORGANIZER_SCANS", "7 registered, 6 checked in; refused: 1 × already_checked_in"),
        (
            "external, paid",
            "ORGANIZER_SCANS",
            "4 registered, 2 waiting, 0 checked in; refused: 1 × too_early",
        ),
    ] {
        let line = text.lines().find(|line| line.contains(kind));
        let line = line.unwrap_or_else(|| panic!("no event {kind} in:\n{text}"));
        assert!(line.contains(mode) && line.ends_with(came), "{line}");
    }
}

#[tokio::test]
async fn the_demo_adds_up() {
    assert_shown(&demo(&[]).await);
}

#[tokio::test]
async fn the_demo_adds_up_on_postgres_and_keeps_out_of_used_databases() {
    let database = support::postgres().await;
    let played = demo(&["--database", &database.url]).await;
    assert_shown(&played);
    let text = String::from_utf8(played.stdout).unwrap();
    let totals = replayed(&database.url).await["totals"].clone();
    for (kind, heading) in [("charge", "What families owe"), ("pay", "What teachers earn")] {
        let of_kind = totals.as_array().unwrap().iter().filter(|total| total["kind"] == kind);
        let sum: i64 = of_kind.map(|total| total["amount"]["minor"].as_i64().unwrap()).sum();
        assert_eq!(sum, table(&text, heading).1, "{kind}");
    }
    let again = demo(&["--database", &database.url]).await;
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("wants an empty one"));
}

/// The page that each role begins with.
const STARTS: [(&str, &str); 10] = [
    ("superadmin", "/today"),
    ("admin", "/today"),
    ("finance", "/billing"),
    ("teacher", "/week"),
    ("moderator", "/events"),
    ("organizer", "/events"),
    ("partner", "/events"),
    ("receptionist", "/today"),
    ("student", "/me"),
    ("parent", "/family"),
];

/// The next event of a stream that names a session.
async fn next_session(stream: &mut Response, text: &mut String) -> Value {
    loop {
        if let Some((event, rest)) = text.split_once("\n\n") {
            let data = event.lines().find_map(|line| line.strip_prefix("data:")).unwrap_or("null");
            let found = event.contains("event: session").then(|| serde_json::from_str(data).unwrap());
            *text = rest.to_owned();
            match found {
                Some(session) => return session,
                None => continue,
            }
        }
        let chunk = tokio::time::timeout(Duration::from_secs(60), stream.chunk()).await;
        let chunk = chunk.expect("an event within a minute").unwrap().expect("the stream goes on");
        text.push_str(std::str::from_utf8(&chunk).unwrap());
    }
}

#[tokio::test]
async fn every_role_has_an_address_that_logs_in_and_things_happen() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    command.args(["demo", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut doors: Vec<(String, String)> = Vec::new();
    let mut folder = None;
    while let Some(line) = lines.next_line().await.unwrap().filter(|line| !line.contains("Serving until")) {
        if let Some(picture) = line.split_whitespace().find(|word| word.ends_with("/door.png")) {
            folder = Some(PathBuf::from(picture).parent().unwrap().to_owned());
        }
        if let Some((role, address)) = line.trim().split_once(' ').filter(|_| line.contains("/demo/login/")) {
            doors.push((role.to_owned(), address.rsplit(' ').next().unwrap().to_owned()));
        }
    }
    let academy = STARTS.len() + 2;
    let of_places = GYM.len() + CENTRE.len() + CAMPUS.len();
    assert_eq!(doors.len(), academy + of_places, "one for each role, two in other languages, and the places");
    let folder = folder.expect("the code was written");
    assert!(std::fs::read(folder.join("door.png")).unwrap().starts_with(b"\x89PNG"));
    assert!(std::fs::read_to_string(folder.join("door.svg")).unwrap().contains("Iron House"));
    let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
    let declared = server::routes();
    let (mut office, mut mother) = (None, None);
    for (role, start) in STARTS {
        let (_, address) = doors.iter().find(|(of, _)| of == role).expect(role);
        let (base, path) = address.split_at(address.find("/demo/").unwrap());
        let mut visitor = Visitor { client: client.clone(), base: base.to_owned(), cookie: String::new() };
        assert_eq!(visitor.follow(path).await, "/", "{role}");
        assert!(visitor.cookie.starts_with("rollcall="), "{role}");
        assert_eq!(visitor.follow("/").await, start, "{role}");
        if declared.iter().any(|route| route.declaration.path == start) {
            assert_eq!(visitor.get(start).await.status(), StatusCode::OK, "{role}");
        }
        let me: Value = visitor.get("/api/v1/me").await.json().await.unwrap();
        assert!(me["roles"].as_array().unwrap().contains(&role.into()), "{role}: {me}");
        match role {
            "admin" => office = Some(visitor),
            "parent" => mother = Some(visitor),
            _ => {}
        }
    }
    let office = office.unwrap();
    let nobody = Visitor { client: client.clone(), base: office.base.clone(), cookie: String::new() };
    check_letters(&nobody, &mother.unwrap(), &office).await;
    check_places(&client, &doors[academy..]).await;
    assert_eq!(office.get("/demo/login/0123456789abcdef").await.status(), StatusCode::NOT_FOUND);

    let connections = office.get("/api/v1/connections/google").await.text().await.unwrap();
    assert_eq!(connections.matches("needs_reconnect").count(), 1, "{connections}");
    let standing = office.get("/api/v1/live?follow=false").await.text().await.unwrap();
    let ongoing = standing.matches("\"status\":\"ongoing\"").count();
    assert!(ongoing >= 3, "{ongoing} lessons run:\n{standing}");
    // A room without a media server says so, and how one gets it.
    let running =
        office.get("/api/v1/sessions?status=ongoing&limit=100").await.json::<Value>().await.unwrap();
    let running = running["items"].as_array().unwrap().iter().find(|one| !one["room"].is_null()).unwrap();
    let page = office.get(&format!("/sessions/{}/room", running["id"].as_str().unwrap())).await;
    let page = page.text().await.unwrap();
    assert!(page.contains("there is no media server") && page.contains("rollcall demo --livekit"), "{page}");
    assert!(!page.contains("data-room="), "nothing to enter: {page}");
    for (path, shown) in [("/timetables", "Quran with Layla"), ("/subscriptions", "Zara Khan")] {
        let page = office.get(path).await;
        assert_eq!(page.status(), StatusCode::OK, "{path}");
        assert!(page.text().await.unwrap().contains(shown), "{path}");
    }

    let mut stream = office.get("/api/v1/live").await;
    let mut text = String::new();
    // Those that stand come first, then two changes.
    for _ in 0..standing.matches("event: session").count() + 2 {
        next_session(&mut stream, &mut text).await;
    }
    check_that_news_come(&nobody, &office).await;
}

#[tokio::test]
async fn a_media_server_that_is_not_there_is_told_before_anything_is_played() {
    let asked = std::time::Instant::now();
    let refused = demo(&["--livekit", "ws://127.0.0.1:9"]).await;
    let (text, errors) = (String::from_utf8_lossy(&refused.stdout), String::from_utf8_lossy(&refused.stderr));
    assert_eq!(refused.status.code(), Some(1), "{errors}");
    assert!(errors.contains("--livekit ws://127.0.0.1:9") && errors.contains("docs/livekit.md"), "{errors}");
    assert!(!text.contains("lessons planned") && asked.elapsed() < Duration::from_secs(60), "{text}");
    let alone = demo(&["--livekit-key", "devkey"]).await;
    assert_eq!(alone.status.code(), Some(2), "a key of no server");
}

/// No other command has such addresses.
#[test]
fn the_addresses_of_the_demo_are_no_routes_of_the_program() {
    assert!(server::routes().iter().all(|route| !route.declaration.path.starts_with("/demo")));
}
