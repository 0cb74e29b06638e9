//! `[google]`: the OAuth client of this installation, where Google is, and how much it is asked.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::value::{self, HttpUrl};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GoogleConfig {
    /// The OAuth client that organisers consent to. Not needed where a service account acts for them.
    pub client_id: String,
    #[serde(serialize_with = "value::hidden")]
    pub client_secret: SecretString,
    #[serde(deserialize_with = "value::parsed", serialize_with = "written")]
    pub meet_url: HttpUrl,
    #[serde(deserialize_with = "value::parsed", serialize_with = "written")]
    pub token_url: HttpUrl,
    #[serde(deserialize_with = "value::parsed", serialize_with = "written")]
    pub consent_url: HttpUrl,
    #[serde(deserialize_with = "value::parsed", serialize_with = "written")]
    pub directory_url: HttpUrl,
    /// Whether the organisers' directory is asked for the e-mail addresses of accounts nobody has bound yet.
    pub ask_directory: bool,
    /// Longest time for one answer.
    pub timeout_seconds: u32,
    /// How old the last poll of a live call may be before participants are read again.
    pub proof_seconds: u32,
    /// Google's own limits; Rollcall stays a tenth below them.
    pub reads_per_minute_per_user: u32,
    pub reads_per_minute_per_project: u32,
}

impl Default for GoogleConfig {
    fn default() -> Self {
        let url = |text: &str| text.parse().unwrap_or_else(|_| unreachable!("{text} is an address"));
        GoogleConfig {
            client_id: String::new(),
            client_secret: SecretString::default(),
            meet_url: url("https://meet.googleapis.com"),
            token_url: url("https://oauth2.googleapis.com/token"),
            consent_url: url("https://accounts.google.com/o/oauth2/v2/auth"),
            directory_url: url("https://admin.googleapis.com"),
            ask_directory: false,
            timeout_seconds: 20,
            proof_seconds: 900,
            reads_per_minute_per_user: 600,
            reads_per_minute_per_project: 6_000,
        }
    }
}

fn written<S: serde::Serializer>(url: &HttpUrl, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(url.as_str())
}
