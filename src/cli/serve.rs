//! `rollcall serve`: HTTP and jobs until the process is told to stop.

use anyhow::Context;
use tokio::net::TcpListener;

use crate::app::installation::stop;
use crate::app::{App, evaluate};
use crate::config::Config;
use crate::http::serve;
use crate::terminal::output::say;
use crate::{cli, jobs, server};

pub async fn run(config: Config) -> anyhow::Result<()> {
    crate::terminal::logging::start(&config.log).map_err(|error| config.locations.locate(error))?;
    let listen = config.server.listen;
    let app = App::start(config).await?;
    cli::livekit::connect_configured(&app).await?;
    let listener = TcpListener::bind(listen).await.map_err(|error| {
        let set = app.config.locations.of("server.listen").map_or_else(String::new, |place| format!(" ({place})"));
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

    stop::on_signal(app.clone())?;
    jobs::start(app.clone(), jobs::JOBS).await?;
    evaluate::start_evaluator(&app);
    app.live.start();
    // Operators of the earlier service search their logs for exactly this sentence.
    tracing::info!("Meeting monitoring service started with automated participant tracking");
    if let Some(metrics) = metrics {
        tracing::info!("metrics are at http://{}/metrics", metrics.local_addr()?);
        app.tasks.spawn(serve::serve(metrics, server::metrics_router(app.clone()), app.shutdown.clone()));
    }
    say!("rollcall is ready at http://{address}");
    if !server::has_styled_pages() {
        tracing::warn!("the pages are plain: this program was built without Node; see README.md");
    }

    if app.store.read().await?.list_organizations("", 1).await?.is_empty() {
        tracing::info!("nobody can log in yet: make the first account with `rollcall user create`");
    }

    let server = tokio::spawn(serve::serve(listener, server::router(app.clone()), app.shutdown.clone()));
    app.shutdown.cancelled().await;
    Ok(stop::end(&app, server).await?)
}
