//! The script a simulated LiveKit plays: who does what in which room and when, and what becomes of the webhooks.
//!
//! Everything here is input. `room_state` makes sids, event ids, states and the events from it, so a script never
//! holds a payload, only people coming and going.

use livekit_protocol::participant_info::Kind;
use serde::{Deserialize, Serialize};

use crate::domain::time::{Span, Timestamp};

/// One thing that happens in one room. A script is a list of them in any order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScriptEvent {
    pub at: Timestamp,
    pub room: String,
    pub act: ScriptAction,
    /// What becomes of the webhooks that this causes.
    #[serde(default)]
    pub fate: WebhookFate,
}

/// What somebody does. People are named by their identity: LiveKit lets each be in a room once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum ScriptAction {
    /// Joins with a device. A participant with this identity that is in the room is removed (`DUPLICATE_IDENTITY`).
    /// The room is created if it does not exist.
    Join(JoiningParticipant),
    /// Leaves in order.
    Leave(String),
    /// Loses the connection: LiveKit keeps the participant until it notices, and then reports `CONNECTION_TIMEOUT`.
    Vanish(String),
    /// Loses the signal connection and resumes it: LiveKit sends no webhook.
    Resume(String),
    /// Connects anew: leaves, and joins under a new sid within 0.1 s.
    Reconnect(String),
    /// Connects, but no media ever comes: `participant_connection_aborted`.
    Abort(JoiningParticipant),
    /// Is removed by a moderator.
    Remove(String),
    /// The room is deleted through the API, everybody in it is thrown out. A later join opens another of its name.
    DeleteRoom,
}

/// Who joins, as the join token says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct JoiningParticipant {
    pub identity: String,
    pub name: String,
    pub sort: ParticipantType,
}

impl JoiningParticipant {
    /// A person, as most are.
    pub fn person(identity: &str, name: &str) -> JoiningParticipant {
        JoiningParticipant {
            identity: identity.to_owned(),
            name: name.to_owned(),
            sort: ParticipantType::Person,
        }
    }
}

/// What a participant is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ParticipantType {
    #[default]
    Person,
    /// By telephone.
    Sip,
    /// A person whom the others do not see.
    Hidden,
    /// A recorder of present LiveKit versions.
    Egress,
    /// A recorder as older versions show it: an ordinary kind with the permission alone.
    Recorder,
    Agent,
    Ingress,
}

impl ParticipantType {
    pub(super) fn kind(self) -> Kind {
        match self {
            ParticipantType::Person | ParticipantType::Hidden | ParticipantType::Recorder => Kind::Standard,
            ParticipantType::Sip => Kind::Sip,
            ParticipantType::Egress => Kind::Egress,
            ParticipantType::Agent => Kind::Agent,
            ParticipantType::Ingress => Kind::Ingress,
        }
    }

    /// Whether a room stays open while it is in.
    pub(super) fn keeps_room_open(self) -> bool {
        !matches!(self, ParticipantType::Egress | ParticipantType::Recorder | ParticipantType::Agent)
    }
}

/// What becomes of a webhook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WebhookFate {
    /// Sent in its turn.
    #[default]
    Told,
    /// Never sent: LiveKit's queue was full, or its process ended.
    Lost,
    /// Sent twice: the first answer did not arrive.
    Twice,
    /// Sent this many seconds later, after newer events of its room.
    Late(u32),
}

/// A span in which nothing passes between LiveKit and the rest of the world, in either direction.
pub type Outage = Span;
