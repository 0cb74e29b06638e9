//! An organisation's endpoints for outgoing webhooks. A secret is in the answer that makes it and nowhere else.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::deliveries::{self, DeliveryBody, DeliveryDetailBody};
use crate::api::{
    Accepted, Created, NoBody, NoContent, Problem, Route, RouteRequest, delete, get, patch, post,
};
use crate::app::notify::delivery_log;
use crate::app::notify::endpoints::{self, EndpointChange, NewEndpoint};
use crate::domain::notification::delivery_state::{DeliveryState, EndpointOffReason};
use crate::domain::notification::event::{Channel, NotificationEvent};
use crate::domain::people::validated_text::Name;
use crate::domain::time::Timestamp;
use crate::http::body::double_option;
use crate::http::pagination::{self, Page, PageParameters};
use crate::http::roles::ADMINS;
use crate::store::Read;
use crate::store::notification::delivery_log::DeliveryFilter;
use crate::store::notification::endpoints::WebhookEndpoint;

/// What an address of an endpoint may be refused for.
const URL_ERRORS: &[&str] = &["invalid_webhook_url", "private_address"];

pub(crate) fn routes() -> Vec<Route> {
    const ALL: &str = "/api/v1/webhook-endpoints";
    const ONE: &str = "/api/v1/webhook-endpoints/{id}";
    const DELIVERY: &str = "/api/v1/webhook-endpoints/{id}/deliveries/{delivery}";
    vec![
        get(ALL, "The endpoints of the organisation, in the order they were added").who(ADMINS).to(list),
        post(ALL, "Add an endpoint; its secret is said here and not again")
            .who(ADMINS)
            .to(create)
            .refuses(URL_ERRORS)
            .refuses(&["too_many_endpoints"]),
        get(ONE, "One endpoint").who(ADMINS).to(show),
        patch(ONE, "Change an endpoint, or switch it off or on").who(ADMINS).to(change).refuses(URL_ERRORS),
        delete(ONE, "Remove an endpoint; what was sent to it stays in the log").who(ADMINS).to(remove),
        post(
            "/api/v1/webhook-endpoints/{id}/rotate-secret",
            "Give an endpoint a new secret; the present one signs too for a day",
        )
        .who(ADMINS)
        .to(rotate),
        post("/api/v1/webhook-endpoints/{id}/test", "Send a message that only tries the endpoint out")
            .who(ADMINS)
            .to(test)
            .refuses(&["endpoint_off"]),
        get("/api/v1/webhook-endpoints/{id}/deliveries", "What was sent to an endpoint, newest first")
            .who(ADMINS)
            .to(list_deliveries),
        get(DELIVERY, "One message to an endpoint with every try").who(ADMINS).to(show_delivery),
        post(
            "/api/v1/webhook-endpoints/{id}/deliveries/{delivery}/retry",
            "Send a message again that the endpoint did not take",
        )
        .who(ADMINS)
        .to(retry_delivery)
        .refuses(&["nothing_to_retry"]),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WebhookEndpoint)]
#[schema(example = json!({
    "id": "0193f1e0", "url": "https://hooks.example.org/rollcall", "description": "Our own dashboard",
    "events": ["arrival", "departure"], "isEnabled": true, "disabledReason": null, "failingSince": null,
    "retryAt": null, "previousSecretValidUntil": null, "createdBy": "0193f1aa", "createdAt": "2026-01-01T07:30:00.000Z"
}))]
struct EndpointBody {
    id: String,
    url: String,
    description: Option<String>,
    /// Empty: every event.
    events: BTreeSet<NotificationEvent>,
    is_enabled: bool,
    /// Why it is switched off.
    #[schema(value_type = Option<EndpointOffReason>)]
    disabled_reason: Option<String>,
    /// The first failure after its last success; five days after it the endpoint is switched off.
    #[schema(value_type = Option<String>, format = DateTime)]
    failing_since: Option<Timestamp>,
    /// Nothing is sent to it before, because it just failed.
    #[schema(value_type = Option<String>, format = DateTime)]
    retry_at: Option<Timestamp>,
    /// Until when the secret before the present one signs too.
    #[schema(value_type = Option<String>, format = DateTime)]
    previous_secret_valid_until: Option<Timestamp>,
    /// Who added it.
    created_by: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl EndpointBody {
    fn of(one: WebhookEndpoint, now: Timestamp) -> EndpointBody {
        EndpointBody {
            previous_secret_valid_until: one.previous.map(|(_, until)| until).filter(|until| now < *until),
            id: one.id,
            url: one.url,
            description: one.description,
            events: one.events,
            is_enabled: one.is_enabled,
            disabled_reason: one.disabled_reason,
            failing_since: one.failing_since,
            retry_at: one.retry_at,
            created_by: one.created_by,
            created_at: one.created_at,
        }
    }
}

/// An endpoint with its secret, which is said once.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AddedWebhookEndpoint)]
struct AddedEndpointBody {
    #[serde(flatten)]
    endpoint: EndpointBody,
    /// What messages are signed with: `whsec_` and 32 bytes in base64.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQWXfVlA0pTg=")]
    secret: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewWebhookEndpoint)]
#[schema(example = json!({
    "url": "https://hooks.example.org/rollcall", "events": ["arrival", "departure"], "description": "Our own dashboard"
}))]
struct NewEndpointBody {
    /// `https`; `http` only inside of a network where that is allowed. At most 2000 characters, without name and password.
    #[schema(max_length = 2000)]
    url: String,
    /// Empty: every event.
    events: BTreeSet<NotificationEvent>,
    #[schema(value_type = Option<String>, max_length = 200)]
    description: Option<Name>,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = WebhookEndpointChange)]
#[schema(example = json!({"events": ["absence"], "isEnabled": true}))]
struct EndpointChangeBody {
    #[schema(max_length = 2000)]
    url: Option<String>,
    /// Empty: every event.
    events: Option<BTreeSet<NotificationEvent>>,
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>, max_length = 200)]
    description: Option<Option<Name>>,
    /// Switching it on forgets what failed before.
    is_enabled: Option<bool>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RotatedSecret)]
struct RotatedBody {
    /// Said once.
    secret: String,
    /// Messages are signed with the secret before it too, until then.
    #[schema(value_type = Option<String>, format = DateTime)]
    previous_valid_until: Option<Timestamp>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TestDelivery)]
struct TestBody {
    /// What became of it stands under this id.
    delivery_id: String,
}

async fn list(request: RouteRequest<NoBody, PageParameters>) -> Result<Page<EndpointBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let after: String = pagination::decode_cursor(request.query.cursor.as_deref())?.unwrap_or_default();
    let mut read = request.read().await?;
    let found = read.list_webhook_endpoints(request.scope.organization(), &after, limit + 1).await?;
    let now = request.app.now();
    Ok(Page::from_rows(found, limit, |one| one.id.clone(), |one| EndpointBody::of(one, now)))
}

/// The endpoint that the address names.
async fn find(read: &mut Read, organization: &str, id: &str) -> Result<WebhookEndpoint, Problem> {
    let found = read.find_webhook_endpoint(organization, id).await?;
    found.ok_or_else(|| Problem::not_found("endpoint"))
}

async fn show(request: RouteRequest) -> Result<EndpointBody, Problem> {
    let mut read = request.read().await?;
    let found = find(&mut read, request.scope.organization(), request.id()).await?;
    Ok(EndpointBody::of(found, request.app.now()))
}

async fn create(request: RouteRequest<NewEndpointBody>) -> Result<Created<AddedEndpointBody>, Problem> {
    let NewEndpointBody { url, events, description } = &request.body;
    let new = NewEndpoint { url: url.clone(), events: events.clone(), description: description.clone() };
    let mut write = request.write().await?;
    let added = endpoints::add(&request.app, &mut write, &request.actor(), new).await;
    let (added, secret) = added.map_err(at_url)?;
    let endpoint = EndpointBody::of(added, request.app.now());
    request.commit(write, Created(AddedEndpointBody { endpoint, secret })).await
}

fn at_url(refused: crate::app::Error) -> Problem {
    let problem = Problem::from(refused);
    if URL_ERRORS.contains(&problem.code) { problem.at_field("url") } else { problem }
}

async fn change(request: RouteRequest<EndpointChangeBody>) -> Result<EndpointBody, Problem> {
    let body = &request.body;
    let change = EndpointChange {
        url: body.url.clone(),
        events: body.events.clone(),
        description: body.description.clone(),
        is_enabled: body.is_enabled,
    };
    let mut write = request.write().await?;
    let changed = endpoints::change(&request.app, &mut write, &request.actor(), request.id(), change).await;
    let changed = EndpointBody::of(changed.map_err(at_url)?, request.app.now());
    request.commit(write, changed).await
}

async fn remove(request: RouteRequest) -> Result<NoContent, Problem> {
    let mut write = request.write().await?;
    endpoints::delete(&mut write, &request.actor(), request.id()).await?;
    request.commit(write, NoContent).await
}

async fn rotate(request: RouteRequest) -> Result<RotatedBody, Problem> {
    let mut write = request.write().await?;
    let (endpoint, secret) =
        endpoints::rotate_secret(&request.app, &mut write, &request.actor(), request.id()).await?;
    let previous_valid_until = endpoint.previous.map(|(_, until)| until);
    request.commit(write, RotatedBody { secret, previous_valid_until }).await
}

async fn test(request: RouteRequest) -> Result<Accepted<TestBody>, Problem> {
    let mut write = request.write().await?;
    let delivery_id = endpoints::send_test(&mut write, &request.actor(), request.id()).await?;
    request.commit(write, Accepted(TestBody { delivery_id })).await
}

#[derive(Deserialize, IntoParams)]
struct EndpointDeliveryQuery {
    #[param(value_type = Option<DeliveryState>)]
    state: Option<DeliveryState>,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list_deliveries(
    request: RouteRequest<NoBody, EndpointDeliveryQuery>,
) -> Result<Page<DeliveryBody>, Problem> {
    let query = &request.query;
    // As every list, it says what is wrong with the question before it looks for anything.
    let _: Option<String> = pagination::decode_cursor(query.cursor.as_deref())?;
    let mut read = request.read().await?;
    let organization = request.scope.organization();
    let endpoint = find(&mut read, organization, request.id()).await?;
    let filter = DeliveryFilter {
        recipient: Some(&endpoint.id),
        channel: Some(Channel::Webhook),
        state: query.state,
        ..DeliveryFilter::default()
    };
    deliveries::page(&mut read, organization, filter, query.limit, query.cursor.as_deref()).await
}

async fn show_delivery(request: RouteRequest) -> Result<DeliveryDetailBody, Problem> {
    let (organization, id) = (request.scope.organization(), request.path.get("delivery"));
    let mut read = request.read().await?;
    Ok(delivery_log::find(&mut read, organization, id, Some(request.id())).await?.into())
}

async fn retry_delivery(request: RouteRequest) -> Result<DeliveryBody, Problem> {
    let (organization, id) = (request.scope.organization(), request.path.get("delivery"));
    let mut write = request.write().await?;
    // Of another endpoint it is not there.
    delivery_log::find(&mut write, organization, id, Some(request.id())).await?;
    delivery_log::retry(&mut write, &request.actor(), id).await?;
    let (again, _) = delivery_log::find(&mut write, organization, id, Some(request.id())).await?;
    request.commit(write, again.into()).await
}

#[cfg(test)]
mod tests;
