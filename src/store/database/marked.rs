//! Tells whoever evaluates in this process that something was marked. It says nothing of what: the table does.

use std::sync::Arc;

use tokio::sync::watch;

/// A bell beside the table `unevaluated`, rung after a commit. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Marked(Arc<watch::Sender<u64>>);

impl Default for Marked {
    fn default() -> Self {
        Marked(Arc::new(watch::Sender::new(0)))
    }
}

impl Marked {
    pub fn tell(&self) {
        self.0.send_modify(|rung| *rung += 1);
    }

    pub fn watch(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }
}
