//! What people state: scans of codes, marks, visits, overrides and binds. We define these shapes, so they are read strictly.

use serde::{Deserialize, Deserializer, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::people::{Identity, Source};
use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Verdict;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Direction {
    In,
    Out,
}
string_enum_methods!(Direction);

/// What a code is for (DESIGN.md 4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Purpose {
    Venue,
    Session,
    Ticket,
    Registration,
    Member,
}
string_enum_methods!(Purpose);

/// A code was read: somebody came to a venue or a session, or left it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scan {
    pub purpose: Purpose,
    #[serde(default)]
    pub session_id: Option<String>,
    #[serde(default)]
    pub venue_id: Option<String>,
    pub person_id: String,
    pub direction: Direction,
    pub scanned_at: Timestamp,
    /// The same nonce is the same scan.
    #[serde(default)]
    pub nonce: Option<String>,
}

/// Staff state that somebody came or left.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mark {
    pub session_id: String,
    pub person_id: String,
    pub direction: Direction,
    pub at: Timestamp,
    pub author: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Staff state that somebody came to a venue or left it, which is about no session.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VisitMark {
    pub venue_id: String,
    pub person_id: String,
    pub direction: Direction,
    pub at: Timestamp,
    pub author: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// One step of a visit: somebody went into a venue, or out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VenueStep<'a> {
    pub person: &'a str,
    pub venue: &'a str,
    pub direction: Direction,
    pub at: Timestamp,
}

impl Scan {
    /// The step that the scan of a venue's code is; `None` for one in a session.
    pub fn venue_step(&self) -> Option<VenueStep<'_>> {
        match (&self.session_id, &self.venue_id) {
            (None, Some(venue)) => Some(VenueStep {
                person: &self.person_id,
                venue,
                direction: self.direction,
                at: self.scanned_at,
            }),
            _ => None,
        }
    }
}

impl VisitMark {
    pub fn venue_step(&self) -> VenueStep<'_> {
        VenueStep { person: &self.person_id, venue: &self.venue_id, direction: self.direction, at: self.at }
    }
}

/// Staff state the outcome of one person in one session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Override {
    pub session_id: String,
    pub person_id: String,
    /// `None` withdraws the override before it.
    #[serde(deserialize_with = "required")]
    pub outcome: Option<Verdict>,
    /// Stated time for money; measured figures stay as they are.
    #[serde(default)]
    pub credited_seconds: Option<u32>,
    pub reason: String,
    pub author: String,
}

/// Staff state to whom an identity belongs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Bind {
    pub source: Source,
    pub value: String,
    /// `None`: the name belongs to nobody in the organisation.
    #[serde(deserialize_with = "required")]
    pub person_id: Option<String>,
    pub author: String,
}

impl Bind {
    pub fn identity(&self) -> Identity {
        Identity { source: self.source, value: self.value.clone() }
    }
}

/// A key that must be written even when it says null: leaving it out is more likely a mistake than a decision.
fn required<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}
