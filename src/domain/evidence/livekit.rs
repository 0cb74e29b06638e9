//! What we read of LiveKit's webhooks and rosters: everything optional, enums by name or number, nothing refused.
//!
//! The SDKs' decoders reject a whole event for one enum value they do not know, which would lose evidence that
//! was authentic; that is why this reader is ours.

use serde_json::Value;

use super::json::{Json, Look, Malformed, is_enum, member, positive, text};
use crate::domain::time::{SECOND, Timestamp};

/// What an event says happened, as far as attendance cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    RoomFinished,
    Joined,
    Left,
    /// The connection never came up, or died while it was moved.
    Aborted,
    /// Something the client did itself, so it was there.
    Published,
    /// Anything else, known or not: a sign of life of its room and of the participant it names.
    Other,
}

impl Event {
    /// Whether it says that a room or a connection began or ended.
    pub fn is_a_move(self) -> bool {
        !matches!(self, Event::Published | Event::Other)
    }

    /// Whether it says that a connection is over.
    pub fn is_leave(self) -> bool {
        matches!(self, Event::Left | Event::Aborted)
    }
}

#[derive(Clone, Debug)]
pub struct Webhook {
    pub id: Option<String>,
    pub event: Event,
    /// When the server queued the event; whole seconds.
    pub created_at: Option<Timestamp>,
    pub room: Option<String>,
    /// Changes whenever a room of this name is opened anew.
    pub room_sid: Option<String>,
    pub participant: Option<Participant>,
}

/// One connection as an event or a roster shows it.
#[derive(Clone, Debug)]
pub struct Participant {
    pub sid: String,
    pub identity: Option<String>,
    /// From `joinedAtMs`.
    pub joined_at_ms: Option<Timestamp>,
    /// From `joinedAt`, whole seconds.
    pub joined_at: Option<Timestamp>,
    pub active: bool,
    /// Recorders, ingress and agents; SIP callers and kinds we do not know are people.
    pub is_machine: bool,
    /// LiveKit noticed up to 21 s late that the connection was gone.
    pub timed_out: bool,
}

#[derive(Clone, Debug)]
pub struct Roster {
    pub room: String,
    pub participants: Vec<Participant>,
}

impl Webhook {
    pub fn parse<J: Json>(body: &J) -> Result<Webhook, Malformed> {
        if !matches!(body.look(), Look::Object) {
            return Err(Malformed::new("", "expected an object"));
        }
        let room = member(body, "room", "room");
        Ok(Webhook {
            id: text(body, "id", "id"),
            event: match body.get("event").map(J::look) {
                Some(Look::Text("room_finished")) => Event::RoomFinished,
                Some(Look::Text("participant_joined")) => Event::Joined,
                Some(Look::Text("participant_left")) => Event::Left,
                Some(Look::Text("participant_connection_aborted")) => Event::Aborted,
                Some(Look::Text("track_published")) => Event::Published,
                _ => Event::Other,
            },
            created_at: seconds(body, "createdAt", "created_at"),
            room: room.and_then(|room| text(room, "name", "name")),
            room_sid: room.and_then(|room| text(room, "sid", "sid")),
            participant: member(body, "participant", "participant").and_then(Participant::parse),
        })
    }

    /// The earliest instant it tells of, beside its receipt.
    pub fn since(&self) -> Option<Timestamp> {
        self.created_at.into_iter().chain(self.participant.as_ref().and_then(Participant::since)).min()
    }
}

/// Milliseconds since the epoch. What no calendar of four digits knows is no time: a sender took other units.
fn millis<J: Json>(object: &J, camel: &str, snake: &str) -> Option<Timestamp> {
    positive(object, camel, snake).filter(|at| *at <= Timestamp::MAX.millis()).map(Timestamp::from_millis)
}

fn seconds<J: Json>(object: &J, camel: &str, snake: &str) -> Option<Timestamp> {
    let last = Timestamp::MAX.millis() / SECOND;
    positive(object, camel, snake).filter(|at| *at <= last).map(Timestamp::from_seconds)
}

impl Participant {
    /// The earliest instant it tells of.
    fn since(&self) -> Option<Timestamp> {
        self.joined_at_ms.into_iter().chain(self.joined_at).min()
    }

    /// `None` without a sid: then it is no connection.
    fn parse<J: Json>(value: &J) -> Option<Participant> {
        let kind = member(value, "kind", "kind");
        let permission = member(value, "permission", "permission");
        let flag = |name| matches!(permission.and_then(|p| p.get(name)).map(J::look), Some(Look::Flag(true)));
        Some(Participant {
            sid: text(value, "sid", "sid")?,
            identity: text(value, "identity", "identity"),
            joined_at_ms: millis(value, "joinedAtMs", "joined_at_ms"),
            joined_at: seconds(value, "joinedAt", "joined_at"),
            active: is_enum(member(value, "state", "state"), "ACTIVE", 2),
            is_machine: [("INGRESS", 1), ("EGRESS", 2), ("AGENT", 4)]
                .iter()
                .any(|(name, number)| is_enum(kind, name, *number))
                || flag("hidden")
                || flag("recorder")
                || flag("agent"),
            timed_out: is_enum(
                member(value, "disconnectReason", "disconnect_reason"),
                "CONNECTION_TIMEOUT",
                14,
            ),
        })
    }
}

impl Roster {
    /// The earliest instant it tells of, beside its receipt.
    pub fn since(&self) -> Option<Timestamp> {
        self.participants.iter().filter_map(Participant::since).min()
    }

    pub fn parse(body: &Value) -> Result<Roster, Malformed> {
        let room =
            text(body, "room", "room").ok_or_else(|| Malformed::new("room", "expected the room's name"))?;
        let participants = match member(body, "participants", "participants") {
            None => Vec::new(),
            Some(Value::Array(list)) => list.iter().filter_map(Participant::parse).collect(),
            Some(_) => return Err(Malformed::new("participants", "expected a list")),
        };
        Ok(Roster { room, participants })
    }
}
