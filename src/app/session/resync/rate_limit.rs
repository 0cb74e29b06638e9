//! How often people may have a platform asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::refusal::NotResynced;
use crate::domain::time::Timestamp;

const MINUTE: i64 = 60_000;

/// When people asked in the last minute, by what they asked about. Of this process: it keeps fingers off buttons; the
/// quota itself is the client's.
#[derive(Clone, Debug, Default)]
pub struct Asked(Arc<Mutex<HashMap<String, Vec<Timestamp>>>>);

impl Asked {
    /// Takes one of `most` calls a minute about this.
    pub(super) fn again(&self, what: String, most: usize, now: Timestamp) -> Result<(), NotResynced> {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asked.retain(|_, times| {
            times.retain(|at| now.since(*at) < MINUTE);
            !times.is_empty()
        });
        let times = asked.entry(what).or_default();
        match times.first() {
            Some(first) if times.len() >= most => {
                let wait = MINUTE - now.since(*first);
                Err(NotResynced::TooOften(u64::try_from(wait / 1_000 + 1).unwrap_or(60)))
            }
            _ => {
                times.push(now);
                Ok(())
            }
        }
    }
}
