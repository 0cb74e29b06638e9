//! Generator of ids and random bytes, passed as an argument: seeded by the operating system in production, by a number in
//! tests.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};

use crate::domain::time::Timestamp;

/// Makes ids and random bytes. Cheap to clone; clones draw from one generator.
#[derive(Clone, Debug)]
pub struct IdGenerator(Arc<Mutex<StdRng>>);

impl IdGenerator {
    /// Seeded by the operating system.
    pub fn from_os() -> Self {
        IdGenerator(Arc::new(Mutex::new(StdRng::from_os_rng())))
    }

    /// The same seed gives the same ids for the same instants.
    pub fn seeded(seed: u64) -> Self {
        IdGenerator(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// A new id made at `at`: a UUID of version 7 as 32 hexadecimal digits. Ids of later milliseconds sort after
    /// earlier ones, and none holds an underscore, which room names use as their separator (DESIGN.md 4.3).
    pub fn new_id(&self, at: Timestamp) -> String {
        let millis = u64::try_from(at.millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random_bytes())
            .into_uuid()
            .simple()
            .to_string()
    }

    /// Random bytes, fit for keys and nonces.
    pub fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        // A poisoned lock is safe to use: a panic in another thread leaves the generator in a valid state.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_hold_no_underscore() {
        let ids = IdGenerator::seeded(1);
        let made: Vec<String> =
            (0..100).map(|n| ids.new_id(Timestamp::from_millis(1_767_600_000_000 + n))).collect();
        assert!(made.is_sorted());
        assert!(made.iter().all(|id| id.len() == 32 && !id.contains('_')));
    }

    #[test]
    fn one_seed_gives_one_sequence() {
        let at = Timestamp::from_seconds(1_767_600_000);
        assert_eq!(IdGenerator::seeded(7).new_id(at), IdGenerator::seeded(7).new_id(at));
        assert_ne!(IdGenerator::seeded(7).new_id(at), IdGenerator::seeded(8).new_id(at));
    }
}
