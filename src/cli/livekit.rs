//! `rollcall livekit …`: connect an organisation's own LiveKit server, list what is connected, end it.

use std::io::Read;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Subcommand};
use secrecy::SecretString;

use crate::app::App;
use crate::app::livekit_server::{ConnectError, Connection, Invalid, KeyPair, connect, disconnect, list};
use crate::config::{Config, Mistake};

#[derive(Debug, Args)]
pub struct Livekit {
    /// The organisation, by its id.
    #[arg(long, value_name = "ID")]
    organization: String,
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
    let organization = &asked.organization;
    match asked.action {
        Action::Connect { url, key, secret_file } => {
            let pair = KeyPair { api_key: key, secret: secret(secret_file)? };
            let connection = connect(&app, organization, &url, &pair).await?;
            show(&connection);
            println!("LiveKit must send its webhooks to {}/webhooks/livekit", app.config.server.address());
        }
        Action::List => list(&app, organization).await?.iter().for_each(show),
        Action::Disconnect { id } => disconnect(&app, organization, &id).await?,
    }
    Ok(())
}

/// Connects what the settings name, at every start: a changed secret holds from then on. A server that the settings
/// name no longer stays connected until somebody disconnects it.
pub async fn connect_configured(app: &App) -> anyhow::Result<()> {
    for (index, server) in app.config.livekit.iter().enumerate() {
        let pair = KeyPair { api_key: server.key.clone(), secret: server.secret.clone() };
        let connected = connect(app, &server.organization, &server.url, &pair).await;
        let (field, found) = match connected {
            Ok(_) => continue,
            Err(ConnectError::Invalid(Invalid::Url)) => ("url", format!("{:?}", server.url)),
            Err(ConnectError::Invalid(Invalid::ApiKey)) => ("key", format!("{:?}", server.key)),
            Err(ConnectError::Invalid(Invalid::Secret)) => ("secret", "nothing".to_owned()),
            Err(ConnectError::KeyTaken) => {
                ("key", format!("{:?}, which another organisation uses", server.key))
            }
            Err(error) => return Err(error.into()),
        };
        let wanted = match field {
            "url" => "an address such as wss://livekit.example.org",
            "key" => "an API key of this organisation's own LiveKit server",
            _ => "the secret of the API key",
        };
        return Err(Mistake::new(format!("livekit[{index}].{field}"), found, wanted).into());
    }
    Ok(())
}

/// A secret is not an argument: arguments are seen by everybody on the machine.
fn secret(file: Option<PathBuf>) -> anyhow::Result<SecretString> {
    let text = match file {
        Some(path) => std::fs::read_to_string(&path)
            .with_context(|| format!("--secret-file: cannot read {}", path.display()))?,
        None => {
            let mut text = String::new();
            std::io::stdin()
                .read_to_string(&mut text)
                .context("cannot read the secret from standard input")?;
            text
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
