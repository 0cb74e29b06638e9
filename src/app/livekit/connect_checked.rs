//! Connecting a LiveKit server that was asked before: by the API, by a command, and from the settings.

use crate::app::livekit::connections::{self, ApiKeyPair, LivekitConnection};
use crate::app::livekit::server_check::{self, ServerCheck};
use crate::app::{ActorContext, App, Error};
use crate::domain::time::Timestamp;
use crate::store::Write;

/// A connection, and what its server said when it was asked with the new key pair.
#[derive(Clone, Debug)]
pub struct CheckedConnection {
    pub connection: LivekitConnection,
    /// `None`: it was not asked.
    pub check: Option<ServerCheck>,
}

/// Connects a server, or states a key pair of one that is connected, and saves what it said. The caller commits.
///
/// # Errors
/// Those of `connections::connect`.
pub async fn connect(
    app: &App,
    write: &mut Write,
    actor: &ActorContext,
    url: &str,
    pair: &ApiKeyPair,
    check: Option<ServerCheck>,
) -> Result<CheckedConnection, Error> {
    let connection = connections::connect(app, write, actor, url, pair).await?;
    save(write, actor, &connection.server.id, check).await
}

/// Adds a key pair to a connected server and saves what the server said; its other pairs hold until `others_retire_at`, or
/// stay. The caller commits.
///
/// # Errors
/// Those of `connections::rotate`.
pub async fn rotate(
    app: &App,
    write: &mut Write,
    actor: &ActorContext,
    server_id: &str,
    pair: &ApiKeyPair,
    others_retire_at: Option<Timestamp>,
    check: Option<ServerCheck>,
) -> Result<CheckedConnection, Error> {
    connections::rotate(app, write, actor, server_id, pair, others_retire_at).await?;
    save(write, actor, server_id, check).await
}

async fn save(
    write: &mut Write,
    actor: &ActorContext,
    server_id: &str,
    check: Option<ServerCheck>,
) -> Result<CheckedConnection, Error> {
    if let Some(check) = &check {
        server_check::save_check(write, actor, server_id, check).await?;
    }
    let connection = connections::find(write, actor.organization(), server_id).await?;
    Ok(CheckedConnection { connection, check })
}

/// After the commit (`connections::commit`): a server that was asked and whose webhooks have never arrived is made to
/// send one, in the background.
pub fn after_commit(app: &App, organization: &str, connected: &CheckedConnection) {
    if connected.check.is_some() && connected.connection.health.webhook_at.is_none() {
        let (probing, organization) = (app.clone(), organization.to_owned());
        let id = connected.connection.server.id.clone();
        app.tasks.spawn(async move { server_check::probe(&probing, &organization, &id).await });
    }
}
