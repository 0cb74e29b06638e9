//! JSON objects that several responses contain, and fields that several requests have.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::Problem;
use crate::domain::money::amount::Money;
use crate::domain::people::{Identity, Source};

/// Somebody, by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonName {
    pub id: String,
    pub name: String,
}

impl PersonName {
    /// The people of these ids; where a name is missing, the id stands in for it.
    pub fn all<'a>(
        ids: impl IntoIterator<Item = &'a String>,
        names: &BTreeMap<String, String>,
    ) -> Vec<PersonName> {
        ids.into_iter().map(|id| PersonName::of(id, names)).collect()
    }

    pub fn of(id: &str, names: &BTreeMap<String, String>) -> PersonName {
        PersonName { id: id.to_owned(), name: names.get(id).cloned().unwrap_or_else(|| id.to_owned()) }
    }
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Money)]
pub struct MoneyBody {
    /// Exact decimal in the currency's major unit.
    #[schema(example = "20.17")]
    pub amount: String,
    /// Whole minor units.
    #[schema(example = 2017, value_type = i64)]
    pub minor: i128,
    /// ISO 4217.
    #[schema(example = "USD")]
    pub currency: &'static str,
}

impl From<Money> for MoneyBody {
    fn from(money: Money) -> MoneyBody {
        MoneyBody { amount: money.to_decimal_string(), minor: money.minor, currency: money.currency.code() }
    }
}

/// A platform's name for somebody.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SeenIdentity)]
#[serde(rename_all = "camelCase")]
pub struct SeenIdentityBody {
    pub source: Source,
    pub value: String,
    /// The name the platform showed; it identifies nobody.
    pub display_name: Option<String>,
}

impl SeenIdentityBody {
    pub fn of(identity: &Identity, display_name: Option<String>) -> SeenIdentityBody {
        SeenIdentityBody { source: identity.source, value: identity.value.clone(), display_name }
    }
}

/// A day that is written with four digits of its year, so that days compare as their texts do.
///
/// # Errors
/// 400 `invalid_body` for another one.
pub(crate) fn check_day(day: NaiveDate, field: &str) -> Result<NaiveDate, Problem> {
    if (1..=9999).contains(&day.year()) {
        return Ok(day);
    }
    let detail = "A day lies between the years 1 and 9999.";
    Err(Problem::invalid("invalid_body", detail).at_field(field))
}

/// The field `timeZone`.
///
/// # Errors
/// 422 `invalid_time_zone`.
pub(crate) fn read_time_zone(name: &str) -> Result<Tz, Problem> {
    name.parse().map_err(|_| {
        let detail =
            "There is no such time zone: name one of the IANA database, like Asia/Riyadh or Europe/Berlin.";
        Problem::unprocessable("invalid_time_zone", detail).at_field("timeZone")
    })
}
