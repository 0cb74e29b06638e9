//! The calendar feed of each person, by the digest of the secret in its address.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, micros, with_connection};

/// A feed. Whoever knows its secret reads it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CalendarFeed {
    pub organization_id: String,
    pub person_id: String,
    /// SHA-256 of the secret, in hexadecimal digits.
    pub secret_hash: String,
    /// The secret, encrypted.
    #[sqlx(rename = "secret")]
    pub sealed_secret: String,
}

impl Read {
    /// The feed whose secret has this SHA-256.
    pub async fn find_calendar_feed(&mut self, secret_hash: &str) -> Result<Option<CalendarFeed>> {
        const SQL: &str = "
            SELECT organization_id, person_id, secret_hash, secret FROM calendar_feeds WHERE secret_hash = $1";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL).bind(secret_hash).fetch_optional(c).await)?)
    }

    /// The feed of a person.
    pub async fn find_calendar_feed_of(
        &mut self,
        organization: &str,
        person: &str,
    ) -> Result<Option<CalendarFeed>> {
        const SQL: &str = "
            SELECT organization_id, person_id, secret_hash, secret
              FROM calendar_feeds WHERE organization_id = $1 AND person_id = $2";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .fetch_optional(c)
            .await)?)
    }
}

impl Write {
    /// Adds a person's feed. False: there is one already, and it stays.
    pub async fn insert_calendar_feed(&mut self, one: &CalendarFeed, at: Timestamp) -> Result<bool> {
        const SQL: &str = "
            INSERT INTO calendar_feeds (organization_id, person_id, secret_hash, secret, created_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (organization_id, person_id) DO NOTHING";
        Ok(self.put_feed(SQL, one, at).await? == 1)
    }

    /// Puts a feed in the place of the person's present one, whose secret is worth nothing from then on.
    pub async fn replace_calendar_feed(&mut self, one: &CalendarFeed, at: Timestamp) -> Result<()> {
        const SQL: &str = "
            INSERT INTO calendar_feeds (organization_id, person_id, secret_hash, secret, created_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (organization_id, person_id) DO UPDATE
               SET secret_hash = excluded.secret_hash, secret = excluded.secret, created_at = excluded.created_at";
        self.put_feed(SQL, one, at).await?;
        Ok(())
    }

    async fn put_feed(&mut self, sql: &'static str, one: &CalendarFeed, at: Timestamp) -> Result<u64> {
        Ok(execute!(
            self,
            sqlx::query(sql)
                .bind(&one.organization_id)
                .bind(&one.person_id)
                .bind(&one.secret_hash)
                .bind(&one.sealed_secret)
                .bind(micros(at))
        )?)
    }
}
