//! Admissions: who was let in to an event. The database keeps them unique for each person and day, so that of any number of
//! doors at one instant one lets somebody in.

use crate::domain::checkin::event::AdmissionMethod;
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{Read, Result, StoreError, Write, execute, instant, micros, with_connection};

/// One admission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAdmission {
    /// That of its scan.
    pub id: String,
    /// The event.
    pub session_id: String,
    pub person_id: String,
    /// `YYYY-MM-DD`, or empty for the whole event.
    pub day: String,
    pub ticket_id: Option<String>,
    pub method: AdmissionMethod,
    pub admitted_at: Timestamp,
    /// `None`: by themselves.
    pub admitted_by: Option<String>,
    /// When it was taken back.
    pub undone_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct AdmissionRow {
    id: String,
    session_id: String,
    person_id: String,
    day: String,
    ticket_id: Option<String>,
    method: String,
    admitted_at: i64,
    admitted_by: Option<String>,
    undone_at: Option<i64>,
}

impl TryFrom<AdmissionRow> for StoredAdmission {
    type Error = StoreError;

    fn try_from(row: AdmissionRow) -> Result<StoredAdmission> {
        let method = AdmissionMethod::parse(&row.method)
            .ok_or_else(|| corrupt("admissions", "method", &row.id, format!("found {:?}", row.method)))?;
        Ok(StoredAdmission {
            id: row.id,
            session_id: row.session_id,
            person_id: row.person_id,
            day: row.day,
            ticket_id: row.ticket_id,
            method,
            admitted_at: instant(row.admitted_at),
            admitted_by: row.admitted_by,
            undone_at: row.undone_at.map(instant),
        })
    }
}

macro_rules! select_admissions {
    ($rest:literal) => {
        concat!(
            "SELECT id, session_id, person_id, day, ticket_id, method, admitted_at, admitted_by, undone_at ",
            "FROM admissions ",
            $rest
        )
    };
}

impl Read {
    /// One admission of the organisation, taken back or not.
    pub async fn find_admission(&mut self, organization: &str, id: &str) -> Result<Option<StoredAdmission>> {
        const SQL: &str = select_admissions!("WHERE organization_id = $1 AND id = $2");
        let row: Option<AdmissionRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }

    /// The admission of a person to an event on a day that holds.
    pub async fn find_admission_of(
        &mut self,
        organization: &str,
        event: &str,
        person: &str,
        day: &str,
    ) -> Result<Option<StoredAdmission>> {
        const SQL: &str = select_admissions!(
            "WHERE organization_id = $1 AND session_id = $2 AND person_id = $3 AND day = $4 AND undone_at IS NULL"
        );
        let row: Option<AdmissionRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(event)
            .bind(person)
            .bind(day)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }

    /// Whether somebody was let in on any day.
    pub async fn is_admitted(&mut self, organization: &str, event: &str, person: &str) -> Result<bool> {
        const SQL: &str = "
            SELECT EXISTS (SELECT 1 FROM admissions
                            WHERE organization_id = $1 AND session_id = $2 AND person_id = $3 AND undone_at IS NULL)";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(event)
            .bind(person)
            .fetch_one(c)
            .await)?)
    }

    /// All admissions to an event that hold, the earliest first.
    pub async fn list_admissions(&mut self, organization: &str, event: &str) -> Result<Vec<StoredAdmission>> {
        const SQL: &str = select_admissions!(
            "WHERE organization_id = $1 AND session_id = $2 AND undone_at IS NULL ORDER BY admitted_at, id"
        );
        let rows: Vec<AdmissionRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(event)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// How many different people were let in.
    pub async fn count_admitted(&mut self, organization: &str, event: &str) -> Result<i64> {
        const SQL: &str = "
            SELECT CAST(count(DISTINCT person_id) AS BIGINT) FROM admissions
             WHERE organization_id = $1 AND session_id = $2 AND undone_at IS NULL";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(event)
            .fetch_one(c)
            .await)?)
    }

    /// Whether anybody was ever let in, taken back or not.
    pub async fn has_admissions(&mut self, organization: &str, event: &str) -> Result<bool> {
        const SQL: &str = "
            SELECT EXISTS (SELECT 1 FROM admissions WHERE organization_id = $1 AND session_id = $2)";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(event)
            .fetch_one(c)
            .await)?)
    }
}

impl Write {
    /// Lets somebody in; `false` where they are in already. It waits for whoever is letting them in at this instant.
    pub async fn insert_admission(&mut self, organization: &str, one: &StoredAdmission) -> Result<bool> {
        const SQL: &str = "
            INSERT INTO admissions (organization_id, id, session_id, person_id, day, ticket_id, method, admitted_at,
                                    admitted_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (organization_id, session_id, person_id, day) WHERE undone_at IS NULL DO NOTHING";
        let done = execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(&one.session_id)
                .bind(&one.person_id)
                .bind(&one.day)
                .bind(&one.ticket_id)
                .bind(one.method.as_str())
                .bind(micros(one.admitted_at))
                .bind(&one.admitted_by)
        )?;
        Ok(done == 1)
    }

    /// Takes an admission back; `false` where somebody did before.
    pub async fn undo_admission(
        &mut self,
        organization: &str,
        id: &str,
        at: Timestamp,
        author: Option<&str>,
        reason: &str,
    ) -> Result<bool> {
        const SQL: &str = "
            UPDATE admissions SET undone_at = $3, undone_by = $4, undo_reason = $5
             WHERE organization_id = $1 AND id = $2 AND undone_at IS NULL";
        let done = execute!(
            self,
            sqlx::query(SQL).bind(organization).bind(id).bind(micros(at)).bind(author).bind(reason)
        )?;
        Ok(done == 1)
    }
}
