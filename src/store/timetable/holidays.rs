//! Days of an organisation on which no session is drawn.

use chrono::NaiveDate;

use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{Read, Result, StoreError, Write, execute, fill_page, instant, micros, with_connection};

/// A day without lessons, local in the organisation's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    pub id: String,
    pub day: NaiveDate,
    pub name: String,
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct HolidayRow {
    id: String,
    day: String,
    name: String,
    created_at: i64,
}

impl TryFrom<HolidayRow> for Holiday {
    type Error = StoreError;

    fn try_from(row: HolidayRow) -> Result<Holiday> {
        let wrong = |_| corrupt("holidays", "day", &row.id, format!("found {:?}", row.day));
        Ok(Holiday {
            day: row.day.parse().map_err(wrong)?,
            id: row.id,
            name: row.name,
            created_at: instant(row.created_at),
        })
    }
}

impl Read {
    /// The holidays from `from` to `to`, both included, by day.
    pub async fn list_holidays(
        &mut self,
        organization: &str,
        from: NaiveDate,
        to: NaiveDate,
        limit: i64,
    ) -> Result<Vec<Holiday>> {
        const SQL: &str = "
            SELECT id, day, name, created_at FROM holidays
             WHERE organization_id = $1 AND day > $2 AND day <= $3
             ORDER BY day LIMIT $4";
        Ok(fill_page!(
            limit,
            after = from.pred_opt().map_or_else(String::new, |day| day.to_string()),
            |wanted| -> Vec<HolidayRow> {
                with_connection!(self, |c| sqlx::query_as(SQL)
                    .bind(organization)
                    .bind(&after)
                    .bind(to.to_string())
                    .bind(wanted)
                    .fetch_all(c)
                    .await)?
            },
            |row| row.day.clone(),
            |rows| self.readable_rows(organization, rows)?
        ))
    }

    /// One holiday of the organisation.
    pub async fn find_holiday(&mut self, organization: &str, id: &str) -> Result<Option<Holiday>> {
        const SQL: &str =
            "SELECT id, day, name, created_at FROM holidays WHERE organization_id = $1 AND id = $2";
        let row: Option<HolidayRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }
}

impl Write {
    /// Adds a holiday.
    ///
    /// # Errors
    /// `Conflict` where that day is one already.
    pub async fn insert_holiday(&mut self, organization: &str, one: &Holiday) -> Result<()> {
        const SQL: &str = "
            INSERT INTO holidays (organization_id, id, day, name, created_at) VALUES ($1, $2, $3, $4, $5)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(one.day.to_string())
                .bind(&one.name)
                .bind(micros(one.created_at))
        )?;
        Ok(())
    }

    /// Takes a holiday away; says whether it was there.
    pub async fn delete_holiday(&mut self, organization: &str, id: &str) -> Result<bool> {
        const SQL: &str = "DELETE FROM holidays WHERE organization_id = $1 AND id = $2";
        Ok(execute!(self, sqlx::query(SQL).bind(organization).bind(id))? == 1)
    }
}
