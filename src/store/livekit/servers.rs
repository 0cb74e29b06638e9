//! An organisation's LiveKit servers and their key pairs. Their secrets are encrypted before they come here.

use sqlx::FromRow;

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

/// A server's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LivekitServer {
    pub organization_id: String,
    pub id: String,
    pub url: String,
    /// Whether it may be inside the operator's own network.
    pub may_be_private: bool,
    pub created_at: Timestamp,
}

/// One of a server's key pairs. An API key belongs to one organisation of the whole installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LivekitKey {
    pub organization_id: String,
    pub server_id: String,
    pub api_key: String,
    pub sealed_secret: String,
    pub created_at: Timestamp,
    /// Not accepted from then on.
    pub retired_at: Option<Timestamp>,
}

#[derive(FromRow)]
struct LivekitServerRow {
    organization_id: String,
    id: String,
    url: String,
    may_be_private: bool,
    created_at: i64,
}

#[derive(FromRow)]
struct LivekitKeyRow {
    organization_id: String,
    server_id: String,
    api_key: String,
    secret: String,
    created_at: i64,
    retired_at: Option<i64>,
}

impl From<LivekitServerRow> for LivekitServer {
    fn from(row: LivekitServerRow) -> Self {
        let LivekitServerRow { organization_id, id, url, may_be_private, created_at } = row;
        LivekitServer { organization_id, id, url, may_be_private, created_at: instant(created_at) }
    }
}

impl From<LivekitKeyRow> for LivekitKey {
    fn from(row: LivekitKeyRow) -> Self {
        LivekitKey {
            organization_id: row.organization_id,
            server_id: row.server_id,
            api_key: row.api_key,
            sealed_secret: row.secret,
            created_at: instant(row.created_at),
            retired_at: row.retired_at.map(instant),
        }
    }
}

impl Read {
    /// The servers of one organisation, oldest first.
    pub async fn list_livekit_servers(&mut self, organization_id: &str) -> Result<Vec<LivekitServer>> {
        const SQL: &str = "SELECT organization_id, id, url, may_be_private, created_at
            FROM livekit_servers
            WHERE organization_id = $1
            ORDER BY created_at, id";
        let rows: Vec<LivekitServerRow> =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(organization_id).fetch_all(c).await)?;
        Ok(rows.into_iter().map(LivekitServer::from).collect())
    }

    /// The key pairs of one organisation, newest first.
    pub async fn list_livekit_keys(&mut self, organization_id: &str) -> Result<Vec<LivekitKey>> {
        const SQL: &str = "SELECT organization_id, server_id, api_key, secret, created_at, retired_at
            FROM livekit_keys
            WHERE organization_id = $1
            ORDER BY created_at DESC, api_key";
        let rows: Vec<LivekitKeyRow> =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(organization_id).fetch_all(c).await)?;
        Ok(rows.into_iter().map(LivekitKey::from).collect())
    }

    /// Every key pair of the installation: what webhooks are verified with.
    pub async fn list_all_livekit_keys(&mut self) -> Result<Vec<LivekitKey>> {
        const SQL: &str =
            "SELECT organization_id, server_id, api_key, secret, created_at, retired_at FROM livekit_keys";
        let rows: Vec<LivekitKeyRow> = with_connection!(self, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
        Ok(rows.into_iter().map(LivekitKey::from).collect())
    }
}

impl Write {
    /// Stores a new server.
    pub async fn insert_livekit_server(&mut self, server: &LivekitServer) -> Result<()> {
        const SQL: &str = "
            INSERT INTO livekit_servers (organization_id, id, url, may_be_private, created_at)
            VALUES ($1, $2, $3, $4, $5)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(&server.organization_id)
                .bind(&server.id)
                .bind(&server.url)
                .bind(server.may_be_private)
                .bind(micros(server.created_at))
        )?;
        Ok(())
    }

    /// Stores a key pair, in place of the same organisation's pair with this API key. False, and nothing written,
    /// when the API key belongs to another organisation.
    pub async fn put_livekit_key(&mut self, key: &LivekitKey) -> Result<bool> {
        const SQL: &str = "
            INSERT INTO livekit_keys (organization_id, server_id, api_key, secret, created_at, retired_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (api_key) DO UPDATE
            SET server_id = excluded.server_id, secret = excluded.secret, retired_at = excluded.retired_at
            WHERE livekit_keys.organization_id = excluded.organization_id";
        let rows = execute!(
            self,
            sqlx::query(SQL)
                .bind(&key.organization_id)
                .bind(&key.server_id)
                .bind(&key.api_key)
                .bind(&key.sealed_secret)
                .bind(micros(key.created_at))
                .bind(key.retired_at.map(micros))
        )?;
        Ok(rows == 1)
    }

    /// Retires every pair of a server but `kept` at `at`, unless it retires earlier.
    pub async fn retire_livekit_keys(
        &mut self,
        organization_id: &str,
        server_id: &str,
        kept: &str,
        at: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "UPDATE livekit_keys
            SET retired_at = $4
            WHERE organization_id = $1 AND server_id = $2 AND api_key <> $3
              AND (retired_at IS NULL OR retired_at > $4)";
        execute!(self, sqlx::query(SQL).bind(organization_id).bind(server_id).bind(kept).bind(micros(at)))?;
        Ok(())
    }

    /// Deletes a pair; says whether it was there.
    pub async fn delete_livekit_key(
        &mut self,
        organization_id: &str,
        server_id: &str,
        api_key: &str,
    ) -> Result<bool> {
        const SQL: &str =
            "DELETE FROM livekit_keys WHERE organization_id = $1 AND server_id = $2 AND api_key = $3";
        let rows = execute!(self, sqlx::query(SQL).bind(organization_id).bind(server_id).bind(api_key))?;
        Ok(rows == 1)
    }

    /// Deletes a server with its keys; says whether it was there. Evidence it sent stays.
    pub async fn delete_livekit_server(&mut self, organization_id: &str, id: &str) -> Result<bool> {
        const KEYS: &str = "DELETE FROM livekit_keys WHERE organization_id = $1 AND server_id = $2";
        const HEALTH: &str = "DELETE FROM livekit_health WHERE organization_id = $1 AND server_id = $2";
        const ROOMS: &str = "DELETE FROM livekit_rooms WHERE organization_id = $1 AND server_id = $2";
        const SERVER: &str = "DELETE FROM livekit_servers WHERE organization_id = $1 AND id = $2";
        for sql in [KEYS, HEALTH, ROOMS] {
            execute!(self, sqlx::query(sql).bind(organization_id).bind(id))?;
        }
        let rows = execute!(self, sqlx::query(SERVER).bind(organization_id).bind(id))?;
        Ok(rows == 1)
    }
}
