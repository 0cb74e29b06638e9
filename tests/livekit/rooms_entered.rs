//! Who enters the room of a session on a simulated LiveKit, and what becomes of a room that was lost meanwhile.

use rollcall::app::Error;
use rollcall::app::livekit::rooms::join::JoinError;
use rollcall::app::session::transitions;
use rollcall::clock::Clock;
use rollcall::domain::people::Role;
use rollcall::domain::session::join::{JoinRole, NotJoinable};
use rollcall::domain::time::{MINUTE, SECOND};
use rollcall::simulator::livekit::script::ScriptAction;
use rollcall::store::livekit::session_rooms::RoomClaim;

use crate::on_both_databases;
use crate::rooms::{Academy, ROOM, person};
use crate::support::TestApp;

on_both_databases! {
    everybody_enters_as_what_they_are_and_only_while_it_is_open,
    a_room_that_died_is_made_again_and_one_that_is_being_closed_is_waited_for,
    a_teacher_alone_who_changes_the_browser_keeps_the_room,
}

async fn everybody_enters_as_what_they_are_and_only_while_it_is_open(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.second(-15 * 60 - 1).await;
    let refused = academy.join("p1", Role::Student).await.expect_err("too early");
    let opens_at = academy.start.plus(-15 * MINUTE);
    assert!(
        matches!(refused, JoinError::NotJoinable(NotJoinable::NotOpen { opens_at: at }) if at == opens_at)
    );
    academy.minute(-15).await;
    let teacher = academy.join("t1", Role::Teacher).await.unwrap();
    assert_eq!(
        (teacher.role, teacher.room.as_str(), teacher.identity.as_str()),
        (JoinRole::Teacher, ROOM, "t1")
    );
    assert!(teacher.url.starts_with("ws://127.0.0.1:"), "{}", teacher.url);
    assert_eq!(teacher.expires_at, academy.test.clock.now().plus(600 * SECOND));
    assert_eq!(academy.join("p1", Role::Student).await.unwrap().role, JoinRole::Student);
    assert_eq!(academy.join("a1", Role::Admin).await.unwrap().role, JoinRole::Admin);
    assert_eq!(academy.called("CreateRoom"), 1, "once for all of them");
    let stranger = academy.join("t2", Role::Teacher).await.expect_err("not theirs");
    assert!(matches!(stranger, JoinError::App(Error::Forbidden(_))));
    let mut write = academy.app().store.write().await.unwrap();
    transitions::substitute(&mut write, &academy.office(), "s1", "t2", Some("ill")).await.unwrap();
    write.commit().await.unwrap();
    let replaced = academy.join("t1", Role::Teacher).await.expect_err("replaced");
    assert!(matches!(replaced, JoinError::App(Error::Forbidden(_))));
    assert_eq!(academy.join("t2", Role::Teacher).await.unwrap().role, JoinRole::Teacher);
    academy.minute(71).await;
    let over = academy.join("p1", Role::Student).await.expect_err("over");
    assert!(matches!(over, JoinError::NotJoinable(NotJoinable::Over)));
    assert_eq!(academy.called("CreateRoom"), 1);
}

async fn a_room_that_died_is_made_again_and_one_that_is_being_closed_is_waited_for(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.minute(-10).await;
    academy.make().await;
    academy.play(|story| story.then(-300, ScriptAction::DeleteRoom));
    academy.minute(-4).await;
    assert!(!academy.is_open());
    academy.join("p1", Role::Student).await.expect("it is made again");
    assert!(academy.is_open());
    let now = academy.test.clock.now();
    let claim = RoomClaim {
        organization_id: "academy",
        room: ROOM,
        session_id: "an-older-one",
        id: "claim",
        now,
        until: now.plus(4 * SECOND),
    };
    let mut write = academy.app().store.write().await.unwrap();
    assert!(write.claim_room_closing(&claim).await.unwrap());
    write.commit().await.unwrap();
    let refused = academy.join("p1", Role::Student).await.expect_err("it is being closed");
    assert!(matches!(refused, JoinError::RoomClosing(4)), "{refused}");
    academy.second(-4 * 60 + 5).await;
    academy.join("p1", Role::Student).await.expect("whoever closed it is gone");
}

async fn a_teacher_alone_who_changes_the_browser_keeps_the_room(test: TestApp) {
    let academy = Academy::begin(test).await;
    academy.minute(-10).await;
    academy.make().await;
    academy.play(|story| story.join(-60, person("t1")).leave(10, "t1").join(100, person("t1")));
    academy.second(0).await;
    let before = academy.livekit.open_room(ROOM).map(|room| room.sid);
    academy.second(110).await;
    assert!(before.is_some());
    assert_eq!(academy.livekit.open_room(ROOM).map(|room| room.sid), before);
}
