//! Sessions and reports as they are handed over for figures.

use std::collections::BTreeSet;

use rollcall::domain::access::Scope;
use rollcall::domain::analytics::counted::{CountedReport, CountedSession};
use rollcall::domain::session::{Kind, Status};
use rollcall::domain::time::{Span, Timestamp};
use rollcall::domain::verdict::outcome::Outcome;
use rollcall::domain::verdict::report::{Part, ReasonCode};
use rollcall::store::evaluation::results::StoredEvaluation;
use rollcall::store::verdict::counted::CountedFilter;
use rollcall::store::verdict::reports::StoredReport;
use rollcall::store::{Read, Write};

use crate::at;
use crate::logs::{evaluation, own};
use crate::support::school::{lesson, stored};
use crate::support::{Database, on_both};

on_both! {
    every_report_in_reach_is_handed_over_with_its_session,
    filters_narrow_and_hostile_ones_find_nothing,
    a_report_that_cannot_be_read_is_left_out_and_recorded,
    many_rows_come_one_after_the_other,
}

const ALWAYS: CountedFilter<'static> = CountedFilter {
    starting: Span { from: Timestamp::MIN, to: Timestamp::MAX },
    teacher: None,
    student: None,
    kind: None,
};

/// A report of which only the figures are written.
pub fn report(session: &str, person: &str, role: &str) -> StoredReport {
    StoredReport {
        session_id: session.into(),
        person_id: person.into(),
        outcome: Outcome::Partial,
        report: format!(
            r#"{{"role":"{role}","isLate":true,"creditedSeconds":90,"bridgedSeconds":0,"estimated":true,"settled":true,
                "intervals":[{{"from":"x\u0000"}}],"reasons":[{{"code":"unseen_end","evidence":["e"]}}]}}"#
        ),
    }
}

fn judged(session: &str, reports: Vec<StoredReport>) -> StoredEvaluation {
    StoredEvaluation { reports, ..evaluation(session, Vec::new()) }
}

async fn save(write: &mut Write, id: &str, minutes: i64, teacher: &str, students: &[&str], kind: Kind) {
    let mut session = lesson(id, minutes);
    session.kind = kind;
    session.teacher = Some(teacher.to_owned());
    session.students = students.iter().map(|one| (*one).to_owned()).collect();
    write.insert_session(&stored("o1", session)).await.unwrap();
    let mut reports = vec![report(id, teacher, "teacher")];
    reports.extend(students.iter().map(|student| report(id, student, "student")));
    assert!(write.save_evaluation(&judged(id, reports)).await.unwrap());
}

async fn reports(read: &mut Read, scope: &Scope, filter: CountedFilter<'_>) -> Vec<CountedReport> {
    let mut found = Vec::new();
    read.for_each_counted_report(scope, filter, |one| found.push(one)).await.unwrap();
    found.sort_by(|a, b| (&a.session_id, &a.person_id).cmp(&(&b.session_id, &b.person_id)));
    found
}

async fn sessions(read: &mut Read, scope: &Scope, filter: CountedFilter<'_>) -> Vec<CountedSession> {
    let mut found = Vec::new();
    read.for_each_counted_session(scope, filter, |one| found.push(one)).await.unwrap();
    found.sort_by_key(|one| one.start);
    found
}

/// Sessions s1 (t1, p1), s2 (t2, p1 and p2), and a cancelled one.
async fn school(db: &Database) {
    let mut write = db.store.write().await.unwrap();
    save(&mut write, "s1", 0, "t1", &["p1"], Kind::Quran).await;
    save(&mut write, "s2", 60, "t2", &["p1", "p2"], Kind::Academic).await;
    write.insert_session(&stored("o1", lesson("gone", 120))).await.unwrap();
    let mut gone = judged("gone", vec![report("gone", "p1", "student")]);
    gone.status = Status::Cancelled;
    assert!(write.save_evaluation(&gone).await.unwrap());
    write.insert_session(&stored("o2", lesson("other", 0))).await.unwrap();
    let elsewhere = judged("other", vec![report("other", "p1", "student")]);
    let elsewhere = StoredEvaluation { organization_id: "o2".into(), ..elsewhere };
    assert!(write.save_evaluation(&elsewhere).await.unwrap());
    write.commit().await.unwrap();
}

async fn every_report_in_reach_is_handed_over_with_its_session(db: Database) {
    school(&db).await;
    let mut read = db.store.read().await.unwrap();
    let whole = Scope::whole_organization("o1");
    let found = reports(&mut read, &whole, ALWAYS).await;
    let of: Vec<(&str, &str, Part)> =
        found.iter().map(|one| (one.session_id.as_str(), one.person_id.as_str(), one.facts.role)).collect();
    let wanted = [
        ("s1", "p1", Part::Student),
        ("s1", "t1", Part::Teacher),
        ("s2", "p1", Part::Student),
        ("s2", "p2", Part::Student),
        ("s2", "t2", Part::Teacher),
    ];
    assert_eq!(of, wanted, "neither a cancelled session nor another organisation's");
    let first = &found[0];
    assert_eq!((first.start, first.kind, first.teacher.as_deref()), (at(0), Kind::Quran, Some("t1")));
    assert_eq!(
        (first.outcome, first.facts.is_late, first.facts.credited_seconds),
        (Outcome::Partial, true, 90)
    );
    assert!(first.facts.settled && first.facts.estimated);
    assert!(first.facts.reasons.contains(ReasonCode::UnseenEnd));
    let held = sessions(&mut read, &whole, ALWAYS).await;
    let wanted = |start, kind, teacher: &str| CountedSession {
        start,
        kind,
        teacher: Some(teacher.to_owned()),
        settled: true,
        needs_review: false,
    };
    assert_eq!(held, [wanted(at(0), Kind::Quran, "t1"), wanted(at(60), Kind::Academic, "t2")]);

    // A student sees their own part, a teacher all of what they teach.
    let people = |found: Vec<CountedReport>| {
        found.into_iter().map(|one| (one.session_id, one.person_id)).collect::<BTreeSet<_>>()
    };
    let pair = |session: &str, person: &str| (session.to_owned(), person.to_owned());
    let student = own("p2", None);
    assert_eq!(people(reports(&mut read, &student, ALWAYS).await), [pair("s2", "p2")].into());
    assert_eq!(sessions(&mut read, &student, ALWAYS).await.len(), 1);
    let teacher = own("t1", Some("t1"));
    let of_teacher = people(reports(&mut read, &teacher, ALWAYS).await);
    assert_eq!(of_teacher, [pair("s1", "p1"), pair("s1", "t1")].into());
    assert!(reports(&mut read, &own("nobody", None), ALWAYS).await.is_empty());
}

async fn filters_narrow_and_hostile_ones_find_nothing(db: Database) {
    school(&db).await;
    let mut read = db.store.read().await.unwrap();
    let whole = Scope::whole_organization("o1");
    let starting = |from, to| CountedFilter { starting: Span::new(from, to), ..ALWAYS };
    let by_student = CountedFilter { student: Some("p2"), ..ALWAYS };
    let long = "x".repeat(100_000);
    for (filter, sessions_found, people) in [
        (ALWAYS, 2, "p1 t1 p1 p2 t2"),
        (starting(at(0), at(60)), 1, "p1 t1"),
        (starting(at(60), at(61)), 1, "p1 p2 t2"),
        (starting(at(61), at(0)), 0, ""),
        (CountedFilter { teacher: Some("t2"), ..ALWAYS }, 1, "p1 p2 t2"),
        (CountedFilter { kind: Some(Kind::Quran), ..ALWAYS }, 1, "p1 t1"),
        (CountedFilter { kind: Some(Kind::Event), ..ALWAYS }, 0, ""),
        (by_student, 1, "p2 t2"),
        (CountedFilter { teacher: Some("t1"), ..by_student }, 0, ""),
        (CountedFilter { student: Some("t1"), ..ALWAYS }, 0, ""),
        (CountedFilter { student: Some("' OR 1=1 --"), ..ALWAYS }, 0, ""),
        (CountedFilter { teacher: Some("%"), ..ALWAYS }, 0, ""),
        (CountedFilter { teacher: Some(""), ..ALWAYS }, 0, ""),
        (CountedFilter { student: Some(&long), ..ALWAYS }, 0, ""),
    ] {
        let found = reports(&mut read, &whole, filter).await;
        let found: Vec<&str> = found.iter().map(|one| one.person_id.as_str()).collect();
        let held = sessions(&mut read, &whole, filter).await.len();
        assert_eq!((held, found.join(" ").as_str()), (sessions_found, people), "{filter:.200?}");
    }
}

async fn a_report_that_cannot_be_read_is_left_out_and_recorded(db: Database) {
    let mut write = db.store.write().await.unwrap();
    save(&mut write, "s1", 0, "t1", &["p1"], Kind::Quran).await;
    write.insert_session(&stored("o1", lesson("s2", 60))).await.unwrap();
    let broken = |person: &str, text: &str| StoredReport {
        report: text.to_owned(),
        ..report("s2", person, "student")
    };
    let reports_of_s2 = vec![
        broken("a", "{"),
        broken("b", r#"{"role":"ghost"}"#),
        broken("c", "[]"),
        report("s2", "p1", "student"),
    ];
    assert!(write.save_evaluation(&judged("s2", reports_of_s2)).await.unwrap());
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let found = reports(&mut read, &Scope::whole_organization("o1"), ALWAYS).await;
    assert_eq!(found.len(), 3);
    let unreadable: BTreeSet<(&str, &str, &str)> = read
        .unreadable_rows()
        .iter()
        .map(|one| (one.organization_id.as_str(), one.row.as_str(), one.column.as_str()))
        .collect();
    let wanted = ["s2 a", "s2 b", "s2 c"].map(|row| ("o1", row, "report"));
    assert_eq!(unreadable, wanted.into());
}

async fn many_rows_come_one_after_the_other(db: Database) {
    let students: Vec<String> = (0..1_300).map(|number| format!("p{number:04}")).collect();
    let students: Vec<&str> = students.iter().map(String::as_str).collect();
    let mut write = db.store.write().await.unwrap();
    save(&mut write, "hall", 0, "t1", &students, Kind::Event).await;
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let found = reports(&mut read, &Scope::whole_organization("o1"), ALWAYS).await;
    assert_eq!(found.len(), 1_301);
    assert_eq!(found.iter().map(|one| one.person_id.as_str()).take(1_300).collect::<Vec<_>>(), students);
    // The transaction is as good as before.
    assert_eq!(sessions(&mut read, &Scope::whole_organization("o1"), ALWAYS).await.len(), 1);
}
