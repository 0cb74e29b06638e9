//! A rate as it is written: in bundles, in the bodies of the API, on the lines it made.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::money::amount::Price;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::rate::{Rate, RatePrice, RateScope};
use crate::domain::session::Kind;

/// A rate: `perHour` or `perSession`, for one person, one kind of session, or (neither) the organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WrittenRate {
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
    pub per_hour: Option<Price>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_session: Option<Price>,
    /// The first local day it holds.
    pub valid_from: NaiveDate,
}

/// Why a written rate is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRate {
    #[error("expected exactly one of perHour and perSession")]
    Price,
    #[error("expected at most one of personId and kind")]
    Scope,
    #[error("validFrom is no day between the years 1 and 9999")]
    Date,
}

impl WrittenRate {
    /// Converts to a `Rate`; whether the person exists is not checked here.
    ///
    /// # Errors
    /// `InvalidRate` where it has two prices, two scopes, no price, or a day beyond the calendar.
    pub fn to_rate(&self) -> Result<Rate, InvalidRate> {
        let scope = match (&self.person_id, self.kind) {
            (None, None) => RateScope::Organization,
            (None, Some(kind)) => RateScope::Kind(kind),
            (Some(person), None) => RateScope::Person(person.clone()),
            (Some(_), Some(_)) => return Err(InvalidRate::Scope),
        };
        let per = match (self.per_hour, self.per_session) {
            (Some(price), None) => RatePrice::Hour(price),
            (None, Some(price)) => RatePrice::Session(price),
            _ => return Err(InvalidRate::Price),
        };
        if !(1..=9999).contains(&self.valid_from.year()) {
            return Err(InvalidRate::Date);
        }
        Ok(Rate { kind: self.line_kind, scope, price: per, valid_from: self.valid_from })
    }
}

/// A rate as lines keep it, so that it can be found by it: JSON as bundles write it, keys sorted.
pub fn rate_text(rate: &Rate) -> String {
    let written = serde_json::to_value(WrittenRate::from(rate.clone()));
    written.expect("a rate is plain values under text keys").to_string()
}

impl From<Rate> for WrittenRate {
    fn from(rate: Rate) -> WrittenRate {
        let (person_id, kind) = match rate.scope {
            RateScope::Organization => (None, None),
            RateScope::Kind(kind) => (None, Some(kind)),
            RateScope::Person(person) => (Some(person), None),
        };
        let (per_hour, per_session) = match rate.price {
            RatePrice::Hour(price) => (Some(price), None),
            RatePrice::Session(price) => (None, Some(price)),
            RatePrice::Unreadable => (None, None),
        };
        WrittenRate {
            line_kind: rate.kind,
            person_id,
            kind,
            per_hour,
            per_session,
            valid_from: rate.valid_from,
        }
    }
}
