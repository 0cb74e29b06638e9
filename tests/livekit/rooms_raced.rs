//! What happens to a room while something else does: a lesson that ends while somebody enters, an arrival that another replica
//! is told of or that comes during the closing, and a process that died at it.

use std::time::Duration;

use rollcall::app::livekit::rooms::join::JoinError;
use rollcall::app::livekit::rooms::reopened::on_entry;
use rollcall::app::session::transitions;
use rollcall::app::{App, Error};
use rollcall::clock::Clock;
use rollcall::config::Config;
use rollcall::domain::people::Role;
use rollcall::domain::session::join::{JoinRole, NotJoinable};
use rollcall::domain::session::room::RoomState;
use rollcall::domain::time::SECOND;
use rollcall::ids::IdGenerator;
use rollcall::simulator::livekit::script::WebhookFate::Lost;
use rollcall::store::livekit::session_rooms::{RoomAttempt, RoomClaim};

use crate::on_both_databases;
use crate::rooms::{Academy, ROOM, person};
use crate::support::TestApp;

on_both_databases! {
    nobody_gets_a_token_for_what_ended_while_the_room_was_made,
    whoever_was_replaced_while_the_room_was_made_gets_no_token,
    a_replica_that_did_not_close_a_room_closes_it_again,
    whoever_comes_in_while_it_is_being_closed_is_seen_afterwards,
    a_room_that_a_dead_process_was_closing_is_made,
}

/// Waits until somebody is making the room.
async fn being_made(academy: &Academy) {
    while academy.room_state().await != Some(RoomState::Making) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Red before: they got a token of ten minutes.
async fn nobody_gets_a_token_for_what_ended_while_the_room_was_made(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.minute(5).await;
    let held = academy.pause.lock().await;
    let ending = async {
        being_made(&academy).await;
        assert!(!academy.complete().await, "it is being made");
        drop(held);
    };
    let (entered, ()) = tokio::join!(academy.join("p1", Role::Student), ending);
    let refused = entered.expect_err("it is over");
    assert!(matches!(refused, JoinError::NotJoinable(NotJoinable::Over)), "{refused}");
    assert!(!academy.is_open());
}

/// Red before: the former teacher could moderate.
async fn whoever_was_replaced_while_the_room_was_made_gets_no_token(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.minute(-5).await;
    let held = academy.pause.lock().await;
    let replacing = async {
        being_made(&academy).await;
        let mut write = academy.app().store.write().await.unwrap();
        transitions::substitute(&mut write, &academy.office(), "s1", "t2", Some("ill")).await.unwrap();
        write.commit().await.unwrap();
        drop(held);
    };
    let (entered, ()) = tokio::join!(academy.join("t1", Role::Teacher), replacing);
    let refused = entered.expect_err("it is another's");
    assert!(matches!(refused, JoinError::App(Error::Forbidden(_) | Error::NotFound(_))), "{refused}");
    assert_eq!(academy.join("t2", Role::Teacher).await.unwrap().role, JoinRole::Teacher);
}

async fn replica(academy: &Academy) -> App {
    let (store, clock) = (academy.app().store.clone(), academy.test.clock.clone());
    App::with_store(store, Config::default(), clock, IdGenerator::seeded(7)).await.unwrap()
}

/// Red before: the other replica had looked a moment ago which rooms were closed, or was just looking, and dropped the arrival;
/// LiveKit tells of each arrival once.
async fn a_replica_that_did_not_close_a_room_closes_it_again(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.minute(-10).await;
    academy.make().await;
    academy.minute(30).await;
    let other = replica(&academy).await;
    on_entry(&other, "academy", "another-room");
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(academy.complete().await);
    academy.play(|story| story.join(31 * 60, person("p1")).with_fate(Lost));
    academy.minute(32).await;
    assert!(academy.is_open(), "nobody told");
    on_entry(&other, "academy", ROOM);
    academy.closes().await;

    academy.play(|story| story.join(33 * 60, person("p1")).with_fate(Lost));
    academy.minute(34).await;
    assert!(academy.is_open());
    let fresh = replica(&academy).await;
    on_entry(&fresh, "academy", "another-room");
    on_entry(&fresh, "academy", ROOM);
    academy.closes().await;
}

/// Red before: the room was not among the closed ones yet, and the arrival was dropped.
async fn whoever_comes_in_while_it_is_being_closed_is_seen_afterwards(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.minute(-10).await;
    academy.make().await;
    academy.minute(30).await;
    academy.end().await;
    let claim = closing(&academy).await;
    on_entry(academy.app(), "academy", ROOM);
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(academy.is_open(), "whoever closes it is at it");
    // LiveKit has closed it and opened it again for somebody before the row says so.
    let mut write = academy.app().store.write().await.unwrap();
    assert!(write.finish_room_closing(&claim, &RoomAttempt::Done).await.unwrap());
    write.commit().await.unwrap();
    academy.closes().await;
}

/// Claims the closing of the room for four seconds.
async fn closing(academy: &Academy) -> RoomClaim<'static> {
    let now = academy.test.clock.now();
    let (organization_id, session_id, until) = ("academy", "s1", now.plus(4 * SECOND));
    let claim = RoomClaim { organization_id, room: ROOM, session_id, id: "claim", now, until };
    let mut write = academy.app().store.write().await.unwrap();
    assert!(write.claim_room_closing(&claim).await.unwrap());
    write.commit().await.unwrap();
    claim
}

/// Red before: it counted as made for ever.
async fn a_room_that_a_dead_process_was_closing_is_made(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.second(-10 * 60).await;
    closing(&academy).await;
    assert_eq!(academy.make().await, (0, 0, None), "somebody is at it");
    academy.second(-10 * 60 + 5).await;
    assert_eq!(academy.make().await, (1, 0, None));
    assert!(academy.is_open());
}
