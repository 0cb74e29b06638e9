//! Sessions that what happened at a venue may concern, and who was at one about the time of a session.

use super::{MAX_SESSION_MILLIS, StoredSession};
use crate::domain::time::Span;
use crate::store::session::find::sorted;
use crate::store::{DialectSql, Read, Result, json_rows, micros, with_connection};

/// Ids of sessions that begin between `$3` before the second and the third part of a row of `$rows`.
macro_rules! visited_sql {
    ($rows:literal) => {
        concat!(
            "SELECT t.session_id FROM ",
            $rows,
            " CROSS JOIN session_students t
               WHERE t.organization_id = $2 AND t.person_id = item.value ->> 0
                 AND t.start_at > CAST(item.value ->> 1 AS BIGINT) - $3
                 AND t.start_at < CAST(item.value ->> 2 AS BIGINT)
              UNION
             SELECT s.id FROM ",
            $rows,
            " CROSS JOIN sessions s
               WHERE s.organization_id = $2 AND s.teacher_id = item.value ->> 0
                 AND s.start_at > CAST(item.value ->> 1 AS BIGINT) - $3
                 AND s.start_at < CAST(item.value ->> 2 AS BIGINT)
              UNION
             SELECT s.id FROM ",
            $rows,
            " CROSS JOIN sessions s
               WHERE s.organization_id = $2 AND s.counts_visits
                 AND s.start_at > CAST(item.value ->> 1 AS BIGINT) - $3
                 AND s.start_at < CAST(item.value ->> 2 AS BIGINT)"
        )
    };
}

impl Read {
    /// Sessions that overlap the span beside one of the people, and have that person on the roster or count the visits of
    /// everybody; by start and id.
    pub async fn list_sessions_visited(
        &mut self,
        organization: &str,
        visitors: &[(&str, Span)],
    ) -> Result<Vec<StoredSession>> {
        // No session is longer than MAX_SESSION_MILLIS, so that an index on the start finds all that last until then.
        const SQL: DialectSql = DialectSql {
            sqlite: visited_sql!("json_each($1) AS item"),
            postgres: visited_sql!("jsonb_array_elements($1::JSONB) AS item (value)"),
        };
        let spans: Vec<_> =
            visitors.iter().map(|(person, span)| (person, micros(span.from), micros(span.to))).collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let ids: Vec<String> = with_connection!(self, |c| sqlx::query_scalar(sql)
            .bind(json_rows(&spans))
            .bind(organization)
            .bind(MAX_SESSION_MILLIS * 1_000)
            .fetch_all(c)
            .await)?;
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let rows = self.session_rows(organization, &ids).await?;
        let mut found: Vec<StoredSession> = self.readable_rows(organization, rows)?;
        found.retain(|one| {
            let planned = one.session.planned();
            visitors.iter().any(|(person, span)| {
                planned.overlaps(*span) && (one.session.counts_visits() || one.session.is_on_roster(person))
            })
        });
        Ok(sorted(found))
    }

    /// Who was scanned or entered at a venue within `span`, at this one if one is named; by id.
    pub async fn list_visitors_between(
        &mut self,
        organization: &str,
        venue: Option<&str>,
        span: Span,
    ) -> Result<Vec<String>> {
        const SQL: &str = "
            SELECT DISTINCT person_id
              FROM scans
             WHERE organization_id = $1 AND scanned_at >= $2 AND scanned_at < $3 AND refusal IS NULL
               AND session_id IS NULL AND venue_id IS NOT NULL AND person_id IS NOT NULL
               AND ($4 IS NULL OR venue_id = $4)
             ORDER BY person_id";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(micros(span.from))
            .bind(micros(span.to))
            .bind(venue)
            .fetch_all(c)
            .await)?)
    }

    /// Whether the organisation has this venue.
    pub async fn has_venue(&mut self, organization: &str, venue: &str) -> Result<bool> {
        const SQL: &str = "SELECT COUNT(*) FROM venues WHERE organization_id = $1 AND id = $2";
        let found: i64 = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(venue)
            .fetch_one(c)
            .await)?;
        Ok(found > 0)
    }
}
