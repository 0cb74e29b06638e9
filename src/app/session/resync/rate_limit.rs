//! Limits how often people may have a platform asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::time::{MINUTE, SECOND, Timestamp};

/// Asked too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RateLimited {
    pub retry_after_seconds: u64,
}

/// When people asked in the last minute, by what they asked about. In memory and per process: it only limits repeated
/// clicks. The quota of Google is kept by the Meet client.
#[derive(Clone, Debug, Default)]
pub struct RateLimiter(Arc<Mutex<HashMap<String, Vec<Timestamp>>>>);

impl RateLimiter {
    /// Takes one of `limit` calls a minute about what `key` names.
    pub(super) fn acquire(&self, key: String, limit: usize, now: Timestamp) -> Result<(), RateLimited> {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asked.retain(|_, times| {
            times.retain(|at| now.since(*at) < MINUTE);
            !times.is_empty()
        });
        let times = asked.entry(key).or_default();
        match times.first() {
            Some(first) if times.len() >= limit => {
                let wait = MINUTE - now.since(*first);
                Err(RateLimited { retry_after_seconds: u64::try_from(wait / SECOND + 1).unwrap_or(60) })
            }
            _ => {
                times.push(now);
                Ok(())
            }
        }
    }
}
