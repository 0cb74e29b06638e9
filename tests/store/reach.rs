//! A list in SQL shows what the check of one row after the other lets through, for every set of roles.

use std::collections::BTreeSet;

use rollcall::domain::access::{Caller, Grant, Rows, Scope};
use rollcall::domain::analytics::counted::CountedReport;
use rollcall::domain::money::charge_pay_table::LineKind;
use rollcall::domain::people::Role;
use rollcall::domain::time::{Span, Timestamp};
use rollcall::store::people::{PeopleFilter, Person};
use rollcall::store::presence::attendance_logs::LogFilter;
use rollcall::store::session::SessionFilter;
use rollcall::store::verdict::counted::CountedFilter;

use crate::analytics::report;
use crate::at;
use crate::logs::{evaluation, log};
use crate::money::line;
use crate::support::school::{lesson, stored};
use crate::support::{Database, on_both};

on_both! { lists_show_what_single_checks_let_through }

const GRANTS: [Grant; 4] = [
    (Role::Teacher, Rows::OwnSessions),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnHousehold),
    (Role::Admin, Rows::Organization),
];

/// Every session of an academy of four, in which everybody teaches and attends.
const SESSIONS: [(&str, &str, &[&str]); 5] = [
    ("mine", "me", &["kid"]),
    ("attended", "other", &["me", "stranger"]),
    ("kids", "other", &["kid"]),
    ("strangers", "other", &["stranger"]),
    ("nobodys", "stranger", &[]),
];

/// The scope of a caller of these roles, on a route that names some.
fn scope(roles: &[Role], grants: &[Grant]) -> Option<Scope> {
    let caller = Caller {
        organization: "o1".into(),
        home_organization: "o1".into(),
        person: "me".into(),
        roles: roles.iter().copied().collect(),
        household_members: BTreeSet::from(["kid".to_owned()]),
    };
    caller.scope(grants)
}

/// Every subset.
fn subsets<T: Copy>(of: &[T]) -> Vec<Vec<T>> {
    let chosen =
        |bits: usize| of.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, one)| *one);
    (0..1 << of.len()).map(|bits| chosen(bits).collect()).collect()
}

async fn lists_show_what_single_checks_let_through(db: Database) {
    let mut write = db.store.write().await.unwrap();
    for id in ["me", "kid", "other", "stranger"] {
        let person = Person {
            id: id.into(),
            name: id.into(),
            email: None,
            household: None,
            roles: BTreeSet::new(),
            has_password: false,
            is_active: true,
            created_at: at(0),
        };
        write.insert_person("o1", &person).await.unwrap();
    }
    for (minutes, (id, teacher, students)) in (0..).zip(SESSIONS) {
        let mut session = lesson(id, minutes * 60);
        session.teacher = Some(teacher.to_owned());
        session.students = students.iter().map(|one| (*one).to_owned()).collect();
        write.insert_session(&stored("o1", session)).await.unwrap();
        let pay = line(id, teacher, LineKind::Pay, minutes * 60, 1);
        let charges = students.iter().map(|student| line(id, student, LineKind::Charge, minutes * 60, 1));
        let mut judged = evaluation(id, vec![log(id, teacher, minutes * 60)]);
        judged.lines = [pay].into_iter().chain(charges).collect();
        judged.reports = vec![report(id, teacher, "teacher")];
        judged.reports.extend(students.iter().map(|student| report(id, student, "student")));
        assert!(write.save_evaluation(&judged).await.unwrap());
    }
    write.commit().await.unwrap();

    let mut read = db.store.read().await.unwrap();
    let roles = [Role::Teacher, Role::Student, Role::Parent, Role::Admin];
    for (held, grants) in
        subsets(&roles).iter().flat_map(|held| subsets(&GRANTS).into_iter().map(move |g| (held, g)))
    {
        let Some(scope) = scope(held, &grants) else { continue };
        let told = format!("{held:?} by {grants:?}");
        let listed = read.list_sessions(&scope, SessionFilter::default(), None, 99).await.unwrap();
        let listed: BTreeSet<&str> = listed.iter().map(|one| one.session.id.as_str()).collect();
        let checked: BTreeSet<&str> = SESSIONS
            .iter()
            .filter(|(_, teacher, students)| scope.covers_session(Some(teacher), students.iter().copied()))
            .map(|(id, ..)| *id)
            .collect();
        assert_eq!(listed, checked, "sessions of {told}");
        let always = Span::new(Timestamp::MIN, Timestamp::MAX);
        let filter = LogFilter { session: None, email: None, joined: always, after: None, limit: 99 };
        let logs = read.list_logs(&scope, &filter).await.unwrap();
        let logs: BTreeSet<&str> = logs.iter().map(|one| one.log.session_id.as_str()).collect();
        assert_eq!(logs, checked, "logs of {told}");

        let filter = CountedFilter { starting: always, teacher: None, student: None, kind: None };
        let mut counted = BTreeSet::new();
        let count = |one: CountedReport| _ = counted.insert((one.session_id, one.person_id));
        read.for_each_counted_report(&scope, filter, count).await.unwrap();
        let wanted = SESSIONS.iter().flat_map(|(id, teacher, students)| {
            let whole = scope.covers_whole_session(Some(teacher));
            let own = scope.own_rows();
            let people = students
                .iter()
                .chain([teacher])
                .filter(move |person| whole || own.is_some_and(|own| own.people.contains(**person)));
            people.map(|person| ((*id).to_owned(), (*person).to_owned()))
        });
        assert_eq!(counted, wanted.collect(), "reports of {told}");

        for kind in [LineKind::Pay, LineKind::Charge] {
            let listed = read.list_lines(&scope, kind, always).await.unwrap();
            let summed = read.sum_lines(&scope, kind, always).await.unwrap();
            let listed: BTreeSet<String> = listed.into_iter().map(|one| one.person_id).collect();
            let summed: BTreeSet<String> = summed.into_iter().map(|one| one.person_id).collect();
            let people: &[&str] = match kind {
                LineKind::Pay => &["other", "me", "stranger"],
                LineKind::Charge => &["kid", "me", "stranger"],
            };
            let checked = people.iter().filter(|person| scope.covers_line(kind, person));
            let checked: BTreeSet<String> = checked.map(|person| (*person).to_owned()).collect();
            assert_eq!((&listed, &summed), (&checked, &checked), "{kind:?} of {told}");
        }

        let all = PeopleFilter { limit: 99, ..PeopleFilter::default() };
        let listed: BTreeSet<String> =
            read.list_people(&scope, &all).await.unwrap().into_iter().map(|one| one.id).collect();
        let mut checked = BTreeSet::new();
        for id in ["me", "kid", "other", "stranger"] {
            if rollcall::app::people::find(&mut read, &scope, id).await.is_ok() {
                checked.insert(id.to_owned());
            }
        }
        assert_eq!(listed, checked, "people of {told}");
    }
}
