//! What sources call people. One identity belongs to one person.

use crate::domain::people::{Identity, Source};
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Read, Result, StoreError, Write, execute, fill_page, fits, json_rows, json_rows_sql, micros,
    with_connection,
};

#[derive(sqlx::FromRow)]
struct IdentityRow {
    source: String,
    value: String,
    person_id: String,
}

impl TryFrom<IdentityRow> for (Identity, String) {
    type Error = StoreError;

    fn try_from(row: IdentityRow) -> Result<(Identity, String)> {
        let IdentityRow { source: word, value, person_id } = row;
        let Some(source) = Source::parse(&word) else {
            let key = format!("{word} {value}");
            return Err(corrupt("identities", "source", &key, format!("found {word:?}")));
        };
        Ok((Identity { source, value }, person_id))
    }
}

impl Read {
    /// Identities with their people, after the given one, at most `limit`; of one person, or (empty) of everybody.
    pub async fn list_identities(
        &mut self,
        organization: &str,
        person: &str,
        after: Option<&Identity>,
        limit: i64,
    ) -> Result<Vec<(Identity, String)>> {
        const SQL: &str = "
            SELECT source, value, person_id FROM identities
             WHERE organization_id = $1 AND ($2 = '' OR person_id = $2) AND (source, value) > ($3, $4)
             ORDER BY source, value LIMIT $5";
        let (source, value) = after.map_or(("", ""), |one| (one.source.as_str(), one.value.as_str()));
        Ok(fill_page!(
            limit,
            after = (source.to_owned(), value.to_owned()),
            |wanted| -> Vec<IdentityRow> {
                with_connection!(self, |c| sqlx::query_as(SQL)
                    .bind(organization)
                    .bind(person)
                    .bind(&after.0)
                    .bind(&after.1)
                    .bind(wanted)
                    .fetch_all(c)
                    .await)?
            },
            |row| (row.source.clone(), row.value.clone()),
            |rows| self.readable_rows(organization, rows)?
        ))
    }

    /// Whom these identities belong to; those that are nobody's are left out.
    pub async fn find_identities(
        &mut self,
        organization: &str,
        identities: &[&Identity],
    ) -> Result<Vec<(Identity, String)>> {
        const SQL: DialectSql = json_rows_sql!(
            "SELECT i.source, i.value, i.person_id",
            "CROSS JOIN identities i
              WHERE i.organization_id = $2 AND i.source = item.value ->> 0 AND i.value = item.value ->> 1"
        );
        let sought: Vec<_> = identities
            .iter()
            .filter(|one| fits(&one.value))
            .map(|one| (one.source.as_str(), one.value.as_str()))
            .collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let found: Vec<IdentityRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(json_rows(&sought))
            .bind(organization)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, found)
    }

    /// Whose identity this is.
    pub async fn find_identity(&mut self, organization: &str, identity: &Identity) -> Result<Option<String>> {
        const SQL: &str =
            "SELECT person_id FROM identities WHERE organization_id = $1 AND source = $2 AND value = $3";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(identity.source.as_str())
            .bind(&identity.value)
            .fetch_optional(c)
            .await)?)
    }
}

impl Write {
    /// Says whose identity this is, and has every session it was seen in evaluated again; false when it is
    /// somebody's already.
    pub async fn insert_identity(
        &mut self,
        organization: &str,
        identity: &Identity,
        person: &str,
        at: Timestamp,
    ) -> Result<bool> {
        const SQL: &str = "
            INSERT INTO identities (organization_id, source, value, person_id, created_at)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organization_id, source, value) DO NOTHING";
        let rows = execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(identity.source.as_str())
                .bind(&identity.value)
                .bind(person)
                .bind(micros(at))
        )?;
        if rows == 1 {
            self.mark_identity_dirty(organization, identity, at).await?;
        }
        Ok(rows == 1)
    }

    /// Takes an identity away, and has every session it was seen in evaluated again; says whether it was there.
    pub async fn delete_identity(
        &mut self,
        organization: &str,
        identity: &Identity,
        at: Timestamp,
    ) -> Result<bool> {
        const SQL: &str = "DELETE FROM identities WHERE organization_id = $1 AND source = $2 AND value = $3";
        let rows = execute!(
            self,
            sqlx::query(SQL).bind(organization).bind(identity.source.as_str()).bind(&identity.value)
        )?;
        if rows == 1 {
            self.mark_identity_dirty(organization, identity, at).await?;
        }
        Ok(rows == 1)
    }
}
