//! Visits that nobody ended: closed where they are forgotten, so that nobody is inside for ever.

use std::collections::BTreeMap;

use crate::app::App;
use crate::store::StoreError;

/// Closes the visits of one organisation, or of all, whose time is over; how many of each organisation.
pub async fn close_forgotten(app: &App, only: Option<&str>) -> Result<BTreeMap<String, u64>, StoreError> {
    let mut write = app.store.write().await?;
    let closed = write.close_forgotten_visits(only, app.now()).await?;
    write.commit().await?;
    let mut counts = BTreeMap::new();
    for (organization, _) in closed {
        *counts.entry(organization).or_default() += 1;
    }
    Ok(counts)
}
