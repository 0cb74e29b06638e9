//! The lines behind the sums of a month: those of one person, and those that are held back with what would mend them. Read
//! only where they are looked at: a month may have tens of thousands.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::line::Blocked;
use crate::domain::session::Kind;
use crate::domain::time::{Span, Timestamp};
use crate::store::Read;
use crate::store::money::lines::StoredLine;
use crate::store::session::StoredSession;

/// Lines of each reason that are listed, besides their number.
pub const MOST_HELD: i64 = 100;

/// A line with the session it is about; `None`: the session cannot be read.
#[derive(Clone, Debug)]
pub struct SessionLine {
    pub line: StoredLine,
    pub session: Option<StoredSession>,
}

/// A person whose lines wait for a rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonWithoutRate {
    pub person: String,
    pub name: String,
    pub lines: i64,
    /// Kinds of session they are about, with how many lines.
    pub kinds: Vec<(Kind, i64)>,
    /// The scheduled start of the first of them.
    pub first_start: Timestamp,
}

/// What is held back in a month, by reason.
#[derive(Clone, Debug)]
pub struct HeldLines {
    /// By name, then id.
    pub missing_rate: Vec<PersonWithoutRate>,
    /// The first `MOST_HELD` by start.
    pub needs_review: Vec<SessionLine>,
    /// The first `MOST_HELD` by start.
    pub unsettled: Vec<SessionLine>,
    pub names: BTreeMap<String, String>,
    /// How many strangers were seen in a session to review.
    pub strangers: BTreeMap<String, i64>,
}

/// One person's lines within the scope, by start.
pub async fn of_person(
    read: &mut Read,
    scope: &Scope,
    kind: LineKind,
    starting: Span,
    person: &str,
) -> Result<Vec<SessionLine>, Error> {
    let lines = read.list_person_lines(scope, kind, starting, person).await?;
    with_sessions(read, scope, lines).await
}

/// What is held back within the scope.
pub async fn held(
    read: &mut Read,
    scope: &Scope,
    kind: LineKind,
    starting: Span,
) -> Result<HeldLines, Error> {
    let organization = scope.organization();
    let missing = read.list_missing_rates(scope, kind, starting).await?;
    let mut lines = read.list_held_lines(scope, kind, starting, Blocked::NeedsReview, MOST_HELD).await?;
    lines.extend(read.list_held_lines(scope, kind, starting, Blocked::Unsettled, MOST_HELD).await?);
    let people = missing.iter().map(|one| one.person_id.as_str());
    let people: BTreeSet<&str> = people.chain(lines.iter().map(|line| line.person_id.as_str())).collect();
    let names = read.people_names(organization, &people).await?;
    let mut without_rate: BTreeMap<String, PersonWithoutRate> = BTreeMap::new();
    for one in missing {
        let name = names.get(&one.person_id).unwrap_or(&one.person_id).clone();
        let person = without_rate.entry(one.person_id.clone()).or_insert(PersonWithoutRate {
            person: one.person_id,
            name,
            lines: 0,
            kinds: Vec::new(),
            first_start: one.first_start,
        });
        person.lines += one.lines;
        person.kinds.push((one.session_kind, one.lines));
        person.first_start = person.first_start.min(one.first_start);
    }
    let mut missing_rate: Vec<PersonWithoutRate> = without_rate.into_values().collect();
    missing_rate.sort_by(|a, b| (&a.name, &a.person).cmp(&(&b.name, &b.person)));
    let lines = with_sessions(read, scope, lines).await?;
    let (needs_review, unsettled): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|one| one.line.blocked == Some(Blocked::NeedsReview));
    let to_review: BTreeSet<&str> = needs_review.iter().map(|one| one.line.session_id.as_str()).collect();
    let to_review: Vec<&str> = to_review.into_iter().collect();
    let strangers = read.count_unmatched_of(organization, &to_review).await?;
    Ok(HeldLines { missing_rate, needs_review, unsettled, names, strangers })
}

async fn with_sessions(
    read: &mut Read,
    scope: &Scope,
    lines: Vec<StoredLine>,
) -> Result<Vec<SessionLine>, Error> {
    let ids: BTreeSet<&str> = lines.iter().map(|line| line.session_id.as_str()).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let sessions = read.find_sessions(scope.organization(), &ids).await?;
    let sessions: BTreeMap<String, StoredSession> =
        sessions.into_iter().map(|one| (one.session.id.clone(), one)).collect();
    let line = |line: StoredLine| SessionLine { session: sessions.get(&line.session_id).cloned(), line };
    Ok(lines.into_iter().map(line).collect())
}
