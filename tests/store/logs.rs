//! The attendance log, and who is whom beside it.

use rollcall::domain::access::{Caller, Grant, Rows, Scope};
use rollcall::domain::people::{Identity, Role, Source};
use rollcall::domain::presence::attendance_log::{AttendanceLogEntry, LogRole, LogSubject};
use rollcall::domain::presence::timeline::Interval;
use rollcall::domain::session::Status;
use rollcall::domain::time::{Span, Timestamp};
use rollcall::domain::verdict::outcome::Outcome;
use rollcall::store::evaluation::results::StoredEvaluation;
use rollcall::store::people::Person;
use rollcall::store::people::households::Household;
use rollcall::store::people::unmatched::StoredUnmatched;
use rollcall::store::presence::attendance_logs::{LogFilter, LogListItem};
use rollcall::store::verdict::reports::StoredReport;

use crate::at;
use crate::support::school::{lesson, organization, stored};
use crate::support::{Database, on_both};

on_both! {
    the_log_is_read_newest_first_within_reach,
    people_are_named_and_billed_by_household,
    a_timetable_is_held_and_an_identity_remembered,
}

/// The rows of a student, or with `teacher` those of a teacher.
pub fn own(person: &str, teacher: Option<&str>) -> Scope {
    let grants: &[Grant] = match teacher {
        Some(_) => &[(Role::Teacher, Rows::OwnSessions)],
        None => &[(Role::Student, Rows::OwnPerson)],
    };
    let caller = Caller {
        organization: "o1".into(),
        home_organization: "o1".into(),
        person: person.into(),
        roles: [grants[0].0].into(),
        household_members: Default::default(),
    };
    caller.scope(grants).unwrap()
}

/// Somebody there from a minute on.
pub fn log(session: &str, person: &str, minute: i64) -> AttendanceLogEntry {
    AttendanceLogEntry {
        id: format!("log of {person} in {session}"),
        session_id: session.into(),
        who: LogSubject::Person(person.into()),
        role: LogRole::Student,
        joined_at: at(minute),
        left_at: None,
        sources: [Source::Qr, Source::Livekit].into(),
        stays: vec![Interval { from: at(minute), to: None, estimated: true }],
        estimated: true,
    }
}

pub fn evaluation(session: &str, logs: Vec<AttendanceLogEntry>) -> StoredEvaluation {
    StoredEvaluation {
        organization_id: "o1".into(),
        session_id: session.into(),
        revision: 0,
        changed: true,
        previous_digest: None,
        digest: "d".into(),
        status: Status::Completed,
        previous_status: Status::Scheduled,
        settled: true,
        needs_review: false,
        evaluated_at: at(90),
        due_at: None,
        reports: vec![],
        guests: Vec::new(),
        unmatched: vec![],
        logs,
        lines: vec![],
    }
}

async fn the_log_is_read_newest_first_within_reach(db: Database) {
    let stranger = Identity { source: Source::Livekit, value: "phone".into() };
    let unknown = AttendanceLogEntry {
        who: LogSubject::Unknown(stranger.clone()),
        role: LogRole::Unknown,
        ..log("s1", "phone", 5)
    };
    let mut write = db.store.write().await.unwrap();
    for person in ["p1", "p2"] {
        write.insert_person("o1", &somebody(person, None)).await.unwrap();
    }
    let mut other = lesson("s2", 120);
    other.teacher = Some("t2".into());
    write.insert_session(&stored("o1", lesson("s1", 0))).await.unwrap();
    write.insert_session(&stored("o1", other)).await.unwrap();
    let first = StoredEvaluation {
        reports: vec![StoredReport {
            session_id: "s1".into(),
            person_id: "p1".into(),
            outcome: Outcome::Partial,
            report: r#"{"creditedSeconds": 60, "bridgedSeconds": 7}"#.into(),
        }],
        unmatched: vec![StoredUnmatched {
            session_id: "s1".into(),
            identity: stranger,
            display_name: Some("A phone".into()),
        }],
        ..evaluation("s1", vec![log("s1", "p1", 1), log("s1", "p2", 1), unknown])
    };
    assert!(write.save_evaluation(&first).await.unwrap());
    assert!(write.save_evaluation(&evaluation("s2", vec![log("s2", "p1", 121)])).await.unwrap());
    write.commit().await.unwrap();

    let mut read = db.store.read().await.unwrap();
    let whole = Scope::whole_organization("o1");
    let all = LogFilter {
        session: None,
        email: None,
        joined: Span::new(Timestamp::MIN, Timestamp::MAX),
        after: None,
        limit: 9,
    };
    let rows = read.list_logs(&whole, &all).await.unwrap();
    let ids = |rows: &[LogListItem]| rows.iter().map(|row| row.log.id.clone()).collect::<Vec<_>>();
    let everything = ["log of p1 in s2", "log of phone in s1", "log of p1 in s1", "log of p2 in s1"];
    assert_eq!(ids(&rows), everything);
    assert_eq!(rows[2].log, log("s1", "p1", 1), "a row reads back as it was written");
    let p1 = &rows[2];
    assert_eq!((p1.name.as_deref(), p1.email.as_deref()), (Some("Name of p1"), Some("P1@example.org")));
    assert_eq!((p1.outcome, p1.credited_seconds, p1.bridged_seconds), (Some(Outcome::Partial), 60, 7));
    assert_eq!((rows[1].name.as_deref(), rows[1].outcome, rows[1].settled), (Some("A phone"), None, true));

    let page = LogFilter { limit: 2, ..all.clone() };
    let two = read.list_logs(&whole, &page).await.unwrap();
    let last = two.last().map(|row| (row.log.joined_at, row.log.id.clone()));
    let rest = read.list_logs(&whole, &LogFilter { after: last, ..all.clone() }).await.unwrap();
    assert_eq!([ids(&two), ids(&rest)].concat(), everything);
    for (filter, wanted) in [
        (LogFilter { session: Some("s2"), ..all.clone() }, &everything[..1]),
        (LogFilter { email: Some("p2@EXAMPLE.org"), ..all.clone() }, &everything[3..]),
        (LogFilter { email: Some("nobody@example.org"), ..all.clone() }, &everything[..0]),
        (LogFilter { joined: Span::new(at(2), at(121)), ..all.clone() }, &everything[1..2]),
    ] {
        assert_eq!(ids(&read.list_logs(&whole, &filter).await.unwrap()), wanted, "{filter:?}");
    }
    assert_eq!(ids(&read.list_logs(&own("t2", Some("t2")), &all).await.unwrap()), everything[..1]);
    assert!(read.list_logs(&Scope::whole_organization("o2"), &all).await.unwrap().is_empty());
    assert_eq!(read.session_logs("o1", "s2").await.unwrap(), [log("s2", "p1", 121)]);
}

fn somebody(id: &str, household: Option<&str>) -> Person {
    Person {
        id: id.into(),
        name: format!("Name of {id}"),
        email: Some(format!("{}@example.org", id.to_uppercase())),
        household: household.map(str::to_owned),
        roles: [Role::Student].into(),
        has_password: false,
        is_active: true,
        created_at: at(0),
    }
}

async fn people_are_named_and_billed_by_household(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let home =
        Household { id: "h1".into(), name: "Home".into(), payer: Some("p1".into()), created_at: at(0) };
    write.insert_household("o1", &home).await.unwrap();
    write.insert_person("o1", &somebody("p1", Some("h1"))).await.unwrap();
    write.insert_person("o1", &somebody("p2", None)).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let names = read.people_names("o1", &["p1", "p2", "p9"].into()).await.unwrap();
    assert_eq!(
        names.into_iter().map(|(id, name)| id + ":" + &name).collect::<Vec<_>>(),
        ["p1:Name of p1", "p2:Name of p2"]
    );
    assert!(read.people_names("o2", &["p1"].into()).await.unwrap().is_empty());
    let mut billed = read.find_billed_people("o1", &["p2", "p1", "p9"]).await.unwrap();
    billed.sort_by(|a, b| a.person_id.cmp(&b.person_id));
    assert_eq!(billed.len(), 2);
    assert_eq!(
        (billed[0].household_name.as_deref(), billed[0].payer_id.as_deref()),
        (Some("Home"), Some("p1"))
    );
    assert_eq!((billed[1].name.as_str(), billed[1].household_id.as_deref()), ("Name of p2", None));
    assert!(read.find_billed_people("o2", &["p1"]).await.unwrap().is_empty());
}

async fn a_timetable_is_held_and_an_identity_remembered(db: Database) {
    let seen = Identity { source: Source::Meet, value: "users/1".into() };
    let mut write = db.store.write().await.unwrap();
    write.insert_organization(&organization("o1"), None).await.unwrap();
    write.lock_timetable("o1").await.unwrap();
    assert_eq!(write.find_organization("o1").await.unwrap().unwrap(), organization("o1"));
    write.insert_identity_scopes("o1", &[(&seen, "space:x")]).await.unwrap();
    assert!(write.was_identity_seen("o1", &seen).await.unwrap());
    assert!(!write.was_identity_seen("o2", &seen).await.unwrap());
    assert!(!write.was_identity_seen("o1", &Identity { value: "users/2".into(), ..seen }).await.unwrap());
}
