//! Leases and the log of runs.

use rollcall::store::jobs::run_results::OrganizationRunResult;
use rollcall::store::jobs::{JobRun, JobRunEnd, RequestedRun};

use crate::at;
use crate::support::{Database, on_both};

on_both! {
    one_interval_is_begun_once,
    a_dead_run_is_rescued_and_cannot_finish,
    a_run_asked_for_runs_when_nobody_is_at_it,
    a_run_of_one_organisation_never_overlaps_one_of_all,
    many_replicas_begin_every_interval_once,
}

fn run(id: &str, slot: Option<i64>, now: i64) -> JobRun {
    JobRun {
        id: id.into(),
        name: "tidy".into(),
        organization: None,
        fence: 0,
        slot: slot.map(at),
        holder: format!("holder of {id}"),
        started_at: at(now),
        ended_at: None,
        outcome: None,
        counts: "{}".into(),
        error: None,
    }
}

async fn register(db: &Database) {
    let mut write = db.store.write().await.unwrap();
    write.register_job("tidy", 30).await.unwrap();
    write.register_job("tidy", 60).await.unwrap();
    write.commit().await.unwrap();
}

async fn begin(db: &Database, run: &JobRun, until: i64) -> Option<i64> {
    let mut write = db.store.write().await.unwrap();
    let fence = write.begin_job_run(run, at(until)).await.unwrap();
    write.commit().await.unwrap();
    fence
}

async fn finish(db: &Database, fence: i64, now: i64, error: Option<&str>) -> bool {
    let mut write = db.store.write().await.unwrap();
    let end = JobRunEnd { at: at(now), counts: r#"{"done":1}"#, error, organization_results: &[] };
    let finished = write.finish_job_run("tidy", fence, end).await.unwrap();
    write.commit().await.unwrap();
    finished
}

async fn one_interval_is_begun_once(db: Database) {
    register(&db).await;
    let fence = begin(&db, &run("a", Some(0), 0), 1).await.unwrap();
    assert_eq!(begin(&db, &run("b", Some(0), 0), 1).await, None);
    assert_eq!(begin(&db, &run("b", Some(1), 0), 1).await, None, "somebody is at it");
    let lease = db.store.read().await.unwrap().list_leases().await.unwrap().remove(0);
    assert_eq!((lease.interval_seconds, lease.holder.as_deref()), (60, Some("holder of a")));
    assert!(finish(&db, fence, 0, None).await);
    assert!(!finish(&db, fence, 0, None).await, "a run ends once");
    assert_eq!(begin(&db, &run("b", Some(0), 0), 1).await, None, "this interval was begun");
    let next = begin(&db, &run("c", Some(5), 5), 6).await.unwrap();
    assert!(next > fence);
    assert!(finish(&db, next, 5, Some("it broke")).await);

    let mut read = db.store.read().await.unwrap();
    let runs = read.list_job_runs("tidy", None, "", 9).await.unwrap();
    let told: Vec<_> = runs.iter().map(|run| (run.id.as_str(), run.outcome.as_deref())).collect();
    assert_eq!(told, [("c", Some("failed")), ("a", Some("done"))]);
    assert_eq!(runs[0].error.as_deref(), Some("it broke"));
    assert_eq!(read.list_job_runs("tidy", None, "c", 9).await.unwrap(), runs[1..]);
    assert_eq!(read.find_job_run("a").await.unwrap().as_ref(), Some(&runs[1]));
    assert_eq!(runs[1].slot, Some(at(0)));
    drop(read);
    let mut write = db.store.write().await.unwrap();
    assert_eq!(write.delete_job_runs(at(5)).await.unwrap(), 1);
}

async fn a_dead_run_is_rescued_and_cannot_finish(db: Database) {
    register(&db).await;
    let dead = begin(&db, &run("a", Some(0), 0), 1).await.unwrap();
    assert_eq!(begin(&db, &run("b", Some(0), 0), 1).await, None);
    // The lease has run out: the same interval is begun again, at once.
    let alive = begin(&db, &run("b", Some(0), 1), 2).await.unwrap();
    let mut write = db.store.write().await.unwrap();
    assert!(!write.renew_job_lease("tidy", dead, at(9)).await.unwrap());
    assert!(write.renew_job_lease("tidy", alive, at(9)).await.unwrap());
    write.commit().await.unwrap();
    assert_eq!(begin(&db, &run("c", Some(2), 8), 9).await, None, "it was renewed");
    assert!(!finish(&db, dead, 8, None).await);
    assert!(finish(&db, alive, 8, None).await);
    let runs = db.store.read().await.unwrap().list_job_runs("tidy", None, "", 9).await.unwrap();
    let told: Vec<_> = runs.iter().map(|run| (run.id.as_str(), run.outcome.as_deref())).collect();
    assert_eq!(told, [("b", Some("done")), ("a", Some("rescued"))]);
}

async fn a_run_asked_for_runs_when_nobody_is_at_it(db: Database) {
    register(&db).await;
    let fence = begin(&db, &run("a", Some(0), 0), 1).await.unwrap();
    let mut write = db.store.write().await.unwrap();
    assert_eq!(write.request_job_run("tidy", "x").await.unwrap().as_deref(), Some("x"));
    assert_eq!(write.request_job_run("tidy", "y").await.unwrap().as_deref(), Some("x"));
    assert_eq!(write.request_job_run("nothing", "z").await.unwrap(), None);
    write.commit().await.unwrap();
    assert_eq!(begin(&db, &run("x", None, 0), 1).await, None);
    finish(&db, fence, 0, None).await;
    let fence = begin(&db, &run("x", None, 0), 1).await.unwrap();
    finish(&db, fence, 0, None).await;
    assert_eq!(begin(&db, &run("x", None, 0), 1).await, None, "it was asked for once");
    let lease = db.store.read().await.unwrap().list_leases().await.unwrap().remove(0);
    assert_eq!((lease.slot, lease.requested_run, lease.holder), (at(0), None, None));
}

async fn a_run_of_one_organisation_never_overlaps_one_of_all(db: Database) {
    register(&db).await;
    let mut write = db.store.write().await.unwrap();
    assert_eq!(write.request_job_run_of("tidy", "o1", "x1").await.unwrap().as_deref(), Some("x1"));
    assert_eq!(
        write.request_job_run_of("tidy", "o1", "x2").await.unwrap().as_deref(),
        Some("x1"),
        "it waits"
    );
    assert_eq!(write.request_job_run_of("tidy", "o2", "x3").await.unwrap().as_deref(), Some("x3"));
    assert_eq!(write.request_job_run_of("nothing", "o1", "x4").await.unwrap(), None);
    write.commit().await.unwrap();
    let requested = db.store.read().await.unwrap().list_requested_runs().await.unwrap();
    let of = |organization: &str, run: &str| RequestedRun {
        organization_id: organization.into(),
        name: "tidy".into(),
        run_id: run.into(),
    };
    assert_eq!(requested, [of("o1", "x1"), of("o2", "x3")]);

    let one = JobRun { organization: Some("o1".into()), ..run("x1", None, 0) };
    let all = begin(&db, &run("a", Some(0), 0), 1).await.unwrap();
    assert_eq!(begin(&db, &one, 1).await, None, "one of all is at work");
    finish(&db, all, 0, None).await;
    let fence = begin(&db, &one, 1).await.unwrap();
    assert_eq!(begin(&db, &run("b", Some(5), 0), 1).await, None, "one of an organisation is at work");
    let two = JobRun { organization: Some("o2".into()), ..run("x3", None, 0) };
    assert_eq!(begin(&db, &two, 1).await, None);
    let share = |organization: &str, count: i64, error: Option<&str>| OrganizationRunResult {
        organization_id: organization.into(),
        run_id: "x1".into(),
        counts: format!("{{\"done\":{count}}}"),
        error: error.map(str::to_owned),
    };
    let shares = [share("", 1, None), share("o1", 2, Some("it broke")), share("o2", 3, None)];
    let mut write = db.store.write().await.unwrap();
    let end = JobRunEnd {
        at: at(0),
        counts: r#"{"done":6}"#,
        error: Some("it broke"),
        organization_results: &shares,
    };
    assert!(write.finish_job_run("tidy", fence, end).await.unwrap());
    write.commit().await.unwrap();
    assert_eq!(begin(&db, &one, 1).await, None, "it was asked for once");
    // Its process dies: one of all is begun again, and does its work too.
    begin(&db, &two, 1).await.unwrap();
    assert!(begin(&db, &run("c", Some(5), 2), 3).await.is_some());

    let mut read = db.store.read().await.unwrap();
    let ids = |runs: Vec<JobRun>| runs.into_iter().map(|run| run.id).collect::<Vec<_>>();
    assert_eq!(ids(read.list_job_runs("tidy", None, "", 9).await.unwrap()), ["x3", "x1", "c", "a"]);
    assert_eq!(ids(read.list_job_runs("tidy", Some("o1"), "", 9).await.unwrap()), ["x1", "c", "a"]);
    assert_eq!(read.list_run_results("o1", &["x1", "a"]).await.unwrap(), shares[..2]);
    assert_eq!(read.find_job_run("x3").await.unwrap().unwrap().outcome.as_deref(), Some("rescued"));
    drop(read);
    let mut write = db.store.write().await.unwrap();
    assert_eq!(write.delete_job_runs(at(1)).await.unwrap(), 2);
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.list_run_results("o1", &["x1"]).await.unwrap(), []);
}

async fn many_replicas_begin_every_interval_once(db: Database) {
    register(&db).await;
    let mut wins = 0;
    for slot in 0..25 {
        let tasks: Vec<_> = (0..6)
            .map(|replica| {
                let store = db.store.clone();
                tokio::spawn(async move {
                    let mut write = store.write().await.unwrap();
                    let run = run(&format!("{slot}-{replica}"), Some(slot), slot);
                    let fence = write.begin_job_run(&run, at(slot + 1)).await.unwrap();
                    write.commit().await.unwrap();
                    fence
                })
            })
            .collect();
        for task in tasks {
            if let Some(fence) = task.await.unwrap() {
                wins += 1;
                assert!(finish(&db, fence, slot, None).await);
            }
        }
    }
    assert_eq!(wins, 25);
}
