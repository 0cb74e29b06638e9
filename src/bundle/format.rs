//! The bundle file as it is written: names and defaults of DESIGN.md 5.1.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::money::amount::Currency;
use crate::domain::money::line::SessionCoverage;
use crate::domain::money::written_rate::WrittenRate;
use crate::domain::organization::policy::PolicyPatch;
use crate::domain::people::{Identity, Role};
use crate::domain::session::{Format, Kind, Platform};
use crate::domain::time::Timestamp;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BundleDocument {
    pub rollcall_bundle: u32,
    pub as_of: Timestamp,
    pub organization: BundleOrganization,
    pub people: Vec<BundlePerson>,
    pub sessions: Vec<BundleSession>,
    #[serde(default)]
    pub rates: Vec<WrittenRate>,
    /// Items as sources sent them; parsed one by one, because platforms define what is in their payloads.
    pub evidence: Vec<Value>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BundleOrganization {
    pub time_zone: chrono_tz::Tz,
    pub currency: Currency,
    #[serde(default)]
    pub policy: PolicyPatch,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BundlePerson {
    pub id: String,
    #[serde(default)]
    pub name: Option<String>,
    pub role: Role,
    #[serde(default)]
    pub household_id: Option<String>,
    #[serde(default)]
    pub identities: Vec<Identity>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BundleSession {
    pub id: String,
    pub kind: Kind,
    pub format: Format,
    pub platform: Platform,
    #[serde(default)]
    pub room: Option<String>,
    #[serde(default)]
    pub meet_space: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue_id: Option<String>,
    pub start: Timestamp,
    pub end: Timestamp,
    #[serde(default)]
    pub teacher: Option<String>,
    pub students: Vec<String>,
    #[serde(default)]
    pub cancelled: bool,
    #[serde(default)]
    pub completed_at: Option<Timestamp>,
    #[serde(default)]
    pub policy: PolicyPatch,
    /// The subscription that covers it, by learner. It was decided when the session began to count, by what stood in the
    /// ledgers then, so the bundle holds the decision.
    #[serde(default, skip_serializing_if = "SessionCoverage::is_empty")]
    pub covered_by: SessionCoverage,
}
