//! Counts of outcomes, and the figures made of them as exact fractions.

use std::cmp::Ordering;

use crate::domain::verdict::outcome::Outcome;

/// A part of a whole that is not empty.
#[derive(Clone, Copy, Debug)]
pub struct Fraction {
    pub numerator: u64,
    pub denominator: u64,
}

impl Fraction {
    /// `None` where the whole is empty: there is no such figure, and it is not zero.
    pub fn new(numerator: u64, denominator: u64) -> Option<Fraction> {
        (denominator > 0).then_some(Fraction { numerator, denominator })
    }

    /// Cut (not rounded) to four decimals, as the share of a report is.
    pub fn to_f64(self) -> f64 {
        let ten_thousandths = u128::from(self.numerator) * 10_000 / u128::from(self.denominator);
        // Parts are at most the whole, so it is at most 10000.
        ten_thousandths as f64 / 10_000.0
    }

    /// Whether it lies at least `points` hundredths below `other`.
    pub fn is_below(self, other: Fraction, points: u64) -> bool {
        let (own, others) = (u128::from(self.denominator), u128::from(other.denominator));
        let least = 100 * u128::from(self.numerator) * others + u128::from(points) * own * others;
        100 * u128::from(other.numerator) * own >= least
    }
}

/// Compared by value: one half is two quarters.
impl PartialEq for Fraction {
    fn eq(&self, other: &Fraction) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        let left = u128::from(self.numerator) * u128::from(other.denominator);
        left.cmp(&(u128::from(other.numerator) * u128::from(self.denominator)))
    }
}

/// How many settled reports had which outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AttendanceCounts {
    pub present: u64,
    pub partial: u64,
    pub absent: u64,
    pub excused: u64,
    pub unknown: u64,
    /// Of those who attended: how many came late.
    pub late: u64,
}

impl AttendanceCounts {
    /// Counts one settled report.
    pub fn add(&mut self, outcome: Outcome, is_late: bool) {
        let counter = match outcome {
            Outcome::Present => &mut self.present,
            Outcome::Partial => &mut self.partial,
            Outcome::Absent => &mut self.absent,
            Outcome::Excused => &mut self.excused,
            Outcome::Unknown => &mut self.unknown,
        };
        *counter += 1;
        if is_late && is_attended(outcome) {
            self.late += 1;
        }
    }

    /// Present and partial.
    pub fn attended(&self) -> u64 {
        self.present + self.partial
    }

    /// Whom the rate is of: excused and unknown are outside.
    pub fn counted(&self) -> u64 {
        self.attended() + self.absent
    }

    /// Every settled report.
    pub fn reports(&self) -> u64 {
        self.counted() + self.excused + self.unknown
    }

    /// Attendance rate: (present + partial) ÷ (present + partial + absent).
    pub fn rate(&self) -> Option<Fraction> {
        Fraction::new(self.attended(), self.counted())
    }

    /// Punctuality: attended without being late ÷ attended.
    pub fn punctuality(&self) -> Option<Fraction> {
        Fraction::new(self.attended() - self.late, self.attended())
    }
}

/// Whether an outcome says that the person was there.
pub fn is_attended(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Present | Outcome::Partial)
}

/// Counts with the time credited in the same reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AttendanceFigures {
    pub counts: AttendanceCounts,
    /// Whole seconds, of every settled report.
    pub credited_seconds: u64,
}

impl AttendanceFigures {
    /// Counts one settled report with its time. Time below zero is none.
    pub fn add(&mut self, outcome: Outcome, is_late: bool, credited_seconds: i64) {
        self.counts.add(outcome, is_late);
        let seconds = u64::try_from(credited_seconds).unwrap_or(0);
        self.credited_seconds = self.credited_seconds.saturating_add(seconds);
    }

    pub fn hours(&self) -> f64 {
        hours(self.credited_seconds)
    }
}

/// Seconds ÷ 3600, rounded to one decimal, halves up.
pub fn hours(seconds: u64) -> f64 {
    let tenths = (u128::from(seconds) * 10 + 1_800) / 3_600;
    tenths as f64 / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(outcomes: &[(Outcome, bool)]) -> AttendanceCounts {
        let mut counts = AttendanceCounts::default();
        outcomes.iter().for_each(|(outcome, is_late)| counts.add(*outcome, *is_late));
        counts
    }

    #[test]
    fn excused_and_unknown_are_outside_the_rate_and_their_counts_beside_it() {
        let three = counts(&[(Outcome::Present, false), (Outcome::Partial, false), (Outcome::Absent, false)]);
        let five = counts(&[
            (Outcome::Present, false),
            (Outcome::Partial, false),
            (Outcome::Absent, false),
            (Outcome::Excused, false),
            (Outcome::Unknown, false),
        ]);
        assert_eq!(three.rate(), Fraction::new(2, 3));
        assert_eq!(five.rate(), three.rate());
        assert_eq!((five.excused, five.unknown, five.counted(), five.reports()), (1, 1, 3, 5));
    }

    #[test]
    fn punctuality_is_of_those_who_attended() {
        let late = counts(&[
            (Outcome::Present, true),
            (Outcome::Present, false),
            (Outcome::Partial, false),
            (Outcome::Partial, true),
            (Outcome::Absent, true),
            (Outcome::Excused, true),
            (Outcome::Unknown, true),
        ]);
        assert_eq!(late.late, 2);
        assert_eq!(late.punctuality(), Fraction::new(2, 4));
    }

    #[test]
    fn of_nothing_there_is_no_figure() {
        assert_eq!(AttendanceCounts::default().rate(), None);
        assert_eq!(AttendanceCounts::default().punctuality(), None);
        let beside = counts(&[(Outcome::Excused, false), (Outcome::Unknown, false)]);
        assert_eq!((beside.rate(), beside.punctuality()), (None, None));
        let absent = counts(&[(Outcome::Absent, false)]);
        assert_eq!((absent.rate(), absent.punctuality()), (Fraction::new(0, 1), None));
    }

    #[test]
    fn hours_have_one_decimal() {
        for (seconds, shown) in [(0, 0.0), (179, 0.0), (180, 0.1), (3_600, 1.0), (5_399, 1.5), (5_940, 1.7)] {
            assert!((hours(seconds) - shown).abs() < 1e-9, "{seconds}");
        }
        let mut figures = AttendanceFigures::default();
        figures.add(Outcome::Unknown, false, 3_600);
        figures.add(Outcome::Present, false, -5);
        figures.add(Outcome::Present, false, i64::MAX);
        figures.add(Outcome::Present, false, i64::MAX);
        assert_eq!(figures.credited_seconds, u64::MAX, "held, not wrapped");
    }

    #[test]
    fn fractions_are_compared_exactly_and_shown_cut() {
        let of = |numerator, denominator| Fraction::new(numerator, denominator).expect("not of nothing");
        assert!(of(1, 2) == of(2, 4) && of(2, 3) < of(3, 4));
        assert!((of(2, 3).to_f64() - 0.6666).abs() < 1e-9 && (of(3, 3).to_f64() - 1.0).abs() < 1e-9);
        assert!(of(7, 10).is_below(of(9, 10), 20) && of(4, 5).is_below(of(1, 1), 20));
        assert!(!of(7, 10).is_below(of(8_999, 10_000), 20) && !of(9, 10).is_below(of(7, 10), 20));
    }
}
