//! The clock of the demo: stands where the play is, and runs with the machine's once the play has caught up.

use std::sync::{Mutex, PoisonError};

use crate::clock::{Clock, SystemClock};
use crate::domain::time::Timestamp;

#[derive(Debug)]
pub struct QuickClock(Mutex<Option<Timestamp>>);

impl QuickClock {
    pub fn at(at: Timestamp) -> QuickClock {
        QuickClock(Mutex::new(Some(at)))
    }

    /// Goes on to `at`; a moment already past leaves it where it is.
    pub fn reach(&self, at: Timestamp) {
        let now = self.now();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(now.max(at));
    }

    /// Lets it run from the present.
    pub fn release(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Clock for QuickClock {
    fn now(&self) -> Timestamp {
        let set = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        set.unwrap_or_else(|| SystemClock.now())
    }
}
