//! The database's own clock. Nothing is computed with it: it is compared with ours.

use crate::domain::time::Timestamp;
use crate::store::database::transaction::Tx;
use crate::store::{Read, Result, instant};

impl Read {
    /// What time it is there; `None` for SQLite, which has our clock.
    pub async fn database_clock(&mut self) -> Result<Option<Timestamp>> {
        const SQL: &str = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";
        match &mut self.tx {
            Tx::Sqlite(_) => Ok(None),
            Tx::Postgres(tx) => {
                let micros: i64 = sqlx::query_scalar(SQL).fetch_one(&mut **tx).await?;
                Ok(Some(instant(micros)))
            }
        }
    }
}
