//! Coverage of evidence as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::analytics::coverage::EvidenceCoverage;
use crate::domain::verdict::report::ReasonCode;

/// How well the settled reports of students and teachers were watched: `seen`, `estimated` and `unwatched` add up to
/// `reports`.
#[derive(Serialize, ToSchema)]
#[schema(as = EvidenceCoverage)]
#[serde(rename_all = "camelCase")]
pub(super) struct EvidenceCoverageBody {
    reports: u64,
    /// Every start and end was seen, and somebody watched all the time that counts.
    seen: u64,
    /// Some start or end was not seen.
    estimated: u64,
    /// Nobody watched the room in some of the time.
    unwatched: u64,
    /// Why; one report may have several reasons.
    reasons: Vec<ReasonCountBody>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ReasonCount)]
#[serde(rename_all = "camelCase")]
struct ReasonCountBody {
    code: ReasonCode,
    reports: u64,
}

impl EvidenceCoverageBody {
    pub fn of(coverage: &EvidenceCoverage) -> EvidenceCoverageBody {
        let reasons = coverage.reasons.iter();
        EvidenceCoverageBody {
            reports: coverage.reports(),
            seen: coverage.seen,
            estimated: coverage.estimated,
            unwatched: coverage.unwatched,
            reasons: reasons
                .map(|(code, reports)| ReasonCountBody { code: *code, reports: *reports })
                .collect(),
        }
    }
}
