//! A real LiveKit server that is at hand: lessons that the demo leaves to its visitors are held there.
//!
//! The past is played on the simulated LiveKit, before the real one is connected: rooms of past lessons must not be made there.
//! A session does not say which of several servers it is on, so each room of a lesson for visitors is noted as one of the real
//! server, as if that had told of it.

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::client::{ApiClient, text};
use super::lessons::Lesson;
use crate::app::livekit::connections::ApiKeyPair;
use crate::app::livekit::server_check::check_server;
use crate::app::{ActorContext, App, Error};

/// The key pair of a server that was started with `--dev`.
const DEVELOPMENT_KEY: (&str, &str) = ("devkey", "secret");
const KEY: &str = "ROLLCALL_DEMO_LIVEKIT_KEY";
const SECRET: &str = "ROLLCALL_DEMO_LIVEKIT_SECRET";
const SECRET_FILE: &str = "ROLLCALL_DEMO_LIVEKIT_SECRET_FILE";

/// Which server, by the command line and the environment.
#[derive(Debug, Args)]
pub struct MediaArguments {
    /// A LiveKit server for lessons that one can enter: ws://127.0.0.1:7880
    #[arg(long, value_name = "URL")]
    livekit: Option<String>,
    /// Its API key; without it ROLLCALL_DEMO_LIVEKIT_KEY, else devkey.
    #[arg(long, value_name = "KEY", requires = "livekit")]
    livekit_key: Option<String>,
    /// The key's secret; without it ROLLCALL_DEMO_LIVEKIT_SECRET or what the file …_SECRET_FILE holds, else secret.
    #[arg(long, value_name = "SECRET", requires = "livekit")]
    livekit_secret: Option<SecretString>,
}

/// A server with its key pair.
#[derive(Clone)]
pub struct MediaServer {
    pub url: String,
    pair: ApiKeyPair,
}

/// A server that was connected.
#[derive(Clone)]
pub struct MediaConnection {
    app: App,
    organization: String,
    pub url: String,
    server_id: String,
    /// Where it must send its webhooks.
    pub webhook_url: String,
}

impl MediaArguments {
    /// The server that was asked for.
    ///
    /// # Errors
    /// Where the file of the secret cannot be read.
    pub fn server(&self) -> anyhow::Result<Option<MediaServer>> {
        let Some(url) = &self.livekit else { return Ok(None) };
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let key = self.livekit_key.clone().or_else(|| variable(KEY));
        let secret = match (&self.livekit_secret, variable(SECRET), variable(SECRET_FILE)) {
            (Some(secret), ..) => Some(secret.clone()),
            (None, Some(secret), _) => Some(secret.into()),
            (None, None, Some(file)) => {
                let path = PathBuf::from(file);
                let text = std::fs::read_to_string(&path)
                    .with_context(|| format!("{SECRET_FILE}: cannot read {}", path.display()))?;
                Some(text.trim_end().to_owned().into())
            }
            (None, None, None) => None,
        };
        let pair = ApiKeyPair {
            api_key: key.unwrap_or_else(|| DEVELOPMENT_KEY.0.to_owned()),
            secret: secret.unwrap_or_else(|| DEVELOPMENT_KEY.1.to_owned().into()),
        };
        Ok(Some(MediaServer { url: url.clone(), pair }))
    }
}

impl MediaServer {
    /// Asks whether the server is there and takes the key, before weeks are played for nothing.
    ///
    /// # Errors
    /// What is wrong with the server, in a sentence.
    pub async fn check(&self, app: &App, organization: &str) -> anyhow::Result<()> {
        let actor = ActorContext::of_installation(app, organization);
        match check_server(app, &actor, &self.url, &self.pair).await {
            // The demo's clock stands three weeks back, so that the server answers with another time: it is there.
            Ok(_) | Err(Error::Refused { code: "clock_skew", .. }) => Ok(()),
            Err(error) => {
                let MediaServer { url, .. } = self;
                bail!("--livekit {url}: {error} A server of your own with one command: docs/livekit.md")
            }
        }
    }

    /// Connects it to the academy, as an admin does.
    pub async fn connect(
        &self,
        app: &App,
        admin: &ApiClient,
        organization: &str,
    ) -> anyhow::Result<MediaConnection> {
        let secret = self.pair.secret.expose_secret();
        let body = json!({"url": self.url, "apiKey": self.pair.api_key, "secret": secret});
        let made: Value = admin.post("/api/v1/connections/livekit", body).await.context("--livekit")?;
        Ok(MediaConnection {
            app: app.clone(),
            organization: organization.to_owned(),
            url: text(&made, "url"),
            server_id: text(&made, "id"),
            webhook_url: text(&made, "webhookUrl"),
        })
    }
}

impl MediaConnection {
    /// Notes that these lessons are held on this server.
    pub async fn take(&self, lessons: &[Lesson]) -> anyhow::Result<()> {
        let mut write = self.app.store.write().await?;
        for room in lessons.iter().filter_map(|lesson| lesson.room.as_deref()) {
            write.save_livekit_room(&self.organization, room, &self.server_id, self.app.now()).await?;
        }
        Ok(write.commit().await?)
    }
}
