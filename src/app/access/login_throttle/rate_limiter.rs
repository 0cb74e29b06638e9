//! A rate limiter by key (GCRA, the generic cell rate algorithm) with peek and refund, which `governor` does not offer,
//! and with a fixed maximum of entries.

use std::collections::HashMap;

/// Most entries of one map; about 1 MiB.
const MAX_ENTRIES: usize = 50_000;

/// `burst` attempts at once, then one more every `refill_millis`.
#[derive(Clone, Copy)]
pub(in crate::app) struct AttemptQuota {
    pub burst: i64,
    pub refill_millis: i64,
}

/// Numbers by key, at most `MAX_ENTRIES`: when it is full, the smaller half is dropped.
#[derive(Default)]
pub(super) struct BoundedMap(HashMap<u64, i64>);

impl BoundedMap {
    pub fn contains(&self, key: u64) -> bool {
        self.0.contains_key(&key)
    }

    pub fn insert(&mut self, key: u64, value: i64) {
        if self.0.len() >= MAX_ENTRIES && !self.0.contains_key(&key) {
            let mut values: Vec<i64> = self.0.values().copied().collect();
            let (_, middle, _) = values.select_nth_unstable(MAX_ENTRIES / 2);
            let middle = *middle;
            self.0.retain(|_, value| *value > middle);
        }
        self.0.insert(key, value);
    }
}

/// For each key the millisecond at which its whole quota is available again.
pub(in crate::app) struct KeyedRateLimiter {
    quota: AttemptQuota,
    refilled_at: BoundedMap,
}

impl KeyedRateLimiter {
    pub fn new(limit: AttemptQuota) -> KeyedRateLimiter {
        KeyedRateLimiter { quota: limit, refilled_at: BoundedMap::default() }
    }

    /// Clamped so that a clock set back never causes a wait longer than the full quota.
    fn refilled_at(&self, key: u64, now: i64) -> i64 {
        let until = self.refilled_at.0.get(&key).copied().unwrap_or(now);
        until.clamp(now, now + self.quota.burst * self.quota.refill_millis)
    }

    /// Milliseconds until an attempt is allowed; `None`: it is allowed now.
    pub fn wait_millis(&self, key: u64, now: i64) -> Option<i64> {
        let wait = self.refilled_at(key, now) + self.quota.refill_millis
            - now
            - self.quota.burst * self.quota.refill_millis;
        (wait > 0).then_some(wait)
    }

    pub fn consume(&mut self, key: u64, now: i64) {
        let until = self.refilled_at(key, now) + self.quota.refill_millis;
        self.refilled_at.insert(key, until.min(now + self.quota.burst * self.quota.refill_millis));
    }

    pub fn refund(&mut self, key: u64, now: i64) {
        let until = self.refilled_at(key, now) - self.quota.refill_millis;
        self.refilled_at.insert(key, until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_has_an_end_and_keeps_the_worst() {
        let mut spent = KeyedRateLimiter::new(AttemptQuota { burst: 10, refill_millis: 60_000 });
        for _ in 0..10 {
            spent.consume(1, 0);
        }
        for key in 2..200_000 {
            spent.consume(key, 0);
        }
        assert!(spent.refilled_at.0.len() <= MAX_ENTRIES);
        assert!(spent.wait_millis(1, 0).is_some(), "who guessed most is forgotten last");
    }
}
