//! The clock, passed as an argument: one implementation reads the system's clock, the other is set by tests.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::Utc;

use crate::domain::time::Timestamp;

/// Tells the present time. Functions of `app` hold one; what they call takes the instant it gave.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present instant, UTC, cut to milliseconds.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the Clock that everybody else asks")]
    fn now(&self) -> Timestamp {
        Utc::now().into()
    }
}

/// A clock that stands still until it is moved. For tests and the demo's quick time.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock that shows `at`.
    pub fn at(at: Timestamp) -> Self {
        ManualClock(AtomicI64::new(at.millis()))
    }

    /// Puts the clock to `at`, which may lie in its past.
    pub fn set(&self, at: Timestamp) {
        self.0.store(at.millis(), Ordering::SeqCst);
    }

    /// Moves the clock on by `millis`.
    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}
