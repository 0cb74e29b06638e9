//! When a message that could not be sent is tried again.

use crate::domain::time::{HOUR, MINUTE, SECOND};

/// The waits between tries, in milliseconds; about a day and a half in all, as the makers of Standard Webhooks advise.
const WAITS: [i64; 8] =
    [30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 18 * HOUR];

/// How often one message is tried before it is dead.
pub const MAX_TRIES: i64 = WAITS.len() as i64 + 1;
/// An endpoint that has taken nothing for so long is switched off.
pub const ENDPOINT_PATIENCE: i64 = 5 * 24 * HOUR;

/// How long to wait before the next try, with `tries_left` of them, in milliseconds. `chance`, from 0 to 1, spreads what
/// failed together over a quarter of the wait. A provider that says when to come back is heard, for a day at most.
pub fn wait_before_retry(tries_left: i64, retry_after: Option<i64>, chance: f64) -> i64 {
    let tried = usize::try_from(MAX_TRIES - tries_left).unwrap_or_default();
    let wait = WAITS[tried.saturating_sub(1).min(WAITS.len() - 1)];
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a wait of hours")]
    let spread = (wait as f64 / 4.0 * chance.clamp(0.0, 1.0)) as i64;
    (wait + spread).max(retry_after.unwrap_or(0).min(24 * HOUR))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_are_spread_by_a_quarter() {
        let waits: Vec<i64> = (1..MAX_TRIES).rev().map(|left| wait_before_retry(left, None, 0.0)).collect();
        assert_eq!(waits, WAITS);
        assert_eq!(wait_before_retry(MAX_TRIES - 1, None, 1.0), 37_500);
        assert!(waits.iter().sum::<i64>() > 30 * HOUR);
    }

    #[test]
    fn a_provider_that_names_a_time_is_heard_within_reason() {
        assert_eq!(wait_before_retry(MAX_TRIES - 1, Some(90 * SECOND), 0.0), 90 * SECOND);
        assert_eq!(wait_before_retry(MAX_TRIES - 1, Some(1), 0.0), 30 * SECOND);
        assert_eq!(wait_before_retry(MAX_TRIES - 1, Some(i64::MAX), 0.0), 24 * HOUR);
    }
}
