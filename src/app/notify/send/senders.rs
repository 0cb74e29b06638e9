//! What sends: the clients of the three channels, and which organisations are being worked for in this process.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::app::installation::secrets::InstallationSecrets;
use crate::config::{Config, MailConfig, MailSender};
use crate::delivery::InvalidCertificates;
use crate::delivery::mail::{Mailer, MailerError, MailerSettings};
use crate::delivery::push::{PushClient, VapidKey};
use crate::delivery::webhook::WebhookClient;
use crate::domain::notification::event::Channel;
use crate::domain::time::{MINUTE, Timestamp};
use crate::store::notification::deliveries::DeliveryQueue;

/// Mails handed in at once; as many as the mailer connects.
const MAILS_AT_ONCE: usize = 4;

/// How mail is handed in, and who it is from; `None`: no mail is sent.
pub fn mailer_settings(mail: &MailConfig) -> Option<(MailerSettings, MailSender)> {
    let (server, from) = mail.sending()?;
    let settings = MailerSettings {
        server: server.clone(),
        ca_certificate: mail.ca_certificate().to_owned(),
        hello_name: from.domain().to_owned(),
        timeout: Duration::from_secs(mail.timeout_seconds.into()),
    };
    Some((settings, from.clone()))
}

/// The settings of a channel cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SendersError {
    #[error(transparent)]
    Mail(#[from] MailerError),
    #[error("webhooks.ca_certificate: {0}")]
    Webhooks(#[from] InvalidCertificates),
}

/// What became of the messages of one organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SendCounts {
    pub sent: u64,
    /// Tries that failed and will be made again.
    pub failed: u64,
    pub dropped: u64,
    pub dead: u64,
}

/// The clients, and who is at work. Cheap to clone.
#[derive(Clone)]
pub struct Senders(Arc<SendersInner>);

struct SendersInner {
    mailer: Option<(Mailer, MailSender)>,
    webhooks: WebhookClient,
    push: Option<PushClient>,
    mail_slots: Semaphore,
    messages_per_minute: u64,
    work: Mutex<Work>,
}

#[derive(Default)]
struct Work {
    /// What a task of this process is sending.
    at_work: BTreeSet<DeliveryQueue>,
    /// What was done since the last run that asked.
    done: BTreeMap<String, SendCounts>,
    /// Per organisation the minute, and what was sent in it.
    pace: BTreeMap<String, (i64, u64)>,
}

impl Senders {
    /// The clients as the settings have them.
    ///
    /// # Errors
    /// Where the settings of mail cannot be used.
    pub fn new(config: &Config, secrets: &InstallationSecrets) -> Result<Senders, SendersError> {
        let mailer = match mailer_settings(&config.mail) {
            None => None,
            Some((settings, from)) => Some((Mailer::new(&settings)?, from)),
        };
        let contact = config.push.contact(&config.mail);
        let key = VapidKey::from_bytes(secrets.push_key());
        let may_be_private = config.webhooks.allow_private_addresses;
        let ca = config.webhooks.ca_certificate();
        let push = match contact.zip(key) {
            Some((contact, key)) => Some(PushClient::new(key, &contact, may_be_private, ca)?),
            None => None,
        };
        Ok(Senders(Arc::new(SendersInner {
            mailer,
            webhooks: WebhookClient::new(ca)?,
            push,
            mail_slots: Semaphore::new(MAILS_AT_ONCE),
            messages_per_minute: config.jobs.notify.messages_per_minute.into(),
            work: Mutex::default(),
        })))
    }

    /// Hands in mail, and who it is from; `None`: no mail is sent.
    pub(super) fn mailer(&self) -> Option<&(Mailer, MailSender)> {
        self.0.mailer.as_ref()
    }

    pub(super) fn webhooks(&self) -> &WebhookClient {
        &self.0.webhooks
    }

    /// `None`: push services could not be told whom to turn to.
    pub(super) fn push(&self) -> Option<&PushClient> {
        self.0.push.as_ref()
    }

    /// The address that mail is from; `None`: no mail is sent.
    pub fn mail_address(&self) -> Option<&str> {
        self.0.mailer.as_ref().map(|(_, from)| from.address.as_str())
    }

    /// Whether this installation can send by a channel at all.
    pub fn has_way(&self, channel: Channel) -> bool {
        match channel {
            Channel::Email => self.0.mailer.is_some(),
            Channel::Push => self.0.push.is_some(),
            Channel::Webhook => true,
        }
    }

    /// A turn to send. Mails wait for one of the few connections, whoever asked first; so no organisation keeps the others
    /// from theirs.
    pub(super) async fn turn(&self, channel: Channel) -> Option<SemaphorePermit<'_>> {
        match channel {
            Channel::Email => self.0.mail_slots.acquire().await.ok(),
            Channel::Push | Channel::Webhook => None,
        }
    }

    /// Whether this process may begin to send these: nobody of it does.
    pub(super) fn begin(&self, queue: &DeliveryQueue) -> bool {
        self.work().at_work.insert(queue.clone())
    }

    pub(super) fn end(&self, queue: &DeliveryQueue) {
        self.work().at_work.remove(queue);
    }

    /// Takes one of the messages that an organisation may send in this minute. False: it has sent them all.
    pub(super) fn take_pace(&self, organization: &str, now: Timestamp) -> bool {
        let minute = now.millis().div_euclid(MINUTE);
        let mut work = self.work();
        let (of, sent) = work.pace.entry(organization.to_owned()).or_default();
        if *of != minute {
            (*of, *sent) = (minute, 0);
        }
        let may_send = *sent < self.0.messages_per_minute;
        *sent += u64::from(may_send);
        may_send
    }

    /// Gives back what was taken at this time, where nothing was there to be sent.
    pub(super) fn give_pace_back(&self, organization: &str, now: Timestamp) {
        let minute = now.millis().div_euclid(MINUTE);
        if let Some((of, sent)) = self.work().pace.get_mut(organization)
            && *of == minute
        {
            *sent = sent.saturating_sub(1);
        }
    }

    pub(super) fn count(&self, organization: &str, count: impl FnOnce(&mut SendCounts)) {
        count(self.work().done.entry(organization.to_owned()).or_default());
    }

    /// What was done since this was asked last, by organisation.
    pub(super) fn take_counts(&self) -> BTreeMap<String, SendCounts> {
        std::mem::take(&mut self.work().done)
    }

    fn work(&self) -> MutexGuard<'_, Work> {
        self.0.work.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Senders {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Senders(…)")
    }
}
