//! Registrations: who comes to an event, who waits for a place, and who does not come any more. One row for each person and
//! event; registering again revives it.

use sqlx::QueryBuilder;

use crate::domain::checkin::event::RegistrationStatus;
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{Read, Result, StoreError, Write, execute, fill_page, instant, micros, with_connection};

/// One registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRegistration {
    pub id: String,
    /// The event.
    pub session_id: String,
    pub person_id: String,
    pub status: RegistrationStatus,
    /// Made at the door.
    pub is_walk_in: bool,
    /// When its code was issued; `None`: it has none.
    pub code_issued_at: Option<Timestamp>,
    /// Its place in the waiting list.
    pub queued_at: Timestamp,
    pub created_at: Timestamp,
    pub cancelled_at: Option<Timestamp>,
}

/// Which registrations of an event are listed.
#[derive(Clone, Debug, Default)]
pub struct RegistrationFilter {
    pub status: Option<RegistrationStatus>,
    /// After this one, by the time it was made and id.
    pub after: Option<(Timestamp, String)>,
}

#[derive(sqlx::FromRow)]
struct RegistrationRow {
    id: String,
    session_id: String,
    person_id: String,
    status: String,
    is_walk_in: bool,
    code_issued_at: Option<i64>,
    queued_at: i64,
    created_at: i64,
    cancelled_at: Option<i64>,
}

impl TryFrom<RegistrationRow> for StoredRegistration {
    type Error = StoreError;

    fn try_from(row: RegistrationRow) -> Result<StoredRegistration> {
        let status = RegistrationStatus::parse(&row.status)
            .ok_or_else(|| corrupt("registrations", "status", &row.id, format!("found {:?}", row.status)))?;
        Ok(StoredRegistration {
            id: row.id,
            session_id: row.session_id,
            person_id: row.person_id,
            status,
            is_walk_in: row.is_walk_in,
            code_issued_at: row.code_issued_at.map(instant),
            queued_at: instant(row.queued_at),
            created_at: instant(row.created_at),
            cancelled_at: row.cancelled_at.map(instant),
        })
    }
}

macro_rules! select_registrations {
    ($rest:literal) => {
        concat!(
            "SELECT id, session_id, person_id, status, is_walk_in, code_issued_at, queued_at, created_at, cancelled_at ",
            "FROM registrations ",
            $rest
        )
    };
}

impl Read {
    /// One registration of the organisation.
    pub async fn find_registration(
        &mut self,
        organization: &str,
        id: &str,
    ) -> Result<Option<StoredRegistration>> {
        const SQL: &str = select_registrations!("WHERE organization_id = $1 AND id = $2");
        let row: Option<RegistrationRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }

    /// Somebody's registration for an event.
    pub async fn find_registration_of(
        &mut self,
        organization: &str,
        event: &str,
        person: &str,
    ) -> Result<Option<StoredRegistration>> {
        const SQL: &str =
            select_registrations!("WHERE organization_id = $1 AND session_id = $2 AND person_id = $3");
        let row: Option<RegistrationRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(event)
            .bind(person)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }

    /// Registrations for an event, in the order they were made; at most `limit`.
    pub async fn list_registrations(
        &mut self,
        organization: &str,
        event: &str,
        filter: &RegistrationFilter,
        limit: i64,
    ) -> Result<Vec<StoredRegistration>> {
        Ok(fill_page!(
            limit,
            after = filter.after.clone(),
            |wanted| -> Vec<RegistrationRow> {
                with_connection!(self, |c| {
                    let mut query = QueryBuilder::new(select_registrations!("WHERE organization_id = "));
                    query.push_bind(organization).push(" AND session_id = ").push_bind(event);
                    if let Some(status) = filter.status {
                        query.push(" AND status = ").push_bind(status.as_str());
                    }
                    if let Some((at, id)) = &after {
                        query.push(" AND (created_at, id) > (").push_bind(micros(*at));
                        query.push(", ").push_bind(id.clone()).push(")");
                    }
                    query.push(" ORDER BY created_at, id LIMIT ").push_bind(wanted);
                    query.build_query_as().fetch_all(c).await
                })?
            },
            |row| Some((instant(row.created_at), row.id.clone())),
            |rows| self.readable_rows(organization, rows)?
        ))
    }

    /// All registrations of a person, the newest first.
    pub async fn registrations_of_person(
        &mut self,
        organization: &str,
        person: &str,
    ) -> Result<Vec<StoredRegistration>> {
        const SQL: &str = select_registrations!(
            "WHERE organization_id = $1 AND person_id = $2 ORDER BY created_at DESC, id DESC"
        );
        let rows: Vec<RegistrationRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// Those who have waited longest for a place; at most `limit`.
    pub async fn longest_waiting(
        &mut self,
        organization: &str,
        event: &str,
        limit: i64,
    ) -> Result<Vec<StoredRegistration>> {
        const SQL: &str = select_registrations!(
            "WHERE organization_id = $1 AND session_id = $2 AND status = 'WAITLISTED'
             ORDER BY queued_at, id LIMIT $3"
        );
        let rows: Vec<RegistrationRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(event)
            .bind(limit)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// How many are registered for an event, the waiting list aside.
    pub async fn count_registered(&mut self, organization: &str, event: &str) -> Result<i64> {
        const SQL: &str = "
            SELECT CAST(count(*) AS BIGINT) FROM registrations
             WHERE organization_id = $1 AND session_id = $2 AND status = 'REGISTERED'";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(event)
            .fetch_one(c)
            .await)?)
    }

    /// Whether an event has any registration, cancelled ones too.
    pub async fn has_registrations(&mut self, organization: &str, event: &str) -> Result<bool> {
        const SQL: &str = "
            SELECT EXISTS (SELECT 1 FROM registrations WHERE organization_id = $1 AND session_id = $2)";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(event)
            .fetch_one(c)
            .await)?)
    }

    /// How many registrations of an event have a code, and how many who are registered have none.
    pub async fn count_registration_codes(&mut self, organization: &str, event: &str) -> Result<(i64, i64)> {
        const SQL: &str = "
            SELECT CAST(count(code_issued_at) AS BIGINT),
                   CAST(count(CASE WHEN status = 'REGISTERED' AND code_issued_at IS NULL THEN 1 END) AS BIGINT)
              FROM registrations WHERE organization_id = $1 AND session_id = $2";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL).bind(organization).bind(event).fetch_one(c).await)?)
    }
}

impl Write {
    /// Adds a registration; `false` where the person has one for the event.
    pub async fn insert_registration(
        &mut self,
        organization: &str,
        one: &StoredRegistration,
    ) -> Result<bool> {
        const SQL: &str = "
            INSERT INTO registrations (organization_id, id, session_id, person_id, status, is_walk_in, code_issued_at,
                                       queued_at, created_at, cancelled_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT DO NOTHING";
        let done = execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(&one.session_id)
                .bind(&one.person_id)
                .bind(one.status.as_str())
                .bind(one.is_walk_in)
                .bind(one.code_issued_at.map(micros))
                .bind(micros(one.queued_at))
                .bind(micros(one.created_at))
                .bind(one.cancelled_at.map(micros))
        )?;
        Ok(done == 1)
    }

    /// Writes a registration that was read after its event was locked.
    pub async fn update_registration(&mut self, organization: &str, one: &StoredRegistration) -> Result<()> {
        const SQL: &str = "
            UPDATE registrations
               SET status = $3, is_walk_in = $4, code_issued_at = $5, queued_at = $6, cancelled_at = $7
             WHERE organization_id = $1 AND id = $2";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(one.status.as_str())
                .bind(one.is_walk_in)
                .bind(one.code_issued_at.map(micros))
                .bind(micros(one.queued_at))
                .bind(one.cancelled_at.map(micros))
        )?;
        Ok(())
    }

    /// Takes the codes of all registrations of an event away; how many there were.
    pub async fn clear_registration_codes(&mut self, organization: &str, event: &str) -> Result<u64> {
        const SQL: &str = "
            UPDATE registrations SET code_issued_at = NULL
             WHERE organization_id = $1 AND session_id = $2 AND code_issued_at IS NOT NULL";
        Ok(execute!(self, sqlx::query(SQL).bind(organization).bind(event))?)
    }

    /// Gives a code to everybody registered for an event who has none; how many there were.
    pub async fn create_registration_codes(
        &mut self,
        organization: &str,
        event: &str,
        at: Timestamp,
    ) -> Result<u64> {
        const SQL: &str = "
            UPDATE registrations SET code_issued_at = $3
             WHERE organization_id = $1 AND session_id = $2 AND status = 'REGISTERED' AND code_issued_at IS NULL";
        Ok(execute!(self, sqlx::query(SQL).bind(organization).bind(event).bind(micros(at)))?)
    }
}
