//! Row locks for read-modify-write: `Write::lock_person` and the like read a row with SELECT … FOR UPDATE, and
//! updates of a whole row accept only one that was locked so.
//!
//! PostgreSQL shows a transaction what others committed meanwhile, and lets it write over it: of two that read one
//! row and change different fields of it, the later would undo the change of the earlier.

use std::ops::{Deref, DerefMut};

use crate::store::database::error::Result;
use crate::store::database::transaction::{Write, execute};

/// A row that nobody else changes until the transaction that read it ends. Change it, and hand it to its update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked<T>(T);

impl<T> Locked<T> {
    /// A row that was read after `Write::lock_row`.
    pub(in crate::store) fn new(row: T) -> Locked<T> {
        Locked(row)
    }

    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Locked<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Locked<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl Write {
    /// Locks a row until the transaction ends, in a statement of its own: the SELECT that follows then sees everything
    /// the previous holder of the lock committed, including its rows in other tables. `sql` is PostgreSQL's; SQLite has
    /// one writer anyway.
    pub(in crate::store) async fn lock_row(
        &mut self,
        sql: &'static str,
        organization: &str,
        id: Option<&str>,
    ) -> Result<()> {
        if self.is_sqlite() {
            return Ok(());
        }
        execute!(self, {
            let query = sqlx::query(sql).bind(organization);
            if let Some(id) = id { query.bind(id) } else { query }
        })?;
        Ok(())
    }
}
