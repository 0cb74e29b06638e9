//! A rate as it is written: in bundles, in the bodies of the API, on the lines it made.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::money::amount::Price;
use crate::domain::money::rate::{Per, Rate, Scope};
use crate::domain::money::table::LineKind;
use crate::domain::session::Kind;

/// A rate: `perHour` or `perSession`, for one person, one kind of session, or (neither) the organisation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewRate)]
#[schema(example = json!({"for": "charge", "kind": "quran", "perHour": "30.00", "validFrom": "2026-01-01"}))]
pub struct RateFile {
    /// `pay` or `charge`.
    #[serde(rename = "for")]
    pub line_kind: LineKind,
    /// Of a charge the learner, of pay the teacher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// A decimal in the organisation's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "20.00")]
    pub per_hour: Option<Price>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub per_session: Option<Price>,
    /// The first local day it holds.
    #[schema(value_type = String, format = Date)]
    pub valid_from: NaiveDate,
}

/// Why what is written is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRate {
    #[error("expected exactly one of perHour and perSession")]
    Price,
    #[error("expected at most one of personId and kind")]
    Scope,
    #[error("validFrom is no day between the years 1 and 9999")]
    Date,
}

impl RateFile {
    /// What is written, whoever the person may be.
    ///
    /// # Errors
    /// `NoRate` where it has two prices, two scopes, no price, or a day beyond the calendar.
    pub fn read(&self) -> Result<Rate, NoRate> {
        let scope = match (&self.person_id, self.kind) {
            (None, None) => Scope::Organization,
            (None, Some(kind)) => Scope::Kind(kind),
            (Some(person), None) => Scope::Person(person.clone()),
            (Some(_), Some(_)) => return Err(NoRate::Scope),
        };
        let per = match (self.per_hour, self.per_session) {
            (Some(price), None) => Per::Hour(price),
            (None, Some(price)) => Per::Session(price),
            _ => return Err(NoRate::Price),
        };
        if !(1..=9999).contains(&self.valid_from.year()) {
            return Err(NoRate::Date);
        }
        Ok(Rate { kind: self.line_kind, scope, per, valid_from: self.valid_from })
    }
}

impl From<Rate> for RateFile {
    fn from(rate: Rate) -> RateFile {
        let (person_id, kind) = match rate.scope {
            Scope::Organization => (None, None),
            Scope::Kind(kind) => (None, Some(kind)),
            Scope::Person(person) => (Some(person), None),
        };
        let (per_hour, per_session) = match rate.per {
            Per::Hour(price) => (Some(price), None),
            Per::Session(price) => (None, Some(price)),
            Per::Unreadable => (None, None),
        };
        RateFile { line_kind: rate.kind, person_id, kind, per_hour, per_session, valid_from: rate.valid_from }
    }
}
