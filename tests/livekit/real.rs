//! A real LiveKit server and real participants. What the reports say must be what the participants did: within 2 s
//! where LiveKit saw an edge, `estimated` where nobody did.

use std::time::Duration;

use rollcall::clock::{Clock, SystemClock};
use rollcall::domain::time::{Span, Timestamp};
use rollcall::store::Store;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::lesson::stays;
use crate::process::{LiveKit, Rollcall, free_port};
use crate::support::{insert_lesson_of, items};

/// How far a seen edge may lie from what was done.
const SEEN: i64 = 2_000;

struct World {
    rollcall: Rollcall,
    livekit: LiveKit,
    store: Store,
    _folder: TempDir,
}

impl World {
    async fn begin() -> World {
        let folder = TempDir::new().unwrap();
        let port = free_port();
        let rollcall = Rollcall::serve(folder.path(), port).await;
        let livekit = LiveKit::start(folder.path(), port, &rollcall.webhook_url());
        let store = Store::open(&format!("sqlite://{}", rollcall.database.display()), 2).await.unwrap();
        World { rollcall, livekit, store, _folder: folder }
    }

    /// Waits until a webhook that fits has been stored.
    async fn webhook(&self, room: &str, fits: impl Fn(&Value) -> bool) {
        for _ in 0..600 {
            if self.evidence(room).await.iter().any(|item| fits(&item["webhook"])) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("waited a minute for a webhook of {room}");
    }

    async fn left(&self, room: &str, reason: &str) {
        self.webhook(room, |one| {
            one["event"] == "participant_left" && one["participant"]["disconnectReason"] == reason
        })
        .await;
    }

    /// A lesson in a room that began a minute ago and lasts an hour, where a second away is a stay of its own.
    async fn lesson(&self, room: &str, students: &[&str]) -> String {
        let planned = Span::new(now().plus(-60_000), now().plus(3_600_000));
        let patch = serde_json::from_value(json!({"reconnectGraceSeconds": 1})).unwrap();
        insert_lesson_of(&self.store, "academy", room, planned, students, patch).await
    }

    /// Waits until LiveKit has been asked about the room `times` times since `from`.
    async fn rosters_since(&self, room: &str, from: Timestamp, times: usize) {
        for _ in 0..600 {
            let evidence = self.evidence(room).await;
            let since = evidence.iter().filter(|item| {
                let received = Timestamp::parse(item["receivedAt"].as_str().unwrap()).unwrap();
                item.get("roster").is_some() && received > from
            });
            if since.count() >= times {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("waited a minute for rosters of {room}");
    }

    async fn evidence(&self, room: &str) -> Vec<Value> {
        items(&self.store, "academy", &format!("room:{room}")).await
    }

    /// What the running process says of a lesson, once it has judged everything up to now.
    async fn reports(&self, lesson: &str) -> Value {
        let asked = now();
        for _ in 0..600 {
            let mut read = self.store.read().await.unwrap();
            let session = read.find_session("academy", lesson).await.unwrap().unwrap();
            if session.evaluated_at.is_some_and(|at| at >= asked) {
                let reports = read.list_reports("academy", &[lesson]).await.unwrap();
                let reports: Vec<Value> =
                    reports.iter().map(|one| serde_json::from_str(&one.report).unwrap()).collect();
                let unmatched = read.list_unmatched("academy", Some(lesson), None, 99).await.unwrap();
                let unmatched: Vec<String> = unmatched.into_iter().map(|one| one.identity.value).collect();
                return json!({"reports": reports, "unmatched": unmatched});
            }
            drop(read);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("waited a minute for {lesson} to be judged");
    }
}

fn now() -> Timestamp {
    SystemClock.now()
}

async fn wait(seconds: u64) {
    tokio::time::sleep(Duration::from_secs(seconds)).await;
}

/// Each stay against what was done: (from, to, estimated). An estimated end is only checked not to be too late.
fn assert_stays(session: &Value, person: &str, done: &[(i64, i64, bool)]) {
    let found = stays(session, person);
    assert_eq!(found.len(), done.len(), "{person}: {found:?} against {done:?}");
    for ((from, to, estimated), (really_from, really_to, unseen)) in found.iter().zip(done) {
        assert!((from - really_from).abs() <= SEEN, "{person} came {} ms off", from - really_from);
        assert!(*unseen || (to - really_to).abs() <= SEEN, "{person} went {} ms off", to - really_to);
        assert_eq!(estimated, unseen, "{person}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_agree_with_what_real_participants_did() {
    let world = World::begin().await;
    let lesson = world.lesson("lesson", &["ana", "bilal", "cem", "dina", "evi"]).await;

    // Joins and leaves; two devices, of which the second throws the first out; a resume; a full reconnect.
    let ana = world.livekit.join("ana", "lesson");
    let phone = world.livekit.join("bilal", "lesson");
    let mut cem = world.livekit.join("cem", "lesson");
    let mut dina = world.livekit.join("dina", "lesson");
    let evi = world.livekit.join("evi", "lesson");
    wait(3).await;
    evi.vanish();
    let vanished = now().millis();
    let laptop = world.livekit.join("bilal", "lesson");
    let blinked = cem.blink();
    let back = dina.reconnect_fully();
    wait(3).await;
    let (ana_came, ana_went) = (ana.joined_at, ana.leave());
    let (bilal_came, bilal_switched) = (phone.joined_at, laptop.joined_at);
    let bilal_went = laptop.leave();
    let (cem_came, cem_went) = (cem.joined_at, cem.leave());
    let (dina_came, dina_went) = (dina.joined_at, dina.leave());
    assert!(blinked < cem_went && back < dina_went);
    world.left("lesson", "CONNECTION_TIMEOUT").await;

    let session = world.reports(&lesson).await;
    assert_stays(&session, "ana", &[(ana_came, ana_went, false)]);
    // Less than a second between the devices is one stay by this lesson's grace.
    assert_stays(&session, "bilal", &[(bilal_came, bilal_went, false)]);
    assert!(bilal_came < bilal_switched && bilal_switched < bilal_went);
    assert_stays(&session, "cem", &[(cem_came, cem_went, false)]);
    assert_stays(&session, "dina", &[(dina_came, dina_went, false)]);
    let evi = stays(&session, "evi");
    let late = evi[0].1 - vanished;
    assert!(evi[0].2 && (5_000..40_000).contains(&late), "LiveKit noticed {late} ms late: {evi:?}");
    assert_eq!(session["unmatched"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn rosters_repair_what_was_lost_while_the_process_was_down() {
    let mut world = World::begin().await;
    let lesson = world.lesson("lesson", &["ana", "bilal", "cem", "dina"]).await;
    let ana = world.livekit.join("ana", "lesson");
    let bilal = world.livekit.join("bilal", "lesson");
    let cem = world.livekit.join("cem", "lesson");
    world.rosters_since("lesson", now(), 2).await;

    // LiveKit tries for 15 s and keeps an event for 30 s at most: what happens at the start of 40 s is lost for good.
    world.rollcall.kill();
    let down = now().millis();
    let (ana_came, ana_went) = (ana.joined_at, ana.leave());
    wait(2).await;
    let (cem_came, cem_went) = (cem.joined_at, cem.leave());
    wait(16).await;
    let dina = world.livekit.join("dina", "lesson");
    wait(22).await;
    world.rollcall.start();
    world.rosters_since("lesson", now(), 3).await;

    let (dina_came, dina_went) = (dina.joined_at, dina.leave());
    let (bilal_came, bilal_went) = (bilal.joined_at, bilal.leave());
    world.left("lesson", "CLIENT_INITIATED").await;
    wait(3).await;
    let session = world.reports(&lesson).await;
    for (person, came, went) in [("ana", ana_came, ana_went), ("cem", cem_came, cem_went)] {
        let found = stays(&session, person);
        let [(from, to, estimated)] = found[..] else { panic!("{person}: {found:?}") };
        assert!(estimated, "nobody saw {person} leave");
        assert!((from - came).abs() <= SEEN);
        // Proven until the last roster before the end of the process, and not a moment longer.
        assert!((down - 10_000..=down).contains(&to) && to <= went, "{person} until {}", to - down);
    }
    // Whoever stayed is not cut by our absence; whoever came meanwhile has the start that LiveKit knows.
    assert_stays(&session, "bilal", &[(bilal_came, bilal_went, false)]);
    assert_stays(&session, "dina", &[(dina_came, dina_went, false)]);
    assert_eq!(session["unmatched"], json!([]));
}
