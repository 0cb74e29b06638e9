//! Households: people who are billed together, and who pays.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::QueryBuilder;

use super::directory::push_words;
use crate::domain::time::Timestamp;
use crate::store::{
    DialectSql, Locked, Read, Result, Write, execute, in_json_sql, instant, json_rows, micros,
    with_connection,
};

/// A family, or other people who are billed together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Household {
    pub id: String,
    pub name: String,
    pub payer: Option<String>,
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct HouseholdRow {
    id: String,
    name: String,
    payer_id: Option<String>,
    created_at: i64,
}

impl From<HouseholdRow> for Household {
    fn from(row: HouseholdRow) -> Household {
        Household { id: row.id, name: row.name, payer: row.payer_id, created_at: instant(row.created_at) }
    }
}

/// A person with the household that is billed for them.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct BilledPerson {
    pub person_id: String,
    pub name: String,
    pub household_id: Option<String>,
    pub household_name: Option<String>,
    pub payer_id: Option<String>,
}

/// A household as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct HouseholdSummary {
    pub id: String,
    pub name: String,
    pub payer_id: Option<String>,
    pub payer_name: Option<String>,
    /// People who belong to it.
    pub members: i64,
}

impl Read {
    /// The households whose name, or whose payer's, has every word of the text, by name and id, beyond `after` (name and
    /// id), at most `limit`.
    pub async fn search_households(
        &mut self,
        organization: &str,
        text: &str,
        after: Option<&(String, String)>,
        limit: i64,
    ) -> Result<Vec<HouseholdSummary>> {
        const SELECT: &str = "
            SELECT h.id, h.name, h.payer_id, p.name AS payer_name,
                   (SELECT CAST(count(*) AS BIGINT) FROM people m
                     WHERE m.organization_id = h.organization_id AND m.household_id = h.id) AS members
              FROM households h
              LEFT JOIN people p ON p.organization_id = h.organization_id AND p.id = h.payer_id
             WHERE h.organization_id = ";
        let contains = self.contains_function();
        Ok(with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SELECT);
            query.push_bind(organization);
            push_words(&mut query, contains, &["h.name", "p.name"], text);
            if let Some((name, id)) = after {
                query.push(" AND (h.name, h.id) > (").push_bind(name.as_str());
                query.push(", ").push_bind(id.as_str()).push(")");
            }
            query.push(" ORDER BY h.name, h.id LIMIT ").push_bind(limit);
            query.build_query_as().fetch_all(c).await
        })?)
    }

    /// How many households there are of the ones that `search_households` finds.
    pub async fn count_households(&mut self, organization: &str, text: &str) -> Result<i64> {
        const COUNT: &str = "
            SELECT CAST(count(*) AS BIGINT) FROM households h
              LEFT JOIN people p ON p.organization_id = h.organization_id AND p.id = h.payer_id
             WHERE h.organization_id = ";
        let contains = self.contains_function();
        Ok(with_connection!(self, |c| {
            let mut query = QueryBuilder::new(COUNT);
            query.push_bind(organization);
            push_words(&mut query, contains, &["h.name", "p.name"], text);
            query.build_query_scalar().fetch_one(c).await
        })?)
    }

    /// The households of the organisation with one of these names, by id.
    pub async fn households_named(&mut self, organization: &str, names: &[&str]) -> Result<Vec<Household>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT id, name, payer_id, created_at FROM households
              WHERE organization_id = $1 AND name IN",
            "$2",
            "ORDER BY id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<HouseholdRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(names))
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(Household::from).collect())
    }

    /// The names of these households, by id. Ids nobody has are left out.
    pub async fn household_names(
        &mut self,
        organization: &str,
        ids: &BTreeSet<&str>,
    ) -> Result<BTreeMap<String, String>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT id, name FROM households
              WHERE organization_id = $1 AND id IN",
            "$2",
            ""
        );
        let ids: Vec<&str> = ids.iter().copied().collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let found: Vec<(String, String)> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(&ids))
            .fetch_all(c)
            .await)?;
        Ok(found.into_iter().collect())
    }

    /// These people with their households. Ids nobody has are left out.
    pub async fn find_billed_people(
        &mut self,
        organization: &str,
        ids: &[&str],
    ) -> Result<Vec<BilledPerson>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT p.id AS person_id, p.name, h.id AS household_id, h.name AS household_name, h.payer_id
               FROM people p
               LEFT JOIN households h ON h.organization_id = p.organization_id AND h.id = p.household_id
              WHERE p.organization_id = $1 AND p.id IN",
            "$2",
            ""
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(ids))
            .fetch_all(c)
            .await)?)
    }

    /// One household of the organisation.
    pub async fn find_household(&mut self, organization: &str, id: &str) -> Result<Option<Household>> {
        const SQL: &str =
            "SELECT id, name, payer_id, created_at FROM households WHERE organization_id = $1 AND id = $2";
        let row: Option<HouseholdRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        Ok(row.map(Household::from))
    }

    /// Households after this id, by id, at most `limit`. An empty id is the beginning.
    pub async fn list_households(
        &mut self,
        organization: &str,
        after: &str,
        limit: i64,
    ) -> Result<Vec<Household>> {
        const SQL: &str = "
            SELECT id, name, payer_id, created_at FROM households
             WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3";
        let rows: Vec<HouseholdRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(after)
            .bind(limit)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(Household::from).collect())
    }

    /// The household a person belongs to or pays for, whether or not they are a parent.
    pub async fn households_of(&mut self, organization: &str, person: &str) -> Result<Vec<Household>> {
        const SQL: &str = "
            SELECT h.id, h.name, h.payer_id, h.created_at FROM households h
             WHERE h.organization_id = $1
               AND (h.payer_id = $2
                    OR h.id = (SELECT p.household_id FROM people p WHERE p.organization_id = $1 AND p.id = $2))
             ORDER BY h.id";
        let rows: Vec<HouseholdRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(Household::from).collect())
    }

    /// The other people of the household a person belongs to, and of those they pay for.
    pub(in crate::store) async fn household_members(
        &mut self,
        organization: &str,
        person: &str,
    ) -> Result<BTreeSet<String>> {
        const SQL: &str = "
            SELECT p.id FROM people p
             WHERE p.organization_id = $1 AND p.id <> $2
               AND (p.household_id = (SELECT me.household_id FROM people me WHERE me.organization_id = $1 AND me.id = $2)
                    OR p.household_id IN (SELECT h.id FROM households h WHERE h.organization_id = $1 AND h.payer_id = $2))";
        let people: Vec<String> = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(person)
            .fetch_all(c)
            .await)?;
        Ok(people.into_iter().collect())
    }
}

impl Write {
    /// One household of the organisation, locked.
    pub async fn lock_household(
        &mut self,
        organization: &str,
        id: &str,
    ) -> Result<Option<Locked<Household>>> {
        const SQL: &str = "SELECT 1 FROM households WHERE organization_id = $1 AND id = $2 FOR UPDATE";
        self.lock_row(SQL, organization, Some(id)).await?;
        Ok(self.find_household(organization, id).await?.map(Locked::new))
    }

    pub async fn insert_household(&mut self, organization: &str, one: &Household) -> Result<()> {
        const SQL: &str = "
            INSERT INTO households (organization_id, id, name, payer_id, created_at) VALUES ($1, $2, $3, $4, $5)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(&one.name)
                .bind(&one.payer)
                .bind(micros(one.created_at))
        )?;
        Ok(())
    }

    /// Writes name and payer.
    pub async fn update_household(&mut self, organization: &str, one: &Locked<Household>) -> Result<()> {
        const SQL: &str =
            "UPDATE households SET name = $3, payer_id = $4 WHERE organization_id = $1 AND id = $2";
        execute!(self, sqlx::query(SQL).bind(organization).bind(&one.id).bind(&one.name).bind(&one.payer))?;
        Ok(())
    }
}
