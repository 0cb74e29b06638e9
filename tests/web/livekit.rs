//! A real LiveKit server, as `scripts/setup-tests` installs it.

use std::net::{TcpListener, TcpStream, UdpSocket};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::server::{KEY, SECRET};

/// A port nobody listens on at this moment, for TCP and UDP.
pub fn free_port() -> u16 {
    loop {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if UdpSocket::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// Killed when dropped.
pub struct LiveKit {
    child: Child,
    _folder: TempDir,
}

impl LiveKit {
    /// Starts it at this port, with its webhooks sent to `webhooks`.
    pub fn start(port: u16, webhooks: &str) -> LiveKit {
        let server = Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools/bin/livekit-server");
        assert!(server.exists(), "{} is missing: run scripts/setup-tests first", server.display());
        let folder = TempDir::new().unwrap();
        let (tcp, udp) = (free_port(), free_port());
        let settings = format!(
            "port: {port}\nbind_addresses: [\"127.0.0.1\"]\nkeys: {{ {KEY}: {SECRET} }}\n\
             rtc: {{ tcp_port: {tcp}, udp_port: {udp}, node_ip: 127.0.0.1, use_external_ip: false, \
             enable_loopback_candidate: true, stun_servers: [\"127.0.0.1:3478\"] }}\n\
             room: {{ departure_timeout: 60, empty_timeout: 300 }}\n\
             webhook: {{ api_key: {KEY}, urls: [\"{webhooks}\"] }}\nlogging: {{ level: warn }}\n"
        );
        let config = folder.path().join("livekit.yaml");
        std::fs::write(&config, settings).unwrap();
        let mut command = Command::new(server);
        command.arg("--config").arg(config).stdout(Stdio::null()).stderr(Stdio::null());
        let livekit = LiveKit { child: command.spawn().unwrap(), _folder: folder };
        for _ in 0..300 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return livekit;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("LiveKit does not answer");
    }
}

impl Drop for LiveKit {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
