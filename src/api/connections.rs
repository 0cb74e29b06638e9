//! An organisation's LiveKit servers. Secrets go in and are never shown again.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::page::Page;
use super::roles::ADMINS;
use super::{Call, Created, NoBody, NoContent, Problem, Route, delete, get, post};
use crate::app::livekit_server::{self, Connection, KeyPair};
use crate::domain::time::Timestamp;
use crate::store::livekit_server::LivekitKey;

pub(super) fn routes() -> Vec<Route> {
    const ALL: &str = "/api/v1/connections/livekit";
    const ONE: &str = "/api/v1/connections/livekit/{id}";
    const KEYS: &str = "/api/v1/connections/livekit/{id}/keys";
    vec![
        get(ALL, "The LiveKit servers that are connected").who(ADMINS).to(list),
        post(ALL, "Connect a LiveKit server, or state a key pair of one by its address")
            .who(ADMINS)
            .to(connect)
            .refuses(&["key_taken", "invalid_url", "invalid_key", "invalid_secret"]),
        delete(ONE, "Forget a LiveKit server and its keys; what it sent stays").who(ADMINS).to(disconnect),
        post(KEYS, "Give a LiveKit server a new key pair beside, or instead of, its present ones")
            .who(ADMINS)
            .to(rotate)
            .refuses(&["key_taken", "invalid_key", "invalid_secret"]),
        delete(KEYS, "Forget one key pair of a LiveKit server").who(ADMINS).to(forget),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LivekitConnection)]
struct ConnectionBody {
    id: String,
    url: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Newest first.
    keys: Vec<KeyBody>,
    /// Where this LiveKit server must send its webhooks.
    webhook_url: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LivekitKey)]
struct KeyBody {
    api_key: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Not accepted from then on; `null` is for good.
    #[schema(value_type = Option<String>, format = DateTime)]
    retired_at: Option<Timestamp>,
}

fn body<B, Q>(call: &Call<B, Q>, connection: Connection) -> ConnectionBody {
    let key =
        |LivekitKey { api_key, created_at, retired_at, .. }| KeyBody { api_key, created_at, retired_at };
    ConnectionBody {
        id: connection.server.id,
        url: connection.server.url,
        created_at: connection.server.created_at,
        keys: connection.keys.into_iter().map(key).collect(),
        webhook_url: format!("{}/webhooks/livekit", call.app.config.server.address()),
    }
}

async fn list(call: Call) -> Result<Page<ConnectionBody>, Problem> {
    let connections = livekit_server::list(&mut call.read().await?, call.scope.organization()).await?;
    Ok(Page::whole(connections.into_iter().map(|one| body(&call, one)).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"url": "wss://livekit.example.org", "apiKey": "APIxyz", "secret": "a secret of LiveKit"}))]
struct NewConnection {
    #[schema(example = "wss://livekit.example.org")]
    url: String,
    api_key: String,
    #[schema(value_type = String)]
    secret: SecretString,
}

async fn connect(call: Call<NewConnection>) -> Result<Created<ConnectionBody>, Problem> {
    let NewConnection { url, api_key, secret } = &call.body;
    let pair = KeyPair { api_key: api_key.clone(), secret: secret.clone() };
    let mut write = call.write().await?;
    let connection = livekit_server::connect(&call.app, &mut write, &call.act(), url, &pair).await?;
    let answer = call.commit(write, Created(body(&call, connection))).await?;
    call.app.livekit_keys.refresh().await?;
    Ok(answer)
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"apiKey": "APIabc", "secret": "another secret", "othersRetireAt": "2027-01-01T00:00:00Z"}))]
struct NewKey {
    api_key: String,
    #[schema(value_type = String)]
    secret: SecretString,
    /// When the server's other key pairs stop being accepted; without it they stay.
    #[schema(value_type = Option<String>, format = DateTime)]
    others_retire_at: Option<Timestamp>,
}

async fn rotate(call: Call<NewKey>) -> Result<Created<ConnectionBody>, Problem> {
    let NewKey { api_key, secret, others_retire_at } = &call.body;
    let pair = KeyPair { api_key: api_key.clone(), secret: secret.clone() };
    let mut write = call.write().await?;
    let act = call.act();
    let rotated =
        livekit_server::rotate(&call.app, &mut write, &act, call.id(), &pair, *others_retire_at).await?;
    let answer = call.commit(write, Created(body(&call, rotated))).await?;
    call.app.livekit_keys.refresh().await?;
    Ok(answer)
}

async fn disconnect(call: Call) -> Result<NoContent, Problem> {
    let mut write = call.write().await?;
    livekit_server::disconnect(&mut write, &call.act(), call.id()).await?;
    let answer = call.commit(write, NoContent).await?;
    call.app.livekit_keys.refresh().await?;
    Ok(answer)
}

#[derive(Deserialize, IntoParams)]
struct Forgotten {
    /// The API key of the pair.
    api_key: String,
}

async fn forget(call: Call<NoBody, Forgotten>) -> Result<NoContent, Problem> {
    let mut write = call.write().await?;
    livekit_server::forget_key(&mut write, &call.act(), call.id(), &call.query.api_key).await?;
    let answer = call.commit(write, NoContent).await?;
    call.app.livekit_keys.refresh().await?;
    Ok(answer)
}
