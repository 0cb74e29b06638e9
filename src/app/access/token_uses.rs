//! Which API tokens and logins of browsers were used in the present minute, so that a use is written once a minute.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::time::{MINUTE, Timestamp};

/// Tokens and logins whose use was noted in the present minute. In memory and per process: to note once too often costs a write.
#[derive(Clone, Debug, Default)]
pub struct TokenUses(Arc<Mutex<(i64, HashSet<String>)>>);

impl TokenUses {
    /// Whether this is the first use in this minute of the token or login of this id.
    pub(super) fn is_first_this_minute(&self, id: &str, now: Timestamp) -> bool {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = now.millis().div_euclid(MINUTE);
        if noted.0 != minute {
            *noted = (minute, HashSet::new());
        }
        noted.1.insert(id.to_owned())
    }
}
