//! What is read at a login, and at every request of somebody who is logged in.

use std::collections::BTreeSet;

use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, micros, with_connection};

/// Somebody who can log in with an e-mail address, if the password fits.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LoginCandidate {
    pub organization_id: String,
    pub organization_name: String,
    pub person_id: String,
    pub password_hash: String,
    pub era: i64,
}

/// What somebody may be, at this moment.
#[derive(Clone, Debug)]
pub struct AccountStatus {
    pub is_active: bool,
    pub password_hash: Option<String>,
    /// Logins and tokens of an earlier era have ended.
    pub era: i64,
    pub roles: BTreeSet<Role>,
    /// The other people of the households they pay for or are a parent in.
    pub household_members: BTreeSet<String>,
}

impl Read {
    /// Who is active, has a password and this lower-cased e-mail address: in one organisation, or in all of them. At
    /// most `limit`, whom an organisation knows longest first: whoever adds the address elsewhere pushes nobody out.
    pub async fn login_candidates(
        &mut self,
        email_key: &str,
        organization: Option<&str>,
        limit: i64,
    ) -> Result<Vec<LoginCandidate>> {
        const SQL: &str = "
            SELECT p.organization_id, o.name AS organization_name, p.id AS person_id, p.password_hash, p.era
              FROM people p
              JOIN organizations o ON o.id = p.organization_id
             WHERE p.email_key = $1 AND p.is_active AND p.password_hash IS NOT NULL
               AND (CAST($2 AS TEXT) IS NULL OR p.organization_id = $2)
             ORDER BY p.created_at, p.organization_id
             LIMIT $3";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(email_key)
            .bind(organization)
            .bind(limit)
            .fetch_all(c)
            .await)?)
    }

    /// Roles, activity and household of a person now. `None`: there is no such person.
    pub async fn find_account_status(
        &mut self,
        organization: &str,
        person: &str,
    ) -> Result<Option<AccountStatus>> {
        const PERSON: &str =
            "SELECT is_active, password_hash, era FROM people WHERE organization_id = $1 AND id = $2";
        const ROLES: &str = "SELECT role FROM person_roles WHERE organization_id = $1 AND person_id = $2";
        let found: Option<(bool, Option<String>, i64)> = with_connection!(self, |c| sqlx::query_as(PERSON)
            .bind(organization)
            .bind(person)
            .fetch_optional(c)
            .await)?;
        let Some((is_active, password_hash, era)) = found else { return Ok(None) };
        let words: Vec<String> = with_connection!(self, |c| sqlx::query_scalar(ROLES)
            .bind(organization)
            .bind(person)
            .fetch_all(c)
            .await)?;
        let roles = self.parse_roles(organization, person, words.iter().map(String::as_str));
        let household = if roles.contains(&Role::Parent) {
            self.household_members(organization, person).await?
        } else {
            BTreeSet::new()
        };
        Ok(Some(AccountStatus { is_active, password_hash, era, roles, household_members: household }))
    }
}

impl Write {
    /// The era of a person, which nobody changes until this transaction has ended. `None`: there is no such person.
    pub async fn lock_era(&mut self, organization: &str, person: &str) -> Result<Option<i64>> {
        // SQLite has one writer at a time, and no such words.
        let sql = self.for_dialect(
            "SELECT era FROM people WHERE organization_id = $1 AND id = $2",
            "SELECT era FROM people WHERE organization_id = $1 AND id = $2 FOR UPDATE",
        );
        Ok(with_connection!(self, |c| sqlx::query_scalar(sql)
            .bind(organization)
            .bind(person)
            .fetch_optional(c)
            .await)?)
    }

    /// Ends every login and token of a person.
    pub async fn revoke_access(&mut self, organization: &str, person: &str, at: Timestamp) -> Result<()> {
        const PERSON: &str = "UPDATE people SET era = era + 1 WHERE organization_id = $1 AND id = $2";
        const TOKENS: &str = "
            UPDATE api_tokens SET revoked_at = $3
             WHERE organization_id = $1 AND person_id = $2 AND revoked_at IS NULL";
        execute!(self, sqlx::query(PERSON).bind(organization).bind(person))?;
        execute!(self, sqlx::query(TOKENS).bind(organization).bind(person).bind(micros(at)))?;
        Ok(())
    }
}
