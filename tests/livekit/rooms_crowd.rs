//! A thousand lessons at once, two replicas, and everybody in each other's way: the jobs of both, teachers who click on both,
//! people who enter, and LiveKit that tells of them. Each room is made once and closed once, each lesson has one legal history
//! and is taken off its student's subscription once, and each tick of a job is one run.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use futures_util::future::{join, join_all};
use rollcall::app::livekit::rooms::close::close_after;
use rollcall::app::livekit::rooms::join::join as enter;
use rollcall::app::session::change_transaction::begin;
use rollcall::app::session::transitions;
use rollcall::app::{ActorContext, App};
use rollcall::clock::{Clock, ManualClock};
use rollcall::domain::access::Scope;
use rollcall::domain::organization::policy::{Policy, PolicyPatch};
use rollcall::domain::people::{Identity, Role, Source};
use rollcall::domain::session::{Format, Kind, Platform, Session, Status};
use rollcall::domain::subscription::{Balance, Subscription, SubscriptionAccount};
use rollcall::domain::time::{MINUTE, SECOND, Timestamp};
use rollcall::jobs::{JOBS, JobDefinition, Scheduler};
use rollcall::simulator::livekit::SimulatedLivekit;
use rollcall::simulator::livekit::room_script::RoomScript;
use rollcall::simulator::livekit::script::JoiningParticipant;
use rollcall::store::people::Person;
use rollcall::store::session::StoredSession;
use rollcall::store::subscription::subscriptions::StoredSubscription;

use crate::database::{Database, postgres};
use crate::rooms::{RoomCalls, counted, simulated};
use crate::support::{KEY, SECRET, connect_to, found, pair, serve};

const LESSONS: usize = 1_000;
/// What ticks in this test, each once a minute.
const TICKING: [&str; 3] = ["sessions", "rooms_create", "rooms_cleanup"];

struct Crowd {
    replicas: [App; 2],
    schedulers: [Scheduler; 2],
    livekit: SimulatedLivekit,
    calls: RoomCalls,
    clock: Arc<ManualClock>,
    start: Timestamp,
    ticks: usize,
    _database: Database,
}

fn lesson(number: usize, start: Timestamp) -> StoredSession {
    // Nobody asks who is in the rooms here: what LiveKit tells suffices.
    let patch: PolicyPatch = serde_json::from_str(r#"{"unwatchedAfterSeconds": 0}"#).unwrap();
    let session = Session {
        id: format!("s{number}"),
        kind: Kind::Quran,
        format: Format::Individual,
        platform: Platform::Livekit,
        room: Some(room(number)),
        meet_space: None,
        venue_id: None,
        start,
        end: start.plus(60 * MINUTE),
        teacher: Some(format!("t{number}")),
        students: vec![format!("p{number}")],
        cancelled: false,
        completed_at: None,
        policy: Policy::from_patch(&patch),
        policy_version: 1,
    };
    let mut stored = StoredSession::new("academy", session, patch, start);
    stored.due_at = Some(start.plus(-15 * MINUTE));
    stored
}

/// Two lessons, paid ahead by the student of this lesson.
fn subscription(number: usize, at: Timestamp) -> StoredSubscription {
    let subscription = Subscription {
        id: format!("sub{number}"),
        person: format!("p{number}"),
        kind: None,
        granted: 2,
        valid_from: "2026-01-01".parse().unwrap(),
        valid_until: None,
        created_at: at,
    };
    let balance = Balance { granted: 2, ..Balance::default() };
    StoredSubscription {
        account: SubscriptionAccount { subscription, balance, has_lapsed: false },
        package_id: None,
        duration_minutes: None,
        draw: None,
        lapsed_at: None,
    }
}

fn room(number: usize) -> String {
    format!("quran_s{number}_1767600000")
}

impl Crowd {
    async fn begin(database: Database) -> Crowd {
        let clock = crate::database::app::clock(Timestamp::from_seconds(1_767_600_000));
        let one = crate::database::app::replica(&database, &clock, 1).await;
        found(&one.store, "academy").await;
        let two = crate::database::app::replica(&database, &clock, 2).await;
        let receiver = serve(rollcall::server::router(one.clone())).await;
        let livekit = simulated(&receiver, clock.clone());
        let calls = RoomCalls::default();
        let url = serve(counted(&livekit, calls.clone())).await;
        connect_to(&one, "academy", &url, &pair(KEY, SECRET)).await.unwrap();
        let jobs: Vec<JobDefinition> =
            JOBS.iter().filter(|job| TICKING.contains(&job.name)).copied().collect();
        let schedulers = [Scheduler::new(one.clone(), &jobs), Scheduler::new(two.clone(), &jobs)];
        for scheduler in &schedulers {
            scheduler.register().await.unwrap();
        }
        let start = clock.now().plus(20 * MINUTE);
        let mut write = one.store.write().await.unwrap();
        for number in 0..LESSONS {
            for (id, role) in [(format!("t{number}"), Role::Teacher), (format!("p{number}"), Role::Student)] {
                let person = Person {
                    id: id.clone(),
                    name: id.clone(),
                    email: None,
                    household: None,
                    roles: BTreeSet::from([role]),
                    has_password: false,
                    is_active: true,
                    created_at: start,
                };
                write.insert_person("academy", &person).await.unwrap();
                let identity = Identity { source: Source::Livekit, value: id.clone() };
                write.insert_identity("academy", &identity, &id, start).await.unwrap();
            }
            write.insert_subscription("academy", &subscription(number, start)).await.unwrap();
            write.insert_session(&lesson(number, start)).await.unwrap();
        }
        write.commit().await.unwrap();
        let replicas = [one, two];
        Crowd { replicas, schedulers, livekit, calls, clock, start, ticks: 0, _database: database }
    }

    /// Goes to a moment, where both replicas' schedulers tick, while somebody does something else; waits until all have
    /// finished.
    async fn at<F: Future>(&mut self, minute: i64, meanwhile: impl FnOnce([App; 2]) -> F) -> F::Output {
        let to = self.start.plus(minute * MINUTE);
        while let Some(at) = self.livekit.next().filter(|at| *at <= to) {
            self.clock.set(self.clock.now().max(at));
            self.livekit.step().await;
        }
        self.clock.set(to);
        self.ticks += 1;
        let ticking = join_all(self.schedulers.iter().map(Scheduler::tick));
        let (ticked, done) = join(ticking, meanwhile(self.replicas.clone())).await;
        ticked.into_iter().for_each(|one| one.unwrap());
        for app in &self.replicas {
            app.tasks.close();
            app.tasks.wait().await;
            app.tasks.reopen();
        }
        done
    }

    fn calls(&self, method: &str) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for (_, room) in self.calls.lock().unwrap().iter().filter(|(name, _)| name == method) {
            *counts.entry(room.clone()).or_default() += 1;
        }
        counts
    }
}

/// Somebody enters the room of their lesson.
async fn enters(app: &App, number: usize, person: String) {
    let actor = ActorContext { person_id: Some(person), ..ActorContext::of_installation(app, "academy") };
    enter(app, &actor, &format!("s{number}")).await.expect("the lesson is open");
}

/// A teacher ends the lesson; whether this click did.
async fn completes(app: &App, number: usize) -> bool {
    let id = format!("s{number}");
    let actor = ActorContext {
        person_id: Some(format!("t{number}")),
        ..ActorContext::of_installation(app, "academy")
    };
    let mut write = begin(app, &Scope::whole_organization("academy"), &id).await.unwrap();
    let Ok(moved) = transitions::complete(&mut write, &actor, &id, None).await else { return false };
    rollcall::app::evaluate::commit_and_evaluate(app, write, || ()).await.unwrap();
    close_after(app, &moved).await;
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_lessons_have_one_room_one_end_and_one_history_each() {
    let mut crowd = Crowd::begin(postgres().await).await;
    for number in 0..LESSONS {
        let teacher = JoiningParticipant::person(&format!("t{number}"), "Teacher");
        let student = JoiningParticipant::person(&format!("p{number}"), "Student");
        let mut story = RoomScript::new(&room(number), crowd.start).join(-30, teacher).join(30, student);
        // Each tenth student only looks in.
        if number % 10 == 0 {
            story = story.leave(60, &format!("p{number}"));
        }
        crowd.livekit.play(story);
    }
    crowd.at(-16, |_| async {}).await;
    assert_eq!(crowd.calls("CreateRoom").len(), 0);
    // Some enter at the very moment at which both jobs make the rooms.
    crowd
        .at(-15, |apps| async move {
            let entering = (0..100).map(|number| {
                let app = apps[number % 2].clone();
                async move { enters(&app, number * 10, format!("t{}", number * 10)).await }
            });
            join_all(entering).await;
        })
        .await;
    crowd.at(1, |_| async {}).await;
    // A third of the teachers end their lesson, each clicking on both replicas at once.
    let clicks = crowd
        .at(40, |apps| async move {
            let mut counted = Vec::new();
            let thirds: Vec<usize> = (0..LESSONS).step_by(3).collect();
            for some in thirds.chunks(16) {
                let clicking = some.iter().map(|&number| {
                    let apps = apps.clone();
                    async move {
                        let (one, two) = join(completes(&apps[0], number), completes(&apps[1], number)).await;
                        usize::from(one) + usize::from(two)
                    }
                });
                counted.extend(join_all(clicking).await);
            }
            counted
        })
        .await;
    assert!(clicks.iter().all(|clicked| *clicked == 1), "of two clicks one ends the lesson");
    for minute in [71, 91, 101] {
        crowd.at(minute, |_| async {}).await;
    }

    let mut read = crowd.replicas[1].store.read().await.unwrap();
    for (method, what) in [("CreateRoom", "made"), ("DeleteRoom", "closed")] {
        let calls = crowd.calls(method);
        assert_eq!(calls.len(), LESSONS, "{what}");
        let twice: Vec<_> = calls.iter().filter(|(_, count)| **count != 1).collect();
        assert_eq!(twice, Vec::<(&String, &usize)>::new(), "{what} more than once");
    }
    for number in 0..LESSONS {
        let id = format!("s{number}");
        let found = read.find_session("academy", &id).await.unwrap().unwrap();
        let wanted = if number % 10 == 0 { Status::Absent } else { Status::Completed };
        assert_eq!((found.status, found.settled), (wanted, true), "{id}");
        let mut rows = read.list_audit("academy", &format!("session:{id}"), None, 99).await.unwrap();
        rows.reverse();
        let step = |row: &rollcall::store::organization::audit_log::AuditEntry| {
            let word = |key: &str| Status::parse(row.detail[key].as_str().unwrap()).unwrap();
            (word("from"), word("to"))
        };
        let steps: Vec<_> = rows.iter().map(step).collect();
        let mut wanted = vec![
            (Status::Scheduled, Status::Ready),
            (Status::Ready, Status::Ongoing),
            (Status::Ongoing, Status::Completed),
        ];
        if number % 10 == 0 {
            wanted.push((Status::Completed, Status::Absent));
        }
        assert_eq!(steps, wanted, "{id}");
        let entries = read.list_entries("academy", &format!("sub{number}")).await.unwrap();
        let changes: Vec<i64> = entries.iter().map(|one| one.entry.change).collect();
        assert_eq!(changes, [-1], "{id} is taken off once");
    }
    for name in TICKING {
        let runs = read.list_job_runs(name, None, "", 99).await.unwrap();
        let done = runs.iter().filter(|run| run.outcome.as_deref() == Some("done")).count();
        assert_eq!((runs.len(), done), (crowd.ticks, crowd.ticks), "{name}: {runs:?}");
    }
    assert!(crowd.clock.now().since(crowd.start) > 100 * 60 * SECOND);
}
