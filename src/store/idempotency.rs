//! Requests that carry an `Idempotency-Key`, and what they were answered.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, micros, with_connection};

/// Whose key, and the digest of the request it came with.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    pub organization: String,
    pub person: String,
    pub key: String,
    pub request_digest: String,
}

/// What is known of a key.
#[derive(Clone, Debug)]
pub struct IdempotencyRecord {
    pub request_digest: String,
    /// Status and encrypted body; `None` while the first request is in progress.
    pub response: Option<(u16, String)>,
}

impl Read {
    /// What is known of this key.
    pub async fn find_idempotency_record(
        &mut self,
        of: &IdempotencyKey,
    ) -> Result<Option<IdempotencyRecord>> {
        const SQL: &str = "
            SELECT request_hash, status, body FROM idempotency_keys
             WHERE organization_id = $1 AND person_id = $2 AND key = $3";
        let row: Option<(String, Option<i64>, Option<String>)> =
            with_connection!(self, |c| sqlx::query_as(SQL)
                .bind(&of.organization)
                .bind(&of.person)
                .bind(&of.key)
                .fetch_optional(c)
                .await)?;
        Ok(row.map(|(request, status, body)| IdempotencyRecord {
            request_digest: request,
            response: status.and_then(|status| u16::try_from(status).ok()).zip(body),
        }))
    }
}

impl Write {
    /// Reserves the key for this request. False when it is taken, unless the same request was reserved before
    /// `abandoned_before` and never answered (its process died).
    pub async fn begin_idempotent_request(
        &mut self,
        of: &IdempotencyKey,
        now: Timestamp,
        abandoned_before: Timestamp,
    ) -> Result<bool> {
        const SQL: &str = "
            INSERT INTO idempotency_keys (organization_id, person_id, key, request_hash, created_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (organization_id, person_id, key) DO UPDATE SET created_at = excluded.created_at
             WHERE idempotency_keys.status IS NULL
               AND idempotency_keys.request_hash = excluded.request_hash
               AND idempotency_keys.created_at < $6";
        let rows = execute!(
            self,
            sqlx::query(SQL)
                .bind(&of.organization)
                .bind(&of.person)
                .bind(&of.key)
                .bind(&of.request_digest)
                .bind(micros(now))
                .bind(micros(abandoned_before))
        )?;
        Ok(rows == 1)
    }

    /// Stores the response of the request that began at `began`. False: another process has taken the request over.
    pub async fn save_idempotent_response(
        &mut self,
        of: &IdempotencyKey,
        began: Timestamp,
        status: u16,
        body: &str,
    ) -> Result<bool> {
        const SQL: &str = "
            UPDATE idempotency_keys SET status = $4, body = $5
             WHERE organization_id = $1 AND person_id = $2 AND key = $3 AND created_at = $6";
        let rows = execute!(
            self,
            sqlx::query(SQL)
                .bind(&of.organization)
                .bind(&of.person)
                .bind(&of.key)
                .bind(i64::from(status))
                .bind(body)
                .bind(micros(began))
        )?;
        Ok(rows == 1)
    }

    /// Releases the key of a request that began at `began` and failed, so that it can be repeated.
    pub async fn release_idempotency_key(&mut self, of: &IdempotencyKey, began: Timestamp) -> Result<()> {
        const SQL: &str = "
            DELETE FROM idempotency_keys
             WHERE organization_id = $1 AND person_id = $2 AND key = $3 AND created_at = $4 AND status IS NULL";
        execute!(
            self,
            sqlx::query(SQL).bind(&of.organization).bind(&of.person).bind(&of.key).bind(micros(began))
        )?;
        Ok(())
    }

    /// Removes keys older than `before`; says how many.
    pub async fn delete_idempotency_keys(&mut self, before: Timestamp) -> Result<u64> {
        const SQL: &str = "DELETE FROM idempotency_keys WHERE created_at < $1";
        Ok(execute!(self, sqlx::query(SQL).bind(micros(before)))?)
    }
}
