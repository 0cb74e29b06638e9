//! Saving a session's evaluation: its status, reports, unmatched identities, log and lines, in one transaction.

use serde_json::{Value, json};

use crate::domain::json::canonical::{canonical_json, sha256_hex};
use crate::domain::presence::attendance_log::AttendanceLogEntry;
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::store::money::lines::{INSERT_LINES, StoredLine, line_columns};
use crate::store::people::unmatched::{INSERT_UNMATCHED, StoredUnmatched, unmatched_columns};
use crate::store::presence::attendance_logs::{INSERT_LOGS, log_columns};
use crate::store::verdict::reports::{INSERT_REPORTS, StoredReport, report_columns};
use crate::store::{Read, Result, Write, execute, fits, json_rows, micros, with_connection};

/// One session's evaluation, ready to be stored.
#[derive(Clone, Debug)]
pub struct StoredEvaluation {
    pub organization_id: String,
    pub session_id: String,
    /// Revision of the session it was made of.
    pub revision: i64,
    /// Whether reports, lines and the rest differ from the stored ones; equal ones are not written again.
    pub changed: bool,
    /// Digest of this evaluation's content (`content_digest`).
    pub digest: String,
    /// Digest of the evaluation stored now, possibly written by an older version in another format (see
    /// `DIGEST_FORMAT`).
    pub previous_digest: Option<String>,
    pub status: Status,
    /// The status it had when it was read.
    pub previous_status: Status,
    pub settled: bool,
    pub needs_review: bool,
    pub evaluated_at: Timestamp,
    pub due_at: Option<Timestamp>,
    pub reports: Vec<StoredReport>,
    pub unmatched: Vec<StoredUnmatched>,
    /// People of ours who are not on the roster.
    pub guests: Vec<String>,
    pub logs: Vec<AttendanceLogEntry>,
    pub lines: Vec<StoredLine>,
}

/// The rows of an evaluation by table, each an array of columns.
#[derive(PartialEq)]
struct EvaluationRows {
    reports: Vec<Value>,
    unmatched: Vec<Value>,
    logs: Vec<Value>,
    lines: Vec<Value>,
}

impl EvaluationRows {
    fn from_evaluation(one: &StoredEvaluation) -> EvaluationRows {
        let (organization, session) = (&one.organization_id, &one.session_id);
        let unmatched = one.unmatched.iter().filter(|one| fits(&one.identity.value));
        EvaluationRows {
            reports: sorted(one.reports.iter().map(|one| report_columns(organization, session, one))),
            unmatched: sorted(unmatched.map(|one| unmatched_columns(organization, session, one))),
            logs: sorted(one.logs.iter().map(|log| log_columns(organization, log))),
            lines: sorted(one.lines.iter().map(|line| line_columns(organization, session, line))),
        }
    }
}

/// Sorted by their JSON text, so that computed and stored rows compare equal whatever their order.
fn sorted(rows: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut rows: Vec<(String, Value)> = rows.map(|row| (row.to_string(), row)).collect();
    rows.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// How digests written by this version begin. Raise the number whenever the set of stored values changes, since
/// digests of different formats cannot be compared.
pub const DIGEST_FORMAT: &str = "2:";

/// Whether a digest was written in the present format, so that comparing it with a new one shows whether anything has
/// changed.
pub fn has_current_format(digest: &str) -> bool {
    digest.starts_with(DIGEST_FORMAT)
}

impl StoredEvaluation {
    /// The digest of everything that is stored for it.
    pub fn content_digest(&self) -> String {
        let EvaluationRows { reports, unmatched, logs, lines } = EvaluationRows::from_evaluation(self);
        // When a session is ready depends on a setting that holds as it is when used, so it is no part of what the evidence
        // says.
        let status = if self.status == Status::Ready { Status::Scheduled } else { self.status };
        let text = canonical_json(&json!([
            status,
            self.settled,
            self.needs_review,
            reports,
            unmatched,
            logs,
            lines
        ]));
        format!("{DIGEST_FORMAT}{}", sha256_hex(&text))
    }
}

impl Read {
    /// Whether reports, unmatched identities, log and lines are stored already as `one` would write them.
    pub async fn is_stored_unchanged(&mut self, one: &StoredEvaluation) -> Result<bool> {
        let (organization, session) = (one.organization_id.as_str(), one.session_id.as_str());
        let mut unmatched = self.list_unmatched(organization, Some(session), None, i64::MAX).await?;
        unmatched.retain(|row| row.session_id == session);
        let stored = StoredEvaluation {
            reports: self.list_reports(organization, &[session]).await?,
            logs: self.session_logs(organization, session).await?,
            lines: self.list_session_lines(organization, session).await?,
            unmatched,
            ..one.clone()
        };
        Ok(EvaluationRows::from_evaluation(&stored) == EvaluationRows::from_evaluation(one))
    }

    /// Reports and lines of a session that is not there, and lines whose session starts at another time:
    /// organisation, and table with key.
    pub async fn list_orphans(&mut self) -> Result<Vec<(String, String)>> {
        const SQL: &str = "
            SELECT r.organization_id, 'reports ' || r.session_id || ' ' || r.person_id
              FROM reports r
             WHERE NOT EXISTS (SELECT 1 FROM sessions s
                                WHERE s.organization_id = r.organization_id AND s.id = r.session_id)
             UNION ALL
            SELECT l.organization_id, 'lines ' || l.kind || ' ' || l.session_id || ' ' || l.person_id
              FROM lines l
             WHERE NOT EXISTS (SELECT 1 FROM sessions s
                                WHERE s.organization_id = l.organization_id AND s.id = l.session_id
                                  AND s.start_at = l.session_start)
             ORDER BY 1, 2";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL).fetch_all(c).await)?)
    }
}

impl Write {
    /// Saves an evaluation. False, and nothing written, when the session has changed since it was read.
    pub async fn save_evaluation(&mut self, one: &StoredEvaluation) -> Result<bool> {
        const SQL: &str = "
            UPDATE sessions
               SET status = $3, settled = $4, needs_review = $5, evaluated_at = $6, due_at = $7, evaluation = $8,
                   guests = $10, revision = revision + 1
             WHERE organization_id = $1 AND id = $2 AND revision = $9";
        let updated = execute!(
            self,
            sqlx::query(SQL)
                .bind(&one.organization_id)
                .bind(&one.session_id)
                .bind(one.status.as_str())
                .bind(one.settled)
                .bind(one.needs_review)
                .bind(micros(one.evaluated_at))
                .bind(one.due_at.map(micros))
                .bind(&one.digest)
                .bind(one.revision)
                .bind(json_rows(&one.guests))
        )?;
        if updated == 1 && one.changed {
            self.delete_evaluation_rows(one).await?;
            self.insert_evaluation_rows(one).await?;
        }
        if updated == 1 && (one.changed || one.status != one.previous_status) {
            self.note_session_change(&one.organization_id, &one.session_id);
        }
        Ok(updated == 1)
    }

    /// Leaves a session as it is, to be evaluated again at `due_at`.
    pub async fn postpone_session(&mut self, organization: &str, id: &str, due_at: Timestamp) -> Result<()> {
        const SQL: &str = "UPDATE sessions SET due_at = $3 WHERE organization_id = $1 AND id = $2";
        execute!(self, sqlx::query(SQL).bind(organization).bind(id).bind(micros(due_at)))?;
        Ok(())
    }

    async fn delete_evaluation_rows(&mut self, one: &StoredEvaluation) -> Result<()> {
        const REPORTS: &str = "DELETE FROM reports WHERE organization_id = $1 AND session_id = $2";
        const UNMATCHED: &str = "DELETE FROM unmatched WHERE organization_id = $1 AND session_id = $2";
        const LOGS: &str = "DELETE FROM attendance_logs WHERE organization_id = $1 AND session_id = $2";
        const LINES: &str =
            "DELETE FROM lines WHERE organization_id = $1 AND kind IN ('charge', 'pay') AND session_id = $2";
        for sql in [REPORTS, UNMATCHED, LOGS, LINES] {
            execute!(self, sqlx::query(sql).bind(&one.organization_id).bind(&one.session_id))?;
        }
        Ok(())
    }

    async fn insert_evaluation_rows(&mut self, one: &StoredEvaluation) -> Result<()> {
        let EvaluationRows { reports, unmatched, logs, lines } = EvaluationRows::from_evaluation(one);
        let all = [
            (INSERT_REPORTS, reports),
            (INSERT_UNMATCHED, unmatched),
            (INSERT_LOGS, logs),
            (INSERT_LINES, lines),
        ];
        for (insert, values) in all {
            if values.is_empty() {
                continue;
            }
            let sql = self.for_dialect(insert.sqlite, insert.postgres);
            execute!(self, sqlx::query(sql).bind(json_rows(&values)))?;
        }
        Ok(())
    }
}
