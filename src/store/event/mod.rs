//! Events: what only they have of sessions, with who organises them. Their registrations, tickets, admissions and codes are
//! beside.
//!
//! An event may have ten thousand registrations, so nothing here reads the roster of its session, and a registration moves
//! one row of it.

pub mod admissions;
pub mod codes;
pub mod figures;
pub mod registrations;
pub mod tickets;

use sqlx::QueryBuilder;

use crate::domain::access::Scope;
use crate::domain::checkin::event::{AdmissionWindow, AdmitEvery, CheckInMode, EventType};
use crate::domain::evidence::scope;
use crate::domain::session::Status;
use crate::domain::time::{Span, Timestamp};
use crate::store::access::access_filter;
use crate::store::database::error::corrupt;
use crate::store::evaluation::dirty_scopes::ScopeChange;
use crate::store::{
    DialectSql, Locked, Read, Result, StoreError, Write, execute, fill_page, instant, json_rows,
    json_rows_sql, micros, with_connection,
};

/// An event with what of its session does not grow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// Of the event and its session.
    pub id: String,
    pub title: Option<String>,
    pub start: Timestamp,
    pub end: Timestamp,
    pub status: Status,
    pub cancelled_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub is_paid: bool,
    /// The external partner.
    pub partner: Option<String>,
    /// As it is stored. What holds is `event_type().mode()`.
    pub stored_mode: CheckInMode,
    pub capacity: Option<i64>,
    pub allow_walk_ins: bool,
    pub window: AdmissionWindow,
    pub admit_every: AdmitEvery,
    pub created_by: Option<String>,
    /// Codes issued up to this instant are revoked.
    pub codes_revoked_at: Option<Timestamp>,
    /// By id.
    pub organizers: Vec<String>,
}

impl StoredEvent {
    pub fn event_type(&self) -> EventType {
        EventType { is_paid: self.is_paid, is_external: self.partner.is_some() }
    }

    /// Whether nobody registers for it any more.
    pub fn is_over(&self, at: Timestamp) -> bool {
        self.status.is_over() || self.end <= at
    }

    /// Where it stands in a list ordered by start.
    pub fn cursor(&self) -> (Timestamp, String) {
        (self.start, self.id.clone())
    }
}

/// Which events are listed.
#[derive(Clone, Copy, Debug)]
pub struct EventFilter {
    /// Scheduled to start in here.
    pub starting: Span,
    /// Scheduled to end after this.
    pub ending_after: Timestamp,
}

impl Default for EventFilter {
    fn default() -> Self {
        EventFilter { starting: Span::new(Timestamp::MIN, Timestamp::MAX), ending_after: Timestamp::MIN }
    }
}

#[derive(sqlx::FromRow)]
struct EventRow {
    id: String,
    title: Option<String>,
    start_at: i64,
    end_at: i64,
    status: String,
    cancelled_at: Option<i64>,
    created_at: i64,
    is_paid: bool,
    partner_id: Option<String>,
    check_in_mode: String,
    capacity: Option<i64>,
    allow_walk_ins: bool,
    opens_at: Option<i64>,
    closes_at: Option<i64>,
    admit_every: String,
    created_by: Option<String>,
    codes_revoked_at: Option<i64>,
    organizers: Option<String>,
}

impl TryFrom<EventRow> for StoredEvent {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<StoredEvent> {
        let id = row.id;
        let wrong = |column, found: &str| corrupt("events", column, &id, format!("found {found:?}"));
        let mut organizers: Vec<String> =
            row.organizers.iter().flat_map(|ids| ids.split('\u{1f}')).map(str::to_owned).collect();
        organizers.sort_unstable();
        Ok(StoredEvent {
            title: row.title,
            start: instant(row.start_at),
            end: instant(row.end_at),
            status: Status::parse(&row.status).ok_or_else(|| wrong("status", &row.status))?,
            cancelled_at: row.cancelled_at.map(instant),
            created_at: instant(row.created_at),
            is_paid: row.is_paid,
            partner: row.partner_id,
            stored_mode: CheckInMode::parse(&row.check_in_mode)
                .ok_or_else(|| wrong("check_in_mode", &row.check_in_mode))?,
            capacity: row.capacity,
            allow_walk_ins: row.allow_walk_ins,
            window: AdmissionWindow {
                opens_at: row.opens_at.map(instant),
                closes_at: row.closes_at.map(instant),
            },
            admit_every: AdmitEvery::parse(&row.admit_every)
                .ok_or_else(|| wrong("admit_every", &row.admit_every))?,
            created_by: row.created_by,
            codes_revoked_at: row.codes_revoked_at.map(instant),
            organizers,
            id,
        })
    }
}

macro_rules! select_events {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.title, s.start_at, s.end_at, s.status, s.cancelled_at, s.created_at, e.is_paid, e.partner_id, ",
            "e.check_in_mode, e.capacity, e.allow_walk_ins, e.opens_at, e.closes_at, e.admit_every, e.created_by, ",
            "e.codes_revoked_at, (SELECT string_agg(o.person_id, '\u{1f}') FROM event_organizers o ",
            "WHERE o.organization_id = e.organization_id AND o.session_id = e.session_id) AS organizers ",
            "FROM events e JOIN sessions s ON s.organization_id = e.organization_id AND s.id = e.session_id ",
            $rest
        )
    };
}

impl Read {
    /// One event of the organisation.
    pub async fn find_event(&mut self, organization: &str, id: &str) -> Result<Option<StoredEvent>> {
        const SQL: &str = select_events!("WHERE e.organization_id = $1 AND e.session_id = $2");
        let row: Option<EventRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }

    /// These events, by id, as far as they are there.
    pub async fn find_events(&mut self, organization: &str, ids: &[&str]) -> Result<Vec<StoredEvent>> {
        let begin = self.for_dialect(
            " AND e.session_id IN (SELECT value FROM json_each(",
            " AND e.session_id IN (SELECT jsonb_array_elements_text(CAST(",
        );
        let end = self.for_dialect("))", " AS JSONB)))");
        let rows: Vec<EventRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(select_events!("WHERE e.organization_id = "));
            query.push_bind(organization).push(begin).push_bind(json_rows(ids)).push(end);
            query.push(" ORDER BY e.session_id");
            query.build_query_as().fetch_all(c).await
        })?;
        self.readable_rows(organization, rows)
    }

    /// The events in reach that pass the filter, by start and id, beyond `after`; at most `limit`.
    pub async fn list_events(
        &mut self,
        scope: &Scope,
        filter: EventFilter,
        after: Option<&(Timestamp, String)>,
        limit: i64,
    ) -> Result<Vec<StoredEvent>> {
        Ok(fill_page!(
            limit,
            after = after.cloned(),
            |wanted| -> Vec<EventRow> {
                with_connection!(self, |c| {
                    let mut query = QueryBuilder::new(select_events!("WHERE e.organization_id = "));
                    query.push_bind(scope.organization());
                    access_filter::events(&mut query, scope);
                    query.push(" AND s.start_at >= ").push_bind(micros(filter.starting.from));
                    query.push(" AND s.start_at < ").push_bind(micros(filter.starting.to));
                    query.push(" AND s.end_at > ").push_bind(micros(filter.ending_after));
                    if let Some((start, id)) = &after {
                        query.push(" AND (s.start_at, s.id) > (").push_bind(micros(*start));
                        query.push(", ").push_bind(id.clone()).push(")");
                    }
                    query.push(" ORDER BY s.start_at, s.id LIMIT ").push_bind(wanted);
                    query.build_query_as().fetch_all(c).await
                })?
            },
            |row| Some((instant(row.start_at), row.id.clone())),
            |rows| self.readable_rows(scope.organization(), rows)?
        ))
    }

    /// The events in reach that ended until then, the latest first, beyond `after`; at most `limit`.
    pub async fn list_past_events(
        &mut self,
        scope: &Scope,
        ended: Timestamp,
        after: Option<&(Timestamp, String)>,
        limit: i64,
    ) -> Result<Vec<StoredEvent>> {
        Ok(fill_page!(
            limit,
            after = after.cloned(),
            |wanted| -> Vec<EventRow> {
                with_connection!(self, |c| {
                    let mut query = QueryBuilder::new(select_events!("WHERE e.organization_id = "));
                    query.push_bind(scope.organization());
                    access_filter::events(&mut query, scope);
                    query.push(" AND s.end_at <= ").push_bind(micros(ended));
                    if let Some((start, id)) = &after {
                        query.push(" AND (s.start_at, s.id) < (").push_bind(micros(*start));
                        query.push(", ").push_bind(id.clone()).push(")");
                    }
                    query.push(" ORDER BY s.start_at DESC, s.id DESC LIMIT ").push_bind(wanted);
                    query.build_query_as().fetch_all(c).await
                })?
            },
            |row| Some((instant(row.start_at), row.id.clone())),
            |rows| self.readable_rows(scope.organization(), rows)?
        ))
    }

    /// The ids of all events in reach.
    pub async fn list_event_ids(&mut self, scope: &Scope) -> Result<Vec<String>> {
        Ok(with_connection!(self, |c| {
            let mut query = QueryBuilder::new("SELECT e.session_id FROM events e WHERE e.organization_id = ");
            query.push_bind(scope.organization());
            access_filter::events(&mut query, scope);
            query.push(" ORDER BY e.session_id").build_query_scalar().fetch_all(c).await
        })?)
    }
}

impl Write {
    /// One event, with its session, locked: its plan, roster, registrations and tickets change in one transaction after the
    /// other. Lock the timetable before it, where that is locked too.
    pub async fn lock_event(&mut self, organization: &str, id: &str) -> Result<Option<Locked<StoredEvent>>> {
        const SQL: &str = "
            SELECT 1 FROM sessions s JOIN events e ON e.organization_id = s.organization_id AND e.session_id = s.id
             WHERE s.organization_id = $1 AND s.id = $2 FOR UPDATE";
        self.lock_row(SQL, organization, Some(id)).await?;
        Ok(self.find_event(organization, id).await?.map(Locked::new))
    }

    /// Adds what only an event has to a session that is there.
    pub async fn insert_event(&mut self, organization: &str, one: &StoredEvent) -> Result<()> {
        const SQL: &str = "
            INSERT INTO events (organization_id, session_id, is_paid, partner_id, check_in_mode, capacity, allow_walk_ins,
                                opens_at, closes_at, admit_every, created_by, codes_revoked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(one.is_paid)
                .bind(&one.partner)
                .bind(one.stored_mode.as_str())
                .bind(one.capacity)
                .bind(one.allow_walk_ins)
                .bind(one.window.opens_at.map(micros))
                .bind(one.window.closes_at.map(micros))
                .bind(one.admit_every.as_str())
                .bind(&one.created_by)
                .bind(one.codes_revoked_at.map(micros))
        )?;
        self.insert_organizers(organization, one).await
    }

    /// Writes what only an event has, with its organizers. Title, time and status are the session's.
    pub async fn update_event(&mut self, organization: &str, one: &Locked<StoredEvent>) -> Result<()> {
        const SQL: &str = "
            UPDATE events
               SET is_paid = $3, partner_id = $4, check_in_mode = $5, capacity = $6, allow_walk_ins = $7, opens_at = $8,
                   closes_at = $9, admit_every = $10, codes_revoked_at = $11
             WHERE organization_id = $1 AND session_id = $2";
        const CLEAR: &str = "DELETE FROM event_organizers WHERE organization_id = $1 AND session_id = $2";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(one.is_paid)
                .bind(&one.partner)
                .bind(one.stored_mode.as_str())
                .bind(one.capacity)
                .bind(one.allow_walk_ins)
                .bind(one.window.opens_at.map(micros))
                .bind(one.window.closes_at.map(micros))
                .bind(one.admit_every.as_str())
                .bind(one.codes_revoked_at.map(micros))
        )?;
        execute!(self, sqlx::query(CLEAR).bind(organization).bind(&one.id))?;
        self.insert_organizers(organization, one).await
    }

    async fn insert_organizers(&mut self, organization: &str, one: &StoredEvent) -> Result<()> {
        const SQL: DialectSql = json_rows_sql!(
            "INSERT INTO event_organizers (organization_id, session_id, person_id)
             SELECT value ->> 0, value ->> 1, value ->> 2",
            ""
        );
        let rows: Vec<_> = one.organizers.iter().map(|person| (organization, &one.id, person)).collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        execute!(self, sqlx::query(sql).bind(json_rows(&rows)))?;
        Ok(())
    }

    /// Puts somebody on the roster of an event that is locked, and has it evaluated again. Its revision stays: an evaluation
    /// that does not know of them yet is right until the next.
    pub async fn add_to_roster(
        &mut self,
        organization: &str,
        event: &StoredEvent,
        person: &str,
        at: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO session_students (organization_id, session_id, person_id, start_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING";
        execute!(
            self,
            sqlx::query(SQL).bind(organization).bind(&event.id).bind(person).bind(micros(event.start))
        )?;
        self.note_roster_change(organization, event, at).await
    }

    /// Takes somebody off the roster of an event that is locked.
    pub async fn remove_from_roster(
        &mut self,
        organization: &str,
        event: &StoredEvent,
        person: &str,
        at: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            DELETE FROM session_students WHERE organization_id = $1 AND session_id = $2 AND person_id = $3";
        execute!(self, sqlx::query(SQL).bind(organization).bind(&event.id).bind(person))?;
        self.note_roster_change(organization, event, at).await
    }

    async fn note_roster_change(
        &mut self,
        organization: &str,
        event: &StoredEvent,
        at: Timestamp,
    ) -> Result<()> {
        self.note_session_change(organization, &event.id);
        let scope = scope::session(&event.id);
        self.mark_dirty(&[ScopeChange { organization, scope: &scope, since: event.start }], at).await
    }
}
