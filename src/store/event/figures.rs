//! Figures of many events at once, and of the scans at events.

use crate::domain::checkin::event::EventCounts;
use crate::domain::checkin::refusal::Refusal;
use crate::domain::time::Span;
use crate::store::database::error::corrupt;
use crate::store::{DialectSql, Read, Result, in_json_sql, json_rows, micros, with_connection};

/// How many registered for an event, wait, cancelled, paid and came.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct EventFigures {
    pub session_id: String,
    pub registered: i64,
    pub waiting: i64,
    pub cancelled: i64,
    /// Different people who were let in.
    pub checked_in: i64,
    /// Paid and not refunded.
    pub paid_tickets: i64,
}

impl EventFigures {
    pub fn counts(&self) -> EventCounts {
        EventCounts {
            registered: self.registered,
            checked_in: self.checked_in,
            paid_tickets: self.paid_tickets,
        }
    }
}

impl Read {
    /// The figures of these events, by id.
    pub async fn event_figures(&mut self, organization: &str, events: &[&str]) -> Result<Vec<EventFigures>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT e.session_id,
                    (SELECT CAST(count(*) AS BIGINT) FROM registrations r WHERE r.organization_id = e.organization_id
                        AND r.session_id = e.session_id AND r.status = 'REGISTERED') AS registered,
                    (SELECT CAST(count(*) AS BIGINT) FROM registrations r WHERE r.organization_id = e.organization_id
                        AND r.session_id = e.session_id AND r.status = 'WAITLISTED') AS waiting,
                    (SELECT CAST(count(*) AS BIGINT) FROM registrations r WHERE r.organization_id = e.organization_id
                        AND r.session_id = e.session_id AND r.status = 'CANCELLED') AS cancelled,
                    (SELECT CAST(count(DISTINCT a.person_id) AS BIGINT) FROM admissions a
                      WHERE a.organization_id = e.organization_id AND a.session_id = e.session_id
                        AND a.undone_at IS NULL) AS checked_in,
                    (SELECT CAST(count(*) AS BIGINT) FROM tickets t WHERE t.organization_id = e.organization_id
                        AND t.session_id = e.session_id AND t.status = 'paid') AS paid_tickets
               FROM events e WHERE e.organization_id = $1 AND e.session_id IN",
            "$2",
            "ORDER BY e.session_id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(events))
            .fetch_all(c)
            .await)?)
    }

    /// How many scans at events within a span were taken (`None`) and refused, by word. Entries by hand and double reads are
    /// no scans; one that no code could be read of counts, wherever it was.
    pub async fn count_event_scans(
        &mut self,
        organization: &str,
        span: Span,
    ) -> Result<Vec<(Option<Refusal>, i64)>> {
        const SQL: &str = "
            SELECT s.refusal, CAST(count(*) AS BIGINT) FROM scans s
             WHERE s.organization_id = $1 AND s.scanned_at >= $2 AND s.scanned_at < $3
               AND s.repeats IS NULL AND (s.purpose IS NOT NULL OR s.refusal IS NOT NULL)
               AND (s.purpose IS NULL OR s.purpose IN ('ticket', 'registration', 'session'))
               AND (s.level IS NULL OR s.level = 'event') AND s.venue_id IS NULL
               AND (s.session_id IS NULL
                    OR EXISTS (SELECT 1 FROM events e
                                WHERE e.organization_id = s.organization_id AND e.session_id = s.session_id))
             GROUP BY s.refusal ORDER BY s.refusal";
        let rows: Vec<(Option<String>, i64)> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(micros(span.from))
            .bind(micros(span.to))
            .fetch_all(c)
            .await)?;
        let read = |(word, count): (Option<String>, i64)| {
            let Some(word) = word else { return Ok((None, count)) };
            let refusal = Refusal::parse(&word)
                .ok_or_else(|| corrupt("scans", "refusal", organization, format!("found {word:?}")))?;
            Ok((Some(refusal), count))
        };
        rows.into_iter().map(read).collect()
    }
}
