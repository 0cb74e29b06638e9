//! API tokens, by the digest of their secret.

use sqlx::QueryBuilder;

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

/// An API token, without its secret, which nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    pub id: String,
    pub person: String,
    pub name: String,
    pub read_only: bool,
    /// The name of the one role it acts in; `None`: every role of its person. A name that this version does not know
    /// grants nothing.
    pub role: Option<String>,
    /// The person's era when it was made; it is refused when the person's era differs (see `AccountStatus::era`).
    pub era: i64,
    pub created_at: Timestamp,
    /// Older versions made tokens without an end.
    pub expires_at: Option<Timestamp>,
    pub last_used_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

/// Which tokens of an organisation are listed.
#[derive(Clone, Debug, Default)]
pub struct TokenFilter<'a> {
    pub person: Option<&'a str>,
    /// Only ids before this one.
    pub before: Option<String>,
    pub limit: i64,
}

/// How many tokens somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TokenCount {
    /// Neither revoked nor expired.
    pub alive: i64,
    /// Made lately, whatever became of them.
    pub recent: i64,
}

#[derive(sqlx::FromRow)]
struct ApiTokenRow {
    organization_id: String,
    id: String,
    person_id: String,
    name: String,
    read_only: bool,
    role: Option<String>,
    era: i64,
    created_at: i64,
    expires_at: Option<i64>,
    last_used_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl From<ApiTokenRow> for ApiToken {
    fn from(row: ApiTokenRow) -> ApiToken {
        ApiToken {
            id: row.id,
            person: row.person_id,
            name: row.name,
            read_only: row.read_only,
            role: row.role,
            era: row.era,
            created_at: instant(row.created_at),
            expires_at: row.expires_at.map(instant),
            last_used_at: row.last_used_at.map(instant),
            revoked_at: row.revoked_at.map(instant),
        }
    }
}

const SELECT: &str = "
    SELECT organization_id, id, person_id, name, read_only, role, era, created_at, expires_at, last_used_at, revoked_at
      FROM api_tokens
     WHERE ";

impl Read {
    /// The token with this SHA-256, and the organisation it belongs to.
    pub async fn find_api_token(&mut self, secret_hash: &str) -> Result<Option<(String, ApiToken)>> {
        let row: Option<ApiTokenRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SELECT);
            query.push("secret_hash = ").push_bind(secret_hash);
            query.build_query_as().fetch_optional(c).await
        })?;
        Ok(row.map(|row| (row.organization_id.clone(), row.into())))
    }

    /// One token of the organisation.
    pub async fn find_api_token_by_id(&mut self, organization: &str, id: &str) -> Result<Option<ApiToken>> {
        let row: Option<ApiTokenRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SELECT);
            query.push("organization_id = ").push_bind(organization).push(" AND id = ").push_bind(id);
            query.build_query_as().fetch_optional(c).await
        })?;
        Ok(row.map(ApiToken::from))
    }

    /// The tokens that pass the filter, newest first, ended ones too; at most `limit`.
    pub async fn list_api_tokens(
        &mut self,
        organization: &str,
        filter: &TokenFilter<'_>,
    ) -> Result<Vec<ApiToken>> {
        let rows: Vec<ApiTokenRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SELECT);
            query.push("organization_id = ").push_bind(organization);
            if let Some(person) = filter.person {
                query.push(" AND person_id = ").push_bind(person);
            }
            if let Some(before) = &filter.before {
                query.push(" AND id < ").push_bind(before.as_str());
            }
            query.push(" ORDER BY id DESC LIMIT ").push_bind(filter.limit);
            query.build_query_as().fetch_all(c).await
        })?;
        Ok(rows.into_iter().map(ApiToken::from).collect())
    }

    /// How many tokens a person has that are alive at `now`, and how many were made after `since`.
    pub async fn count_api_tokens(
        &mut self,
        organization: &str,
        person: &str,
        now: Timestamp,
        since: Timestamp,
    ) -> Result<TokenCount> {
        const SQL: &str = "
            SELECT CAST(count(*) FILTER (WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)) AS BIGINT) AS alive,
                   CAST(count(*) FILTER (WHERE created_at > $4) AS BIGINT) AS recent
              FROM api_tokens WHERE organization_id = $1 AND person_id = $2";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .bind(micros(now))
            .bind(micros(since))
            .fetch_one(c)
            .await)?)
    }
}

impl Write {
    /// Stores a token by the SHA-256 of its secret.
    pub async fn insert_api_token(
        &mut self,
        organization: &str,
        token: &ApiToken,
        secret_hash: &str,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO api_tokens
                   (organization_id, id, person_id, name, secret_hash, created_at, expires_at, read_only, role, era)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&token.id)
                .bind(&token.person)
                .bind(&token.name)
                .bind(secret_hash)
                .bind(micros(token.created_at))
                .bind(token.expires_at.map(micros))
                .bind(token.read_only)
                .bind(&token.role)
                .bind(token.era)
        )?;
        Ok(())
    }

    /// Ends a token; says whether it was alive.
    pub async fn revoke_api_token(&mut self, organization: &str, id: &str, at: Timestamp) -> Result<bool> {
        const SQL: &str = "
            UPDATE api_tokens SET revoked_at = $3 WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL";
        let rows = execute!(self, sqlx::query(SQL).bind(organization).bind(id).bind(micros(at)))?;
        Ok(rows == 1)
    }

    /// Records that a token was used; the latest use stays, whichever is written last.
    pub async fn touch_api_token(&mut self, organization: &str, id: &str, at: Timestamp) -> Result<()> {
        const SQL: &str = "
            UPDATE api_tokens SET last_used_at = $3
             WHERE organization_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < $3)";
        execute!(self, sqlx::query(SQL).bind(organization).bind(id).bind(micros(at)))?;
        Ok(())
    }
}
