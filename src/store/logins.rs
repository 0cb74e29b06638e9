//! What is read at every request of somebody who is logged in, and API tokens.

use std::collections::BTreeSet;

use super::{Read, Result, Write, instant, micros, on};
use crate::domain::person::Role;
use crate::domain::time::Timestamp;

/// Whom an e-mail address names.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LoginName {
    pub organization_id: String,
    pub person_id: String,
    pub password_hash: Option<String>,
    pub is_active: bool,
}

/// What somebody may be, at this moment.
#[derive(Clone, Debug)]
pub struct Standing {
    pub is_active: bool,
    pub password_hash: Option<String>,
    pub roles: BTreeSet<Role>,
    /// The other people of the households they pay for or are a parent in.
    pub household: BTreeSet<String>,
}

/// An API token, without its secret, which nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    pub id: String,
    pub person: String,
    pub name: String,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub last_used_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct ApiTokenRow {
    organization_id: String,
    id: String,
    person_id: String,
    name: String,
    created_at: i64,
    expires_at: Option<i64>,
    last_used_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl ApiTokenRow {
    fn read(self) -> (String, ApiToken) {
        let token = ApiToken {
            id: self.id,
            person: self.person_id,
            name: self.name,
            created_at: instant(self.created_at),
            expires_at: self.expires_at.map(instant),
            last_used_at: self.last_used_at.map(instant),
            revoked_at: self.revoked_at.map(instant),
        };
        (self.organization_id, token)
    }
}

impl Read {
    /// Whom a lower-cased e-mail address names, in the whole installation.
    pub async fn find_login_name(&mut self, email_key: &str) -> Result<Option<LoginName>> {
        const SQL: &str = "
            SELECT organization_id, id AS person_id, password_hash, is_active FROM people WHERE email_key = $1";
        Ok(on!(self, |c| sqlx::query_as(SQL).bind(email_key).fetch_optional(c).await)?)
    }

    /// Roles, activity and household of a person now. `None`: there is no such person.
    pub async fn find_standing(&mut self, organization: &str, person: &str) -> Result<Option<Standing>> {
        const PERSON: &str =
            "SELECT is_active, password_hash FROM people WHERE organization_id = $1 AND id = $2";
        const ROLES: &str = "SELECT role FROM person_roles WHERE organization_id = $1 AND person_id = $2";
        let found: Option<(bool, Option<String>)> =
            on!(self, |c| sqlx::query_as(PERSON).bind(organization).bind(person).fetch_optional(c).await)?;
        let Some((is_active, password_hash)) = found else { return Ok(None) };
        let words: Vec<String> =
            on!(self, |c| sqlx::query_scalar(ROLES).bind(organization).bind(person).fetch_all(c).await)?;
        let roles = self.roles(organization, person, words.iter().map(String::as_str));
        let household = if roles.contains(&Role::Parent) {
            self.household_of(organization, person).await?
        } else {
            BTreeSet::new()
        };
        Ok(Some(Standing { is_active, password_hash, roles, household }))
    }

    async fn household_of(&mut self, organization: &str, person: &str) -> Result<BTreeSet<String>> {
        const SQL: &str = "
            SELECT p.id FROM people p
             WHERE p.organization_id = $1 AND p.id <> $2
               AND (p.household_id = (SELECT me.household_id FROM people me WHERE me.organization_id = $1 AND me.id = $2)
                    OR p.household_id IN (SELECT h.id FROM households h WHERE h.organization_id = $1 AND h.payer_id = $2))";
        let people: Vec<String> =
            on!(self, |c| sqlx::query_scalar(SQL).bind(organization).bind(person).fetch_all(c).await)?;
        Ok(people.into_iter().collect())
    }

    /// The token with this SHA-256, and the organisation it belongs to.
    pub async fn find_api_token(&mut self, secret_hash: &str) -> Result<Option<(String, ApiToken)>> {
        const SQL: &str = "
            SELECT organization_id, id, person_id, name, created_at, expires_at, last_used_at, revoked_at
              FROM api_tokens WHERE secret_hash = $1";
        let row: Option<ApiTokenRow> =
            on!(self, |c| sqlx::query_as(SQL).bind(secret_hash).fetch_optional(c).await)?;
        Ok(row.map(ApiTokenRow::read))
    }

    /// A person's tokens, newest first, revoked ones too.
    pub async fn list_api_tokens(&mut self, organization: &str, person: &str) -> Result<Vec<ApiToken>> {
        const SQL: &str = "
            SELECT organization_id, id, person_id, name, created_at, expires_at, last_used_at, revoked_at
              FROM api_tokens WHERE organization_id = $1 AND person_id = $2 ORDER BY id DESC";
        let rows: Vec<ApiTokenRow> =
            on!(self, |c| sqlx::query_as(SQL).bind(organization).bind(person).fetch_all(c).await)?;
        Ok(rows.into_iter().map(|row| row.read().1).collect())
    }

    /// One token of the organisation.
    pub async fn find_api_token_by_id(&mut self, organization: &str, id: &str) -> Result<Option<ApiToken>> {
        const SQL: &str = "
            SELECT organization_id, id, person_id, name, created_at, expires_at, last_used_at, revoked_at
              FROM api_tokens WHERE organization_id = $1 AND id = $2";
        let row: Option<ApiTokenRow> =
            on!(self, |c| sqlx::query_as(SQL).bind(organization).bind(id).fetch_optional(c).await)?;
        Ok(row.map(|row| row.read().1))
    }
}

impl Write {
    /// Keeps a token by the SHA-256 of its secret.
    pub async fn insert_api_token(
        &mut self,
        organization: &str,
        token: &ApiToken,
        secret_hash: &str,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO api_tokens (organization_id, id, person_id, name, secret_hash, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
        on!(&mut **self, |c| sqlx::query(SQL)
            .bind(organization)
            .bind(&token.id)
            .bind(&token.person)
            .bind(&token.name)
            .bind(secret_hash)
            .bind(micros(token.created_at))
            .bind(token.expires_at.map(micros))
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Ends a token; says whether it was alive.
    pub async fn revoke_api_token(&mut self, organization: &str, id: &str, at: Timestamp) -> Result<bool> {
        const SQL: &str = "
            UPDATE api_tokens SET revoked_at = $3 WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL";
        let rows = on!(&mut **self, |c| sqlx::query(SQL)
            .bind(organization)
            .bind(id)
            .bind(micros(at))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(rows == 1)
    }

    /// Notes that a token was used.
    pub async fn touch_api_token(&mut self, organization: &str, id: &str, at: Timestamp) -> Result<()> {
        const SQL: &str = "UPDATE api_tokens SET last_used_at = $3 WHERE organization_id = $1 AND id = $2";
        on!(&mut **self, |c| sqlx::query(SQL)
            .bind(organization)
            .bind(id)
            .bind(micros(at))
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
