//! What was spent of a limit, by key: numbers alone, and never more than so many.

use std::collections::HashMap;

/// Entries a memory holds at most; about 1 MiB.
const MOST: usize = 50_000;

/// So many at once, and one more earned each so many milliseconds.
#[derive(Clone, Copy)]
pub(super) struct Limit {
    pub burst: i64,
    pub each: i64,
}

/// Numbers by keys, never more than `MOST`: the smallest go when it is full.
#[derive(Default)]
pub(super) struct Memory(HashMap<u64, i64>);

impl Memory {
    pub fn knows(&self, key: u64) -> bool {
        self.0.contains_key(&key)
    }

    pub fn put(&mut self, key: u64, value: i64) {
        if self.0.len() >= MOST && !self.0.contains_key(&key) {
            let mut values: Vec<i64> = self.0.values().copied().collect();
            let (_, middle, _) = values.select_nth_unstable(MOST / 2);
            let middle = *middle;
            self.0.retain(|_, value| *value > middle);
        }
        self.0.insert(key, value);
    }
}

/// What was spent of a limit, by key: the millisecond at which all of it will be earned back.
pub(super) struct Spent {
    limit: Limit,
    until: Memory,
}

impl Spent {
    pub fn new(limit: Limit) -> Spent {
        Spent { limit, until: Memory::default() }
    }

    /// A clock that was put back does not make anybody wait longer than the limit knows.
    fn until(&self, key: u64, now: i64) -> i64 {
        let until = self.until.0.get(&key).copied().unwrap_or(now);
        until.clamp(now, now + self.limit.burst * self.limit.each)
    }

    /// Milliseconds until one may be spent; `None`: now.
    pub fn wait(&self, key: u64, now: i64) -> Option<i64> {
        let wait = self.until(key, now) + self.limit.each - now - self.limit.burst * self.limit.each;
        (wait > 0).then_some(wait)
    }

    pub fn spend(&mut self, key: u64, now: i64) {
        let until = self.until(key, now) + self.limit.each;
        self.until.put(key, until.min(now + self.limit.burst * self.limit.each));
    }

    pub fn give_back(&mut self, key: u64, now: i64) {
        let until = self.until(key, now) - self.limit.each;
        self.until.put(key, until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_has_an_end_and_keeps_the_worst() {
        let mut spent = Spent::new(Limit { burst: 10, each: 60_000 });
        for _ in 0..10 {
            spent.spend(1, 0);
        }
        for key in 2..200_000 {
            spent.spend(key, 0);
        }
        assert!(spent.until.0.len() <= MOST);
        assert!(spent.wait(1, 0).is_some(), "who guessed most is forgotten last");
    }
}
