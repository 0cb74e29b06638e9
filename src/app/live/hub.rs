//! The hub of one process: who watches which organisation, and what they are told.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::{Stream, stream};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::live_session::LiveSession;
use super::publisher::{self, Audience};
use crate::clock::Clock;
use crate::store::Store;

/// How many messages a watcher may be behind; one who is further behind is told to start over.
const CAPACITY: usize = 256;

/// What a watcher is told.
#[derive(Clone, Debug)]
pub enum LiveChange {
    /// The session as it stands, unreduced: see `LiveSession::visible_to`.
    Session(Arc<LiveSession>),
    /// Something was missed: read everything anew.
    Restart,
}

/// Who watches what. Cheap to clone.
#[derive(Clone, Debug)]
pub struct LiveHub(Arc<HubState>);

#[derive(Debug)]
struct HubState {
    store: Store,
    clock: Arc<dyn Clock>,
    shutdown: CancellationToken,
    tasks: TaskTracker,
    is_started: AtomicBool,
    channels: Mutex<HashMap<String, OrganizationChannel>>,
}

/// The watchers of one organisation.
#[derive(Debug)]
struct OrganizationChannel {
    sender: broadcast::Sender<LiveChange>,
    /// What was last told of each session, as JSON, so that an evaluation which changes nothing that is shown is not
    /// told. Forgotten when a watcher comes, who may have read something else meanwhile.
    told: HashMap<String, Arc<str>>,
}

impl LiveHub {
    /// A hub that is not started yet; it ends with `shutdown`.
    pub fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        shutdown: CancellationToken,
        tasks: TaskTracker,
    ) -> LiveHub {
        LiveHub(Arc::new(HubState {
            store,
            clock,
            shutdown,
            tasks,
            is_started: AtomicBool::new(false),
            channels: Mutex::default(),
        }))
    }

    /// Starts listening for changes, once; `watch` does so too.
    pub fn start(&self) {
        if !self.0.is_started.swap(true, Ordering::SeqCst) {
            let HubState { store, clock, shutdown, tasks, .. } = &*self.0;
            tasks.spawn(publisher::run(self.clone(), store.clone(), clock.clone(), shutdown.clone()));
        }
    }

    /// Every change of an organisation's sessions from now on, also of those the caller may not see. Read what stands
    /// after calling this, and nothing is missed.
    pub fn watch(&self, organization: &str) -> impl Stream<Item = LiveChange> + Send + use<> {
        let receiver = {
            let mut channels = self.channels();
            let channel = channels.entry(organization.to_owned()).or_insert_with(|| OrganizationChannel {
                sender: broadcast::Sender::new(CAPACITY),
                told: HashMap::new(),
            });
            channel.told.clear();
            channel.sender.subscribe()
        };
        self.start();
        stream::unfold(receiver, |mut receiver| async move {
            match receiver.recv().await {
                Ok(change) => Some((change, receiver)),
                Err(RecvError::Lagged(_)) => {
                    // What is left is older than what is read anew.
                    let fresh = receiver.resubscribe();
                    Some((LiveChange::Restart, fresh))
                }
                Err(RecvError::Closed) => None,
            }
        })
    }

    fn channels(&self) -> MutexGuard<'_, HashMap<String, OrganizationChannel>> {
        // Each change of the map is whole, so that a panic elsewhere leaves nothing half done.
        self.0.channels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Audience for LiveHub {
    fn is_watched(&self, organization: &str) -> bool {
        self.channels().get(organization).is_some_and(|channel| channel.sender.receiver_count() > 0)
    }

    fn publish(&self, organization: &str, sessions: Vec<LiveSession>) {
        let mut channels = self.channels();
        let Some(channel) = channels.get_mut(organization) else { return };
        if channel.sender.receiver_count() == 0 {
            channels.remove(organization);
            return;
        }
        for session in sessions {
            let json = session.json();
            if channel.told.insert(session.id.clone(), json.clone()).as_ref() != Some(&json) {
                // An error says that the last watcher has just gone.
                let _ = channel.sender.send(LiveChange::Session(Arc::new(session)));
            }
        }
    }

    fn restart_all(&self) {
        let mut channels = self.channels();
        channels.retain(|_, channel| channel.sender.receiver_count() > 0);
        for channel in channels.values_mut() {
            channel.told.clear();
            let _ = channel.sender.send(LiveChange::Restart);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::sync::OnceLock;

    use futures_util::StreamExt;

    use super::*;
    use crate::clock::SystemClock;
    use crate::domain::session::{Format, Kind, Platform, Status};
    use crate::domain::time::Timestamp;

    fn session(title: usize) -> LiveSession {
        LiveSession {
            id: "s".to_owned(),
            title: Some(title.to_string()),
            kind: Kind::Class,
            format: Format::Group,
            platform: Platform::Onsite,
            start: Timestamp::MIN,
            end: Timestamp::MAX,
            status: Status::Ongoing,
            settled: false,
            needs_review: false,
            teacher: None,
            people: Vec::new(),
            strangers: 0,
            lateness_grace: 0,
            json: OnceLock::new(),
        }
    }

    #[tokio::test]
    async fn a_slow_watcher_starts_over_and_nothing_is_told_twice() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("rollcall.db").display());
        let store = Store::open(&url, 1).await.expect("a database");
        let hub = LiveHub::new(store, Arc::new(SystemClock), CancellationToken::new(), TaskTracker::new());
        assert!(!hub.is_watched("o"));
        let mut slow = pin!(hub.watch("o"));
        let _other = hub.watch("p");
        let mut quick = pin!(hub.watch("o"));
        for number in 0..=CAPACITY {
            hub.publish("o", vec![session(number)]);
            hub.publish("o", vec![session(number)]);
            hub.publish("p", vec![session(number)]);
            let told = quick.next().await;
            assert!(
                matches!(&told, Some(LiveChange::Session(one)) if one.title == session(number).title),
                "{told:?}"
            );
        }
        assert!(matches!(slow.next().await, Some(LiveChange::Restart)));
        hub.publish("o", vec![session(1_000)]);
        let told = slow.next().await;
        assert!(
            matches!(&told, Some(LiveChange::Session(one)) if one.title == session(1_000).title),
            "{told:?}"
        );
    }

    #[tokio::test]
    async fn a_watcher_who_comes_is_told_again_what_others_were_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("rollcall.db").display());
        let store = Store::open(&url, 1).await.expect("a database");
        let hub = LiveHub::new(store, Arc::new(SystemClock), CancellationToken::new(), TaskTracker::new());
        let mut first = pin!(hub.watch("o"));
        hub.publish("o", vec![session(1)]);
        assert!(first.next().await.is_some());
        let mut second = pin!(hub.watch("o"));
        hub.publish("o", vec![session(1)]);
        assert!(matches!(second.next().await, Some(LiveChange::Session(_))));
    }
}
