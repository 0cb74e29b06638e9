//! Connecting an organisation's LiveKit servers: by configuration, by command, by API, all through here. A change is
//! committed by `commit`, so that webhooks are verified with it at once.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::app::evaluate::commit_and_evaluate;
use crate::app::livekit::keys::{decrypt_secret, encryption_context};
use crate::app::{ActorContext, App, Error};
use crate::domain::time::Timestamp;
pub use crate::sources::livekit::room_service::ApiKeyPair;
use crate::sources::livekit::room_service::LivekitEndpoint;
use crate::store::livekit::health::LivekitServerHealth;
use crate::store::livekit::servers::{LivekitKey, LivekitServer};
use crate::store::{Read, StoreError, Write};

/// A server with its key pairs, without their secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LivekitConnection {
    pub server: LivekitServer,
    /// Newest first.
    pub keys: Vec<LivekitKey>,
    pub health: LivekitServerHealth,
}

/// Commits a change of connections, as `commit_and_evaluate` does, and reads the keys anew that webhooks are verified
/// with. If they cannot be read now they are read within half a minute.
pub async fn commit(app: &App, write: Write, on_committed: impl FnOnce()) -> Result<(), StoreError> {
    commit_and_evaluate(app, write, on_committed).await?;
    if let Err(error) = app.livekit_keys.refresh().await {
        tracing::warn!(%error, "LiveKit keys could not be read; going on with those known");
    }
    Ok(())
}

/// Connects a server, or states a key pair of one that is connected already: an organisation's servers are told
/// apart by their address. Says which connection it is now. The server is not asked here: `check_server` does, before.
///
/// # Errors
/// `invalid_url`, `invalid_key` and `invalid_secret`; `key_taken` when the API key belongs to another organisation: a
/// webhook names only its key, so that a key can stand for one organisation alone.
pub async fn connect(
    app: &App,
    write: &mut Write,
    actor: &ActorContext,
    url: &str,
    pair: &ApiKeyPair,
) -> Result<LivekitConnection, Error> {
    let url = normalized_url(url)?;
    let known =
        write.list_livekit_servers(actor.organization()).await?.into_iter().find(|one| one.url == url);
    let server = match known {
        Some(server) => server,
        None => {
            let server = LivekitServer {
                organization_id: actor.organization().to_owned(),
                id: actor.new_id(),
                may_be_private: allows_private_address(app, write, actor).await?,
                url,
                created_at: actor.now,
            };
            write.insert_livekit_server(&server).await?;
            let detail = json!({"url": &server.url});
            actor.record_audit(write, "livekit.connected", subject(&server.id), detail).await?;
            server
        }
    };
    put_key(app, write, actor, &server, pair).await?;
    find(write, actor.organization(), &server.id).await
}

/// Adds a key pair to a server; its other pairs hold until `others_retire_at`, or stay.
pub async fn rotate(
    app: &App,
    write: &mut Write,
    actor: &ActorContext,
    server_id: &str,
    pair: &ApiKeyPair,
    others_retire_at: Option<Timestamp>,
) -> Result<LivekitConnection, Error> {
    let server = find(write, actor.organization(), server_id).await?.server;
    put_key(app, write, actor, &server, pair).await?;
    if let Some(at) = others_retire_at {
        write.retire_livekit_keys(actor.organization(), server_id, &pair.api_key, at).await?;
        let detail = json!({"kept": &pair.api_key, "at": at});
        actor.record_audit(write, "livekit.keys_retired", subject(server_id), detail).await?;
    }
    find(write, actor.organization(), server_id).await
}

/// The connections of one organisation, oldest first.
pub async fn list(read: &mut Read, organization: &str) -> Result<Vec<LivekitConnection>, Error> {
    let servers = read.list_livekit_servers(organization).await?;
    let keys = read.list_livekit_keys(organization).await?;
    let mut health: BTreeMap<String, LivekitServerHealth> =
        read.list_livekit_health(organization).await?.into_iter().collect();
    let connection = |server: LivekitServer| {
        let keys = keys.iter().filter(|key| key.server_id == server.id).cloned().collect();
        let health = health.remove(&server.id).unwrap_or_default();
        LivekitConnection { server, keys, health }
    };
    Ok(servers.into_iter().map(connection).collect())
}

/// Forgets a server and its keys. Deliveries signed with them are refused from now on; what they sent stays.
pub async fn disconnect(write: &mut Write, actor: &ActorContext, server_id: &str) -> Result<(), Error> {
    if !write.delete_livekit_server(actor.organization(), server_id).await? {
        return Err(Error::NotFound("LiveKit server"));
    }
    actor.record_audit(write, "livekit.disconnected", subject(server_id), json!({})).await?;
    Ok(())
}

/// Forgets one key pair of a server.
pub async fn delete_key(
    write: &mut Write,
    actor: &ActorContext,
    server_id: &str,
    api_key: &str,
) -> Result<(), Error> {
    if !write.delete_livekit_key(actor.organization(), server_id, api_key).await? {
        return Err(Error::NotFound("LiveKit key"));
    }
    actor.record_audit(write, "livekit.key_forgotten", subject(server_id), json!({"key": api_key})).await?;
    Ok(())
}

/// The servers of an organisation that have a key which is not retired, each with those keys, newest first.
pub async fn usable_servers(app: &App, organization: &str) -> Result<Vec<LivekitEndpoint>, Error> {
    let now = app.now();
    let mut servers = Vec::new();
    for LivekitConnection { server, keys, .. } in list(&mut app.store.read().await?, organization).await? {
        let valid: Vec<&LivekitKey> =
            keys.iter().filter(|key| key.retired_at.is_none_or(|at| at > now)).collect();
        if valid.is_empty() {
            continue;
        }
        // A server whose secrets cannot be decrypted stays in the list with no keys: skipping it would make its rooms look
        // empty.
        let mut pairs = Vec::new();
        for key in valid {
            match decrypt_secret(&app.secrets, key) {
                Ok(secret) => pairs.push(ApiKeyPair { api_key: key.api_key.clone(), secret }),
                Err(error) => tracing::error!(%error, key = key.api_key, "a LiveKit key cannot be used"),
            }
        }
        let may_be_private = private_address_setting(app, server.may_be_private);
        servers.push(LivekitEndpoint { id: server.id, url: server.url, keys: pairs, may_be_private });
    }
    Ok(servers)
}

/// One of them, by id.
pub(crate) async fn usable_server(
    app: &App,
    organization: &str,
    id: &str,
) -> Result<Option<LivekitEndpoint>, Error> {
    Ok(usable_servers(app, organization).await?.into_iter().find(|server| server.id == id))
}

/// The secret stored for a key of any organisation, where it can be decrypted.
pub async fn stored_secret(app: &App, api_key: &str) -> Result<Option<SecretString>, Error> {
    let keys = app.store.read().await?.list_all_livekit_keys().await?;
    let found = keys.iter().find(|key| key.api_key == api_key);
    Ok(found.and_then(|key| decrypt_secret(&app.secrets, key).ok()))
}

/// The server that a key pair which is not stored yet is to be checked with.
pub(crate) async fn server_to_check(
    app: &App,
    actor: &ActorContext,
    url: &str,
    pair: &ApiKeyPair,
) -> Result<LivekitEndpoint, Error> {
    let url = validated_url(url, pair)?;
    let mut read = app.store.read().await?;
    let key = read.list_all_livekit_keys().await?.into_iter().find(|key| key.api_key == pair.api_key);
    if key.is_some_and(|key| key.organization_id != actor.organization()) {
        return Err(key_taken());
    }
    let known = read.list_livekit_servers(actor.organization()).await?.into_iter().find(|one| one.url == url);
    let may_be_private = match known {
        Some(server) => private_address_setting(app, server.may_be_private),
        None => allows_private_address(app, &mut read, actor).await?,
    };
    Ok(LivekitEndpoint { id: String::new(), url, keys: vec![pair.clone()], may_be_private })
}

/// Whether a server that is connected now may be inside the operator's network: as the settings say, else where only one
/// organisation lives here, or the operator connects it.
async fn allows_private_address(
    app: &App,
    read: &mut Read,
    actor: &ActorContext,
) -> Result<bool, StoreError> {
    let is_trusted = actor.is_superadmin || read.list_organizations("", 2).await?.len() < 2;
    Ok(private_address_setting(app, is_trusted))
}

fn private_address_setting(app: &App, unless_set: bool) -> bool {
    app.config.livekit.allow_private_addresses.unwrap_or(unless_set)
}

/// One connection of an organisation.
pub async fn find(read: &mut Read, organization: &str, server_id: &str) -> Result<LivekitConnection, Error> {
    let connections = list(read, organization).await?;
    let found = connections.into_iter().find(|one| one.server.id == server_id);
    found.ok_or(Error::NotFound("LiveKit server"))
}

async fn put_key(
    app: &App,
    write: &mut Write,
    actor: &ActorContext,
    server: &LivekitServer,
    pair: &ApiKeyPair,
) -> Result<(), Error> {
    check_key_pair(pair)?;
    let key = LivekitKey {
        organization_id: server.organization_id.clone(),
        server_id: server.id.clone(),
        api_key: pair.api_key.clone(),
        sealed_secret: app.secrets.encrypt(&app.ids, &encryption_context(&pair.api_key), &pair.secret),
        created_at: actor.now,
        retired_at: None,
    };
    if !write.put_livekit_key(&key).await? {
        return Err(key_taken());
    }
    actor
        .record_audit(write, "livekit.key_stated", subject(&server.id), json!({"key": &key.api_key}))
        .await?;
    Ok(())
}

fn key_taken() -> Error {
    Error::conflict("key_taken", "This API key belongs to another organisation of this installation.")
}

/// Whether both are well formed; the address as it is kept.
pub(crate) fn validated_url(url: &str, pair: &ApiKeyPair) -> Result<String, Error> {
    check_key_pair(pair)?;
    normalized_url(url)
}

/// The address without a slash at its end.
fn normalized_url(url: &str) -> Result<String, Error> {
    url::Url::parse(url.trim())
        .ok()
        .filter(|url| ["wss", "https", "ws", "http"].contains(&url.scheme()))
        .filter(|url| url.username().is_empty() && url.password().is_none())
        .filter(|url| url.host_str().is_some_and(|host| !host.is_empty()))
        .map(|url| url.as_str().trim_end_matches('/').to_owned())
        .ok_or_else(|| {
            Error::refused("invalid_url", "The address is written like wss://livekit.example.org.")
        })
}

fn check_key_pair(pair: &ApiKeyPair) -> Result<(), Error> {
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
