//! Systems that are told by signed webhooks.

use std::collections::BTreeSet;

use crate::domain::notification::event::NotificationEvent;
use crate::domain::time::Timestamp;
use crate::store::{Locked, Read, Result, Write, execute, instant, micros, with_connection};

/// An endpoint of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookEndpoint {
    pub id: String,
    pub url: String,
    pub description: Option<String>,
    /// Empty: every event.
    pub events: BTreeSet<NotificationEvent>,
    /// Encrypted.
    pub sealed_secret: String,
    /// The secret before it, encrypted, and until when it signs too.
    pub previous: Option<(String, Timestamp)>,
    pub is_enabled: bool,
    /// Why it is switched off: `failing`, `gone`, `by_hand`.
    pub disabled_reason: Option<String>,
    /// The first failure after its last success.
    pub failing_since: Option<Timestamp>,
    /// Nothing is sent to it before.
    pub retry_at: Option<Timestamp>,
    pub created_by: Option<String>,
    pub created_at: Timestamp,
}

impl WebhookEndpoint {
    /// Whether it is told of an event.
    pub fn wants(&self, event: NotificationEvent) -> bool {
        self.is_enabled && (self.events.is_empty() || self.events.contains(&event))
    }
}

#[derive(sqlx::FromRow)]
struct EndpointRow {
    id: String,
    url: String,
    description: Option<String>,
    events: String,
    secret: String,
    previous_secret: Option<String>,
    previous_until: Option<i64>,
    is_enabled: bool,
    disabled_reason: Option<String>,
    failing_since: Option<i64>,
    retry_at: Option<i64>,
    created_by: Option<String>,
    created_at: i64,
}

impl From<EndpointRow> for WebhookEndpoint {
    fn from(row: EndpointRow) -> WebhookEndpoint {
        let events: Vec<String> = serde_json::from_str(&row.events).unwrap_or_default();
        WebhookEndpoint {
            id: row.id,
            url: row.url,
            description: row.description,
            // A word of another version is left out.
            events: events.iter().filter_map(|event| NotificationEvent::parse(event)).collect(),
            sealed_secret: row.secret,
            previous: row.previous_secret.zip(row.previous_until.map(instant)),
            is_enabled: row.is_enabled,
            disabled_reason: row.disabled_reason,
            failing_since: row.failing_since.map(instant),
            retry_at: row.retry_at.map(instant),
            created_by: row.created_by,
            created_at: instant(row.created_at),
        }
    }
}

const COLUMNS_OF: &str = "
    SELECT id, url, description, events, secret, previous_secret, previous_until, is_enabled, disabled_reason,
           failing_since, retry_at, created_by, created_at
      FROM webhook_endpoints WHERE organization_id = $1 AND id > $2 AND ($3 IS NULL OR id = $3) ORDER BY id LIMIT $4";

impl Read {
    /// Every endpoint of an organisation by id: there are few, as many as one may add.
    pub async fn all_webhook_endpoints(&mut self, organization: &str) -> Result<Vec<WebhookEndpoint>> {
        self.endpoints(organization, "", None, i64::MAX).await
    }

    /// The endpoints of an organisation by id, beyond `after`, at most `limit`.
    pub async fn list_webhook_endpoints(
        &mut self,
        organization: &str,
        after: &str,
        limit: i64,
    ) -> Result<Vec<WebhookEndpoint>> {
        self.endpoints(organization, after, None, limit).await
    }

    /// One endpoint.
    pub async fn find_webhook_endpoint(
        &mut self,
        organization: &str,
        id: &str,
    ) -> Result<Option<WebhookEndpoint>> {
        Ok(self.endpoints(organization, "", Some(id), 1).await?.pop())
    }

    async fn endpoints(
        &mut self,
        organization: &str,
        after: &str,
        only: Option<&str>,
        limit: i64,
    ) -> Result<Vec<WebhookEndpoint>> {
        let rows: Vec<EndpointRow> = with_connection!(self, |c| sqlx::query_as(COLUMNS_OF)
            .bind(organization)
            .bind(after)
            .bind(only)
            .bind(limit)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(WebhookEndpoint::from).collect())
    }
}

impl Write {
    /// Adds an endpoint.
    pub async fn insert_webhook_endpoint(&mut self, organization: &str, one: &WebhookEndpoint) -> Result<()> {
        const SQL: &str = "
            INSERT INTO webhook_endpoints
                   (organization_id, id, url, description, events, secret, previous_secret, previous_until, is_enabled,
                    disabled_reason, failing_since, retry_at, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
        self.bind_endpoint(SQL, organization, one, true).await
    }

    /// One endpoint, which nobody else changes until this transaction ends.
    pub async fn lock_webhook_endpoint(
        &mut self,
        organization: &str,
        id: &str,
    ) -> Result<Option<Locked<WebhookEndpoint>>> {
        const LOCK: &str =
            "SELECT 1 FROM webhook_endpoints WHERE organization_id = $1 AND id = $2 FOR UPDATE";
        self.lock_row(LOCK, organization, Some(id)).await?;
        Ok(self.find_webhook_endpoint(organization, id).await?.map(Locked::new))
    }

    /// Writes a changed endpoint.
    pub async fn update_webhook_endpoint(
        &mut self,
        organization: &str,
        one: &Locked<WebhookEndpoint>,
    ) -> Result<()> {
        const SQL: &str = "
            UPDATE webhook_endpoints
               SET url = $3, description = $4, events = $5, secret = $6, previous_secret = $7, previous_until = $8,
                   is_enabled = $9, disabled_reason = $10, failing_since = $11, retry_at = $12
             WHERE organization_id = $1 AND id = $2";
        self.bind_endpoint(SQL, organization, one, false).await
    }

    async fn bind_endpoint(
        &mut self,
        sql: &'static str,
        organization: &str,
        one: &WebhookEndpoint,
        is_new: bool,
    ) -> Result<()> {
        let events = serde_json::to_string(&one.events).expect("a list of words");
        let (previous, until) = one.previous.clone().unzip();
        execute!(self, {
            let query = sqlx::query(sql)
                .bind(organization)
                .bind(&one.id)
                .bind(&one.url)
                .bind(&one.description)
                .bind(events)
                .bind(&one.sealed_secret)
                .bind(previous)
                .bind(until.map(micros))
                .bind(one.is_enabled)
                .bind(&one.disabled_reason)
                .bind(one.failing_since.map(micros))
                .bind(one.retry_at.map(micros));
            if is_new { query.bind(&one.created_by).bind(micros(one.created_at)) } else { query }
        })?;
        Ok(())
    }

    /// Takes an endpoint away; what was sent to it stays in the log. False when it is not there.
    pub async fn delete_webhook_endpoint(&mut self, organization: &str, id: &str) -> Result<bool> {
        const SQL: &str = "DELETE FROM webhook_endpoints WHERE organization_id = $1 AND id = $2";
        Ok(execute!(self, sqlx::query(SQL).bind(organization).bind(id))? == 1)
    }
}
