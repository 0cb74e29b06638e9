//! Tells this process which sessions have changed, after the commit that changed them: what boards show of them may be
//! out of date.

use tokio::sync::broadcast;

/// How many changes a receiver may be behind before it misses some.
const CAPACITY: usize = 4_096;

/// What happened to the sessions of this database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionSignal {
    /// A commit changed this session: its plan, or what the last evaluation said of it.
    Changed { organization: String, session: String },
    /// Any session may have changed: other processes' changes could not be heard for a while.
    Missed,
}

/// Hands changes to everybody in this process who subscribed. Cheap to clone.
#[derive(Clone, Debug)]
pub struct SessionChangeNotifier(broadcast::Sender<SessionSignal>);

impl Default for SessionChangeNotifier {
    fn default() -> Self {
        SessionChangeNotifier(broadcast::Sender::new(CAPACITY))
    }
}

impl SessionChangeNotifier {
    pub fn notify(&self, change: SessionSignal) {
        // An error says that nobody listens.
        let _ = self.0.send(change);
    }

    pub fn subscribe(&self) -> broadcast::Receiver<SessionSignal> {
        self.0.subscribe()
    }
}

/// The text in which a change goes to other processes. PostgreSQL takes less than 8000 bytes; a longer one says only
/// that something changed.
pub(super) fn encode(organization: &str, session: &str) -> String {
    const LIMIT: usize = 7_900;
    let text = serde_json::to_string(&[organization, session]).unwrap_or_default();
    if text.len() > LIMIT { String::new() } else { text }
}

/// The change that a text of `encode` tells of; whatever else stands there may mean anything.
pub(super) fn decode(text: &str) -> SessionSignal {
    match serde_json::from_str::<[String; 2]>(text) {
        Ok([organization, session]) => SessionSignal::Changed { organization, session },
        Err(_) => SessionSignal::Missed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_what_is_heard() {
        let changed =
            SessionSignal::Changed { organization: "o\"1".to_owned(), session: "s,1\u{200f}".to_owned() };
        assert_eq!(decode(&encode("o\"1", "s,1\u{200f}")), changed);
        assert_eq!(decode(&encode("o", &"long".repeat(2_000))), SessionSignal::Missed);
        assert_eq!(decode("[\"o\"]"), SessionSignal::Missed, "of another version of the program");
    }
}
