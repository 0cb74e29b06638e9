//! Every try to send a message, with what the provider said.

use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, instant, micros, with_connection};

/// One try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryAttempt {
    /// Grows from try to try.
    pub number: i64,
    pub at: Timestamp,
    pub is_sent: bool,
    /// Where it was sent to: an e-mail address, or the address of an endpoint.
    pub address: String,
    /// What the provider said, or why it could not be asked.
    pub detail: String,
    /// Of an HTTP answer.
    pub status: Option<i64>,
    /// The body that was sent; of webhooks alone, since mails are personal.
    pub request: Option<String>,
    /// The body that came back.
    pub answer: Option<String>,
    pub millis: i64,
}

#[derive(sqlx::FromRow)]
struct AttemptRow {
    number: i64,
    at: i64,
    outcome: String,
    address: String,
    detail: String,
    status: Option<i64>,
    request: Option<String>,
    answer: Option<String>,
    millis: i64,
}

impl From<AttemptRow> for DeliveryAttempt {
    fn from(row: AttemptRow) -> DeliveryAttempt {
        DeliveryAttempt {
            number: row.number,
            at: instant(row.at),
            is_sent: row.outcome == "sent",
            address: row.address,
            detail: row.detail,
            status: row.status,
            request: row.request,
            answer: row.answer,
            millis: row.millis,
        }
    }
}

impl Read {
    /// The tries of a message, in order.
    pub async fn list_delivery_attempts(
        &mut self,
        organization: &str,
        delivery: &str,
    ) -> Result<Vec<DeliveryAttempt>> {
        const SQL: &str = "
            SELECT number, at, outcome, address, detail, status, request, answer, millis
              FROM delivery_attempts WHERE organization_id = $1 AND delivery_id = $2 ORDER BY number";
        let rows: Vec<AttemptRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(delivery)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(DeliveryAttempt::from).collect())
    }
}

impl Write {
    /// Adds a try to the log of a message. PostgreSQL takes no NUL in a text, which answers of strangers may hold.
    pub async fn insert_delivery_attempt(
        &mut self,
        organization: &str,
        delivery: &str,
        one: &DeliveryAttempt,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO delivery_attempts
                   (organization_id, delivery_id, number, at, outcome, address, detail, status, request, answer, millis)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (organization_id, delivery_id, number) DO NOTHING";
        let clean = |text: &String| text.replace('\0', "\u{fffd}");
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(delivery)
                .bind(one.number)
                .bind(micros(one.at))
                .bind(if one.is_sent { "sent" } else { "failed" })
                .bind(clean(&one.address))
                .bind(clean(&one.detail))
                .bind(one.status)
                .bind(one.request.as_ref().map(clean))
                .bind(one.answer.as_ref().map(clean))
                .bind(one.millis)
        )?;
        Ok(())
    }
}
