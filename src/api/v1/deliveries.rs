//! The messages that people and systems were sent: who, how, and what became of each.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::{NoBody, Problem, Route, RouteRequest, get, post};
use crate::app::notify::delivery_log::{self, LoggedFact, LoggedMessage};
use crate::domain::notification::delivery_state::DeliveryState;
use crate::domain::notification::event::{Channel, NotificationEvent};
use crate::domain::time::Timestamp;
use crate::http::pagination::{self, Page};
use crate::http::roles::ADMINS;
use crate::http::time_parameter::{TimeParameter, organization_zone, time_range};
use crate::store::Read;
use crate::store::notification::attempts::DeliveryAttempt;
use crate::store::notification::delivery_log::DeliveryFilter;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/deliveries", "Messages to people and systems, newest first").who(ADMINS).to(list),
        get("/api/v1/deliveries/{id}", "One message with every try").who(ADMINS).to(show),
        post("/api/v1/deliveries/{id}/retry", "Send a message again that reached nobody")
            .who(ADMINS)
            .to(retry)
            .refuses(&["nothing_to_retry"]),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Delivery)]
pub(in crate::api::v1) struct DeliveryBody {
    /// The same at every try; of a webhook its `webhook-id`.
    id: String,
    channel: Channel,
    /// A person; of a webhook its endpoint.
    recipient_id: String,
    /// The person's name, or the endpoint's address; `null`: gone.
    recipient_name: Option<String>,
    state: DeliveryState,
    /// Why it was dropped (`stale`, `no_longer_true`, `switched_off`, `no_address`, `not_configured`, `inactive`,
    /// `endpoint_off`) or given up (`refused`, `exhausted`); `null` otherwise.
    reason: Option<String>,
    /// When it is sent, or is tried again.
    #[schema(value_type = String, format = DateTime)]
    due_at: Timestamp,
    /// Tries so far.
    attempt_count: i64,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it was sent, dropped or given up.
    #[schema(value_type = Option<String>, format = DateTime)]
    finished_at: Option<Timestamp>,
    /// What it tells; several where they waited for the same morning.
    facts: Vec<DeliveryFactBody>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DeliveryFact)]
struct DeliveryFactBody {
    key: String,
    /// The word of an event, or `test`; `null`: what is stored of it cannot be read.
    event: Option<&'static str>,
    person_id: Option<String>,
    person_name: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    occurred_at: Option<Timestamp>,
    /// Why it was left out of the message.
    dropped: Option<String>,
}

/// A message with every try.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DeliveryDetail)]
pub(in crate::api::v1) struct DeliveryDetailBody {
    #[serde(flatten)]
    delivery: DeliveryBody,
    attempts: Vec<AttemptBody>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DeliveryAttempt)]
struct AttemptBody {
    number: i64,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    is_sent: bool,
    /// Where it was sent to.
    address: String,
    /// What the provider said, or why it could not be asked.
    detail: String,
    /// Of an HTTP answer.
    status: Option<i64>,
    /// The body that was sent; of webhooks alone.
    request: Option<String>,
    /// The body that came back.
    answer: Option<String>,
    milliseconds: i64,
}

impl From<LoggedFact> for DeliveryFactBody {
    fn from(told: LoggedFact) -> DeliveryFactBody {
        DeliveryFactBody {
            event: told.event(),
            key: told.key,
            occurred_at: told.fact.as_ref().map(|stored| stored.fact.occurred_at),
            person_id: told.fact.and_then(|stored| stored.fact.person_id),
            person_name: told.person_name,
            dropped: told.dropped,
        }
    }
}

impl From<LoggedMessage> for DeliveryBody {
    fn from(message: LoggedMessage) -> DeliveryBody {
        let one = message.delivery;
        DeliveryBody {
            id: one.id,
            channel: one.channel,
            recipient_id: one.recipient_id,
            recipient_name: one.recipient_name,
            state: one.state,
            reason: one.reason,
            due_at: one.due_at,
            attempt_count: one.attempts,
            created_at: one.created_at,
            finished_at: one.finished_at,
            facts: message.facts.into_iter().map(DeliveryFactBody::from).collect(),
        }
    }
}

impl From<(LoggedMessage, Vec<DeliveryAttempt>)> for DeliveryDetailBody {
    fn from((message, attempts): (LoggedMessage, Vec<DeliveryAttempt>)) -> DeliveryDetailBody {
        let attempt = |one: DeliveryAttempt| AttemptBody {
            number: one.number,
            at: one.at,
            is_sent: one.is_sent,
            address: one.address,
            detail: one.detail,
            status: one.status,
            request: one.request,
            answer: one.answer,
            milliseconds: one.millis,
        };
        let attempts = attempts.into_iter().map(attempt).collect();
        DeliveryDetailBody { delivery: message.into(), attempts }
    }
}

#[derive(Deserialize, IntoParams)]
struct DeliveryQuery {
    /// Only those to this person or endpoint.
    recipient_id: Option<String>,
    #[param(value_type = Option<Channel>)]
    channel: Option<Channel>,
    #[param(value_type = Option<DeliveryState>)]
    state: Option<DeliveryState>,
    /// Only those that tell of this event.
    #[param(value_type = Option<NotificationEvent>)]
    event: Option<NotificationEvent>,
    /// Made then or later: an instant or a local day.
    #[param(value_type = Option<String>)]
    from: Option<TimeParameter>,
    /// Made before: an instant or a local day.
    #[param(value_type = Option<String>)]
    to: Option<TimeParameter>,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list(request: RouteRequest<NoBody, DeliveryQuery>) -> Result<Page<DeliveryBody>, Problem> {
    let query = &request.query;
    let mut read = request.read().await?;
    let zone = organization_zone(&mut read, &request.scope, &[query.from, query.to]).await?;
    let filter = DeliveryFilter {
        recipient: query.recipient_id.as_deref(),
        channel: query.channel,
        state: query.state,
        event: query.event,
        span: Some(time_range(query.from, query.to, zone)?),
        ..DeliveryFilter::default()
    };
    page(&mut read, request.scope.organization(), filter, query.limit, query.cursor.as_deref()).await
}

/// One page of messages.
pub(in crate::api::v1) async fn page(
    read: &mut Read,
    organization: &str,
    filter: DeliveryFilter<'_>,
    limit: Option<i64>,
    cursor: Option<&str>,
) -> Result<Page<DeliveryBody>, Problem> {
    let limit = pagination::limit(limit)?;
    let before: Option<String> = pagination::decode_cursor(cursor)?;
    let filter = DeliveryFilter { before: before.as_deref(), limit: limit + 1, ..filter };
    let rows = delivery_log::list(read, organization, &filter).await?;
    Ok(Page::from_rows(rows, limit, |one| one.delivery.id.clone(), DeliveryBody::from))
}

async fn show(request: RouteRequest) -> Result<DeliveryDetailBody, Problem> {
    let mut read = request.read().await?;
    Ok(delivery_log::find(&mut read, request.scope.organization(), request.id(), None).await?.into())
}

async fn retry(request: RouteRequest) -> Result<DeliveryBody, Problem> {
    let mut write = request.write().await?;
    delivery_log::retry(&mut write, &request.actor(), request.id()).await?;
    let (again, _) = delivery_log::find(&mut write, request.scope.organization(), request.id(), None).await?;
    request.commit(write, again.into()).await
}
