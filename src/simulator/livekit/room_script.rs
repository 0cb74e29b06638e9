//! Builds the script of one room, with times counted from the scheduled start.

use super::script::{JoiningParticipant, ScriptAction, ScriptEvent, WebhookFate};
use crate::domain::time::{SECOND, Timestamp};

/// The script of one room. Each method adds an event at a number of seconds after the start, which may be negative.
#[derive(Clone, Debug)]
pub struct RoomScript {
    room: String,
    start: Timestamp,
    events: Vec<ScriptEvent>,
}

impl RoomScript {
    pub fn new(room: &str, start: Timestamp) -> RoomScript {
        RoomScript { room: room.to_owned(), start, events: Vec::new() }
    }

    /// Somebody joins.
    pub fn join(self, second: i64, participant: JoiningParticipant) -> RoomScript {
        self.then(second, ScriptAction::Join(participant))
    }

    /// Somebody leaves in order.
    pub fn leave(self, second: i64, identity: &str) -> RoomScript {
        self.then(second, ScriptAction::Leave(identity.to_owned()))
    }

    /// Somebody loses the connection.
    pub fn vanish(self, second: i64, identity: &str) -> RoomScript {
        self.then(second, ScriptAction::Vanish(identity.to_owned()))
    }

    /// Any other action.
    pub fn then(mut self, second: i64, act: ScriptAction) -> RoomScript {
        let at = self.start.plus(second * SECOND);
        self.events.push(ScriptEvent { at, room: self.room.clone(), act, fate: WebhookFate::Told });
        self
    }

    /// What becomes of the webhooks of the last event.
    pub fn with_fate(mut self, fate: WebhookFate) -> RoomScript {
        if let Some(last) = self.events.last_mut() {
            last.fate = fate;
        }
        self
    }
}

impl IntoIterator for RoomScript {
    type Item = ScriptEvent;
    type IntoIter = std::vec::IntoIter<ScriptEvent>;

    fn into_iter(self) -> Self::IntoIter {
        self.events.into_iter()
    }
}
