//! Writing a script by hand: one room, its moments counted from the scheduled start.

use super::script::{Act, Caller, Cue, Fate};
use crate::domain::time::{SECOND, Timestamp};

/// What happens in one room. Each word adds a cue at so many seconds after the start, which may be negative.
#[derive(Clone, Debug)]
pub struct Story {
    room: String,
    start: Timestamp,
    cues: Vec<Cue>,
}

impl Story {
    pub fn new(room: &str, start: Timestamp) -> Story {
        Story { room: room.to_owned(), start, cues: Vec::new() }
    }

    /// Somebody comes.
    pub fn join(self, second: i64, caller: Caller) -> Story {
        self.then(second, Act::Join(caller))
    }

    /// Somebody says goodbye.
    pub fn leave(self, second: i64, identity: &str) -> Story {
        self.then(second, Act::Leave(identity.to_owned()))
    }

    /// Somebody is gone without a word.
    pub fn vanish(self, second: i64, identity: &str) -> Story {
        self.then(second, Act::Vanish(identity.to_owned()))
    }

    /// Anything.
    pub fn then(mut self, second: i64, act: Act) -> Story {
        let at = self.start.plus(second * SECOND);
        self.cues.push(Cue { at, room: self.room.clone(), act, fate: Fate::Told });
        self
    }

    /// What becomes of the webhooks of the last cue.
    pub fn but(mut self, fate: Fate) -> Story {
        if let Some(last) = self.cues.last_mut() {
            last.fate = fate;
        }
        self
    }
}

impl IntoIterator for Story {
    type Item = Cue;
    type IntoIter = std::vec::IntoIter<Cue>;

    fn into_iter(self) -> Self::IntoIter {
        self.cues.into_iter()
    }
}
