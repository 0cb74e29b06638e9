//! The lessons of students and what they came to, as it was last evaluated.

use std::collections::BTreeMap;

use super::reports;
use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::analytics::counts::AttendanceCounts;
use crate::domain::session::Kind;
use crate::domain::time::Timestamp;
use crate::domain::verdict::attended::AttendedFacts;
use crate::domain::verdict::outcome::Outcome;
use crate::store::verdict::history::{StudentFilter, StudentReport};
use crate::store::{Read, StoreError};

/// One lesson of one student.
#[derive(Clone, Debug, PartialEq)]
pub struct PastLesson {
    pub session_id: String,
    pub title: Option<String>,
    pub kind: Kind,
    pub start: Timestamp,
    pub end: Timestamp,
    pub outcome: Outcome,
    pub facts: AttendedFacts,
}

impl PastLesson {
    /// Where it stands in the list.
    pub fn cursor(&self) -> (Timestamp, String) {
        (self.start, self.session_id.clone())
    }

    fn of(organization: &str, row: StudentReport) -> Result<(String, PastLesson), StoreError> {
        let facts = reports::parse(organization, &row.report)?;
        let lesson = PastLesson {
            session_id: row.report.session_id,
            title: row.title,
            kind: row.kind,
            start: row.start,
            end: row.end,
            outcome: row.report.outcome,
            facts,
        };
        Ok((row.report.person_id, lesson))
    }
}

/// The lessons of these students within the scope, by person, the newest first. A report that cannot be read is left out
/// and recorded.
pub async fn history(
    read: &mut Read,
    scope: &Scope,
    filter: StudentFilter<'_>,
) -> Result<BTreeMap<String, Vec<PastLesson>>, Error> {
    let mut found: BTreeMap<String, Vec<PastLesson>> = BTreeMap::new();
    for row in read.list_student_reports(scope, filter).await? {
        match PastLesson::of(scope.organization(), row) {
            Ok((person, lesson)) => found.entry(person).or_default().push(lesson),
            Err(StoreError::Corrupt(one)) => read.record_unreadable(*one),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(found)
}

/// What settled lessons since then came to.
pub fn counts_since(lessons: &[PastLesson], since: Timestamp) -> AttendanceCounts {
    let mut counts = AttendanceCounts::default();
    for one in lessons.iter().filter(|one| one.start >= since && one.facts.settled) {
        counts.add(one.outcome, one.facts.is_late);
    }
    counts
}
