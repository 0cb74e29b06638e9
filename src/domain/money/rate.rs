//! Rates: what an hour or a session costs or earns, for whom, and from which day on.

use chrono::NaiveDate;
use serde::Serialize;

use super::amount::{Currency, Money, Price};
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::session::Kind;

/// Whom a rate is for. Ordered from least to most specific.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RateScope {
    Organization,
    Kind(Kind),
    /// Of a charge: the learner; of pay: the teacher.
    Person(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum RatePrice {
    #[serde(rename = "perHour")]
    Hour(Price),
    #[serde(rename = "perSession")]
    Session(Price),
    /// The stored price cannot be parsed. The rate still wins over less specific ones, and its lines are blocked with
    /// `missing_rate`.
    #[serde(rename = "unreadable")]
    Unreadable,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    pub kind: LineKind,
    pub scope: RateScope,
    pub price: RatePrice,
    /// First local day it holds.
    pub valid_from: NaiveDate,
}

impl Rate {
    /// Marker for a `valid_from` that cannot be parsed: such a rate applies to every day, so that its lines are blocked.
    pub const UNREADABLE_VALID_FROM: NaiveDate = NaiveDate::MAX;

    fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day || self.valid_from == Rate::UNREADABLE_VALID_FROM
    }

    pub fn is_readable(&self) -> bool {
        self.price != RatePrice::Unreadable
    }

    /// The rate for somebody's line of a session held on the local date `on`: the most specific one valid then, of
    /// those the newest.
    pub fn find<'a>(
        rates: &'a [Rate],
        kind: LineKind,
        person: &str,
        of: Kind,
        on: NaiveDate,
    ) -> Option<&'a Rate> {
        rates
            .iter()
            .filter(|rate| rate.kind == kind && rate.is_valid_on(on))
            .filter(|rate| match &rate.scope {
                RateScope::Organization => true,
                RateScope::Kind(one) => *one == of,
                RateScope::Person(id) => id == person,
            })
            .max_by_key(|rate| (&rate.scope, rate.valid_from))
    }

    /// The amount for `millis` of time, or for one session where `counts_once`.
    pub fn amount(&self, millis: i64, counts_once: bool, currency: Currency) -> Money {
        match self.price {
            RatePrice::Hour(price) => price.for_time(millis, currency),
            RatePrice::Session(price) if counts_once => price.once(currency),
            RatePrice::Session(_) | RatePrice::Unreadable => Money::zero(currency),
        }
    }
}

/// Two rates of one kind, scope and date: either could apply.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("two {kind} rates of one scope are valid from {valid_from}; keep one")]
pub struct DuplicateRate {
    /// Position of the second one.
    pub index: usize,
    pub kind: LineKind,
    pub valid_from: NaiveDate,
}

/// Refuses two rates of one kind, scope and date.
///
/// # Errors
/// The first rate that repeats an earlier one.
pub fn check_duplicate_rates(rates: &[Rate]) -> Result<(), DuplicateRate> {
    let mut seen = std::collections::BTreeSet::new();
    for (index, rate) in rates.iter().enumerate() {
        if !seen.insert((rate.kind, &rate.scope, rate.valid_from)) {
            return Err(DuplicateRate { index, kind: rate.kind, valid_from: rate.valid_from });
        }
    }
    Ok(())
}
