//! Tickets of events that are paid for. A refund revokes one, paying again issues another.

use crate::domain::checkin::event::TicketStatus;
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Read, Result, StoreError, Write, execute, in_json_sql, instant, json_rows, micros,
    with_connection,
};

/// One ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTicket {
    pub id: String,
    /// The event.
    pub session_id: String,
    pub registration_id: String,
    pub person_id: String,
    pub status: TicketStatus,
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: String,
    /// What the payment is called where it was made.
    pub reference: String,
    /// Of the ticket and its code.
    pub issued_at: Timestamp,
    pub paid_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct TicketRow {
    id: String,
    session_id: String,
    registration_id: String,
    person_id: String,
    status: String,
    amount_minor: i64,
    currency: String,
    reference: String,
    issued_at: i64,
    paid_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl TryFrom<TicketRow> for StoredTicket {
    type Error = StoreError;

    fn try_from(row: TicketRow) -> Result<StoredTicket> {
        let status = TicketStatus::parse(&row.status)
            .ok_or_else(|| corrupt("tickets", "status", &row.id, format!("found {:?}", row.status)))?;
        Ok(StoredTicket {
            id: row.id,
            session_id: row.session_id,
            registration_id: row.registration_id,
            person_id: row.person_id,
            status,
            amount_minor: row.amount_minor,
            currency: row.currency,
            reference: row.reference,
            issued_at: instant(row.issued_at),
            paid_at: row.paid_at.map(instant),
            revoked_at: row.revoked_at.map(instant),
        })
    }
}

macro_rules! select_tickets {
    ($rest:literal) => {
        concat!(
            "SELECT id, session_id, registration_id, person_id, status, amount_minor, currency, reference, issued_at, ",
            "paid_at, revoked_at FROM tickets ",
            $rest
        )
    };
}

impl Read {
    /// One ticket of the organisation.
    pub async fn find_ticket(&mut self, organization: &str, id: &str) -> Result<Option<StoredTicket>> {
        const SQL: &str = select_tickets!("WHERE organization_id = $1 AND id = $2");
        let row: Option<TicketRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }

    /// The tickets of these registrations that are not revoked, by registration.
    pub async fn live_tickets(
        &mut self,
        organization: &str,
        registrations: &[&str],
    ) -> Result<Vec<StoredTicket>> {
        const SQL: DialectSql = in_json_sql!(
            select_tickets!("WHERE organization_id = $1 AND status <> 'revoked' AND registration_id IN"),
            "$2",
            "ORDER BY registration_id, issued_at, id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<TicketRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(registrations))
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// How many tickets of an event are paid and not refunded.
    pub async fn count_paid_tickets(&mut self, organization: &str, event: &str) -> Result<i64> {
        const SQL: &str = "
            SELECT CAST(count(*) AS BIGINT) FROM tickets
             WHERE organization_id = $1 AND session_id = $2 AND status = 'paid'";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(event)
            .fetch_one(c)
            .await)?)
    }
}

impl Write {
    pub async fn insert_ticket(&mut self, organization: &str, one: &StoredTicket) -> Result<()> {
        const SQL: &str = "
            INSERT INTO tickets (organization_id, id, session_id, registration_id, person_id, status, amount_minor, currency,
                                 reference, issued_at, paid_at, revoked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(&one.session_id)
                .bind(&one.registration_id)
                .bind(&one.person_id)
                .bind(one.status.as_str())
                .bind(one.amount_minor)
                .bind(&one.currency)
                .bind(&one.reference)
                .bind(micros(one.issued_at))
                .bind(one.paid_at.map(micros))
                .bind(one.revoked_at.map(micros))
        )?;
        Ok(())
    }

    /// Writes a ticket that was read after its event was locked.
    pub async fn update_ticket(&mut self, organization: &str, one: &StoredTicket) -> Result<()> {
        const SQL: &str = "
            UPDATE tickets SET status = $3, amount_minor = $4, currency = $5, reference = $6, paid_at = $7, revoked_at = $8
             WHERE organization_id = $1 AND id = $2";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(one.status.as_str())
                .bind(one.amount_minor)
                .bind(&one.currency)
                .bind(&one.reference)
                .bind(one.paid_at.map(micros))
                .bind(one.revoked_at.map(micros))
        )?;
        Ok(())
    }
}
