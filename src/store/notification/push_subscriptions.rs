//! The browsers that people allowed to be told in.

use crate::domain::time::Timestamp;
use crate::store::{
    DialectSql, Read, Result, Write, execute, in_json_sql, instant, json_rows, micros, with_connection,
};

/// A browser as its vendor's push service knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPushSubscription {
    pub id: String,
    pub person_id: String,
    pub endpoint: String,
    /// The browser's public key, base64url.
    pub p256dh: String,
    /// Its secret of authentication, base64url.
    pub auth: String,
    /// What the browser calls itself.
    pub device: Option<String>,
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct PushRow {
    id: String,
    person_id: String,
    endpoint: String,
    p256dh: String,
    auth: String,
    device: Option<String>,
    created_at: i64,
}

impl Read {
    /// The browsers of these people, by person and age.
    pub async fn list_push_subscriptions(
        &mut self,
        organization: &str,
        people: &[&str],
    ) -> Result<Vec<StoredPushSubscription>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT id, person_id, endpoint, p256dh, auth, device, created_at
               FROM push_subscriptions WHERE organization_id = $1 AND person_id IN",
            "$2",
            "ORDER BY person_id, created_at, id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<PushRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(people))
            .fetch_all(c)
            .await)?;
        let subscription = |row: PushRow| StoredPushSubscription {
            id: row.id,
            person_id: row.person_id,
            endpoint: row.endpoint,
            p256dh: row.p256dh,
            auth: row.auth,
            device: row.device,
            created_at: instant(row.created_at),
        };
        Ok(rows.into_iter().map(subscription).collect())
    }
}

impl Write {
    /// Adds a browser, or brings the keys of one up to date; gives its id.
    pub async fn put_push_subscription(
        &mut self,
        organization: &str,
        one: &StoredPushSubscription,
    ) -> Result<String> {
        const SQL: &str = "
            INSERT INTO push_subscriptions (organization_id, id, person_id, endpoint, p256dh, auth, device, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (organization_id, person_id, endpoint) DO UPDATE
               SET p256dh = excluded.p256dh, auth = excluded.auth, device = excluded.device
            RETURNING id";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(&one.id)
            .bind(&one.person_id)
            .bind(&one.endpoint)
            .bind(&one.p256dh)
            .bind(&one.auth)
            .bind(&one.device)
            .bind(micros(one.created_at))
            .fetch_one(c)
            .await)?)
    }

    /// Takes a browser of a person away. False when it is not there.
    pub async fn delete_push_subscription(
        &mut self,
        organization: &str,
        person: &str,
        id: &str,
    ) -> Result<bool> {
        const SQL: &str =
            "DELETE FROM push_subscriptions WHERE organization_id = $1 AND person_id = $2 AND id = $3";
        Ok(execute!(self, sqlx::query(SQL).bind(organization).bind(person).bind(id))? == 1)
    }

    /// Takes a browser away from everybody but this person: whoever logs in with it now is told in it, and nobody else.
    pub async fn take_push_endpoint(
        &mut self,
        organization: &str,
        person: &str,
        endpoint: &str,
    ) -> Result<()> {
        const SQL: &str =
            "DELETE FROM push_subscriptions WHERE organization_id = $1 AND person_id <> $2 AND endpoint = $3";
        execute!(self, sqlx::query(SQL).bind(organization).bind(person).bind(endpoint))?;
        Ok(())
    }
}
