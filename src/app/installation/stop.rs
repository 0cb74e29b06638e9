//! Stops the process on a signal, after requests and tasks have ended.

use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;

use crate::app::App;

/// Waits until requests and tasks have ended, for at most `server.shutdown_seconds`. Acknowledged evidence is
/// durable already.
pub async fn end(app: &App, server: JoinHandle<std::io::Result<()>>) -> std::io::Result<()> {
    let grace = Duration::from_secs(app.config.server.shutdown_seconds);
    app.tasks.close();
    let ended = async {
        let served = server.await;
        app.tasks.wait().await;
        served
    };
    match tokio::time::timeout(grace, ended).await {
        Ok(served) => served.map_err(std::io::Error::other)??,
        Err(_) => tracing::warn!("some requests or jobs did not end in {} s", grace.as_secs()),
    }
    app.store.close().await;
    Ok(())
}

/// SIGTERM and ctrl-C cancel `app.shutdown`.
pub fn on_signal(app: App) -> std::io::Result<()> {
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
