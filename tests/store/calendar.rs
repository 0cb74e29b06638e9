//! Calendar feeds, and sessions as calendars show them.

use rollcall::domain::session::Status;
use rollcall::domain::time::{Span, Timestamp};
use rollcall::store::calendar::feeds::CalendarFeed;
use rollcall::store::calendar::sessions::{CalendarFilter, CalendarSession};
use rollcall::store::session::StoredSession;

use crate::at;
use crate::support::school::{lesson, stored};
use crate::support::{Database, on_both};

on_both! {
    a_feed_is_found_by_its_present_secret_alone,
    the_sequence_grows_with_what_a_calendar_shows,
    the_sessions_of_a_calendar_are_those_of_its_people,
}

fn feed(secret: &str) -> CalendarFeed {
    CalendarFeed {
        organization_id: "o1".into(),
        person_id: "p1".into(),
        secret_hash: format!("hash of {secret}"),
        sealed_secret: format!("sealed {secret}"),
    }
}

async fn a_feed_is_found_by_its_present_secret_alone(db: Database) {
    let mut write = db.store.write().await.unwrap();
    assert!(write.insert_calendar_feed(&feed("one"), at(0)).await.unwrap());
    assert!(!write.insert_calendar_feed(&feed("two"), at(0)).await.unwrap(), "the first one stays");
    assert_eq!(write.find_calendar_feed_of("o1", "p1").await.unwrap(), Some(feed("one")));
    assert_eq!(write.find_calendar_feed_of("o2", "p1").await.unwrap(), None);
    write.replace_calendar_feed(&feed("three"), at(1)).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.find_calendar_feed("hash of three").await.unwrap(), Some(feed("three")));
    assert_eq!(read.find_calendar_feed("hash of one").await.unwrap(), None);
}

async fn insert(db: &Database, sessions: &[StoredSession]) {
    let mut write = db.store.write().await.unwrap();
    for one in sessions {
        write.insert_session(one).await.unwrap();
    }
    write.commit().await.unwrap();
}

async fn listed(db: &Database, teacher: &str, students: &[&str]) -> Vec<CalendarSession> {
    let filter = CalendarFilter {
        organization: "o1",
        teacher,
        students,
        touching: Span::new(at(0), Timestamp::MAX),
        cancelled_after: at(5),
        limit: 9,
    };
    db.store.read().await.unwrap().list_calendar_sessions(filter).await.unwrap()
}

async fn the_sequence_grows_with_what_a_calendar_shows(db: Database) {
    insert(&db, &[stored("o1", lesson("s1", 60))]).await;
    let change = async |minute: i64, change: fn(&mut StoredSession)| {
        let mut write = db.store.write().await.unwrap();
        let mut one = write.find_session("o1", "s1").await.unwrap().unwrap();
        change(&mut one);
        assert!(write.update_session(&one, at(minute)).await.unwrap());
        write.commit().await.unwrap();
        let shown = listed(&db, "nobody", &["p1"]).await.pop().unwrap();
        (shown.sequence, shown.changed_at)
    };
    let shown = listed(&db, "nobody", &["p1"]).await.pop().unwrap();
    assert_eq!((shown.sequence, shown.changed_at, shown.is_cancelled), (0, at(0), false));
    assert_eq!(change(1, |_| ()).await, (0, at(0)), "what stays as it is");
    assert_eq!(change(2, |one| one.status = Status::Ready).await, (0, at(0)), "a status that is not shown");
    assert_eq!(change(3, |one| one.session.students.push("p2".into())).await, (0, at(0)), "the roster");
    assert_eq!(change(4, |one| one.title = Some("Recital".into())).await, (1, at(4)));
    assert_eq!(change(5, |one| one.title = Some("Recital".into())).await, (1, at(4)), "the same title");
    assert_eq!(change(6, |one| one.title = None).await, (2, at(6)));
    assert_eq!(change(7, |one| one.session.start = at(70)).await, (3, at(7)));
    assert_eq!(change(8, |one| one.session.end = at(130)).await, (4, at(8)));
    assert_eq!(change(9, |one| one.session.teacher = None).await, (5, at(9)));
    assert_eq!(change(10, |one| one.meet_code = Some("abc-defg-hij".into())).await, (6, at(10)));
    let cancelled = change(11, |one| {
        one.status = Status::Cancelled;
        one.cancelled_at = Some(at(11));
    });
    assert_eq!(cancelled.await, (7, at(11)));
    let shown = listed(&db, "nobody", &["p1"]).await.pop().unwrap();
    assert_eq!((shown.is_cancelled, shown.students.len()), (true, 2));
}

async fn the_sessions_of_a_calendar_are_those_of_its_people(db: Database) {
    let mut past = stored("o1", lesson("past", -120));
    past.session.students = vec!["p1".into(), "p3".into()];
    let mut taught = stored("o1", lesson("taught", 120));
    (taught.session.teacher, taught.session.students) = (Some("p1".into()), vec!["p9".into()]);
    let mut long_cancelled = stored("o1", lesson("long-cancelled", 240));
    (long_cancelled.status, long_cancelled.cancelled_at) = (Status::Cancelled, Some(at(5)));
    let mut cancelled = stored("o1", lesson("cancelled", 360));
    (cancelled.status, cancelled.cancelled_at) = (Status::Cancelled, Some(at(6)));
    let attended = stored("o1", lesson("attended", 0));
    let foreign = stored("o2", lesson("foreign", 480));
    insert(&db, &[past, taught, long_cancelled, cancelled, attended, foreign]).await;
    let ids = |sessions: Vec<CalendarSession>| sessions.into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(listed(&db, "p1", &["p1"]).await), ["attended", "taught", "cancelled"]);
    assert_eq!(ids(listed(&db, "p1", &[]).await), ["taught"]);
    assert_eq!(ids(listed(&db, "nobody", &["p9", "p3"]).await), ["taught"]);
    assert!(listed(&db, "nobody", &[]).await.is_empty());
}
