//! The names of rooms that were closed lately, in memory: every webhook of somebody who comes is looked at, by the thousand.
//! Those that other replicas closed are here a few seconds later. The database decides before anything is closed
//! (`reopened`).

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often the names are read anew.
const RELOAD_INTERVAL: Duration = Duration::from_secs(5);

/// Organisation and room.
pub type RoomKey = (String, String);

/// Rooms that were closed lately. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct ClosedRooms(Arc<Mutex<ClosedRoomNames>>);

#[derive(Debug, Default)]
struct ClosedRoomNames {
    closed: HashSet<RoomKey>,
    loaded_at: Option<Instant>,
    /// Being looked at.
    at_work: HashSet<RoomKey>,
}

/// What is to be done about somebody who came into a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryCheck {
    /// The names are old: read them anew (`replace`), then look at the room if it is among them.
    Reload,
    /// The room was closed: look at it.
    Look,
}

impl ClosedRooms {
    pub fn add(&self, organization: &str, room: &str) {
        self.lock().closed.insert((organization.to_owned(), room.to_owned()));
    }

    /// What to do about somebody who came into this room, if anything. Say `done` afterwards: meanwhile nobody else is told to
    /// look at it.
    pub fn begin(&self, key: &RoomKey) -> Option<EntryCheck> {
        let mut names = self.lock();
        let is_stale = names.loaded_at.is_none_or(|at| at.elapsed() >= RELOAD_INTERVAL);
        if !(is_stale || names.closed.contains(key)) || !names.at_work.insert(key.clone()) {
            return None;
        }
        if is_stale {
            names.loaded_at = Some(Instant::now());
        }
        Some(if is_stale { EntryCheck::Reload } else { EntryCheck::Look })
    }

    pub fn done(&self, key: &RoomKey) {
        self.lock().at_work.remove(key);
    }

    /// Replaces the names by those just read.
    pub fn replace(&self, closed: impl Iterator<Item = RoomKey>) {
        self.lock().closed = closed.collect();
    }

    pub fn contains(&self, key: &RoomKey) -> bool {
        self.lock().closed.contains(key)
    }

    fn lock(&self) -> MutexGuard<'_, ClosedRoomNames> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_closed_room_is_looked_at_and_by_one_at_a_time() {
        let rooms = ClosedRooms::default();
        let key = |room: &str| ("o1".to_owned(), room.to_owned());
        assert_eq!(rooms.begin(&key("a")), Some(EntryCheck::Reload), "nothing is known yet");
        rooms.replace([key("a")].into_iter());
        assert_eq!(rooms.begin(&key("a")), None, "somebody is at it");
        rooms.done(&key("a"));
        assert_eq!(rooms.begin(&key("a")), Some(EntryCheck::Look));
        assert_eq!(rooms.begin(&key("b")), None);
        rooms.add("o1", "b");
        assert_eq!(rooms.begin(&key("b")), Some(EntryCheck::Look));
        assert!(rooms.contains(&key("b")) && !rooms.contains(&("o2".to_owned(), "b".to_owned())));
    }
}
