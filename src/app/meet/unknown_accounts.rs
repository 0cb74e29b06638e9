//! Accounts that no directory knew a while ago, so that they are not asked about at every run.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::time::{DAY, Timestamp};

/// How long an account that the directory does not know is not asked about again.
const UNKNOWN_ACCOUNT_TTL: i64 = DAY;

/// When an account was last asked about in vain, by organisation and account. In memory and per process: to ask once too
/// often costs a call.
#[derive(Clone, Debug, Default)]
pub struct UnknownAccounts(Arc<Mutex<BTreeMap<(String, String), Timestamp>>>);

impl UnknownAccounts {
    pub(super) fn was_asked_recently(&self, organization: &str, user: &str, now: Timestamp) -> bool {
        let asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let last = asked.get(&(organization.to_owned(), user.to_owned()));
        last.is_some_and(|at| now.since(*at) < UNKNOWN_ACCOUNT_TTL)
    }

    pub(super) fn add(&self, organization: &str, user: &str, now: Timestamp) {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asked.retain(|_, at| now.since(*at) < UNKNOWN_ACCOUNT_TTL);
        asked.insert((organization.to_owned(), user.to_owned()), now);
    }
}
