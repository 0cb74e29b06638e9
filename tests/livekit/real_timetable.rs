//! From a timetable to money on a real LiveKit server, without a hand between: planned through the API, the room made in its
//! creation window (the clock is moved there), entered by real participants with tokens of their own, ended by the teacher,
//! closed, closed again, settled, counted once on the subscription.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use rollcall::clock::{Clock, SystemClock};
use rollcall::domain::people::Role;
use rollcall::domain::time::{MINUTE, SECOND, Timestamp};
use rollcall::sources::livekit::room_service::{LivekitEndpoint, RoomService};
use serde_json::{Value, json};

use crate::academy::Academy;
use crate::database::{Database, on_both};
use crate::process::{LiveKit, Participant, free_port};
use crate::support::{KEY, SECRET, connect_to, pair};

on_both! { a_timetable_becomes_a_lesson_that_is_held_paid_and_counted }

/// The machine's clock, moved by so many milliseconds.
#[derive(Debug, Default)]
struct MovedClock(AtomicI64);

impl MovedClock {
    /// Shows `at` now, and goes on from there.
    fn show(&self, at: Timestamp) {
        self.0.store(at.since(SystemClock.now()), Ordering::SeqCst);
    }

    /// Shows the machine's time again.
    fn is_right(&self) {
        self.0.store(0, Ordering::SeqCst);
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().plus(self.0.load(Ordering::SeqCst))
    }
}

async fn a_timetable_becomes_a_lesson_that_is_held_paid_and_counted(database: Database) {
    let clock = Arc::new(MovedClock::default());
    // Timetables begin at whole minutes: the next one but a few seconds.
    let soon = SystemClock.now().plus(10 * SECOND).millis();
    let start = Timestamp::from_millis(soon - soon.rem_euclid(MINUTE) + MINUTE);
    clock.show(start.plus(-24 * 60 * MINUTE));
    let people = [("a1", Role::Admin), ("t1", Role::Teacher), ("p1", Role::Student)];
    let academy = Academy::found(database, clock.clone(), &people).await;
    let port = free_port();
    let livekit = LiveKit::start(port, &format!("{}/webhooks/livekit", academy.url));
    let url = format!("ws://127.0.0.1:{port}");
    connect_to(&academy.app, "academy", &url, &pair(KEY, SECRET)).await.unwrap();
    let server = RoomService::new(
        &academy.app.livekit,
        &LivekitEndpoint { id: String::new(), url, keys: vec![pair(KEY, SECRET)], may_be_private: true },
    );

    // The office plans a day ahead.
    let local = |at: Timestamp, format: &str| {
        at.to_utc().with_timezone(&chrono_tz::Asia::Riyadh).format(format).to_string()
    };
    let subscription = json!({"personId": "p1", "sessions": 4, "validFrom": local(start, "%Y-%m-%d")});
    let subscription = academy.done("a1", "POST", "/api/v1/subscriptions", subscription).await;
    let plan = json!({
        "title": "Tajweed", "kind": "quran", "format": "individual", "platform": "livekit", "teacherId": "t1",
        "studentIds": ["p1"], "firstStart": local(start, "%Y-%m-%dT%H:%M"), "durationMinutes": 1, "rule": "FREQ=WEEKLY",
    });
    let timetable = academy.done("a1", "POST", "/api/v1/timetables", plan).await;
    let path = format!("/api/v1/timetables/{}/sessions", timetable["id"].as_str().unwrap());
    let drawn = academy.get("a1", &path).await["items"].clone();
    assert!(drawn.as_array().unwrap().len() >= 8, "eight weeks: {drawn}");
    let (lesson, next) = (&drawn[0], &drawn[1]);
    assert_eq!(lesson["start"], start.to_string());
    let (id, room) = (lesson["id"].as_str().unwrap(), lesson["room"].as_str().unwrap());
    assert_eq!(room, format!("quran_{id}_{}", start.millis() / SECOND));

    // The room is made when its time has come, and not before.
    let is_open = || async { !server.open_rooms(&[room]).await.unwrap().is_empty() };
    clock.show(start.plus(-16 * MINUTE));
    academy.tick().await;
    assert!(!is_open().await);
    let early = academy.ask("p1", "POST", &format!("/api/v1/sessions/{id}/join"), Value::Null).await;
    assert_eq!((early.0, &early.1["code"]), (409, &json!("not_open")));
    clock.show(start.plus(-15 * MINUTE + SECOND));
    academy.tick().await;
    assert!(is_open().await);

    // Both enter with tokens of their own, before the lesson begins.
    clock.is_right();
    let pass = async |who: &str| {
        academy.done(who, "POST", &format!("/api/v1/sessions/{id}/join"), Value::Null).await
    };
    let (for_teacher, for_student) = (pass("t1").await, pass("p1").await);
    assert_eq!((&for_teacher["role"], &for_student["role"]), (&json!("teacher"), &json!("student")));
    let enter =
        |pass: &Value| Participant::enter(pass["url"].as_str().unwrap(), pass["token"].as_str().unwrap());
    let (teacher, student) = (enter(&for_teacher), enter(&for_student));
    let until_start = start.since(SystemClock.now()).max(0) + 40 * SECOND;
    tokio::time::sleep(Duration::from_millis(until_start.unsigned_abs())).await;

    // The teacher ends it by the door that the academy's clients know: both are out at once.
    let path = format!("/teacher/sessions/{id}/complete");
    let ended = academy.done("t1", "POST", &path, Value::Null).await;
    assert_eq!(ended["message"], "Session completed. It counts towards the subscription.");
    assert_eq!(
        (&ended["session"]["status"], &ended["session"]["roomClosed"]),
        (&json!("completed"), &json!(true))
    );
    let completed = Timestamp::parse(ended["session"]["completedAt"].as_str().unwrap()).unwrap();
    teacher.thrown_out();
    student.thrown_out();
    let again = academy.ask("t1", "POST", &path, Value::Null).await;
    assert_eq!((again.0, &again.1["code"]), (409, &json!("illegal_transition")));

    // The old token opens the room once more: whoever comes with it is thrown out.
    enter(&for_student).thrown_out();
    for _ in 0..100 {
        if !is_open().await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(!is_open().await);

    // Left alone until it is settled.
    for minute in [2, 5, 12, 40] {
        clock.show(start.plus(minute * MINUTE));
        academy.tick().await;
    }
    let attendance = academy.get("a1", &format!("/api/v1/sessions/{id}/attendance")).await;
    assert_eq!(
        (&attendance["settled"], &attendance["needsReview"]),
        (&json!(true), &json!(false)),
        "{attendance}"
    );
    let held = completed.since(start) / SECOND;
    for report in attendance["reports"].as_array().unwrap() {
        // The student is measured as if it had been planned to end then, the teacher is not.
        let outcome = if report["role"] == "teacher" { "partial" } else { "present" };
        assert_eq!(report["outcome"], outcome, "{report}");
        assert_eq!(report["intervals"].as_array().unwrap().len(), 1, "what came after is no stay: {report}");
        let credited = report["creditedSeconds"].as_i64().unwrap();
        assert!((held - 3..=held).contains(&credited), "{credited} of {held} seconds");
    }
    let path = format!("/api/v1/subscriptions/{}", subscription["id"].as_str().unwrap());
    let ledger = academy.get("p1", &path).await;
    assert_eq!((&ledger["used"], &ledger["left"]), (&json!(1), &json!(3)));
    let entries = ledger["entries"].as_array().unwrap();
    assert_eq!(entries.iter().map(|one| &one["sessionId"]).collect::<Vec<_>>(), [id]);
    let mut read = academy.app.store.read().await.unwrap();
    let lines = read.list_session_lines("academy", id).await.unwrap();
    let charge = lines.iter().find(|line| line.person_id == "p1").unwrap();
    assert_eq!((charge.minor, charge.covered_by.as_deref()), (0, subscription["id"].as_str()));
    let mut steps = read.list_audit("academy", &format!("session:{id}"), None, 99).await.unwrap();
    drop(read);
    steps.retain(|row| row.detail.get("to").is_some());
    steps.reverse();
    let steps: Vec<_> = steps
        .iter()
        .map(|row| {
            (row.actor.as_deref(), row.detail["from"].as_str().unwrap(), row.detail["to"].as_str().unwrap())
        })
        .collect();
    let wanted =
        [(None, "scheduled", "ready"), (None, "ready", "ongoing"), (Some("t1"), "ongoing", "completed")];
    assert_eq!(steps, wanted);
    let shown = academy.get("a1", &format!("/api/v1/sessions/{}", next["id"].as_str().unwrap())).await;
    assert_eq!(shown["status"], "scheduled", "next week's waits");
    let names: BTreeSet<&str> =
        drawn.as_array().unwrap().iter().filter_map(|one| one["room"].as_str()).collect();
    assert_eq!(names.len(), drawn.as_array().unwrap().len(), "each lesson has a room of its own");
    drop(livekit);
}
