//! From stored evidence to a stored pay line, by the job.

use std::sync::Arc;

use rollcall::app::{App, evaluate};
use rollcall::clock::ManualClock;
use rollcall::domain::evidence::Evidence;
use rollcall::domain::money::amount::Price;
use rollcall::domain::money::charge_pay_table::LineKind;
use rollcall::domain::money::line::Blocked;
use rollcall::domain::money::rate::{Rate, RatePrice, RateScope};
use rollcall::domain::people::{Identity, Source};
use rollcall::domain::presence::attendance_log::{LogRole, LogSubject};
use rollcall::domain::session::Status;
use rollcall::domain::time::{SECOND, Span, Timestamp};
use rollcall::domain::verdict::outcome::Outcome;
use rollcall::store::evidence::NewEvidence;
use rollcall::store::money::rates::StoredRate;

use serde_json::{Value, json};

use crate::at;
use crate::support::app::{clock, replica};
use crate::support::school::{lesson, organization, stored};
use crate::support::{Database, on_both};

on_both! {
    a_lesson_becomes_reports_and_lines,
    late_evidence_is_judged_though_all_was_settled,
    a_binding_recomputes_the_past,
    a_rate_written_later_prices_what_it_missed,
    what_comes_late_counts_however_late,
}

/// Rows of items as bundles write them.
pub async fn receive(app: &App, items: &[Value]) {
    let rows: Vec<NewEvidence> = items
        .iter()
        .map(|item| {
            NewEvidence::from_evidence("o1", "webhook", &Evidence::parse(item).unwrap(), item.to_string())
        })
        .collect();
    let mut write = app.store.write().await.unwrap();
    write.insert_evidence(&rows).await.unwrap();
    write.commit().await.unwrap();
}

pub fn event(kind: &str, room: &str, identity: &str, minutes: i64) -> Value {
    let sid = format!("PA_{room}_{identity}");
    json!({"source": "livekit", "receivedAt": at(minutes), "webhook": {
        "event": kind, "id": format!("EV_{kind}_{sid}"), "createdAt": (at(minutes).millis() / 1_000).to_string(),
        "room": {"name": room},
        "participant": {"sid": sid, "identity": identity, "name": format!("Name of {identity}"),
                        "joinedAt": (at(minutes).millis() / 1_000).to_string()}}})
}

pub fn stay(room: &str, identity: &str, from: i64, to: i64) -> [Value; 2] {
    [event("participant_joined", room, identity, from), event("participant_left", room, identity, to)]
}

pub fn roster(room: &str, minutes: i64) -> Value {
    json!({"source": "livekit", "receivedAt": at(minutes), "roster": {"room": room, "participants": []}})
}

fn identity(value: &str) -> Identity {
    Identity { source: Source::Livekit, value: value.to_owned() }
}

async fn rate(app: &App, id: &str, kind: LineKind, price: &str) {
    let one = StoredRate {
        id: id.into(),
        rate: Rate {
            kind,
            scope: RateScope::Organization,
            price: RatePrice::Hour(Price::parse(price).unwrap()),
            valid_from: "2025-01-01".parse().unwrap(),
        },
        created_at: app.now(),
    };
    let mut write = app.store.write().await.unwrap();
    write.insert_rate("o1", &one).await.unwrap();
    write.mark_sessions_dirty("o1", Span::new(Timestamp::MIN, Timestamp::MAX), app.now()).await.unwrap();
    write.commit().await.unwrap();
}

/// An organisation with one lesson at 08:00 in the room `quran_s1`, both known by their own ids, watched throughout.
pub async fn school(app: &App) {
    let mut write = app.store.write().await.unwrap();
    write.insert_organization(&organization("o1"), None).await.unwrap();
    for person in ["t1", "p1"] {
        write.insert_identity("o1", &identity(person), person, at(-60)).await.unwrap();
    }
    write.insert_session(&stored("o1", lesson("s1", 0))).await.unwrap();
    write.commit().await.unwrap();
    rate(app, "pay", LineKind::Pay, "20.00").await;
    rate(app, "charge", LineKind::Charge, "30.00").await;
}

pub async fn watch(app: &App) {
    let rosters: Vec<Value> = (0..=14).map(|n| roster("quran_s1", n * 5)).collect();
    receive(app, &rosters).await;
}

pub async fn outcomes(app: &App) -> Vec<(String, Outcome)> {
    let mut read = app.store.read().await.unwrap();
    let reports = read.list_reports("o1", &["s1"]).await.unwrap();
    for one in &reports {
        assert_eq!(read.find_report("o1", "s1", &one.person_id).await.unwrap().as_ref(), Some(one));
        assert_eq!(read.find_report("o2", "s1", &one.person_id).await.unwrap(), None);
    }
    reports.into_iter().map(|report| (report.person_id, report.outcome)).collect()
}

pub async fn minor(app: &App) -> Vec<(LineKind, i64, Option<Blocked>)> {
    let lines = app.store.read().await.unwrap().list_session_lines("o1", "s1").await.unwrap();
    lines.into_iter().map(|line| (line.kind, line.minor, line.blocked)).collect()
}

pub async fn status(app: &App) -> (Status, bool) {
    let one = app.store.read().await.unwrap().find_session("o1", "s1").await.unwrap().unwrap();
    (one.status, one.settled)
}

/// The lesson is over and judged, and the teacher was alone.
async fn the_learner_stays_away(db: &Database) -> (Arc<ManualClock>, App) {
    let clock = clock(at(80));
    let app = replica(db, &clock, 1).await;
    school(&app).await;
    receive(&app, &stay("quran_s1", "t1", 0, 60)).await;
    watch(&app).await;
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    (clock, app)
}

async fn a_lesson_becomes_reports_and_lines(db: Database) {
    let clock = clock(at(-30));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!(status(&app).await, (Status::Scheduled, false));

    clock.set(at(0));
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!(status(&app).await, (Status::Ongoing, false));
    receive(&app, &stay("quran_s1", "t1", 0, 60)).await;
    receive(&app, &stay("quran_s1", "p1", 6, 60)).await;
    watch(&app).await;
    clock.set(at(61));
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!(status(&app).await, (Status::Ongoing, false));
    let unsettled = Some(Blocked::Unsettled);
    assert_eq!(minor(&app).await, [(LineKind::Charge, 0, unsettled), (LineKind::Pay, 0, unsettled)]);

    clock.set(at(71));
    let round = evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!((round.evaluated >= 1, round.failed, round.overtaken), (true, 0, 0));
    assert_eq!(status(&app).await, (Status::Completed, true));
    assert_eq!(outcomes(&app).await, [("p1".into(), Outcome::Present), ("t1".into(), Outcome::Present)]);
    assert_eq!(minor(&app).await, [(LineKind::Charge, 2_700, None), (LineKind::Pay, 2_000, None)]);
    // Nothing is left to do, ever.
    assert_eq!(evaluate::evaluate_all_waiting(&app).await.unwrap().evaluated, 0);
    clock.advance(100 * 24 * 3_600 * SECOND);
    assert_eq!(evaluate::evaluate_all_waiting(&app).await.unwrap().evaluated, 0);
}

async fn late_evidence_is_judged_though_all_was_settled(db: Database) {
    let (clock, app) = the_learner_stays_away(&db).await;
    assert_eq!(status(&app).await, (Status::Absent, true));
    assert_eq!(outcomes(&app).await, [("p1".into(), Outcome::Absent), ("t1".into(), Outcome::Present)]);

    clock.set(at(600));
    let late: Vec<Value> = stay("quran_s1", "p1", 0, 60)
        .into_iter()
        .map(|mut item| {
            item["receivedAt"] = json!(at(599));
            item
        })
        .collect();
    receive(&app, &late).await;
    // Received after the moment one looks: not yet.
    receive(&app, &[roster("quran_s1", 601)]).await;
    clock.set(at(602));
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!(status(&app).await, (Status::Completed, true));
    assert_eq!(outcomes(&app).await[0], ("p1".into(), Outcome::Present));
}

/// How many strangers and how many lessons wait for somebody.
async fn waiting(app: &App) -> (i64, i64) {
    let mut read = app.store.read().await.unwrap();
    let strangers = read.count_unmatched("o1").await.unwrap();
    (strangers, read.count_sessions_to_review("o1").await.unwrap())
}

async fn a_binding_recomputes_the_past(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    receive(&app, &stay("quran_s1", "t1", 0, 60)).await;
    receive(&app, &stay("quran_s1", "phone", 0, 60)).await;
    watch(&app).await;
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!(outcomes(&app).await[0], ("p1".into(), Outcome::Unknown));
    let strangers = app.store.read().await.unwrap().list_unmatched("o1", None, None, 9).await.unwrap();
    assert_eq!(strangers.len(), 1);
    assert_eq!(strangers[0].display_name.as_deref(), Some("Name of phone"));
    assert_eq!(waiting(&app).await, (1, 1), "a stranger, and a lesson that hangs on them");
    let logs = app.store.read().await.unwrap().session_logs("o1", "s1").await.unwrap();
    let stranger = logs.iter().find(|log| log.role == LogRole::Unknown).unwrap();
    assert_eq!((stranger.joined_at, stranger.millis(app.now())), (at(0), 3_600_000));

    let mut write = app.store.write().await.unwrap();
    write.insert_identity("o1", &identity("phone"), "p1", app.now()).await.unwrap();
    write.commit().await.unwrap();
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!(outcomes(&app).await[0], ("p1".into(), Outcome::Present));
    assert!(app.store.read().await.unwrap().list_unmatched("o1", None, None, 9).await.unwrap().is_empty());
    assert_eq!(waiting(&app).await, (0, 0));

    // Somebody of ours whom nobody expected is a guest.
    let mut write = app.store.write().await.unwrap();
    write.delete_identity("o1", &identity("phone"), app.now()).await.unwrap();
    write.insert_identity("o1", &identity("phone"), "p9", app.now()).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(evaluate::evaluate_all_waiting(&app).await.unwrap().changed, 1);
    assert_eq!(outcomes(&app).await[0], ("p1".into(), Outcome::Absent));
    let logs = app.store.read().await.unwrap().session_logs("o1", "s1").await.unwrap();
    let guests: Vec<&LogSubject> =
        logs.iter().filter(|log| log.role == LogRole::Guest).map(|log| &log.who).collect();
    assert_eq!(guests, [&LogSubject::Person("p9".into())]);
}

async fn a_rate_written_later_prices_what_it_missed(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    let mut write = app.store.write().await.unwrap();
    assert!(write.delete_rate("o1", "charge").await.unwrap());
    write.commit().await.unwrap();
    receive(&app, &[stay("quran_s1", "t1", 0, 60), stay("quran_s1", "p1", 0, 60)].concat()).await;
    watch(&app).await;
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!(minor(&app).await[0], (LineKind::Charge, 0, Some(Blocked::MissingRate)));
    let before = app.store.read().await.unwrap().list_session_lines("o1", "s1").await.unwrap();
    rate(&app, "charge", LineKind::Charge, "10.00").await;
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!(minor(&app).await[0], (LineKind::Charge, 1_000, None));
    let after = app.store.read().await.unwrap().list_session_lines("o1", "s1").await.unwrap();
    assert_eq!(before[0].id, after[0].id, "the same line, drawn anew");
    let several = app.store.read().await.unwrap().list_lines_of("o1", &["s0", "s1"]).await.unwrap();
    assert_eq!(several, after);
    assert_eq!(
        after[0].rate.as_deref(),
        Some(r#"{"for":"charge","perHour":"10.00","validFrom":"2025-01-01"}"#)
    );
}

async fn what_comes_late_counts_however_late(db: Database) {
    let (clock, app) = the_learner_stays_away(&db).await;
    let was = outcomes(&app).await;
    assert!(was.contains(&("p1".into(), Outcome::Absent)), "{was:?}");

    // A hundred days later LiveKit's retries reach us at last, and the room is in use for something else.
    let day = 24 * 60;
    clock.set(at(100 * day));
    let late: Vec<Value> = stay("quran_s1", "p1", 0, 60)
        .into_iter()
        .map(|mut item| {
            item["receivedAt"] = json!(at(100 * day));
            item
        })
        .collect();
    receive(&app, &late).await;
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    let is = outcomes(&app).await;
    assert!(is.contains(&("p1".into(), Outcome::Present)), "{is:?}");

    // What tells of today alone does not have the past judged again.
    receive(&app, &stay("quran_s1", "t1", 100 * day, 100 * day + 5)).await;
    assert_eq!(evaluate::evaluate_all_waiting(&app).await.unwrap().evaluated, 0);
}
