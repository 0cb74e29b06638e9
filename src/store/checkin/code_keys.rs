//! The numbers of the keys that an organisation's codes are signed with. Number 1 exists without a row.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

/// One key, by its number; the key itself is derived and nowhere stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeKeyNumber {
    pub number: u16,
    pub created_at: Timestamp,
    pub created_by: Option<String>,
    pub revoked_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct CodeKeyRow {
    number: i64,
    created_at: i64,
    created_by: Option<String>,
    revoked_at: Option<i64>,
}

impl Read {
    /// The keys of an organisation that have a row, the oldest first.
    pub async fn list_code_keys(&mut self, organization: &str) -> Result<Vec<CodeKeyNumber>> {
        const SQL: &str = "
            SELECT number, created_at, created_by, revoked_at FROM code_keys
             WHERE organization_id = $1 ORDER BY number";
        let rows: Vec<CodeKeyRow> =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(organization).fetch_all(c).await)?;
        let keys = rows.into_iter().filter_map(|row| {
            Some(CodeKeyNumber {
                number: u16::try_from(row.number).ok()?,
                created_at: instant(row.created_at),
                created_by: row.created_by,
                revoked_at: row.revoked_at.map(instant),
            })
        });
        Ok(keys.collect())
    }
}

impl Write {
    /// Adds a key, or writes when one was revoked.
    pub async fn put_code_key(&mut self, organization: &str, key: &CodeKeyNumber) -> Result<()> {
        const SQL: &str = "
            INSERT INTO code_keys (organization_id, number, created_at, created_by, revoked_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (organization_id, number) DO UPDATE SET revoked_at = excluded.revoked_at";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(i64::from(key.number))
                .bind(micros(key.created_at))
                .bind(&key.created_by)
                .bind(key.revoked_at.map(micros))
        )?;
        Ok(())
    }
}
