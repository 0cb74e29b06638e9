//! `rollcall livekit …`: connect an organisation's own LiveKit server, list what is connected, end it.

use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Subcommand};
use secrecy::SecretString;

use crate::app::livekit_server::{Connection, KeyPair, connect, disconnect, list};
use crate::app::organizations::meant;
use crate::app::{Act, App, Error};
use crate::config::{Config, LivekitServer, Mistake};

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
    List,
    /// Forget a server and its keys; what it sent stays.
    Disconnect {
        /// The connection's id, as `list` shows it.
        id: String,
    },
}

pub async fn run(config: Config, asked: Livekit) -> anyhow::Result<()> {
    let app = App::start(config).await?;
    let mut write = app.store.write().await?;
    let organization = meant(&mut write, asked.organization.as_deref()).await?.id;
    let act = Act::of_installation(&app, &organization);
    match asked.action {
        Action::Connect { url, key, secret_file } => {
            let pair = KeyPair { api_key: key, secret: secret(secret_file)? };
            let connection = connect(&app, &mut write, &act, &url, &pair).await?;
            write.commit().await?;
            show(&connection);
            println!("LiveKit must send its webhooks to {}/webhooks/livekit", app.config.server.address());
        }
        Action::List => list(&mut write, &organization).await?.iter().for_each(show),
        Action::Disconnect { id } => {
            disconnect(&mut write, &act, &id).await?;
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
        let connected = match meant(&mut write, server.organization.as_deref()).await {
            Ok(one) => {
                connect(app, &mut write, &Act::of_installation(app, &one.id), &server.url, &pair).await
            }
            Err(error) => Err(error),
        };
        if let Err(error) = connected {
            return Err(mistake(index, server, error));
        }
    }
    write.commit().await?;
    Ok(())
}

/// Which key of the settings is to blame.
fn mistake(index: usize, server: &LivekitServer, error: Error) -> anyhow::Error {
    let named = || server.organization.as_ref().map_or("nothing".to_owned(), |said| format!("{said:?}"));
    let (field, found, wanted) = match &error {
        Error::NotFound(_) => ("organization", named(), "the id or name of an organisation".to_owned()),
        Error::Refused { code: "ambiguous_organization", detail } => {
            ("organization", named(), detail.clone())
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
    Mistake::new(format!("livekit[{index}].{field}"), found, wanted).into()
}

/// A secret is not an argument: arguments are seen by everybody on the machine.
fn secret(file: Option<PathBuf>) -> anyhow::Result<SecretString> {
    let text = match file {
        Some(path) => std::fs::read_to_string(&path)
            .with_context(|| format!("--secret-file: cannot read {}", path.display()))?,
        None => {
            if std::io::stdin().is_terminal() {
                eprint!("Secret of the API key: ");
            }
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).context("cannot read the secret from standard input")?;
            line
        }
    };
    Ok(text.trim_end().to_owned().into())
}

fn show(connection: &Connection) {
    println!("{}  {}", connection.server.id, connection.server.url);
    for key in &connection.keys {
        match key.retired_at {
            None => println!("    {}", key.api_key),
            Some(at) => println!("    {}, until {at}", key.api_key),
        }
    }
}
