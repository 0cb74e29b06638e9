//! Rows that this version of the program cannot read: written by a newer one, or broken.
//!
//! Such a row hurts itself alone. A list leaves it out, whoever asks for it is told, and in both cases it is noted here.
//! What was noted goes into a table from time to time (`Store::take_unread`, `Write::keep_unreadable`), for the admin of
//! its organisation, and leaves it when it reads again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::evidence::Evidence;
use crate::domain::time::Timestamp;
use crate::store::{DialectSql, fits};
use crate::store::{
    Read, Result, Store, StoreError, Write, instant, json_rows, json_rows_sql, micros, with_connection,
};

/// What cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{table}.{column} of {row} cannot be read: {found}")]
pub struct Unreadable {
    /// Empty where the row does not say.
    pub organization_id: String,
    pub table: String,
    /// Its key beside the organisation, the parts of it with a space between.
    pub row: String,
    pub column: String,
    /// What stands there instead of what was expected.
    pub found: String,
}

/// A row that could not be read when it was last looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownUnreadable {
    pub unreadable: Unreadable,
    pub since: Timestamp,
}

/// At most so many are remembered between two visits of the table: more of one kind say nothing new.
const MAX_RECORDED: usize = 10_000;
/// What was found is told in so many characters.
const MAX_FOUND_CHARS: usize = 300;

type UnreadableKey = (String, String, String, String);

/// What was noted by all snapshots of this process since somebody last took it.
#[derive(Clone, Debug, Default)]
pub struct UnreadableBuffer(Arc<Mutex<BTreeMap<UnreadableKey, String>>>);

impl UnreadableBuffer {
    fn record(&self, one: &Unreadable) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MAX_RECORDED {
            all.insert(one.key(), one.found.clone());
        }
    }

    fn take(&self) -> Vec<Unreadable> {
        let all = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let one = |((organization_id, table, row, column), found)| Unreadable {
            organization_id,
            table,
            row,
            column,
            found,
        };
        all.into_iter().map(one).collect()
    }
}

impl Unreadable {
    fn key(&self) -> UnreadableKey {
        (self.organization_id.clone(), self.table.clone(), self.row.clone(), self.column.clone())
    }

    /// Whether it is the same place, whatever was found there.
    pub fn is_same_cell(&self, other: &Unreadable) -> bool {
        (&self.organization_id, &self.table, &self.row, &self.column)
            == (&other.organization_id, &other.table, &other.row, &other.column)
    }
}

impl Store {
    /// What this process could not read since this was last asked.
    pub fn take_unreadable(&self) -> Vec<Unreadable> {
        self.unreadable_buffer().take()
    }

    pub(crate) fn unreadable_buffer(&self) -> &UnreadableBuffer {
        match self {
            Store::Sqlite { unreadable_buffer: noted, .. } | Store::Postgres(_, noted, _) => noted,
        }
    }
}

impl Read {
    /// Rows met in this snapshot so far that cannot be read.
    pub fn unreadable_rows(&self) -> &[Unreadable] {
        &self.unreadable
    }

    /// Remembers a row that cannot be read.
    pub fn record_unreadable(&mut self, mut one: Unreadable) {
        one.found = one.found.chars().filter(|c| *c != '\0').take(MAX_FOUND_CHARS).collect();
        if self.unreadable.iter().any(|known| known.is_same_cell(&one)) {
            return;
        }
        if self.unreadable.len() < MAX_RECORDED {
            self.unreadable_buffer.record(&one);
            self.unreadable.push(one);
        }
    }

    /// Those of the rows that can be read.
    pub(crate) fn readable_rows<R, T>(&mut self, organization: &str, rows: Vec<R>) -> Result<Vec<T>>
    where
        T: TryFrom<R, Error = StoreError>,
    {
        self.readable_rows_with(organization, rows, T::try_from)
    }

    /// The same, where another function reads a row.
    pub(crate) fn readable_rows_with<R, T>(
        &mut self,
        organization: &str,
        rows: Vec<R>,
        read: impl Fn(R) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            match read(row) {
                Ok(one) => all.push(one),
                Err(StoreError::Corrupt(one)) => {
                    self.record_unreadable(with_organization(organization, *one))
                }
                Err(other) => return Err(other),
            }
        }
        Ok(all)
    }

    /// The row somebody asked for by name: when it cannot be read they are told.
    pub(crate) fn try_row<R, T>(&mut self, organization: &str, row: Option<R>) -> Result<Option<T>>
    where
        T: TryFrom<R, Error = StoreError>,
    {
        self.record_if_corrupt(organization, row.map(T::try_from).transpose())
    }

    /// The same for what was read by hand.
    pub(crate) fn record_if_corrupt<T>(&mut self, organization: &str, read: Result<T>) -> Result<T> {
        read.map_err(|error| match error {
            StoreError::Corrupt(one) => {
                let one = with_organization(organization, *one);
                self.record_unreadable(one.clone());
                StoreError::Corrupt(Box::new(one))
            }
            other => other,
        })
    }

    /// Rows of an organisation that cannot be read, by table, row and column, after the given one; at most `limit`.
    /// Those that do not say whose they are belong to nobody's list.
    pub async fn list_unreadable(
        &mut self,
        organization: &str,
        after: Option<&(String, String, String)>,
        limit: i64,
    ) -> Result<Vec<KnownUnreadable>> {
        const SQL: &str = "
            SELECT organization_id, table_name, row_id, column_name, found, since
              FROM unreadable_rows
             WHERE organization_id = $1 AND (table_name, row_id, column_name) > ($2, $3, $4)
             ORDER BY table_name, row_id, column_name
             LIMIT $5";
        let (table, row, column) =
            after.map_or(("", "", ""), |(t, r, c)| (t.as_str(), r.as_str(), c.as_str()));
        let found: Vec<KnownUnreadableRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(table)
            .bind(row)
            .bind(column)
            .bind(limit)
            .fetch_all(c)
            .await)?;
        Ok(found.into_iter().map(KnownUnreadable::from).collect())
    }

    /// Those of all organisations.
    pub async fn list_all_unreadable(&mut self) -> Result<Vec<KnownUnreadable>> {
        const SQL: &str = "
            SELECT organization_id, table_name, row_id, column_name, found, since
              FROM unreadable_rows
             ORDER BY organization_id, table_name, row_id, column_name";
        let found: Vec<KnownUnreadableRow> =
            with_connection!(self, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
        Ok(found.into_iter().map(KnownUnreadable::from).collect())
    }

    /// Whether this row cannot be read now. One that is gone can.
    pub async fn is_unreadable(&mut self, one: &Unreadable) -> Result<bool> {
        self.unreadable.retain(|known| !known.is_same_cell(one));
        let organization = one.organization_id.as_str();
        let first = one.row.split(' ').next().unwrap_or_default();
        let looked = match one.table.as_str() {
            "organizations" => self.find_organization(&one.row).await.map(drop),
            "people" | "person_roles" => self.find_person(organization, &one.row).await.map(drop),
            "sessions" => self.find_session(organization, &one.row).await.map(drop),
            // By its id, or by whose they are where only their sum was asked for.
            "lines" => {
                self.check_currencies(organization, &one.row).await?;
                self.find_line(organization, &one.row).await.map(drop)
            }
            "rates" => self.list_rates(organization).await.map(drop),
            "identities" => self.list_identities(organization, "", None, i64::MAX).await.map(drop),
            "reports" => self.list_reports(organization, &[first]).await.map(drop),
            "attendance_logs" => self.session_logs(organization, first).await.map(drop),
            "unmatched" => self.list_unmatched(organization, Some(first), None, i64::MAX).await.map(drop),
            "google_connections" => self.list_google_connections(organization).await.map(drop),
            "meet_records" => self.find_meet_record(organization, &one.row).await.map(drop),
            "policy_versions" => {
                self.find_policy_version(organization, one.row.parse().unwrap_or_default()).await.map(drop)
            }
            "audit_log" => self.find_audit(organization, &one.row).await.map(drop),
            "evidence" => self.is_evidence_readable(one).await,
            _ => Ok(()),
        };
        match looked {
            Ok(()) | Err(StoreError::Corrupt(_)) => {
                Ok(self.unreadable.iter().any(|known| known.is_same_cell(one)))
            }
            Err(other) => Err(other),
        }
    }

    async fn is_evidence_readable(&mut self, one: &Unreadable) -> Result<()> {
        const SQL: &str = "
            SELECT payload FROM evidence
             WHERE organization_id = $1 AND scope = $2 AND source = $3 AND external_id = $4 AND digest = $5";
        let Ok((scope, source, id, digest)) =
            serde_json::from_str::<(String, String, String, String)>(&one.row)
        else {
            return Ok(());
        };
        let payload: Option<String> = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(&one.organization_id)
            .bind(scope)
            .bind(source)
            .bind(id)
            .bind(digest)
            .fetch_optional(c)
            .await)?;
        if let Some(problem) = payload.and_then(|payload| Evidence::parse_stored_text(&payload).err()) {
            self.record_unreadable(Unreadable { found: problem.to_string(), ..one.clone() });
        }
        Ok(())
    }
}

impl Write {
    /// Lists rows as unreadable, those that are listed already since when they were.
    pub async fn save_unreadable(&mut self, unread: &[Unreadable], at: Timestamp) -> Result<()> {
        const SQL: DialectSql = json_rows_sql!(
            "INSERT INTO unreadable_rows (organization_id, table_name, row_id, column_name, found, since)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, $2",
            "WHERE true
             ON CONFLICT (organization_id, table_name, row_id, column_name) DO UPDATE SET found = excluded.found"
        );
        let mut values: Vec<_> = unread
            .iter()
            .filter(|one| fits(&one.row))
            .map(|one| (&one.organization_id, &one.table, &one.row, &one.column, &one.found))
            .collect();
        values.sort_unstable();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        with_connection!(&mut **self, |c| sqlx::query(sql)
            .bind(json_rows(&values))
            .bind(micros(at))
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Takes rows off the list that read again.
    pub async fn delete_unreadable(&mut self, read: &[Unreadable]) -> Result<()> {
        const SQL: &str = "
            DELETE FROM unreadable_rows
             WHERE organization_id = $1 AND table_name = $2 AND row_id = $3 AND column_name = $4";
        for one in read {
            with_connection!(&mut **self, |c| sqlx::query(SQL)
                .bind(&one.organization_id)
                .bind(&one.table)
                .bind(&one.row)
                .bind(&one.column)
                .execute(c)
                .await
                .map(drop))?;
        }
        Ok(())
    }
}

fn with_organization(organization: &str, mut one: Unreadable) -> Unreadable {
    if one.organization_id.is_empty() {
        organization.clone_into(&mut one.organization_id);
    }
    one
}

#[derive(sqlx::FromRow)]
struct KnownUnreadableRow {
    organization_id: String,
    table_name: String,
    row_id: String,
    column_name: String,
    found: String,
    since: i64,
}

impl From<KnownUnreadableRow> for KnownUnreadable {
    fn from(row: KnownUnreadableRow) -> KnownUnreadable {
        KnownUnreadable {
            unreadable: Unreadable {
                organization_id: row.organization_id,
                table: row.table_name,
                row: row.row_id,
                column: row.column_name,
                found: row.found,
            },
            since: instant(row.since),
        }
    }
}
