//! The caller's browsers that take messages, and the key by which they know this installation (Web Push, VAPID).

use axum::http::header;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{Created, NoContent, Page, Problem, Route, RouteRequest, delete, get, post};
use crate::app::notify::push_subscriptions::{self, NewPushSubscription};
use crate::domain::time::Timestamp;
use crate::http::roles::EVERYBODY;
use crate::store::notification::push_subscriptions::StoredPushSubscription;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/me/push-key", "The key that browsers subscribe with").who(EVERYBODY).to(show_key),
        get("/api/v1/me/push-subscriptions", "The caller's browsers that take messages")
            .who(EVERYBODY)
            .to(list),
        post(
            "/api/v1/me/push-subscriptions",
            "Add a browser as it describes itself, or bring its keys up to date",
        )
        .who(EVERYBODY)
        .to(add)
        .refuses(&["invalid_push_subscription", "too_many_browsers"]),
        delete("/api/v1/me/push-subscriptions/{id}", "Take a browser away").who(EVERYBODY).to(remove),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PushKey)]
struct PushKeyBody {
    /// An uncompressed point of P-256 in base64url: the `applicationServerKey`.
    public_key: String,
}

async fn show_key(request: RouteRequest) -> Result<PushKeyBody, Problem> {
    Ok(PushKeyBody { public_key: request.app.secrets.push_public_key() })
}

/// A browser; its keys are not told again.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PushSubscription)]
struct PushBody {
    id: String,
    endpoint: String,
    /// What the browser calls itself.
    device: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<StoredPushSubscription> for PushBody {
    fn from(one: StoredPushSubscription) -> PushBody {
        PushBody { id: one.id, endpoint: one.endpoint, device: one.device, created_at: one.created_at }
    }
}

async fn list(request: RouteRequest) -> Result<Page<PushBody>, Problem> {
    let mut read = request.read().await?;
    let home = &request.caller.home_organization;
    let all = push_subscriptions::list(&mut read, home, &request.caller.person).await?;
    Ok(Page::complete(all.into_iter().map(PushBody::from).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PushKeys {
    /// The browser's public key, base64url.
    p256dh: String,
    /// Its secret of authentication, base64url.
    auth: String,
}

/// As `PushSubscription.toJSON()` gives it.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewPushSubscription)]
#[schema(example = json!({
    "endpoint": "https://push.example.org/send/0193f1c0", "expirationTime": null,
    "keys": {"p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
             "auth": "BTBZMqHH6r4Tts7J_aSIgg"},
}))]
struct NewPushBody {
    endpoint: String,
    /// Browsers send it; it says nothing that a failed message does not.
    #[serde(default, rename = "expirationTime")]
    _expiration_time: Option<f64>,
    keys: PushKeys,
    /// What the browser calls itself; left out: its `User-Agent`.
    device: Option<String>,
}

async fn add(request: RouteRequest<NewPushBody>) -> Result<Created<PushBody>, Problem> {
    let NewPushBody { endpoint, keys, device, .. } = &request.body;
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    let new = NewPushSubscription {
        endpoint: endpoint.clone(),
        p256dh: keys.p256dh.clone(),
        auth: keys.auth.clone(),
        device: device.clone().or_else(|| agent.map(str::to_owned)),
    };
    new.check().map_err(|wrong| {
        Problem::unprocessable("invalid_push_subscription", wrong.detail).at_field(wrong.field)
    })?;
    let mut write = request.write().await?;
    let one = push_subscriptions::add(&mut write, &request.actor_at_home(), new).await?;
    request.commit(write, Created(one.into())).await
}

async fn remove(request: RouteRequest) -> Result<NoContent, Problem> {
    let mut write = request.write().await?;
    push_subscriptions::remove(&mut write, &request.actor_at_home(), request.id()).await?;
    request.commit(write, NoContent).await
}
