//! The list of rows that this version of the program cannot read: written by a newer one, or broken.
//!
//! Every lookup and list that meets such a row records it in memory. A job writes what was recorded to this table,
//! for the admin of the row's organisation, reads the listed rows again, and takes off those that can be read now.

use crate::domain::evidence::Evidence;
use crate::domain::time::Timestamp;
pub use crate::store::database::error::Unreadable;
use crate::store::{
    DialectSql, Read, Result, StoreError, Write, execute, fits, instant, json_rows, json_rows_sql, micros,
    with_connection,
};

/// A row that could not be read when it was last looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownUnreadable {
    pub unreadable: Unreadable,
    pub since: Timestamp,
}

impl Read {
    /// Rows of an organisation that cannot be read, by table, row and column, after the given one; at most `limit`.
    /// Rows that do not say to which organisation they belong are in nobody's list.
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

    /// Reads this row again, and says whether it still cannot be read. A row that was deleted is not unreadable.
    pub async fn is_unreadable(&mut self, one: &Unreadable) -> Result<bool> {
        self.unreadable.retain(|known| !known.is_same_cell(one));
        let organization = one.organization_id.as_str();
        let first = one.row.split(' ').next().unwrap_or_default();
        let result = match one.table.as_str() {
            "organizations" => self.find_organization(&one.row).await.map(drop),
            "people" | "person_roles" => self.find_person(organization, &one.row).await.map(drop),
            "sessions" => self.find_session(organization, &one.row).await.map(drop),
            // Recorded by the line's id, or by the person's where only the sum of their lines was asked for.
            "lines" => {
                self.check_currencies(organization, &one.row).await?;
                self.find_line(organization, &one.row).await.map(drop)
            }
            "packages" => self.find_package(organization, &one.row).await.map(drop),
            "subscriptions" => self.find_subscription(organization, &one.row).await.map(drop),
            "subscription_entries" => self.list_entries(organization, first).await.map(drop),
            "unscheduled_sessions" => self.find_unscheduled(organization, &one.row).await.map(drop),
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
            "timetables" | "timetable_versions" => self.find_timetable(organization, first).await.map(drop),
            "timetable_sessions" => {
                let found = self.timetables_of_sessions(organization, &[first]).await?;
                match found.get(first) {
                    Some(timetable) => {
                        let every = chrono::NaiveDate::MIN;
                        self.list_drawn_occurrences(organization, timetable, every).await.map(drop)
                    }
                    None => Ok(()),
                }
            }
            "session_rooms" => self.find_session_rooms(organization, &[&one.row]).await.map(drop),
            "venues" => self.find_venue(organization, &one.row).await.map(drop),
            "membership_states" => self.check_membership_states(organization, first).await,
            "holidays" => self.find_holiday(organization, &one.row).await.map(drop),
            "audit_log" => self.find_audit(organization, &one.row).await.map(drop),
            "evidence" => self.is_evidence_readable(one).await,
            _ => Ok(()),
        };
        match result {
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
    /// Adds rows to the list. Those that are on it keep their `since`.
    pub async fn save_unreadable(&mut self, rows: &[Unreadable], at: Timestamp) -> Result<()> {
        const SQL: DialectSql = json_rows_sql!(
            "INSERT INTO unreadable_rows (organization_id, table_name, row_id, column_name, found, since)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, $2",
            "WHERE true
             ON CONFLICT (organization_id, table_name, row_id, column_name) DO UPDATE SET found = excluded.found"
        );
        let mut values: Vec<_> = rows
            .iter()
            .filter(|one| fits(&one.row))
            .map(|one| (&one.organization_id, &one.table, &one.row, &one.column, &one.found))
            .collect();
        values.sort_unstable();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        execute!(self, sqlx::query(sql).bind(json_rows(&values)).bind(micros(at)))?;
        Ok(())
    }

    /// Takes rows off the list that can be read now.
    pub async fn delete_unreadable(&mut self, read: &[Unreadable]) -> Result<()> {
        const SQL: &str = "
            DELETE FROM unreadable_rows
             WHERE organization_id = $1 AND table_name = $2 AND row_id = $3 AND column_name = $4";
        for one in read {
            execute!(
                self,
                sqlx::query(SQL).bind(&one.organization_id).bind(&one.table).bind(&one.row).bind(&one.column)
            )?;
        }
        Ok(())
    }
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
