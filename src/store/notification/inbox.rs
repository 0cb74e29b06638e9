//! What somebody was told, as the bell of the pages shows it: each fact once, by whichever channels.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

impl Read {
    /// The keys of the facts that a person was told by `now`, or is being told, with when that was decided: the newest
    /// first, before `before`, at most `limit`. What was left out because it was not true is not among them.
    pub async fn list_inbox(
        &mut self,
        organization: &str,
        person: &str,
        now: Timestamp,
        before: Option<Timestamp>,
        limit: i64,
    ) -> Result<Vec<(String, Timestamp)>> {
        const SQL: &str = "
            SELECT df.fact_key, MIN(d.created_at) AS told_at
              FROM delivery_facts df
              JOIN deliveries d ON d.organization_id = df.organization_id AND d.id = df.delivery_id
             WHERE df.organization_id = $1 AND df.recipient_id = $2 AND d.due_at <= $5
               AND (df.dropped IS NULL OR df.dropped <> 'no_longer_true')
             GROUP BY df.fact_key
            HAVING MIN(d.created_at) < $3
             ORDER BY told_at DESC, df.fact_key LIMIT $4";
        let before = before.unwrap_or(Timestamp::MAX);
        let rows: Vec<(String, i64)> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .bind(micros(before))
            .bind(limit)
            .bind(micros(now))
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(|(key, at)| (key, instant(at))).collect())
    }

    /// How many facts a person was told since they last looked.
    pub async fn count_unseen(&mut self, organization: &str, person: &str, now: Timestamp) -> Result<i64> {
        const SQL: &str = "
            SELECT COUNT(DISTINCT df.fact_key)
              FROM delivery_facts df
              JOIN deliveries d ON d.organization_id = df.organization_id AND d.id = df.delivery_id
              JOIN people p ON p.organization_id = df.organization_id AND p.id = df.recipient_id
             WHERE df.organization_id = $1 AND df.recipient_id = $2 AND d.due_at <= $3
               AND (df.dropped IS NULL OR df.dropped <> 'no_longer_true')
               AND (p.notifications_seen_at IS NULL OR d.due_at > p.notifications_seen_at)";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(person)
            .bind(micros(now))
            .fetch_one(c)
            .await)?)
    }
}

impl Write {
    /// A person has looked at what they were told.
    pub async fn mark_inbox_seen(&mut self, organization: &str, person: &str, at: Timestamp) -> Result<()> {
        const SQL: &str =
            "UPDATE people SET notifications_seen_at = $3 WHERE organization_id = $1 AND id = $2";
        execute!(self, sqlx::query(SQL).bind(organization).bind(person).bind(micros(at)))?;
        Ok(())
    }
}
