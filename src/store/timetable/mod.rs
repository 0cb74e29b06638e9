//! Timetables with their versions, and which session stands for which of their lessons. `holidays` are the days without
//! any. What is drawn, and when, is decided in `app::timetable`.

pub mod holidays;
mod occurrences;
mod row;
mod stored;

pub use self::occurrences::OccurrenceLink;
pub use self::stored::StoredTimetable;

use crate::domain::time::Timestamp;
use crate::domain::timetable::plan::TimetableVersion;
use crate::store::timetable::row::{HeadRow, TimetableRows, VersionRow, select_versions};
use crate::store::timetable::stored::LOCAL_TIME;
use crate::store::{
    DialectSql, Read, Result, Write, execute, fill_page, in_json_sql, json_rows, micros, with_connection,
};
use chrono::NaiveDateTime;

fn local_text(local: NaiveDateTime) -> String {
    local.format(LOCAL_TIME).to_string()
}

impl Read {
    /// One timetable, ended ones too.
    pub async fn find_timetable(&mut self, organization: &str, id: &str) -> Result<Option<StoredTimetable>> {
        const SQL: &str = "
            SELECT id, created_at, ended_at FROM timetables WHERE organization_id = $1 AND id = $2";
        let head: Option<HeadRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        let Some(head) = head else { return Ok(None) };
        let rows = self.with_versions(organization, vec![head]).await?;
        self.try_row(organization, rows.into_iter().next())
    }

    /// Timetables after this id, by id, at most `limit`; those that have ended only where they are wanted. An empty id is
    /// the beginning.
    pub async fn list_timetables(
        &mut self,
        organization: &str,
        with_ended: bool,
        after: &str,
        limit: i64,
    ) -> Result<Vec<StoredTimetable>> {
        const SQL: &str = "
            SELECT id, created_at, ended_at FROM timetables
             WHERE organization_id = $1 AND id > $2 AND ($3 OR ended_at IS NULL)
             ORDER BY id LIMIT $4";
        Ok(fill_page!(
            limit,
            after = after.to_owned(),
            |wanted| -> Vec<TimetableRows> {
                let heads: Vec<HeadRow> = with_connection!(self, |c| sqlx::query_as(SQL)
                    .bind(organization)
                    .bind(&after)
                    .bind(with_ended)
                    .bind(wanted)
                    .fetch_all(c)
                    .await)?;
                self.with_versions(organization, heads).await?
            },
            |row| row.id().to_owned(),
            |rows| self.readable_rows(organization, rows)?
        ))
    }

    /// The organisations that have a timetable from which sessions are drawn.
    pub async fn organizations_with_timetables(&mut self) -> Result<Vec<String>> {
        const SQL: &str =
            "SELECT DISTINCT organization_id FROM timetables WHERE ended_at IS NULL ORDER BY organization_id";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL).fetch_all(c).await)?)
    }

    async fn with_versions(&mut self, organization: &str, heads: Vec<HeadRow>) -> Result<Vec<TimetableRows>> {
        const SQL: DialectSql = in_json_sql!(
            select_versions!("WHERE organization_id = $1 AND timetable_id IN"),
            "$2",
            "ORDER BY timetable_id, effective_from"
        );
        let ids: Vec<&str> = heads.iter().map(|head| head.id.as_str()).collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<VersionRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(&ids))
            .fetch_all(c)
            .await)?;
        Ok(TimetableRows::together(heads, rows))
    }
}

impl Write {
    /// Adds a timetable with its versions.
    ///
    /// # Errors
    /// `Conflict` when the organisation has one of this id.
    pub async fn insert_timetable(&mut self, organization: &str, one: &StoredTimetable) -> Result<()> {
        const SQL: &str = "
            INSERT INTO timetables (organization_id, id, created_at, ended_at) VALUES ($1, $2, $3, $4)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(micros(one.created_at))
                .bind(one.ended_at.map(micros))
        )?;
        for version in &one.versions {
            self.insert_timetable_version(organization, &one.id, version, one.created_at).await?;
        }
        Ok(())
    }

    /// Puts versions, in order of their days, in the place of all that begin on the day of the first or later.
    pub async fn replace_timetable_versions(
        &mut self,
        organization: &str,
        id: &str,
        versions: &[TimetableVersion],
        at: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            DELETE FROM timetable_versions
             WHERE organization_id = $1 AND timetable_id = $2 AND effective_from >= $3";
        let Some(first) = versions.first() else { return Ok(()) };
        let from = first.effective_from.to_string();
        execute!(self, sqlx::query(SQL).bind(organization).bind(id).bind(from))?;
        for version in versions {
            self.insert_timetable_version(organization, id, version, at).await?;
        }
        Ok(())
    }

    /// Ends a timetable: nothing is drawn from it any more. False where it had ended.
    pub async fn end_timetable(&mut self, organization: &str, id: &str, at: Timestamp) -> Result<bool> {
        const SQL: &str = "
            UPDATE timetables SET ended_at = $3 WHERE organization_id = $1 AND id = $2 AND ended_at IS NULL";
        Ok(execute!(self, sqlx::query(SQL).bind(organization).bind(id).bind(micros(at)))? == 1)
    }

    async fn insert_timetable_version(
        &mut self,
        organization: &str,
        id: &str,
        version: &TimetableVersion,
        at: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO timetable_versions
                   (organization_id, timetable_id, effective_from, title, kind, format, platform, teacher_id, students,
                    time_zone, first_start, duration_minutes, recurrence, exceptions, meet_space, meet_code,
                    meet_organizer, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
        let (plan, schedule) = (&version.plan, &version.plan.schedule);
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(id)
                .bind(version.effective_from.to_string())
                .bind(&plan.title)
                .bind(plan.kind.as_str())
                .bind(plan.format.as_str())
                .bind(plan.platform.as_str())
                .bind(&plan.teacher)
                .bind(json_rows(&plan.students))
                .bind(schedule.time_zone.name())
                .bind(local_text(schedule.first_start))
                .bind(schedule.duration_minutes)
                .bind(schedule.rule.text())
                .bind(json_rows(&schedule.except.iter().collect::<Vec<_>>()))
                .bind(&plan.meet_space)
                .bind(&plan.meet_code)
                .bind(&plan.meet_organizer)
                .bind(micros(at))
        )?;
        Ok(())
    }
}
