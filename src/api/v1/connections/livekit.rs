//! An organisation's LiveKit servers. Secrets of API keys are accepted and never returned.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::{Created, NoBody, NoContent, Problem, Route, RouteRequest, delete, get, post};
use crate::app::livekit::connect_checked::{self, CheckedConnection};
use crate::app::livekit::connection_state::ConnectionState;
use crate::app::livekit::connections;
use crate::app::livekit::connections::{ApiKeyPair, LivekitConnection};
use crate::app::livekit::server_check::{ServerCheck, check_server};
use crate::domain::time::Timestamp;
use crate::http::error_codes::LIVEKIT_KEY_ERRORS;
use crate::http::pagination::Page;
use crate::http::roles::ADMINS;
use crate::store::Write;
use crate::store::livekit::health::LivekitServerHealth;
use crate::store::livekit::servers::LivekitKey;

pub(crate) fn routes() -> Vec<Route> {
    const ALL: &str = "/api/v1/connections/livekit";
    const ONE: &str = "/api/v1/connections/livekit/{id}";
    const KEYS: &str = "/api/v1/connections/livekit/{id}/keys";
    vec![
        get(ALL, "The LiveKit servers that are connected").who(ADMINS).to(list),
        post(ALL, "Connect a LiveKit server, or state a key pair of one by its address")
            .who(ADMINS)
            .to(connect)
            .refuses(&["invalid_url"])
            .refuses(LIVEKIT_KEY_ERRORS),
        delete(ONE, "Forget a LiveKit server and its keys; what it sent stays").who(ADMINS).to(disconnect),
        post(KEYS, "Give a LiveKit server a new key pair beside, or instead of, its present ones")
            .who(ADMINS)
            .to(add_key)
            .refuses(LIVEKIT_KEY_ERRORS),
        delete(KEYS, "Forget one key pair of a LiveKit server").who(ADMINS).to(remove_key),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LivekitConnection)]
struct LivekitConnectionBody {
    id: String,
    url: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Newest first.
    keys: Vec<LivekitKeyBody>,
    /// Where this LiveKit server must send its webhooks.
    webhook_url: String,
    health: LivekitHealthBody,
    /// What the server said when it was asked before it was connected; left out where it was not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<LivekitCheckedBody>,
}

/// How a connection fares. Instants are `null` for what has not happened.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LivekitHealth)]
struct LivekitHealthBody {
    /// `unverified` until the server has said anything; `failing` while it gives no answer, or its webhooks are refused;
    /// else `ok`.
    state: &'static str,
    /// It was asked before it was connected, and took the key.
    #[schema(value_type = Option<String>, format = DateTime)]
    verified_at: Option<Timestamp>,
    /// The last authentic webhook, to half a minute.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_webhook_at: Option<Timestamp>,
    /// The last webhook that named a key of this server and was refused. Anybody can send such a one.
    last_webhook_refused: Option<LivekitFailureBody>,
    /// The last time it said who is in a room.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_roster_at: Option<Timestamp>,
    /// The last time it was asked and gave no answer.
    last_failure: Option<LivekitFailureBody>,
    /// Its clock before ours, as it last said.
    clock_skew_seconds: Option<i64>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LivekitFailure)]
struct LivekitFailureBody {
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    reason: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LivekitChecked)]
struct LivekitCheckedBody {
    reachable: bool,
    /// It knows the key, and the secret is its own.
    authorized: bool,
    clock_skew_seconds: Option<i64>,
    /// `received`: one of this server's has come. `waiting`: none has; it was just made to send one, and when that comes
    /// `health.lastWebhookAt` says so, within seconds. If it does not, LiveKit does not send them here.
    webhook: &'static str,
}

impl From<LivekitServerHealth> for LivekitHealthBody {
    fn from(health: LivekitServerHealth) -> LivekitHealthBody {
        let state = ConnectionState::of(&health).as_str();
        let failure =
            |told: Option<(Timestamp, String)>| told.map(|(at, reason)| LivekitFailureBody { at, reason });
        LivekitHealthBody {
            state,
            verified_at: health.verified_at,
            last_webhook_at: health.webhook_at,
            last_webhook_refused: failure(health.refused),
            last_roster_at: health.answered_at,
            last_failure: failure(health.failed),
            clock_skew_seconds: health.seconds_ahead,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LivekitKey)]
struct LivekitKeyBody {
    api_key: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Not accepted from then on; `null` is for good.
    #[schema(value_type = Option<String>, format = DateTime)]
    retired_at: Option<Timestamp>,
}

fn connection_body<B, Q>(
    request: &RouteRequest<B, Q>,
    connection: LivekitConnection,
    check: Option<ServerCheck>,
) -> LivekitConnectionBody {
    let key = |LivekitKey { api_key, created_at, retired_at, .. }| LivekitKeyBody {
        api_key,
        created_at,
        retired_at,
    };
    let checked = check.map(|check| LivekitCheckedBody {
        reachable: true,
        authorized: true,
        clock_skew_seconds: check.seconds_ahead,
        webhook: if connection.health.webhook_at.is_some() { "received" } else { "waiting" },
    });
    LivekitConnectionBody {
        health: connection.health.into(),
        checked,
        id: connection.server.id,
        url: connection.server.url,
        created_at: connection.server.created_at,
        keys: connection.keys.into_iter().map(key).collect(),
        webhook_url: format!("{}/webhooks/livekit", request.app.config.server.address()),
    }
}

async fn list(request: RouteRequest) -> Result<Page<LivekitConnectionBody>, Problem> {
    let connections = connections::list(&mut request.read().await?, request.scope.organization()).await?;
    Ok(Page::complete(connections.into_iter().map(|one| connection_body(&request, one, None)).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"url": "wss://livekit.example.org", "apiKey": "APIxyz", "secret": "a secret of LiveKit"}))]
#[schema(as = NewConnection)]
struct NewLivekitConnectionBody {
    #[schema(example = "wss://livekit.example.org")]
    url: String,
    api_key: String,
    #[schema(value_type = String)]
    secret: SecretString,
    /// Connects it without asking the server whether address, key and secret are right.
    #[serde(default)]
    unverified: bool,
}

async fn connect(
    request: RouteRequest<NewLivekitConnectionBody>,
) -> Result<Created<LivekitConnectionBody>, Problem> {
    let NewLivekitConnectionBody { url, api_key, secret, unverified } = &request.body;
    let (actor, pair) = (request.actor(), ApiKeyPair { api_key: api_key.clone(), secret: secret.clone() });
    let check = if *unverified { None } else { Some(check_server(&request.app, &actor, url, &pair).await?) };
    let mut write = request.write().await?;
    let connected = connect_checked::connect(&request.app, &mut write, &actor, url, &pair, check).await?;
    commit_connection(&request, write, connected).await
}

/// Commits with the response; the new key then counts for webhooks at once. A server that was checked and whose
/// webhooks have never arrived is made to send one, in the background.
async fn commit_connection<B, Q>(
    request: &RouteRequest<B, Q>,
    write: Write,
    connected: CheckedConnection,
) -> Result<Created<LivekitConnectionBody>, Problem> {
    let body = connection_body(request, connected.connection.clone(), connected.check);
    let response = request.commit_livekit_connections(write, Created(body)).await?;
    connect_checked::after_commit(&request.app, request.scope.organization(), &connected);
    Ok(response)
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"apiKey": "APIabc", "secret": "another secret", "othersRetireAt": "2027-01-01T00:00:00Z"}))]
#[schema(as = NewKey)]
struct NewLivekitKeyBody {
    api_key: String,
    #[schema(value_type = String)]
    secret: SecretString,
    /// When the server's other key pairs stop being accepted; without it they stay.
    #[schema(value_type = Option<String>, format = DateTime)]
    others_retire_at: Option<Timestamp>,
    /// Takes it without asking the server whether key and secret are right.
    #[serde(default)]
    unverified: bool,
}

async fn add_key(
    request: RouteRequest<NewLivekitKeyBody>,
) -> Result<Created<LivekitConnectionBody>, Problem> {
    let NewLivekitKeyBody { api_key, secret, others_retire_at, unverified } = &request.body;
    let (actor, pair) = (request.actor(), ApiKeyPair { api_key: api_key.clone(), secret: secret.clone() });
    let known = connections::find(&mut request.read().await?, actor.organization(), request.id()).await?;
    let url = &known.server.url;
    let check = if *unverified { None } else { Some(check_server(&request.app, &actor, url, &pair).await?) };
    let mut write = request.write().await?;
    let (app, others) = (&request.app, *others_retire_at);
    let rotated =
        connect_checked::rotate(app, &mut write, &actor, request.id(), &pair, others, check).await?;
    commit_connection(&request, write, rotated).await
}

async fn disconnect(request: RouteRequest) -> Result<NoContent, Problem> {
    let mut write = request.write().await?;
    connections::disconnect(&mut write, &request.actor(), request.id()).await?;
    let answer = request.commit_livekit_connections(write, NoContent).await?;
    Ok(answer)
}

#[derive(Deserialize, IntoParams)]
struct RemoveKeyParameters {
    /// The API key of the pair.
    api_key: String,
}

async fn remove_key(request: RouteRequest<NoBody, RemoveKeyParameters>) -> Result<NoContent, Problem> {
    let mut write = request.write().await?;
    connections::delete_key(&mut write, &request.actor(), request.id(), &request.query.api_key).await?;
    let answer = request.commit_livekit_connections(write, NoContent).await?;
    Ok(answer)
}
