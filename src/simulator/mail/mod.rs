//! A simulated mail server for tests and the demo: it speaks SMTP as RFC 5321 wants it, takes every letter and hands it on to
//! nobody. The newest letters are kept, to be read.
//!
//! It offers neither TLS nor a login, so it is for this machine alone. What anybody sends it is bounded: lines, letters,
//! recipients, connections, and what is kept.

mod dialogue;
mod lines;
mod mailbox;

use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::Semaphore;

pub use self::mailbox::{MailLimits, ReceivedLetter, SimulatedMail};

/// Connections at one time; the next one waits for one of them to end.
const MAX_CONNECTIONS: usize = 32;

impl SimulatedMail {
    /// Serves until the listener fails.
    pub async fn serve(self, listener: TcpListener) -> std::io::Result<()> {
        let slots = Arc::new(Semaphore::new(MAX_CONNECTIONS));
        loop {
            let slot = slots.clone().acquire_owned().await.map_err(std::io::Error::other)?;
            let (stream, _) = listener.accept().await?;
            let mail = self.clone();
            tokio::spawn(async move {
                // Whoever hangs up in the middle has handed nothing in.
                _ = dialogue::converse(stream, &mail).await;
                drop(slot);
            });
        }
    }
}
