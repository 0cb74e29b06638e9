//! An application over a test's database, with a clock that stands still and ids that repeat.

use std::sync::Arc;

use rollcall::app::App;
use rollcall::clock::ManualClock;
use rollcall::config::Config;
use rollcall::domain::time::Timestamp;
use rollcall::ids::IdGenerator;

use super::Database;

/// One replica. Several over one database are several replicas, each with its own `seed`.
pub async fn replica(db: &Database, clock: &Arc<ManualClock>, seed: u64) -> App {
    App::with_store(db.store.clone(), Config::default(), clock.clone(), IdGenerator::seeded(seed))
        .await
        .unwrap()
}

pub fn clock(at: Timestamp) -> Arc<ManualClock> {
    Arc::new(ManualClock::at(at))
}
