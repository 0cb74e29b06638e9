//! Coverage of evidence: how much of what the reports say was seen, estimated, or not watched at all.

use std::collections::BTreeMap;

use crate::domain::verdict::report::ReasonCode;
use crate::domain::verdict::report_facts::ReasonCodes;

/// Reasons that something was not seen as it happened, or did not settle as it should.
pub const COVERAGE_REASONS: [ReasonCode; 6] = [
    ReasonCode::UnwatchedTime,
    ReasonCode::UnseenEnd,
    ReasonCode::UnseenStart,
    ReasonCode::UnmatchedParticipants,
    ReasonCode::AssumedUntilEnd,
    ReasonCode::FinalByTimeout,
];

/// Reasons that come from a start or an end nobody saw.
const ESTIMATES: [ReasonCode; 3] =
    [ReasonCode::UnseenEnd, ReasonCode::UnseenStart, ReasonCode::AssumedUntilEnd];

/// Settled reports by how well they were watched. `seen`, `estimated` and `unwatched` add up to all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceCoverage {
    /// Every start and end was seen, and somebody watched all the time that counts.
    pub seen: u64,
    /// Some start or end was not seen.
    pub estimated: u64,
    /// Nobody watched the room in some of the time, whatever else is estimated.
    pub unwatched: u64,
    /// How many reports have which of `COVERAGE_REASONS`; one report may have several.
    pub reasons: BTreeMap<ReasonCode, u64>,
}

impl EvidenceCoverage {
    /// Counts one settled report. `estimated` is the report's own flag.
    pub fn add(&mut self, estimated: bool, reasons: ReasonCodes) {
        let counter = if reasons.contains(ReasonCode::UnwatchedTime) {
            &mut self.unwatched
        } else if estimated || ESTIMATES.iter().any(|code| reasons.contains(*code)) {
            &mut self.estimated
        } else {
            &mut self.seen
        };
        *counter += 1;
        for code in COVERAGE_REASONS.iter().filter(|code| reasons.contains(**code)) {
            *self.reasons.entry(*code).or_default() += 1;
        }
    }

    /// All settled reports.
    pub fn reports(&self) -> u64 {
        self.seen + self.estimated + self.unwatched
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_is_seen_or_estimated_or_unwatched() {
        let mut coverage = EvidenceCoverage::default();
        let with = |codes: &[ReasonCode]| codes.iter().copied().collect::<ReasonCodes>();
        coverage.add(false, with(&[ReasonCode::Share, ReasonCode::Late]));
        coverage.add(true, with(&[ReasonCode::Share]));
        coverage.add(false, with(&[ReasonCode::UnseenEnd]));
        coverage.add(true, with(&[ReasonCode::UnwatchedTime, ReasonCode::UnseenEnd]));
        coverage.add(false, with(&[ReasonCode::UnmatchedParticipants]));
        assert_eq!((coverage.seen, coverage.estimated, coverage.unwatched), (2, 2, 1));
        assert_eq!(coverage.reports(), 5);
        let reasons: Vec<(ReasonCode, u64)> = coverage.reasons.into_iter().collect();
        let wanted = [
            (ReasonCode::UnseenEnd, 2),
            (ReasonCode::UnmatchedParticipants, 1),
            (ReasonCode::UnwatchedTime, 1),
        ];
        assert_eq!(reasons, wanted);
    }
}
