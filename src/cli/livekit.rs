//! `rollcall livekit …`: connects an organisation's own LiveKit server, lists those connected, disconnects.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use clap::{Args, Subcommand};
use secrecy::SecretString;
use serde_json::json;

use crate::app::livekit::configured_servers::{self, ConfiguredServerError};
use crate::app::livekit::connect_checked::connect;
use crate::app::livekit::connections::{ApiKeyPair, LivekitConnection, commit, disconnect, list};
use crate::app::livekit::server_check::{check_server, probe_and_wait};
use crate::app::people::name_lookup;
use crate::app::{ActorContext, App, Error};
use crate::config::{Config, SettingError};
use crate::domain::time::Timestamp;
use crate::store::livekit::servers::LivekitKey;
use crate::terminal::output;
use crate::terminal::output::{OutputFormat, note, say};
use crate::terminal::table::print_table;

/// How long a webhook is waited for, after the server was made to send one.
const WEBHOOK_TIMEOUT: Duration = Duration::from_secs(5);

#[derive(Debug, Args)]
pub struct LivekitCommand {
    /// The organisation, by its id or name; not needed where there is only one.
    #[arg(long, global = true, value_name = "ORGANIZATION")]
    organization: Option<String>,
    #[command(subcommand)]
    action: LivekitAction,
}

#[derive(Debug, Subcommand)]
enum LivekitAction {
    /// Connect a server, or give one that is connected a new or another key pair.
    #[command(
        after_help = "Example:\n  rollcall livekit connect --url wss://livekit.example.org --key APIxyz"
    )]
    Connect {
        /// Where it is: wss://livekit.example.org
        #[arg(long)]
        url: String,
        /// The API key whose webhooks are accepted and with which the server is asked.
        #[arg(long)]
        key: String,
        /// A file that holds the key's secret; without it the secret is read from standard input.
        #[arg(long, value_name = "FILE")]
        secret_file: Option<PathBuf>,
        /// Connect it without asking the server whether address, key and secret are right.
        #[arg(long)]
        unverified: bool,
    },
    /// Show the connected servers and their keys.
    #[command(after_help = "Example:\n  rollcall livekit list")]
    List(OutputFormat),
    /// Forget a server and its keys; what it sent stays.
    #[command(after_help = "Example:\n  rollcall livekit disconnect wss://livekit.example.org")]
    Disconnect {
        /// The server's address or its id, as `list` shows them.
        server: String,
    },
}

pub async fn run(config: Config, asked: LivekitCommand) -> anyhow::Result<()> {
    let app = App::attach(config).await?;
    let organization =
        name_lookup::organization(&mut app.store.read().await?, asked.organization.as_deref()).await;
    let organization = organization.context("--organization")?.id;
    let actor = ActorContext::of_installation(&app, &organization);
    match asked.action {
        LivekitAction::Connect { url, key, secret_file, unverified } => {
            let pair = ApiKeyPair { api_key: key, secret: read_secret(secret_file)? };
            connect_server(&app, &actor, &url, &pair, unverified).await?;
        }
        LivekitAction::List(format) => {
            print_connections(&list(&mut app.store.read().await?, &organization).await?, format)
        }
        LivekitAction::Disconnect { server } => {
            let mut write = app.store.write().await?;
            let all = list(&mut write, &organization).await?;
            let address = server.trim_end_matches('/');
            let found = all.iter().find(|one| one.server.id == server || one.server.url == address);
            disconnect(&mut write, &actor, found.map_or(&server, |one| &one.server.id)).await?;
            commit(&app, write, || ()).await?;
        }
    }
    Ok(())
}

async fn connect_server(
    app: &App,
    actor: &ActorContext,
    url: &str,
    pair: &ApiKeyPair,
    unverified: bool,
) -> anyhow::Result<()> {
    let check = match unverified {
        true => None,
        false => {
            Some(check_server(app, actor, url, pair).await.context("--unverified connects it all the same")?)
        }
    };
    let mut write = app.store.write().await?;
    let connection = connect(app, &mut write, actor, url, pair, check).await?.connection;
    commit(app, write, || ()).await?;
    print_connection(&connection);
    let webhook = format!("{}/webhooks/livekit", app.config.server.address());
    let Some(check) = check else {
        say!("Not asked whether this is right. LiveKit must send its webhooks to {webhook}");
        return Ok(());
    };
    let clock = check.seconds_ahead.map_or("does not say the time".to_owned(), |seconds| {
        format!("tells a time {} s from ours", seconds.abs())
    });
    say!("It is there, takes the key, and {clock}.");
    match probe_and_wait(app, actor.organization(), &connection.server.id, WEBHOOK_TIMEOUT).await? {
        true => say!("Its webhooks arrive."),
        false => {
            say!("No webhook has come yet: LiveKit must send them to {webhook}, and rollcall serve must run.")
        }
    }
    Ok(())
}

/// Connects the servers named in the settings; an error names the key of the settings that is wrong.
pub async fn connect_configured(app: &App) -> anyhow::Result<()> {
    configured_servers::connect_configured(app).await.map_err(|failed| setting_error(app, failed))
}

/// Turns the error into one that names the key of the settings that caused it.
fn setting_error(app: &App, failed: ConfiguredServerError) -> anyhow::Error {
    let ConfiguredServerError { index, error } = failed;
    let Some(server) = app.config.livekit.servers.get(index) else { return error.into() };
    let named = || server.organization.as_ref().map_or("nothing".to_owned(), |said| format!("{said:?}"));
    let (field, found, wanted) = match &error {
        Error::Refused { code: "unknown_organization" | "ambiguous_organization", detail } => {
            ("organization", named(), format!("the id or name of an organisation: {detail}"))
        }
        Error::Refused { code: "invalid_url", detail } => {
            ("url", format!("{:?}", server.url), detail.clone())
        }
        Error::Refused { code: "invalid_key", detail } => {
            ("key", format!("{:?}", server.key), detail.clone())
        }
        Error::Refused { detail, .. } => ("secret", "nothing".to_owned(), detail.clone()),
        Error::Conflict { detail, .. } => ("key", format!("{:?}", server.key), detail.clone()),
        _ => return error.into(),
    };
    let error = SettingError::new(format!("livekit.servers[{index}].{field}"), found, wanted);
    app.config.locations.locate(error).into()
}

/// Reads the secret from a file, the terminal or standard input, never from an argument, because other users of the
/// machine can see the arguments of a process.
fn read_secret(file: Option<PathBuf>) -> anyhow::Result<SecretString> {
    let text = match file {
        Some(path) => std::fs::read_to_string(&path)
            .with_context(|| format!("--secret-file: cannot read {}", path.display()))?,
        None => {
            if std::io::stdin().is_terminal() {
                let asked = dialoguer::Password::new().with_prompt("Secret of the API key").interact();
                return Ok(asked.context("cannot ask for the secret")?.trim_end().to_owned().into());
            }
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).context("cannot read the secret from standard input")?;
            line
        }
    };
    Ok(text.trim_end().to_owned().into())
}

fn print_connections(all: &[LivekitConnection], format: OutputFormat) {
    if format.json {
        let shown = all.iter().map(|one| {
            let keys = one.keys.iter().map(|key| json!({"key": key.api_key, "retiredAt": key.retired_at}));
            let keys: Vec<_> = keys.collect();
            let health = &one.health;
            let told = |told: &Option<(Timestamp, String)>| {
                told.as_ref().map(|(at, reason)| json!({"at": at, "reason": reason}))
            };
            json!({
                "id": one.server.id, "url": one.server.url, "keys": keys, "createdAt": one.server.created_at,
                "health": {
                    "verifiedAt": health.verified_at, "lastWebhookAt": health.webhook_at,
                    "lastWebhookRefused": told(&health.refused), "lastRosterAt": health.answered_at,
                    "lastFailure": told(&health.failed), "clockSkewSeconds": health.seconds_ahead,
                },
            })
        });
        output::json(&shown.collect::<Vec<_>>());
        return;
    }
    if all.is_empty() {
        note!("no LiveKit server is connected; `rollcall livekit connect` connects one");
    }
    print_table(
        &["ID", "ADDRESS", "KEYS", "LAST WEBHOOK", "LAST ROSTER", "LAST FAILURE"],
        all.iter().map(|one| {
            let keys: Vec<String> = one.keys.iter().map(key_text).collect();
            let at = |at: Option<Timestamp>| at.map_or_else(String::new, |at| at.to_string());
            let failure = one.health.failed.iter().chain(&one.health.refused).max();
            let failure = failure.map_or_else(String::new, |(at, why)| format!("{at} {why}"));
            vec![
                one.server.id.clone(),
                one.server.url.clone(),
                keys.join(", "),
                at(one.health.webhook_at),
                at(one.health.answered_at),
                failure,
            ]
        }),
    );
}

fn print_connection(connection: &LivekitConnection) {
    say!("{}  {}", connection.server.id, connection.server.url);
    for one in &connection.keys {
        say!("    {}", key_text(one));
    }
}

fn key_text(key: &LivekitKey) -> String {
    match key.retired_at {
        None => key.api_key.clone(),
        Some(at) => format!("{} until {at}", key.api_key),
    }
}
