//! Limits how often feeds are read. State is per process and bounded, and holds hashes only.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::access::login_throttle::LoginOrigin;
use crate::app::access::login_throttle::rate_limiter::{AttemptQuota, KeyedRateLimiter};
use crate::domain::time::{SECOND, Timestamp};

/// Reads of one feed. Programs read it once in some minutes or hours, a person with several devices a little more often.
const FEED_QUOTA: AttemptQuota = AttemptQuota { burst: 30, refill_millis: 10 * SECOND };
/// Unknown addresses asked for from one place. Those that are known are not counted there: the servers of a calendar
/// service ask for many feeds from one place.
const UNKNOWN_QUOTA: AttemptQuota = AttemptQuota { burst: 60, refill_millis: 2 * SECOND };

/// Who has read how often.
#[derive(Clone)]
pub struct FeedLimit {
    hasher: RandomState,
    feeds: Arc<Mutex<KeyedRateLimiter>>,
    unknown: Arc<Mutex<KeyedRateLimiter>>,
}

impl Default for FeedLimit {
    fn default() -> Self {
        FeedLimit {
            hasher: RandomState::new(),
            feeds: Arc::new(Mutex::new(KeyedRateLimiter::new(FEED_QUOTA))),
            unknown: Arc::new(Mutex::new(KeyedRateLimiter::new(UNKNOWN_QUOTA))),
        }
    }
}

impl std::fmt::Debug for FeedLimit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FeedLimit(…)")
    }
}

impl FeedLimit {
    /// Counts a read of a feed that is known.
    ///
    /// # Errors
    /// After how many seconds it is worth asking again.
    pub(super) fn read_feed(&self, secret_hash: &str, now: Timestamp) -> Result<(), u64> {
        self.count(&self.feeds, secret_hash, now)
    }

    /// Counts a read of an address that is unknown.
    ///
    /// # Errors
    /// As `read_feed`.
    pub(super) fn read_unknown(&self, from: Option<IpAddr>, now: Timestamp) -> Result<(), u64> {
        self.count(&self.unknown, LoginOrigin::from_address(from), now)
    }

    fn count(&self, limiter: &Mutex<KeyedRateLimiter>, key: impl Hash, now: Timestamp) -> Result<(), u64> {
        let key = self.hasher.hash_one(key);
        let mut limiter = limiter.lock().unwrap_or_else(PoisonError::into_inner);
        match limiter.wait_millis(key, now.millis()) {
            Some(wait) => Err(u64::try_from(wait / SECOND + 1).unwrap_or(1)),
            None => {
                limiter.consume(key, now.millis());
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_that_is_read_all_the_time_waits_and_others_do_not() {
        let (limit, now) = (FeedLimit::default(), Timestamp::from_seconds(1_767_600_000));
        let read = |feed: &str, seconds: i64| limit.read_feed(feed, now.plus(seconds * SECOND));
        assert!((0..30).all(|_| read("one", 0).is_ok()));
        let wait = read("one", 0).expect_err("too often");
        assert!((1..=11).contains(&wait), "{wait}");
        assert!(read("other", 0).is_ok());
        assert!(read("one", 11).is_ok());
    }

    #[test]
    fn guesses_are_counted_by_where_they_come_from() {
        let (limit, now) = (FeedLimit::default(), Timestamp::from_seconds(1_767_600_000));
        let at = |text: &str| Some(text.parse().expect("an address"));
        assert!((0..60).all(|_| limit.read_unknown(at("2001:db8::1"), now).is_ok()));
        assert!(limit.read_unknown(at("2001:db8::2"), now).is_err(), "one network");
        assert!(limit.read_unknown(at("192.0.2.1"), now).is_ok());
    }
}
