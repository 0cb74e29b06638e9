//! The evaluator follows by itself: what is stored here, what another replica stored, and what time alone changes.

use std::sync::Arc;
use std::time::Duration;

use rollcall::app::{App, evaluate};
use rollcall::clock::ManualClock;
use rollcall::config::Config;
use rollcall::domain::evidence::scope;
use rollcall::domain::session::Status;
use rollcall::domain::time::{SECOND, Timestamp};
use rollcall::domain::verdict::outcome::Outcome;
use rollcall::ids::IdGenerator;
use rollcall::store::Store;
use rollcall::store::evaluation::dirty_scopes::ScopeChange;
use serde_json::json;

use crate::at;
use crate::lesson::{event, outcomes, receive, school, status, stay, watch};
use crate::support::app::{clock, replica};
use crate::support::school::{lesson, organization, stored};
use crate::support::{Database, on_both};

on_both! {
    evidence_is_judged_without_anybody_asking,
    what_another_replica_stored_is_judged_too,
    ten_thousand_events_cost_one_evaluation_of_each_session,
    what_time_alone_changes_is_looked_at_when_it_changes,
    one_replica_works_for_an_organisation_at_a_time,
    what_cannot_be_judged_is_not_tried_again_and_again,
    a_mark_says_how_long_it_waits,
    guests_and_strangers_are_stored_with_the_rest,
}

/// Waits until it holds; a test that hangs here is stopped by its runner.
async fn until<F: Future<Output = bool>>(holds: impl Fn() -> F) {
    while !holds().await {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn is_idle(app: &App) -> bool {
    let outlook = app.store.read().await.unwrap().pending_evaluation(app.now()).await.unwrap();
    !outlook.is_dirty && outlook.due_at.is_none_or(|due| due > app.now())
}

async fn revisions(app: &App, ids: &[String]) -> i64 {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let sessions = app.store.read().await.unwrap().find_sessions("o1", &ids).await.unwrap();
    sessions.iter().map(|one| one.revision).sum()
}

async fn evidence_is_judged_without_anybody_asking(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    watch(&app).await;
    evaluate::start_evaluator(&app);
    receive(&app, &stay("quran_s1", "t1", 0, 60)).await;
    until(async || outcomes(&app).await.contains(&("t1".into(), Outcome::Present))).await;
    // By the way evidence of deliveries takes, too.
    let items = stay("quran_s1", "p1", 0, 60);
    for item in &items {
        let one = rollcall::domain::evidence::Evidence::parse(item).unwrap();
        let row =
            rollcall::store::evidence::NewEvidence::from_evidence("o1", "webhook", &one, item.to_string());
        app.ingest.store(row).await.unwrap();
    }
    until(async || outcomes(&app).await.contains(&("p1".into(), Outcome::Present))).await;
    until(async || is_idle(&app).await).await;
    assert_eq!(status(&app).await, (Status::Completed, true));
    app.shutdown.cancel();
}

async fn what_another_replica_stored_is_judged_too(db: Database) {
    let clock = clock(at(80));
    let one = replica(&db, &clock, 1).await;
    school(&one).await;
    watch(&one).await;
    // A process of its own has a store of its own: no bell rings there.
    let store = Store::open(&db.url, 4).await.unwrap();
    let other =
        App::with_store(store, Config::default(), clock.clone(), IdGenerator::seeded(2)).await.unwrap();
    evaluate::start_evaluator(&other);
    receive(&one, &stay("quran_s1", "t1", 0, 60)).await;
    until(async || outcomes(&one).await.contains(&("t1".into(), Outcome::Present))).await;
    other.shutdown.cancel();
}

async fn ten_thousand_events_cost_one_evaluation_of_each_session(db: Database) {
    const LESSONS: usize = 4;
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    let ids: Vec<String> = (0..LESSONS).map(|n| format!("b{n}")).collect();
    let mut write = app.store.write().await.unwrap();
    for id in &ids {
        write.insert_session(&stored("o1", lesson(id, 0))).await.unwrap();
    }
    write.commit().await.unwrap();
    let mut evaluator = evaluate::Evaluator::new(&app);
    evaluator.evaluate_waiting().await.unwrap();
    let before = revisions(&app, &ids).await;
    for part in 0..10 {
        let of = |n: usize| {
            let room = format!("quran_b{}", n % LESSONS);
            let mut one = event("track_published", &room, "p1", 5);
            one["webhook"]["id"] = json!(format!("EV_{part}_{n}"));
            one
        };
        receive(&app, &(0..1_000).map(of).collect::<Vec<_>>()).await;
    }
    let round = evaluator.evaluate_waiting().await.unwrap();
    assert_eq!((round.evaluated, round.overtaken, round.failed), (LESSONS as u64, 0, 0));
    assert_eq!(revisions(&app, &ids).await - before, LESSONS as i64);
    assert!(is_idle(&app).await);
    assert_eq!(evaluator.evaluate_waiting().await.unwrap().evaluated, 0);
}

/// Goes from one instant something is due at to the next, and says what was found at each.
async fn walked(app: &App, clock: &Arc<ManualClock>, until: Timestamp) -> Vec<(Timestamp, Status, bool)> {
    let mut found = Vec::new();
    while let Some(due) = app.store.read().await.unwrap().pending_evaluation(app.now()).await.unwrap().due_at
        && due <= until
    {
        clock.set(due);
        evaluate::evaluate_all_waiting(app).await.unwrap();
        let (status, settled) = status(app).await;
        found.push((due, status, settled));
    }
    found
}

async fn what_time_alone_changes_is_looked_at_when_it_changes(db: Database) {
    let clock = clock(at(-10));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    // Somebody came and was not seen any more; the connection is stale half an hour after the end.
    receive(&app, &[event("participant_joined", "quran_s1", "p1", -11)]).await;
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    let found = walked(&app, &clock, at(100)).await;
    let first = |status, settled| found.iter().find(|one| (one.1, one.2) == (status, settled)).unwrap().0;
    assert_eq!(first(Status::Ongoing, false), at(0), "{found:?}");
    // The credit window ends ten minutes after the lesson.
    assert_eq!(first(Status::Completed, false), at(70));
    assert_eq!(found.iter().find(|one| one.2).unwrap().0, at(90), "{found:?}");
    let lines = app.store.read().await.unwrap().list_session_lines("o1", "s1").await.unwrap();
    assert_eq!(lines.len(), 2);
}

async fn one_replica_works_for_an_organisation_at_a_time(db: Database) {
    let clock = clock(at(80));
    let (one, two) = (replica(&db, &clock, 1).await, replica(&db, &clock, 2).await);
    school(&one).await;
    receive(&one, &stay("quran_s1", "t1", 0, 60)).await;
    let mut write = one.store.write().await.unwrap();
    assert!(write.claim_evaluation("o1", "elsewhere", at(80), at(81)).await.unwrap());
    assert!(!write.claim_evaluation("o1", "here", at(80), at(81)).await.unwrap());
    assert!(write.claim_evaluation("o1", "elsewhere", at(80), at(81)).await.unwrap(), "one's own is renewed");
    write.release_evaluation("o1", "here").await.unwrap();
    assert!(
        !write.claim_evaluation("o1", "here", at(80), at(81)).await.unwrap(),
        "nobody gives back another's"
    );
    write.commit().await.unwrap();

    let mut evaluator = evaluate::Evaluator::new(&two);
    let evaluated = evaluator.evaluate_waiting().await.unwrap().evaluated;
    // SQLite has one replica, which waits for nobody.
    assert_eq!(evaluated > 0, !two.store.is_shared());
    // Whoever had it died: its turn ends by itself.
    clock.advance(61 * SECOND);
    evaluator.evaluate_waiting().await.unwrap();
    assert!(is_idle(&two).await);
    assert!(!outcomes(&two).await.is_empty());
}

async fn what_cannot_be_judged_is_not_tried_again_and_again(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    let mut write = app.store.write().await.unwrap();
    let torn = rollcall::store::evidence::NewEvidence {
        organization_id: "o1".into(),
        source: rollcall::domain::people::Source::Livekit,
        external_id: "torn".into(),
        digest: "torn".into(),
        kind: "webhook",
        scope: Some(scope::room("quran_s1").into()),
        received_at: at(1),
        since: at(1),
        payload: "{torn".into(),
    };
    write.insert_evidence(&[torn]).await.unwrap();
    write.commit().await.unwrap();
    let mut evaluator = evaluate::Evaluator::new(&app);
    let first = evaluator.evaluate_waiting().await.unwrap();
    let second = evaluator.evaluate_waiting().await.unwrap();
    assert!(second.failed == 0 || second.failed < first.failed, "{first:?}, then {second:?}");
}

async fn a_mark_says_how_long_it_waits(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    let mut write = app.store.write().await.unwrap();
    write.insert_organization(&organization("o1"), None).await.unwrap();
    write.commit().await.unwrap();
    let outlook = async || app.store.read().await.unwrap().pending_evaluation(at(100)).await.unwrap();
    assert_eq!(outlook().await.waiting_since, None);
    let mark = async |minutes| {
        let changed = ScopeChange { organization: "o1", scope: "room:x", since: at(0) };
        let mut write = app.store.write().await.unwrap();
        write.mark_dirty(&[changed], at(minutes)).await.unwrap();
        assert_eq!(write.dirty_scopes(), [("o1".to_owned(), "room:x".to_owned())]);
        write.commit().await.unwrap();
    };
    let marks = app.store.subscribe_dirty();
    mark(10).await;
    assert!(marks.has_changed().unwrap(), "whoever follows is told");
    let seen = app.store.read().await.unwrap().find_dirty_scopes("o1", &["room:x", "room:y"]).await.unwrap();
    assert_eq!(app.store.read().await.unwrap().list_dirty_organizations(at(9)).await.unwrap(), [""; 0]);
    assert_eq!(app.store.read().await.unwrap().list_dirty_organizations(at(10)).await.unwrap(), ["o1"]);
    mark(20).await;
    assert_eq!(outlook().await.waiting_since, Some(at(10)), "since the first of what came");
    let mut write = app.store.write().await.unwrap();
    write.clear_dirty(&seen).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!((outlook().await.waiting_since, outlook().await.is_dirty), (Some(at(10)), true));
    let seen = app.store.read().await.unwrap().find_dirty_scopes("o1", &["room:x"]).await.unwrap();
    let mut write = app.store.write().await.unwrap();
    write.clear_dirty(&seen).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(outlook().await, Default::default());
}

async fn guests_and_strangers_are_stored_with_the_rest(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    let guest = rollcall::domain::people::Identity {
        source: rollcall::domain::people::Source::Livekit,
        value: "g".into(),
    };
    let mut write = app.store.write().await.unwrap();
    write.insert_identity("o1", &guest, "guest", at(-60)).await.unwrap();
    write.commit().await.unwrap();
    let came = [stay("quran_s1", "g", 0, 60), stay("quran_s1", "x", 0, 60)].concat();
    receive(&app, &came).await;
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    let mut read = app.store.read().await.unwrap();
    assert_eq!(read.list_guests("o1", "s1").await.unwrap(), ["guest"]);
    let strangers = read.list_session_unmatched("o1", "s1").await.unwrap();
    let named: Vec<_> =
        strangers.iter().map(|one| (one.identity.value.as_str(), one.display_name.as_deref())).collect();
    assert_eq!(named, [("x", Some("Name of x"))]);
}
