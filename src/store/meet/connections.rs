//! Organisers whose Meet calls an organisation may read. Their secrets are encrypted before they come here.

use sqlx::FromRow;

use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

/// Whether an organiser's consent works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsentState {
    Connected,
    /// Google refuses it; somebody has to connect again. Nothing is asked meanwhile.
    NeedsReconnect {
        reason: String,
    },
}

/// How an organiser's data is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    Consent,
    ServiceAccount,
}

impl CredentialKind {
    pub fn as_str(self) -> &'static str {
        match self {
            CredentialKind::Consent => "consent",
            CredentialKind::ServiceAccount => "service_account",
        }
    }
}

/// One organiser.
#[derive(Clone, Debug)]
pub struct GoogleConnection {
    pub organization_id: String,
    /// Lower case.
    pub email: String,
    pub kind: CredentialKind,
    pub sealed_secret: String,
    pub state: ConsentState,
    /// Why the last poll failed.
    pub failure: Option<String>,
    /// When a poll last failed. It stays when a later one succeeds.
    pub failed_at: Option<Timestamp>,
    /// The last poll that succeeded.
    pub succeeded_at: Option<Timestamp>,
    /// The last time its recent records were listed.
    pub listed_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

#[derive(FromRow)]
struct GoogleConnectionRow {
    organization_id: String,
    email: String,
    kind: String,
    secret: String,
    state: String,
    reason: Option<String>,
    failure: Option<String>,
    failed_at: Option<i64>,
    read_at: Option<i64>,
    listed_at: Option<i64>,
    created_at: i64,
}

impl TryFrom<GoogleConnectionRow> for GoogleConnection {
    type Error = crate::store::StoreError;

    fn try_from(row: GoogleConnectionRow) -> Result<Self> {
        let kind = match row.kind.as_str() {
            "consent" => CredentialKind::Consent,
            "service_account" => CredentialKind::ServiceAccount,
            other => {
                return Err(corrupt("google_connections", "kind", &row.email, format!("found {other:?}")));
            }
        };
        let state = match row.state.as_str() {
            "connected" => ConsentState::Connected,
            // A state that only a newer version knows is shown as this one too, because connecting again is all an
            // admin can do about it.
            _ => ConsentState::NeedsReconnect { reason: row.reason.unwrap_or_default() },
        };
        Ok(GoogleConnection {
            organization_id: row.organization_id,
            email: row.email,
            kind,
            sealed_secret: row.secret,
            state,
            failure: row.failure,
            failed_at: row.failed_at.map(instant),
            succeeded_at: row.read_at.map(instant),
            listed_at: row.listed_at.map(instant),
            created_at: instant(row.created_at),
        })
    }
}

impl Read {
    /// The organisers of one organisation, by e-mail.
    pub async fn list_google_connections(&mut self, organization_id: &str) -> Result<Vec<GoogleConnection>> {
        const SQL: &str = "
            SELECT organization_id, email, kind, secret, state, reason, failure, failed_at, read_at, listed_at,
                   created_at
              FROM google_connections
             WHERE organization_id = $1
             ORDER BY email";
        let rows: Vec<GoogleConnectionRow> =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(organization_id).fetch_all(c).await)?;
        self.readable_rows(organization_id, rows)
    }
}

impl Write {
    /// Stores an organiser, in place of an older connection of the same account.
    pub async fn put_google_connection(&mut self, one: &GoogleConnection) -> Result<()> {
        const SQL: &str = "
            INSERT INTO google_connections
                   (organization_id, email, kind, secret, state, reason, failure, read_at, listed_at, created_at)
            VALUES ($1, $2, $3, $4, 'connected', NULL, NULL, NULL, NULL, $5)
            ON CONFLICT (organization_id, email) DO UPDATE
               SET kind = excluded.kind, secret = excluded.secret, state = 'connected', reason = NULL,
                   failure = NULL, listed_at = NULL, created_at = excluded.created_at";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(&one.organization_id)
                .bind(&one.email)
                .bind(one.kind.as_str())
                .bind(&one.sealed_secret)
                .bind(micros(one.created_at))
        )?;
        Ok(())
    }

    /// Records a poll that succeeded.
    pub async fn save_google_success(
        &mut self,
        one: &GoogleConnection,
        read_at: Timestamp,
        listed_at: Option<Timestamp>,
    ) -> Result<()> {
        const SQL: &str = "
            UPDATE google_connections
               SET failure = NULL, read_at = $3, listed_at = COALESCE($4, listed_at)
             WHERE organization_id = $1 AND email = $2";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(&one.organization_id)
                .bind(&one.email)
                .bind(micros(read_at))
                .bind(listed_at.map(micros))
        )?;
        Ok(())
    }

    /// Records a poll that failed. With `reconnect` the organiser is not polled until somebody connects it again.
    /// Nothing is written when the secret is no longer the refused one: it has been replaced meanwhile.
    pub async fn save_google_failure(
        &mut self,
        one: &GoogleConnection,
        failure: &str,
        reconnect: Option<&str>,
        failed_at: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            UPDATE google_connections
               SET failure = $4, failed_at = $6,
                   state = CASE WHEN $5 = '' THEN state ELSE 'needs_reconnect' END,
                   reason = CASE WHEN $5 = '' THEN reason ELSE $5 END
             WHERE organization_id = $1 AND email = $2 AND secret = $3";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(&one.organization_id)
                .bind(&one.email)
                .bind(&one.sealed_secret)
                .bind(failure)
                .bind(reconnect.unwrap_or_default())
                .bind(micros(failed_at))
        )?;
        Ok(())
    }

    /// Deletes an organiser with its secret; says whether it was there. Evidence that was read stays.
    pub async fn delete_google_connection(&mut self, organization_id: &str, email: &str) -> Result<bool> {
        const SQL: &str = "DELETE FROM google_connections WHERE organization_id = $1 AND email = $2";
        let rows = execute!(self, sqlx::query(SQL).bind(organization_id).bind(email))?;
        Ok(rows == 1)
    }
}
