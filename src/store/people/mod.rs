//! People: their roles and households, and the identities by which sources know them. The account status of a person is
//! in `access`.

pub mod directory;
pub mod households;
pub mod identities;
pub mod unmatched;
pub mod viewer;

use std::collections::{BTreeMap, BTreeSet};

use sqlx::QueryBuilder;

use crate::domain::access::Scope;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::store::access::access_filter;
use crate::store::database::error::Unreadable;
use crate::store::{
    DialectSql, Locked, Read, Result, Write, execute, in_json_sql, instant, json_rows, micros,
    with_connection,
};

/// Somebody of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub email: Option<String>,
    pub household: Option<String>,
    pub roles: BTreeSet<Role>,
    /// Whether a password is set, that is, whether they can log in with one.
    pub has_password: bool,
    pub is_active: bool,
    pub created_at: Timestamp,
}

/// Which people are listed, besides the scope.
#[derive(Clone, Debug, Default)]
pub struct PeopleFilter {
    pub role: Option<Role>,
    pub household: Option<String>,
    pub is_active: Option<bool>,
    /// Only ids after this one.
    pub after: Option<String>,
    pub limit: i64,
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: String,
    name: String,
    email: Option<String>,
    household_id: Option<String>,
    roles: Option<String>,
    has_password: bool,
    is_active: bool,
    created_at: i64,
}

const SELECT: &str = "
    SELECT p.id, p.name, p.email, p.household_id, p.is_active, p.created_at,
           p.password_hash IS NOT NULL AS has_password,
           (SELECT string_agg(r.role, ',') FROM person_roles r
             WHERE r.organization_id = p.organization_id AND r.person_id = p.id) AS roles
      FROM people p
     WHERE p.organization_id = ";

impl Read {
    fn person_from_row(&mut self, organization: &str, row: PersonRow) -> Person {
        let roles = row.roles.as_deref().unwrap_or("").split(',').filter(|role| !role.is_empty());
        Person {
            roles: self.parse_roles(organization, &row.id, roles),
            id: row.id,
            name: row.name,
            email: row.email,
            household: row.household_id,
            has_password: row.has_password,
            is_active: row.is_active,
            created_at: instant(row.created_at),
        }
    }

    /// The roles of a person. One that this version does not know is recorded as unreadable and grants nothing; it
    /// stays stored.
    pub(super) fn parse_roles<'a>(
        &mut self,
        organization: &str,
        person: &str,
        names: impl Iterator<Item = &'a str>,
    ) -> BTreeSet<Role> {
        let mut roles = BTreeSet::new();
        for name in names {
            match Role::parse(name) {
                Some(role) => drop(roles.insert(role)),
                None => self.record_unreadable(Unreadable {
                    organization_id: organization.to_owned(),
                    table: "person_roles".to_owned(),
                    row: person.to_owned(),
                    column: "role".to_owned(),
                    found: format!("found {name:?}"),
                }),
            }
        }
        roles
    }

    /// One person of the organisation.
    pub async fn find_person(&mut self, organization: &str, id: &str) -> Result<Option<Person>> {
        let row: Option<PersonRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SELECT);
            query.push_bind(organization).push(" AND p.id = ").push_bind(id);
            query.build_query_as().fetch_optional(c).await
        })?;
        Ok(row.map(|row| self.person_from_row(organization, row)))
    }

    /// These people, as far as they are there, by id.
    pub async fn find_people(&mut self, organization: &str, ids: &BTreeSet<&str>) -> Result<Vec<Person>> {
        let ids: Vec<&str> = ids.iter().copied().collect();
        let begin = self.for_dialect(
            " AND p.id IN (SELECT value FROM json_each(",
            " AND p.id IN (SELECT jsonb_array_elements_text(CAST(",
        );
        let end = self.for_dialect("))", " AS JSONB)))");
        let rows: Vec<PersonRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SELECT);
            query.push_bind(organization).push(begin).push_bind(json_rows(&ids)).push(end);
            query.build_query_as().fetch_all(c).await
        })?;
        let mut people: Vec<Person> =
            rows.into_iter().map(|row| self.person_from_row(organization, row)).collect();
        people.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(people)
    }

    /// The people in reach that pass the filter, by id, at most `limit`.
    pub async fn list_people(&mut self, scope: &Scope, filter: &PeopleFilter) -> Result<Vec<Person>> {
        let rows: Vec<PersonRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SELECT);
            query.push_bind(scope.organization());
            access_filter::people(&mut query, scope);
            if let Some(role) = filter.role {
                query.push(
                    " AND EXISTS (SELECT 1 FROM person_roles r
                                   WHERE r.organization_id = p.organization_id AND r.person_id = p.id AND r.role = ",
                );
                query.push_bind(role.as_str()).push(")");
            }
            if let Some(household) = &filter.household {
                query.push(" AND p.household_id = ").push_bind(household.as_str());
            }
            if let Some(is_active) = filter.is_active {
                query.push(" AND p.is_active = ").push_bind(is_active);
            }
            if let Some(after) = &filter.after {
                query.push(" AND p.id > ").push_bind(after.as_str());
            }
            query.push(" ORDER BY p.id LIMIT ").push_bind(filter.limit);
            query.build_query_as().fetch_all(c).await
        })?;
        Ok(rows.into_iter().map(|row| self.person_from_row(scope.organization(), row)).collect())
    }

    /// The people of the organisation whose id, e-mail address or name is `said`, by id.
    pub async fn find_people_matching(&mut self, organization: &str, said: &str) -> Result<Vec<Person>> {
        let rows: Vec<PersonRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SELECT);
            query.push_bind(organization).push(" AND (p.id = ").push_bind(said);
            query.push(" OR p.email_key = ").push_bind(email_key(said));
            query.push(" OR p.name = ").push_bind(said.trim()).push(") ORDER BY p.id");
            query.build_query_as().fetch_all(c).await
        })?;
        Ok(rows.into_iter().map(|row| self.person_from_row(organization, row)).collect())
    }

    /// The names of these people, by id. Ids nobody has are left out.
    pub async fn people_names(
        &mut self,
        organization: &str,
        ids: &BTreeSet<&str>,
    ) -> Result<BTreeMap<String, String>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT id, name FROM people
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

    /// Whether the teacher has, or had, this person on the roster of a session.
    pub async fn is_student_of(&mut self, organization: &str, teacher: &str, person: &str) -> Result<bool> {
        const SQL: &str = "
            SELECT CAST(count(*) AS BIGINT) FROM session_students t
              JOIN sessions s ON s.organization_id = t.organization_id AND s.id = t.session_id
             WHERE t.organization_id = $1 AND t.person_id = $2 AND s.teacher_id = $3";
        let count: i64 = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(person)
            .bind(teacher)
            .fetch_one(c)
            .await)?;
        Ok(count > 0)
    }

    /// The id of whoever has this lower-cased e-mail address in the organisation.
    pub async fn find_person_by_email(
        &mut self,
        organization: &str,
        email_key: &str,
    ) -> Result<Option<String>> {
        const SQL: &str = "SELECT id FROM people WHERE email_key = $1 AND organization_id = $2";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(email_key)
            .bind(organization)
            .fetch_optional(c)
            .await)?)
    }

    /// Whether anybody of the installation has this role.
    pub async fn has_person_with_role(&mut self, role: Role) -> Result<bool> {
        const SQL: &str = "SELECT CAST(count(*) AS BIGINT) FROM person_roles WHERE role = $1";
        let count: i64 =
            with_connection!(self, |c| sqlx::query_scalar(SQL).bind(role.as_str()).fetch_one(c).await)?;
        Ok(count > 0)
    }
}

/// The form in which e-mail addresses are compared: lower case, without the spaces around it.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

impl Write {
    /// One person of the organisation, locked. Their roles too: they are written with the person.
    pub async fn lock_person(&mut self, organization: &str, id: &str) -> Result<Option<Locked<Person>>> {
        const SQL: &str = "SELECT 1 FROM people WHERE organization_id = $1 AND id = $2 FOR UPDATE";
        self.lock_row(SQL, organization, Some(id)).await?;
        Ok(self.find_person(organization, id).await?.map(Locked::new))
    }

    /// Adds a person with their roles. `Conflict` when the e-mail address belongs to somebody of the organisation.
    pub async fn insert_person(&mut self, organization: &str, person: &Person) -> Result<()> {
        const SQL: &str = "
            INSERT INTO people (organization_id, id, name, email, email_key, household_id, is_active, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&person.id)
                .bind(&person.name)
                .bind(&person.email)
                .bind(person.email.as_deref().map(email_key))
                .bind(&person.household)
                .bind(person.is_active)
                .bind(micros(person.created_at))
        )?;
        self.insert_roles(organization, &person.id, &person.roles).await
    }

    /// Writes name, e-mail, household, activity and roles. `Conflict` when the e-mail address belongs to another
    /// person of the organisation.
    pub async fn update_person(&mut self, organization: &str, person: &Locked<Person>) -> Result<()> {
        const SQL: &str = "
            UPDATE people SET name = $3, email = $4, email_key = $5, household_id = $6, is_active = $7
             WHERE organization_id = $1 AND id = $2";
        // Roles that only a newer version knows stay.
        const CLEAR: DialectSql = in_json_sql!(
            "DELETE FROM person_roles WHERE organization_id = $1 AND person_id = $2
              AND role IN",
            "$3",
            ""
        );
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
        let clear = self.for_dialect(CLEAR.sqlite, CLEAR.postgres);
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&person.id)
                .bind(&person.name)
                .bind(&person.email)
                .bind(person.email.as_deref().map(email_key))
                .bind(&person.household)
                .bind(person.is_active)
        )?;
        execute!(self, sqlx::query(clear).bind(organization).bind(&person.id).bind(json_rows(&known)))?;
        self.insert_roles(organization, &person.id, &person.roles).await
    }

    async fn insert_roles(&mut self, organization: &str, person: &str, roles: &BTreeSet<Role>) -> Result<()> {
        const SQL: &str = "INSERT INTO person_roles (organization_id, person_id, role) VALUES ($1, $2, $3)";
        for role in roles {
            execute!(self, sqlx::query(SQL).bind(organization).bind(person).bind(role.as_str()))?;
        }
        Ok(())
    }

    /// Sets the hash that the password is checked against (PHC text).
    pub async fn set_password_hash(&mut self, organization: &str, person: &str, hash: &str) -> Result<()> {
        const SQL: &str = "UPDATE people SET password_hash = $3 WHERE organization_id = $1 AND id = $2";
        execute!(self, sqlx::query(SQL).bind(organization).bind(person).bind(hash))?;
        Ok(())
    }
}
