//! Wakes the evaluator of this process when a scope was marked dirty. Which one is read from the table.

use std::sync::Arc;

use tokio::sync::watch;

/// A counter that rises after every commit that wrote to the table `unevaluated`. Cheap to clone.
#[derive(Clone, Debug)]
pub struct DirtyNotifier(Arc<watch::Sender<u64>>);

impl Default for DirtyNotifier {
    fn default() -> Self {
        DirtyNotifier(Arc::new(watch::Sender::new(0)))
    }
}

impl DirtyNotifier {
    pub fn notify(&self) {
        self.0.send_modify(|rung| *rung += 1);
    }

    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }
}
