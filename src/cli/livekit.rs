//! `rollcall livekit …`: connect an organisation's own LiveKit server, list what is connected, end it.

use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Subcommand};
use secrecy::SecretString;
use serde_json::json;

use super::out::{self, Format, note, say};
use super::table::table;
use crate::app::livekit_server::{Connection, KeyPair, connect, disconnect, list};
use crate::app::{Act, App, Error, meant};
use crate::config::{Config, LivekitServer, Mistake};
use crate::store::livekit_server::LivekitKey;

#[derive(Debug, Args)]
pub struct Livekit {
    /// The organisation, by its id or name; not needed where there is only one.
    #[arg(long, global = true, value_name = "ORGANIZATION")]
    organization: Option<String>,
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
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
    },
    /// Show the connected servers and their keys.
    #[command(after_help = "Example:\n  rollcall livekit list")]
    List(Format),
    /// Forget a server and its keys; what it sent stays.
    #[command(after_help = "Example:\n  rollcall livekit disconnect wss://livekit.example.org")]
    Disconnect {
        /// The server's address or its id, as `list` shows them.
        server: String,
    },
}

pub async fn run(config: Config, asked: Livekit) -> anyhow::Result<()> {
    let app = App::attach(config).await?;
    let mut write = app.store.write().await?;
    let organization = meant::organization(&mut write, asked.organization.as_deref()).await;
    let organization = organization.context("--organization")?.id;
    let act = Act::of_installation(&app, &organization);
    match asked.action {
        Action::Connect { url, key, secret_file } => {
            let pair = KeyPair { api_key: key, secret: secret(secret_file)? };
            let connection = connect(&app, &mut write, &act, &url, &pair).await?;
            write.commit().await?;
            show(&connection);
            say!("LiveKit must send its webhooks to {}/webhooks/livekit", app.config.server.address());
        }
        Action::List(format) => show_all(&list(&mut write, &organization).await?, format),
        Action::Disconnect { server } => {
            let all = list(&mut write, &organization).await?;
            let address = server.trim_end_matches('/');
            let found = all.iter().find(|one| one.server.id == server || one.server.url == address);
            disconnect(&mut write, &act, found.map_or(&server, |one| &one.server.id)).await?;
            write.commit().await?;
        }
    }
    Ok(())
}

/// Connects what the settings name, at every start: a changed secret holds from then on. A server that the settings
/// name no longer stays connected until somebody disconnects it.
pub async fn connect_configured(app: &App) -> anyhow::Result<()> {
    let mut write = app.store.write().await?;
    for (index, server) in app.config.livekit.iter().enumerate() {
        let pair = KeyPair { api_key: server.key.clone(), secret: server.secret.clone() };
        let connected = match meant::organization(&mut write, server.organization.as_deref()).await {
            Ok(one) => {
                connect(app, &mut write, &Act::of_installation(app, &one.id), &server.url, &pair).await
            }
            Err(error) => Err(error),
        };
        if let Err(error) = connected {
            return Err(mistake(app, index, server, error));
        }
    }
    write.commit().await?;
    Ok(())
}

/// Which key of the settings is to blame.
fn mistake(app: &App, index: usize, server: &LivekitServer, error: Error) -> anyhow::Error {
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
    Mistake::new(format!("livekit[{index}].{field}"), found, wanted).in_place(&app.config.places).into()
}

/// A secret is not an argument: arguments are seen by everybody on the machine.
fn secret(file: Option<PathBuf>) -> anyhow::Result<SecretString> {
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

fn show_all(all: &[Connection], format: Format) {
    if format.json {
        let shown = all.iter().map(|one| {
            let keys = one.keys.iter().map(|key| json!({"key": key.api_key, "retiredAt": key.retired_at}));
            let keys: Vec<_> = keys.collect();
            json!({"id": one.server.id, "url": one.server.url, "keys": keys, "createdAt": one.server.created_at})
        });
        out::json(&shown.collect::<Vec<_>>());
        return;
    }
    if all.is_empty() {
        note!("no LiveKit server is connected; `rollcall livekit connect` connects one");
    }
    table(
        &["ID", "ADDRESS", "KEYS"],
        all.iter().map(|one| {
            let keys: Vec<String> = one.keys.iter().map(key).collect();
            vec![one.server.id.clone(), one.server.url.clone(), keys.join(", ")]
        }),
    );
}

fn show(connection: &Connection) {
    say!("{}  {}", connection.server.id, connection.server.url);
    for one in &connection.keys {
        say!("    {}", key(one));
    }
}

fn key(key: &LivekitKey) -> String {
    match key.retired_at {
        None => key.api_key.clone(),
        Some(at) => format!("{} until {at}", key.api_key),
    }
}
