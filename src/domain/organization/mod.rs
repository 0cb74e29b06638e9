//! An organisation: an academy, a centre, a gym, a campus. Everything else belongs to exactly one.

pub mod policy;
pub mod settings;
pub mod settings_change;

use std::collections::BTreeMap;

use super::money::amount::Currency;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::session::Kind;
use super::time::Timestamp;
use crate::domain::organization::policy::{Policy, PolicyPatch};
use crate::domain::organization::settings::Settings;

/// One tenant.
#[derive(Clone, Debug, PartialEq)]
pub struct Organization {
    pub id: String,
    pub name: String,
    /// Where its days, periods and rates begin.
    pub time_zone: Tz,
    /// What its rates and lines are in.
    pub currency: Currency,
    pub settings: Settings,
    pub policies: Policies,
    /// Grows with every change of `policies`; sessions keep the one they were created under.
    pub policy_version: i64,
    pub created_at: Timestamp,
}

/// The rules an organisation set: for everything, and for single kinds of session over that.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Policies {
    #[serde(default)]
    pub organization: PolicyPatch,
    #[serde(default)]
    pub kinds: BTreeMap<Kind, PolicyPatch>,
}

impl Policies {
    /// Puts a patch in the place of the present one: that of all sessions, or of one kind.
    pub fn set(&mut self, kind: Option<Kind>, patch: PolicyPatch) {
        match kind {
            None => self.organization = patch,
            Some(kind) if patch == PolicyPatch::default() => {
                self.kinds.remove(&kind);
            }
            Some(kind) => {
                self.kinds.insert(kind, patch);
            }
        }
    }

    /// The longest grace for a reconnect that any kind of session has, in milliseconds.
    pub fn longest_reconnect_grace(&self) -> i64 {
        let all = Kind::ALL.iter().map(|kind| Policy::from_patch(&self.for_kind(*kind)).reconnect_grace);
        all.max().unwrap_or_default()
    }

    /// The patch a session of this kind is created under; a session's own patch goes over it.
    pub fn for_kind(&self, kind: Kind) -> PolicyPatch {
        match self.kinds.get(&kind) {
            Some(over) => self.organization.with(over),
            None => self.organization.clone(),
        }
    }
}
