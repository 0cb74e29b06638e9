//! Facts, written in the transaction that makes them true.

use serde_json::json;

use crate::domain::notification::event::NotificationEvent;
use crate::domain::notification::fact::Fact;
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Read, Result, StoreError, Write, execute, in_json_sql, instant, json_rows, json_rows_sql,
    micros, with_connection,
};

/// A fact with what was decided of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFact {
    pub fact: Fact,
    pub recorded_at: Timestamp,
    pub is_withdrawn: bool,
}

/// What was said of somebody in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidOfPerson {
    pub fact: StoredFact,
    /// Nobody was sent it so far.
    pub is_unsent: bool,
}

#[derive(sqlx::FromRow)]
struct FactRow {
    key: String,
    person_id: Option<String>,
    occurred_at: i64,
    recorded_at: i64,
    content: String,
    withdrawn_at: Option<i64>,
}

impl TryFrom<FactRow> for StoredFact {
    type Error = StoreError;

    fn try_from(row: FactRow) -> Result<StoredFact> {
        let content = serde_json::from_str(&row.content)
            .map_err(|error| corrupt("notification_facts", "content", &row.key, error))?;
        let FactRow { key, person_id, occurred_at, recorded_at, withdrawn_at, .. } = row;
        Ok(StoredFact {
            fact: Fact { key, person_id, occurred_at: instant(occurred_at), content },
            recorded_at: instant(recorded_at),
            is_withdrawn: withdrawn_at.is_some(),
        })
    }
}

#[derive(sqlx::FromRow)]
struct SaidRow {
    #[sqlx(flatten)]
    fact: FactRow,
    is_unsent: bool,
}

impl TryFrom<SaidRow> for SaidOfPerson {
    type Error = StoreError;

    fn try_from(row: SaidRow) -> Result<SaidOfPerson> {
        Ok(SaidOfPerson { fact: row.fact.try_into()?, is_unsent: row.is_unsent })
    }
}

macro_rules! fact_columns {
    () => {
        "f.key, f.person_id, f.occurred_at, f.recorded_at, f.content, f.withdrawn_at"
    };
}

/// Whether no message with the fact was ever begun to be sent.
macro_rules! is_unsent {
    () => {
        "NOT EXISTS (SELECT 1 FROM delivery_facts df
                       JOIN deliveries d ON d.organization_id = df.organization_id AND d.id = df.delivery_id
                      WHERE df.organization_id = f.organization_id AND df.fact_key = f.key
                        AND df.dropped IS NULL AND d.attempts > 0)"
    };
}

impl Read {
    /// What was said of verdicts in these sessions, in the order it was said.
    pub async fn list_said_of_sessions(
        &mut self,
        organization: &str,
        sessions: &[&str],
    ) -> Result<Vec<SaidOfPerson>> {
        const SQL: DialectSql = in_json_sql!(
            concat!(
                "SELECT ",
                fact_columns!(),
                ", ",
                is_unsent!(),
                " AS is_unsent
                   FROM notification_facts f
                  WHERE f.organization_id = $1 AND f.event IN ('absence', 'late', 'correction') AND f.session_id IN"
            ),
            "$2",
            "ORDER BY f.recorded_at, f.key"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<SaidRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(sessions))
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// The moves of a session in the order they were recorded.
    pub async fn list_moves(&mut self, organization: &str, session: &str) -> Result<Vec<StoredFact>> {
        const SQL: &str = concat!(
            "SELECT ",
            fact_columns!(),
            " FROM notification_facts f
               WHERE f.organization_id = $1 AND f.event = 'session_moved' AND f.session_id = $2
               ORDER BY f.recorded_at, f.key"
        );
        let rows: Vec<FactRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(session)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// These facts, as far as they are there and can be read, by their time.
    pub async fn find_facts(&mut self, organization: &str, keys: &[&str]) -> Result<Vec<StoredFact>> {
        const SQL: DialectSql = in_json_sql!(
            concat!(
                "SELECT ",
                fact_columns!(),
                " FROM notification_facts f WHERE f.organization_id = $1 AND f.key IN"
            ),
            "$2",
            "ORDER BY f.occurred_at, f.key"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<FactRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(keys))
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// The newest fact of an event, to show what a message about it looks like.
    pub async fn newest_fact(
        &mut self,
        organization: &str,
        event: NotificationEvent,
    ) -> Result<Option<StoredFact>> {
        const SQL: &str = concat!(
            "SELECT ",
            fact_columns!(),
            " FROM notification_facts f
               WHERE f.organization_id = $1 AND f.event = $2 AND f.withdrawn_at IS NULL
               ORDER BY f.recorded_at DESC, f.key DESC LIMIT 1"
        );
        let row: Option<FactRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(event.as_str())
            .fetch_optional(c)
            .await)?;
        Ok(self.readable_rows(organization, row.into_iter().collect())?.pop())
    }

    /// Organisations with facts of which nobody has decided yet who is told, and those that hear of platforms.
    pub async fn organizations_to_plan(&mut self) -> Result<Vec<String>> {
        const SQL: &str = "
            SELECT organization_id FROM notification_facts WHERE planned_at IS NULL AND withdrawn_at IS NULL
             UNION SELECT organization_id FROM livekit_servers
             UNION SELECT organization_id FROM google_connections
             ORDER BY organization_id";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL).fetch_all(c).await)?)
    }
}

impl Write {
    /// Writes facts; one that is there already stays as it is. Says how many are new.
    pub async fn insert_facts(&mut self, organization: &str, facts: &[Fact], at: Timestamp) -> Result<u64> {
        const SQL: DialectSql = json_rows_sql!(
            "INSERT INTO notification_facts
                    (organization_id, key, event, person_id, session_id, occurred_at, recorded_at, content)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, CAST(value ->> 5 AS BIGINT),
                    CAST(value ->> 6 AS BIGINT), value ->> 7",
            "WHERE TRUE ON CONFLICT (organization_id, key) DO NOTHING"
        );
        if facts.is_empty() {
            return Ok(0);
        }
        let rows: Vec<_> = facts
            .iter()
            .map(|one| {
                let content = serde_json::to_string(&one.content).expect("a fact is plain values");
                let session = one.content.session().map(|session| session.session_id.as_str());
                let times = (micros(one.occurred_at), micros(at));
                json!([organization, one.key, one.event(), one.person_id, session, times.0, times.1, content])
            })
            .collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        execute!(self, sqlx::query(sql).bind(json_rows(&rows))).map_err(StoreError::from)
    }

    /// Takes back a fact, and leaves it out of messages that wait, unless one with it was begun to be sent: then false, and
    /// nothing is changed.
    pub async fn withdraw_fact(&mut self, organization: &str, key: &str, at: Timestamp) -> Result<bool> {
        // Who claims a message locks its row and reads its facts afterwards: whichever of the two comes first, the other
        // sees what it did.
        const LOCK_FACT: &str =
            "SELECT 1 FROM notification_facts WHERE organization_id = $1 AND key = $2 FOR UPDATE";
        const LOCK_DELIVERIES: &str = "
            SELECT 1 FROM deliveries d
             WHERE d.organization_id = $1
               AND d.id IN (SELECT delivery_id FROM delivery_facts WHERE organization_id = $1 AND fact_key = $2)
             ORDER BY d.id FOR UPDATE";
        const SQL: &str = concat!(
            "UPDATE notification_facts AS f SET withdrawn_at = $3
              WHERE f.organization_id = $1 AND f.key = $2 AND f.withdrawn_at IS NULL AND ",
            is_unsent!()
        );
        const LEAVE_OUT: &str = "
            UPDATE delivery_facts SET dropped = 'no_longer_true'
             WHERE organization_id = $1 AND fact_key = $2 AND dropped IS NULL";
        self.lock_row(LOCK_FACT, organization, Some(key)).await?;
        self.lock_row(LOCK_DELIVERIES, organization, Some(key)).await?;
        if execute!(self, sqlx::query(SQL).bind(organization).bind(key).bind(micros(at)))? == 0 {
            return Ok(false);
        }
        execute!(self, sqlx::query(LEAVE_OUT).bind(organization).bind(key))?;
        Ok(true)
    }

    /// Takes the oldest facts of which nobody has decided yet who is told, and marks them as decided: at most `limit`. Two
    /// that ask at once are given different ones.
    pub async fn take_facts_to_plan(
        &mut self,
        organization: &str,
        at: Timestamp,
        limit: i64,
    ) -> Result<Vec<StoredFact>> {
        const SELECT: DialectSql = DialectSql {
            sqlite: "SELECT key FROM notification_facts
                      WHERE organization_id = $1 AND planned_at IS NULL AND withdrawn_at IS NULL
                      ORDER BY recorded_at, key LIMIT $2",
            postgres: "SELECT key FROM notification_facts
                        WHERE organization_id = $1 AND planned_at IS NULL AND withdrawn_at IS NULL
                        ORDER BY recorded_at, key LIMIT $2 FOR UPDATE SKIP LOCKED",
        };
        const MARK: DialectSql = in_json_sql!(
            "UPDATE notification_facts SET planned_at = $3 WHERE organization_id = $1 AND key IN",
            "$2",
            ""
        );
        let (select, mark) =
            (self.for_dialect(SELECT.sqlite, SELECT.postgres), self.for_dialect(MARK.sqlite, MARK.postgres));
        let keys: Vec<String> = with_connection!(self, |c| sqlx::query_scalar(select)
            .bind(organization)
            .bind(limit)
            .fetch_all(c)
            .await)?;
        execute!(self, sqlx::query(mark).bind(organization).bind(json_rows(&keys)).bind(micros(at)))?;
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        self.find_facts(organization, &keys).await
    }
}
