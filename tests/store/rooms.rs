//! Rooms of sessions: made by whoever claims it first, closed by whoever claims it first, and taken over from a process that
//! died.

use rollcall::domain::session::room::RoomState;
use rollcall::store::livekit::session_rooms::{RoomAttempt, RoomClaim, SessionRoom};

use crate::at;
use crate::support::school::{lesson, organization, stored};
use crate::support::{Database, on_both};

on_both! {
    one_of_those_who_want_to_makes_a_room_and_one_closes_it,
    a_claim_that_was_not_finished_is_taken_over_and_a_failure_is_remembered,
    a_room_of_several_sessions_is_made_for_each,
    settings_are_read_as_they_are_and_bring_ready_sessions_forward,
}

fn claim<'a>(session: &'a str, id: &'a str, minute: i64) -> RoomClaim<'a> {
    RoomClaim {
        organization_id: "o1",
        room: "r",
        session_id: session,
        id,
        now: at(minute),
        until: at(minute + 1),
    }
}

async fn make(db: &Database, claim: &RoomClaim<'_>, again: bool) -> bool {
    let mut write = db.store.write().await.unwrap();
    let claimed = write.claim_room_making(claim, again).await.unwrap();
    write.commit().await.unwrap();
    claimed
}

async fn close(db: &Database, claim: &RoomClaim<'_>) -> bool {
    let mut write = db.store.write().await.unwrap();
    let claimed = write.claim_room_closing(claim).await.unwrap();
    write.commit().await.unwrap();
    claimed
}

async fn end(db: &Database, claim: &RoomClaim<'_>, attempt: RoomAttempt) -> bool {
    let mut write = db.store.write().await.unwrap();
    let was_making = write.find_session_rooms("o1", &["r"]).await.unwrap()[0].state == RoomState::Making;
    let ended = match was_making {
        true => write.finish_room_making(claim, &attempt).await.unwrap(),
        false => write.finish_room_closing(claim, &attempt).await.unwrap(),
    };
    write.commit().await.unwrap();
    ended
}

async fn room(db: &Database) -> SessionRoom {
    db.store.read().await.unwrap().find_session_rooms("o1", &["r", "other"]).await.unwrap().pop().unwrap()
}

async fn one_of_those_who_want_to_makes_a_room_and_one_closes_it(db: Database) {
    let (first, second) = (claim("s1", "a", 0), claim("s1", "b", 0));
    assert!(make(&db, &first, false).await);
    assert!(!make(&db, &second, true).await, "somebody is at it");
    assert!(!close(&db, &second).await, "nor is it closed meanwhile");
    assert_eq!(room(&db).await.state, RoomState::Making);
    assert!(!end(&db, &second, RoomAttempt::Done).await, "it is not theirs");
    assert!(end(&db, &first, RoomAttempt::Done).await);
    let made = room(&db).await;
    assert_eq!((made.state, made.made_at, made.claimed_until), (RoomState::Open, Some(at(0)), None));
    assert!(!make(&db, &claim("s1", "c", 5), false).await, "it is made");
    assert!(make(&db, &claim("s1", "d", 5), true).await, "it has died");
    assert!(end(&db, &claim("s1", "d", 5), RoomAttempt::Done).await);
    assert_eq!(room(&db).await.made_at, Some(at(0)));
    let unclosed = db.store.read().await.unwrap().list_unclosed_rooms(Some("o1")).await.unwrap();
    assert_eq!(unclosed.len(), 1);

    assert!(close(&db, &claim("s1", "e", 60)).await);
    assert!(!close(&db, &claim("s1", "f", 60)).await);
    assert!(end(&db, &claim("s1", "e", 60), RoomAttempt::Done).await);
    assert!(!close(&db, &claim("s1", "g", 70)).await, "it is closed");
    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.list_unclosed_rooms(None).await.unwrap(), []);
    assert_eq!(read.list_closed_rooms(None, at(59)).await.unwrap().len(), 1);
    assert_eq!(read.list_closed_rooms(Some("o2"), at(59)).await.unwrap(), []);
    assert_eq!(read.list_closed_rooms(None, at(60)).await.unwrap(), []);
    drop(read);
    let mut write = db.store.write().await.unwrap();
    write.note_room_reopened("o1", "r", at(61)).await.unwrap();
    write.commit().await.unwrap();
    let closed = room(&db).await;
    assert_eq!((closed.closed_at, closed.reopened, closed.reopened_at), (Some(at(60)), 1, Some(at(61))));
    let mut write = db.store.write().await.unwrap();
    write.delete_session_rooms(at(61)).await.unwrap();
    assert_eq!(write.list_closed_rooms(None, at(0)).await.unwrap(), []);
}

async fn a_claim_that_was_not_finished_is_taken_over_and_a_failure_is_remembered(db: Database) {
    let failed = |why: &str| RoomAttempt::Failed { failure: why.to_owned(), retry_at: at(9) };
    assert!(make(&db, &claim("s1", "a", 0), false).await);
    assert!(make(&db, &claim("s1", "b", 1), false).await, "its time is over");
    assert!(!end(&db, &claim("s1", "a", 1), RoomAttempt::Done).await, "another has it now");
    assert!(end(&db, &claim("s1", "b", 2), failed("no answer")).await);
    let missing = room(&db).await;
    assert_eq!((missing.state, missing.failures), (RoomState::Missing, 1));
    assert_eq!(missing.failed, Some((at(2), "no answer".to_owned())));
    assert_eq!((missing.retry_at, missing.made_at), (Some(at(9)), None));
    assert!(make(&db, &claim("s1", "c", 3), false).await);
    assert!(end(&db, &claim("s1", "c", 3), RoomAttempt::Done).await);
    assert_eq!((room(&db).await.failed, room(&db).await.failures), (None, 0));
    assert!(close(&db, &claim("s1", "d", 4)).await);
    assert!(end(&db, &claim("s1", "d", 4), failed("gone")).await);
    let open = room(&db).await;
    assert_eq!((open.state, open.failures), (RoomState::Open, 1), "to be closed still");
}

async fn a_room_of_several_sessions_is_made_for_each(db: Database) {
    assert!(make(&db, &claim("s1", "a", 0), false).await);
    assert!(end(&db, &claim("s1", "a", 0), RoomAttempt::Done).await);
    assert!(make(&db, &claim("s2", "b", 50), false).await, "the next session in it");
    assert!(end(&db, &claim("s2", "b", 50), RoomAttempt::Done).await);
    assert_eq!((room(&db).await.session_id.as_str(), room(&db).await.made_at), ("s2", Some(at(50))));
    assert!(close(&db, &claim("s2", "c", 100)).await);
    assert!(end(&db, &claim("s2", "c", 100), RoomAttempt::Done).await);
    assert!(make(&db, &claim("s3", "d", 150), false).await);
}

async fn settings_are_read_as_they_are_and_bring_ready_sessions_forward(db: Database) {
    let mut one = organization("o1");
    one.settings = serde_json::from_str(r#"{"meeting_creation_window_minutes": 20}"#).unwrap();
    let mut later = stored("o1", lesson("s1", 100));
    later.due_at = Some(at(85));
    let mut write = db.store.write().await.unwrap();
    write.insert_organization(&one, None).await.unwrap();
    write.insert_session(&later).await.unwrap();
    let window = write.find_settings("o1").await.unwrap().creation_window();
    assert_eq!(write.list_settings().await.unwrap()["o1"].creation_window(), window);
    assert_eq!(
        write.find_settings("nobody").await.unwrap(),
        rollcall::domain::organization::settings::Settings::default()
    );
    write.bring_forward_ready_sessions("o1", window).await.unwrap();
    let found = write.find_session("o1", "s1").await.unwrap().unwrap();
    assert_eq!(found.due_at, Some(at(80)));
    write.bring_forward_ready_sessions("o1", 0).await.unwrap();
    assert_eq!(write.find_session("o1", "s1").await.unwrap().unwrap().due_at, Some(at(80)), "never later");
}
