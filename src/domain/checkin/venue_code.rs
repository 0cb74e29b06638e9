//! Whether a venue's code holds at an instant. Printed codes live until they are rotated away; all may be switched off.

use super::refusal::Refusal;
use crate::domain::time::Timestamp;

/// What holds from an instant on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VenueCodeState {
    pub at: Timestamp,
    /// Codes that were issued before this are revoked.
    pub rotated_at: Timestamp,
    pub is_enabled: bool,
}

impl VenueCodeState {
    fn refuses(self, issued_at: Timestamp) -> Option<Refusal> {
        if !self.is_enabled {
            Some(Refusal::Disabled)
        } else if issued_at < self.rotated_at {
            Some(Refusal::Revoked)
        } else {
            None
        }
    }
}

/// Judges a code issued at `issued_at` and read at `at`, by all states of its venue, oldest first; of instants before the
/// first one the first holds. `Ok(true)`: it held when it was read, and would not any more (it is uploaded after a
/// rotation or a switch-off).
///
/// # Errors
/// `Disabled` or `Revoked`, in this order.
pub fn check_venue_code(
    states: &[VenueCodeState],
    issued_at: Timestamp,
    at: Timestamp,
) -> Result<bool, Refusal> {
    let then = states.iter().rfind(|one| one.at <= at).or(states.first());
    match then.and_then(|state| state.refuses(issued_at)) {
        Some(refusal) => Err(refusal),
        None => Ok(states.last().is_some_and(|now| now.refuses(issued_at).is_some())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(1_767_600_000 + seconds)
    }

    fn state(since: i64, rotated: i64, is_enabled: bool) -> VenueCodeState {
        VenueCodeState { at: at(since), rotated_at: at(rotated), is_enabled }
    }

    #[test]
    fn each_scan_is_judged_as_of_its_own_time() {
        // Made at 0, switched off at 100, on at 200, rotated at 300.
        let states = [state(0, 0, true), state(100, 0, false), state(200, 0, true), state(300, 300, true)];
        let old = |read| check_venue_code(&states, at(0), at(read));
        assert_eq!(old(-50), Ok(true), "a device's clock may be behind");
        assert_eq!(old(50), Ok(true));
        assert_eq!(old(100), Err(Refusal::Disabled));
        assert_eq!(old(250), Ok(true), "switched on again, the printed code lives again");
        assert_eq!(old(300), Err(Refusal::Revoked));
        assert_eq!(check_venue_code(&states, at(300), at(300)), Ok(false));
        assert_eq!(
            check_venue_code(&states, at(300), at(250)),
            Ok(false),
            "a scan from before its issue is taken"
        );
    }
}
