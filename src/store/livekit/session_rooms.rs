//! LiveKit rooms as we made and closed them. Whoever makes or closes one claims its row first; a claim that was not finished
//! expires, so that another takes over from a process that died.

use crate::domain::session::room::RoomState;
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Read, Result, StoreError, Write, execute, in_json_sql, instant, json_rows, micros,
    with_connection,
};

/// One room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRoom {
    pub organization_id: String,
    pub room: String,
    /// The session it was last made for, or closed after.
    pub session_id: String,
    pub state: RoomState,
    /// While it is being made or closed: until when whoever does it has time.
    pub claimed_until: Option<Timestamp>,
    /// When it was made for that session.
    pub made_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    /// Failed attempts in a row.
    pub failures: u32,
    /// When the last one failed, and why.
    pub failed: Option<(Timestamp, String)>,
    /// Not to be tried again before.
    pub retry_at: Option<Timestamp>,
    /// How often it was found open again after it had been closed.
    pub reopened: u32,
    pub reopened_at: Option<Timestamp>,
}

impl SessionRoom {
    /// Whether somebody is closing it; not where whoever did had their time.
    pub fn is_being_closed(&self, now: Timestamp) -> bool {
        self.state == RoomState::Closing && self.claimed_until.is_some_and(|until| until > now)
    }
}

/// What is to be done with a room.
#[derive(Clone, Debug)]
pub struct RoomClaim<'a> {
    pub organization_id: &'a str,
    pub room: &'a str,
    pub session_id: &'a str,
    /// Unique: names the claim when it is finished.
    pub id: &'a str,
    pub now: Timestamp,
    pub until: Timestamp,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomAttempt {
    Done,
    /// Why, and when to try again.
    Failed {
        failure: String,
        retry_at: Timestamp,
    },
}

#[derive(sqlx::FromRow)]
struct SessionRoomRow {
    organization_id: String,
    room: String,
    session_id: String,
    state: String,
    claimed_until: Option<i64>,
    made_at: Option<i64>,
    closed_at: Option<i64>,
    failures: i64,
    failed_at: Option<i64>,
    failure: Option<String>,
    retry_at: Option<i64>,
    reopened: i64,
    reopened_at: Option<i64>,
}

impl TryFrom<SessionRoomRow> for SessionRoom {
    type Error = StoreError;

    fn try_from(row: SessionRoomRow) -> Result<SessionRoom> {
        let unreadable = || corrupt("session_rooms", "state", &row.room, format!("found {:?}", row.state));
        let state =
            RoomState::parse(&row.state).ok_or_else(|| unreadable().in_organization(&row.organization_id))?;
        Ok(SessionRoom {
            organization_id: row.organization_id,
            room: row.room,
            session_id: row.session_id,
            state,
            claimed_until: row.claimed_until.map(instant),
            made_at: row.made_at.map(instant),
            closed_at: row.closed_at.map(instant),
            failures: u32::try_from(row.failures).unwrap_or(u32::MAX),
            failed: row.failed_at.map(instant).zip(row.failure),
            retry_at: row.retry_at.map(instant),
            reopened: u32::try_from(row.reopened).unwrap_or(u32::MAX),
            reopened_at: row.reopened_at.map(instant),
        })
    }
}

macro_rules! select_rooms {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, room, session_id, state, claimed_until, made_at, closed_at, failures, ",
            "failed_at, failure, retry_at, reopened, reopened_at FROM session_rooms ",
            $rest
        )
    };
}

impl Read {
    /// These rooms of an organisation, as far as they were ever made or closed, by name.
    pub async fn find_session_rooms(
        &mut self,
        organization: &str,
        rooms: &[&str],
    ) -> Result<Vec<SessionRoom>> {
        const SQL: DialectSql =
            in_json_sql!(select_rooms!("WHERE organization_id = $1 AND room IN"), "$2", "ORDER BY room");
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<SessionRoomRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(rooms))
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// Rooms that are not closed, of one organisation or of all, by organisation and name.
    pub async fn list_unclosed_rooms(&mut self, organization: Option<&str>) -> Result<Vec<SessionRoom>> {
        const SQL: &str = select_rooms!(
            "WHERE state <> 'closed' AND ($1 = '' OR organization_id = $1) ORDER BY organization_id, room"
        );
        let rows: Vec<SessionRoomRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization.unwrap_or_default())
            .fetch_all(c)
            .await)?;
        self.readable_rows("", rows)
    }

    /// Rooms that were closed after an instant, of one organisation or of all, by organisation and name.
    pub async fn list_closed_rooms(
        &mut self,
        organization: Option<&str>,
        after: Timestamp,
    ) -> Result<Vec<SessionRoom>> {
        const SQL: &str = select_rooms!(
            "WHERE state = 'closed' AND closed_at > $2 AND ($1 = '' OR organization_id = $1)
             ORDER BY organization_id, room"
        );
        let rows: Vec<SessionRoomRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization.unwrap_or_default())
            .bind(micros(after))
            .fetch_all(c)
            .await)?;
        self.readable_rows("", rows)
    }
}

impl Write {
    /// Claims the making of a room for a session. False when it is made for it already, or somebody is at it. `again`: it was
    /// made, and has died.
    pub async fn claim_room_making(&mut self, claim: &RoomClaim<'_>, again: bool) -> Result<bool> {
        const SQL: &str = "
            INSERT INTO session_rooms
                   (organization_id, room, session_id, state, claim, claimed_until, failures, reopened)
            VALUES ($1, $2, $3, 'making', $4, $6, 0, 0)
            ON CONFLICT (organization_id, room) DO UPDATE
               SET state = 'making', claim = excluded.claim, claimed_until = excluded.claimed_until,
                   session_id = excluded.session_id,
                   made_at = CASE WHEN session_rooms.session_id = excluded.session_id
                                  THEN session_rooms.made_at END
             WHERE session_rooms.state IN ('missing', 'closed')
                OR session_rooms.state = 'open'
                   AND (session_rooms.session_id <> excluded.session_id OR $7)
                OR session_rooms.state IN ('making', 'closing') AND session_rooms.claimed_until <= $5";
        self.claim_room(SQL, claim, Some(again)).await
    }

    /// Claims the closing of a room after a session. False when it is closed already, or somebody is at it.
    pub async fn claim_room_closing(&mut self, claim: &RoomClaim<'_>) -> Result<bool> {
        const SQL: &str = "
            INSERT INTO session_rooms
                   (organization_id, room, session_id, state, claim, claimed_until, failures, reopened)
            VALUES ($1, $2, $3, 'closing', $4, $6, 0, 0)
            ON CONFLICT (organization_id, room) DO UPDATE
               SET state = 'closing', claim = excluded.claim, claimed_until = excluded.claimed_until,
                   session_id = excluded.session_id
             WHERE session_rooms.state IN ('missing', 'open')
                OR session_rooms.state = 'closed' AND session_rooms.session_id <> excluded.session_id
                OR session_rooms.state IN ('making', 'closing') AND session_rooms.claimed_until <= $5";
        self.claim_room(SQL, claim, None).await
    }

    async fn claim_room(
        &mut self,
        sql: &'static str,
        claim: &RoomClaim<'_>,
        again: Option<bool>,
    ) -> Result<bool> {
        macro_rules! claiming {
            () => {
                sqlx::query(sql)
                    .bind(claim.organization_id)
                    .bind(claim.room)
                    .bind(claim.session_id)
                    .bind(claim.id)
                    .bind(micros(claim.now))
                    .bind(micros(claim.until))
            };
        }
        let rows = match again {
            Some(again) => execute!(self, claiming!().bind(again))?,
            None => execute!(self, claiming!())?,
        };
        Ok(rows == 1)
    }

    /// Ends the making under its claim; false when another has taken over since.
    pub async fn finish_room_making(&mut self, claim: &RoomClaim<'_>, attempt: &RoomAttempt) -> Result<bool> {
        const DONE: &str = "
            UPDATE session_rooms
               SET state = 'open', claim = NULL, claimed_until = NULL, made_at = COALESCE(made_at, $4),
                   closed_at = NULL, failures = 0, failed_at = NULL, failure = NULL, retry_at = NULL
             WHERE organization_id = $1 AND room = $2 AND claim = $3";
        const FAILED: &str = "
            UPDATE session_rooms
               SET state = 'missing', claim = NULL, claimed_until = NULL, failures = failures + 1, failed_at = $4,
                   failure = $5, retry_at = $6
             WHERE organization_id = $1 AND room = $2 AND claim = $3";
        self.finish_room(DONE, FAILED, claim, attempt).await
    }

    /// Ends the closing under its claim; false when another has taken over since.
    pub async fn finish_room_closing(
        &mut self,
        claim: &RoomClaim<'_>,
        attempt: &RoomAttempt,
    ) -> Result<bool> {
        const DONE: &str = "
            UPDATE session_rooms
               SET state = 'closed', claim = NULL, claimed_until = NULL, closed_at = $4, failures = 0,
                   failed_at = NULL, failure = NULL, retry_at = NULL
             WHERE organization_id = $1 AND room = $2 AND claim = $3";
        const FAILED: &str = "
            UPDATE session_rooms
               SET state = 'open', claim = NULL, claimed_until = NULL, failures = failures + 1, failed_at = $4,
                   failure = $5, retry_at = $6
             WHERE organization_id = $1 AND room = $2 AND claim = $3";
        self.finish_room(DONE, FAILED, claim, attempt).await
    }

    async fn finish_room(
        &mut self,
        done: &'static str,
        failed: &'static str,
        claim: &RoomClaim<'_>,
        attempt: &RoomAttempt,
    ) -> Result<bool> {
        macro_rules! finishing {
            ($sql:expr) => {
                sqlx::query($sql)
                    .bind(claim.organization_id)
                    .bind(claim.room)
                    .bind(claim.id)
                    .bind(micros(claim.now))
            };
        }
        let rows = match attempt {
            RoomAttempt::Done => execute!(self, finishing!(done))?,
            RoomAttempt::Failed { failure, retry_at } => {
                execute!(self, finishing!(failed).bind(failure).bind(micros(*retry_at)))?
            }
        };
        Ok(rows == 1)
    }

    /// Records that a closed room was found open again, and closed again.
    pub async fn note_room_reopened(&mut self, organization: &str, room: &str, at: Timestamp) -> Result<()> {
        const SQL: &str = "
            UPDATE session_rooms SET reopened = reopened + 1, reopened_at = $3
             WHERE organization_id = $1 AND room = $2";
        execute!(self, sqlx::query(SQL).bind(organization).bind(room).bind(micros(at)))?;
        Ok(())
    }

    /// Forgets rooms that were closed before an instant.
    pub async fn delete_session_rooms(&mut self, before: Timestamp) -> Result<()> {
        const SQL: &str = "DELETE FROM session_rooms WHERE state = 'closed' AND closed_at < $1";
        execute!(self, sqlx::query(SQL).bind(micros(before)))?;
        Ok(())
    }
}
