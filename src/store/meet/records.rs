//! The state of polling Meet: conference records as they were last read, and when each session's records were fully
//! read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{Read, Result, StoreError, Write, execute, instant, micros, with_connection};

/// How far the polling of a record has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetRecordState {
    /// Google shows no end, or has taken it back.
    Live,
    /// Google shows an end; it was not fully read since.
    Ended,
    /// Fully read after its end, but two equal readings far enough apart are still missing
    /// (`app::meet::schedule::AGREEMENT_INTERVAL`).
    Settling,
    /// Two full readings, far enough apart, agreed.
    Final,
    /// Google has deleted it.
    Gone,
}

impl MeetRecordState {
    const ALL: [MeetRecordState; 5] = [
        MeetRecordState::Live,
        MeetRecordState::Ended,
        MeetRecordState::Settling,
        MeetRecordState::Final,
        MeetRecordState::Gone,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            MeetRecordState::Live => "live",
            MeetRecordState::Ended => "ended",
            MeetRecordState::Settling => "settling",
            MeetRecordState::Final => "final",
            MeetRecordState::Gone => "gone",
        }
    }
}

/// A participant's times when its sessions were last read; unchanged times need no new reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParticipantSnapshot {
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub read_at: Timestamp,
}

/// A conference record of one of our spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetRecord {
    pub organization_id: String,
    /// `conferenceRecords/{id}`
    pub name: String,
    pub space: String,
    pub start: Timestamp,
    pub end: Option<Timestamp>,
    /// When Google first showed an end.
    pub end_seen_at: Option<Timestamp>,
    pub state: MeetRecordState,
    /// Since when full readings of it have agreed.
    pub agreed_since: Option<Timestamp>,
    /// Digest of the last full reading.
    pub digest: Option<String>,
    /// By resource name.
    pub participants: BTreeMap<String, ParticipantSnapshot>,
}

/// When the records of one session were last fully read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetFullPoll {
    pub organization_id: String,
    pub session_id: String,
    pub attempted_at: Timestamp,
    pub succeeded_at: Option<Timestamp>,
    /// The last reading that was stored as evidence.
    pub stored_at: Option<Timestamp>,
    pub digest: Option<String>,
}

#[derive(FromRow)]
struct MeetRecordRow {
    organization_id: String,
    name: String,
    space: String,
    start_at: i64,
    end_at: Option<i64>,
    end_seen_at: Option<i64>,
    state: String,
    agreed_since: Option<i64>,
    digest: Option<String>,
    people: String,
}

impl TryFrom<MeetRecordRow> for MeetRecord {
    type Error = StoreError;

    fn try_from(row: MeetRecordRow) -> Result<Self> {
        let state = MeetRecordState::ALL.into_iter().find(|state| state.as_str() == row.state);
        Ok(MeetRecord {
            state: state.ok_or_else(|| {
                corrupt("meet_records", "state", &row.name, format!("found {:?}", row.state))
            })?,
            participants: serde_json::from_str(&row.people)
                .map_err(|error| corrupt("meet_records", "people", &row.name, error))?,
            organization_id: row.organization_id,
            name: row.name,
            space: row.space,
            start: instant(row.start_at),
            end: row.end_at.map(instant),
            end_seen_at: row.end_seen_at.map(instant),
            agreed_since: row.agreed_since.map(instant),
            digest: row.digest,
        })
    }
}

#[derive(FromRow)]
struct MeetFullPollRow {
    organization_id: String,
    session_id: String,
    tried_at: i64,
    swept_at: Option<i64>,
    kept_at: Option<i64>,
    digest: Option<String>,
}

impl From<MeetFullPollRow> for MeetFullPoll {
    fn from(row: MeetFullPollRow) -> Self {
        MeetFullPoll {
            organization_id: row.organization_id,
            session_id: row.session_id,
            attempted_at: instant(row.tried_at),
            succeeded_at: row.swept_at.map(instant),
            stored_at: row.kept_at.map(instant),
            digest: row.digest,
        }
    }
}

impl Read {
    /// The records known of a space, oldest first. An unreadable row is left out, and the poller fetches that record
    /// from Google as if it were new.
    pub async fn list_meet_records(&mut self, organization_id: &str, space: &str) -> Result<Vec<MeetRecord>> {
        const SQL: &str = "
            SELECT organization_id, name, space, start_at, end_at, end_seen_at, state, agreed_since, digest, people
              FROM meet_records
             WHERE organization_id = $1 AND space = $2
             ORDER BY start_at, name";
        let rows: Vec<MeetRecordRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization_id)
            .bind(space)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization_id, rows)
    }

    pub(crate) async fn find_meet_record(
        &mut self,
        organization_id: &str,
        name: &str,
    ) -> Result<Option<MeetRecord>> {
        const SQL: &str = "
            SELECT organization_id, name, space, start_at, end_at, end_seen_at, state, agreed_since, digest, people
              FROM meet_records WHERE organization_id = $1 AND name = $2";
        let row: Option<MeetRecordRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization_id)
            .bind(name)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization_id, row)
    }

    /// When a session's records were last fully read.
    pub async fn find_meet_full_poll(
        &mut self,
        organization_id: &str,
        session_id: &str,
    ) -> Result<Option<MeetFullPoll>> {
        const SQL: &str = "
            SELECT organization_id, session_id, tried_at, swept_at, kept_at, digest
              FROM meet_sweeps
             WHERE organization_id = $1 AND session_id = $2";
        let row: Option<MeetFullPollRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization_id)
            .bind(session_id)
            .fetch_optional(c)
            .await)?;
        Ok(row.map(MeetFullPoll::from))
    }
}

impl Write {
    /// Stores what is known of a record now.
    pub async fn put_meet_record(&mut self, one: &MeetRecord) -> Result<()> {
        const SQL: &str = "
            INSERT INTO meet_records
                   (organization_id, name, space, start_at, end_at, end_seen_at, state, agreed_since, digest, people)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (organization_id, name) DO UPDATE
               SET start_at = excluded.start_at, end_at = excluded.end_at, end_seen_at = excluded.end_seen_at,
                   state = excluded.state, agreed_since = excluded.agreed_since, digest = excluded.digest,
                   people = excluded.people";
        let people =
            serde_json::to_string(&one.participants).expect("participants are texts under text keys");
        execute!(
            self,
            sqlx::query(SQL)
                .bind(&one.organization_id)
                .bind(&one.name)
                .bind(&one.space)
                .bind(micros(one.start))
                .bind(one.end.map(micros))
                .bind(one.end_seen_at.map(micros))
                .bind(one.state.as_str())
                .bind(one.agreed_since.map(micros))
                .bind(&one.digest)
                .bind(people)
        )?;
        Ok(())
    }

    /// Stores when a session's records were last fully read.
    pub async fn put_meet_full_poll(&mut self, one: &MeetFullPoll) -> Result<()> {
        const SQL: &str = "
            INSERT INTO meet_sweeps (organization_id, session_id, tried_at, swept_at, kept_at, digest)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (organization_id, session_id) DO UPDATE
               SET tried_at = excluded.tried_at, swept_at = excluded.swept_at, kept_at = excluded.kept_at,
                   digest = excluded.digest";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(&one.organization_id)
                .bind(&one.session_id)
                .bind(micros(one.attempted_at))
                .bind(one.succeeded_at.map(micros))
                .bind(one.stored_at.map(micros))
                .bind(&one.digest)
        )?;
        Ok(())
    }
}
