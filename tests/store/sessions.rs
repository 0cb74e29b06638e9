//! Sessions: kept as they were written, found by what one looks for, changed only by whoever saw them last.

use rollcall::domain::access::Scope;
use rollcall::domain::session::{Kind, Platform, Session, SessionPlace, Status};
use rollcall::domain::time::{Span, Timestamp};
use rollcall::store::StoreError;
use rollcall::store::session::{OverlapFilter, SessionFilter, StoredSession};

use crate::at;
use crate::logs::own;
use crate::support::school::{lesson, stored};
use crate::support::{Database, on_both};

on_both! {
    a_session_reads_back_as_it_was_written,
    lists_show_what_was_asked_for_page_by_page,
    neighbours_are_found_by_room_and_space,
    the_second_of_two_changes_is_refused,
    what_is_due_comes_first,
}

async fn insert(db: &Database, sessions: &[StoredSession]) {
    let mut write = db.store.write().await.unwrap();
    for one in sessions {
        write.insert_session(one).await.unwrap();
    }
    write.commit().await.unwrap();
}

fn ids(sessions: &[StoredSession]) -> Vec<&str> {
    sessions.iter().map(|one| one.session.id.as_str()).collect()
}

async fn a_session_reads_back_as_it_was_written(db: Database) {
    let mut one = stored("o1", lesson("s1", 0));
    one.title = Some("Al-Baqara".into());
    one.meet_code = Some("abc-defg-hij".into());
    one.meet_organizer = Some("teacher@example.org".into());
    one.session.meet_space = Some("spaces/x".into());
    one.session.students = vec!["p1".into(), "p2".into()];
    one.session.completed_at = Some(at(30));
    one.policy_patch =
        serde_json::from_str(r#"{"reconnectGraceSeconds":7,"learnerPresentShare":0.85}"#).unwrap();
    insert(&db, std::slice::from_ref(&one)).await;

    let mut read = db.store.read().await.unwrap();
    let found = read.find_session("o1", "s1").await.unwrap().unwrap();
    assert_eq!(found.session.policy.reconnect_grace, 7_000);
    one.session.policy = found.session.policy.clone();
    assert_eq!(format!("{found:?}"), format!("{one:?}"));
    assert!(read.find_session("o2", "s1").await.unwrap().is_none());
    assert_eq!(ids(&read.find_sessions("o1", &["s1", "s9"]).await.unwrap()), ["s1"]);
    for (code, from, count) in [("abc-defg-hij", 59, 1), ("abc-defg-hij", 60, 0), ("other", 59, 0)] {
        let found = read.list_sessions_with_code("o1", code, Span::new(at(from), at(999))).await.unwrap();
        assert_eq!(found.len(), count, "{code} from minute {from}");
    }
    assert!(read.is_student_of("o1", "t1", "p2").await.unwrap());
    drop(read);
    let mut write = db.store.write().await.unwrap();
    assert!(matches!(write.insert_session(&one).await, Err(StoreError::Conflict { .. })));
}

async fn lists_show_what_was_asked_for_page_by_page(db: Database) {
    let mut event = lesson("s3", 120);
    event.kind = Kind::Event;
    event.teacher = None;
    event.students = vec!["p2".into()];
    let all = [stored("o1", lesson("s2", 0)), stored("o1", lesson("s1", 0)), stored("o1", event)];
    insert(&db, &all).await;
    insert(&db, &[stored("o2", lesson("s4", 0))]).await;

    let mut read = db.store.read().await.unwrap();
    let everything = SessionFilter::default();
    let whole = Scope::whole_organization("o1");
    let first = read.list_sessions(&whole, everything, None, 2).await.unwrap();
    assert_eq!(ids(&first), ["s1", "s2"]);
    let rest = read.list_sessions(&whole, everything, Some(&first[1].cursor()), 2).await.unwrap();
    assert_eq!(ids(&rest), ["s3"]);
    let filters = [
        (SessionFilter { starting: Span::new(at(0), at(120)), ..everything }, vec!["s1", "s2"]),
        (SessionFilter { ending_after: at(60), ..everything }, vec!["s3"]),
        (SessionFilter { teacher: Some("t1"), ..everything }, vec!["s1", "s2"]),
        (SessionFilter { newest_first: true, ..everything }, vec!["s3", "s2", "s1"]),
        (SessionFilter { kind: Some(Kind::Event), ..everything }, vec!["s3"]),
        (SessionFilter { status: Some(Status::Cancelled), ..everything }, vec![]),
    ];
    for (filter, expected) in filters {
        assert_eq!(ids(&read.list_sessions(&whole, filter, None, 9).await.unwrap()), expected, "{filter:?}");
    }
    let newest = SessionFilter { newest_first: true, ..everything };
    let older = read.list_sessions(&whole, newest, Some(&rest[0].cursor()), 9).await.unwrap();
    assert_eq!(ids(&older), ["s2", "s1"]);
    let student = own("p2", None);
    assert_eq!(ids(&read.list_sessions(&student, everything, None, 9).await.unwrap()), ["s3"]);
    let teacher = own("t1", Some("t1"));
    assert_eq!(ids(&read.list_sessions(&teacher, everything, None, 9).await.unwrap()), ["s1", "s2"]);
    let teaching = read.list_sessions_of_teacher("o1", "t1", Span::new(at(59), at(61))).await.unwrap();
    assert_eq!(ids(&teaching), ["s1", "s2"]);
    let after = read.list_sessions_of_teacher("o1", "t1", Span::new(at(60), at(61))).await.unwrap();
    assert!(after.is_empty());
    let minute = 60_000;
    let around =
        read.list_sessions_around(Platform::Livekit, at(70), 15 * minute, 10 * minute).await.unwrap();
    assert!(around.is_empty(), "{:?}", ids(&around));
    let around =
        read.list_sessions_around(Platform::Livekit, at(69), 15 * minute, 10 * minute).await.unwrap();
    assert_eq!(ids(&around), ["s1", "s2", "s4"]);
    assert!(read.list_sessions_around(Platform::Meet, at(0), 0, 0).await.unwrap().is_empty());
}

async fn neighbours_are_found_by_room_and_space(db: Database) {
    let mut shared = lesson("s2", 120);
    shared.room = Some("quran_s1".into());
    let mut meet = lesson("s3", 240);
    (meet.room, meet.meet_space) = (None, Some("spaces/x".into()));
    let all = [lesson("s1", 0), shared, meet, lesson("s4", 0)].map(|session| stored("o1", session));
    insert(&db, &all).await;
    let mut read = db.store.read().await.unwrap();
    let places = [SessionPlace::Room("quran_s1"), SessionPlace::Space("spaces/x")];
    let always = OverlapFilter::overlapping(Span::new(Timestamp::MIN, Timestamp::MAX));
    assert_eq!(ids(&read.list_sessions_at("o1", &places, always).await.unwrap()), ["s1", "s2", "s3"]);
    assert_eq!(ids(&read.list_occupying_sessions("o1", &places, always).await.unwrap()), ["s1", "s2", "s3"]);
    assert!(read.list_sessions_at("o2", &places, always).await.unwrap().is_empty());
    assert!(read.list_sessions_at("o1", &[], always).await.unwrap().is_empty());
    let later = OverlapFilter::overlapping(Span::new(at(121), at(240)));
    assert_eq!(ids(&read.list_sessions_at("o1", &places, later).await.unwrap()), ["s2"]);
    let open = OverlapFilter { or_unsettled: true, ..later };
    assert_eq!(ids(&read.list_sessions_at("o1", &places, open).await.unwrap()), ["s1", "s2", "s3"]);

    let beside = |minutes| Session { room: Some("quran_s1".into()), ..lesson("new", minutes) };
    for (minutes, found) in [(-10, &["s1"][..]), (0, &["s1"]), (60, &["s1", "s2"]), (130, &["s2"])] {
        let neighbours = read.list_adjacent_sessions("o1", &[&beside(minutes)]).await.unwrap();
        assert_eq!(ids(&neighbours), found, "{minutes} minutes");
    }
    assert!(read.list_adjacent_sessions("o2", &[&beside(60)]).await.unwrap().is_empty());
}

async fn the_second_of_two_changes_is_refused(db: Database) {
    insert(&db, &[stored("o1", lesson("s1", 0))]).await;
    let seen = db.store.read().await.unwrap().find_session("o1", "s1").await.unwrap().unwrap();
    let mut first = seen.clone();
    first.status = Status::Cancelled;
    first.cancelled_at = Some(at(1));
    first.due_at = None;
    first.session.students = vec!["p2".into()];
    let mut second = seen;
    second.session.start = at(5);
    let mut write = db.store.write().await.unwrap();
    write.lock_session("o1", "s1").await.unwrap();
    assert!(write.update_session(&first, at(0)).await.unwrap());
    assert!(!write.update_session(&second, at(0)).await.unwrap());
    write.commit().await.unwrap();
    let found = db.store.read().await.unwrap().find_session("o1", "s1").await.unwrap().unwrap();
    assert_eq!((found.status, found.cancelled_at, found.revision), (Status::Cancelled, Some(at(1)), 1));
    assert!(found.session.cancelled);
    assert_eq!(found.session.students, ["p2"]);
    assert_eq!(found.session.start, at(0));
}

async fn what_is_due_comes_first(db: Database) {
    let mut cancelled = lesson("s3", 0);
    cancelled.cancelled = true;
    let all = [lesson("s1", 10), lesson("s2", 0), cancelled].map(|session| stored("o1", session));
    insert(&db, &all).await;
    let mut read = db.store.read().await.unwrap();
    assert!(read.list_due_sessions(None, at(0).plus(-1), None, 9).await.unwrap().sessions.is_empty());
    assert_eq!(ids(&read.list_due_sessions(None, at(0), None, 9).await.unwrap().sessions), ["s2"]);
    assert_eq!(ids(&read.list_due_sessions(None, at(10), None, 9).await.unwrap().sessions), ["s2", "s1"]);
    assert_eq!(ids(&read.list_due_sessions(None, at(10), None, 1).await.unwrap().sessions), ["s2"]);
    assert_eq!(ids(&read.list_due_sessions(Some("o1"), at(10), None, 1).await.unwrap().sessions), ["s2"]);
    assert!(read.list_due_sessions(Some("o2"), at(10), None, 9).await.unwrap().sessions.is_empty());
    // Nothing was evaluated yet, so there is nothing to audit.
    assert!(read.sample_settled_sessions(&["o1".to_owned()], "", 9).await.unwrap().is_empty());
    assert_eq!(read.find_session("o1", "s3").await.unwrap().unwrap().due_at, None::<Timestamp>);
}
