//! Sums of lines, of one person or of many.

use std::collections::BTreeMap;

use crate::domain::money::amount::{Currency, Money};
use crate::domain::money::line::Blocked;
use crate::store::money::lines::LineSum;

/// Totals of some lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineTotals {
    /// Lines that are not blocked and whose cell is not `none`.
    pub sessions: i64,
    /// Their whole seconds.
    pub seconds: i64,
    /// Minor units of all lines, by currency code.
    amounts: BTreeMap<&'static str, Money>,
    /// Lines held back, by reason; reasons without a line are left out.
    pub blocked: BTreeMap<&'static str, i64>,
}

impl LineTotals {
    /// The sum the database made of one person's lines in one currency. In a currency that we do not know nothing can be
    /// summed; those lines are counted as held back, so that no total hides them.
    pub fn of(row: &LineSum) -> LineTotals {
        let Some(currency) = Currency::from_code(&row.currency) else {
            let lines = row.sessions + row.unsettled + row.needs_review + row.missing_rate;
            return LineTotals {
                blocked: BTreeMap::from([("unreadable", lines.max(1))]),
                ..LineTotals::default()
            };
        };
        let held = [
            (Blocked::Unsettled, row.unsettled),
            (Blocked::NeedsReview, row.needs_review),
            (Blocked::MissingRate, row.missing_rate),
        ];
        LineTotals {
            sessions: row.sessions,
            seconds: row.seconds,
            amounts: BTreeMap::from([(currency.code(), Money::new(row.minor, currency))]),
            blocked: held.iter().filter(|(_, lines)| *lines > 0).map(|(why, n)| (why.as_str(), *n)).collect(),
        }
    }

    pub fn add(&mut self, other: &LineTotals) {
        self.sessions += other.sessions;
        self.seconds += other.seconds;
        for (code, money) in &other.amounts {
            let sum = self.amounts.entry(code).or_insert(Money::zero(money.currency));
            sum.minor += money.minor;
        }
        for (why, lines) in &other.blocked {
            *self.blocked.entry(why).or_default() += lines;
        }
    }

    /// One amount for each currency, by code; a zero in `currency` where there are no lines.
    pub fn amounts(&self, currency: Currency) -> Vec<Money> {
        if self.amounts.is_empty() {
            vec![Money::zero(currency)]
        } else {
            self.amounts.values().copied().collect()
        }
    }
}

impl<'a> std::iter::Sum<&'a LineTotals> for LineTotals {
    fn sum<I: Iterator<Item = &'a LineTotals>>(sums: I) -> LineTotals {
        let mut total = LineTotals::default();
        sums.for_each(|one| total.add(one));
        total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(currency: &str, minor: i128) -> LineSum {
        LineSum {
            person_id: "p".into(),
            currency: currency.into(),
            sessions: 2,
            seconds: 3_600,
            minor,
            unsettled: 0,
            needs_review: 1,
            missing_rate: 0,
        }
    }

    #[test]
    fn currencies_are_never_added_to_one_another() {
        let sums: Vec<LineTotals> =
            [row("SAR", 100), row("USD", 50), row("SAR", -30)].iter().map(LineTotals::of).collect();
        let total: LineTotals = sums.iter().sum();
        let sar = Currency::from_code("SAR").expect("known");
        let amounts: Vec<(i128, &str)> =
            total.amounts(sar).iter().map(|money| (money.minor, money.currency.code())).collect();
        assert_eq!(amounts, [(70, "SAR"), (50, "USD")]);
        assert_eq!((total.sessions, total.seconds), (6, 10_800));
        assert_eq!(total.blocked, BTreeMap::from([("needs_review", 3)]));
    }

    #[test]
    fn no_lines_are_a_zero_in_the_organisations_currency() {
        let jpy = Currency::from_code("JPY").expect("known");
        assert_eq!(LineTotals::default().amounts(jpy), [Money::zero(jpy)]);
    }
}
