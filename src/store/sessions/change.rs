//! Adding and changing sessions.

use super::StoredSession;
use super::row::query_of;
use crate::store::{Bulk, Result, Write, bulk, micros, on, rows};

impl Write {
    /// Adds a session with its learners.
    ///
    /// # Errors
    /// `Conflict` when the organisation has one of this id.
    pub async fn insert_session(&mut self, one: &StoredSession) -> Result<()> {
        const SQL: &str = "
            INSERT INTO sessions
                   (organization_id, id, title, kind, format, platform, room, meet_space, meet_code, meet_organizer,
                    start_at, end_at, teacher_id, status, completed_at, cancelled_at, policy, policy_version,
                    due_at, revision, settled, needs_review, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)";
        on!(&mut **self, |c| query_of(SQL, one)
            .bind(one.settled)
            .bind(one.needs_review)
            .bind(micros(one.created_at))
            .execute(c)
            .await
            .map(drop))?;
        self.insert_students(one).await
    }

    /// Writes a changed session over the one that was read (`one.revision`), its learners too. False when somebody
    /// else was faster: read it again and decide anew. What an evaluation stored is not touched.
    pub async fn update_session(&mut self, one: &StoredSession) -> Result<bool> {
        const SQL: &str = "
            UPDATE sessions
               SET title = $3, kind = $4, format = $5, platform = $6, room = $7, meet_space = $8, meet_code = $9,
                   meet_organizer = $10, start_at = $11, end_at = $12, teacher_id = $13, status = $14,
                   completed_at = $15, cancelled_at = $16, policy = $17, policy_version = $18, due_at = $19,
                   revision = $20 + 1
             WHERE organization_id = $1 AND id = $2 AND revision = $20";
        const CLEAR: &str = "DELETE FROM session_students WHERE organization_id = $1 AND session_id = $2";
        let moved =
            on!(&mut **self, |c| query_of(SQL, one).execute(c).await.map(|done| done.rows_affected()))?;
        if moved != 1 {
            return Ok(false);
        }
        on!(&mut **self, |c| sqlx::query(CLEAR)
            .bind(&one.organization_id)
            .bind(&one.session.id)
            .execute(c)
            .await
            .map(drop))?;
        self.insert_students(one).await?;
        Ok(true)
    }

    async fn insert_students(&mut self, one: &StoredSession) -> Result<()> {
        const SQL: Bulk = bulk!(
            "INSERT INTO session_students (organization_id, session_id, person_id)
             SELECT value ->> 0, value ->> 1, value ->> 2",
            ""
        );
        let students: Vec<_> = one
            .session
            .students
            .iter()
            .map(|person| (&one.organization_id, &one.session.id, person))
            .collect();
        let sql = self.pick(SQL.sqlite, SQL.postgres);
        on!(&mut **self, |c| sqlx::query(sql).bind(rows(&students)).execute(c).await.map(drop))?;
        Ok(())
    }
}
