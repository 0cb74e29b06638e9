//! From stored evidence to a stored pay line, by the job.

use rollcall::app::{App, evaluate, maintain};
use rollcall::domain::evidence::json::digest;
use rollcall::domain::evidence::{Evidence, scope};
use rollcall::domain::log::{LogRole, Seen};
use rollcall::domain::money::amount::Price;
use rollcall::domain::money::line::Blocked;
use rollcall::domain::money::rate::{Per, Rate, Scope};
use rollcall::domain::money::table::LineKind;
use rollcall::domain::person::{Identity, Source};
use rollcall::domain::session::Status;
use rollcall::domain::time::{SECOND, Span, Timestamp};
use rollcall::domain::verdict::outcome::Outcome;
use rollcall::store::evidence::NewEvidence;
use rollcall::store::rates::StoredRate;
use rollcall::store::unevaluated::Changed;
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
    what_changes_meanwhile_is_not_written_over,
    the_audit_finds_what_was_tampered_with,
    what_comes_late_counts_however_late,
    one_unreadable_item_keeps_no_other_session_back,
    replicas_judge_beside_one_another_while_evidence_comes,
}

/// Rows of items as bundles write them.
async fn receive(app: &App, items: &[Value]) {
    let rows: Vec<NewEvidence> = items
        .iter()
        .map(|item| {
            let one = Evidence::parse(item).unwrap();
            NewEvidence {
                organization_id: "o1".into(),
                source: one.source,
                external_id: one.id.clone(),
                digest: digest(&one.text),
                kind: "webhook",
                scope: one.scope(),
                received_at: one.received_at,
                since: one.since(),
                payload: item.to_string(),
            }
        })
        .collect();
    let mut write = app.store.write().await.unwrap();
    write.insert_evidence(&rows).await.unwrap();
    write.commit().await.unwrap();
}

fn event(kind: &str, room: &str, identity: &str, minutes: i64) -> Value {
    let sid = format!("PA_{room}_{identity}");
    json!({"source": "livekit", "receivedAt": at(minutes), "webhook": {
        "event": kind, "id": format!("EV_{kind}_{sid}"), "createdAt": (at(minutes).millis() / 1_000).to_string(),
        "room": {"name": room},
        "participant": {"sid": sid, "identity": identity, "name": format!("Name of {identity}"),
                        "joinedAt": (at(minutes).millis() / 1_000).to_string()}}})
}

fn stay(room: &str, identity: &str, from: i64, to: i64) -> [Value; 2] {
    [event("participant_joined", room, identity, from), event("participant_left", room, identity, to)]
}

fn roster(room: &str, minutes: i64) -> Value {
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
            scope: Scope::Organization,
            per: Per::Hour(Price::parse(price).unwrap()),
            valid_from: "2025-01-01".parse().unwrap(),
        },
        created_at: app.now(),
    };
    let mut write = app.store.write().await.unwrap();
    write.insert_rate("o1", &one).await.unwrap();
    write.mark_sessions("o1", Span::new(Timestamp::MIN, Timestamp::MAX), app.now()).await.unwrap();
    write.commit().await.unwrap();
}

/// An organisation with one lesson at 08:00 in the room `quran_s1`, both known by their own ids, watched throughout.
async fn school(app: &App) {
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

async fn watch(app: &App) {
    let rosters: Vec<Value> = (0..=14).map(|n| roster("quran_s1", n * 5)).collect();
    receive(app, &rosters).await;
}

async fn outcomes(app: &App) -> Vec<(String, Outcome)> {
    let mut read = app.store.read().await.unwrap();
    let reports = read.list_reports("o1", &["s1"]).await.unwrap();
    reports.into_iter().map(|report| (report.person_id, report.outcome)).collect()
}

async fn minor(app: &App) -> Vec<(LineKind, i64, Option<Blocked>)> {
    let lines = app.store.read().await.unwrap().list_session_lines("o1", "s1").await.unwrap();
    lines.into_iter().map(|line| (line.kind, line.minor, line.blocked)).collect()
}

async fn status(app: &App) -> (Status, bool) {
    let one = app.store.read().await.unwrap().find_session("o1", "s1").await.unwrap().unwrap();
    (one.status, one.settled)
}

async fn a_lesson_becomes_reports_and_lines(db: Database) {
    let clock = clock(at(-30));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    evaluate::due(&app).await.unwrap();
    assert_eq!(status(&app).await, (Status::Scheduled, false));

    clock.set(at(0));
    evaluate::due(&app).await.unwrap();
    assert_eq!(status(&app).await, (Status::Ongoing, false));
    receive(&app, &stay("quran_s1", "t1", 0, 60)).await;
    receive(&app, &stay("quran_s1", "p1", 6, 60)).await;
    watch(&app).await;
    clock.set(at(61));
    evaluate::due(&app).await.unwrap();
    assert_eq!(status(&app).await, (Status::Ongoing, false));
    let unsettled = Some(Blocked::Unsettled);
    assert_eq!(minor(&app).await, [(LineKind::Charge, 0, unsettled), (LineKind::Pay, 0, unsettled)]);

    clock.set(at(71));
    let round = evaluate::due(&app).await.unwrap();
    assert_eq!((round.evaluated >= 1, round.failed, round.overtaken), (true, 0, 0));
    assert_eq!(status(&app).await, (Status::Completed, true));
    assert_eq!(outcomes(&app).await, [("p1".into(), Outcome::Present), ("t1".into(), Outcome::Present)]);
    assert_eq!(minor(&app).await, [(LineKind::Charge, 2_700, None), (LineKind::Pay, 2_000, None)]);
    // Nothing is left to do, ever.
    assert_eq!(evaluate::due(&app).await.unwrap().evaluated, 0);
    clock.advance(100 * 24 * 3_600 * SECOND);
    assert_eq!(evaluate::due(&app).await.unwrap().evaluated, 0);
}

async fn late_evidence_is_judged_though_all_was_settled(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    receive(&app, &stay("quran_s1", "t1", 0, 60)).await;
    watch(&app).await;
    evaluate::due(&app).await.unwrap();
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
    evaluate::due(&app).await.unwrap();
    assert_eq!(status(&app).await, (Status::Completed, true));
    assert_eq!(outcomes(&app).await[0], ("p1".into(), Outcome::Present));
}

async fn a_binding_recomputes_the_past(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    receive(&app, &stay("quran_s1", "t1", 0, 60)).await;
    receive(&app, &stay("quran_s1", "phone", 0, 60)).await;
    watch(&app).await;
    evaluate::due(&app).await.unwrap();
    assert_eq!(outcomes(&app).await[0], ("p1".into(), Outcome::Unknown));
    let strangers = app.store.read().await.unwrap().list_unmatched("o1", None, None, 9).await.unwrap();
    assert_eq!(strangers.len(), 1);
    assert_eq!(strangers[0].display_name.as_deref(), Some("Name of phone"));
    let logs = app.store.read().await.unwrap().session_logs("o1", "s1").await.unwrap();
    let stranger = logs.iter().find(|log| log.role == LogRole::Unknown).unwrap();
    assert_eq!((stranger.joined_at, stranger.millis(app.now())), (at(0), 3_600_000));

    let mut write = app.store.write().await.unwrap();
    write.insert_identity("o1", &identity("phone"), "p1", app.now()).await.unwrap();
    write.commit().await.unwrap();
    evaluate::due(&app).await.unwrap();
    assert_eq!(outcomes(&app).await[0], ("p1".into(), Outcome::Present));
    assert!(app.store.read().await.unwrap().list_unmatched("o1", None, None, 9).await.unwrap().is_empty());

    // Somebody of ours whom nobody expected is a guest.
    let mut write = app.store.write().await.unwrap();
    write.delete_identity("o1", &identity("phone"), app.now()).await.unwrap();
    write.insert_identity("o1", &identity("phone"), "p9", app.now()).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(evaluate::due(&app).await.unwrap().changed, 1);
    assert_eq!(outcomes(&app).await[0], ("p1".into(), Outcome::Absent));
    let logs = app.store.read().await.unwrap().session_logs("o1", "s1").await.unwrap();
    let guests: Vec<&Seen> =
        logs.iter().filter(|log| log.role == LogRole::Guest).map(|log| &log.who).collect();
    assert_eq!(guests, [&Seen::Person("p9".into())]);
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
    evaluate::due(&app).await.unwrap();
    assert_eq!(minor(&app).await[0], (LineKind::Charge, 0, Some(Blocked::MissingRate)));
    let before = app.store.read().await.unwrap().list_session_lines("o1", "s1").await.unwrap();
    rate(&app, "charge", LineKind::Charge, "10.00").await;
    evaluate::due(&app).await.unwrap();
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

async fn what_changes_meanwhile_is_not_written_over(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    receive(&app, &stay("quran_s1", "t1", 0, 60)).await;
    let looked = async |as_of| {
        let mut read = app.store.read().await.unwrap();
        evaluate::view(&mut read, "o1", "s1", as_of).await.unwrap().unwrap()
    };
    let before = looked(at(80)).await;
    assert_eq!(before.evaluation.reports.len(), 2);
    let mut cancelled = before.session.clone();
    cancelled.status = Status::Cancelled;
    let mut write = app.store.write().await.unwrap();
    assert!(write.update_session(&cancelled).await.unwrap());
    let changed = Changed { organization: "o1", scope: &scope::session("s1"), since: at(0) };
    write.mark_unevaluated(&[changed], app.now()).await.unwrap();
    write.commit().await.unwrap();
    evaluate::now(&app, "o1", &["s1"]).await.unwrap();
    assert_eq!(status(&app).await, (Status::Cancelled, true));
    assert!(outcomes(&app).await.is_empty() && minor(&app).await.is_empty());
}

async fn the_audit_finds_what_was_tampered_with(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    receive(&app, &[stay("quran_s1", "t1", 0, 60), stay("quran_s1", "p1", 0, 60)].concat()).await;
    watch(&app).await;
    evaluate::due(&app).await.unwrap();
    let counts = maintain::run(&app).await.unwrap();
    assert_eq!(counts["differing"], 0);

    // Evidence slipped in behind our back, without a mark.
    receive(&app, &[event("participant_left", "quran_s1", "t1", 30)]).await;
    let mut write = app.store.write().await.unwrap();
    let marks = write.list_unevaluated(None, app.now(), 9).await.unwrap();
    write.delete_marks(&marks).await.unwrap();
    write.commit().await.unwrap();
    // Samples begin at a random place and there is only one session: some run hits it.
    let mut found = 0;
    for _ in 0..64 {
        found += maintain::run(&app).await.unwrap()["differing"];
    }
    assert!(found >= 1);
    evaluate::due(&app).await.unwrap();
    assert_eq!(maintain::run(&app).await.unwrap()["differing"], 0);
    assert_eq!(outcomes(&app).await[1], ("t1".into(), Outcome::Partial));
}

async fn what_comes_late_counts_however_late(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    receive(&app, &stay("quran_s1", "t1", 0, 60)).await;
    watch(&app).await;
    evaluate::due(&app).await.unwrap();
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
    evaluate::due(&app).await.unwrap();
    let is = outcomes(&app).await;
    assert!(is.contains(&("p1".into(), Outcome::Present)), "{is:?}");

    // What tells of today alone does not have the past judged again.
    receive(&app, &stay("quran_s1", "t1", 100 * day, 100 * day + 5)).await;
    assert_eq!(evaluate::due(&app).await.unwrap().evaluated, 0);
}

async fn one_unreadable_item_keeps_no_other_session_back(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    let mut write = app.store.write().await.unwrap();
    write.insert_session(&stored("o1", lesson("s2", 0))).await.unwrap();
    write.commit().await.unwrap();
    receive(&app, &stay("quran_s1", "t1", 0, 60)).await;
    watch(&app).await;
    let torn = NewEvidence {
        organization_id: "o1".into(),
        source: Source::Livekit,
        external_id: "torn".into(),
        digest: "torn".into(),
        kind: "webhook",
        scope: Some(scope::room("quran_s2")),
        received_at: at(1),
        since: at(1),
        payload: "{torn".into(),
    };
    let mut write = app.store.write().await.unwrap();
    write.insert_evidence(&[torn]).await.unwrap();
    write.commit().await.unwrap();
    let round = evaluate::due(&app).await.unwrap();
    assert!(round.failed >= 1);
    assert_eq!(status(&app).await, (Status::Absent, true));
    // Its mark stays: mended, it is judged.
    let mut read = app.store.read().await.unwrap();
    assert!(read.is_marked("o1", &[scope::room("quran_s2")]).await.unwrap());
    assert!(!read.is_marked("o1", &[scope::room("quran_s1")]).await.unwrap());
}

async fn replicas_judge_beside_one_another_while_evidence_comes(db: Database) {
    const LESSONS: usize = 40;
    let clock = clock(at(80));
    let (one, two) = (replica(&db, &clock, 1).await, replica(&db, &clock, 2).await);
    school(&one).await;
    let ids: Vec<String> = (10..10 + LESSONS).map(|n| format!("s{n}")).collect();
    let mut write = one.store.write().await.unwrap();
    for id in &ids {
        write.insert_session(&stored("o1", lesson(id, 0))).await.unwrap();
    }
    write.commit().await.unwrap();
    let (teacher, learner) = (one.clone(), two.clone());
    let rooms: Vec<String> = ids.iter().map(|id| format!("quran_{id}")).collect();
    let backwards: Vec<String> = rooms.iter().rev().cloned().collect();
    let comes = |app: App, who: &'static str, rooms: Vec<String>| {
        tokio::spawn(async move {
            for some in rooms.chunks(7) {
                let mut items: Vec<Value> = some.iter().flat_map(|room| stay(room, who, 0, 60)).collect();
                items.extend(some.iter().flat_map(|room| (0..=14).map(move |n| roster(room, n * 5))));
                receive(&app, &items).await;
            }
        })
    };
    let judges = [one.clone(), two.clone()].map(|app| {
        tokio::spawn(async move {
            for _ in 0..12 {
                let round = evaluate::due(&app).await.unwrap();
                assert_eq!(round.failed, 0);
            }
        })
    });
    let sources = [comes(teacher, "t1", rooms), comes(learner, "p1", backwards)];
    for task in sources.into_iter().chain(judges) {
        task.await.unwrap();
    }
    clock.advance(60 * SECOND);
    let last = evaluate::due(&one).await.unwrap();
    assert_eq!((last.failed, last.overtaken), (0, 0));
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let reports = one.store.read().await.unwrap().list_reports("o1", &ids).await.unwrap();
    assert_eq!(reports.len(), 2 * LESSONS);
    let others = reports.iter().filter(|report| report.outcome != Outcome::Present);
    assert_eq!(others.map(|report| &report.report).collect::<Vec<_>>(), Vec::<&String>::new());
}
