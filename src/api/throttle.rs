//! Guessing passwords: held back per account, and per account and address. Only failures count, so that whoever
//! knows the password may log in as often as they like, and one who guesses from elsewhere does not keep them out at
//! once.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Wrong passwords allowed at once from one address for one account, and the time in which one more is earned.
const PAIR: (u32, Duration) = (10, Duration::from_secs(60));
/// The same for one account from everywhere: about a hundred guesses a day.
const ACCOUNT: (u32, Duration) = (50, Duration::from_secs(900));
/// The same for one address, whatever the account.
const ADDRESS: (u32, Duration) = (200, Duration::from_secs(5));

/// Memory of failed logins, of this process.
pub(crate) struct Throttle {
    limits: [DefaultKeyedRateLimiter<String>; 3],
    blocked: Mutex<HashMap<String, Instant>>,
}

impl Throttle {
    pub fn new() -> Throttle {
        Throttle { limits: [PAIR, ACCOUNT, ADDRESS].map(limiter), blocked: Mutex::default() }
    }

    /// Whether this login may be tried; else the seconds to wait.
    pub fn check(&self, account: &str, from: Option<IpAddr>) -> Result<(), u64> {
        let now = Instant::now();
        let blocked = self.blocked.lock().unwrap_or_else(PoisonError::into_inner);
        let until = keys(account, from).iter().filter_map(|key| blocked.get(key).copied()).max();
        match until.map(|until| until.saturating_duration_since(now)) {
            Some(wait) if !wait.is_zero() => Err(wait.as_secs() + 1),
            _ => Ok(()),
        }
    }

    /// Notes a wrong password. From the last one allowed on, the next must wait.
    pub fn failed(&self, account: &str, from: Option<IpAddr>) {
        let clock = DefaultClock::default();
        let mut blocked = self.blocked.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        blocked.retain(|_, until| *until > now);
        for (limit, key) in self.limits.iter().zip(keys(account, from)) {
            limit.retain_recent();
            if let Err(until) = limit.check_key(&key) {
                blocked.insert(key, now + until.wait_time_from(clock.now()));
            }
        }
    }
}

fn limiter((burst, each): (u32, Duration)) -> DefaultKeyedRateLimiter<String> {
    let quota = Quota::with_period(each).expect("a time above zero");
    RateLimiter::keyed(quota.allow_burst(NonZeroU32::new(burst).expect("a number above zero")))
}

/// In the order of the limits.
fn keys(account: &str, from: Option<IpAddr>) -> [String; 3] {
    let from = from.map_or_else(String::new, |from| from.to_string());
    [format!("pair {from} {account}"), format!("account {account}"), format!("address {from}")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_hold_back_their_own_account_and_address_only() {
        let throttle = Throttle::new();
        let (here, there) = (Some([1, 1, 1, 1].into()), Some([2, 2, 2, 2].into()));
        for _ in 0..PAIR.0 {
            assert_eq!(throttle.check("a@x", here), Ok(()));
            throttle.failed("a@x", here);
        }
        assert_eq!(throttle.check("a@x", here), Ok(()), "as many as allowed were tried");
        throttle.failed("a@x", here);
        let wait = throttle.check("a@x", here).expect_err("one too many");
        assert!((1..=PAIR.1.as_secs() + 1).contains(&wait), "{wait}");
        assert_eq!(throttle.check("a@x", there), Ok(()), "the owner logs in from elsewhere");
        assert_eq!(throttle.check("b@x", here), Ok(()), "another account");
    }
}
