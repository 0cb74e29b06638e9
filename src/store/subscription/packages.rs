//! Packages: what an organisation sells by the number of sessions.

use crate::domain::session::Kind;
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{Locked, Read, Result, StoreError, Write, execute, instant, micros, with_connection};

/// A package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    pub id: String,
    pub name: String,
    /// `None`: for every kind.
    pub kind: Option<Kind>,
    pub sessions: i64,
    /// How long its sessions last; `None`: as long as the organisation's do.
    pub duration_minutes: Option<i64>,
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct PackageRow {
    id: String,
    name: String,
    kind: Option<String>,
    sessions: i64,
    duration_minutes: Option<i64>,
    created_at: i64,
}

impl TryFrom<PackageRow> for Package {
    type Error = StoreError;

    fn try_from(row: PackageRow) -> Result<Package> {
        Ok(Package {
            kind: parse_kind("packages", &row.id, row.kind.as_deref())?,
            id: row.id,
            name: row.name,
            sessions: row.sessions,
            duration_minutes: row.duration_minutes,
            created_at: instant(row.created_at),
        })
    }
}

/// A kind that may be left open.
pub(super) fn parse_kind(table: &str, row: &str, kind: Option<&str>) -> Result<Option<Kind>> {
    let Some(text) = kind else { return Ok(None) };
    let kind = Kind::parse(text).ok_or_else(|| corrupt(table, "kind", row, format!("found {text:?}")))?;
    Ok(Some(kind))
}

impl Read {
    /// Packages after this id, by id, at most `limit`. An empty id is the beginning.
    pub async fn list_packages(
        &mut self,
        organization: &str,
        after: &str,
        limit: i64,
    ) -> Result<Vec<Package>> {
        const SQL: &str = "
            SELECT id, name, kind, sessions, duration_minutes, created_at FROM packages
             WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3";
        let rows: Vec<PackageRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(after)
            .bind(limit)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// One package of the organisation.
    pub async fn find_package(&mut self, organization: &str, id: &str) -> Result<Option<Package>> {
        const SQL: &str = "
            SELECT id, name, kind, sessions, duration_minutes, created_at FROM packages
             WHERE organization_id = $1 AND id = $2";
        let row: Option<PackageRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }
}

impl Write {
    /// One package of the organisation, locked.
    pub async fn lock_package(&mut self, organization: &str, id: &str) -> Result<Option<Locked<Package>>> {
        const SQL: &str = "SELECT 1 FROM packages WHERE organization_id = $1 AND id = $2 FOR UPDATE";
        self.lock_row(SQL, organization, Some(id)).await?;
        Ok(self.find_package(organization, id).await?.map(Locked::new))
    }

    pub async fn insert_package(&mut self, organization: &str, one: &Package) -> Result<()> {
        const SQL: &str = "
            INSERT INTO packages (organization_id, id, name, kind, sessions, duration_minutes, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(&one.name)
                .bind(one.kind.map(Kind::as_str))
                .bind(one.sessions)
                .bind(one.duration_minutes)
                .bind(micros(one.created_at))
        )?;
        Ok(())
    }

    /// Writes everything but when it was made. Subscriptions that were sold keep what they were sold with.
    pub async fn update_package(&mut self, organization: &str, one: &Locked<Package>) -> Result<()> {
        const SQL: &str = "
            UPDATE packages SET name = $3, kind = $4, sessions = $5, duration_minutes = $6
             WHERE organization_id = $1 AND id = $2";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(&one.name)
                .bind(one.kind.map(Kind::as_str))
                .bind(one.sessions)
                .bind(one.duration_minutes)
        )?;
        Ok(())
    }
}
