//! Asking who is in the rooms: which are asked about, what an answer is, and that no answer is no evidence.

use rollcall::app::livekit::RoomPollError;
use rollcall::app::livekit::participant_poll::{
    RoomPollOutcome, RoomReadResult, poll_all_due_rooms, poll_session_room,
};
use rollcall::app::session::resync;
use rollcall::clock::{Clock, ManualClock};
use rollcall::domain::access::Scope;
use rollcall::domain::time::{Span, Timestamp};
use rollcall::ids::IdGenerator;
use rollcall::simulator::livekit::room_script::RoomScript;
use rollcall::simulator::livekit::script::{JoiningParticipant, ParticipantType, ScriptAction};
use rollcall::simulator::livekit::{SigningKey, SimulatedLivekit, WebhookTarget};
use serde_json::{Value, json};

use crate::on_both_databases;
use crate::support::{TestApp, insert_lesson, pair, serve, signed};

on_both_databases!(
    an_empty_answer_is_evidence_and_no_answer_is_none,
    a_roster_is_what_all_servers_of_an_organisation_say_together,
    a_room_known_to_live_on_one_server_needs_only_that_ones_answer,
    where_somebody_is_found_the_room_is_and_the_dead_server_has_nothing_to_say,
    two_rosters_in_a_row_are_not_of_one_moment,
    a_server_that_takes_no_connection_is_told_from_one_that_is_slow,
    only_rooms_of_sessions_in_their_window_or_not_settled_since_are_asked_about,
    neighbours_in_one_room_are_asked_about_once,
    one_session_is_asked_about_when_somebody_wants_to_know,
    a_recorder_in_the_room_is_nobody_that_was_found,
);

/// A LiveKit server of the gym's, connected.
async fn gym_server(test: &TestApp, api_key: &str) -> SimulatedLivekit {
    _ = rustls::crypto::ring::default_provider().install_default();
    let key = SigningKey { key: api_key.to_owned(), secret: "the-gyms-own-secret".to_owned() };
    let setup = WebhookTarget { webhook: "http://127.0.0.1:1/webhooks/livekit".to_owned(), key };
    let livekit = SimulatedLivekit::new(setup, test.clock.clone(), IdGenerator::seeded(3));
    let url = serve(livekit.router()).await;
    test.connect("gym", &url, &pair(api_key, "the-gyms-own-secret")).await.unwrap();
    livekit
}

/// Lets somebody be in the room, media and all.
async fn enter(livekit: &SimulatedLivekit, clock: &ManualClock, room: &str, who: &str) {
    livekit.play(RoomScript::new(room, clock.now()).join(0, JoiningParticipant::person(who, who)));
    for millis in [0, 500, 500] {
        clock.advance(millis);
        livekit.step().await;
    }
}

async fn rosters(test: &TestApp, room: &str) -> Vec<Value> {
    let items = test.room("gym", room).await;
    items.into_iter().filter_map(|item| item.get("roster").cloned()).collect()
}

fn identities(roster: &Value) -> Vec<&str> {
    let list = roster["participants"].as_array().unwrap();
    list.iter().map(|one| one["identity"].as_str().unwrap()).collect()
}

/// Rooms asked about, connections found, rooms not asked about.
async fn asked(test: &TestApp) -> [u64; 3] {
    // Rosters of a room are kept some time apart.
    test.clock.advance(15_000);
    let RoomPollOutcome { asked, participants, failed, problems, .. } =
        poll_all_due_rooms(&test.app).await.unwrap();
    assert_eq!(problems.is_empty(), failed == 0, "the run says why: {problems:?}");
    [asked, participants, failed]
}

async fn an_empty_answer_is_evidence_and_no_answer_is_none(test: TestApp) {
    let livekit = gym_server(&test, "gymkey").await;
    let now = test.app.now();
    insert_lesson(&test.app.store, "gym", "spin", Span::new(now, now.plus(3_600_000))).await;
    assert_eq!(asked(&test).await, [1, 0, 0]);
    assert_eq!(rosters(&test, "spin").await, [json!({"room": "spin", "participants": []})]);

    enter(&livekit, &test.clock, "spin", "m1").await;
    assert_eq!(asked(&test).await, [1, 1, 0]);
    let roster = rosters(&test, "spin").await.remove(1);
    let seen = roster["participants"][0].as_object().unwrap();
    let names: Vec<&str> = seen.keys().map(String::as_str).collect();
    assert_eq!(names, ["identity", "joinedAt", "joinedAtMs", "name", "sid", "state"]);

    livekit.add_outage(Span::new(test.app.now(), test.app.now().plus(60_000)));
    assert_eq!(asked(&test).await, [0, 0, 1]);
    assert_eq!(rosters(&test, "spin").await.len(), 2);
}

async fn a_roster_is_what_all_servers_of_an_organisation_say_together(test: TestApp) {
    let (one, other) = (gym_server(&test, "gymkey").await, gym_server(&test, "gymkey2").await);
    let now = test.app.now();
    insert_lesson(&test.app.store, "gym", "spin", Span::new(now, now.plus(3_600_000))).await;
    enter(&one, &test.clock, "spin", "m1").await;
    enter(&other, &test.clock, "spin", "m2").await;
    poll_all_due_rooms(&test.app).await.unwrap();
    let found = rosters(&test, "spin").await.remove(0);
    let mut found = identities(&found);
    found.sort_unstable();
    assert_eq!(found, ["m1", "m2"]);
    // With half an answer somebody would seem to have gone.
    other.add_outage(Span::new(test.app.now(), test.app.now().plus(60_000)));
    test.clock.advance(15_000);
    assert_eq!(poll_all_due_rooms(&test.app).await.unwrap().failed, 1);
    assert_eq!(rosters(&test, "spin").await.len(), 1);
}

fn outage(test: &TestApp) -> Span {
    Span::new(test.app.now(), test.app.now().plus(3_600_000))
}

/// Red before: of two servers one was dead, and no room of the organisation had a roster any more.
async fn a_room_known_to_live_on_one_server_needs_only_that_ones_answer(test: TestApp) {
    let (one, other) = (gym_server(&test, "gymkey").await, gym_server(&test, "gymkey2").await);
    let now = test.app.now();
    for room in ["spin", "yoga"] {
        insert_lesson(&test.app.store, "gym", room, Span::new(now, now.plus(3_600_000))).await;
    }
    // Nobody is in it yet, but its server has told of it.
    let told =
        json!({"event": "room_started", "id": "EV_1", "createdAt": "1767600000", "room": {"name": "spin"}});
    let (authorization, body) = signed("gymkey", &told.to_string(), now);
    assert_eq!(test.deliver(&authorization, body).await, 200);
    other.add_outage(outage(&test));
    assert_eq!(asked(&test).await, [1, 0, 1], "yoga may be on either");
    assert_eq!(rosters(&test, "spin").await, [json!({"room": "spin", "participants": []})]);
    assert!(rosters(&test, "yoga").await.is_empty());

    let mut connections = test.connections("gym").await;
    connections.sort_by_key(|one| one.keys[0].api_key.clone());
    let health: Vec<_> = connections.iter().map(|one| &one.health).collect();
    assert_eq!(health[0].webhook_at, Some(now));
    assert_eq!((health[0].answered_at, &health[0].failed), (Some(test.app.now()), &None));
    assert!(health[1].failed.as_ref().unwrap().1.contains("503"), "{:?}", health[1]);
    assert_eq!((health[0].seconds_ahead, health[1].answered_at), (Some(0), None));

    // Its own server has to answer.
    one.add_outage(outage(&test));
    assert_eq!(asked(&test).await, [0, 0, 2]);
}

async fn where_somebody_is_found_the_room_is_and_the_dead_server_has_nothing_to_say(test: TestApp) {
    let (one, other) = (gym_server(&test, "gymkey").await, gym_server(&test, "gymkey2").await);
    let now = test.app.now();
    insert_lesson(&test.app.store, "gym", "spin", Span::new(now, now.plus(3_600_000))).await;
    other.add_outage(outage(&test));
    assert_eq!(asked(&test).await, [0, 0, 1], "an empty answer of one is no answer of both");
    enter(&one, &test.clock, "spin", "m1").await;
    assert_eq!(asked(&test).await, [1, 1, 0]);
    one.play(RoomScript::new("spin", test.clock.now()).leave(0, "m1"));
    one.step().await;
    assert_eq!(asked(&test).await, [1, 0, 0], "known from then on, an empty answer too");
}

/// Red before: the run at the start and the run of the interval were a second apart, and both were kept.
async fn two_rosters_in_a_row_are_not_of_one_moment(test: TestApp) {
    let livekit = gym_server(&test, "gymkey").await;
    let start = test.app.now();
    insert_lesson(&test.app.store, "gym", "spin", Span::new(start, start.plus(3_600_000))).await;
    assert_eq!(poll_all_due_rooms(&test.app).await.unwrap().asked, 1);
    test.clock.advance(700);
    let again = poll_all_due_rooms(&test.app).await.unwrap();
    assert_eq!((again.asked, again.skipped, again.failed), (0, 1, 0));
    // Whoever asks by hand is told, and it is kept no more than the job's would be.
    enter(&livekit, &test.clock, "spin", "m1").await;
    let id = format!("spin-{}", start.millis());
    let session = test.app.store.read().await.unwrap().find_session("gym", &id).await.unwrap().unwrap();
    let found = poll_session_room(&test.app, &session).await.unwrap();
    assert_eq!((found.participants, found.evidence_added), (1, 0));
    assert_eq!(rosters(&test, "spin").await.len(), 1);
    test.clock.set(start.plus(15_000));
    assert_eq!(poll_all_due_rooms(&test.app).await.unwrap().asked, 1);
}

/// Red before: both were a time-out (504).
async fn a_server_that_takes_no_connection_is_told_from_one_that_is_slow(test: TestApp) {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}", closed.local_addr().unwrap());
    drop(closed);
    test.connect("gym", &url, &pair("gymkey", "secret")).await.unwrap();
    let start = test.app.now();
    insert_lesson(&test.app.store, "gym", "spin", Span::new(start, start.plus(3_600_000))).await;
    let id = format!("spin-{}", start.millis());
    let refused =
        resync::resync_session(&test.app, &Scope::whole_organization("gym"), &id).await.unwrap_err();
    assert!(matches!(refused, resync::ResyncError::Platform(_)), "{refused:?}");
    assert!(refused.to_string().contains("Connection refused"), "{refused}");
}

async fn only_rooms_of_sessions_in_their_window_or_not_settled_since_are_asked_about(test: TestApp) {
    gym_server(&test, "gymkey").await;
    let start = test.app.now().plus(600_000);
    insert_lesson(&test.app.store, "gym", "spin", Span::new(start, start.plus(3_600_000))).await;
    let asked_at = async |at: Timestamp| {
        test.clock.set(at);
        let round = poll_all_due_rooms(&test.app).await.unwrap();
        round.asked + round.skipped
    };
    assert_eq!(asked_at(start.plus(-1)).await, 0);
    assert_eq!(asked_at(start).await, 1);
    // Ten minutes of overrun, and then until it is settled.
    assert_eq!(asked_at(start.plus(3_600_000 + 599_999)).await, 1);
    assert_eq!(asked_at(start.plus(3_600_000 + 600_001)).await, 1);
    rollcall::app::evaluate::evaluate_all_waiting(&test.app).await.unwrap();
    assert_eq!(asked_at(start.plus(3_600_000 + 700_000)).await, 0);
}

async fn neighbours_in_one_room_are_asked_about_once(test: TestApp) {
    gym_server(&test, "gymkey").await;
    let now = test.app.now();
    insert_lesson(&test.app.store, "gym", "spin", Span::new(now.plus(-3_600_000), now)).await;
    insert_lesson(&test.app.store, "gym", "spin", Span::new(now, now.plus(3_600_000))).await;
    assert_eq!(poll_all_due_rooms(&test.app).await.unwrap().asked, 1);
    // The academy has a lesson too, and a server that does not answer: the gym does not wait for it.
    insert_lesson(&test.app.store, "academy", "lesson", Span::new(now, now.plus(3_600_000))).await;
    assert_eq!(asked(&test).await, [1, 0, 1]);
    assert!(test.room("academy", "lesson").await.is_empty());
}

async fn one_session_is_asked_about_when_somebody_wants_to_know(test: TestApp) {
    let livekit = gym_server(&test, "gymkey").await;
    let start = test.app.now();
    insert_lesson(&test.app.store, "gym", "spin", Span::new(start, start.plus(3_600_000))).await;
    enter(&livekit, &test.clock, "spin", "m1").await;
    let session = async || {
        let id = format!("spin-{}", start.millis());
        test.app.store.read().await.unwrap().find_session("gym", &id).await.unwrap().unwrap()
    };
    let found = poll_session_room(&test.app, &session().await).await.unwrap();
    assert_eq!(found, RoomReadResult { asked_at: test.app.now(), participants: 1, evidence_added: 1 });
    test.clock.advance(1_000);
    let found = poll_session_room(&test.app, &session().await).await.unwrap();
    assert_eq!(found.evidence_added, 0, "asked again a moment later, nothing is new");
    test.clock.advance(30_000);

    // The same, with what it changed.
    let scope = Scope::whole_organization("gym");
    let told = resync::resync_session(&test.app, &scope, &session().await.session.id).await.unwrap();
    assert_eq!((told.participants, told.evidence_added, told.is_without_record()), (1, 1, false));
    assert_eq!((told.unmatched.len(), told.logs_added), (1, 0), "{told:?}");
    let again = resync::resync_session(&test.app, &scope, &session().await.session.id).await.unwrap();
    assert_eq!((again.evidence_added, again.logs_added + again.logs_changed, again.reports.len()), (0, 0, 0));

    // Long over and settled, the room tells of others.
    test.clock.set(start.plus(24 * 3_600_000));
    rollcall::app::evaluate::evaluate_all_waiting(&test.app).await.unwrap();
    let found = poll_session_room(&test.app, &session().await).await.unwrap();
    assert_eq!(found, RoomReadResult { asked_at: test.app.now(), participants: 1, evidence_added: 0 });
    livekit.add_outage(Span::new(test.app.now(), test.app.now().plus(60_000)));
    assert!(matches!(poll_session_room(&test.app, &session().await).await, Err(RoomPollError::Failure(_))));
}

#[tokio::test]
async fn an_organisation_without_a_server_is_told_apart_from_an_empty_room() {
    let test = TestApp::start().await;
    let now = test.app.now();
    insert_lesson(&test.app.store, "gym", "spin", Span::new(now, now.plus(3_600_000))).await;
    assert_eq!(asked(&test).await, [0, 0, 1]);
    assert!(rosters(&test, "spin").await.is_empty());
}

/// LiveKit lists recorders, agents and whoever is hidden beside the people.
async fn a_recorder_in_the_room_is_nobody_that_was_found(test: TestApp) {
    let livekit = gym_server(&test, "gymkey").await;
    let now = test.app.now();
    insert_lesson(&test.app.store, "gym", "spin", Span::new(now, now.plus(3_600_000))).await;
    let id = format!("spin-{}", now.millis());
    let machine = |identity: &str, sort| JoiningParticipant {
        identity: identity.to_owned(),
        sort,
        ..JoiningParticipant::default()
    };
    livekit.play(
        RoomScript::new("spin", now)
            .join(0, JoiningParticipant::person("m1", "m1"))
            .then(0, ScriptAction::Join(machine("EG_1", ParticipantType::Egress)))
            .then(0, ScriptAction::Join(machine("REC_1", ParticipantType::Recorder)))
            .then(0, ScriptAction::Join(machine("shadow", ParticipantType::Hidden))),
    );
    for millis in [0, 500, 500] {
        test.clock.advance(millis);
        livekit.step().await;
    }
    let stored = test.app.store.read().await.unwrap().find_session("gym", &id).await.unwrap().unwrap();
    let found = poll_session_room(&test.app, &stored).await.unwrap();
    let seen = rosters(&test, "spin").await.remove(0);
    assert_eq!(identities(&seen).len(), 4, "what was seen is kept whole: {seen}");
    assert_eq!(found.participants, 1);
}
