//! The rooms that somebody came into lately and nobody has looked at yet, in memory: arrivals come by the thousand, and are
//! looked at together, a batch at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Rooms that wait at most. What comes beyond is left to the job `rooms_cleanup`.
const MAX_WAITING: usize = 10_000;

/// Organisation and room.
pub type RoomKey = (String, String);

/// Rooms that somebody came into. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct EnteredRooms(Arc<Mutex<EnteredRoomsInner>>);

#[derive(Debug, Default)]
struct EnteredRoomsInner {
    waiting: BTreeSet<RoomKey>,
    /// Being closed again. Who comes in meanwhile waits: it may have been looked at before they came.
    at_work: BTreeSet<RoomKey>,
    is_looked_after: bool,
}

impl EnteredRooms {
    /// Somebody came in. True where nobody takes batches, so that the caller has to, until there is none.
    pub fn add(&self, key: RoomKey) -> bool {
        let mut rooms = self.lock();
        if rooms.waiting.len() < MAX_WAITING {
            rooms.waiting.insert(key);
        }
        !std::mem::replace(&mut rooms.is_looked_after, true)
    }

    /// The rooms to look at now, by organisation; each needs `done` afterwards. It is empty while those that wait are at work.
    /// `None`: nothing waits, and whoever adds next has to take batches.
    pub fn next_batch(&self) -> Option<BTreeMap<String, Vec<String>>> {
        let mut rooms = self.lock();
        if rooms.waiting.is_empty() {
            rooms.is_looked_after = false;
            return None;
        }
        let EnteredRoomsInner { waiting, at_work, .. } = &mut *rooms;
        let mut batch: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for key in waiting.difference(at_work) {
            batch.entry(key.0.clone()).or_default().push(key.1.clone());
        }
        waiting.retain(|key| at_work.contains(key));
        at_work.extend(
            batch.iter().flat_map(|(organization, rooms)| {
                rooms.iter().map(|room| (organization.clone(), room.clone()))
            }),
        );
        Some(batch)
    }

    /// It was looked at.
    pub fn done(&self, key: &RoomKey) {
        self.lock().at_work.remove(key);
    }

    fn lock(&self) -> MutexGuard<'_, EnteredRoomsInner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(room: &str) -> RoomKey {
        ("o1".to_owned(), room.to_owned())
    }

    fn batch(rooms: &[&str]) -> Option<BTreeMap<String, Vec<String>>> {
        let names: Vec<String> = rooms.iter().map(|&room| room.to_owned()).collect();
        Some(if names.is_empty() { BTreeMap::new() } else { BTreeMap::from([("o1".to_owned(), names)]) })
    }

    #[test]
    fn one_looks_after_all_and_nobody_who_comes_meanwhile_is_forgotten() {
        let rooms = EnteredRooms::default();
        assert!(rooms.add(key("a")), "the first has to look");
        assert!(!rooms.add(key("b")) && !rooms.add(key("b")));
        assert_eq!(rooms.next_batch(), batch(&["a", "b"]));
        rooms.done(&key("b"));
        assert!(!rooms.add(key("a")) && !rooms.add(key("b")));
        assert_eq!(rooms.next_batch(), batch(&["b"]), "somebody is at the other");
        assert_eq!(rooms.next_batch(), batch(&[]), "it is not forgotten");
        rooms.done(&key("a"));
        assert_eq!(rooms.next_batch(), batch(&["a"]));
        assert_eq!(rooms.next_batch(), None);
        assert!(rooms.add(key("c")), "the next one has to look again");
    }

    #[test]
    fn what_waits_has_an_end() {
        let rooms = EnteredRooms::default();
        for number in 0..MAX_WAITING + 10 {
            rooms.add(key(&number.to_string()));
        }
        assert_eq!(rooms.next_batch().map(|batch| batch["o1"].len()), Some(MAX_WAITING));
    }
}
