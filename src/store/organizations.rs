//! Organisations, their settings, and every policy they ever had.

use serde::de::DeserializeOwned;

use super::{Read, Result, StoreError, Write, instant, micros, on};
use crate::domain::money::amount::Currency;
use crate::domain::organization::{Organization, Policies};
use crate::domain::time::Timestamp;

#[derive(sqlx::FromRow)]
struct OrganizationRow {
    id: String,
    name: String,
    time_zone: String,
    currency: String,
    settings: String,
    policy: String,
    policy_version: i64,
    created_at: i64,
}

impl TryFrom<OrganizationRow> for Organization {
    type Error = StoreError;

    fn try_from(row: OrganizationRow) -> Result<Organization> {
        let corrupt = |column, problem: String| StoreError::Corrupt {
            table: "organizations",
            column,
            row: row.id.clone(),
            problem,
        };
        Ok(Organization {
            time_zone: row.time_zone.parse().map_err(|_| corrupt("time_zone", row.time_zone.clone()))?,
            currency: Currency::from_code(&row.currency)
                .ok_or_else(|| corrupt("currency", row.currency.clone()))?,
            settings: json(&row.settings).map_err(|problem| corrupt("settings", problem))?,
            policies: json(&row.policy).map_err(|problem| corrupt("policy", problem))?,
            policy_version: row.policy_version,
            created_at: instant(row.created_at),
            id: row.id,
            name: row.name,
        })
    }
}

fn json<T: DeserializeOwned>(text: &str) -> std::result::Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn text<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("settings and policies are plain values under text keys")
}

impl Read {
    /// The organisation of this id.
    pub async fn find_organization(&mut self, id: &str) -> Result<Option<Organization>> {
        const SQL: &str = "
            SELECT id, name, time_zone, currency, settings, policy, policy_version, created_at
              FROM organizations WHERE id = $1";
        let row: Option<OrganizationRow> =
            on!(self, |c| sqlx::query_as(SQL).bind(id).fetch_optional(c).await)?;
        row.map(Organization::try_from).transpose()
    }

    /// Organisations after this id, by id, at most `limit`. An empty id is the beginning.
    pub async fn list_organizations(&mut self, after: &str, limit: i64) -> Result<Vec<Organization>> {
        const SQL: &str = "
            SELECT id, name, time_zone, currency, settings, policy, policy_version, created_at
              FROM organizations WHERE id > $1 ORDER BY id LIMIT $2";
        let rows: Vec<OrganizationRow> =
            on!(self, |c| sqlx::query_as(SQL).bind(after).bind(limit).fetch_all(c).await)?;
        rows.into_iter().map(Organization::try_from).collect()
    }

    /// Where the organisations are, each zone once.
    pub async fn list_time_zones(&mut self) -> Result<Vec<chrono_tz::Tz>> {
        const SQL: &str = "SELECT DISTINCT time_zone FROM organizations ORDER BY time_zone";
        let names: Vec<String> = on!(self, |c| sqlx::query_scalar(SQL).fetch_all(c).await)?;
        Ok(names.iter().filter_map(|name| name.parse().ok()).collect())
    }

    /// The policies of an older, or the present, version.
    pub async fn find_policy_version(
        &mut self,
        organization: &str,
        version: i64,
    ) -> Result<Option<Policies>> {
        const SQL: &str = "SELECT policy FROM policy_versions WHERE organization_id = $1 AND version = $2";
        let row: Option<String> =
            on!(self, |c| sqlx::query_scalar(SQL).bind(organization).bind(version).fetch_optional(c).await)?;
        row.map(|policy| {
            json(&policy).map_err(|problem| StoreError::Corrupt {
                table: "policy_versions",
                column: "policy",
                row: format!("{organization}/{version}"),
                problem,
            })
        })
        .transpose()
    }

    /// Whether any rate or line is written in the organisation's currency already.
    pub async fn has_money(&mut self, organization: &str) -> Result<bool> {
        const SQL: &str = "
            SELECT CAST((SELECT count(*) FROM rates WHERE organization_id = $1)
                      + (SELECT count(*) FROM lines WHERE organization_id = $1) AS BIGINT)";
        let count: i64 = on!(self, |c| sqlx::query_scalar(SQL).bind(organization).fetch_one(c).await)?;
        Ok(count > 0)
    }
}

impl Write {
    /// Holds the organisation's timetable until this transaction ends: of two sessions that collide, planned at
    /// once, the second sees the first.
    pub async fn lock_timetable(&mut self, organization: &str) -> Result<()> {
        const SQL: &str = "UPDATE organizations SET created_at = created_at WHERE id = $1";
        on!(&mut **self, |c| sqlx::query(SQL).bind(organization).execute(c).await.map(drop))?;
        Ok(())
    }

    /// Adds an organisation with its first policy version.
    pub async fn insert_organization(&mut self, one: &Organization, author: Option<&str>) -> Result<()> {
        const SQL: &str = "
            INSERT INTO organizations
                   (id, name, time_zone, currency, settings, policy, policy_version, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        on!(&mut **self, |c| sqlx::query(SQL)
            .bind(&one.id)
            .bind(&one.name)
            .bind(one.time_zone.name())
            .bind(one.currency.code())
            .bind(text(&one.settings))
            .bind(text(&one.policies))
            .bind(one.policy_version)
            .bind(micros(one.created_at))
            .execute(c)
            .await
            .map(drop))?;
        self.insert_policy_version(one, author, one.created_at).await
    }

    /// Writes name, zone, currency and settings anew.
    pub async fn update_organization(&mut self, one: &Organization) -> Result<()> {
        const SQL: &str = "
            UPDATE organizations SET name = $2, time_zone = $3, currency = $4, settings = $5 WHERE id = $1";
        on!(&mut **self, |c| sqlx::query(SQL)
            .bind(&one.id)
            .bind(&one.name)
            .bind(one.time_zone.name())
            .bind(one.currency.code())
            .bind(text(&one.settings))
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Makes `policies` and `policy_version` of `one` the present ones, where the version before it still is.
    /// `Conflict` when somebody else was faster.
    pub async fn update_policies(
        &mut self,
        one: &Organization,
        author: Option<&str>,
        at: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "UPDATE organizations SET policy = $2, policy_version = $3 WHERE id = $1";
        on!(&mut **self, |c| sqlx::query(SQL)
            .bind(&one.id)
            .bind(text(&one.policies))
            .bind(one.policy_version)
            .execute(c)
            .await
            .map(drop))?;
        self.insert_policy_version(one, author, at).await
    }

    async fn insert_policy_version(
        &mut self,
        one: &Organization,
        author: Option<&str>,
        at: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO policy_versions (organization_id, version, policy, author_id, created_at)
            VALUES ($1, $2, $3, $4, $5)";
        on!(&mut **self, |c| sqlx::query(SQL)
            .bind(&one.id)
            .bind(one.policy_version)
            .bind(text(&one.policies))
            .bind(author)
            .bind(micros(at))
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
