//! `rollcall simulate`: runs a simulated platform for demonstrations, trials and tests. It uses no database, and
//! `rollcall serve` never uses it.

mod livekit;

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context;
use clap::Subcommand;

use crate::clock::{Clock, SystemClock};
use crate::simulator::google::SimulatedGoogle;
use crate::terminal::output::say;

#[derive(Debug, Subcommand)]
pub enum SimulatedPlatform {
    /// Google: its token endpoint, consent screen and Meet API, answered from a script.
    #[command(after_help = "Example:\n  rollcall simulate google --listen 127.0.0.1:8090 --script day.json")]
    Google {
        /// Where to answer; port 0 takes any free one, and the first line printed says which.
        #[arg(long, default_value = "127.0.0.1:8090")]
        listen: SocketAddr,
        /// Who was in which space when, as JSON; more can be sent to /control/world.
        #[arg(long, value_name = "FILE")]
        script: Option<PathBuf>,
    },
    /// LiveKit: a lesson's webhooks, signed and sent to any address.
    #[command(
        after_help = "Example:\n  rollcall simulate livekit --to http://127.0.0.1:8080 --key APIx --secret S --room r --start 2026-01-05T08:00:00Z"
    )]
    Livekit(Box<livekit::SimulateLivekit>),
}

/// Plays the platform until the process is stopped.
pub async fn run(platform: SimulatedPlatform) -> anyhow::Result<()> {
    match platform {
        SimulatedPlatform::Google { listen, script } => google(listen, script).await,
        SimulatedPlatform::Livekit(asked) => livekit::run(*asked).await,
    }
}

async fn google(listen: SocketAddr, script: Option<PathBuf>) -> anyhow::Result<()> {
    let google = SimulatedGoogle::new(|| SystemClock.now().to_utc());
    if let Some(path) = script {
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let world =
            serde_json::from_str(&text).with_context(|| format!("{} is no script", path.display()))?;
        google.with(|inner| inner.world = world);
    }
    let listener = tokio::net::TcpListener::bind(listen).await?;
    say!("simulated Google at http://{}", listener.local_addr()?);
    google.serve(listener).await?;
    Ok(())
}
