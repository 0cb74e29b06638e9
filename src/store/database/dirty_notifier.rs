//! Tells whoever evaluates in this process that something was marked. It says nothing of what: the table does.

use std::sync::Arc;

use tokio::sync::watch;

/// A bell beside the table `unevaluated`, rung after a commit. Cheap to clone.
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
