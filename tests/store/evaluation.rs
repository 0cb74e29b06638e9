//! Judging beside whatever else happens, and in spite of what is wrong.

use rollcall::app::jobs::maintenance;
use rollcall::app::jobs::run_extent::RunExtent;
use rollcall::app::{App, evaluate};
use rollcall::domain::evidence::scope;
use rollcall::domain::people::Source;
use rollcall::domain::session::Status;
use rollcall::domain::time::SECOND;
use rollcall::domain::verdict::outcome::Outcome;
use rollcall::store::evaluation::dirty_scopes::ScopeChange;
use rollcall::store::evidence::NewEvidence;
use serde_json::Value;

use crate::at;
use crate::lesson::{event, minor, outcomes, receive, roster, school, status, stay, watch};
use crate::support::app::{clock, replica};
use crate::support::school::{lesson, stored};
use crate::support::{Database, on_both};

on_both! {
    what_changes_meanwhile_is_not_written_over,
    the_audit_finds_what_was_tampered_with,
    one_unreadable_item_keeps_no_other_session_back,
    replicas_judge_beside_one_another_while_evidence_comes,
}

async fn what_changes_meanwhile_is_not_written_over(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    receive(&app, &stay("quran_s1", "t1", 0, 60)).await;
    let looked = async |as_of| {
        let mut read = app.store.read().await.unwrap();
        evaluate::evaluate_as_of(&mut read, "o1", "s1", as_of).await.unwrap().unwrap()
    };
    let before = looked(at(80)).await;
    assert_eq!(before.evaluation.reports.len(), 2);
    let mut cancelled = before.session.clone();
    cancelled.status = Status::Cancelled;
    let mut write = app.store.write().await.unwrap();
    assert!(write.update_session(&cancelled, at(0)).await.unwrap());
    let changed = ScopeChange { organization: "o1", scope: &scope::session("s1"), since: at(0) };
    write.mark_dirty(&[changed], app.now()).await.unwrap();
    write.commit().await.unwrap();
    evaluate::evaluate_now(&app, "o1", &["s1"]).await.unwrap();
    assert_eq!(status(&app).await, (Status::Cancelled, true));
    assert!(outcomes(&app).await.is_empty() && minor(&app).await.is_empty());
}

async fn the_audit_finds_what_was_tampered_with(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    receive(&app, &[stay("quran_s1", "t1", 0, 60), stay("quran_s1", "p1", 0, 60)].concat()).await;
    watch(&app).await;
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    let counts = maintenance::run(&app, &RunExtent::everywhere()).await.unwrap();
    assert_eq!(counts["differing"], 0);

    // Evidence slipped in behind our back, without a mark.
    receive(&app, &[event("participant_left", "quran_s1", "t1", 30)]).await;
    let mut write = app.store.write().await.unwrap();
    let marks = write.list_dirty_scopes(None, app.now(), 9).await.unwrap();
    write.clear_dirty(&marks).await.unwrap();
    write.commit().await.unwrap();
    // Samples begin at a random place and there is only one session: some run hits it.
    let mut found = 0;
    for _ in 0..64 {
        found += maintenance::run(&app, &RunExtent::everywhere()).await.unwrap()["differing"];
    }
    assert!(found >= 1);
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!(maintenance::run(&app, &RunExtent::everywhere()).await.unwrap()["differing"], 0);
    assert_eq!(outcomes(&app).await[1], ("t1".into(), Outcome::Partial));
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
        scope: Some(scope::room("quran_s2").into()),
        received_at: at(1),
        since: at(1),
        payload: "{torn".into(),
    };
    let mut write = app.store.write().await.unwrap();
    write.insert_evidence(&[torn]).await.unwrap();
    write.commit().await.unwrap();
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!(status(&app).await, (Status::Absent, true));
    // What it may tell of is not settled without it, and looked at again.
    let held = app.store.read().await.unwrap().find_session("o1", "s2").await.unwrap().unwrap();
    assert_eq!((held.status, held.settled), (Status::Completed, false));
    assert!(held.due_at.is_some());
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
                let round = evaluate::evaluate_all_waiting(&app).await.unwrap();
                assert_eq!(round.failed, 0);
            }
        })
    });
    let sources = [comes(teacher, "t1", rooms), comes(learner, "p1", backwards)];
    for task in sources.into_iter().chain(judges) {
        task.await.unwrap();
    }
    clock.advance(60 * SECOND);
    let last = evaluate::evaluate_all_waiting(&one).await.unwrap();
    assert_eq!((last.failed, last.overtaken), (0, 0));
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let reports = one.store.read().await.unwrap().list_reports("o1", &ids).await.unwrap();
    assert_eq!(reports.len(), 2 * LESSONS);
    let others = reports.iter().filter(|report| report.outcome != Outcome::Present);
    assert_eq!(others.map(|report| &report.report).collect::<Vec<_>>(), Vec::<&String>::new());
}
