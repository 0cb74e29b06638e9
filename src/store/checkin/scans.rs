//! The log of scans: every one that was sent, and every entry by hand, taken or refused.

use serde::de::DeserializeOwned;
use sqlx::QueryBuilder;

use crate::domain::checkin::refusal::Refusal;
use crate::domain::checkin::sharing::SharingSign;
use crate::domain::checkin::words::{CheckInFinding, CheckInLevel};
use crate::domain::evidence::manual::{Direction, Purpose};
use crate::domain::time::{Span, Timestamp};
use crate::store::database::error::corrupt;
use crate::store::{Read, Result, StoreError, Write, execute, instant, micros, with_connection};

/// One scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredScan {
    pub id: String,
    pub scanned_at: Timestamp,
    pub received_at: Timestamp,
    /// Who sent it.
    pub scanned_by: Option<String>,
    /// Of that sender: the same one is the same scan.
    pub nonce: Option<String>,
    /// SHA-256 of the code's text; of an entry by hand of what it says.
    pub code_digest: Option<String>,
    /// Whom it is about, if that is known.
    pub person_id: Option<String>,
    pub purpose: Option<Purpose>,
    pub level: Option<CheckInLevel>,
    pub venue_id: Option<String>,
    pub session_id: Option<String>,
    /// As it was answered.
    pub direction: Option<Direction>,
    /// Whether the direction follows from the scans before it.
    pub is_toggle: bool,
    /// `None`: it was taken.
    pub refusal: Option<Refusal>,
    pub finding: Option<CheckInFinding>,
    pub signs: Vec<SharingSign>,
    pub device: Option<String>,
    pub is_queued: bool,
    /// The scan that it is taken for: a double read, or one more by somebody who is there already.
    pub repeats: Option<String>,
}

/// Which scans a list holds.
#[derive(Clone, Debug, Default)]
pub struct ScanFilter {
    /// By `scanned_at`.
    pub span: Option<Span>,
    pub taken: Option<bool>,
    pub person: Option<String>,
    /// Only those of these sessions.
    pub sessions: Option<Vec<String>>,
    /// Only those with signs that a code was shared.
    pub with_signs: bool,
    /// Only those with such signs or another finding: what a human should look at.
    pub to_look_at: bool,
}

#[derive(sqlx::FromRow)]
struct ScanRow {
    id: String,
    scanned_at: i64,
    received_at: i64,
    scanned_by: Option<String>,
    nonce: Option<String>,
    code_digest: Option<String>,
    person_id: Option<String>,
    purpose: Option<String>,
    level: Option<String>,
    venue_id: Option<String>,
    session_id: Option<String>,
    direction: Option<String>,
    is_toggle: bool,
    refusal: Option<String>,
    finding: Option<String>,
    signs: Option<String>,
    device: Option<String>,
    is_queued: bool,
    repeats: Option<String>,
}

/// A word of a column, as its type writes itself.
fn word<T: DeserializeOwned>(column: &str, row: &str, text: Option<String>) -> Result<Option<T>> {
    let Some(text) = text else { return Ok(None) };
    let read = serde_json::from_value(text.clone().into());
    read.map(Some).map_err(|_| corrupt("scans", column, row, format!("found {text:?}")))
}

impl TryFrom<ScanRow> for StoredScan {
    type Error = StoreError;

    fn try_from(row: ScanRow) -> Result<StoredScan> {
        let id = row.id;
        let signs = row.signs.as_deref().map(serde_json::from_str::<Vec<SharingSign>>).transpose();
        Ok(StoredScan {
            scanned_at: instant(row.scanned_at),
            received_at: instant(row.received_at),
            scanned_by: row.scanned_by,
            nonce: row.nonce,
            code_digest: row.code_digest,
            person_id: row.person_id,
            purpose: word("purpose", &id, row.purpose)?,
            level: word("level", &id, row.level)?,
            venue_id: row.venue_id,
            session_id: row.session_id,
            direction: word("direction", &id, row.direction)?,
            is_toggle: row.is_toggle,
            refusal: word("refusal", &id, row.refusal)?,
            finding: word("finding", &id, row.finding)?,
            signs: signs
                .map_err(|error| corrupt("scans", "signs", &id, error.to_string()))?
                .unwrap_or_default(),
            device: row.device,
            is_queued: row.is_queued,
            repeats: row.repeats,
            id,
        })
    }
}

macro_rules! select_scans {
    ($rest:literal) => {
        concat!(
            "SELECT id, scanned_at, received_at, scanned_by, nonce, code_digest, person_id, purpose, level, venue_id, ",
            "session_id, direction, is_toggle, refusal, finding, signs, device, is_queued, repeats FROM scans ",
            $rest
        )
    };
}

impl Read {
    /// The scan that a sender named so.
    pub async fn find_scan_by_nonce(
        &mut self,
        organization: &str,
        sender: &str,
        nonce: &str,
    ) -> Result<Option<StoredScan>> {
        const SQL: &str = select_scans!("WHERE organization_id = $1 AND scanned_by = $2 AND nonce = $3");
        let row: Option<ScanRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(sender)
            .bind(nonce)
            .fetch_optional(c)
            .await)?;
        row.map(StoredScan::try_from).transpose()
    }

    /// When a sender's live scans since then were received, the oldest first, refusals for their number aside; at most
    /// `limit`.
    pub async fn scan_times(
        &mut self,
        organization: &str,
        sender: &str,
        since: Timestamp,
        limit: i64,
    ) -> Result<Vec<Timestamp>> {
        const SQL: &str = "
            SELECT received_at FROM scans
             WHERE organization_id = $1 AND scanned_by = $2 AND received_at > $3 AND NOT is_queued
               AND (refusal IS NULL OR refusal <> 'rate_limited')
             ORDER BY received_at DESC LIMIT $4";
        let mut found: Vec<i64> = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(sender)
            .bind(micros(since))
            .bind(limit)
            .fetch_all(c)
            .await)?;
        found.reverse();
        Ok(found.into_iter().map(instant).collect())
    }

    /// What was taken of a person's scans, repeats aside, within a span, in the order of their time.
    pub async fn taken_scans(
        &mut self,
        organization: &str,
        person: &str,
        span: Span,
    ) -> Result<Vec<StoredScan>> {
        const SQL: &str = select_scans!(
            "WHERE organization_id = $1 AND person_id = $2 AND scanned_at >= $3 AND scanned_at < $4
               AND refusal IS NULL AND repeats IS NULL
             ORDER BY scanned_at, id"
        );
        let rows: Vec<ScanRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .bind(micros(span.from))
            .bind(micros(span.to))
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// Whether somebody else's scan with this device was taken within a span.
    pub async fn is_device_of_another(
        &mut self,
        organization: &str,
        device: &str,
        person: &str,
        span: Span,
    ) -> Result<bool> {
        const SQL: &str = "
            SELECT EXISTS (SELECT 1 FROM scans
                            WHERE organization_id = $1 AND device = $2 AND person_id <> $3
                              AND scanned_at >= $4 AND scanned_at < $5 AND refusal IS NULL)";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(device)
            .bind(person)
            .bind(micros(span.from))
            .bind(micros(span.to))
            .fetch_one(c)
            .await)?)
    }

    /// Scans of an organisation, the newest first, after `after`; at most `limit`.
    pub async fn list_scans(
        &mut self,
        organization: &str,
        filter: &ScanFilter,
        after: Option<&(Timestamp, String)>,
        limit: i64,
    ) -> Result<Vec<StoredScan>> {
        let rows: Vec<ScanRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(select_scans!("WHERE organization_id = "));
            query.push_bind(organization.to_owned());
            if let Some(span) = filter.span {
                query.push(" AND scanned_at >= ").push_bind(micros(span.from));
                query.push(" AND scanned_at < ").push_bind(micros(span.to));
            }
            match filter.taken {
                Some(true) => _ = query.push(" AND refusal IS NULL"),
                Some(false) => _ = query.push(" AND refusal IS NOT NULL"),
                None => {}
            }
            if let Some(person) = &filter.person {
                query.push(" AND person_id = ").push_bind(person.clone());
            }
            if filter.with_signs {
                query.push(" AND signs IS NOT NULL");
            }
            if filter.to_look_at {
                query.push(" AND (signs IS NOT NULL OR finding IS NOT NULL)");
            }
            if let Some(sessions) = &filter.sessions {
                query.push(" AND (FALSE");
                for session in sessions {
                    query.push(" OR session_id = ").push_bind(session.clone());
                }
                query.push(")");
            }
            if let Some((at, id)) = after {
                query.push(" AND (scanned_at, id) < (").push_bind(micros(*at));
                query.push(", ").push_bind(id.clone()).push(")");
            }
            query.push(" ORDER BY scanned_at DESC, id DESC LIMIT ").push_bind(limit);
            query.build_query_as().fetch_all(c).await
        })?;
        self.readable_rows(organization, rows)
    }
}

impl Write {
    /// Writes a scan down; `false` where its sender's nonce is taken.
    pub async fn insert_scan(&mut self, organization: &str, one: &StoredScan) -> Result<bool> {
        const SQL: &str = "
            INSERT INTO scans (organization_id, id, scanned_at, received_at, scanned_by, nonce, code_digest, person_id,
                               purpose, level, venue_id, session_id, direction, is_toggle, refusal, finding, signs,
                               device, is_queued, repeats)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            ON CONFLICT DO NOTHING";
        let signs = (!one.signs.is_empty())
            .then(|| serde_json::to_string(&one.signs).expect("words are plain texts"));
        let done = execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(micros(one.scanned_at))
                .bind(micros(one.received_at))
                .bind(&one.scanned_by)
                .bind(&one.nonce)
                .bind(&one.code_digest)
                .bind(&one.person_id)
                .bind(one.purpose.map(Purpose::as_str))
                .bind(one.level.map(CheckInLevel::as_str))
                .bind(&one.venue_id)
                .bind(&one.session_id)
                .bind(one.direction.map(Direction::as_str))
                .bind(one.is_toggle)
                .bind(one.refusal.map(Refusal::as_str))
                .bind(one.finding.map(CheckInFinding::as_str))
                .bind(signs.clone())
                .bind(&one.device)
                .bind(one.is_queued)
                .bind(&one.repeats)
        )?;
        Ok(done == 1)
    }
}
