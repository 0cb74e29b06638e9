//! What the demo runs on: its listeners, its settings and its simulated LiveKit.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;

use anyhow::Context;
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::clock::DemoClock;
use super::{mail, meet};
use crate::app::App;
use crate::config::Config;
use crate::simulator::livekit::{SigningKey, SimulatedLivekit, WebhookTarget};

/// Where the simulated platforms answer.
pub struct DemoPorts {
    pub livekit: TcpListener,
    pub google: TcpListener,
    pub mail: TcpListener,
}

impl DemoPorts {
    /// Free ports.
    pub async fn take() -> anyhow::Result<DemoPorts> {
        let free = || TcpListener::bind("127.0.0.1:0");
        Ok(DemoPorts { livekit: free().await?, google: free().await?, mail: free().await? })
    }
}

/// Starts the academy's simulated LiveKit on a free port.
pub async fn start_livekit(
    app: &App,
    clock: &Arc<DemoClock>,
    base: &str,
    listener: TcpListener,
) -> anyhow::Result<(SimulatedLivekit, String, SigningKey)> {
    let url = format!("http://{}", listener.local_addr()?);
    let secret = hex::encode(app.ids.random_bytes::<24>());
    let key = SigningKey { key: "APIdemo".to_owned(), secret };
    let setup = WebhookTarget { webhook: format!("{base}/webhooks/livekit"), key: key.clone() };
    let livekit = SimulatedLivekit::new(setup, clock.clone(), app.ids.clone());
    tokio::spawn(livekit.clone().serve(listener));
    Ok((livekit, url, key))
}

pub async fn listen(wanted: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(wanted).await {
        Ok(listener) => Ok(listener),
        Err(_) => {
            let any = SocketAddr::new(wanted.ip(), 0);
            TcpListener::bind(any)
                .await
                .with_context(|| format!("--listen: cannot listen on {}", wanted.ip()))
        }
    }
}

/// The address by which others reach a listener: where it listens to every address of the machine, the one that the machine
/// has in its network.
pub fn reachable(listening: SocketAddr) -> SocketAddr {
    if !listening.ip().is_unspecified() {
        return listening;
    }
    // Nothing is sent: the system only chooses by which of its addresses it would reach another network.
    let chosen = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| {
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        socket.local_addr()
    });
    let ip = chosen.map(|address| address.ip()).ok().filter(|ip| !ip.is_unspecified());
    SocketAddr::new(ip.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)), listening.port())
}

/// The default settings, with the addresses of the simulated platforms and of the mail server, and the demo's database.
pub fn config(
    database: Option<&str>,
    folder: &TempDir,
    listener: &TcpListener,
    ports: &DemoPorts,
) -> anyhow::Result<Config> {
    let mut config = Config::default();
    config.server.listen = listener.local_addr()?;
    let address = reachable(config.server.listen);
    if !address.ip().is_loopback() {
        // Codes on pages and on paper are addresses then, which a phone opens.
        config.server.public_url = format!("http://{address}").parse().ok();
    }
    config.database.url = match database {
        Some(url) => url.to_owned(),
        None => format!("sqlite://{}", folder.path().join("rollcall.db").display()),
    };
    // Several organisations share the installation, and what they reach is this machine.
    config.livekit.allow_private_addresses = Some(true);
    config.livekit.simulated = vec![format!("http://{}", ports.livekit.local_addr()?)];
    let google = format!("http://{}", ports.google.local_addr()?);
    let url = |path: &str| {
        let address = format!("{google}{path}").parse();
        address.unwrap_or_else(|_| unreachable!("{google}{path} is an address"))
    };
    config.google.meet_url = url("");
    config.google.token_url = url("/token");
    config.google.consent_url = url("/o/oauth2/v2/auth");
    config.google.client_id = meet::CLIENT.0.to_owned();
    config.google.client_secret = meet::CLIENT.1.to_owned().into();
    config.mail = mail::settings(&ports.mail)?;
    Ok(config)
}
