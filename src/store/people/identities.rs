//! What sources call people: to whom each identity is bound, and in which scopes it was seen. One identity belongs to
//! one person.
//!
//! The bindings of an organisation have a version, kept like that of a dirty scope in the row of `scope::IDENTITIES`.
//! An evaluation locks it before it is stored, and is thrown away when the bindings are no longer those it was made
//! with.

use crate::domain::evidence::scope;
use crate::domain::people::{Identity, Source};
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::evaluation::dirty_scopes::ScopeChange;
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
        let IdentityRow { source: name, value, person_id } = row;
        let Some(source) = Source::parse(&name) else {
            let key = format!("{name} {value}");
            return Err(corrupt("identities", "source", &key, format!("found {name:?}")));
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

    /// To whom these identities are bound; those that are not bound are left out.
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
        let wanted: Vec<_> = identities
            .iter()
            .filter(|one| fits(&one.value))
            .map(|one| (one.source.as_str(), one.value.as_str()))
            .collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let found: Vec<IdentityRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(json_rows(&wanted))
            .bind(organization)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, found)
    }

    /// To whom this identity is bound.
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

    /// Whether this identity was ever seen in the organisation, bound or not.
    pub async fn was_identity_seen(&mut self, organization: &str, identity: &Identity) -> Result<bool> {
        const SQL: &str = "
            SELECT CAST(COUNT(*) AS BIGINT) FROM identity_scopes
             WHERE organization_id = $1 AND source = $2 AND value = $3";
        let scopes: i64 = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(identity.source.as_str())
            .bind(&identity.value)
            .fetch_one(c)
            .await)?;
        Ok(scopes > 0)
    }

    /// The version of the organisation's bindings: rises whenever an identity is bound or its binding removed.
    pub async fn bindings_version(&mut self, organization: &str) -> Result<i64> {
        const SQL: &str = "SELECT mark FROM unevaluated WHERE organization_id = $1 AND scope = $2";
        let mark: Option<i64> = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(scope::IDENTITIES)
            .fetch_optional(c)
            .await)?;
        Ok(mark.unwrap_or(0))
    }
}

impl Write {
    /// Binds the identity to a person and marks every scope it was seen in dirty; false, and nothing written, when it
    /// is bound already.
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

    /// Removes a binding and marks every scope the identity was seen in dirty; says whether it was bound.
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

    /// Remembers in which scopes identities were seen. Call it before `lock_bindings`: a binding that changes
    /// afterwards then finds these scopes and marks them dirty.
    pub async fn insert_identity_scopes(
        &mut self,
        organization: &str,
        seen: &[(&Identity, &str)],
    ) -> Result<()> {
        const SQL: DialectSql = json_rows_sql!(
            "INSERT INTO identity_scopes (organization_id, source, value, scope)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3",
            "WHERE true ON CONFLICT (organization_id, source, value, scope) DO NOTHING"
        );
        let mut seen: Vec<_> = seen
            .iter()
            .filter(|(identity, _)| fits(&identity.value))
            .map(|(identity, scope)| {
                (organization, identity.source.as_str(), identity.value.as_str(), *scope)
            })
            .collect();
        seen.sort_unstable();
        seen.dedup();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        execute!(self, sqlx::query(sql).bind(json_rows(&seen)))?;
        Ok(())
    }

    /// Marks every scope dirty that an identity was seen in, since its binding changes; gives those scopes.
    pub async fn mark_identity_dirty(
        &mut self,
        organization: &str,
        identity: &Identity,
        at: Timestamp,
    ) -> Result<Vec<String>> {
        const SQL: &str =
            "SELECT scope FROM identity_scopes WHERE organization_id = $1 AND source = $2 AND value = $3";
        // The version first: an evaluation locks it until it is stored, so once this statement is done all scopes
        // that evaluation saw the identity in are there.
        self.mark_dirty(&[ScopeChange { organization, scope: scope::IDENTITIES, since: Timestamp::MIN }], at)
            .await?;
        let scopes: Vec<String> = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(identity.source.as_str())
            .bind(&identity.value)
            .fetch_all(c)
            .await)?;
        self.mark_whole_past_dirty(organization, &scopes, at).await?;
        Ok(scopes)
    }

    /// The version of the organisation's bindings, locked until this transaction ends: no binding changes meanwhile.
    pub async fn lock_bindings(&mut self, organization: &str) -> Result<i64> {
        const SQL: &str = "
            INSERT INTO unevaluated (organization_id, scope, mark, since) VALUES ($1, $2, 0, 0)
            ON CONFLICT (organization_id, scope) DO UPDATE SET mark = unevaluated.mark
            RETURNING mark";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(scope::IDENTITIES)
            .fetch_one(c)
            .await)?)
    }
}
