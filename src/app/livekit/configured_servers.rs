//! Connects the LiveKit servers that the settings name, at every start. A server that the settings name no longer stays
//! connected until somebody disconnects it.

use std::time::Duration;

use secrecy::ExposeSecret;

use crate::app::livekit::connect_checked::connect;
use crate::app::livekit::connections::{ApiKeyPair, commit, stored_secret};
use crate::app::livekit::server_check::{ServerCheck, check_format, check_server};
use crate::app::people::name_lookup;
use crate::app::{ActorContext, App, Error};
use crate::config::LivekitServerConfig;

/// How often a changed secret is tried until its server accepts it.
const RETRY_INTERVAL: Duration = Duration::from_secs(30);

/// A server of the settings that cannot be connected as it is written there.
#[derive(Debug)]
pub struct ConfiguredServerError {
    /// Its place in `livekit.servers`, from 0.
    pub index: usize,
    pub error: Error,
}

/// Connects every server of the settings.
///
/// Does not wait for the network: a new key, or one equal to the stored one, is used at once; a changed secret is verified
/// against the server in the background and replaces the stored one only when the server accepts it, so Rollcall and
/// LiveKit can start in any order.
///
/// # Errors
/// The first server that is wrong by itself: no such organisation, a malformed address, a key of another organisation.
pub async fn connect_configured(app: &App) -> Result<(), ConfiguredServerError> {
    for (index, server) in app.config.livekit.servers.iter().enumerate() {
        connect_one(app, server).await.map_err(|error| ConfiguredServerError { index, error })?;
    }
    Ok(())
}

async fn connect_one(app: &App, server: &LivekitServerConfig) -> Result<(), Error> {
    let pair = ApiKeyPair { api_key: server.key.clone(), secret: server.secret.clone() };
    let organization =
        name_lookup::organization(&mut app.store.read().await?, server.organization.as_deref()).await?;
    let actor = ActorContext::of_installation(app, &organization.id);
    let stored = stored_secret(app, &server.key).await?;
    let is_changed = stored.is_some_and(|old| old.expose_secret() != pair.secret.expose_secret());
    if !is_changed || server.unverified {
        return save(app, &actor, &server.url, &pair, None).await;
    }
    check_format(&server.url, &pair)?;
    app.tasks.spawn(replace_when_accepted(app.clone(), actor, server.url.clone(), pair));
    Ok(())
}

async fn save(
    app: &App,
    actor: &ActorContext,
    url: &str,
    pair: &ApiKeyPair,
    check: Option<ServerCheck>,
) -> Result<(), Error> {
    let mut write = app.store.write().await?;
    connect(app, &mut write, actor, url, pair, check).await?;
    Ok(commit(app, write, || ()).await?)
}

/// Asks the server again and again until it accepts the pair, and stores it then.
async fn replace_when_accepted(app: App, actor: ActorContext, url: String, pair: ApiKeyPair) {
    loop {
        match check_server(&app, &actor, &url, &pair).await {
            Ok(check) => match save(&app, &actor, &url, &pair, Some(check)).await {
                Ok(()) => return,
                Err(error) => {
                    tracing::error!(%error, key = pair.api_key, "a LiveKit key could not be stored")
                }
            },
            Err(error) => tracing::error!(
                %error, key = pair.api_key,
                "the secret that the settings give a LiveKit key is not the server's; the stored one holds meanwhile"
            ),
        }
        tokio::select! {
            () = tokio::time::sleep(RETRY_INTERVAL) => {}
            () = app.shutdown.cancelled() => return,
        }
    }
}
