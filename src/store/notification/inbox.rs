//! What somebody was told, as the bell of the pages shows it: each fact once, by whichever channels. What counts is when
//! its message was first due: that a mail server was away for an hour makes no news of it.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

impl Read {
    /// The keys of the facts that a person was told by `now`, or is being told, with when that was: the newest first,
    /// after the one that `after` names, at most `limit`. What was left out because it was not true is not among them.
    pub async fn list_inbox(
        &mut self,
        organization: &str,
        person: &str,
        now: Timestamp,
        after: Option<&(Timestamp, String)>,
        limit: i64,
    ) -> Result<Vec<(String, Timestamp)>> {
        const SQL: &str = "
            SELECT df.fact_key, MIN(d.told_at) AS told_at
              FROM delivery_facts df
              JOIN deliveries d ON d.organization_id = df.organization_id AND d.id = df.delivery_id
             WHERE df.organization_id = $1 AND df.recipient_id = $2 AND d.told_at <= $3
               AND (df.dropped IS NULL OR df.dropped <> 'no_longer_true')
             GROUP BY df.fact_key
            HAVING MIN(d.told_at) < $4 OR MIN(d.told_at) = $4 AND df.fact_key > $5
             ORDER BY told_at DESC, df.fact_key LIMIT $6";
        let (before, key) = after.map_or((i64::MAX, ""), |(at, key)| (micros(*at), key.as_str()));
        let rows: Vec<(String, i64)> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .bind(micros(now))
            .bind(before)
            .bind(key)
            .bind(limit)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(|(key, at)| (key, instant(at))).collect())
    }

    /// How many facts a person was told since they last looked.
    pub async fn count_unseen(&mut self, organization: &str, person: &str, now: Timestamp) -> Result<i64> {
        const SQL: &str = "
            SELECT COUNT(DISTINCT df.fact_key)
              FROM people p
              JOIN deliveries d ON d.organization_id = p.organization_id AND d.recipient_id = p.id
              JOIN delivery_facts df ON df.organization_id = d.organization_id AND df.delivery_id = d.id
             WHERE p.organization_id = $1 AND p.id = $2 AND d.told_at <= $3
               AND d.told_at > COALESCE(p.notifications_seen_at, 0)
               AND (df.dropped IS NULL OR df.dropped <> 'no_longer_true')";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(person)
            .bind(micros(now))
            .fetch_one(c)
            .await)?)
    }

    /// When a person last looked.
    pub async fn inbox_seen_at(&mut self, organization: &str, person: &str) -> Result<Option<Timestamp>> {
        const SQL: &str = "SELECT notifications_seen_at FROM people WHERE organization_id = $1 AND id = $2";
        let found: Option<Option<i64>> = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(person)
            .fetch_optional(c)
            .await)?;
        Ok(found.flatten().map(instant))
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
