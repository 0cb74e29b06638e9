//! Connecting an organisation's LiveKit servers: by configuration, by command, by API, all through here.
//!
//! Whoever commits a change here tells `App::livekit_keys` to refresh, so that it holds at once.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::app::livekit::keys::{open, place};
use crate::app::{Act, App, Error};
use crate::domain::time::Timestamp;
use crate::sources::livekit::rooms::{Pair, Server};
use crate::store::livekit::health::Health;
use crate::store::livekit::servers::{LivekitKey, LivekitServer};
use crate::store::{Read, StoreError, Write};

/// A server with its key pairs, secrets left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    pub server: LivekitServer,
    /// Newest first.
    pub keys: Vec<LivekitKey>,
    pub health: Health,
}

/// One key pair as somebody states it.
#[derive(Clone, Debug)]
pub struct KeyPair {
    pub api_key: String,
    pub secret: SecretString,
}

/// Connects a server, or states a key pair of one that is connected already: an organisation's servers are told
/// apart by their address. Says which connection it is now. Nobody is asked here: `livekit_proof::prove` does, before.
///
/// # Errors
/// `invalid_url`, `invalid_key` and `invalid_secret`; `key_taken` when the API key belongs to another organisation: a
/// webhook names only its key, so that a key can stand for one organisation alone.
pub async fn connect(
    app: &App,
    write: &mut Write,
    act: &Act,
    url: &str,
    pair: &KeyPair,
) -> Result<Connection, Error> {
    let url = valid_url(url)?;
    let known = write.list_livekit_servers(act.organization()).await?.into_iter().find(|one| one.url == url);
    let server = match known {
        Some(server) => server,
        None => {
            let server = LivekitServer {
                organization_id: act.organization().to_owned(),
                id: act.new_id(),
                may_be_private: may_be_private(app, write, act).await?,
                url,
                created_at: act.now,
            };
            write.insert_livekit_server(&server).await?;
            let detail = json!({"url": &server.url});
            act.record(write, "livekit.connected", subject(&server.id), detail).await?;
            server
        }
    };
    put_key(app, write, act, &server, pair).await?;
    find(write, act.organization(), &server.id).await
}

/// Adds a key pair to a server; its other pairs hold until `others_retire_at`, or stay.
pub async fn rotate(
    app: &App,
    write: &mut Write,
    act: &Act,
    server_id: &str,
    pair: &KeyPair,
    others_retire_at: Option<Timestamp>,
) -> Result<Connection, Error> {
    let server = find(write, act.organization(), server_id).await?.server;
    put_key(app, write, act, &server, pair).await?;
    if let Some(at) = others_retire_at {
        write.retire_livekit_keys(act.organization(), server_id, &pair.api_key, at).await?;
        let detail = json!({"kept": &pair.api_key, "at": at});
        act.record(write, "livekit.keys_retired", subject(server_id), detail).await?;
    }
    find(write, act.organization(), server_id).await
}

/// The connections of one organisation, oldest first.
pub async fn list(read: &mut Read, organization: &str) -> Result<Vec<Connection>, Error> {
    let servers = read.list_livekit_servers(organization).await?;
    let keys = read.list_livekit_keys(organization).await?;
    let mut health: BTreeMap<String, Health> =
        read.list_livekit_health(organization).await?.into_iter().collect();
    let connection = |server: LivekitServer| {
        let keys = keys.iter().filter(|key| key.server_id == server.id).cloned().collect();
        let health = health.remove(&server.id).unwrap_or_default();
        Connection { server, keys, health }
    };
    Ok(servers.into_iter().map(connection).collect())
}

/// Forgets a server and its keys. Deliveries signed with them are refused from now on; what they sent stays.
pub async fn disconnect(write: &mut Write, act: &Act, server_id: &str) -> Result<(), Error> {
    if !write.delete_livekit_server(act.organization(), server_id).await? {
        return Err(Error::NotFound("LiveKit server"));
    }
    act.record(write, "livekit.disconnected", subject(server_id), json!({})).await?;
    Ok(())
}

/// Forgets one key pair of a server.
pub async fn forget_key(write: &mut Write, act: &Act, server_id: &str, api_key: &str) -> Result<(), Error> {
    if !write.delete_livekit_key(act.organization(), server_id, api_key).await? {
        return Err(Error::NotFound("LiveKit key"));
    }
    act.record(write, "livekit.key_forgotten", subject(server_id), json!({"key": api_key})).await?;
    Ok(())
}

/// The servers of an organisation that can be asked now, each with its keys that are not retired, newest first.
pub async fn reachable(app: &App, organization: &str) -> Result<Vec<Server>, Error> {
    let now = app.now();
    let mut servers = Vec::new();
    for Connection { server, keys, .. } in list(&mut app.store.read().await?, organization).await? {
        let valid: Vec<&LivekitKey> =
            keys.iter().filter(|key| key.retired_at.is_none_or(|at| at > now)).collect();
        if valid.is_empty() {
            continue;
        }
        // A server none of whose secrets can be read is there all the same: without its answer nothing is known.
        let mut pairs = Vec::new();
        for key in valid {
            match open(&app.secrets, key) {
                Ok(secret) => pairs.push(Pair { api_key: key.api_key.clone(), secret }),
                Err(error) => tracing::error!(%error, key = key.api_key, "a LiveKit key cannot be used"),
            }
        }
        let may_be_private = allowed(app, server.may_be_private);
        servers.push(Server { id: server.id, url: server.url, keys: pairs, may_be_private });
    }
    Ok(servers)
}

/// One of them.
pub(crate) async fn server(app: &App, organization: &str, id: &str) -> Result<Option<Server>, Error> {
    Ok(reachable(app, organization).await?.into_iter().find(|server| server.id == id))
}

/// The secret that is stored for a key, whosever it is, where it can be read.
pub async fn stored_secret(app: &App, api_key: &str) -> Result<Option<SecretString>, Error> {
    let keys = app.store.read().await?.list_all_livekit_keys().await?;
    let found = keys.iter().find(|key| key.api_key == api_key);
    Ok(found.and_then(|key| open(&app.secrets, key).ok()))
}

/// The server that a pair not stored yet is to be tried with.
pub(crate) async fn asked_server(app: &App, act: &Act, url: &str, pair: &KeyPair) -> Result<Server, Error> {
    let url = valid(url, pair)?;
    let mut read = app.store.read().await?;
    let key = read.list_all_livekit_keys().await?.into_iter().find(|key| key.api_key == pair.api_key);
    if key.is_some_and(|key| key.organization_id != act.organization()) {
        return Err(key_taken());
    }
    let known = read.list_livekit_servers(act.organization()).await?.into_iter().find(|one| one.url == url);
    let may_be_private = match known {
        Some(server) => allowed(app, server.may_be_private),
        None => may_be_private(app, &mut read, act).await?,
    };
    let keys = vec![Pair { api_key: pair.api_key.clone(), secret: pair.secret.clone() }];
    Ok(Server { id: String::new(), url, keys, may_be_private })
}

/// Whether a server that is connected now may be inside the operator's network: as the settings say, else where only one
/// organisation lives here, or the operator connects it.
async fn may_be_private(app: &App, read: &mut Read, act: &Act) -> Result<bool, StoreError> {
    let is_trusted = act.is_superadmin || read.list_organizations("", 2).await?.len() < 2;
    Ok(allowed(app, is_trusted))
}

fn allowed(app: &App, unless_set: bool) -> bool {
    app.config.livekit.allow_private_addresses.unwrap_or(unless_set)
}

/// One connection of an organisation.
pub async fn find(read: &mut Read, organization: &str, server_id: &str) -> Result<Connection, Error> {
    let connections = list(read, organization).await?;
    let found = connections.into_iter().find(|one| one.server.id == server_id);
    found.ok_or(Error::NotFound("LiveKit server"))
}

async fn put_key(
    app: &App,
    write: &mut Write,
    act: &Act,
    server: &LivekitServer,
    pair: &KeyPair,
) -> Result<(), Error> {
    check(pair)?;
    let key = LivekitKey {
        organization_id: server.organization_id.clone(),
        server_id: server.id.clone(),
        api_key: pair.api_key.clone(),
        sealed_secret: app.secrets.encrypt(&app.ids, &place(&pair.api_key), &pair.secret),
        created_at: act.now,
        retired_at: None,
    };
    if !write.put_livekit_key(&key).await? {
        return Err(key_taken());
    }
    act.record(write, "livekit.key_stated", subject(&server.id), json!({"key": &key.api_key})).await?;
    Ok(())
}

fn key_taken() -> Error {
    Error::conflict("key_taken", "This API key belongs to another organisation of this installation.")
}

/// Whether both are well formed; the address as it is kept.
pub(crate) fn valid(url: &str, pair: &KeyPair) -> Result<String, Error> {
    check(pair)?;
    valid_url(url)
}

/// The address without a slash at its end.
fn valid_url(url: &str) -> Result<String, Error> {
    reqwest::Url::parse(url.trim())
        .ok()
        .filter(|url| ["wss", "https", "ws", "http"].contains(&url.scheme()))
        .filter(|url| url.username().is_empty() && url.password().is_none())
        .filter(|url| url.host_str().is_some_and(|host| !host.is_empty()))
        .map(|url| url.as_str().trim_end_matches('/').to_owned())
        .ok_or_else(|| {
            Error::refused("invalid_url", "The address is written like wss://livekit.example.org.")
        })
}

fn check(pair: &KeyPair) -> Result<(), Error> {
    let key = &pair.api_key;
    let blank = |c: char| c.is_whitespace() || c.is_control();
    if key.is_empty() || key.chars().count() > 256 || key.chars().any(blank) {
        return Err(Error::refused("invalid_key", "An API key has 1 to 256 characters, none of them blank."));
    }
    if pair.secret.expose_secret().is_empty() {
        return Err(Error::refused("invalid_secret", "The secret of an API key is not empty."));
    }
    Ok(())
}

fn subject(id: &str) -> String {
    format!("livekit:{id}")
}
