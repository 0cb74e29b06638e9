//! Adding and changing sessions, and marking dirty what that affects.

use std::collections::BTreeMap;

use super::StoredSession;
use super::row::bind_session;
use crate::domain::evidence::scope;
use crate::domain::time::Timestamp;
use crate::store::evaluation::dirty_scopes::ScopeChange;
use crate::store::{
    DialectSql, Result, Tx, Write, execute, in_json_sql, json_rows, json_rows_sql, micros, with_connection,
};

/// Whether a row differs from the session of `bind_session` in what a calendar shows of it.
macro_rules! differs_in_calendars {
    () => {
        "title IS DISTINCT FROM $3 OR start_at <> $11 OR end_at <> $12 OR teacher_id IS DISTINCT FROM $13
         OR meet_code IS DISTINCT FROM $9
         OR (status = 'cancelled') <> ($14 = 'cancelled')"
    };
}

impl Write {
    /// Adds a session with its students.
    ///
    /// # Errors
    /// `Conflict` when the organisation has one of this id.
    pub async fn insert_session(&mut self, one: &StoredSession) -> Result<()> {
        const SQL: &str = "
            INSERT INTO sessions
                   (organization_id, id, title, kind, format, platform, room, meet_space, meet_code, meet_organizer,
                    start_at, end_at, teacher_id, status, completed_at, cancelled_at, due_at, revision, policy,
                    policy_version, settled, needs_review, created_at, venue_id, counts_visits)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
                    $24, $25)";
        execute!(
            self,
            bind_session(SQL, one)
                .bind(
                    serde_json::to_string(&one.policy_patch)
                        .expect("a patch is plain values under text keys")
                )
                .bind(one.session.policy_version)
                .bind(one.settled)
                .bind(one.needs_review)
                .bind(micros(one.created_at))
                .bind(&one.session.venue_id)
                .bind(one.session.counts_visits())
        )?;
        self.notify_on_commit();
        self.note_session_change(&one.organization_id, &one.session.id);
        self.insert_students(one).await?;
        // The credit windows of the sessions before and after it in the same place may become shorter, so the scopes
        // of the place are marked dirty.
        let beside = self.list_adjacent_sessions(&one.organization_id, &[&one.session]).await?;
        if !beside.is_empty() {
            let own = scope::session(&one.session.id);
            let scopes: Vec<String> = one.session.evidence_scopes().filter(|scope| *scope != own).collect();
            let (organization, since) = (one.organization_id.as_str(), one.session.start);
            let changes: Vec<ScopeChange> =
                scopes.iter().map(|scope| ScopeChange { organization, scope, since }).collect();
            self.mark_dirty(&changes, one.created_at).await?;
        }
        Ok(())
    }

    /// Locks a session until this transaction ends: no other changes it, or stores an evaluation of it, meanwhile.
    /// SQLite has one writer anyway.
    pub async fn lock_session(&mut self, organization: &str, id: &str) -> Result<()> {
        const SQL: &str = "SELECT revision FROM sessions WHERE organization_id = $1 AND id = $2 FOR UPDATE";
        if let Tx::Postgres(tx) = &mut self.read.tx {
            sqlx::query(SQL).bind(organization).bind(id).execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Locks these sessions, in the order of their ids, and gives the revision of each, so that who writes them knows
    /// before it whether they have changed. SQLite has one writer anyway.
    pub async fn lock_sessions(&mut self, organization: &str, ids: &[&str]) -> Result<BTreeMap<String, i64>> {
        const SQL: DialectSql = DialectSql {
            sqlite: "SELECT id, revision FROM sessions
                      WHERE organization_id = $1 AND id IN (SELECT value FROM json_each($2))",
            postgres: "SELECT id, revision FROM sessions
                        WHERE organization_id = $1 AND id IN (SELECT jsonb_array_elements_text($2::JSONB))
                        ORDER BY id FOR UPDATE",
        };
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let found: Vec<(String, i64)> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(ids))
            .fetch_all(c)
            .await)?;
        Ok(found.into_iter().collect())
    }

    /// Writes a changed session, with its students, over the one that was read (`one.revision`), and marks its old
    /// and new scopes dirty, so that it and the sessions beside it are evaluated again. False when it has changed
    /// since it was read: read it again and decide anew. What an evaluation stored stays, and so does the policy: a
    /// session keeps the one it was created under.
    pub async fn update_session(&mut self, one: &StoredSession, at: Timestamp) -> Result<bool> {
        const SQL: &str = concat!(
            "
            UPDATE sessions
               SET title = $3, kind = $4, format = $5, platform = $6, room = $7, meet_space = $8, meet_code = $9,
                   meet_organizer = $10, start_at = $11, end_at = $12, teacher_id = $13, status = $14,
                   completed_at = $15, cancelled_at = $16, due_at = $17, venue_id = $20, counts_visits = $21,
                   revision = $18 + 1,
                   calendar_sequence = calendar_sequence + CASE WHEN ",
            differs_in_calendars!(),
            " THEN 1 ELSE 0 END, calendar_changed_at = CASE WHEN ",
            differs_in_calendars!(),
            " THEN $19 ELSE calendar_changed_at END
             WHERE organization_id = $1 AND id = $2 AND revision = $18"
        );
        const CLEAR: &str = "DELETE FROM session_students WHERE organization_id = $1 AND session_id = $2";
        let before = self.find_session(&one.organization_id, &one.session.id).await?;
        let updated = execute!(
            self,
            bind_session(SQL, one)
                .bind(micros(at))
                .bind(&one.session.venue_id)
                .bind(one.session.counts_visits())
        )?;
        let (1, Some(before)) = (updated, before) else { return Ok(false) };
        self.note_session_change(&one.organization_id, &one.session.id);
        let since = before.session.start.min(one.session.start);
        let scopes: Vec<String> =
            before.session.evidence_scopes().chain(one.session.evidence_scopes()).collect();
        let organization = one.organization_id.as_str();
        let changes: Vec<ScopeChange> =
            scopes.iter().map(|scope| ScopeChange { organization, scope, since }).collect();
        self.mark_dirty(&changes, at).await?;
        execute!(self, sqlx::query(CLEAR).bind(&one.organization_id).bind(&one.session.id))?;
        self.insert_students(one).await?;
        Ok(true)
    }

    /// Makes these sessions due at `at`, so that a version of the program that can read them evaluates them; this one
    /// could not.
    pub async fn make_sessions_due(&mut self, organization: &str, ids: &[&str], at: Timestamp) -> Result<()> {
        const SQL: DialectSql = in_json_sql!(
            "UPDATE sessions SET due_at = $3
              WHERE organization_id = $1 AND id IN",
            "$2",
            "AND (due_at IS NULL OR due_at > $3)"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        execute!(self, sqlx::query(sql).bind(organization).bind(json_rows(ids)).bind(micros(at)))?;
        Ok(())
    }

    /// Has the scheduled sessions of an organisation looked at in time to become ready `window` milliseconds before their
    /// starts, because the setting has changed.
    pub async fn bring_forward_ready_sessions(&mut self, organization: &str, window: i64) -> Result<()> {
        // Locked in the order of all who lock several; an update locks them in any.
        const LOCK: &str = "
            SELECT 1 FROM sessions WHERE organization_id = $1 AND status = 'scheduled' ORDER BY id FOR UPDATE";
        const SQL: &str = "
            UPDATE sessions SET due_at = start_at - $2
             WHERE organization_id = $1 AND status = 'scheduled' AND (due_at IS NULL OR due_at > start_at - $2)";
        self.lock_row(LOCK, organization, None).await?;
        execute!(self, sqlx::query(SQL).bind(organization).bind(window * 1_000))?;
        self.notify_on_commit();
        Ok(())
    }

    async fn insert_students(&mut self, one: &StoredSession) -> Result<()> {
        const SQL: DialectSql = json_rows_sql!(
            "INSERT INTO session_students (organization_id, session_id, person_id, start_at)
             SELECT value ->> 0, value ->> 1, value ->> 2, CAST(value ->> 3 AS BIGINT)",
            ""
        );
        let students: Vec<_> = one
            .session
            .students
            .iter()
            .map(|person| (&one.organization_id, &one.session.id, person, micros(one.session.start)))
            .collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        execute!(self, sqlx::query(sql).bind(json_rows(&students)))?;
        Ok(())
    }
}
