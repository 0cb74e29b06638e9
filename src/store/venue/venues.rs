//! Venues: places with a door and a code of their own.

use chrono::NaiveTime;
use chrono_tz::Tz;

use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{
    Locked, Read, Result, StoreError, Write, execute, fill_page, instant, micros, with_connection,
};

/// How `day_starts_at` is written.
pub const DAY_START: &str = "%H:%M";

/// A venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Venue {
    pub id: String,
    pub name: String,
    pub time_zone: Tz,
    /// Whether its code is for members alone.
    pub requires_membership: bool,
    /// When its day begins, by its own clocks: a whole minute.
    pub day_starts_at: NaiveTime,
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct VenueRow {
    id: String,
    name: String,
    time_zone: String,
    requires_membership: bool,
    day_starts_at: String,
    created_at: i64,
}

impl TryFrom<VenueRow> for Venue {
    type Error = StoreError;

    fn try_from(row: VenueRow) -> Result<Venue> {
        let wrong = |column, found: &str| corrupt("venues", column, &row.id, format!("found {found:?}"));
        let day_starts_at = NaiveTime::parse_from_str(&row.day_starts_at, DAY_START);
        Ok(Venue {
            time_zone: row.time_zone.parse().map_err(|_| wrong("time_zone", &row.time_zone))?,
            day_starts_at: day_starts_at.map_err(|_| wrong("day_starts_at", &row.day_starts_at))?,
            id: row.id,
            name: row.name,
            requires_membership: row.requires_membership,
            created_at: instant(row.created_at),
        })
    }
}

impl Read {
    /// Venues after this id, by id, at most `limit`. An empty id is the beginning.
    pub async fn list_venues(&mut self, organization: &str, after: &str, limit: i64) -> Result<Vec<Venue>> {
        const SQL: &str = "
            SELECT id, name, time_zone, requires_membership, day_starts_at, created_at FROM venues
             WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3";
        Ok(fill_page!(
            limit,
            after = after.to_owned(),
            |wanted| -> Vec<VenueRow> {
                with_connection!(self, |c| sqlx::query_as(SQL)
                    .bind(organization)
                    .bind(&after)
                    .bind(wanted)
                    .fetch_all(c)
                    .await)?
            },
            |row| row.id.clone(),
            |rows| self.readable_rows(organization, rows)?
        ))
    }

    /// One venue of the organisation.
    pub async fn find_venue(&mut self, organization: &str, id: &str) -> Result<Option<Venue>> {
        const SQL: &str = "
            SELECT id, name, time_zone, requires_membership, day_starts_at, created_at FROM venues
             WHERE organization_id = $1 AND id = $2";
        let row: Option<VenueRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }
}

impl Write {
    /// One venue of the organisation, locked.
    pub async fn lock_venue(&mut self, organization: &str, id: &str) -> Result<Option<Locked<Venue>>> {
        const SQL: &str = "SELECT 1 FROM venues WHERE organization_id = $1 AND id = $2 FOR UPDATE";
        self.lock_row(SQL, organization, Some(id)).await?;
        Ok(self.find_venue(organization, id).await?.map(Locked::new))
    }

    /// Adds a venue with its code, which is taken from now on.
    pub async fn insert_venue(&mut self, organization: &str, one: &Venue, actor: Option<&str>) -> Result<()> {
        const SQL: &str = "
            INSERT INTO venues
                   (organization_id, id, name, time_zone, requires_membership, day_starts_at, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
        const CODE: &str = "
            INSERT INTO venue_code_changes
                   (organization_id, venue_id, sequence, at, rotated_at, is_enabled, actor_id)
            VALUES ($1, $2, 1, $3, $3, TRUE, $4)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(&one.name)
                .bind(one.time_zone.name())
                .bind(one.requires_membership)
                .bind(one.day_starts_at.format(DAY_START).to_string())
                .bind(micros(one.created_at))
        )?;
        execute!(
            self,
            sqlx::query(CODE).bind(organization).bind(&one.id).bind(micros(one.created_at)).bind(actor)
        )?;
        Ok(())
    }

    /// Writes everything but when it was made.
    pub async fn update_venue(&mut self, organization: &str, one: &Locked<Venue>) -> Result<()> {
        const SQL: &str = "
            UPDATE venues SET name = $3, time_zone = $4, requires_membership = $5, day_starts_at = $6
             WHERE organization_id = $1 AND id = $2";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(&one.name)
                .bind(one.time_zone.name())
                .bind(one.requires_membership)
                .bind(one.day_starts_at.format(DAY_START).to_string())
        )?;
        Ok(())
    }
}
