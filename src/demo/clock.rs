//! The clock of the demo: stands where the play is, and runs with the machine's once the play has caught up.

use std::sync::{Mutex, PoisonError};

use crate::clock::{Clock, SystemClock};
use crate::domain::time::Timestamp;

#[derive(Debug)]
pub struct DemoClock(Mutex<Option<Timestamp>>);

impl DemoClock {
    pub fn at(at: Timestamp) -> DemoClock {
        DemoClock(Mutex::new(Some(at)))
    }

    /// Goes on to `at`; a moment already past leaves it where it is.
    pub fn advance_to(&self, at: Timestamp) {
        let now = self.now();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(now.max(at));
    }

    /// Lets it run from the present.
    pub fn follow_system(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        let set = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        set.unwrap_or_else(|| SystemClock.now())
    }
}
