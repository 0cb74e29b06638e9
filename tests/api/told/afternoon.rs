//! An afternoon at the academy: a parent who wants to be told of everything, a lesson on LiveKit, and what LiveKit says.

use rollcall::domain::notification::event::NotificationEvent;
use serde_json::{Value, json};

use super::Told;
use crate::world::{World, insert, insert_of};

pub const FAMILY: [NotificationEvent; 8] = [
    NotificationEvent::Arrival,
    NotificationEvent::Departure,
    NotificationEvent::SessionArrival,
    NotificationEvent::SessionDeparture,
    NotificationEvent::Absence,
    NotificationEvent::Late,
    NotificationEvent::Correction,
    NotificationEvent::SessionMoved,
];

pub async fn open(world: World) -> Told {
    let told = Told::open(world).await;
    told.ask("alpha-admin", "PATCH", "/api/v1/venues/alpha-venue", json!({"requiresMembership": false}))
        .await;
    told.wants("alpha-parent", &FAMILY, None).await;
    // What furnished the world is not of this afternoon.
    told.place.at("15:00:00");
    told.mails().await;
    told
}

/// A lesson, and the room that it is held in.
pub struct Room {
    pub session: String,
    pub name: String,
}

/// A lesson of the child and its teacher from 16:00 to 17:00.
pub async fn lesson(told: &Told) -> Room {
    lesson_at(told, "Maths", 16).await
}

/// Another of both that takes the hour from this one on.
pub async fn lesson_at(told: &Told, title: &str, hour: u32) -> Room {
    let at = |hour: u32| format!("2026-01-05T{hour:02}:00:00+03:00");
    let body = json!({"title": title, "kind": "quran", "format": "individual", "platform": "livekit",
                      "start": at(hour), "end": at(hour + 1),
                      "teacherId": "alpha-teacher", "studentIds": ["alpha-child"]});
    let made = told.ask("alpha-admin", "POST", "/api/v1/sessions", body).await;
    let text = |key: &str| made[key].as_str().unwrap().to_owned();
    Room { session: text("id"), name: text("room") }
}

/// One event of LiveKit about somebody, now; each join of theirs has a number of its own.
pub async fn webhook(told: &Told, room: &str, event: &str, who: &str, join: u32) {
    let participant = json!({"sid": format!("PA_{who}_{join}"), "identity": who, "name": who});
    say(told, event, &format!("EV_{who}_{join}_{event}"), json!({"name": room}), Some(participant)).await;
}

/// LiveKit gave somebody up who had not said goodbye.
pub async fn timed_out(told: &Told, room: &str, who: &str, join: u32) {
    let participant = json!({"sid": format!("PA_{who}_{join}"), "identity": who, "name": who,
                             "disconnectReason": "CONNECTION_TIMEOUT"});
    say(told, "participant_left", &format!("EV_{who}_{join}"), json!({"name": room}), Some(participant))
        .await;
}

/// The room is closed, and whoever was in it is not.
pub async fn finished(told: &Told, room: &str) {
    say(told, "room_finished", "EV_finished", json!({"name": room}), None).await;
}

async fn say(told: &Told, event: &str, id: &str, room: Value, participant: Option<Value>) {
    let now = told.app.now();
    let created = (now.millis() / 1_000).to_string();
    let mut webhook = json!({"event": event, "id": id, "createdAt": created, "room": room});
    if let Some(participant) = participant {
        webhook["participant"] = participant;
    }
    let item = json!({"source": "livekit", "receivedAt": now, "webhook": webhook});
    let mut write = told.app.store.write().await.unwrap();
    insert(&mut write, "alpha", &item, now).await;
    write.commit().await.unwrap();
}

/// LiveKit is asked now who is in the room: these, each by their first join, on the hour.
pub async fn roster(told: &Told, room: &str, who: &[&str]) {
    let now = told.app.now();
    let joined = (now.millis() / 3_600_000 * 3_600_000).to_string();
    let participant =
        |who: &&str| json!({"sid": format!("PA_{who}_1"), "identity": who, "state": 2, "joinedAtMs": joined});
    let participants: Vec<Value> = who.iter().map(participant).collect();
    let item = json!({"source": "livekit", "receivedAt": now, "roster": {"room": room, "participants": participants}});
    let mut write = told.app.store.write().await.unwrap();
    insert_of(&mut write, "alpha", "roster", &item, now).await;
    write.commit().await.unwrap();
}
