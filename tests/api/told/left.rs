//! Who was not seen leaving a lesson has not left: an estimate is told to nobody, and a real leave once.

use super::afternoon::{Room, finished, lesson, open, roster, timed_out, webhook};
use super::{Mail, Told};
use crate::world::World;

crate::on_both_databases! {
    a_leave_that_was_never_delivered_is_no_departure_when_the_room_closes,
    a_child_whom_two_rosters_miss_has_not_departed,
    a_connection_that_broke_off_is_no_departure,
    a_leave_that_was_delivered_is_one_departure,
    a_child_that_returned_after_a_lost_leave_departs_when_it_leaves,
}

const TEACHER: &str = "alpha-teacher";
const CHILD: &str = "alpha-child";

/// The lesson has begun with both of them; the parent was told that the child came.
async fn begun(told: &Told) -> Room {
    let room = lesson(told).await;
    told.place.at("16:00:00");
    webhook(told, &room.name, "participant_joined", TEACHER, 1).await;
    webhook(told, &room.name, "participant_joined", CHILD, 1).await;
    let mails = told.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].subject.contains("came into"), "{mails:?}");
    room
}

/// Both are there whenever LiveKit is asked, until and with this minute of the lesson.
async fn both_seen(told: &Told, room: &Room, minutes: std::ops::RangeInclusive<u32>) {
    for minute in minutes.filter(|minute| minute % 5 == 0) {
        told.place.at(&format!("16:{minute:02}:30"));
        roster(told, &room.name, &[TEACHER, CHILD]).await;
        assert_eq!(told.subjects().await, [""; 0], "minute {minute}");
    }
}

/// Everything that is told after the lesson, until the next noon; the session is settled by then.
async fn told_afterwards(told: &mut Told, room: &Room) -> Vec<Mail> {
    let mut mails = Vec::new();
    for time in ["17:00:30", "17:30:00", "19:00:00", "+1 06:00:00", "+1 12:00:00"] {
        told.place.at(time);
        mails.extend(told.mails().await);
        told.restart().await;
    }
    let reports =
        told.place.get("alpha-admin", &format!("/api/v1/sessions/{}/attendance", room.session)).await;
    let child = reports["reports"].as_array().unwrap().iter().find(|one| one["personId"] == CHILD).unwrap();
    assert_eq!((&child["settled"], &child["outcome"]), (&true.into(), &"present".into()), "{reports:#}");
    let key = format!("session_departure:{}:{CHILD}", room.session);
    let found = told.app.store.read().await.unwrap().find_facts("alpha", &[&key]).await.unwrap();
    assert_eq!(found.len(), mails.len(), "a departure is all there is to tell: {mails:?}");
    mails
}

async fn a_leave_that_was_never_delivered_is_no_departure_when_the_room_closes(world: World) {
    let mut told = open(world).await;
    let room = begun(&told).await;
    both_seen(&told, &room, 5..=55).await;
    told.place.at("16:59:50");
    webhook(&told, &room.name, "participant_left", TEACHER, 1).await;
    told.place.at("17:00:00");
    finished(&told, &room.name).await;
    assert_eq!(told_afterwards(&mut told, &room).await, []);
}

async fn a_child_whom_two_rosters_miss_has_not_departed(world: World) {
    let mut told = open(world).await;
    let room = begun(&told).await;
    both_seen(&told, &room, 5..=50).await;
    for time in ["16:55:30", "16:58:30"] {
        told.place.at(time);
        roster(&told, &room.name, &[TEACHER]).await;
        assert_eq!(told.subjects().await, [""; 0], "{time}");
    }
    told.place.at("17:00:00");
    webhook(&told, &room.name, "participant_left", TEACHER, 1).await;
    assert_eq!(told_afterwards(&mut told, &room).await, []);
}

async fn a_connection_that_broke_off_is_no_departure(world: World) {
    let mut told = open(world).await;
    let room = begun(&told).await;
    both_seen(&told, &room, 5..=55).await;
    told.place.at("16:59:00");
    timed_out(&told, &room.name, CHILD, 1).await;
    told.place.at("17:00:00");
    webhook(&told, &room.name, "participant_left", TEACHER, 1).await;
    finished(&told, &room.name).await;
    assert_eq!(told_afterwards(&mut told, &room).await, []);
}

async fn a_leave_that_was_delivered_is_one_departure(world: World) {
    let mut told = open(world).await;
    let room = begun(&told).await;
    both_seen(&told, &room, 5..=55).await;
    told.place.at("16:58:00");
    webhook(&told, &room.name, "participant_left", CHILD, 1).await;
    told.place.at("17:00:00");
    webhook(&told, &room.name, "participant_left", TEACHER, 1).await;
    finished(&told, &room.name).await;
    assert_departed_at("16:58", &told_afterwards(&mut told, &room).await);
}

/// The first leave was lost, so that much of the lesson is an estimate; the last one was not.
async fn a_child_that_returned_after_a_lost_leave_departs_when_it_leaves(world: World) {
    let mut told = open(world).await;
    let room = begun(&told).await;
    both_seen(&told, &room, 5..=20).await;
    for minute in [25, 30] {
        told.place.at(&format!("16:{minute}:30"));
        roster(&told, &room.name, &[TEACHER]).await;
    }
    told.place.at("16:31:00");
    webhook(&told, &room.name, "participant_joined", CHILD, 2).await;
    told.place.at("16:59:00");
    webhook(&told, &room.name, "participant_left", CHILD, 2).await;
    told.place.at("17:00:00");
    webhook(&told, &room.name, "participant_left", TEACHER, 1).await;
    finished(&told, &room.name).await;
    assert_departed_at("16:59", &told_afterwards(&mut told, &room).await);
}

fn assert_departed_at(time: &str, mails: &[Mail]) {
    assert_eq!(mails.len(), 1, "{mails:?}");
    let mail = &mails[0];
    assert_eq!(mail.to, "parent@alpha.example");
    assert!(mail.subject.contains("left") && mail.subject.contains(time), "{mail:?}");
}
