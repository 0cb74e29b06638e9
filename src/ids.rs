//! Generator of ids and random bytes, passed as an argument: seeded by the operating system in production, by a number in
//! tests.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};

use crate::domain::time::Timestamp;

/// Makes ids and random bytes. Cheap to clone; clones draw from one generator.
#[derive(Clone, Debug)]
pub struct IdGenerator(Arc<Mutex<IdGeneratorState>>);

#[derive(Debug)]
struct IdGeneratorState {
    random: StdRng,
    /// Of the last id: its millisecond, and its place among those of that millisecond.
    last: (u64, u16),
}

/// Most ids of one millisecond that are in order: what the twelve bits behind a UUID's version can count.
const MAX_PLACE: u16 = 0x0fff;

impl IdGenerator {
    /// Seeded by the operating system.
    pub fn from_os() -> Self {
        IdGenerator::over(StdRng::from_os_rng())
    }

    /// The same seed gives the same ids for the same instants.
    pub fn seeded(seed: u64) -> Self {
        IdGenerator::over(StdRng::seed_from_u64(seed))
    }

    fn over(random: StdRng) -> Self {
        IdGenerator(Arc::new(Mutex::new(IdGeneratorState { random, last: (0, 0) })))
    }

    /// A new id made at `at`: a UUID of version 7 as 32 hexadecimal digits. Ids of later milliseconds sort after
    /// earlier ones, and so do those that one generator makes in the same millisecond (RFC 9562, section 6.2, method 1):
    /// what happened one after the other is listed so. None holds an underscore, which room names use as their separator
    /// (DESIGN.md 4.3).
    pub fn new_id(&self, at: Timestamp) -> String {
        let millis = u64::try_from(at.millis()).unwrap_or(0);
        let mut state = self.lock();
        let mut bytes = [0; 10];
        state.random.fill_bytes(&mut bytes);
        let place = match state.last {
            (last, place) if last == millis && place < MAX_PLACE => place + 1,
            // The upper half is left for those that follow.
            _ => u16::from_be_bytes([bytes[0], bytes[1]]) & (MAX_PLACE >> 1),
        };
        state.last = (millis, place);
        bytes[..2].copy_from_slice(&place.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid().simple().to_string()
    }

    /// Random bytes, fit for keys and nonces.
    pub fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.lock().random.fill_bytes(&mut bytes);
        bytes
    }

    fn lock(&self) -> MutexGuard<'_, IdGeneratorState> {
        // A poisoned lock is safe to use: a panic in another thread leaves the generator in a valid state.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_hold_no_underscore() {
        let ids = IdGenerator::seeded(1);
        let made: Vec<String> =
            (0..3_000).map(|n| ids.new_id(Timestamp::from_millis(1_767_600_000_000 + n / 1_000))).collect();
        assert!(made.is_sorted_by(|a, b| a < b));
        assert!(made.iter().all(|id| id.len() == 32 && !id.contains('_')));
    }

    #[test]
    fn one_seed_gives_one_sequence() {
        let at = Timestamp::from_seconds(1_767_600_000);
        assert_eq!(IdGenerator::seeded(7).new_id(at), IdGenerator::seeded(7).new_id(at));
        assert_ne!(IdGenerator::seeded(7).new_id(at), IdGenerator::seeded(8).new_id(at));
    }
}
