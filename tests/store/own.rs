//! What pages about one's own read: the lessons of students and what they came to, and the lessons that wait.

use rollcall::domain::access::Scope;
use rollcall::domain::people::{Identity, Source};
use rollcall::domain::session::Status;
use rollcall::domain::time::{Span, Timestamp};
use rollcall::store::Read;
use rollcall::store::evaluation::results::StoredEvaluation;
use rollcall::store::people::unmatched::StoredUnmatched;
use rollcall::store::verdict::history::{StudentFilter, StudentReport};
use rollcall::store::verdict::reports::StoredReport;

use crate::analytics::report;
use crate::at;
use crate::logs::{evaluation, own};
use crate::support::school::{lesson, stored};
use crate::support::{Database, on_both};

on_both! {
    the_lessons_of_students_come_newest_first_and_so_many_of_each,
    only_what_is_in_reach_is_read,
    what_waits_is_in_doubt_or_had_strangers,
}

const ALWAYS: Span = Span { from: Timestamp::MIN, to: Timestamp::MAX };

fn of<'a>(people: &'a [&'a str]) -> StudentFilter<'a> {
    StudentFilter { people, starting: ALWAYS, before: None, limit_each: 100 }
}

fn keys(found: &[StudentReport]) -> Vec<(&str, &str)> {
    found.iter().map(|one| (one.report.session_id.as_str(), one.report.person_id.as_str())).collect()
}

/// Lessons at 08:00, 09:00 and 10:00 with p1, the second with p2 too; one at 11:00 is cancelled, one is elsewhere.
async fn school(db: &Database) {
    let mut write = db.store.write().await.unwrap();
    for (id, minutes, students) in
        [("s1", 0, &["p1"][..]), ("s2", 60, &["p1", "p2"]), ("s3", 120, &["p1"]), ("gone", 180, &["p1"])]
    {
        let mut session = lesson(id, minutes);
        session.students = students.iter().map(|one| (*one).to_owned()).collect();
        let mut one = stored("o1", session);
        one.title = Some(format!("Lesson {id}"));
        write.insert_session(&one).await.unwrap();
        let mut reports = vec![report(id, "t1", "teacher")];
        reports.extend(students.iter().map(|student| report(id, student, "student")));
        let status = if id == "gone" { Status::Cancelled } else { Status::Completed };
        let judged = StoredEvaluation { reports, status, ..evaluation(id, Vec::new()) };
        assert!(write.save_evaluation(&judged).await.unwrap());
    }
    write.insert_session(&stored("o2", lesson("s1", 0))).await.unwrap();
    let elsewhere = StoredEvaluation {
        organization_id: "o2".into(),
        reports: vec![report("s1", "p1", "student")],
        ..evaluation("s1", Vec::new())
    };
    assert!(write.save_evaluation(&elsewhere).await.unwrap());
    write.commit().await.unwrap();
}

async fn read(read: &mut Read, scope: &Scope, filter: StudentFilter<'_>) -> Vec<StudentReport> {
    read.list_student_reports(scope, filter).await.unwrap()
}

async fn the_lessons_of_students_come_newest_first_and_so_many_of_each(db: Database) {
    school(&db).await;
    let mut snapshot = db.store.read().await.unwrap();
    let whole = Scope::whole_organization("o1");
    let found = read(&mut snapshot, &whole, of(&["p1", "p2"])).await;
    assert_eq!(keys(&found), [("s3", "p1"), ("s2", "p1"), ("s2", "p2"), ("s1", "p1")]);
    assert_eq!(
        (found[0].start, found[0].end, found[0].title.as_deref()),
        (at(120), at(180), Some("Lesson s3"))
    );
    let two = StudentFilter { limit_each: 2, ..of(&["p1", "p2"]) };
    assert_eq!(keys(&read(&mut snapshot, &whole, two).await), [("s3", "p1"), ("s2", "p1"), ("s2", "p2")]);
    let cursor = (at(60), "s2".to_owned());
    let rest = StudentFilter { before: Some(&cursor), ..of(&["p1"]) };
    assert_eq!(keys(&read(&mut snapshot, &whole, rest).await), [("s1", "p1")]);
    let hour = StudentFilter { starting: Span::new(at(60), at(120)), ..of(&["p1"]) };
    assert_eq!(keys(&read(&mut snapshot, &whole, hour).await), [("s2", "p1")]);
    assert!(read(&mut snapshot, &whole, of(&[])).await.is_empty());
    assert!(
        read(&mut snapshot, &whole, of(&["t1", "' OR 1=1 --", ""])).await.is_empty(),
        "teaching is no attending"
    );
}

async fn only_what_is_in_reach_is_read(db: Database) {
    school(&db).await;
    let mut snapshot = db.store.read().await.unwrap();
    let everybody = of(&["p1", "p2"]);
    assert_eq!(keys(&read(&mut snapshot, &own("p2", None), everybody).await), [("s2", "p2")]);
    assert!(read(&mut snapshot, &own("p3", None), everybody).await.is_empty());
    assert_eq!(read(&mut snapshot, &own("t1", Some("t1")), everybody).await.len(), 4);
    assert!(read(&mut snapshot, &own("t2", Some("t2")), everybody).await.is_empty());
    let broken = StoredReport { report: "{".into(), ..report("s1", "p1", "student") };
    drop(snapshot);
    let mut write = db.store.write().await.unwrap();
    let judged =
        StoredEvaluation { reports: vec![broken], digest: "e".into(), ..evaluation("s1", Vec::new()) };
    let judged = StoredEvaluation { previous_digest: Some("d".into()), revision: 0, ..judged };
    write.save_evaluation(&judged).await.unwrap();
    write.commit().await.unwrap();
    let mut snapshot = db.store.read().await.unwrap();
    assert_eq!(read(&mut snapshot, &own("p1", None), of(&["p1"])).await.len(), 3, "its text is read later");
}

async fn what_waits_is_in_doubt_or_had_strangers(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let stranger = |session: &str, value: &str| StoredUnmatched {
        session_id: session.into(),
        identity: Identity { source: Source::Livekit, value: value.into() },
        display_name: None,
    };
    for (minutes, id, needs_review, strangers) in
        [(0, "calm", false, 0), (60, "doubt", true, 0), (120, "strange", false, 2), (180, "both", true, 1)]
    {
        write.insert_session(&stored("o1", lesson(id, minutes))).await.unwrap();
        let unmatched = (0..strangers).map(|number| stranger(id, &format!("x{number}"))).collect();
        let judged = StoredEvaluation { needs_review, unmatched, ..evaluation(id, Vec::new()) };
        assert!(write.save_evaluation(&judged).await.unwrap());
    }
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let whole = Scope::whole_organization("o1");
    let mut ids = async |scope: &Scope, starting, limit| {
        let found = read.list_sessions_waiting(scope, starting, limit).await.unwrap();
        found.into_iter().map(|one| one.session.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&whole, ALWAYS, 100).await, ["both", "strange", "doubt"]);
    assert_eq!(ids(&whole, ALWAYS, 1).await, ["both"]);
    assert_eq!(ids(&whole, Span::new(at(0), at(120)), 100).await, ["doubt"]);
    assert_eq!(ids(&own("t1", Some("t1")), ALWAYS, 100).await.len(), 3);
    assert!(ids(&own("t2", Some("t2")), ALWAYS, 100).await.is_empty());
    assert!(ids(&Scope::whole_organization("o2"), ALWAYS, 100).await.is_empty());
    let counted = read.count_unmatched_of("o1", &["calm", "strange", "both", "nobody's"]).await.unwrap();
    assert_eq!(counted, [("both".to_owned(), 1), ("strange".to_owned(), 2)].into());
    assert!(read.count_unmatched_of("o2", &["both"]).await.unwrap().is_empty());
}
