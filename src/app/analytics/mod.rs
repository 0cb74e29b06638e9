//! Figures over many sessions: reads a range of local days and puts names to what was counted.

mod at_risk;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

pub use self::at_risk::{AtRisk, MAX_AT_RISK, PersonAtRisk, SessionBehind};
use crate::app::{App, Error};
use crate::domain::access::Scope;
use crate::domain::analytics::counts::AttendanceFigures;
use crate::domain::analytics::coverage::EvidenceCoverage;
use crate::domain::analytics::group::GroupFigures;
use crate::domain::analytics::range::AnalyticsRange;
use crate::domain::analytics::tally::AnalyticsTally;
use crate::domain::session::Kind;
use crate::domain::time::calendar::local_date;
use crate::domain::time::{Span, Timestamp};
use crate::store::Read;
use crate::store::verdict::counted::CountedFilter;

/// What the figures are of. Without anything: of everybody, over the last twelve weeks.
#[derive(Clone, Debug, Default)]
pub struct AnalyticsQuery {
    /// First local day; `None`: the Monday that makes it twelve weeks.
    pub from: Option<NaiveDate>,
    /// First local day that is no longer looked at; `None`: tomorrow.
    pub to: Option<NaiveDate>,
    /// Sessions this person teaches.
    pub teacher: Option<String>,
    /// This student, and the teachers of their sessions.
    pub student: Option<String>,
    pub kind: Option<Kind>,
}

/// The figures of a range of local days. All lists are complete, except for people at risk.
#[derive(Clone, Debug)]
pub struct Analytics {
    pub range: AnalyticsRange,
    /// Days, weeks and hours are those of this zone.
    pub zone: Tz,
    /// What has not begun by then is in no figure.
    pub as_of: Timestamp,
    pub total: GroupFigures,
    /// Sessions that have begun and are not settled yet, and so are in no figure.
    pub open_sessions: u64,
    /// Settled sessions in which somebody's outcome is unknown.
    pub needs_review: u64,
    /// Every ISO week of the range, the empty ones too.
    pub weeks: Vec<WeekFigures>,
    /// By weekday from Monday on, then by the local hour of the start.
    pub hours: [[GroupFigures; 24]; 7],
    /// By name, then id.
    pub teachers: Vec<TeacherFigures>,
    /// By name, then id.
    pub students: Vec<StudentFigures>,
    pub kinds: Vec<(Kind, GroupFigures)>,
    pub coverage: EvidenceCoverage,
    pub at_risk: AtRisk,
}

#[derive(Clone, Debug)]
pub struct WeekFigures {
    pub monday: NaiveDate,
    pub figures: GroupFigures,
}

/// The sessions somebody teaches: attendance of their students, and their own.
#[derive(Clone, Debug)]
pub struct TeacherFigures {
    pub person: String,
    pub name: String,
    pub figures: GroupFigures,
}

#[derive(Clone, Debug)]
pub struct StudentFigures {
    pub person: String,
    pub name: String,
    pub figures: AttendanceFigures,
}

/// The figures within the scope, from one snapshot. `None` where `from` and `to` make no range (`AnalyticsRange::of`).
/// An id nobody has gives figures of nothing. People at risk are judged by the twelve weeks before the range's end, or
/// before tomorrow where that comes first.
pub async fn analytics(
    app: &App,
    read: &mut Read,
    scope: &Scope,
    query: &AnalyticsQuery,
) -> Result<Option<Analytics>, Error> {
    let organization = read.find_organization(scope.organization()).await?;
    let zone = organization.ok_or(Error::NotFound("organisation"))?.time_zone;
    let now = app.now();
    let today = local_date(now, zone);
    let Some(range) = AnalyticsRange::of(query.from, query.to, today) else { return Ok(None) };
    let end = range.to.min(today + Days::new(1));
    let mut tally = AnalyticsTally::new(range, end, zone);
    let until_now = |span: Span| Span::new(span.from, span.to.min(now.plus(1)));
    let filter = |starting| CountedFilter {
        starting: until_now(starting),
        teacher: query.teacher.as_deref(),
        student: query.student.as_deref(),
        kind: query.kind,
    };
    let sessions = filter(tally.span());
    read.for_each_counted_session(scope, sessions, |session| tally.add_session(&session)).await?;
    let reports = filter(tally.span_to_read());
    read.for_each_counted_report(scope, reports, |report| tally.add_report(&report)).await?;

    let names = names(read, scope, &tally).await?;
    let name = |person: &str| names.get(person).cloned().unwrap_or_else(|| person.to_owned());
    let at_risk = at_risk::at_risk(read, scope, &tally, name).await?;
    let mut teachers: Vec<TeacherFigures> = tally
        .teachers
        .into_iter()
        .map(|(person, figures)| TeacherFigures { name: name(&person), person, figures })
        .collect();
    teachers.sort_by(|a, b| (&a.name, &a.person).cmp(&(&b.name, &b.person)));
    let mut students: Vec<StudentFigures> = tally
        .students
        .into_iter()
        .map(|(person, figures)| StudentFigures { name: name(&person), person, figures })
        .collect();
    students.sort_by(|a, b| (&a.name, &a.person).cmp(&(&b.name, &b.person)));
    let weeks = range.mondays().zip(tally.weeks).map(|(monday, figures)| WeekFigures { monday, figures });
    Ok(Some(Analytics {
        range,
        zone,
        as_of: now,
        total: tally.total,
        open_sessions: tally.open_sessions,
        needs_review: tally.needs_review,
        weeks: weeks.collect(),
        hours: tally.hours,
        teachers,
        students,
        kinds: tally.kinds.into_iter().collect(),
        coverage: tally.coverage,
        at_risk,
    }))
}

/// The names of everybody who is counted, by id.
async fn names(
    read: &mut Read,
    scope: &Scope,
    tally: &AnalyticsTally,
) -> Result<BTreeMap<String, String>, Error> {
    let people = tally.teachers.keys().chain(tally.students.keys()).chain(tally.histories.keys());
    let ids: BTreeSet<&str> = people.map(String::as_str).collect();
    Ok(read.people_names(scope.organization(), &ids).await?)
}
