//! The changed sessions that are not told yet. Each is told at most once in a while, so that a burst is one message.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use tokio::time::Instant;

/// At most one message about a session in this time.
pub(super) const MIN_INTERVAL: Duration = Duration::from_millis(200);
/// What one commit changed is loaded together.
const GATHERING: Duration = Duration::from_millis(10);

/// Organisation and session.
type SessionKey = (String, String);

/// When each changed session is to be told, and when each was told last.
#[derive(Debug, Default)]
pub(super) struct ChangesWaiting {
    due: BTreeMap<SessionKey, Instant>,
    told: HashMap<SessionKey, Instant>,
}

impl ChangesWaiting {
    /// A session has changed.
    pub fn add(&mut self, organization: String, session: String, now: Instant) {
        let key = (organization, session);
        let soonest = now + GATHERING;
        let due = self.told.get(&key).map_or(soonest, |told| (*told + MIN_INTERVAL).max(soonest));
        self.due.entry(key).or_insert(due);
    }

    /// A session could not be loaded: later, once more.
    pub fn add_again(&mut self, organization: &str, session: &str, due: Instant) {
        self.due.entry((organization.to_owned(), session.to_owned())).or_insert(due);
    }

    pub fn clear(&mut self) {
        self.due.clear();
    }

    /// When the next one is due; `None` where none waits.
    pub fn next_due(&self) -> Option<Instant> {
        self.due.values().min().copied()
    }

    /// Takes what is due, as session ids by organisation.
    pub fn take_due(&mut self, now: Instant) -> BTreeMap<String, BTreeSet<String>> {
        self.told.retain(|_, told| *told + MIN_INTERVAL > now);
        let mut taken: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let due = std::mem::take(&mut self.due);
        for (key, at) in due {
            if at > now {
                self.due.insert(key, at);
                continue;
            }
            self.told.insert(key.clone(), now);
            taken.entry(key.0).or_default().insert(key.1);
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_about_one_session_is_told_once_in_a_while() {
        let (mut waiting, begin) = (ChangesWaiting::default(), Instant::now());
        let at = |millis| begin + Duration::from_millis(millis);
        let mut told = Vec::new();
        for millis in 0..=1_000 {
            if millis <= 500 {
                waiting.add("o".to_owned(), "s".to_owned(), at(millis));
            }
            if !waiting.take_due(at(millis)).is_empty() {
                told.push(millis);
            }
        }
        assert_eq!(told, [10, 210, 410, 610], "the last change is told too");
        assert!(waiting.told.is_empty(), "nothing is remembered for ever");
    }

    #[test]
    fn what_one_commit_changed_is_taken_together() {
        let (mut waiting, begin) = (ChangesWaiting::default(), Instant::now());
        for session in ["a", "b"] {
            waiting.add("o".to_owned(), session.to_owned(), begin);
        }
        waiting.add("p".to_owned(), "a".to_owned(), begin);
        assert!(waiting.take_due(begin).is_empty());
        let taken = waiting.take_due(waiting.next_due().expect("three wait"));
        assert_eq!(taken["o"].len() + taken["p"].len(), 3);
        assert_eq!(waiting.next_due(), None);
    }
}
