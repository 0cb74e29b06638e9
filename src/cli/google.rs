//! `rollcall google …`: connects an organiser whose Meet calls are to be read, lists who is connected, disconnects.

use std::io::BufRead;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};
use axum::Router;
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use axum::routing::get;
use clap::{Args, Subcommand};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::app::meet::connections;
use crate::app::people::name_lookup;
use crate::app::{ActorContext, App};
use crate::config::Config;
use crate::http::serve;
use crate::store::meet::connections::{ConsentState, GoogleConnection};
use crate::terminal::output;
use crate::terminal::output::{OutputFormat, note, say};
use crate::terminal::table::print_table;

/// How long to wait until the organiser has consented in the browser.
const CONSENT_TIMEOUT: Duration = Duration::from_secs(30 * 60);
/// The redirect address for `--paste`, when the browser is on another machine. Nothing listens there: the operator
/// copies the address, which contains the code, from the browser.
const PASTE_REDIRECT_URL: &str = "http://127.0.0.1:8085/";

#[derive(Debug, Args)]
pub struct GoogleCommand {
    /// The organisation, by its id or name; not needed where there is only one.
    #[arg(long, global = true, value_name = "ORGANIZATION")]
    organization: Option<String>,
    #[command(subcommand)]
    action: GoogleAction,
}

#[derive(Debug, Subcommand)]
enum GoogleAction {
    /// Connect an organiser: prints an address to open in the organiser's browser, and waits for the consent.
    #[command(
        after_help = "Example:\n  rollcall google connect --paste\n  rollcall google connect --service-account key.json --subject aisha@school.example"
    )]
    Connect {
        /// The browser is on another machine: paste the address it ends at instead of waiting here.
        #[arg(long)]
        paste: bool,
        /// Try to open the address in this machine's browser.
        #[arg(long, conflicts_with = "paste")]
        open: bool,
        /// No consent: a service account acts as the organiser. The key file that Google gave for it.
        #[arg(long, value_name = "FILE", requires = "subject", conflicts_with_all = ["paste", "open"])]
        service_account: Option<PathBuf>,
        /// The organiser whom the service account acts as.
        #[arg(long, value_name = "EMAIL", requires = "service_account")]
        subject: Option<String>,
    },
    /// Show who is connected and whether it works.
    #[command(after_help = "Example:\n  rollcall google list")]
    List(OutputFormat),
    /// Forget an organiser's consent; what was read stays.
    #[command(after_help = "Example:\n  rollcall google disconnect aisha@school.example")]
    Disconnect {
        /// The organiser's e-mail address, as `list` shows it.
        email: String,
    },
}

pub async fn run(config: Config, asked: GoogleCommand) -> anyhow::Result<()> {
    let app = App::attach(config).await?;
    let mut read = app.store.read().await?;
    let organization = name_lookup::organization(&mut read, asked.organization.as_deref()).await;
    let organization = &organization.context("--organization")?.id;
    drop(read);
    let actor = ActorContext::of_installation(&app, organization);
    match asked.action {
        GoogleAction::Connect { service_account: Some(file), subject: Some(subject), .. } => {
            let key = std::fs::read_to_string(&file)
                .with_context(|| format!("--service-account: cannot read {}", file.display()))?;
            print_connection(&connections::connect_service_account(&app, &actor, &key, &subject).await?);
        }
        GoogleAction::Connect { paste: true, .. } => {
            say!(
                "Open this address in the organiser's browser:\n\n{}\n",
                connections::begin_consent(&app, organization, PASTE_REDIRECT_URL)?
            );
            say!(
                "The browser ends at an address that begins with {PASTE_REDIRECT_URL} and shows an error; that is right."
            );
            note!("Paste that address here:");
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line).context("cannot read the address")?;
            finish_consent(&app, line.trim()).await?;
        }
        GoogleAction::Connect { open, .. } => {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            let home = format!("http://{}/", listener.local_addr()?);
            let address = connections::begin_consent(&app, organization, &home)?;
            say!("Open this address in the organiser's browser:\n\n{address}\n");
            if open {
                open_browser(&address);
            }
            let waited =
                tokio::time::timeout(CONSENT_TIMEOUT, wait_for_callback(&app, listener, &home)).await;
            waited.context("nobody consented in half an hour")??;
        }
        GoogleAction::List(format) => {
            print_connections(&connections::list(&app, organization).await?, format)
        }
        GoogleAction::Disconnect { email } => connections::disconnect(&app, &actor, &email).await?,
    }
    Ok(())
}

fn print_connections(all: &[GoogleConnection], format: OutputFormat) {
    if format.json {
        let shown = all.iter().map(|one| {
            json!({
                "email": one.email,
                "kind": one.kind.as_str(),
                "state": state(one),
                "failure": one.failure,
                "readAt": one.succeeded_at,
            })
        });
        output::json(&shown.collect::<Vec<_>>());
        return;
    }
    if all.is_empty() {
        note!("no organiser is connected; `rollcall google connect` connects one");
    }
    print_table(
        &["ORGANISER", "KIND", "STATE", "LAST READ", "TROUBLE"],
        all.iter().map(|one| {
            let read = one.succeeded_at.map_or_else(|| "never".to_owned(), |at| at.to_string());
            let failure = one.failure.clone().unwrap_or_default();
            vec![one.email.clone(), one.kind.as_str().to_owned(), state(one), read, failure]
        }),
    );
}

fn state(one: &GoogleConnection) -> String {
    match &one.state {
        ConsentState::Connected => "connected".to_owned(),
        ConsentState::NeedsReconnect { reason } => format!("needs to be connected again ({reason})"),
    }
}

fn print_connection(one: &GoogleConnection) {
    say!("{}  {}  {}", one.email, one.kind.as_str(), state(one));
    if let Some(failure) = &one.failure {
        say!("    last reading: {failure}");
    }
}

/// Completes the consent with the state and the code in the address that Google redirected the browser to.
async fn finish_consent(app: &App, address: &str) -> anyhow::Result<()> {
    let address = url::Url::parse(address).context("this is not the address the browser ended at")?;
    let parameter =
        |name: &str| address.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    if let Some(error) = parameter("error") {
        bail!("Google was not allowed to share its meetings ({error})");
    }
    let (Some(state), Some(code)) = (parameter("state"), parameter("code")) else {
        bail!("the address holds no consent; paste the whole of it");
    };
    print_connection(&connections::finish_consent(app, &state, &code).await?);
    Ok(())
}

/// Serves the address that Google leads the browser back to, until it comes with a consent. Anything else (the browser's
/// icon, a scanner) gets 404.
async fn wait_for_callback(app: &App, listener: TcpListener, home: &str) -> anyhow::Result<()> {
    let (finished, mut outcome) = mpsc::channel(1);
    let (app, home) = (app.clone(), home.trim_end_matches('/').to_owned());
    let callback = async move |uri: Uri| {
        if !uri.query().is_some_and(|query| query.contains("state=")) {
            return StatusCode::NOT_FOUND.into_response();
        }
        let done = finish_consent(&app, &format!("{home}{uri}")).await;
        let sentence = match &done {
            Ok(()) => "Connected. You can close this page.",
            Err(_) => "That did not work; the terminal says why.",
        };
        _ = finished.send(done).await;
        sentence.into_response()
    };
    let stop = CancellationToken::new();
    let server = tokio::spawn(serve::serve(listener, Router::new().route("/", get(callback)), stop.clone()));
    let done = outcome.recv().await.context("the address for the browser is not served any more")?;
    // Gives the response time to reach the browser, but not longer: the browser may keep its connection open.
    stop.cancel();
    _ = tokio::time::timeout(Duration::from_secs(2), server).await;
    done
}

/// A failure is ignored, because the address has been printed too.
fn open_browser(address: &str) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    _ = std::process::Command::new(opener).arg(address).spawn();
}
