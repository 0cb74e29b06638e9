//! Replicas that share one database take turns at the jobs.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rollcall::app::App;
use rollcall::app::jobs::list;
use rollcall::app::jobs::run_errors::RunErrors;
use rollcall::app::jobs::run_extent::RunExtent;
use rollcall::app::jobs::run_result::{Counts, RunResult};
use rollcall::clock::Clock;
use rollcall::config;
use rollcall::domain::organization::Organization;
use rollcall::domain::time::SECOND;
use rollcall::jobs::{JOBS, JobDefinition, JobError, JobFuture, Scheduler};
use rollcall::store::jobs::JobRun;
use rollcall::store::organization::audit_log::AuditEntry;

use crate::at;
use crate::support::app::{clock, replica};
use crate::support::school::organization;
use crate::support::{Database, on_both};

on_both! {
    two_replicas_run_every_interval_once,
    a_missed_interval_runs_once_not_many_times,
    a_killed_run_is_rescued_within_ninety_seconds,
    a_failing_and_a_panicking_run_are_logged_and_come_again,
    a_requested_run_starts_at_the_next_tick,
    a_stopping_replica_begins_nothing,
    a_job_with_hours_runs_at_night_and_when_it_is_asked_for,
    a_job_with_hours_works_for_those_where_it_is_night,
}

/// A job each minute with this body.
fn minutely(run: fn(App, RunExtent) -> JobFuture) -> JobDefinition {
    JobDefinition {
        name: "trial",
        development_seconds: 60,
        production_seconds: 120,
        settings: |_| config::JobConfig::default(),
        run_at_start: false,
        run,
    }
}

async fn settled(app: &App) {
    app.tasks.close();
    app.tasks.wait().await;
    app.tasks.reopen();
}

async fn runs(app: &App) -> Vec<JobRun> {
    app.store.read().await.unwrap().list_job_runs("trial", None, "", 99).await.unwrap()
}

/// What a body does: leaves a trace in the database, whichever replica runs it.
async fn note(app: App) -> Result<RunResult, JobError> {
    let entry = AuditEntry {
        id: app.new_id(),
        at: app.now(),
        actor: None,
        action: "noted".into(),
        subject: "trial".into(),
        detail: serde_json::json!({}),
    };
    let mut write = app.store.write().await?;
    write.insert_audit("o1", &entry).await?;
    write.commit().await?;
    Ok(Counts::from([("noted", 1)]).into())
}

/// How often it did.
async fn noted(app: &App) -> usize {
    app.store.read().await.unwrap().list_audit("o1", "trial", None, 999).await.unwrap().len()
}

async fn two_replicas_run_every_interval_once(db: Database) {
    let clock = clock(at(0));
    let job = minutely(|app, _| Box::pin(note(app)));
    let (one, two) = (replica(&db, &clock, 1).await, replica(&db, &clock, 2).await);
    let schedulers = [Scheduler::new(one.clone(), &[job]), Scheduler::new(two.clone(), &[job])];
    for scheduler in &schedulers {
        scheduler.register().await.unwrap();
    }
    // Five minutes of bells every ten seconds, at both replicas at once.
    for _ in 0..30 {
        let (first, second) = tokio::join!(schedulers[0].tick(), schedulers[1].tick());
        first.and(second).unwrap();
        settled(&one).await;
        settled(&two).await;
        clock.advance(10 * SECOND);
    }
    assert_eq!(noted(&one).await, 5);
    let log = runs(&one).await;
    let slots: Vec<_> = log.iter().rev().map(|run| run.slot.unwrap()).collect();
    assert_eq!(slots, [at(0), at(1), at(2), at(3), at(4)]);
    assert!(log.iter().all(|run| run.outcome.as_deref() == Some("done") && run.counts == r#"{"noted":1}"#));
    assert_eq!(one.heartbeat.last(), Some(clock.now().plus(-10 * SECOND)));
}

async fn a_missed_interval_runs_once_not_many_times(db: Database) {
    let clock = clock(at(0));
    let app = replica(&db, &clock, 1).await;
    let scheduler = Scheduler::new(app.clone(), &[minutely(|app, _| Box::pin(note(app)))]);
    scheduler.register().await.unwrap();
    for _ in 0..2 {
        for _ in 0..3 {
            scheduler.tick().await.unwrap();
            settled(&app).await;
        }
        clock.advance(3_600 * SECOND);
    }
    assert_eq!(noted(&app).await, 2);
}

async fn a_killed_run_is_rescued_within_ninety_seconds(db: Database) {
    let clock = clock(at(0));
    let (dying, alive) = (replica(&db, &clock, 1).await, replica(&db, &clock, 2).await);
    // Its process is as good as gone: the body does not come back, and the renewing waits for real seconds.
    let stuck = minutely(|app, _| {
        Box::pin(async move {
            app.shutdown.cancelled().await;
            Ok(RunResult::default())
        })
    });
    let first = Scheduler::new(dying.clone(), &[stuck]);
    first.register().await.unwrap();
    first.tick().await.unwrap();
    let second = Scheduler::new(alive.clone(), &[minutely(|app, _| Box::pin(note(app)))]);
    second.tick().await.unwrap();
    settled(&alive).await;
    assert_eq!(noted(&alive).await, 0, "somebody is at it");
    let mut waited = 0;
    while noted(&alive).await == 0 {
        clock.advance(SECOND);
        waited += 1;
        second.tick().await.unwrap();
        settled(&alive).await;
    }
    assert!(waited <= 90, "rescued after {waited} s");
    // The dead one comes back after all: its end is refused.
    dying.shutdown.cancel();
    settled(&dying).await;
    let outcomes: Vec<_> = runs(&alive).await.into_iter().map(|run| run.outcome.unwrap()).collect();
    assert_eq!(outcomes, ["done", "rescued"]);
}

async fn a_failing_and_a_panicking_run_are_logged_and_come_again(db: Database) {
    static TURN: AtomicUsize = AtomicUsize::new(0);
    let clock = clock(at(0));
    let app = replica(&db, &clock, 1).await;
    let job = minutely(|_, _| {
        Box::pin(async {
            match TURN.fetch_add(1, Ordering::SeqCst) % 3 {
                0 => Err("it broke".into()),
                1 => panic!("it fell over"),
                _ => Ok(RunResult::default()),
            }
        })
    });
    let scheduler = Scheduler::new(app.clone(), &[job]);
    scheduler.register().await.unwrap();
    for _ in 0..3 {
        scheduler.tick().await.unwrap();
        settled(&app).await;
        clock.advance(60 * SECOND);
    }
    let outcomes: Vec<_> = runs(&app).await.into_iter().map(|run| run.outcome.unwrap()).collect();
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "failed").count(), 2, "{outcomes:?}");
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "done").count(), 1);
}

async fn a_requested_run_starts_at_the_next_tick(db: Database) {
    let clock = clock(at(0));
    let app = replica(&db, &clock, 1).await;
    let job = minutely(|app, _| Box::pin(note(app)));
    let scheduler = Scheduler::new(app.clone(), &[JobDefinition { run_at_start: true, ..job }]);
    scheduler.register().await.unwrap();
    for _ in 0..4 {
        scheduler.tick().await.unwrap();
        settled(&app).await;
    }
    assert_eq!(noted(&app).await, 2, "the start's own run, and the interval's");
    let mut write = app.store.write().await.unwrap();
    let id = write.request_job_run("trial", &app.new_id()).await.unwrap().unwrap();
    write.commit().await.unwrap();
    scheduler.tick().await.unwrap();
    settled(&app).await;
    let run = app.store.read().await.unwrap().find_job_run(&id).await.unwrap().unwrap();
    assert_eq!((run.slot, run.outcome.as_deref()), (None, Some("done")));
}

async fn a_stopping_replica_begins_nothing(db: Database) {
    let clock = clock(at(0));
    let app = replica(&db, &clock, 1).await;
    let scheduler = Scheduler::new(app.clone(), &[minutely(|app, _| Box::pin(note(app)))]);
    scheduler.register().await.unwrap();
    app.shutdown.cancel();
    scheduler.tick().await.unwrap();
    settled(&app).await;
    assert!(runs(&app).await.is_empty());
}

#[test]
fn every_job_has_the_intervals_of_the_contract() {
    let mut jobs = config::Config::default().jobs;
    let contract = [
        ("sessions", 60, 120),
        ("rooms_create", 60, 300),
        ("rooms_cleanup", 60, 600),
        ("livekit_roster", 30, 60),
        ("meet_poll", 60, 180),
        ("meet_retry", 120, 600),
        ("maintenance", 3_600, 3_600),
    ];
    for (name, development, production) in contract {
        let Some(job) = JOBS.iter().find(|job| job.name == name) else { continue };
        jobs.profile = config::JobProfile::Development;
        assert_eq!(job.interval_seconds(&jobs), development, "{name}");
        jobs.profile = config::JobProfile::Production;
        assert_eq!(job.interval_seconds(&jobs), production, "{name}");
    }
}

#[test]
fn the_interval_of_every_job_is_a_setting_of_its_name() {
    let defaults = serde_json::to_value(config::Config::default().jobs).unwrap();
    for job in JOBS {
        let mut set = defaults.clone();
        set[job.name]["interval_seconds"] = 7.into();
        let set: config::JobsConfig = serde_json::from_value(set).unwrap();
        for other in JOBS {
            assert_eq!(
                other.interval_seconds(&set) == 7,
                other.name == job.name,
                "{} {}",
                job.name,
                other.name
            );
        }
    }
}

/// The ticker itself: the one test that waits for real seconds.
#[tokio::test(flavor = "multi_thread")]
async fn the_bell_rings() {
    let db = crate::support::sqlite().await;
    let clock = clock(at(0));
    let app = replica(&db, &clock, 1).await;
    rollcall::jobs::start(app.clone(), &[minutely(|app, _| Box::pin(note(app)))]).await.unwrap();
    let rung = async {
        while runs(&app).await.iter().all(|run| run.ended_at.is_none()) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), rung).await.expect("a bell rings each second");
    app.shutdown.cancel();
}

async fn a_job_with_hours_runs_at_night_and_when_it_is_asked_for(db: Database) {
    // 08:00 UTC is 11:00 where the academy is.
    let clock = clock(at(0));
    let mut app = replica(&db, &clock, 1).await;
    let mut config = (*app.config).clone();
    config.jobs.profile = config::JobProfile::Production;
    app.config = config.into();
    let mut write = app.store.write().await.unwrap();
    write.insert_organization(&organization("o1"), None).await.unwrap();
    write.commit().await.unwrap();
    let maintenance = *JOBS.iter().find(|job| job.name == "maintenance").unwrap();
    let scheduler = Scheduler::new(app.clone(), &[maintenance]);
    scheduler.register().await.unwrap();
    let ran = async |hour: i64| {
        clock.set(at(hour * 60));
        scheduler.tick().await.unwrap();
        settled(&app).await;
        app.store.read().await.unwrap().list_job_runs("maintenance", None, "", 99).await.unwrap().len()
    };
    assert_eq!((ran(1).await, ran(12).await), (0, 0), "noon, and 23:00");
    assert_eq!((ran(13).await, ran(14).await, ran(18).await), (1, 2, 3), "midnight, one, five");
    assert_eq!(ran(19).await, 3, "six");
    let mut write = app.store.write().await.unwrap();
    write.request_job_run("maintenance", "asked").await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(ran(20).await, 4);
}

/// What a body did it for, whichever replica ran it.
async fn note_organizations(app: App, extent: RunExtent) -> Result<RunResult, JobError> {
    let mut result = RunResult::default();
    for id in extent.organizations(&mut app.store.read().await?, app.now()).await? {
        result.add(&id, Counts::from([("noted", 1)]), RunErrors::default());
    }
    Ok(result)
}

async fn a_job_with_hours_works_for_those_where_it_is_night(db: Database) {
    let clock = clock(at(0));
    let mut app = replica(&db, &clock, 1).await;
    let mut config = (*app.config).clone();
    config.jobs.maintenance.hours = "0-6".parse().ok();
    app.config = config.into();
    let mut write = app.store.write().await.unwrap();
    for (id, zone) in [("o1", chrono_tz::Asia::Riyadh), ("o2", chrono_tz::America::New_York)] {
        write.insert_organization(&Organization { time_zone: zone, ..organization(id) }, None).await.unwrap();
    }
    write.commit().await.unwrap();
    let zones = app.store.read().await.unwrap().list_organization_zones().await.unwrap();
    assert_eq!(zones[1], ("o2".to_owned(), Some(chrono_tz::America::New_York)));
    let zone = app.store.read().await.unwrap().find_time_zone("o1").await.unwrap();
    assert_eq!(zone, Some(chrono_tz::Asia::Riyadh));
    let job = JobDefinition {
        name: "maintenance",
        development_seconds: 3_600,
        ..minutely(|app, extent| Box::pin(note_organizations(app, extent)))
    };
    let scheduler = Scheduler::new(app.clone(), &[job]);
    scheduler.register().await.unwrap();
    let worked_for = async |hour: i64| {
        clock.set(at(hour * 60));
        scheduler.tick().await.unwrap();
        settled(&app).await;
        let mut read = app.store.read().await.unwrap();
        let Some(run) = read.list_job_runs("maintenance", None, "", 1).await.unwrap().pop() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for id in ["o1", "o2"] {
            if !read.list_run_results(id, &[&run.id]).await.unwrap().is_empty() {
                found.push(id);
            }
        }
        found
    };
    // 08:00 UTC is 11:00 in Riyadh and 03:00 in New York.
    assert_eq!(worked_for(0).await, ["o2"]);
    assert_eq!(worked_for(13).await, ["o1"], "midnight in Riyadh, 16:00 in New York");
    let next = |organization: Option<&'static str>| {
        let app = &app;
        async move {
            let mut read = app.store.read().await.unwrap();
            list::list(app, &mut read, organization).await.unwrap()[0].next_at
        }
    };
    assert_eq!(next(Some("o1")).await, at(14 * 60));
    assert_eq!(next(Some("o2")).await, at(21 * 60), "midnight in New York");
    assert_eq!(next(None).await, at(14 * 60));
    let mut write = app.store.write().await.unwrap();
    write.request_job_run("maintenance", "asked").await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(worked_for(13).await, ["o1", "o2"], "asked for, it is for everybody");
}
