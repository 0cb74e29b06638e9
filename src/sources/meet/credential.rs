//! In whose name Google is called, with which credential, and the OAuth scopes.
//!
//! The simulated Google defines these scopes a second time on purpose: a mistake here must not be made there too.

use secrecy::SecretString;

/// Lets an application read every record of the organiser's calls.
pub const SCOPE_READONLY: &str = "https://www.googleapis.com/auth/meetings.space.readonly";
/// Lets an application make spaces, and read what happens in them.
pub const SCOPE_CREATED: &str = "https://www.googleapis.com/auth/meetings.space.created";
/// Lets an application ask the organiser's directory for e-mail addresses.
pub const SCOPE_DIRECTORY: &str = "https://www.googleapis.com/auth/admin.directory.user.readonly";

/// In whose name a call is made.
#[derive(Clone, Debug)]
pub struct Organizer {
    /// The account's e-mail address.
    pub email: String,
    pub credential: Credential,
}

/// What proves that the organiser, or the organiser's administrator, consented.
#[derive(Clone, Debug)]
pub enum Credential {
    Consent {
        client_id: String,
        client_secret: SecretString,
        refresh_token: SecretString,
    },
    /// Acts as the organiser by domain-wide delegation.
    ServiceAccount(ServiceAccountKey),
}

/// The fields that are needed of the key file that Google gives for a service account.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ServiceAccountKey {
    pub client_email: String,
    pub private_key_id: Option<String>,
    pub private_key: SecretString,
}

impl Credential {
    /// What stands for the Cloud project whose quota a call counts against.
    pub(super) fn project(&self) -> &str {
        match self {
            Credential::Consent { client_id, .. } => client_id,
            Credential::ServiceAccount(account) => &account.client_email,
        }
    }
}
