//! Connecting an organisation's LiveKit servers: by configuration, by command, by API, all through here.

use secrecy::{ExposeSecret, SecretString};

use super::App;
use super::livekit_keys::{open, place};
use super::secrets::SecretsError;
use crate::domain::time::Timestamp;
use crate::sources::livekit::rooms::Server;
use crate::store::livekit_server::{LivekitKey, LivekitServer};
use crate::store::{StoreError, Write};

/// A server with its key pairs, secrets left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    pub server: LivekitServer,
    /// Newest first.
    pub keys: Vec<LivekitKey>,
}

/// One key pair as somebody states it.
#[derive(Clone, Debug)]
pub struct KeyPair {
    pub api_key: String,
    pub secret: SecretString,
}

/// Why a server is not connected.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    #[error("{0}")]
    Invalid(Invalid),
    /// A webhook names only its key, so that a key can stand for one organisation alone.
    #[error("the API key belongs to another organisation of this installation")]
    KeyTaken,
    #[error("there is no such LiveKit server")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is wrong with what was stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    #[error("the address must begin with wss://, https://, ws:// or http:// and name a host")]
    Url,
    #[error("the API key must have 1 to 256 characters, none of them blank")]
    ApiKey,
    #[error("the secret must not be empty")]
    Secret,
}

/// Connects a server, or states a key pair of one that is connected already: an organisation's servers are told
/// apart by their address. Says which connection it is now.
pub async fn connect(
    app: &App,
    organization_id: &str,
    url: &str,
    pair: &KeyPair,
) -> Result<Connection, ConnectError> {
    let url = valid_url(url).ok_or(ConnectError::Invalid(Invalid::Url))?;
    valid_pair(pair)?;
    let mut write = app.store.write().await?;
    let known = write.list_livekit_servers(organization_id).await?.into_iter().find(|one| one.url == url);
    let server = match known {
        Some(server) => server,
        None => {
            let server = LivekitServer {
                organization_id: organization_id.to_owned(),
                id: app.new_id(),
                url,
                created_at: app.now(),
            };
            write.insert_livekit_server(&server).await?;
            server
        }
    };
    put_key(app, &mut write, &server, pair).await?;
    write.commit().await?;
    app.livekit_keys.refresh().await?;
    found(app, organization_id, &server.id).await
}

/// Adds a key pair to a server; its other pairs hold until `others_retire_at`, or stay.
pub async fn rotate(
    app: &App,
    organization_id: &str,
    server_id: &str,
    pair: &KeyPair,
    others_retire_at: Option<Timestamp>,
) -> Result<Connection, ConnectError> {
    valid_pair(pair)?;
    let server = found(app, organization_id, server_id).await?.server;
    let mut write = app.store.write().await?;
    put_key(app, &mut write, &server, pair).await?;
    if let Some(at) = others_retire_at {
        write.retire_livekit_keys(organization_id, server_id, &pair.api_key, at).await?;
    }
    write.commit().await?;
    app.livekit_keys.refresh().await?;
    found(app, organization_id, server_id).await
}

/// The connections of one organisation.
pub async fn list(app: &App, organization_id: &str) -> Result<Vec<Connection>, StoreError> {
    let mut read = app.store.read().await?;
    let servers = read.list_livekit_servers(organization_id).await?;
    let keys = read.list_livekit_keys(organization_id).await?;
    let connection = |server: LivekitServer| {
        let keys = keys.iter().filter(|key| key.server_id == server.id).cloned().collect();
        Connection { server, keys }
    };
    Ok(servers.into_iter().map(connection).collect())
}

/// Forgets a server and its keys. Deliveries signed with them are refused from now on; what they sent stays.
pub async fn disconnect(app: &App, organization_id: &str, server_id: &str) -> Result<(), ConnectError> {
    let mut write = app.store.write().await?;
    let was_there = write.delete_livekit_server(organization_id, server_id).await?;
    write.commit().await?;
    app.livekit_keys.refresh().await?;
    if was_there { Ok(()) } else { Err(ConnectError::NotFound) }
}

/// Forgets one key pair of a server.
pub async fn forget_key(
    app: &App,
    organization_id: &str,
    server_id: &str,
    api_key: &str,
) -> Result<(), ConnectError> {
    let mut write = app.store.write().await?;
    let was_there = write.delete_livekit_key(organization_id, server_id, api_key).await?;
    write.commit().await?;
    app.livekit_keys.refresh().await?;
    if was_there { Ok(()) } else { Err(ConnectError::NotFound) }
}

/// The servers of an organisation that can be asked now, each with its newest key that is not retired.
pub async fn reachable(app: &App, organization_id: &str) -> Result<Vec<Server>, ReachError> {
    let now = app.now();
    let mut servers = Vec::new();
    for Connection { server, keys } in list(app, organization_id).await? {
        if let Some(key) = keys.iter().find(|key| key.retired_at.is_none_or(|at| at > now)) {
            let secret = open(&app.secrets, key)?;
            servers.push(Server { url: server.url, api_key: key.api_key.clone(), secret });
        }
    }
    Ok(servers)
}

/// Why an organisation's servers cannot be named.
#[derive(Debug, thiserror::Error)]
pub enum ReachError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Secrets(#[from] SecretsError),
}

async fn found(app: &App, organization_id: &str, server_id: &str) -> Result<Connection, ConnectError> {
    let connections = list(app, organization_id).await?;
    connections.into_iter().find(|one| one.server.id == server_id).ok_or(ConnectError::NotFound)
}

async fn put_key(
    app: &App,
    write: &mut Write,
    server: &LivekitServer,
    pair: &KeyPair,
) -> Result<(), ConnectError> {
    let key = LivekitKey {
        organization_id: server.organization_id.clone(),
        server_id: server.id.clone(),
        api_key: pair.api_key.clone(),
        sealed_secret: app.secrets.encrypt(&app.ids, &place(&pair.api_key), &pair.secret),
        created_at: app.now(),
        retired_at: None,
    };
    if write.put_livekit_key(&key).await? { Ok(()) } else { Err(ConnectError::KeyTaken) }
}

/// The address without a slash at its end.
fn valid_url(url: &str) -> Option<String> {
    let parsed = reqwest::Url::parse(url.trim()).ok()?;
    let known = ["wss", "https", "ws", "http"].contains(&parsed.scheme());
    let bare = parsed.username().is_empty() && parsed.password().is_none();
    (known && bare && parsed.host_str().is_some_and(|host| !host.is_empty()))
        .then(|| parsed.as_str().trim_end_matches('/').to_owned())
}

fn valid_pair(pair: &KeyPair) -> Result<(), ConnectError> {
    let key = &pair.api_key;
    if key.is_empty() || key.chars().count() > 256 || key.chars().any(|c| c.is_whitespace() || c.is_control())
    {
        return Err(ConnectError::Invalid(Invalid::ApiKey));
    }
    if pair.secret.expose_secret().is_empty() {
        return Err(ConnectError::Invalid(Invalid::Secret));
    }
    Ok(())
}
