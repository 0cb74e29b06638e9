//! The one way to change a row that was read: hold it first.
//!
//! PostgreSQL shows a transaction what others committed meanwhile, and lets it write over it: of two who read one row and
//! each change another field of it, one would take back the other's change. So what writes a whole row takes it as
//! `Held`, and only a transaction that keeps everybody else from the row gives one.

use std::ops::{Deref, DerefMut};

use crate::domain::organization::Organization;
use crate::store::people::Person;
use crate::store::people::households::Household;
use crate::store::{Result, Write, with_connection};

/// A row that nobody else changes until the transaction that read it ends. Change it, and hand it to its update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked<T>(T);

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

impl<T> Locked<T> {
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl Write {
    /// One person of the organisation, held. Their roles too: they are written with the person.
    pub async fn lock_person(&mut self, organization: &str, id: &str) -> Result<Option<Locked<Person>>> {
        const SQL: &str = "SELECT 1 FROM people WHERE organization_id = $1 AND id = $2 FOR UPDATE";
        self.lock_row(SQL, organization, Some(id)).await?;
        Ok(self.find_person(organization, id).await?.map(Locked))
    }

    /// One household of the organisation, held.
    pub async fn lock_household(
        &mut self,
        organization: &str,
        id: &str,
    ) -> Result<Option<Locked<Household>>> {
        const SQL: &str = "SELECT 1 FROM households WHERE organization_id = $1 AND id = $2 FOR UPDATE";
        self.lock_row(SQL, organization, Some(id)).await?;
        Ok(self.find_household(organization, id).await?.map(Locked))
    }

    /// The organisation of this id, held: its facts, settings and policies.
    pub async fn lock_organization(&mut self, id: &str) -> Result<Option<Locked<Organization>>> {
        const SQL: &str = "SELECT 1 FROM organizations WHERE id = $1 FOR UPDATE";
        self.lock_row(SQL, id, None).await?;
        Ok(self.find_organization(id).await?.map(Locked))
    }

    /// Waits for the row's turn, in a statement of its own: the one that reads it then sees what its last holder left,
    /// in other tables too. SQLite has one writer anyway.
    async fn lock_row(&mut self, postgres: &'static str, organization: &str, id: Option<&str>) -> Result<()> {
        if self.is_sqlite() {
            return Ok(());
        }
        with_connection!(&mut **self, |c| {
            let query = sqlx::query(postgres).bind(organization);
            let query = if let Some(id) = id { query.bind(id) } else { query };
            query.execute(c).await.map(drop)
        })?;
        Ok(())
    }
}
