//! Secrets of the installation itself.

use crate::store::{Read, Result, Write, execute, with_connection};

impl Read {
    /// The secret of that name, if it was made.
    pub async fn find_installation_secret(&mut self, name: &str) -> Result<Option<String>> {
        const SQL: &str = "SELECT value FROM installation_secrets WHERE name = $1";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL).bind(name).fetch_optional(c).await)?)
    }
}

impl Write {
    /// Stores `value` unless there is a secret of that name; says whether it was stored.
    pub async fn insert_installation_secret(&mut self, name: &str, value: &str) -> Result<bool> {
        const SQL: &str =
            "INSERT INTO installation_secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
        let rows = execute!(self, sqlx::query(SQL).bind(name).bind(value))?;
        Ok(rows == 1)
    }
}
