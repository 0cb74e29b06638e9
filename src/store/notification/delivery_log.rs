//! Messages as an organisation's log shows them.

use sqlx::QueryBuilder;

use crate::domain::notification::delivery_state::DeliveryState;
use crate::domain::notification::event::{Channel, NotificationEvent};
use crate::domain::time::{Span, Timestamp};
use crate::store::database::error::corrupt;
use crate::store::{Read, Result, StoreError, instant, micros, with_connection};

/// A message in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedDelivery {
    pub id: String,
    pub channel: Channel,
    /// A person, or an endpoint.
    pub recipient_id: String,
    /// The person's name, or the endpoint's address; `None`: gone.
    pub recipient_name: Option<String>,
    pub state: DeliveryState,
    pub reason: Option<String>,
    pub due_at: Timestamp,
    pub attempts: i64,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
    /// The keys of what it tells, with why one was left out.
    pub facts: Vec<(String, Option<String>)>,
}

/// Which messages a log shows.
#[derive(Clone, Debug, Default)]
pub struct DeliveryFilter<'a> {
    pub recipient: Option<&'a str>,
    pub channel: Option<Channel>,
    pub state: Option<DeliveryState>,
    pub event: Option<NotificationEvent>,
    /// By when they were made.
    pub span: Option<Span>,
    /// Only ids before this one: the newest come first.
    pub before: Option<&'a str>,
    pub only: Option<&'a str>,
    pub limit: i64,
}

#[derive(sqlx::FromRow)]
struct LoggedRow {
    id: String,
    channel: String,
    recipient_id: String,
    recipient_name: Option<String>,
    state: String,
    reason: Option<String>,
    due_at: i64,
    attempts: i64,
    created_at: i64,
    finished_at: Option<i64>,
}

impl TryFrom<LoggedRow> for LoggedDelivery {
    type Error = StoreError;

    fn try_from(row: LoggedRow) -> Result<LoggedDelivery> {
        let unknown = |column: &'static str, found: &str| {
            corrupt("deliveries", column, &row.id, format!("found {found:?}"))
        };
        let channel = Channel::parse(&row.channel).ok_or_else(|| unknown("channel", &row.channel))?;
        let state = DeliveryState::parse(&row.state).ok_or_else(|| unknown("state", &row.state))?;
        Ok(LoggedDelivery {
            id: row.id,
            channel,
            recipient_id: row.recipient_id,
            recipient_name: row.recipient_name,
            state,
            reason: row.reason,
            due_at: instant(row.due_at),
            attempts: row.attempts,
            created_at: instant(row.created_at),
            finished_at: row.finished_at.map(instant),
            facts: Vec::new(),
        })
    }
}

impl Read {
    /// The messages of an organisation, the newest first.
    pub async fn list_deliveries(
        &mut self,
        organization: &str,
        filter: &DeliveryFilter<'_>,
    ) -> Result<Vec<LoggedDelivery>> {
        const SELECT: &str = "
            SELECT d.id, d.channel, d.recipient_id, COALESCE(p.name, e.url) AS recipient_name, d.state, d.reason,
                   d.due_at, d.attempts, d.created_at, d.finished_at
              FROM deliveries d
              LEFT JOIN people p
                ON p.organization_id = d.organization_id AND p.id = d.recipient_id AND d.channel <> 'webhook'
              LEFT JOIN webhook_endpoints e
                ON e.organization_id = d.organization_id AND e.id = d.recipient_id AND d.channel = 'webhook'
             WHERE d.organization_id = ";
        let rows: Vec<LoggedRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SELECT);
            query.push_bind(organization.to_owned());
            for (column, wanted) in [
                (" AND d.id = ", filter.only),
                (" AND d.recipient_id = ", filter.recipient),
                (" AND d.channel = ", filter.channel.map(Channel::as_str)),
                (" AND d.state = ", filter.state.map(DeliveryState::as_str)),
                (" AND d.id < ", filter.before),
            ] {
                if let Some(wanted) = wanted {
                    query.push(column).push_bind(wanted.to_owned());
                }
            }
            if let Some(span) = filter.span {
                query.push(" AND d.created_at >= ").push_bind(micros(span.from));
                query.push(" AND d.created_at < ").push_bind(micros(span.to));
            }
            if let Some(event) = filter.event {
                query.push(
                    " AND EXISTS (SELECT 1 FROM delivery_facts df
                                    JOIN notification_facts f
                                      ON f.organization_id = df.organization_id AND f.key = df.fact_key
                                   WHERE df.organization_id = d.organization_id AND df.delivery_id = d.id AND f.event = ",
                );
                query.push_bind(event.as_str()).push(")");
            }
            query.push(" ORDER BY d.id DESC LIMIT ").push_bind(filter.limit);
            query.build_query_as().fetch_all(c).await
        })?;
        let mut found: Vec<LoggedDelivery> = self.readable_rows(organization, rows)?;
        let ids: Vec<String> = found.iter().map(|one| one.id.clone()).collect();
        for (delivery, key, dropped) in self.list_facts_of_deliveries(organization, &ids).await? {
            if let Some(one) = found.iter_mut().find(|one| one.id == delivery) {
                one.facts.push((key, dropped));
            }
        }
        Ok(found)
    }

    /// One message.
    pub async fn find_delivery(&mut self, organization: &str, id: &str) -> Result<Option<LoggedDelivery>> {
        let filter = DeliveryFilter { only: Some(id), limit: 1, ..DeliveryFilter::default() };
        Ok(self.list_deliveries(organization, &filter).await?.pop())
    }

    /// How many messages of an organisation are in this state.
    pub async fn count_deliveries(&mut self, organization: &str, state: DeliveryState) -> Result<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM deliveries WHERE organization_id = $1 AND state = $2";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(state.as_str())
            .fetch_one(c)
            .await)?)
    }

    async fn list_facts_of_deliveries(
        &mut self,
        organization: &str,
        ids: &[String],
    ) -> Result<Vec<(String, String, Option<String>)>> {
        const SQL: crate::store::DialectSql = crate::store::in_json_sql!(
            "SELECT delivery_id, fact_key, dropped FROM delivery_facts WHERE organization_id = $1 AND delivery_id IN",
            "$2",
            "ORDER BY delivery_id, fact_key"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(crate::store::json_rows(ids))
            .fetch_all(c)
            .await)?)
    }
}
