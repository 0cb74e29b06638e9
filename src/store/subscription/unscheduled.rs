//! Sessions drawn from a subscription that have no time yet.

use sqlx::QueryBuilder;

use crate::domain::access::Scope;
use crate::domain::session::{Format, Kind, Platform};
use crate::domain::time::Timestamp;
use crate::store::access::access_filter;
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Read, Result, StoreError, Write, execute, fill_page, instant, json_rows, json_rows_sql,
    micros, with_connection,
};

/// A session without a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnscheduledSession {
    pub id: String,
    pub subscription_id: String,
    /// The learner.
    pub person: String,
    pub kind: Kind,
    pub format: Format,
    pub platform: Platform,
    pub teacher: String,
    /// `None`: as long as the organisation's sessions last when it gets its time.
    pub duration_minutes: Option<i64>,
    pub created_at: Timestamp,
}

/// Which of the sessions in reach are listed. By default all of them.
#[derive(Clone, Debug, Default)]
pub struct UnscheduledFilter<'a> {
    pub subscription: Option<&'a str>,
    pub teacher: Option<&'a str>,
    pub kind: Option<Kind>,
    /// Only ids after this one.
    pub after: Option<String>,
}

#[derive(sqlx::FromRow)]
struct UnscheduledRow {
    id: String,
    subscription_id: String,
    person_id: String,
    kind: String,
    format: String,
    platform: String,
    teacher_id: String,
    duration_minutes: Option<i64>,
    created_at: i64,
}

impl TryFrom<UnscheduledRow> for UnscheduledSession {
    type Error = StoreError;

    fn try_from(row: UnscheduledRow) -> Result<UnscheduledSession> {
        let wrong = |column, found: &str| {
            corrupt("unscheduled_sessions", column, &row.id, format!("found {found:?}"))
        };
        Ok(UnscheduledSession {
            kind: Kind::parse(&row.kind).ok_or_else(|| wrong("kind", &row.kind))?,
            format: Format::parse(&row.format).ok_or_else(|| wrong("format", &row.format))?,
            platform: Platform::parse(&row.platform).ok_or_else(|| wrong("platform", &row.platform))?,
            id: row.id,
            subscription_id: row.subscription_id,
            person: row.person_id,
            teacher: row.teacher_id,
            duration_minutes: row.duration_minutes,
            created_at: instant(row.created_at),
        })
    }
}

macro_rules! select_unscheduled {
    ($rest:literal) => {
        concat!(
            "SELECT u.id, u.subscription_id, u.person_id, u.kind, u.format, u.platform, u.teacher_id, ",
            "u.duration_minutes, u.created_at FROM unscheduled_sessions u ",
            $rest
        )
    };
}

impl Read {
    /// One session without a time.
    pub async fn find_unscheduled(
        &mut self,
        organization: &str,
        id: &str,
    ) -> Result<Option<UnscheduledSession>> {
        const SQL: &str = select_unscheduled!("WHERE u.organization_id = $1 AND u.id = $2");
        let row: Option<UnscheduledRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }

    /// The sessions in reach that pass the filter, in the order they were drawn; at most `limit`.
    pub async fn list_unscheduled(
        &mut self,
        scope: &Scope,
        filter: &UnscheduledFilter<'_>,
        limit: i64,
    ) -> Result<Vec<UnscheduledSession>> {
        Ok(fill_page!(
            limit,
            after = filter.after.clone(),
            |wanted| -> Vec<UnscheduledRow> {
                with_connection!(self, |c| {
                    let mut query = QueryBuilder::new(select_unscheduled!("WHERE u.organization_id = "));
                    query.push_bind(scope.organization());
                    access_filter::unscheduled(&mut query, scope);
                    if let Some(subscription) = filter.subscription {
                        query.push(" AND u.subscription_id = ").push_bind(subscription);
                    }
                    if let Some(teacher) = filter.teacher {
                        query.push(" AND u.teacher_id = ").push_bind(teacher);
                    }
                    if let Some(kind) = filter.kind {
                        query.push(" AND u.kind = ").push_bind(kind.as_str());
                    }
                    if let Some(after) = &after {
                        query.push(" AND u.id > ").push_bind(after.as_str());
                    }
                    query.push(" ORDER BY u.id LIMIT ").push_bind(wanted);
                    query.build_query_as().fetch_all(c).await
                })?
            },
            |row| Some(row.id.clone()),
            |rows| self.readable_rows(scope.organization(), rows)?
        ))
    }
}

impl Write {
    /// Locks a session without a time, so that of two who give it one the second finds it gone.
    pub async fn lock_unscheduled(
        &mut self,
        organization: &str,
        id: &str,
    ) -> Result<Option<UnscheduledSession>> {
        const SQL: &str =
            "SELECT 1 FROM unscheduled_sessions WHERE organization_id = $1 AND id = $2 FOR UPDATE";
        self.lock_row(SQL, organization, Some(id)).await?;
        self.find_unscheduled(organization, id).await
    }

    pub async fn insert_unscheduled(
        &mut self,
        organization: &str,
        sessions: &[UnscheduledSession],
    ) -> Result<()> {
        const SQL: DialectSql = json_rows_sql!(
            "INSERT INTO unscheduled_sessions
                    (organization_id, id, subscription_id, person_id, kind, format, platform, teacher_id,
                     duration_minutes, created_at)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                    value ->> 7, CAST(value ->> 8 AS BIGINT), CAST(value ->> 9 AS BIGINT)",
            ""
        );
        let rows: Vec<_> = sessions
            .iter()
            .map(|one| {
                (
                    organization,
                    &one.id,
                    &one.subscription_id,
                    &one.person,
                    one.kind,
                    one.format,
                    one.platform,
                    &one.teacher,
                    one.duration_minutes,
                    micros(one.created_at),
                )
            })
            .collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        execute!(self, sqlx::query(sql).bind(json_rows(&rows)))?;
        Ok(())
    }

    /// Takes a session out, which has its time now; says whether it was there.
    pub async fn delete_unscheduled(&mut self, organization: &str, id: &str) -> Result<bool> {
        const SQL: &str = "DELETE FROM unscheduled_sessions WHERE organization_id = $1 AND id = $2";
        Ok(execute!(self, sqlx::query(SQL).bind(organization).bind(id))? == 1)
    }
}
