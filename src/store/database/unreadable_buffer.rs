//! Rows that could not be read, gathered in memory until a job writes them to the table `unreadable_rows`.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::store::database::error::Unreadable;

/// The buffer holds at most this many rows until it is next emptied: more of one kind say nothing new.
pub(super) const MAX_RECORDED: usize = 10_000;

/// Organisation, table, row and column.
type UnreadableKey = (String, String, String, String);

/// What all transactions of this process could not read since somebody last took it. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct UnreadableBuffer(Arc<Mutex<BTreeMap<UnreadableKey, String>>>);

impl UnreadableBuffer {
    pub(super) fn record(&self, one: &Unreadable) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MAX_RECORDED {
            let Unreadable { organization_id, table, row, column, found } = one.clone();
            all.insert((organization_id, table, row, column), found);
        }
    }

    pub(super) fn take(&self) -> Vec<Unreadable> {
        let all = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let one = |((organization_id, table, row, column), found)| Unreadable {
            organization_id,
            table,
            row,
            column,
            found,
        };
        all.into_iter().map(one).collect()
    }
}
