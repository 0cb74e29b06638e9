//! Logins of browsers, by the digest of the secret in their cookie.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

/// How many logins of a person are listed at most, the latest used first.
const MAX_LISTED: i64 = 100;

/// A login of a browser, without its secret, which the browser alone knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserLogin {
    pub organization: String,
    pub id: String,
    pub person: String,
    /// SHA-256 of the present secret, in hexadecimal digits.
    pub secret_hash: String,
    /// When the present secret was made.
    pub rotated_at: Timestamp,
    /// The person's era at the login; it is refused when the person's era differs (see `AccountStatus::era`).
    pub era: i64,
    /// Of the password at the login (`app::access::login::fingerprint`).
    pub password_fingerprint: String,
    pub created_at: Timestamp,
    /// To about a minute.
    pub last_seen_at: Timestamp,
    pub expires_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// What the browser calls itself.
    pub client: String,
    /// Where the login came from, if the server knew.
    pub address: Option<String>,
}

#[derive(sqlx::FromRow)]
struct BrowserLoginRow {
    organization_id: String,
    id: String,
    person_id: String,
    secret_hash: String,
    rotated_at: i64,
    era: i64,
    password_fingerprint: String,
    created_at: i64,
    last_seen_at: i64,
    expires_at: i64,
    ended_at: Option<i64>,
    client: String,
    address: Option<String>,
}

impl From<BrowserLoginRow> for BrowserLogin {
    fn from(row: BrowserLoginRow) -> BrowserLogin {
        BrowserLogin {
            organization: row.organization_id,
            id: row.id,
            person: row.person_id,
            secret_hash: row.secret_hash,
            rotated_at: instant(row.rotated_at),
            era: row.era,
            password_fingerprint: row.password_fingerprint,
            created_at: instant(row.created_at),
            last_seen_at: instant(row.last_seen_at),
            expires_at: instant(row.expires_at),
            ended_at: row.ended_at.map(instant),
            client: row.client,
            address: row.address,
        }
    }
}

impl Read {
    /// The login whose present or previous secret has this SHA-256, alive or not.
    pub async fn find_browser_login(&mut self, secret_hash: &str) -> Result<Option<BrowserLogin>> {
        const SQL: &str = "
            SELECT organization_id, id, person_id, secret_hash, rotated_at, era, password_fingerprint, created_at,
                   last_seen_at, expires_at, ended_at, client, address
              FROM browser_logins WHERE secret_hash = $1 OR previous_hash = $1";
        let row: Option<BrowserLoginRow> =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(secret_hash).fetch_optional(c).await)?;
        Ok(row.map(BrowserLogin::from))
    }

    /// The logins of a person that are alive at `now`, the latest used first; at most a hundred.
    pub async fn list_browser_logins(
        &mut self,
        organization: &str,
        person: &str,
        now: Timestamp,
    ) -> Result<Vec<BrowserLogin>> {
        const SQL: &str = "
            SELECT l.organization_id, l.id, l.person_id, l.secret_hash, l.rotated_at, l.era, l.password_fingerprint,
                   l.created_at, l.last_seen_at, l.expires_at, l.ended_at, l.client, l.address
              FROM browser_logins l
              JOIN people p ON p.organization_id = l.organization_id AND p.id = l.person_id AND p.era = l.era
             WHERE l.organization_id = $1 AND l.person_id = $2 AND l.ended_at IS NULL AND l.expires_at > $3
             ORDER BY l.last_seen_at DESC, l.id DESC
             LIMIT $4";
        let rows: Vec<BrowserLoginRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .bind(micros(now))
            .bind(MAX_LISTED)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(BrowserLogin::from).collect())
    }
}

impl Write {
    /// Stores a new login.
    pub async fn insert_browser_login(&mut self, login: &BrowserLogin) -> Result<()> {
        const SQL: &str = "
            INSERT INTO browser_logins
                   (organization_id, id, person_id, secret_hash, rotated_at, era, password_fingerprint, created_at,
                    last_seen_at, expires_at, ended_at, client, address)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(&login.organization)
                .bind(&login.id)
                .bind(&login.person)
                .bind(&login.secret_hash)
                .bind(micros(login.rotated_at))
                .bind(login.era)
                .bind(&login.password_fingerprint)
                .bind(micros(login.created_at))
                .bind(micros(login.last_seen_at))
                .bind(micros(login.expires_at))
                .bind(login.ended_at.map(micros))
                .bind(&login.client)
                .bind(&login.address)
        )?;
        Ok(())
    }

    /// Gives a login another secret; the present one becomes the previous. `false`: it has ended, or another request
    /// has replaced the secret since `login` was read.
    pub async fn rotate_browser_login(
        &mut self,
        login: &BrowserLogin,
        secret_hash: &str,
        at: Timestamp,
    ) -> Result<bool> {
        const SQL: &str = "
            UPDATE browser_logins SET previous_hash = secret_hash, secret_hash = $4, rotated_at = $5
             WHERE organization_id = $1 AND id = $2 AND secret_hash = $3 AND ended_at IS NULL";
        let rows = execute!(
            self,
            sqlx::query(SQL)
                .bind(&login.organization)
                .bind(&login.id)
                .bind(&login.secret_hash)
                .bind(secret_hash)
                .bind(micros(at))
        )?;
        Ok(rows == 1)
    }

    /// Records that a login was used, and until when it lasts now. The latest use stays, whichever is written last, and
    /// one that was over by then stays over.
    pub async fn touch_browser_login(
        &mut self,
        organization: &str,
        id: &str,
        at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            UPDATE browser_logins SET last_seen_at = $3, expires_at = $4
             WHERE organization_id = $1 AND id = $2 AND last_seen_at < $3 AND expires_at > $3";
        execute!(
            self,
            sqlx::query(SQL).bind(organization).bind(id).bind(micros(at)).bind(micros(expires_at))
        )?;
        Ok(())
    }

    /// Ends a login of this person; says whether there was one that had not ended.
    pub async fn end_browser_login(
        &mut self,
        organization: &str,
        person: &str,
        id: &str,
        at: Timestamp,
    ) -> Result<bool> {
        const SQL: &str = "
            UPDATE browser_logins SET ended_at = $4
             WHERE organization_id = $1 AND person_id = $2 AND id = $3 AND ended_at IS NULL";
        let rows =
            execute!(self, sqlx::query(SQL).bind(organization).bind(person).bind(id).bind(micros(at)))?;
        Ok(rows == 1)
    }

    /// Ends every login of this person in a browser; says how many.
    pub async fn end_browser_logins(
        &mut self,
        organization: &str,
        person: &str,
        at: Timestamp,
    ) -> Result<u64> {
        const SQL: &str = "
            UPDATE browser_logins SET ended_at = $3
             WHERE organization_id = $1 AND person_id = $2 AND ended_at IS NULL";
        Ok(execute!(self, sqlx::query(SQL).bind(organization).bind(person).bind(micros(at)))?)
    }

    /// Deletes logins that ended or expired before this; says how many.
    pub async fn delete_browser_logins(&mut self, before: Timestamp) -> Result<u64> {
        const SQL: &str = "DELETE FROM browser_logins WHERE ended_at < $1 OR expires_at < $1";
        Ok(execute!(self, sqlx::query(SQL).bind(micros(before)))?)
    }
}
