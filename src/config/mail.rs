//! `[mail]`, `[webhooks]` and `[push]`: how messages leave this installation.

use std::fmt;
use std::str::FromStr;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::value::{self, InvalidValue};
use crate::domain::people::validated_text::Email;
use crate::net::smtp_url::{SmtpUrl, SmtpUrlError};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailConfig {
    /// The mail server, with its login. `None`: no mail is sent.
    #[serde(deserialize_with = "server", serialize_with = "hidden_server")]
    pub url: Option<SmtpUrl>,
    /// Who mail is from, where an organisation says nothing else.
    #[serde(with = "value::optional")]
    pub from: Option<MailSender>,
    /// Certificates (PEM) that are trusted beside those of the machine.
    #[serde(serialize_with = "value::hidden")]
    pub ca_certificate: SecretString,
    /// Longest time for one step: connecting, or a command until its answer.
    #[serde(deserialize_with = "value::positive")]
    pub timeout_seconds: u32,
}

impl Default for MailConfig {
    fn default() -> Self {
        MailConfig { url: None, from: None, ca_certificate: SecretString::default(), timeout_seconds: 20 }
    }
}

impl MailConfig {
    /// The mail server and who mail is from, if mail is sent at all.
    pub fn sending(&self) -> Option<(&SmtpUrl, &MailSender)> {
        self.url.as_ref().zip(self.from.as_ref())
    }

    /// The certificates as text; empty: none.
    pub fn ca_certificate(&self) -> &str {
        self.ca_certificate.expose_secret()
    }
}

/// `Rollcall <rollcall@example.org>`, or an address alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSender {
    /// May be empty.
    pub name: String,
    pub address: String,
}

impl MailSender {
    /// What stands behind the @ of the address.
    pub fn domain(&self) -> &str {
        self.address.rsplit('@').next().unwrap_or_default()
    }
}

impl FromStr for MailSender {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let wanted = || InvalidValue::new("Name <address@example.org>, or an address alone");
        let (name, address) = match text.trim().strip_suffix('>') {
            Some(rest) => rest.rsplit_once('<').ok_or_else(wanted)?,
            None => ("", text),
        };
        let address = Email::parse(address).map_err(|_| wanted())?.into_inner();
        let name = name.trim().trim_matches('"').to_owned();
        if name.chars().any(char::is_control) {
            return Err(wanted());
        }
        Ok(MailSender { name, address })
    }
}

impl fmt::Display for MailSender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.is_empty() {
            f.write_str(&self.address)
        } else {
            write!(f, "{} <{}>", self.name, self.address)
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebhooksConfig {
    /// Whether outgoing webhooks and notifications to browsers may go to addresses inside the operator's own network.
    pub allow_private_addresses: bool,
    /// Certificates (PEM) that are trusted beside those of the machine.
    #[serde(serialize_with = "value::hidden")]
    pub ca_certificate: SecretString,
    /// Longest time for one try, from looking up the name to the last byte of the answer.
    #[serde(deserialize_with = "value::positive")]
    pub timeout_seconds: u32,
}

impl Default for WebhooksConfig {
    fn default() -> Self {
        WebhooksConfig {
            allow_private_addresses: false,
            ca_certificate: SecretString::default(),
            timeout_seconds: 15,
        }
    }
}

impl WebhooksConfig {
    /// The certificates as text; empty: none.
    pub fn ca_certificate(&self) -> &str {
        self.ca_certificate.expose_secret()
    }
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PushConfig {
    /// Where push services find whoever runs this installation. `None`: the address of `mail.from`.
    #[serde(with = "value::optional")]
    pub subject: Option<PushContact>,
}

impl PushConfig {
    /// The contact that push services are told; without one, no notifications are sent to browsers.
    pub fn contact(&self, mail: &MailConfig) -> Option<String> {
        let of_mail = || mail.from.as_ref().map(|from| format!("mailto:{}", from.address));
        self.subject.as_ref().map(|subject| subject.0.clone()).or_else(of_mail)
    }
}

/// `mailto:…` or `https://…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushContact(String);

impl FromStr for PushContact {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let is_contact = match text.strip_prefix("mailto:") {
            Some(address) => Email::parse(address).is_ok_and(|parsed| parsed.as_str() == address),
            None => url::Url::parse(text).is_ok_and(|url| url.scheme() == "https"),
        };
        if is_contact {
            Ok(PushContact(text.to_owned()))
        } else {
            Err(InvalidValue::new("mailto:you@example.org or https://example.org/contact"))
        }
    }
}

impl fmt::Display for PushContact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads the address of the mail server. It may hold a password, so a refusal does not repeat it.
fn server<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SmtpUrl>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    SmtpUrl::parse(&text).map(Some).map_err(|SmtpUrlError(wanted)| InvalidValue::secret(wanted).refuse(&text))
}

/// It is read, never written.
fn hidden_server<S: Serializer>(_: &Option<SmtpUrl>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str("")
}
