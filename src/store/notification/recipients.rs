//! People as recipients: who belongs to whom, in which language and zone, and what they chose.

use std::collections::BTreeSet;

use crate::domain::people::Role;
use crate::domain::people::preferences::Language;
use crate::store::notification::preferences::{PreferencesRow, StoredPreferences};
use crate::store::{DialectSql, Read, Result, in_json_sql, json_rows, with_connection};

/// Somebody who may be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub id: String,
    pub name: String,
    pub email: Option<String>,
    pub language: Option<Language>,
    pub roles: BTreeSet<Role>,
    pub is_active: bool,
    /// `None`: they never chose.
    pub preferences: Option<StoredPreferences>,
}

#[derive(sqlx::FromRow)]
struct RecipientRow {
    id: String,
    name: String,
    email: Option<String>,
    language: Option<String>,
    roles: Option<String>,
    is_active: bool,
    #[sqlx(flatten)]
    preferences: PreferencesRow,
}

impl Read {
    /// These people as recipients, by id; who is not there is left out.
    pub async fn find_recipients(&mut self, organization: &str, people: &[&str]) -> Result<Vec<Recipient>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT p.id, p.name, p.email, p.language, p.is_active,
                    n.time_zone AS preferred_zone, n.quiet_from, n.quiet_to, n.events,
                    (SELECT string_agg(r.role, ',') FROM person_roles r
                      WHERE r.organization_id = p.organization_id AND r.person_id = p.id) AS roles
               FROM people p
               LEFT JOIN notification_preferences n ON n.organization_id = p.organization_id AND n.person_id = p.id
              WHERE p.organization_id = $1 AND p.id IN",
            "$2",
            "ORDER BY p.id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<RecipientRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(people))
            .fetch_all(c)
            .await)?;
        let recipient = |row: RecipientRow| Recipient {
            roles: row.roles.as_deref().unwrap_or("").split(',').filter_map(Role::parse).collect(),
            language: row.language.as_deref().and_then(Language::parse),
            preferences: row.preferences.into_preferences(),
            id: row.id,
            name: row.name,
            email: row.email,
            is_active: row.is_active,
        };
        Ok(rows.into_iter().map(recipient).collect())
    }

    /// The parents in the households of these people, and who pays for them: person and parent.
    pub async fn list_parents(
        &mut self,
        organization: &str,
        people: &[&str],
    ) -> Result<Vec<(String, String)>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT DISTINCT p.id, a.id
               FROM people p
               JOIN households h ON h.organization_id = p.organization_id AND h.id = p.household_id
               JOIN people a ON a.organization_id = p.organization_id AND a.id <> p.id
                AND (a.id = h.payer_id OR a.household_id = p.household_id AND EXISTS (
                      SELECT 1 FROM person_roles r
                       WHERE r.organization_id = a.organization_id AND r.person_id = a.id AND r.role = 'parent'))
              WHERE p.organization_id = $1 AND p.id IN",
            "$2",
            "ORDER BY 1, 2"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(people))
            .fetch_all(c)
            .await)?)
    }

    /// The active people of a role.
    pub async fn list_people_of_role(&mut self, organization: &str, role: Role) -> Result<Vec<String>> {
        const SQL: &str = "
            SELECT p.id FROM people p
              JOIN person_roles r ON r.organization_id = p.organization_id AND r.person_id = p.id
             WHERE p.organization_id = $1 AND r.role = $2 AND p.is_active ORDER BY p.id";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(role.as_str())
            .fetch_all(c)
            .await)?)
    }
}
