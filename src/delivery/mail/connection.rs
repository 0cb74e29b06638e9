//! One connection to a mail server, and one message over it, step by step: each step has a time limit, and whoever asks
//! learns at which step it ended.
//!
//! `lettre`'s own transport is not used: it has one error for all steps, so that a wrong password cannot be told from a
//! refused mailbox, and no time limit behind connecting.

use std::future::Future;
use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use secrecy::ExposeSecret;
use tokio::time::Instant;

use crate::delivery::mail::letter::ComposedMail;
use crate::delivery::mail::smtp_failure::{SmtpCause, SmtpFailure, SmtpStep};
use crate::net::smtp_url::{SmtpSecurity, SmtpUrl};

/// What is needed to connect.
pub(super) struct MailServer {
    pub url: SmtpUrl,
    pub tls: Option<TlsParameters>,
    pub hello_name: String,
    pub timeouts: MailTimeouts,
}

/// How long things may take.
#[derive(Clone, Copy)]
pub(super) struct MailTimeouts {
    /// Connecting, and each command until its answer.
    pub step: Duration,
    /// One message, from connecting to the last answer. Servers look into a message before they take it, so the last
    /// step may have all that is left.
    pub message: Duration,
}

/// A connection that was greeted and is between two messages.
pub(super) struct MailConnection {
    connection: AsyncSmtpConnection,
    /// Messages it has carried.
    pub carried: u32,
    /// When the last of them was done.
    pub idle_since: Instant,
}

/// The end of a step: its own limit, or that of the message.
struct StepClock {
    step: Duration,
    end: Instant,
}

impl StepClock {
    async fn limit<T>(
        &self,
        step: SmtpStep,
        work: impl Future<Output = Result<T, SmtpError>>,
    ) -> Result<T, SmtpFailure> {
        let end = match step {
            SmtpStep::Content => self.end,
            _ => self.end.min(Instant::now() + self.step),
        };
        match tokio::time::timeout_at(end, work).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => Err(SmtpFailure { step, cause: SmtpCause::of(&error) }),
            Err(_) => Err(SmtpFailure { step, cause: SmtpCause::Timeout }),
        }
    }
}

impl MailServer {
    /// When a message that begins now has to be done.
    pub fn deadline(&self) -> Instant {
        Instant::now() + self.timeouts.message
    }

    fn clock(&self, end: Instant) -> StepClock {
        StepClock { step: self.timeouts.step, end }
    }

    /// Connects, greets, turns to TLS and logs in, as the settings want it.
    pub async fn connect(&self, end: Instant) -> Result<MailConnection, SmtpFailure> {
        let clock = self.clock(end);
        let hello = ClientId::Domain(self.hello_name.clone());
        let at_once = self.tls.clone().filter(|_| self.url.security == SmtpSecurity::Tls);
        let address = (self.url.host.as_str(), self.url.port);
        let greeted = AsyncSmtpConnection::connect_tokio1(address, None, &hello, at_once, None);
        let mut connection = clock.limit(SmtpStep::Connect, greeted).await?;
        if let Some(tls) = self.tls.clone().filter(|_| self.url.security == SmtpSecurity::StartTls) {
            if !connection.can_starttls() {
                return Err(SmtpFailure { step: SmtpStep::Tls, cause: SmtpCause::NoStartTls });
            }
            clock.limit(SmtpStep::Tls, connection.starttls(tls, &hello)).await?;
        }
        if let Some(login) = &self.url.login {
            let credentials = Credentials::new(login.user.clone(), login.password.expose_secret().to_owned());
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            clock.limit(SmtpStep::Login, connection.auth(&mechanisms, &credentials)).await?;
        }
        Ok(MailConnection { connection, carried: 0, idle_since: Instant::now() })
    }

    /// Hands in one message; the server's words of acceptance.
    pub async fn hand_in(
        &self,
        mail: &ComposedMail,
        over: &mut MailConnection,
        end: Instant,
    ) -> Result<String, SmtpFailure> {
        let clock = self.clock(end);
        let connection = &mut over.connection;
        let mut parameters = Vec::new();
        if !(mail.from.as_ref() as &str).is_ascii() || !(mail.to.as_ref() as &str).is_ascii() {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(SmtpFailure { step: SmtpStep::Sender, cause: SmtpCause::NoUnicodeAddresses });
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !mail.bytes.is_ascii() {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let sender = Mail::new(Some(mail.from.clone()), parameters);
        clock.limit(SmtpStep::Sender, connection.command(sender)).await?;
        let recipient = Rcpt::new(mail.to.clone(), Vec::new());
        clock.limit(SmtpStep::Recipient, connection.command(recipient)).await?;
        clock.limit(SmtpStep::Data, connection.command(Data)).await?;
        let taken = clock.limit(SmtpStep::Content, connection.message(&mail.bytes)).await?;
        over.carried += 1;
        over.idle_since = Instant::now();
        Ok(format!("{} {}", taken.code(), taken.message().collect::<Vec<&str>>().join(" ")))
    }

    /// Takes back what was begun, after the server refused it; whether the connection can carry another message.
    pub async fn reset(&self, over: &mut MailConnection) -> bool {
        let clock = self.clock(Instant::now() + self.timeouts.step);
        over.idle_since = Instant::now();
        clock.limit(SmtpStep::Sender, over.connection.command(Rset)).await.is_ok()
    }

    /// Says goodbye.
    pub async fn quit(&self, mut over: MailConnection) {
        _ = tokio::time::timeout(self.timeouts.step, over.connection.quit()).await;
    }
}
