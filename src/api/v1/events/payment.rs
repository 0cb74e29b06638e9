//! Payments for events: recorded, and refunded.

use serde::Deserialize;
use utoipa::ToSchema;

use super::bodies::TicketBody;
use crate::api::{Created, NoContent, Problem, Route, RouteRequest, delete, post};
use crate::app::Error;
use crate::app::checkin::codes::CodeKeys;
use crate::app::event::payment::{self, NewPayment};
use crate::domain::money::amount::Price;
use crate::domain::people::validated_text::Name;
use crate::http::roles::PAYMENT_RECORDERS;

pub(super) fn routes() -> Vec<Route> {
    vec![
        post(
            "/api/v1/events/{id}/registrations/{registration}/payment",
            "Record a payment, which issues a ticket",
        )
        .who(PAYMENT_RECORDERS)
        .to(pay)
        .refuses(&["free_event", "waitlisted", "registration_cancelled", "already_paid"]),
        delete(
            "/api/v1/events/{id}/registrations/{registration}/payment",
            "Refund a payment: the ticket is void",
        )
        .who(PAYMENT_RECORDERS)
        .to(refund)
        .refuses(&["no_ticket"]),
    ]
}

/// Whether it is paid yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum PaymentStatus {
    /// The ticket is issued, and admits nobody yet.
    Pending,
    #[default]
    Paid,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPayment)]
#[schema(example = json!({"amount": "25.00", "reference": "invoice 2026-117"}))]
struct NewPaymentBody {
    /// In the organisation's currency.
    amount: String,
    /// What the payment is called where it was made.
    #[schema(value_type = String, max_length = 200)]
    reference: Name,
    #[serde(default)]
    #[schema(inline)]
    status: PaymentStatus,
}

async fn pay(request: RouteRequest<NewPaymentBody>) -> Result<Created<TicketBody>, Problem> {
    let body = &request.body;
    let (mut write, actor) = (request.write().await?, request.actor());
    let organization = write.find_organization(actor.organization()).await?;
    let currency = organization.ok_or(Error::NotFound("organisation"))?.currency;
    let Some(amount) = Price::parse(&body.amount).and_then(|price| price.exactly(currency)) else {
        let code = currency.code();
        let detail =
            format!("amount: write an amount of {code} like \"25.00\", without parts of its smallest unit.");
        return Err(Problem::invalid("invalid_body", detail).at_field("amount"));
    };
    let payment =
        NewPayment { amount, reference: body.reference.clone(), is_paid: body.status == PaymentStatus::Paid };
    let registration = request.path.get("registration");
    let ticket = payment::record_payment(&mut write, &actor, request.id(), registration, payment).await?;
    let keys = CodeKeys::load(&mut write, &request.app.secrets, actor.organization()).await?;
    let body = TicketBody::of(&keys, ticket);
    request.commit(write, Created(body)).await
}

async fn refund(request: RouteRequest) -> Result<NoContent, Problem> {
    let mut write = request.write().await?;
    let registration = request.path.get("registration");
    payment::refund(&mut write, &request.actor(), request.id(), registration).await?;
    request.commit(write, NoContent).await
}
