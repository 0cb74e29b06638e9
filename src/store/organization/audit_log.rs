//! The audit log: who changed what. A row is written in the transaction of the change, and never edited.

use serde_json::Value;

use crate::domain::time::{Span, Timestamp};
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Read, Result, StoreError, Write, execute, fill_page, in_json_sql, instant, json_rows, micros,
    with_connection,
};

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditEntry {
    pub id: String,
    pub at: Timestamp,
    /// The person who did it; `None`: a job or a command.
    pub actor: Option<String>,
    /// A stable name, as `person.created`.
    pub action: String,
    /// What was changed, as `person:0193…`.
    pub subject: String,
    pub detail: Value,
}

#[derive(sqlx::FromRow)]
struct AuditRow {
    id: String,
    at: i64,
    actor_id: Option<String>,
    action: String,
    subject: String,
    detail: String,
}

impl TryFrom<AuditRow> for AuditEntry {
    type Error = StoreError;

    fn try_from(row: AuditRow) -> Result<AuditEntry> {
        let detail = serde_json::from_str(&row.detail)
            .map_err(|error| corrupt("audit_log", "detail", &row.id, error))?;
        Ok(AuditEntry {
            id: row.id,
            at: instant(row.at),
            actor: row.actor_id,
            action: row.action,
            subject: row.subject,
            detail,
        })
    }
}

/// Which changes are looked for; by default all.
#[derive(Clone, Copy, Debug)]
pub struct AuditFilter<'a> {
    /// Of this subject, as `person:0193…`; an empty one is any.
    pub subject: &'a str,
    /// By this person; an empty one is anybody, jobs and commands too.
    pub actor: &'a str,
    /// Made in here.
    pub span: Span,
    /// One of these, as `person.created`; none is any.
    pub actions: &'a [&'a str],
}

impl Default for AuditFilter<'_> {
    fn default() -> Self {
        AuditFilter { subject: "", actor: "", span: Span::new(Timestamp::MIN, Timestamp::MAX), actions: &[] }
    }
}

impl Read {
    /// Changes in the organisation, newest first, before the given place, at most `limit`. An empty subject is any.
    pub async fn list_audit(
        &mut self,
        organization: &str,
        subject: &str,
        before: Option<(Timestamp, &str)>,
        limit: i64,
    ) -> Result<Vec<AuditEntry>> {
        let wanted = AuditFilter { subject, ..AuditFilter::default() };
        self.search_audit(organization, &wanted, before, limit).await
    }

    /// Changes in the organisation that pass the filter, newest first, before the given place, at most `limit`.
    pub async fn search_audit(
        &mut self,
        organization: &str,
        filter: &AuditFilter<'_>,
        before: Option<(Timestamp, &str)>,
        limit: i64,
    ) -> Result<Vec<AuditEntry>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT id, at, actor_id, action, subject, detail FROM audit_log
              WHERE organization_id = $1 AND ($2 = '' OR subject = $2) AND ($3 = '' OR actor_id = $3)
                AND at >= $4 AND at < $5 AND (at, id) < ($6, $7) AND (CAST($9 AS TEXT) = '[]' OR action IN",
            "$9",
            ") ORDER BY at DESC, id DESC LIMIT $8"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let actions = json_rows(filter.actions);
        let (at, id) = before.unwrap_or((Timestamp::MAX, ""));
        Ok(fill_page!(
            limit,
            after = (micros(at), id.to_owned()),
            |wanted| -> Vec<AuditRow> {
                with_connection!(self, |c| sqlx::query_as(sql)
                    .bind(organization)
                    .bind(filter.subject)
                    .bind(filter.actor)
                    .bind(micros(filter.span.from))
                    .bind(micros(filter.span.to))
                    .bind(after.0)
                    .bind(&after.1)
                    .bind(wanted)
                    .bind(&actions)
                    .fetch_all(c)
                    .await)?
            },
            |row| (row.at, row.id.clone()),
            |rows| self.readable_rows(organization, rows)?
        ))
    }

    pub(crate) async fn find_audit(&mut self, organization: &str, id: &str) -> Result<Option<AuditEntry>> {
        const SQL: &str = "
            SELECT id, at, actor_id, action, subject, detail FROM audit_log WHERE organization_id = $1 AND id = $2";
        let row: Option<AuditRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }
}

impl Write {
    pub async fn insert_audit(&mut self, organization: &str, entry: &AuditEntry) -> Result<()> {
        const SQL: &str = "
            INSERT INTO audit_log (organization_id, id, at, actor_id, action, subject, detail)
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&entry.id)
                .bind(micros(entry.at))
                .bind(&entry.actor)
                .bind(&entry.action)
                .bind(&entry.subject)
                .bind(entry.detail.to_string())
        )?;
        Ok(())
    }
}
