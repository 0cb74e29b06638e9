//! Mail, handed in to the operator's own mail server by SMTP.
//!
//! What a server has said yes to is its own. Between the last byte of a message and that yes lies a gap that no client can
//! close: when the connection breaks there, or nothing comes in time, the server may have taken it. It counts as not
//! taken and is tried again, under the same `Message-ID`, by which mailboxes leave out what they have already.

mod connection;
mod header_text;
mod letter;
mod smtp_failure;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lettre::transport::smtp::client::{Certificate, TlsParameters};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio::sync::Semaphore;
use tokio::time::Instant;

pub use self::letter::{MailParty, MailPicture, OutgoingMail};
pub use self::smtp_failure::{MailTrouble, TroubleStep};

use self::connection::{MailConnection, MailServer, MailTimeouts};
use self::letter::{ComposedMail, compose};
use self::smtp_failure::SmtpFailure;
use crate::delivery::outcome::DeliveryOutcome;
use crate::net::smtp_url::{SmtpSecurity, SmtpUrl};

/// Connections at most at one time; mail servers grant few to one client.
const MAX_CONNECTIONS: usize = 4;
/// How long a connection waits for the next message. Servers hang up after a while, many after a minute.
const MAX_IDLE: Duration = Duration::from_secs(30);
/// Messages over one connection; servers have a limit, many of a hundred.
const MAX_CARRIED: u32 = 50;
/// How many time limits of a step one message may take altogether.
const STEPS_OF_MESSAGE: u32 = 3;

/// Where mail is handed in, and how.
#[derive(Clone, Debug)]
pub struct MailerSettings {
    pub server: SmtpUrl,
    /// Certificates (PEM) that are trusted beside those of the machine; empty: none.
    pub ca_certificate: String,
    /// What this program calls itself to the server: the domain of the sender's address.
    pub hello_name: String,
    /// For connecting, and for each command. A whole message may take three times as long.
    pub timeout: Duration,
}

/// The settings of mail cannot be used: the key of `[mail]`, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("mail.{key}: {wrong}")]
pub struct MailerError {
    pub key: &'static str,
    pub wrong: String,
}

/// Hands in mail. Connections are kept for the next message.
pub struct Mailer {
    server: MailServer,
    name: String,
    slots: Semaphore,
    idle: Mutex<Vec<MailConnection>>,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mailer({})", self.name)
    }
}

impl Mailer {
    /// Nothing is connected to yet. Reads the machine's certificates where there is TLS.
    pub fn new(settings: &MailerSettings) -> Result<Mailer, MailerError> {
        let step = settings.timeout.max(Duration::from_millis(1));
        let timeouts = MailTimeouts { step, message: step.saturating_mul(STEPS_OF_MESSAGE) };
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let named = Some(&settings.hello_name).filter(|name| !name.is_empty() && name.chars().all(is_name));
        Ok(Mailer {
            name: settings.server.to_string(),
            server: MailServer {
                url: settings.server.clone(),
                tls: tls(settings)?,
                hello_name: named.cloned().unwrap_or_else(|| "localhost".to_owned()),
                timeouts,
            },
            slots: Semaphore::new(MAX_CONNECTIONS),
            idle: Mutex::default(),
        })
    }

    /// Makes one attempt to hand in a mail.
    pub async fn send(&self, mail: &OutgoingMail) -> DeliveryOutcome {
        let composed = match compose(mail) {
            Ok(composed) => composed,
            Err(wrong) => return DeliveryOutcome::permanent(&wrong),
        };
        let _slot = self.slots.acquire().await;
        match self.hand_in(&composed, self.server.deadline()).await {
            Ok(accepted) => DeliveryOutcome::accepted(&accepted),
            Err(failure) => failure.outcome(&self.name),
        }
    }

    /// Connects, greets and logs in, and sends nothing: whether mail could be handed in now.
    pub async fn try_connection(&self) -> Result<(), MailTrouble> {
        match self.server.connect(self.server.deadline()).await {
            Ok(connection) => {
                self.keep(connection);
                Ok(())
            }
            Err(failure) => Err(failure.trouble(&self.name)),
        }
    }

    /// Says goodbye over the connections that wait for a next message.
    pub async fn close(&self) {
        let idle = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for connection in idle {
            self.server.quit(connection).await;
        }
    }

    async fn hand_in(&self, mail: &ComposedMail, end: Instant) -> Result<String, SmtpFailure> {
        if let Some(waiting) = self.waiting_connection() {
            match self.hand_in_over(waiting, mail, end).await {
                Err(failure) if failure.may_be_a_stale_connection() => {}
                done => return done,
            }
        }
        let fresh = self.server.connect(end).await?;
        self.hand_in_over(fresh, mail, end).await
    }

    async fn hand_in_over(
        &self,
        mut connection: MailConnection,
        mail: &ComposedMail,
        end: Instant,
    ) -> Result<String, SmtpFailure> {
        let done = self.server.hand_in(mail, &mut connection, end).await;
        let is_usable = match &done {
            Ok(_) => true,
            Err(failure) => failure.leaves_connection_usable() && self.server.reset(&mut connection).await,
        };
        if is_usable {
            self.keep(connection);
        }
        done
    }

    fn keep(&self, connection: MailConnection) {
        if connection.carried < MAX_CARRIED {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }

    /// The one used last; those that have waited too long are let go.
    fn waiting_connection(&self) -> Option<MailConnection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|connection| connection.idle_since.elapsed() < MAX_IDLE);
        idle.pop()
    }
}

fn tls(settings: &MailerSettings) -> Result<Option<TlsParameters>, MailerError> {
    if settings.server.security == SmtpSecurity::Plain {
        return Ok(None);
    }
    let wrong = |wrong: String| MailerError { key: "ca_certificate", wrong };
    let mut builder = TlsParameters::builder(settings.server.host.clone());
    let pem = settings.ca_certificate.trim();
    let read: Result<Vec<CertificateDer>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    match read {
        Ok(certificates) if !certificates.is_empty() || pem.is_empty() => {
            for certificate in certificates {
                let trusted = Certificate::from_der(certificate.to_vec());
                builder = builder.add_root_certificate(trusted.map_err(|error| wrong(error.to_string()))?);
            }
        }
        _ => return Err(wrong("no certificates in PEM".to_owned())),
    }
    builder.build().map(Some).map_err(|error| wrong(error.to_string()))
}
