//! The clock of the demo: it stands at the simulated instant while the weeks are played, and follows the machine's
//! clock afterwards.

use std::sync::{Mutex, PoisonError};

use crate::clock::{Clock, SystemClock};
use crate::domain::time::Timestamp;

#[derive(Debug)]
pub struct DemoClock(Mutex<Option<Timestamp>>);

impl DemoClock {
    pub fn at(at: Timestamp) -> DemoClock {
        DemoClock(Mutex::new(Some(at)))
    }

    /// Moves forward to `at`; never back.
    pub fn advance_to(&self, at: Timestamp) {
        let now = self.now();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(now.max(at));
    }

    /// From now on it shows the machine's time.
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
