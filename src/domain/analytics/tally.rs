//! The tally: sessions and reports go in one after the other, in any order, and the figures stand in its fields.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;

use crate::domain::analytics::counted::{CountedReport, CountedSession};
use crate::domain::analytics::counts::AttendanceFigures;
use crate::domain::analytics::coverage::EvidenceCoverage;
use crate::domain::analytics::group::GroupFigures;
use crate::domain::analytics::range::AnalyticsRange;
use crate::domain::analytics::risk::{RiskHistory, RiskPeriods};
use crate::domain::session::Kind;
use crate::domain::time::{Span, Timestamp};
use crate::domain::verdict::report::Part;

/// All figures of a range of local days.
#[derive(Clone, Debug)]
pub struct AnalyticsTally {
    zone: Tz,
    range: AnalyticsRange,
    span: Span,
    pub periods: RiskPeriods,
    pub total: GroupFigures,
    /// Sessions that have begun and are not settled: nothing of them is in any figure.
    pub open_sessions: u64,
    /// Settled sessions in which somebody's outcome is unknown.
    pub needs_review: u64,
    /// One for each ISO week of the range, whether or not there was anything in it.
    pub weeks: Vec<GroupFigures>,
    /// By weekday from Monday on, then by the local hour of the start.
    pub hours: [[GroupFigures; 24]; 7],
    /// By teacher: the sessions they teach, with those who attend them, and the teacher's own reports.
    pub teachers: BTreeMap<String, GroupFigures>,
    pub students: BTreeMap<String, AttendanceFigures>,
    pub kinds: BTreeMap<Kind, GroupFigures>,
    /// Of the settled reports of students and teachers.
    pub coverage: EvidenceCoverage,
    /// By student.
    pub histories: BTreeMap<String, RiskHistory>,
}

/// Where in a range a session starts, by local clocks.
#[derive(Clone, Copy)]
struct LocalStart {
    week: usize,
    weekday: usize,
    hour: usize,
}

impl AnalyticsTally {
    /// An empty one. Risk is judged over the twelve weeks before `end`.
    pub fn new(range: AnalyticsRange, end: NaiveDate, zone: Tz) -> AnalyticsTally {
        AnalyticsTally {
            zone,
            range,
            span: range.span(zone),
            periods: RiskPeriods::ending(end, zone),
            total: GroupFigures::default(),
            open_sessions: 0,
            needs_review: 0,
            weeks: vec![GroupFigures::default(); range.mondays().count()],
            hours: [[GroupFigures::default(); 24]; 7],
            teachers: BTreeMap::new(),
            students: BTreeMap::new(),
            kinds: BTreeMap::new(),
            coverage: EvidenceCoverage::default(),
            histories: BTreeMap::new(),
        }
    }

    /// What has to be read: the range, and the weeks that risk is judged by.
    pub fn span_to_read(&self) -> Span {
        let risk = self.periods.whole();
        Span::new(self.span.from.min(risk.from), self.span.to.max(risk.to))
    }

    /// The range itself.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Counts a session. One outside of the range changes nothing.
    pub fn add_session(&mut self, session: &CountedSession) {
        let Some(place) = self.locate(session.start) else { return };
        if !session.settled {
            self.open_sessions += 1;
            return;
        }
        self.needs_review += u64::from(session.needs_review);
        self.for_each_group(place, session.kind, session.teacher.as_deref(), |group| group.sessions += 1);
    }

    /// Counts a report. Only settled ones are; outside of the range it may still count towards somebody's risk.
    pub fn add_report(&mut self, report: &CountedReport) {
        let CountedReport { outcome, facts, start, .. } = report;
        if !facts.settled {
            return;
        }
        if facts.role == Part::Student && self.periods.whole().contains(*start) {
            let periods = self.periods;
            let history = entry_of(&mut self.histories, &report.person_id);
            history.add(periods, *start, &report.session_id, *outcome, facts.is_late);
        }
        let Some(place) = self.locate(*start) else { return };
        self.coverage.add(facts.estimated, facts.reasons);
        if facts.role == Part::Student {
            let figures = entry_of(&mut self.students, &report.person_id);
            figures.add(*outcome, facts.is_late, facts.credited_seconds);
        }
        self.for_each_group(place, report.kind, report.teacher.as_deref(), |group| group.add(report));
    }

    fn locate(&self, start: Timestamp) -> Option<LocalStart> {
        if !self.span.contains(start) {
            return None;
        }
        let local = start.to_utc().with_timezone(&self.zone);
        Some(LocalStart {
            week: self.range.week_index(local.date_naive())?,
            weekday: usize::try_from(local.weekday().num_days_from_monday()).ok()?,
            hour: usize::try_from(local.hour()).ok()?,
        })
    }

    /// Everything that a session belongs to.
    fn for_each_group(
        &mut self,
        place: LocalStart,
        kind: Kind,
        teacher: Option<&str>,
        mut count: impl FnMut(&mut GroupFigures),
    ) {
        count(&mut self.total);
        count(&mut self.weeks[place.week]);
        count(&mut self.hours[place.weekday][place.hour]);
        count(self.kinds.entry(kind).or_default());
        if let Some(teacher) = teacher {
            count(entry_of(&mut self.teachers, teacher));
        }
    }
}

/// The value of a key, which is copied only where it is new.
fn entry_of<'a, T: Default>(map: &'a mut BTreeMap<String, T>, key: &str) -> &'a mut T {
    if !map.contains_key(key) {
        map.insert(key.to_owned(), T::default());
    }
    map.get_mut(key).expect("it was just looked for")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::analytics::counts::Fraction;
    use crate::domain::analytics::risk::RiskReason;
    use crate::domain::verdict::outcome::Outcome;
    use crate::domain::verdict::report_facts::AttendanceFacts;

    const RIYADH: Tz = chrono_tz::Asia::Riyadh;

    fn tally(from: &str, to: &str) -> AnalyticsTally {
        let day = |text: &str| text.parse().expect("a day");
        let range = AnalyticsRange::of(Some(day(from)), Some(day(to)), day(to)).expect("a range");
        AnalyticsTally::new(range, day(to), RIYADH)
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("an instant")
    }

    fn report(person: &str, start: &str, outcome: Outcome) -> CountedReport {
        let role = if person.starts_with('t') { Part::Teacher } else { Part::Student };
        CountedReport {
            session_id: format!("session at {start}"),
            person_id: person.to_owned(),
            outcome,
            facts: AttendanceFacts {
                role,
                is_late: false,
                credited_seconds: 1_800,
                estimated: false,
                settled: true,
                reasons: Default::default(),
            },
            start: at(start),
            kind: Kind::Quran,
            teacher: Some("t1".to_owned()),
        }
    }

    fn session(start: &str) -> CountedSession {
        let teacher = Some("t1".to_owned());
        CountedSession { start: at(start), kind: Kind::Quran, teacher, settled: true, needs_review: false }
    }

    #[test]
    fn students_and_teachers_are_counted_apart() {
        let mut tally = tally("2026-01-05", "2026-01-12");
        let lesson = "2026-01-05T08:00:00Z";
        tally.add_session(&session(lesson));
        tally.add_report(&report("t1", lesson, Outcome::Absent));
        tally.add_report(&report("p1", lesson, Outcome::Present));
        tally.add_report(&report("p2", lesson, Outcome::Partial));
        for group in [tally.total, tally.weeks[0], tally.teachers["t1"], tally.kinds[&Kind::Quran]] {
            assert_eq!(group.sessions, 1);
            assert_eq!(group.students.counts.rate(), Fraction::new(2, 2));
            assert_eq!(group.teachers.counts.rate(), Fraction::new(0, 1));
            assert_eq!((group.students.credited_seconds, group.teachers.credited_seconds), (3_600, 1_800));
        }
        assert_eq!(tally.students.keys().collect::<Vec<_>>(), ["p1", "p2"]);
        assert_eq!(tally.coverage.reports(), 3);
        assert!(!tally.histories.contains_key("t1"));
        // 11 o'clock in Riyadh, on a Monday.
        assert_eq!(tally.hours[0][11], tally.total);
        assert_eq!(tally.hours.iter().flatten().map(|cell| cell.sessions).sum::<u64>(), 1);
    }

    #[test]
    fn what_is_not_settled_counts_nowhere() {
        let mut tally = tally("2026-01-05", "2026-01-12");
        let mut open = report("p1", "2026-01-05T08:00:00Z", Outcome::Present);
        open.facts.settled = false;
        tally.add_report(&open);
        tally.add_session(&CountedSession { settled: false, ..session("2026-01-05T08:00:00Z") });
        assert_eq!(tally.total, GroupFigures::default());
        assert_eq!((tally.open_sessions, tally.coverage.reports()), (1, 0));
        assert!(tally.students.is_empty() && tally.histories.is_empty() && tally.kinds.is_empty());
        tally.add_session(&CountedSession { needs_review: true, ..session("2026-01-05T08:00:00Z") });
        assert_eq!((tally.total.sessions, tally.needs_review), (1, 1));
    }

    #[test]
    fn a_week_begins_on_monday_at_local_midnight() {
        let mut tally = tally("2025-12-29", "2026-01-19");
        // Riyadh is three hours ahead: Monday 5 January begins at 21:00 of Sunday.
        for start in ["2026-01-04T20:59:59Z", "2026-01-04T21:00:00Z"] {
            tally.add_session(&session(start));
            tally.add_report(&report("p1", start, Outcome::Present));
        }
        let sessions: Vec<u64> = tally.weeks.iter().map(|week| week.sessions).collect();
        let present: Vec<u64> = tally.weeks.iter().map(|week| week.students.counts.present).collect();
        assert_eq!((sessions, present), (vec![1, 1, 0], vec![1, 1, 0]), "an empty week stands with zeros");
        assert_eq!((tally.hours[6][23].sessions, tally.hours[0][0].sessions), (1, 1));
    }

    #[test]
    fn a_range_has_its_first_instant_and_not_its_last() {
        let mut tally = tally("2026-01-05", "2026-01-06");
        for start in [
            "2026-01-04T20:59:59.999Z",
            "2026-01-04T21:00:00Z",
            "2026-01-05T20:59:59.999Z",
            "2026-01-05T21:00:00Z",
        ] {
            tally.add_session(&session(start));
            tally.add_report(&report("p1", start, Outcome::Absent));
        }
        assert_eq!((tally.total.sessions, tally.total.students.counts.absent), (2, 2));
    }

    #[test]
    fn risk_looks_at_twelve_weeks_whatever_the_range() {
        let mut tally = tally("2026-01-05", "2026-01-06");
        for start in ["2025-12-20T08:00:00Z", "2025-12-22T08:00:00Z", "2026-01-05T08:00:00Z"] {
            tally.add_report(&report("p1", start, Outcome::Absent));
        }
        assert_eq!(tally.total.students.counts.absent, 1);
        assert_eq!(tally.histories["p1"].reasons(tally.periods), [RiskReason::AbsentInARow]);
        assert_eq!(tally.span_to_read(), Span::new(at("2025-10-13T21:00:00Z"), at("2026-01-05T21:00:00Z")));
    }

    #[test]
    fn a_session_without_a_teacher_is_nobodys() {
        let mut tally = tally("2026-01-05", "2026-01-06");
        tally.add_session(&CountedSession { teacher: None, ..session("2026-01-05T08:00:00Z") });
        assert!(tally.teachers.is_empty());
        assert_eq!(tally.kinds[&Kind::Quran].sessions, 1);
    }
}
