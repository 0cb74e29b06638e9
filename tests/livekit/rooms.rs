//! Rooms of sessions on a simulated LiveKit: made in time, closed when it is over, and closed again when an old token opens them.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use livekit_protocol::{CreateRoomRequest, DeleteRoomRequest};
use prost::Message;
use rollcall::app::evaluate::evaluate_all_waiting;
use rollcall::app::livekit::participant_poll::poll_all_due_rooms;
use rollcall::app::livekit::rooms::cleanup::clean_up;
use rollcall::app::livekit::rooms::close::close_after;
use rollcall::app::livekit::rooms::create_due::make_due_rooms;
use rollcall::app::livekit::rooms::join::{JoinError, RoomPass, join};
use rollcall::app::session::transitions;
use rollcall::app::{ActorContext, App};
use rollcall::clock::Clock;
use rollcall::domain::access::Caller;
use rollcall::domain::organization::policy::{Policy, PolicyPatch};
use rollcall::domain::people::{Identity, Role, Source};
use rollcall::domain::session::room::RoomState;
use rollcall::domain::session::{Format, Kind, Platform, Session, Status};
use rollcall::domain::time::{MINUTE, SECOND, Timestamp};
use rollcall::http::roles::JOINERS;
use rollcall::ids::IdGenerator;
use rollcall::simulator::livekit::room_script::RoomScript;
use rollcall::simulator::livekit::script::{JoiningParticipant, Outage};
use rollcall::simulator::livekit::{SigningKey, SimulatedLivekit, WebhookTarget};
use rollcall::store::people::Person;
use rollcall::store::session::StoredSession;
use tokio::sync::Mutex as Pause;

use crate::on_both_databases;
use crate::support::{KEY, SECRET, TestApp, pair, serve};

on_both_databases! {
    a_room_is_there_from_the_creation_window_until_the_delay_after_the_end,
    what_somebody_ends_is_closed_at_once_and_an_old_token_does_not_open_it_again,
    a_roster_or_the_cleanup_closes_what_no_webhook_told_of,
    a_server_that_is_down_is_tried_again_and_the_run_says_why,
    a_room_of_two_sessions_stays_open_for_the_second,
}

/// RoomService calls that changed something: method and room.
pub type RoomCalls = Arc<Mutex<Vec<(String, String)>>>;

pub struct Academy {
    pub test: TestApp,
    pub livekit: SimulatedLivekit,
    calls: RoomCalls,
    /// While it is held, the server answers nothing.
    pub pause: Arc<Pause<()>>,
    pub start: Timestamp,
}

pub const ROOM: &str = "quran_s1_1767600000";

impl Academy {
    /// A lesson of an hour in an hour, of teacher t1 with student p1; a1 is an admin, t2 another teacher.
    pub async fn begin(test: TestApp) -> Academy {
        let receiver = serve(rollcall::server::router(test.app.clone())).await;
        let livekit = simulated(&receiver, test.clock.clone());
        let calls = RoomCalls::default();
        let pause = Arc::new(Pause::default());
        let url = serve(paused(counted(&livekit, calls.clone()), pause.clone())).await;
        for connection in test.connections("academy").await {
            let mut write = test.app.store.write().await.unwrap();
            write.delete_livekit_server("academy", &connection.server.id).await.unwrap();
            write.commit().await.unwrap();
        }
        test.connect("academy", &url, &pair(KEY, SECRET)).await.unwrap();
        let start = test.clock.now().plus(60 * MINUTE);
        let mut write = test.app.store.write().await.unwrap();
        for (id, role) in
            [("t1", Role::Teacher), ("t2", Role::Teacher), ("p1", Role::Student), ("a1", Role::Admin)]
        {
            let person = Person {
                id: id.to_owned(),
                name: format!("Name of {id}"),
                email: None,
                household: None,
                roles: BTreeSet::from([role]),
                has_password: false,
                is_active: true,
                created_at: start,
            };
            write.insert_person("academy", &person).await.unwrap();
            let identity = Identity { source: Source::Livekit, value: id.to_owned() };
            write.insert_identity("academy", &identity, id, start).await.unwrap();
        }
        write.commit().await.unwrap();
        let academy = Academy { test, livekit, calls, pause, start };
        academy.plan("s1", ROOM, start).await;
        academy
    }

    pub async fn plan(&self, id: &str, room: &str, start: Timestamp) {
        let patch = PolicyPatch::default();
        let session = Session {
            id: id.to_owned(),
            kind: Kind::Quran,
            format: Format::Individual,
            platform: Platform::Livekit,
            room: Some(room.to_owned()),
            meet_space: None,
            venue_id: None,
            start,
            end: start.plus(60 * MINUTE),
            teacher: Some("t1".to_owned()),
            students: vec!["p1".to_owned()],
            cancelled: false,
            completed_at: None,
            policy: Policy::from_patch(&patch),
            policy_version: 1,
        };
        let mut write = self.app().store.write().await.unwrap();
        let mut stored = StoredSession::new("academy", session, patch, start);
        stored.due_at = Some(start.plus(-15 * MINUTE));
        write.insert_session(&stored).await.unwrap();
        write.commit().await.unwrap();
    }

    pub fn app(&self) -> &App {
        &self.test.app
    }

    /// Goes to so many minutes after the start; what LiveKit does until then is told, and everything is evaluated.
    pub async fn minute(&self, minute: i64) {
        self.second(minute * 60).await;
    }

    pub async fn second(&self, second: i64) {
        let to = self.start.plus(second * SECOND);
        while let Some(at) = self.livekit.next().filter(|at| *at <= to) {
            self.test.clock.set(self.test.clock.now().max(at));
            self.livekit.step().await;
        }
        self.test.clock.set(to);
        evaluate_all_waiting(self.app()).await.unwrap();
    }

    /// Adds to the script, by seconds after the start.
    pub fn play(&self, story: impl FnOnce(RoomScript) -> RoomScript) {
        self.livekit.play(story(RoomScript::new(ROOM, self.start)));
    }

    pub async fn session(&self) -> StoredSession {
        self.app().store.read().await.unwrap().find_session("academy", "s1").await.unwrap().unwrap()
    }

    pub async fn room_state(&self) -> Option<RoomState> {
        let mut read = self.app().store.read().await.unwrap();
        read.find_session_rooms("academy", &[ROOM]).await.unwrap().pop().map(|room| room.state)
    }

    pub fn called(&self, method: &str) -> usize {
        self.calls.lock().unwrap().iter().filter(|(name, _)| name == method).count()
    }

    pub async fn make(&self) -> (u64, u64, Option<String>) {
        let run = make_due_rooms(self.app(), None).await.unwrap();
        (run["made"], run["failed"], run.error_text())
    }

    pub async fn clean(&self) -> (u64, u64, u64) {
        let run = clean_up(self.app(), Some("academy")).await.unwrap();
        (run["closed"], run["closed_again"], run["failed"])
    }

    /// Somebody asks to enter.
    pub async fn join(&self, person: &str, role: Role) -> Result<RoomPass, JoinError> {
        let caller = Caller {
            organization: "academy".to_owned(),
            home_organization: "academy".to_owned(),
            person: person.to_owned(),
            roles: BTreeSet::from([role]),
            household_members: BTreeSet::new(),
        };
        let scope = caller.scope(JOINERS).expect("a role that joins");
        let actor = ActorContext {
            scope,
            person_id: Some(person.to_owned()),
            ..ActorContext::of_installation(self.app(), "academy")
        };
        join(self.app(), &actor, "s1").await
    }

    pub fn office(&self) -> ActorContext {
        let actor = ActorContext::of_installation(self.app(), "academy");
        ActorContext { person_id: Some("a1".to_owned()), ..actor }
    }

    pub async fn complete(&self) -> bool {
        close_after(self.app(), &self.end().await).await
    }

    /// Completes it, and closes nothing.
    pub async fn end(&self) -> StoredSession {
        let mut write = self.app().store.write().await.unwrap();
        let moved = transitions::complete(&mut write, &self.office(), "s1", None).await.unwrap();
        write.commit().await.unwrap();
        moved
    }

    /// Whether the room is open on LiveKit: by who it lists in it.
    pub async fn closes(&self) {
        // Half a minute, for a machine that is busy; and until nobody looks after arrivals any more, so that the next one is
        // another's.
        for _ in 0..1_500 {
            self.livekit.step().await;
            if !self.is_open() && self.app().tasks.is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the room stays open");
    }

    pub fn is_open(&self) -> bool {
        self.livekit.open_room(ROOM).is_some()
    }

    pub async fn moves(&self) -> Vec<String> {
        let mut read = self.app().store.read().await.unwrap();
        let mut rows = read.list_audit("academy", "session:s1", None, 100).await.unwrap();
        rows.reverse();
        let word = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
        rows.iter()
            .map(|row| {
                let who = row.actor.as_deref().unwrap_or("-");
                let [from, to, reason] = ["from", "to", "reason"].map(|key| word(&row.detail[key]));
                format!("{who} {from} {to} {reason}")
            })
            .collect()
    }
}

pub fn simulated(receiver: &str, clock: Arc<rollcall::clock::ManualClock>) -> SimulatedLivekit {
    _ = rustls::crypto::ring::default_provider().install_default();
    let key = SigningKey { key: KEY.to_owned(), secret: SECRET.to_owned() };
    let target = WebhookTarget { webhook: format!("{receiver}/webhooks/livekit"), key };
    SimulatedLivekit::new(target, clock, IdGenerator::seeded(2))
}

/// The server, counting what it is told to change.
pub fn counted(livekit: &SimulatedLivekit, calls: RoomCalls) -> axum::Router {
    livekit.router().layer(from_fn(move |request: Request, next: Next| {
        let calls = calls.clone();
        async move {
            let method = request.uri().path().rsplit('/').next().unwrap_or_default().to_owned();
            let (parts, body) = request.into_parts();
            let bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
            let room = match method.as_str() {
                "CreateRoom" => CreateRoomRequest::decode(&*bytes).ok().map(|asked| asked.name),
                "DeleteRoom" => DeleteRoomRequest::decode(&*bytes).ok().map(|asked| asked.room),
                _ => None,
            };
            if let Some(room) = room {
                calls.lock().unwrap().push((method, room));
            }
            next.run(Request::from_parts(parts, Body::from(bytes))).await
        }
    }))
}

/// The server, which waits with every answer while somebody holds `pause`.
fn paused(server: axum::Router, pause: Arc<Pause<()>>) -> axum::Router {
    server.layer(from_fn(move |request: Request, next: Next| {
        let pause = pause.clone();
        async move {
            drop(pause.lock().await);
            next.run(request).await
        }
    }))
}

pub fn person(identity: &str) -> JoiningParticipant {
    JoiningParticipant::person(identity, identity)
}

async fn a_room_is_there_from_the_creation_window_until_the_delay_after_the_end(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.second(-15 * 60 - 1).await;
    assert_eq!(academy.make().await, (0, 0, None));
    assert_eq!(academy.session().await.status, Status::Scheduled);
    academy.minute(-15).await;
    assert_eq!(academy.session().await.status, Status::Ready);
    assert_eq!(academy.make().await, (1, 0, None));
    assert_eq!(academy.make().await, (0, 0, None));
    let room = academy.livekit.open_room(ROOM).expect("it is open");
    assert_eq!((room.empty_timeout, room.departure_timeout, room.max_participants), (105 * 60, 120, 0));
    academy.play(|story| {
        story.join(-60, person("t1")).leave(3_700, "t1").join(0, person("p1")).leave(3_650, "p1")
    });
    academy.minute(1).await;
    assert_eq!(academy.session().await.status, Status::Ongoing);
    academy.minute(71).await;
    assert_eq!(academy.session().await.status, Status::Completed);
    assert_eq!(academy.clean().await, (0, 0, 0), "whoever is late to leave is not thrown out");
    academy.minute(91).await;
    assert_eq!(academy.clean().await, (1, 0, 0));
    assert_eq!(academy.clean().await, (0, 0, 0));
    assert_eq!((academy.called("CreateRoom"), academy.called("DeleteRoom")), (1, 1));
    let moves =
        ["- scheduled ready creation_window", "- ready ongoing start", "- ongoing completed window_end"];
    assert_eq!(academy.moves().await, moves);
}

async fn what_somebody_ends_is_closed_at_once_and_an_old_token_does_not_open_it_again(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.minute(-10).await;
    academy.make().await;
    academy.play(|story| story.join(0, person("t1")).join(0, person("p1")));
    academy.minute(30).await;
    assert!(academy.complete().await, "closed at once");
    assert!(!academy.is_open());
    // p1's client comes back with the token it has, and the server makes a room of the same name for it.
    academy.play(|story| story.join(30 * 60 + 20, person("p1")));
    academy.second(30 * 60 + 25).await;
    academy.closes().await;
    let mut read = academy.app().store.read().await.unwrap();
    let room = read.find_session_rooms("academy", &[ROOM]).await.unwrap().pop().unwrap();
    assert_eq!((room.state, room.reopened), (RoomState::Closed, 1));
    drop(read);
    academy.minute(75).await;
    let report = academy.app().store.read().await.unwrap().list_reports("academy", &["s1"]).await.unwrap();
    let credited: Vec<_> = report
        .iter()
        .map(|one| serde_json::from_str::<serde_json::Value>(&one.report).unwrap()["creditedSeconds"].clone())
        .collect();
    assert_eq!(credited, [1_800, 1_800], "what came after counts for nobody");
    assert_eq!(academy.moves().await[2..], ["a1 ongoing completed -"]);
}

async fn a_roster_or_the_cleanup_closes_what_no_webhook_told_of(test: TestApp) {
    use rollcall::simulator::livekit::script::WebhookFate::Lost;
    let academy = Academy::begin(test).await;
    academy.minute(-10).await;
    academy.make().await;
    academy.play(|story| story.join(0, person("t1")).join(0, person("p1")));
    academy.minute(30).await;
    assert!(academy.complete().await);
    academy.play(|story| story.join(31 * 60, person("p1")).with_fate(Lost));
    academy.minute(32).await;
    assert!(academy.is_open(), "nobody told");
    poll_all_due_rooms(academy.app()).await.unwrap();
    academy.closes().await;
    academy.play(|story| story.join(33 * 60, person("p1")).with_fate(Lost));
    academy.minute(34).await;
    assert_eq!(academy.clean().await, (0, 1, 0));
    assert!(!academy.is_open());
}

async fn a_server_that_is_down_is_tried_again_and_the_run_says_why(test: TestApp) {
    let academy = Academy::begin(test).await;
    let at = |minute: i64| academy.start.plus(minute * MINUTE);
    academy.livekit.add_outage(Outage::new(at(-15), at(-10)));
    academy.minute(-15).await;
    let (made, failed, why) = academy.make().await;
    assert_eq!((made, failed), (0, 1));
    assert_eq!(why.as_deref(), Some("academy: LiveKit is not available: status 503"));
    assert_eq!(academy.room_state().await, Some(RoomState::Missing));
    assert_eq!(academy.session().await.status, Status::Ready, "ready all the same");
    let run = make_due_rooms(academy.app(), None).await.unwrap();
    assert_eq!((run["failed"], run["rested"]), (0, 1), "not at once again");
    let refused = academy.join("t1", Role::Teacher).await.expect_err("it is down");
    assert!(matches!(refused, JoinError::Platform(_)), "{refused}");
    academy.minute(-10).await;
    academy.join("t1", Role::Teacher).await.expect("as soon as it is back");
    assert_eq!(academy.make().await, (0, 0, None));
    assert_eq!(academy.room_state().await, Some(RoomState::Open));
}

async fn a_room_of_two_sessions_stays_open_for_the_second(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.plan("s2", ROOM, academy.start.plus(65 * MINUTE)).await;
    academy.minute(-10).await;
    academy.make().await;
    academy.play(|story| story.join(0, person("t1")).join(0, person("p1")));
    academy.minute(55).await;
    assert!(!academy.complete().await, "the next lesson in it is ready already");
    assert!(academy.is_open());
    assert_eq!(academy.make().await, (1, 0, None), "it is the second one's now");
    assert_eq!(academy.clean().await, (0, 0, 0));
    academy.minute(200).await;
    assert_eq!(academy.clean().await, (1, 0, 0));
}
