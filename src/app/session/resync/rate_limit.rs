//! How often people may have a platform asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::session::resync::error::ResyncError;
use crate::domain::time::Timestamp;

const MINUTE: i64 = 60_000;

/// When people asked in the last minute, by what they asked about. Of this process: it keeps fingers off buttons; the
/// quota itself is the client's.
#[derive(Clone, Debug, Default)]
pub struct RateLimiter(Arc<Mutex<HashMap<String, Vec<Timestamp>>>>);

impl RateLimiter {
    /// Takes one of `most` calls a minute about this.
    pub(super) fn acquire(&self, key: String, limit: usize, now: Timestamp) -> Result<(), ResyncError> {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asked.retain(|_, times| {
            times.retain(|at| now.since(*at) < MINUTE);
            !times.is_empty()
        });
        let times = asked.entry(key).or_default();
        match times.first() {
            Some(first) if times.len() >= limit => {
                let wait = MINUTE - now.since(*first);
                Err(ResyncError::TooManyRequests(u64::try_from(wait / 1_000 + 1).unwrap_or(60)))
            }
            _ => {
                times.push(now);
                Ok(())
            }
        }
    }
}
