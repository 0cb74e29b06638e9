//! Organisations: their settings, every version of their policies, and their audit log. What a policy means is in
//! `domain::organization`.

pub mod audit_log;
pub mod policy_versions;
mod waiting;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::domain::json::parse::{merge_change, parse_ignoring_unknown_keys};
use crate::domain::money::amount::Currency;
use crate::domain::organization::settings::Settings;
use crate::domain::organization::{Organization, Policies};
use crate::domain::time::Timestamp;
use crate::store::database::error::Unreadable;
use crate::store::database::error::corrupt;
use crate::store::{
    Locked, Read, Result, StoreError, Write, execute, fill_page, instant, micros, with_connection,
};

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
        let wrong =
            |column, found: &str| corrupt("organizations", column, &row.id, format!("found {found:?}"));
        Ok(Organization {
            time_zone: row.time_zone.parse().map_err(|_| wrong("time_zone", &row.time_zone))?,
            currency: Currency::from_code(&row.currency).ok_or_else(|| wrong("currency", &row.currency))?,
            settings: parse_settings(&row.settings).0,
            policies: parse_stored(&row.policy)
                .map_err(|error| corrupt("organizations", "policy", &row.id, error))?,
            policy_version: row.policy_version,
            created_at: instant(row.created_at),
            id: row.id,
            name: row.name,
        })
    }
}

/// Parses what is stored as JSON; keys of a newer version are ignored.
fn parse_stored<T: DeserializeOwned>(text: &str) -> std::result::Result<T, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    parse_ignoring_unknown_keys(&value).map_err(|error| error.to_string())
}

/// The settings, and why some cannot be read. An unreadable setting falls back to its default and is recorded;
/// failing instead would make the whole organisation unusable.
pub(in crate::store) fn parse_settings(text: &str) -> (Settings, Vec<String>) {
    let all = match parse_stored::<Settings>(text) {
        Ok(settings) => return (settings, Vec::new()),
        Err(problem) => match serde_json::from_str(text) {
            Ok(Value::Object(all)) => all,
            _ => return (Settings::default(), vec![problem]),
        },
    };
    let (mut readable, mut problems) = (Map::new(), Vec::new());
    for (key, value) in all {
        let alone = Value::from(Map::from_iter([(key.clone(), value.clone())]));
        match parse_ignoring_unknown_keys::<Settings>(&alone) {
            Ok(_) => drop(readable.insert(key, value)),
            Err(problem) => problems.push(problem.to_string()),
        }
    }
    (parse_ignoring_unknown_keys(&Value::Object(readable)).unwrap_or_default(), problems)
}

fn to_json_text<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("settings and policies are plain values under text keys")
}

fn to_json_object<T: serde::Serialize>(value: &T) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(object)) => object,
        _ => unreachable!("settings and policies are plain values under text keys"),
    }
}

/// The stored JSON with the changes from `before` to `now`; keys that this version does not know stay.
fn merge_stored<T: serde::Serialize>(stored: &str, before: &T, now: &T) -> String {
    let mut all = serde_json::from_str(stored).unwrap_or_default();
    merge_change(&mut all, &to_json_object(before), &to_json_object(now));
    Value::Object(all).to_string()
}

/// The parts of an organisation that everybody in it may see, as they are stored: they need not be readable to this
/// version.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OrganizationProfile {
    pub id: String,
    pub name: String,
    pub time_zone: String,
    pub currency: String,
}

impl Read {
    /// The profile of an organisation; `None` when there is no such organisation.
    pub async fn find_organization_profile(&mut self, id: &str) -> Result<Option<OrganizationProfile>> {
        const SQL: &str = "SELECT id, name, time_zone, currency FROM organizations WHERE id = $1";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL).bind(id).fetch_optional(c).await)?)
    }

    /// Ids of organisations after this one, in order; at most `limit`. An empty id is the beginning.
    pub async fn list_organization_ids(&mut self, after: &str, limit: i64) -> Result<Vec<String>> {
        const SQL: &str = "SELECT id FROM organizations WHERE id > $1 ORDER BY id LIMIT $2";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL).bind(after).bind(limit).fetch_all(c).await)?)
    }

    fn check_settings(&mut self, row: &OrganizationRow) {
        for found in parse_settings(&row.settings).1 {
            self.record_unreadable(Unreadable {
                organization_id: row.id.clone(),
                table: "organizations".to_owned(),
                row: row.id.clone(),
                column: "settings".to_owned(),
                found,
            });
        }
    }

    /// The organisation of this id.
    pub async fn find_organization(&mut self, id: &str) -> Result<Option<Organization>> {
        const SQL: &str = "
            SELECT id, name, time_zone, currency, settings, policy, policy_version, created_at
              FROM organizations WHERE id = $1";
        let row: Option<OrganizationRow> =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(id).fetch_optional(c).await)?;
        row.iter().for_each(|row| self.check_settings(row));
        self.try_row(id, row)
    }

    /// The settings of an organisation; those of nobody are the defaults. What of them cannot be read is at its default.
    pub async fn find_settings(&mut self, id: &str) -> Result<Settings> {
        const SQL: &str = "SELECT settings FROM organizations WHERE id = $1";
        let text: Option<String> =
            with_connection!(self, |c| sqlx::query_scalar(SQL).bind(id).fetch_optional(c).await)?;
        Ok(text.map(|text| parse_settings(&text).0).unwrap_or_default())
    }

    /// The settings of all organisations, by id.
    pub async fn list_settings(&mut self) -> Result<BTreeMap<String, Settings>> {
        const SQL: &str = "SELECT id, settings FROM organizations";
        let rows: Vec<(String, String)> = with_connection!(self, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
        Ok(rows.into_iter().map(|(id, text)| (id, parse_settings(&text).0)).collect())
    }

    /// Organisations after this id, by id, at most `limit`. An empty id is the beginning.
    pub async fn list_organizations(&mut self, after: &str, limit: i64) -> Result<Vec<Organization>> {
        const SQL: &str = "
            SELECT id, name, time_zone, currency, settings, policy, policy_version, created_at
              FROM organizations WHERE id > $1 ORDER BY id LIMIT $2";
        Ok(fill_page!(
            limit,
            after = after.to_owned(),
            |wanted| -> Vec<OrganizationRow> {
                with_connection!(self, |c| sqlx::query_as(SQL).bind(&after).bind(wanted).fetch_all(c).await)?
            },
            |row| row.id.clone(),
            |rows| {
                let mut all = Vec::with_capacity(rows.len());
                for row in rows {
                    self.check_settings(&row);
                    let id = row.id.clone();
                    all.extend(self.readable_rows(&id, vec![row])?);
                }
                all
            }
        ))
    }

    /// The time zones of all organisations, each once.
    pub async fn list_time_zones(&mut self) -> Result<Vec<chrono_tz::Tz>> {
        const SQL: &str = "SELECT DISTINCT time_zone FROM organizations ORDER BY time_zone";
        let names: Vec<String> = with_connection!(self, |c| sqlx::query_scalar(SQL).fetch_all(c).await)?;
        Ok(names.iter().filter_map(|name| name.parse().ok()).collect())
    }

    /// The time zone of one organisation; `None` where this version does not know it.
    pub async fn find_time_zone(&mut self, organization: &str) -> Result<Option<chrono_tz::Tz>> {
        const SQL: &str = "SELECT time_zone FROM organizations WHERE id = $1";
        let name: Option<String> =
            with_connection!(self, |c| sqlx::query_scalar(SQL).bind(organization).fetch_optional(c).await)?;
        Ok(name.and_then(|name| name.parse().ok()))
    }

    /// Every organisation's id with its time zone; `None` where this version does not know the zone.
    pub async fn list_organization_zones(&mut self) -> Result<Vec<(String, Option<chrono_tz::Tz>)>> {
        const SQL: &str = "SELECT id, time_zone FROM organizations ORDER BY id";
        let rows: Vec<(String, String)> = with_connection!(self, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
        Ok(rows.into_iter().map(|(id, zone)| (id, zone.parse().ok())).collect())
    }

    /// The policies of an older, or the present, version.
    pub async fn find_policy_version(
        &mut self,
        organization: &str,
        version: i64,
    ) -> Result<Option<Policies>> {
        const SQL: &str = "SELECT policy FROM policy_versions WHERE organization_id = $1 AND version = $2";
        let row: Option<String> = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(version)
            .fetch_optional(c)
            .await)?;
        let read = |policy: String| {
            parse_stored(&policy)
                .map_err(|error| corrupt("policy_versions", "policy", &version.to_string(), error))
        };
        self.record_if_corrupt(organization, row.map(read).transpose())
    }

    /// Whether any rate or line is written in the organisation's currency already.
    pub async fn has_rates_or_lines(&mut self, organization: &str) -> Result<bool> {
        const SQL: &str = "
            SELECT CAST((SELECT count(*) FROM rates WHERE organization_id = $1)
                      + (SELECT count(*) FROM lines WHERE organization_id = $1) AS BIGINT)";
        let count: i64 =
            with_connection!(self, |c| sqlx::query_scalar(SQL).bind(organization).fetch_one(c).await)?;
        Ok(count > 0)
    }
}

impl Write {
    /// Locks the organisation row (by a no-op UPDATE), so that concurrent session plans are checked for double
    /// booking one after the other.
    pub async fn lock_timetable(&mut self, organization: &str) -> Result<()> {
        const SQL: &str = "UPDATE organizations SET created_at = created_at WHERE id = $1";
        execute!(self, sqlx::query(SQL).bind(organization))?;
        Ok(())
    }

    /// The organisation of this id, locked: its facts, settings and policies.
    pub async fn lock_organization(&mut self, id: &str) -> Result<Option<Locked<Organization>>> {
        const SQL: &str = "SELECT 1 FROM organizations WHERE id = $1 FOR UPDATE";
        self.lock_row(SQL, id, None).await?;
        Ok(self.find_organization(id).await?.map(Locked::new))
    }

    /// Adds an organisation with its first policy version.
    pub async fn insert_organization(&mut self, one: &Organization, author: Option<&str>) -> Result<()> {
        const SQL: &str = "
            INSERT INTO organizations
                   (id, name, time_zone, currency, settings, policy, policy_version, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(&one.id)
                .bind(&one.name)
                .bind(one.time_zone.name())
                .bind(one.currency.code())
                .bind(to_json_text(&one.settings))
                .bind(to_json_text(&one.policies))
                .bind(one.policy_version)
                .bind(micros(one.created_at))
        )?;
        self.insert_policy_version(one, to_json_text(&one.policies), author, one.created_at).await
    }

    /// Writes name, zone, currency and settings; settings of a newer version stay.
    pub async fn update_organization(&mut self, one: &Locked<Organization>) -> Result<()> {
        const STORED: &str = "SELECT settings FROM organizations WHERE id = $1";
        const SQL: &str = "
            UPDATE organizations SET name = $2, time_zone = $3, currency = $4, settings = $5 WHERE id = $1";
        let stored: String =
            with_connection!(self, |c| sqlx::query_scalar(STORED).bind(&one.id).fetch_one(c).await)?;
        let settings = merge_stored(&stored, &parse_settings(&stored).0, &one.settings);
        execute!(
            self,
            sqlx::query(SQL)
                .bind(&one.id)
                .bind(&one.name)
                .bind(one.time_zone.name())
                .bind(one.currency.code())
                .bind(settings)
        )?;
        Ok(())
    }

    /// Makes `policies` and `policy_version` of `one` the present ones; keys of a newer version stay. `Conflict` when
    /// there was such a version before.
    pub async fn update_policies(
        &mut self,
        one: &Locked<Organization>,
        author: Option<&str>,
        at: Timestamp,
    ) -> Result<()> {
        const STORED: &str = "SELECT policy FROM organizations WHERE id = $1";
        const SQL: &str = "UPDATE organizations SET policy = $2, policy_version = $3 WHERE id = $1";
        let stored: String =
            with_connection!(self, |c| sqlx::query_scalar(STORED).bind(&one.id).fetch_one(c).await)?;
        let before: Policies =
            parse_stored(&stored).map_err(|error| corrupt("organizations", "policy", &one.id, error))?;
        let policies = merge_stored(&stored, &before, &one.policies);
        execute!(self, sqlx::query(SQL).bind(&one.id).bind(&policies).bind(one.policy_version))?;
        self.insert_policy_version(one, policies, author, at).await
    }

    async fn insert_policy_version(
        &mut self,
        one: &Organization,
        policies: String,
        author: Option<&str>,
        at: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO policy_versions (organization_id, version, policy, author_id, created_at)
            VALUES ($1, $2, $3, $4, $5)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(&one.id)
                .bind(one.policy_version)
                .bind(policies)
                .bind(author)
                .bind(micros(at))
        )?;
        Ok(())
    }
}
