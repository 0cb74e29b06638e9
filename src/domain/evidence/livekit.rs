//! What we read of LiveKit's webhooks and rosters: everything optional, enums by name or number, nothing refused.
//!
//! The SDKs' decoders reject a whole event for one enum value they do not know, which would lose evidence that
//! was authentic; that is why this reader is ours.

use crate::domain::json::parse::Malformed;
use crate::domain::json::platform::{JsonNode, NodeValue, is_enum, member, positive_member, text_member};
use crate::domain::time::{SECOND, Timestamp};

/// What an event says happened, as far as attendance cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LivekitEvent {
    RoomFinished,
    Joined,
    Left,
    /// The connection never came up, or died while it was moved.
    Aborted,
    /// A track was published, which only a client that is connected can do.
    Published,
    /// Anything else, known or not: a sign of life of its room and of the participant it names.
    Other,
}

impl LivekitEvent {
    /// Whether it says that a room or a connection began or ended.
    pub fn is_start_or_end(self) -> bool {
        !matches!(self, LivekitEvent::Published | LivekitEvent::Other)
    }

    /// Whether it says that a connection is over.
    pub fn is_leave(self) -> bool {
        matches!(self, LivekitEvent::Left | LivekitEvent::Aborted)
    }
}

#[derive(Clone, Debug)]
pub struct Webhook {
    pub id: Option<String>,
    pub event: LivekitEvent,
    /// When the server queued the event; whole seconds.
    pub created_at: Option<Timestamp>,
    pub room: Option<String>,
    /// Changes whenever a room of this name is opened anew.
    pub room_sid: Option<String>,
    pub participant: Option<LivekitParticipant>,
}

/// One connection as an event or a roster shows it.
#[derive(Clone, Debug)]
pub struct LivekitParticipant {
    pub sid: String,
    pub identity: Option<String>,
    /// What is shown for somebody who is not matched yet. It decides nothing.
    pub name: Option<String>,
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
pub struct LivekitRoster {
    pub room: String,
    pub participants: Vec<LivekitParticipant>,
}

impl Webhook {
    pub fn parse<J: JsonNode>(body: &J) -> Result<Webhook, Malformed> {
        if !matches!(body.value(), NodeValue::Object) {
            return Err(Malformed::new("", "expected an object"));
        }
        let room = member(body, "room", "room");
        Ok(Webhook {
            id: text_member(body, "id", "id"),
            event: match body.get("event").map(J::value) {
                Some(NodeValue::Text("room_finished")) => LivekitEvent::RoomFinished,
                Some(NodeValue::Text("participant_joined")) => LivekitEvent::Joined,
                Some(NodeValue::Text("participant_left")) => LivekitEvent::Left,
                Some(NodeValue::Text("participant_connection_aborted")) => LivekitEvent::Aborted,
                Some(NodeValue::Text("track_published")) => LivekitEvent::Published,
                _ => LivekitEvent::Other,
            },
            created_at: seconds(body, "createdAt", "created_at"),
            room: room.and_then(|room| text_member(room, "name", "name")),
            room_sid: room.and_then(|room| text_member(room, "sid", "sid")),
            participant: member(body, "participant", "participant").and_then(LivekitParticipant::parse),
        })
    }

    /// The earliest instant in it, receipt aside.
    pub fn earliest_instant(&self) -> Option<Timestamp> {
        self.created_at
            .into_iter()
            .chain(self.participant.as_ref().and_then(LivekitParticipant::earliest_instant))
            .min()
    }
}

/// Milliseconds since the epoch. Values beyond year 9999 are ignored: the sender must have used another unit.
fn millis<J: JsonNode>(object: &J, camel: &str, snake: &str) -> Option<Timestamp> {
    positive_member(object, camel, snake)
        .filter(|at| *at <= Timestamp::MAX.millis())
        .map(Timestamp::from_millis)
}

fn seconds<J: JsonNode>(object: &J, camel: &str, snake: &str) -> Option<Timestamp> {
    let last = Timestamp::MAX.millis() / SECOND;
    positive_member(object, camel, snake).filter(|at| *at <= last).map(Timestamp::from_seconds)
}

impl LivekitParticipant {
    /// The earliest instant in it.
    fn earliest_instant(&self) -> Option<Timestamp> {
        self.joined_at_ms.into_iter().chain(self.joined_at).min()
    }

    /// `None` without a sid: then it is not a connection.
    fn parse<J: JsonNode>(value: &J) -> Option<LivekitParticipant> {
        let kind = member(value, "kind", "kind");
        let permission = member(value, "permission", "permission");
        let flag =
            |name| matches!(permission.and_then(|p| p.get(name)).map(J::value), Some(NodeValue::Flag(true)));
        Some(LivekitParticipant {
            sid: text_member(value, "sid", "sid")?,
            identity: text_member(value, "identity", "identity"),
            name: text_member(value, "name", "name"),
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

impl LivekitRoster {
    /// The earliest instant in it, receipt aside.
    pub fn earliest_instant(&self) -> Option<Timestamp> {
        self.participants.iter().filter_map(LivekitParticipant::earliest_instant).min()
    }

    pub fn parse<J: JsonNode>(body: &J) -> Result<LivekitRoster, Malformed> {
        let room = text_member(body, "room", "room")
            .ok_or_else(|| Malformed::new("room", "expected the room's name"))?;
        let participants = match member(body, "participants", "participants") {
            None => Vec::new(),
            Some(list) => {
                let list = list.items().ok_or_else(|| Malformed::new("participants", "expected a list"))?;
                list.iter().filter_map(LivekitParticipant::parse).collect()
            }
        };
        Ok(LivekitRoster { room, participants })
    }
}
