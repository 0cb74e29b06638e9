//! What a timetable says: who, what and where, beside when. It may say something else from a day on; then it has versions.

use chrono::NaiveDate;

use super::{Occurrence, Schedule};
use crate::domain::session::{Format, Kind, Platform};
use crate::domain::time::{DAY, Span};

/// What each lesson of a timetable is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimetablePlan {
    pub title: String,
    pub kind: Kind,
    pub format: Format,
    pub platform: Platform,
    pub teacher: String,
    pub students: Vec<String>,
    pub schedule: Schedule,
    pub meet_space: Option<String>,
    pub meet_code: Option<String>,
    pub meet_organizer: Option<String>,
}

/// A plan, and the local day from which it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimetableVersion {
    pub effective_from: NaiveDate,
    pub plan: TimetablePlan,
}

/// The version that holds on a day; before the first one begins, that first one.
pub fn version_on(versions: &[TimetableVersion], day: NaiveDate) -> Option<&TimetableVersion> {
    versions.iter().rev().find(|version| version.effective_from <= day).or(versions.first())
}

/// The lessons that start in the span, each with the plan it is of. `versions` are in order of their days.
pub fn occurrences_of(versions: &[TimetableVersion], span: Span) -> Vec<(Occurrence, &TimetablePlan)> {
    let mut found = Vec::new();
    for (at, version) in versions.iter().enumerate() {
        let until = versions.get(at + 1).map(|next| next.effective_from);
        let holds = |day: NaiveDate| {
            (at == 0 || day >= version.effective_from) && until.is_none_or(|until| day < until)
        };
        let schedule = &version.plan.schedule;
        let own = schedule.occurrences_starting_in(span).into_iter().filter(|one| holds(one.day));
        found.extend(own.map(|one| (one, &version.plan)));
    }
    found.sort_by_key(|(one, _)| *one);
    found
}

/// Which days without lessons there are in a span: a margin of a day on both sides for every zone.
pub fn days_around(span: Span) -> (NaiveDate, NaiveDate) {
    let day = |at: crate::domain::time::Timestamp| at.to_utc().date_naive();
    (day(span.from.plus(-DAY)), day(span.to.plus(DAY)))
}
