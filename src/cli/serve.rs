//! `rollcall serve`: HTTP and jobs until the process is told to stop.

use std::time::Duration;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;

use crate::app::ingest::Ingest;
use crate::app::{App, evaluate};
use crate::cli::out::say;
use crate::config::Config;
use crate::{api, cli, jobs};

#[derive(Debug, Default, clap::Args)]
pub struct Serve {
    /// Verify webhooks and answer them without storing anything: what `rollcall bench` compares with.
    #[arg(long, hide = true)]
    forget_evidence: bool,
}

pub async fn run(config: Config, how: Serve) -> anyhow::Result<()> {
    cli::log::start(&config.log).map_err(|mistake| mistake.in_place(&config.places))?;
    let listen = config.server.listen;
    let mut app = App::start(config).await?;
    cli::livekit::connect_configured(&app).await?;
    if how.forget_evidence {
        tracing::warn!("evidence is verified, answered and FORGOTTEN: this process is for measuring only");
        app.ingest = Ingest::forgetting();
    }
    let listener = TcpListener::bind(listen).await.map_err(|error| {
        let set = app.config.places.of("server.listen").map_or_else(String::new, |place| format!(" ({place})"));
        anyhow::anyhow!(
            "server.listen: cannot listen on {listen}{set}: {error}; ROLLCALL_SERVER__LISTEN=127.0.0.1:0 takes a free port"
        )
    })?;
    let address = listener.local_addr()?;
    let metrics = match app.config.metrics.listen {
        None => None,
        Some(listen) => {
            let bound = TcpListener::bind(listen).await;
            Some(bound.with_context(|| format!("metrics.listen: cannot listen on {listen}"))?)
        }
    };

    stop_on_signal(app.clone())?;
    jobs::start(app.clone(), jobs::JOBS).await?;
    evaluate::follow(&app);
    // Operators of the service before this one look for this sentence.
    tracing::info!("Meeting monitoring service started with automated participant tracking");
    if let Some(metrics) = metrics {
        tracing::info!("metrics are at http://{}/metrics", metrics.local_addr()?);
        app.tasks.spawn(api::serve(metrics, api::metrics_router(app.clone()), app.shutdown.clone()));
    }
    say!("rollcall is ready at http://{address}");

    if app.store.read().await?.list_organizations("", 1).await?.is_empty() {
        tracing::info!("nobody can log in yet: make the first account with `rollcall user create`");
    }

    let server = tokio::spawn(api::serve(listener, api::router(app.clone()), app.shutdown.clone()));
    app.shutdown.cancelled().await;
    end(&app, server).await
}

/// Lets whoever is still at work end, within the grace the settings give; what was acknowledged is durable already.
pub(super) async fn end(app: &App, server: JoinHandle<std::io::Result<()>>) -> anyhow::Result<()> {
    let grace = Duration::from_secs(app.config.server.shutdown_seconds);
    app.tasks.close();
    let ended = async {
        let served = server.await;
        app.tasks.wait().await;
        served
    };
    match tokio::time::timeout(grace, ended).await {
        Ok(served) => served??,
        Err(_) => tracing::warn!("some requests or jobs did not end in {} s", grace.as_secs()),
    }
    app.store.close().await;
    Ok(())
}

/// SIGTERM and ctrl-C cancel `app.shutdown`.
pub(super) fn stop_on_signal(app: App) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("told to stop");
        app.shutdown.cancel();
    });
    Ok(())
}
