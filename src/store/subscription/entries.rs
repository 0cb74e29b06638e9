//! The ledger: what was taken from subscriptions and given back, in the order it was written.

use crate::domain::json::canonical::sha256_hex;
use crate::domain::subscription::EntryCause;
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Read, Result, StoreError, Write, execute, in_json_sql, instant, json_rows, json_rows_sql,
    micros, with_connection,
};

/// An entry to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    pub subscription_id: String,
    pub person_id: String,
    /// The session it is about.
    pub session_id: Option<String>,
    pub change: i64,
    pub cause: EntryCause,
    /// What a person says to a correction.
    pub reason: Option<String>,
    /// The person who corrected it.
    pub actor_id: Option<String>,
    pub at: Timestamp,
}

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    pub id: String,
    pub entry: NewEntry,
}

/// What the ledger says of a session and one of its learners: the sum of the entries with one subscription.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SessionSum {
    pub session_id: String,
    pub person_id: String,
    pub subscription_id: String,
    /// −1: it covers the session; 0: it was given back.
    pub sum: i64,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: String,
    subscription_id: String,
    person_id: String,
    session_id: Option<String>,
    change: i64,
    cause: String,
    reason: Option<String>,
    actor_id: Option<String>,
    at: i64,
}

impl TryFrom<EntryRow> for StoredEntry {
    type Error = StoreError;

    fn try_from(row: EntryRow) -> Result<StoredEntry> {
        let cause = EntryCause::parse(&row.cause).ok_or_else(|| {
            let key = format!("{} {}", row.subscription_id, row.id);
            corrupt("subscription_entries", "cause", &key, format!("found {:?}", row.cause))
        })?;
        let entry = NewEntry {
            subscription_id: row.subscription_id,
            person_id: row.person_id,
            session_id: row.session_id,
            change: row.change,
            cause,
            reason: row.reason,
            actor_id: row.actor_id,
            at: instant(row.at),
        };
        Ok(StoredEntry { id: row.id, entry })
    }
}

impl Read {
    /// The ledger of one subscription, in the order it was written.
    pub async fn list_entries(&mut self, organization: &str, subscription: &str) -> Result<Vec<StoredEntry>> {
        const SQL: &str = "
            SELECT id, subscription_id, person_id, session_id, change, cause, reason, actor_id, at
              FROM subscription_entries
             WHERE organization_id = $1 AND subscription_id = $2 ORDER BY sequence";
        let rows: Vec<EntryRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(subscription)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// What the ledger says of these sessions, by session, person and subscription.
    pub async fn sum_session_entries(
        &mut self,
        organization: &str,
        sessions: &[&str],
    ) -> Result<Vec<SessionSum>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT session_id, person_id, subscription_id, CAST(SUM(change) AS BIGINT) AS sum
               FROM subscription_entries
              WHERE organization_id = $1 AND session_id IN",
            "$2",
            "GROUP BY session_id, person_id, subscription_id ORDER BY session_id, person_id, subscription_id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(sessions))
            .fetch_all(c)
            .await)?)
    }

    /// Subscriptions whose entries cannot be right: more is taken than there is, something is left after it has lapsed, or
    /// a session is taken twice, from one or from two of them. Organisation and id.
    pub async fn list_wrong_balances(&mut self) -> Result<Vec<(String, String)>> {
        const SQL: &str = "
            SELECT s.organization_id, s.id
              FROM subscriptions s
              LEFT JOIN subscription_entries e
                ON e.organization_id = s.organization_id AND e.subscription_id = s.id
             GROUP BY s.organization_id, s.id, s.granted, s.lapsed_at
            HAVING s.granted + COALESCE(SUM(e.change) FILTER (WHERE e.cause <> 'lapsed'), 0) < 0
                OR (s.lapsed_at IS NOT NULL AND s.granted + COALESCE(SUM(e.change), 0) <> 0)
             UNION
            SELECT organization_id, subscription_id
              FROM subscription_entries
             WHERE session_id IS NOT NULL
             GROUP BY organization_id, subscription_id, session_id, person_id
            HAVING SUM(change) NOT IN (0, -1)
             UNION
            SELECT e.organization_id, e.subscription_id
              FROM subscription_entries e
              JOIN (SELECT organization_id, session_id, person_id
                      FROM subscription_entries
                     WHERE session_id IS NOT NULL
                     GROUP BY organization_id, session_id, person_id
                    HAVING SUM(change) < -1) twice
                ON twice.organization_id = e.organization_id AND twice.session_id = e.session_id
               AND twice.person_id = e.person_id
             GROUP BY e.organization_id, e.subscription_id, e.session_id, e.person_id
            HAVING SUM(e.change) < 0
             ORDER BY 1, 2";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL).fetch_all(c).await)?)
    }

    /// Which learners of these sessions found nothing left: session and person.
    pub async fn list_uncovered(
        &mut self,
        organization: &str,
        sessions: &[&str],
    ) -> Result<Vec<(String, String)>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT session_id, person_id FROM uncovered_sessions
              WHERE organization_id = $1 AND session_id IN",
            "$2",
            "ORDER BY session_id, person_id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(sessions))
            .fetch_all(c)
            .await)?)
    }
}

impl Write {
    /// Writes an entry at the end of its subscription's ledger, which the caller has locked, and gives its id.
    ///
    /// # Errors
    /// `Conflict` where another transaction wrote the same change of a session: nothing of this one holds then.
    pub async fn insert_entry(&mut self, organization: &str, one: &NewEntry) -> Result<String> {
        const NEXT: &str = "
            SELECT COALESCE(MAX(sequence), 0) + 1 FROM subscription_entries
             WHERE organization_id = $1 AND subscription_id = $2";
        const NEXT_OF_SESSION: &str = "
            SELECT COALESCE(MAX(session_sequence), 0) + 1 FROM subscription_entries
             WHERE organization_id = $1 AND session_id = $2 AND person_id = $3";
        const SQL: &str = "
            INSERT INTO subscription_entries
                   (organization_id, subscription_id, sequence, id, session_id, person_id, session_sequence, change,
                    cause, reason, actor_id, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        let sequence: i64 = with_connection!(self, |c| sqlx::query_scalar(NEXT)
            .bind(organization)
            .bind(&one.subscription_id)
            .fetch_one(c)
            .await)?;
        let session_sequence: Option<i64> = match &one.session_id {
            None => None,
            Some(session) => Some(with_connection!(self, |c| sqlx::query_scalar(NEXT_OF_SESSION)
                .bind(organization)
                .bind(session)
                .bind(&one.person_id)
                .fetch_one(c)
                .await)?),
        };
        let mut id = sha256_hex(&format!("{organization}/{}/{sequence}", one.subscription_id));
        id.truncate(32);
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.subscription_id)
                .bind(sequence)
                .bind(&id)
                .bind(&one.session_id)
                .bind(&one.person_id)
                .bind(session_sequence)
                .bind(one.change)
                .bind(one.cause.as_str())
                .bind(&one.reason)
                .bind(&one.actor_id)
                .bind(micros(one.at))
        )?;
        Ok(id)
    }

    /// Remembers that these learners' sessions found nothing left: session and person.
    pub async fn insert_uncovered(&mut self, organization: &str, of: &[(&str, &str)]) -> Result<()> {
        const SQL: DialectSql = json_rows_sql!(
            "INSERT INTO uncovered_sessions (organization_id, session_id, person_id)
             SELECT value ->> 0, value ->> 1, value ->> 2",
            "WHERE true ON CONFLICT DO NOTHING"
        );
        let rows: Vec<_> = of.iter().map(|(session, person)| (organization, session, person)).collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        execute!(self, sqlx::query(sql).bind(json_rows(&rows)))?;
        Ok(())
    }

    /// Forgets that a learner's session found nothing left.
    pub async fn delete_uncovered(&mut self, organization: &str, session: &str, person: &str) -> Result<()> {
        const SQL: &str = "
            DELETE FROM uncovered_sessions WHERE organization_id = $1 AND session_id = $2 AND person_id = $3";
        execute!(self, sqlx::query(SQL).bind(organization).bind(session).bind(person))?;
        Ok(())
    }
}
