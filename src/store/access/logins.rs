//! What is read at a login, and at every request of somebody who is logged in.

use std::collections::BTreeSet;

use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, micros, with_connection};

/// A person who can log in with an e-mail address, if the password is right.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LoginCandidate {
    pub organization_id: String,
    pub organization_name: String,
    pub person_id: String,
    pub password_hash: String,
    pub era: i64,
}

/// Whether a person may act now, and in which roles.
#[derive(Clone, Debug)]
pub struct AccountStatus {
    pub is_active: bool,
    pub password_hash: Option<String>,
    /// Counter of the person, raised to revoke access (new password, deactivation). Login tokens and API tokens carry
    /// its value at their creation and are refused when it differs.
    pub era: i64,
    pub roles: BTreeSet<Role>,
    /// The other people of the households they pay for or are a parent in.
    pub household_members: BTreeSet<String>,
}

impl Read {
    /// Active people with a password and this lower-cased e-mail address: in one organisation, or in all of them. At
    /// most `limit`, oldest accounts first, so that adding the same address in other organisations cannot push an
    /// existing account off the list.
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
    /// The era of a person (see `AccountStatus::era`), locked until this transaction ends. `None`: there is no such
    /// person.
    pub async fn lock_era(&mut self, organization: &str, person: &str) -> Result<Option<i64>> {
        // SQLite has one writer at a time, and no FOR UPDATE.
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

    /// Ends every login and token of a person, those of browsers too.
    pub async fn revoke_access(&mut self, organization: &str, person: &str, at: Timestamp) -> Result<()> {
        const PERSON: &str = "UPDATE people SET era = era + 1 WHERE organization_id = $1 AND id = $2";
        const TOKENS: &str = "
            UPDATE api_tokens SET revoked_at = $3
             WHERE organization_id = $1 AND person_id = $2 AND revoked_at IS NULL";
        execute!(self, sqlx::query(PERSON).bind(organization).bind(person))?;
        execute!(self, sqlx::query(TOKENS).bind(organization).bind(person).bind(micros(at)))?;
        self.end_browser_logins(organization, person, at).await?;
        Ok(())
    }
}
