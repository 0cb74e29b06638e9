//! Quotas: how long a call has to wait so that no minute has more calls than Google allows.
//!
//! The limit is per minute, so a burst at the start of every interval would leave most of it unused; calls are let
//! through evenly instead (generic cell rate), with a small burst.

use std::collections::HashMap;

use crate::domain::time::Timestamp;

const MINUTE_MICROS: i64 = 60_000_000;

/// Paces the calls of each user and each project.
#[derive(Debug)]
pub struct QuotaPacer {
    user: CallRate,
    project: CallRate,
    /// The theoretical arrival time (GCRA) of the next call in microseconds, by (is project, name). Times that are
    /// past say no more than no entry, so they are dropped.
    next_call_at: HashMap<(bool, String), i64>,
}

#[derive(Clone, Copy, Debug)]
struct CallRate {
    /// Microseconds between two calls.
    interval_micros: i64,
    /// How far ahead of the even rate a burst may run.
    burst_micros: i64,
}

impl CallRate {
    /// A tenth of the limit may come at once, eight tenths come evenly: no minute has more than nine tenths.
    fn of(limit: u32) -> CallRate {
        let limit = i64::from(limit.max(10));
        let every = MINUTE_MICROS * 10 / (limit * 8);
        CallRate { interval_micros: every, burst_micros: every * (limit / 10 - 1) }
    }
}

impl QuotaPacer {
    pub fn new(per_user: u32, per_project: u32) -> QuotaPacer {
        QuotaPacer {
            user: CallRate::of(per_user),
            project: CallRate::of(per_project),
            next_call_at: HashMap::new(),
        }
    }

    /// Takes one call of `user` in `project` and says how many milliseconds it has to wait from `now`.
    pub fn reserve(&mut self, user: &str, project: &str, now: Timestamp) -> u64 {
        let now = now.millis() * 1_000;
        self.next_call_at.retain(|_, at| *at > now);
        let of_user = self.reserve_for((false, user.to_owned()), self.user, now);
        let of_project = self.reserve_for((true, project.to_owned()), self.project, now);
        u64::try_from(of_user.max(of_project)).unwrap_or(0).div_ceil(1_000)
    }

    fn reserve_for(&mut self, key: (bool, String), rate: CallRate, now: i64) -> i64 {
        let due = self.next_call_at.entry(key).or_insert(now);
        let turn = (*due).max(now);
        *due = turn + rate.interval_micros;
        turn - rate.burst_micros - now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Calls by the moment they were let through, when `calls` are wanted at once.
    fn moments(limits: (u32, u32), users: &[&str], calls: usize) -> Vec<i64> {
        let mut quota = QuotaPacer::new(limits.0, limits.1);
        let now = Timestamp::from_seconds(1_767_600_000);
        (0..calls)
            .map(|n| i64::try_from(quota.reserve(users[n % users.len()], "project", now)).unwrap())
            .collect()
    }

    fn fullest_minute(mut moments: Vec<i64>) -> usize {
        moments.sort_unstable();
        moments
            .iter()
            .map(|from| moments.iter().filter(|at| **at >= *from && **at < from + 60_000).count())
            .max()
            .unwrap()
    }

    #[test]
    fn a_burst_is_spread_so_that_no_minute_is_overspent() {
        assert!(fullest_minute(moments((600, 6_000), &["a"], 1_800)) <= 600);
        let many: Vec<String> = (0..300).map(|n| format!("user {n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(fullest_minute(moments((600, 6_000), &many, 18_000)) <= 6_000);
    }

    #[test]
    fn three_minutes_of_one_user_are_well_used() {
        let within = moments((600, 6_000), &["a"], 1_800).into_iter().filter(|at| *at < 180_000).count();
        assert!(within >= 1_440, "{within} calls in three minutes");
    }

    #[test]
    fn a_few_calls_do_not_wait() {
        assert!(moments((600, 6_000), &["a"], 60).iter().all(|wait| *wait == 0));
    }
}
