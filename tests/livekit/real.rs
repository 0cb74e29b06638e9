//! A real LiveKit server and real participants. What the reports say must be what the participants did: within 2 s
//! where LiveKit saw an edge, `estimated` where nobody did.

use std::time::Duration;

use rollcall::domain::time::Timestamp;
use rollcall::store::Store;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::lesson::{Lesson, stays};
use crate::process::{LiveKit, Rollcall, free_port};
use crate::support::items;

/// How far a seen edge may lie from what was done.
const SEEN: i64 = 2_000;

struct World {
    pub rollcall: Rollcall,
    livekit: LiveKit,
    store: Store,
    began: Timestamp,
    _folder: TempDir,
}

impl World {
    async fn begin() -> World {
        let folder = TempDir::new().unwrap();
        let port = free_port();
        let rollcall = Rollcall::serve(folder.path(), port).await;
        let livekit = LiveKit::start(folder.path(), port, &rollcall.webhook_url());
        let store = Store::open(&format!("sqlite://{}", rollcall.database.display()), 2).await.unwrap();
        World { rollcall, livekit, store, began: now(), _folder: folder }
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

    async fn evidence(&self, room: &str) -> Vec<Value> {
        items(&self.store, "academy", &format!("room:{room}")).await
    }

    /// The lesson of a room as it is judged half an hour after its end.
    async fn judged(&self, room: &str, students: &[&str]) -> Value {
        let (start, end) = (self.began, now());
        let policy = json!({"reconnectGraceSeconds": 1});
        Lesson { room, start, end, students, policy }.judged(&self.evidence(room).await, end.plus(1_800_000))
    }
}

fn now() -> Timestamp {
    Timestamp::from_millis(chrono::Utc::now().timestamp_millis())
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

    let session = world.judged("lesson", &["ana", "bilal", "cem", "dina", "evi"]).await;
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
