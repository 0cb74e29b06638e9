//! A real LiveKit server and real participants. What the reports say must be what the participants did: within 2 s
//! where LiveKit saw an edge, `estimated` where nobody did.

use std::collections::BTreeMap;
use std::time::Duration;

use rollcall::clock::{Clock, SystemClock};
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use crate::database::{Database, on_both};
use crate::lesson::{report, stays};
use crate::process::{LiveKit, Participant, Rollcall, free_port};

on_both! { reports_agree_with_what_real_participants_did, rosters_repair_what_was_lost_while_the_process_was_down }

/// How far a seen edge may lie from what was done.
const SEEN: i64 = 2_000;

struct World {
    rollcall: Rollcall,
    livekit: LiveKit,
    lesson: Lesson,
}

/// A lesson as its administrator planned it.
struct Lesson {
    id: String,
    room: String,
}

impl World {
    /// A lesson of these students that began a minute ago, where a second away is a stay of its own.
    async fn begin(database: Database, students: &[&str], vanish_seconds: u32) -> World {
        let port = free_port();
        let rollcall = Rollcall::serve(database, port).await;
        let livekit = LiveKit::start(port, &rollcall.url("/webhooks/livekit"));
        let mut ids = Vec::new();
        for name in students {
            let person = rollcall.post("/api/v1/people", json!({"name": name, "roles": ["student"]})).await;
            let identity = json!({"source": "livekit", "value": name, "personId": person["id"]});
            rollcall.post("/api/v1/identities", identity).await;
            ids.push(person["id"].clone());
        }
        let planned = json!({
            "kind": "quran", "format": "group", "platform": "livekit", "studentIds": ids,
            "start": now().plus(-60_000), "durationMinutes": 61,
            "policy": {"reconnectGraceSeconds": 1, "vanishSeconds": vanish_seconds},
        });
        let planned = rollcall.post("/api/v1/sessions", planned).await;
        let text = |key: &str| planned[key].as_str().unwrap().to_owned();
        let lesson = Lesson { id: text("id"), room: text("room") };
        World { rollcall, livekit, lesson }
    }

    fn join(&self, student: &str) -> Participant {
        self.livekit.join(student, &self.lesson.room)
    }

    /// Waits until somebody is known to have left for this reason.
    async fn left(&self, reason: &str) {
        self.evidence_until(&format!("who left with {reason}"), |evidence| {
            evidence.iter().any(|one| {
                let webhook = &one["item"]["webhook"];
                webhook["event"] == "participant_left" && webhook["participant"]["disconnectReason"] == reason
            })
        })
        .await;
    }

    /// Waits until LiveKit has been asked about the room `times` times from now on.
    async fn rosters(&self, times: usize) {
        let from = now();
        self.evidence_until("rosters", |evidence| {
            let since = evidence.iter().filter(|one| {
                one["kind"] == "roster"
                    && Timestamp::parse(one["receivedAt"].as_str().unwrap()).unwrap() > from
            });
            since.count() >= times
        })
        .await;
    }

    async fn evidence_until(&self, what: &str, suffices: impl Fn(&[Value]) -> bool) {
        let path = format!("/api/v1/sessions/{}/evidence?limit=500", self.lesson.id);
        for _ in 0..600 {
            if suffices(self.rollcall.get(&path).await["items"].as_array().unwrap()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("waited a minute for {what}");
    }

    /// What the administrator is shown of the lesson now, students called by their names.
    async fn attendance(&self) -> Value {
        let mut shown = self.rollcall.get(&format!("/api/v1/sessions/{}/attendance", self.lesson.id)).await;
        let people = shown["people"].take();
        let names: BTreeMap<&str, &Value> = people
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["id"].as_str().unwrap(), &one["name"]))
            .collect();
        for report in shown["reports"].as_array_mut().unwrap() {
            let name = names[report["personId"].as_str().unwrap()];
            report["personId"] = name.clone();
        }
        shown
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

async fn reports_agree_with_what_real_participants_did(database: Database) {
    let world = World::begin(database, &["ana", "bilal", "cem", "dina", "evi"], 21).await;

    // Joins and leaves; two devices, of which the second throws the first out; a resume; a full reconnect.
    let ana = world.join("ana");
    let phone = world.join("bilal");
    let mut cem = world.join("cem");
    let mut dina = world.join("dina");
    let evi = world.join("evi");
    wait(3).await;
    let evi_came = evi.joined_at;
    evi.vanish();
    let vanished = now().millis();
    let laptop = world.join("bilal");
    let blinked = cem.blink();
    let back = dina.reconnect_fully();
    wait(3).await;
    let (ana_came, ana_went) = (ana.joined_at, ana.leave());
    let (bilal_came, bilal_switched) = (phone.joined_at, laptop.joined_at);
    let bilal_went = laptop.leave();
    let (cem_came, cem_went) = (cem.joined_at, cem.leave());
    let (dina_came, dina_went) = (dina.joined_at, dina.leave());
    assert!(blinked < cem_went && back < dina_went);
    world.left("CONNECTION_TIMEOUT").await;

    let session = world.attendance().await;
    assert_stays(&session, "ana", &[(ana_came, ana_went, false)]);
    // Less than a second between the devices is one stay by this lesson's grace.
    assert_stays(&session, "bilal", &[(bilal_came, bilal_went, false)]);
    assert!(bilal_came < bilal_switched && bilal_switched < bilal_went);
    assert_stays(&session, "cem", &[(cem_came, cem_went, false)]);
    assert_stays(&session, "dina", &[(dina_came, dina_went, false)]);
    // Nobody is credited for what LiveKit needs to notice that they are gone; it is possible.
    let evi = report(&session, "evi");
    let until = Timestamp::parse(evi["lastLeaveAt"].as_str().unwrap()).unwrap().millis();
    assert!(until <= vanished + SEEN, "credited {} ms too long: {evi}", until - vanished);
    let possible = evi["possibleSeconds"].as_i64().unwrap() * 1_000;
    assert!(possible >= vanished - evi_came - SEEN, "{evi}");
    assert!(evi["reasons"].as_array().unwrap().iter().any(|reason| reason["code"] == "unseen_end"), "{evi}");
    assert_eq!(session["unmatched"], json!([]));
}

async fn rosters_repair_what_was_lost_while_the_process_was_down(database: Database) {
    let mut world = World::begin(database, &["ana", "bilal", "cem", "dina"], 0).await;
    let ana = world.join("ana");
    let bilal = world.join("bilal");
    let cem = world.join("cem");
    world.rosters(2).await;

    // LiveKit tries for 15 s and keeps an event for 30 s at most: what happens at the start of 40 s is lost for good.
    world.rollcall.kill();
    let down = now().millis();
    let (ana_came, ana_went) = (ana.joined_at, ana.leave());
    wait(2).await;
    let (cem_came, cem_went) = (cem.joined_at, cem.leave());
    wait(16).await;
    let dina = world.join("dina");
    wait(22).await;
    world.rollcall.start();
    world.rosters(3).await;

    let (dina_came, dina_went) = (dina.joined_at, dina.leave());
    let (bilal_came, bilal_went) = (bilal.joined_at, bilal.leave());
    world.left("CLIENT_INITIATED").await;
    wait(3).await;
    let session = world.attendance().await;
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
