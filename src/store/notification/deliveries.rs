//! Messages: made for a recipient and a channel, claimed by whoever sends them, and what became of each.

use serde_json::json;

use crate::domain::notification::event::{Channel, DropReason};
use crate::domain::notification::retry::MAX_TRIES;
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Read, Result, StoreError, Write, execute, in_json_sql, instant, json_rows, json_rows_sql,
    micros, with_connection,
};

/// A message that is to be made, of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelivery {
    /// The id of the message, where none waits for the recipient that it can join.
    pub id: String,
    pub channel: Channel,
    pub recipient_id: String,
    pub fact_key: String,
    pub due_at: Timestamp,
    /// Whether it may be told together with others that wait for the same recipient.
    pub may_join: bool,
}

/// A message that was claimed, to be sent now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedDelivery {
    pub id: String,
    pub channel: Channel,
    pub recipient_id: String,
    /// Tries that are left after this one.
    pub tries_left: i64,
    /// Of this claim, and the number of the try.
    pub fence: i64,
    /// The keys of what it tells.
    pub fact_keys: Vec<String>,
}

/// Messages that are sent one after the other, beside all others: those of a channel to the people of an organisation, or
/// those to one endpoint.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeliveryQueue {
    pub organization_id: String,
    pub channel: Channel,
    /// Of webhooks.
    pub endpoint_id: Option<String>,
}

/// What became of a try, or of a message that was not to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryEnd {
    Sent,
    /// To be tried again then.
    Later(Timestamp),
    /// The provider was away: the try does not count.
    Postponed(Timestamp),
    Dropped(DropReason),
    /// Given up; an admin may have it sent again. `refused` or `exhausted`.
    Dead(&'static str),
}

#[derive(sqlx::FromRow)]
struct ClaimRow {
    id: String,
    channel: String,
    recipient_id: String,
    tries_left: i64,
    fence: i64,
}

impl TryFrom<ClaimRow> for ClaimedDelivery {
    type Error = StoreError;

    fn try_from(row: ClaimRow) -> Result<ClaimedDelivery> {
        let channel = Channel::parse(&row.channel)
            .ok_or_else(|| corrupt("deliveries", "channel", &row.id, format!("found {:?}", row.channel)))?;
        let ClaimRow { id, recipient_id, tries_left, fence, .. } = row;
        Ok(ClaimedDelivery { id, channel, recipient_id, tries_left, fence, fact_keys: Vec::new() })
    }
}

impl Read {
    /// Where a message is due, or was claimed by somebody who never said what became of it. Endpoints that are left alone
    /// are none of these.
    pub async fn due_queues(&mut self, now: Timestamp) -> Result<Vec<DeliveryQueue>> {
        const SQL: &str = "
            SELECT DISTINCT d.organization_id, d.channel,
                   CASE WHEN d.channel = 'webhook' THEN d.recipient_id END AS endpoint_id
              FROM deliveries d
              LEFT JOIN webhook_endpoints e ON e.organization_id = d.organization_id AND e.id = d.recipient_id
             WHERE d.state = 'waiting' AND d.due_at <= $1 AND (d.claimed_until IS NULL OR d.claimed_until <= $1)
               AND (e.retry_at IS NULL OR e.retry_at <= $1)
             ORDER BY 1, 2, 3";
        let rows: Vec<(String, String, Option<String>)> =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(micros(now)).fetch_all(c).await)?;
        let queue = |(organization_id, channel, endpoint_id): (String, String, Option<String>)| {
            // A channel of another version is sent by it.
            Some(DeliveryQueue { channel: Channel::parse(&channel)?, organization_id, endpoint_id })
        };
        Ok(rows.into_iter().filter_map(queue).collect())
    }

    /// Messages that wait everywhere, and the time since when the oldest of them is due.
    pub async fn waiting_deliveries(&mut self, now: Timestamp) -> Result<(i64, Option<Timestamp>)> {
        const SQL: &str = "
            SELECT COUNT(*), MIN(due_at) FROM deliveries WHERE state = 'waiting' AND due_at <= $1";
        let (waiting, oldest): (i64, Option<i64>) =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(micros(now)).fetch_one(c).await)?;
        Ok((waiting, oldest.map(instant)))
    }

    /// The people and endpoints that were told one of these facts, or are being told, by fact.
    pub async fn list_told(
        &mut self,
        organization: &str,
        keys: &[&str],
    ) -> Result<Vec<(String, String, Channel)>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT df.fact_key, df.recipient_id, df.channel
               FROM delivery_facts df
               JOIN deliveries d ON d.organization_id = df.organization_id AND d.id = df.delivery_id
              WHERE df.organization_id = $1 AND df.dropped IS NULL AND d.attempts > 0 AND df.fact_key IN",
            "$2",
            "ORDER BY df.fact_key, df.recipient_id, df.channel"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<(String, String, String)> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(keys))
            .fetch_all(c)
            .await)?;
        Ok(rows
            .into_iter()
            .filter_map(|(key, recipient, channel)| Some((key, recipient, Channel::parse(&channel)?)))
            .collect())
    }
}

impl Write {
    /// Makes the messages of facts. One that may join is told with the message that waits for the same recipient, channel and
    /// moment, if that was not begun yet. Nobody is told a fact twice by one channel.
    pub async fn insert_deliveries(
        &mut self,
        organization: &str,
        wanted: &[NewDelivery],
        at: Timestamp,
    ) -> Result<u64> {
        const OPEN: &str = "
            UPDATE deliveries SET due_at = due_at
             WHERE organization_id = $1 AND id = (
                   SELECT id FROM deliveries
                    WHERE organization_id = $1 AND recipient_id = $2 AND channel = $3 AND state = 'waiting'
                      AND attempts = 0 AND due_at = $4 ORDER BY id LIMIT 1)
               AND state = 'waiting' AND attempts = 0
            RETURNING id";
        const FACT: &str = "
            INSERT INTO delivery_facts (organization_id, fact_key, recipient_id, channel, delivery_id)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (organization_id, fact_key, recipient_id, channel) DO NOTHING";
        const DELIVERY: DialectSql = json_rows_sql!(
            "INSERT INTO deliveries
                    (organization_id, id, channel, recipient_id, state, due_at, told_at, attempts, tries_left, fence,
                     created_at)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'waiting', CAST(value ->> 4 AS BIGINT),
                    CAST(value ->> 5 AS BIGINT), 0, CAST(value ->> 6 AS BIGINT), 0, CAST(value ->> 7 AS BIGINT)",
            "WHERE TRUE ON CONFLICT (organization_id, id) DO NOTHING"
        );
        let mut made = 0;
        for one in wanted {
            let open: Option<String> = if one.may_join {
                // Only what is due at the same moment: nothing urgent sleeps till morning.
                with_connection!(self, |c| sqlx::query_scalar(OPEN)
                    .bind(organization)
                    .bind(&one.recipient_id)
                    .bind(one.channel.as_str())
                    .bind(micros(one.due_at))
                    .fetch_optional(c)
                    .await)?
            } else {
                None
            };
            let id = open.clone().unwrap_or_else(|| one.id.clone());
            let told = execute!(
                self,
                sqlx::query(FACT)
                    .bind(organization)
                    .bind(&one.fact_key)
                    .bind(&one.recipient_id)
                    .bind(one.channel.as_str())
                    .bind(&id)
            )?;
            if told == 0 || open.is_some() {
                continue;
            }
            let row = json!([
                organization,
                id,
                one.channel,
                one.recipient_id,
                micros(one.due_at),
                micros(one.due_at.max(at)),
                MAX_TRIES,
                micros(at)
            ]);
            let sql = self.for_dialect(DELIVERY.sqlite, DELIVERY.postgres);
            made += execute!(self, sqlx::query(sql).bind(json_rows(&[row])))?;
        }
        Ok(made)
    }

    /// Claims messages of a channel that are due, or those to one endpoint alone, the oldest first: nobody else is given
    /// them before `until`. Each claim is a try.
    pub async fn claim_deliveries(
        &mut self,
        organization: &str,
        channel: Channel,
        endpoint: Option<&str>,
        now: Timestamp,
        until: Timestamp,
        limit: i64,
    ) -> Result<Vec<ClaimedDelivery>> {
        const SELECT: DialectSql = DialectSql {
            sqlite: "SELECT d.id FROM deliveries d
                       LEFT JOIN webhook_endpoints e ON e.organization_id = d.organization_id AND e.id = d.recipient_id
                      WHERE d.organization_id = $1 AND d.channel = $2 AND d.state = 'waiting' AND d.due_at <= $3
                        AND (d.claimed_until IS NULL OR d.claimed_until <= $3)
                        AND (e.retry_at IS NULL OR e.retry_at <= $3)
                        AND ($5 IS NULL OR d.recipient_id = $5)
                      ORDER BY d.due_at, d.id LIMIT $4",
            postgres: "SELECT d.id FROM deliveries d
                         LEFT JOIN webhook_endpoints e ON e.organization_id = d.organization_id AND e.id = d.recipient_id
                        WHERE d.organization_id = $1 AND d.channel = $2 AND d.state = 'waiting' AND d.due_at <= $3
                          AND (d.claimed_until IS NULL OR d.claimed_until <= $3)
                          AND (e.retry_at IS NULL OR e.retry_at <= $3)
                          AND ($5 IS NULL OR d.recipient_id = $5)
                        ORDER BY d.due_at, d.id LIMIT $4 FOR UPDATE OF d SKIP LOCKED",
        };
        const CLAIM: DialectSql = in_json_sql!(
            "UPDATE deliveries
                SET attempts = attempts + 1, tries_left = tries_left - 1, fence = fence + 1, claimed_until = $3
              WHERE organization_id = $1 AND id IN",
            "$2",
            "RETURNING id, channel, recipient_id, tries_left, fence"
        );
        const FACTS: DialectSql = in_json_sql!(
            "SELECT delivery_id, fact_key FROM delivery_facts
              WHERE organization_id = $1 AND dropped IS NULL AND delivery_id IN",
            "$2",
            "ORDER BY delivery_id, fact_key"
        );
        let sql = self.for_dialect(SELECT.sqlite, SELECT.postgres);
        let ids: Vec<String> = with_connection!(self, |c| sqlx::query_scalar(sql)
            .bind(organization)
            .bind(channel.as_str())
            .bind(micros(now))
            .bind(limit)
            .bind(endpoint)
            .fetch_all(c)
            .await)?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = self.for_dialect(CLAIM.sqlite, CLAIM.postgres);
        let rows: Vec<ClaimRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(&ids))
            .bind(micros(until))
            .fetch_all(c)
            .await)?;
        let mut claimed: Vec<ClaimedDelivery> = self.readable_rows(organization, rows)?;
        let sql = self.for_dialect(FACTS.sqlite, FACTS.postgres);
        let facts: Vec<(String, String)> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(&ids))
            .fetch_all(c)
            .await)?;
        for one in &mut claimed {
            let own = facts.iter().filter(|(delivery, _)| *delivery == one.id);
            one.fact_keys = own.map(|(_, key)| key.clone()).collect();
        }
        claimed.sort_by_key(|one| ids.iter().position(|id| *id == one.id));
        Ok(claimed)
    }

    /// Writes what became of a claim. False when the message was claimed by somebody else since: theirs is what counts.
    pub async fn end_delivery(
        &mut self,
        organization: &str,
        claimed: &ClaimedDelivery,
        end: DeliveryEnd,
        at: Timestamp,
    ) -> Result<bool> {
        const SQL: &str = "
            UPDATE deliveries
               SET state = $4, reason = $5, due_at = COALESCE($6, due_at), finished_at = $7, claimed_until = NULL,
                   attempts = attempts - $8, tries_left = tries_left + $8
             WHERE organization_id = $1 AND id = $2 AND fence = $3 AND state = 'waiting'";
        let (state, reason, due) = match end {
            DeliveryEnd::Sent => ("sent", None, None),
            DeliveryEnd::Later(due) | DeliveryEnd::Postponed(due) => ("waiting", None, Some(due)),
            DeliveryEnd::Dropped(reason) => ("dropped", Some(reason.as_str()), None),
            DeliveryEnd::Dead(reason) => ("dead", Some(reason), None),
        };
        // What never left was not begun: whoever asks whether anybody was told is told no.
        let taken_back = i64::from(matches!(end, DeliveryEnd::Dropped(_) | DeliveryEnd::Postponed(_)));
        let written = execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&claimed.id)
                .bind(claimed.fence)
                .bind(state)
                .bind(reason)
                .bind(due.map(micros))
                .bind(due.is_none().then(|| micros(at)))
                .bind(taken_back)
        )?;
        Ok(written == 1)
    }

    /// Leaves facts out of a message, for a reason.
    pub async fn leave_out_facts(
        &mut self,
        organization: &str,
        delivery: &str,
        keys: &[&str],
        reason: DropReason,
    ) -> Result<()> {
        const SQL: DialectSql = in_json_sql!(
            "UPDATE delivery_facts SET dropped = $4
              WHERE organization_id = $1 AND delivery_id = $3 AND dropped IS NULL AND fact_key IN",
            "$2",
            ""
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        execute!(
            self,
            sqlx::query(sql).bind(organization).bind(json_rows(keys)).bind(delivery).bind(reason.as_str())
        )?;
        Ok(())
    }

    /// Has a message sent again that is dead or was dropped: under its own id, with all its tries. False when it is not
    /// there, waits, or was sent.
    pub async fn revive_delivery(&mut self, organization: &str, id: &str, at: Timestamp) -> Result<bool> {
        const SQL: &str = "
            UPDATE deliveries
               SET state = 'waiting', reason = NULL, due_at = $3, tries_left = $4, finished_at = NULL,
                   claimed_until = NULL
             WHERE organization_id = $1 AND id = $2 AND state IN ('dead', 'dropped')";
        let revived =
            execute!(self, sqlx::query(SQL).bind(organization).bind(id).bind(micros(at)).bind(MAX_TRIES))?;
        Ok(revived == 1)
    }
}
