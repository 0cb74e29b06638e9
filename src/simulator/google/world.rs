//! The script of a simulated Google: accounts, spaces, and who was in which space when.
//!
//! Everything here is input. What a caller sees at a moment is computed in `view`, so a script never holds
//! records, participants or paging, only people coming and going.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A scripted Google. All lists may be added to while it runs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct World {
    pub accounts: Vec<Account>,
    pub clients: Vec<OauthClient>,
    pub grants: Vec<OauthGrant>,
    pub service_accounts: Vec<ServiceAccount>,
    pub spaces: Vec<ScriptedSpace>,
    pub stays: Vec<ScriptedStay>,
}

/// A Google account: somebody who organises calls, or only takes part.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Account {
    pub email: String,
    /// `users/{id}`
    pub user: String,
    #[serde(default)]
    pub name: String,
}

/// An OAuth client as registered in a Google Cloud project.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OauthClient {
    pub client_id: String,
    pub client_secret: String,
}

/// A consent somebody gave earlier.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OauthGrant {
    pub refresh_token: String,
    pub client_id: String,
    pub email: String,
    pub scopes: Vec<String>,
    /// Withdrawn: every refresh is answered with `invalid_grant`.
    #[serde(default)]
    pub revoked: bool,
}

/// A service account with the scopes its domain's administrator has delegated to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceAccount {
    pub email: String,
    /// PEM of the RSA public key its assertions are verified with.
    pub public_key: String,
    #[serde(default)]
    pub delegated_scopes: Vec<String>,
}

/// A meeting room with its link.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScriptedSpace {
    /// `spaces/{id}`
    pub name: String,
    /// `abc-mnop-xyz`
    pub meeting_code: String,
    /// E-mail of the organiser.
    pub owner: String,
    /// The OAuth client that made it through the API, if one did (scope `meetings.space.created`).
    #[serde(default)]
    pub made_by: Option<String>,
    #[serde(default)]
    pub config: serde_json::Value,
    /// End times that Google shows for a call here and takes back.
    #[serde(default)]
    pub false_ends: Vec<FalseEnd>,
    /// Delay until the end of a call here is shown; overrides the general one.
    #[serde(default)]
    pub end_delay_seconds: Option<i64>,
}

/// How a person joins a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StayIdentity {
    /// Signed in: `users/{id}` and the account's display name.
    User { user: String, name: String },
    /// Not signed in, with a typed name. Nothing connects a second join to the first.
    Anonymous { name: String },
    /// A telephone; the number is partly masked.
    Phone { name: String },
}

/// One device in one space, from its join to its leave.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScriptedStay {
    /// Unique; resource names are made from it.
    pub id: String,
    pub space: String,
    pub who: StayIdentity,
    /// For the reader of the script; Meet does not show it.
    #[serde(default)]
    pub device: String,
    pub from: DateTime<Utc>,
    /// Still there when absent.
    #[serde(default)]
    pub to: Option<DateTime<Utc>>,
    /// Delay until the session is listed; overrides the general one. It may be longer than the call.
    #[serde(default)]
    pub delay_seconds: Option<i64>,
    /// Delay until its end is shown; overrides the general one.
    #[serde(default)]
    pub end_delay_seconds: Option<i64>,
    /// End times that are shown for a while and taken back.
    #[serde(default)]
    pub false_ends: Vec<FalseEnd>,
}

/// A wrong end, shown from `shown` until `taken_back`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FalseEnd {
    pub shown: DateTime<Utc>,
    pub taken_back: DateTime<Utc>,
    pub end: DateTime<Utc>,
}

impl FalseEnd {
    /// The false end shown at `at`, if there is one.
    pub fn shown_at(ends: &[FalseEnd], at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        ends.iter().find(|one| one.shown <= at && at < one.taken_back).map(|one| one.end)
    }
}

impl World {
    pub fn account(&self, email: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.email.eq_ignore_ascii_case(email))
    }

    /// A space by its resource name (case matters), or by its meeting code (case does not).
    pub fn space(&self, id_or_code: &str) -> Option<&ScriptedSpace> {
        let name = format!("spaces/{id_or_code}");
        self.spaces
            .iter()
            .find(|space| space.name == name || space.meeting_code.eq_ignore_ascii_case(id_or_code))
    }

    /// Adds everything of `more`; what has the same key as something older replaces it.
    pub fn add(&mut self, more: World) {
        fn lay<T>(list: &mut Vec<T>, more: Vec<T>, key: impl Fn(&T) -> &str) {
            for one in more {
                match list.iter_mut().find(|old| key(old) == key(&one)) {
                    Some(old) => *old = one,
                    None => list.push(one),
                }
            }
        }
        lay(&mut self.accounts, more.accounts, |one| &one.email);
        lay(&mut self.clients, more.clients, |one| &one.client_id);
        lay(&mut self.grants, more.grants, |one| &one.refresh_token);
        lay(&mut self.service_accounts, more.service_accounts, |one| &one.email);
        lay(&mut self.spaces, more.spaces, |one| &one.name);
        lay(&mut self.stays, more.stays, |one| &one.id);
    }
}
