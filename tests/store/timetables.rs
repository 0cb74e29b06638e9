//! Timetables: kept as they were written with all their versions, each lesson drawn once, holidays by their days.

use chrono::NaiveDate;
use rollcall::domain::session::{Format, Kind, Platform};
use rollcall::domain::timetable::Schedule;
use rollcall::domain::timetable::plan::{TimetablePlan, TimetableVersion};
use rollcall::domain::timetable::rule::RecurrenceRule;
use rollcall::store::timetable::holidays::Holiday;
use rollcall::store::timetable::{OccurrenceLink, StoredTimetable};
use rollcall::store::{Store, StoreError};

use crate::at;
use crate::support::school::{lesson, stored};
use crate::support::{Database, on_both};

on_both! {
    a_timetable_reads_back_with_its_versions,
    a_lesson_is_drawn_once,
    holidays_come_by_day_and_once,
    a_version_that_cannot_be_read_leaves_its_timetable_out,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn version(from: &str, title: &str) -> TimetableVersion {
    let plan = TimetablePlan {
        title: title.into(),
        kind: Kind::Quran,
        format: Format::Individual,
        platform: Platform::Meet,
        teacher: "t1".into(),
        students: vec!["p2".into(), "p1".into()],
        schedule: Schedule {
            time_zone: chrono_tz::Africa::Cairo,
            first_start: "2026-01-06T16:30:00".parse().unwrap(),
            duration_minutes: 45,
            rule: RecurrenceRule::parse("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260630").unwrap(),
            except: [day("2026-01-13")].into(),
        },
        meet_space: Some("spaces/x".into()),
        meet_code: Some("abc-mnop-xyz".into()),
        meet_organizer: None,
    };
    TimetableVersion { effective_from: day(from), plan }
}

fn timetable(id: &str) -> StoredTimetable {
    let versions = vec![version("2026-01-05", "First")];
    StoredTimetable { id: id.into(), versions, created_at: at(0), ended_at: None }
}

async fn insert(db: &Database, ids: &[&str]) {
    let mut write = db.store.write().await.unwrap();
    for id in ids {
        write.insert_timetable("o1", &timetable(id)).await.unwrap();
    }
    write.insert_timetable("o2", &timetable("a")).await.unwrap();
    write.commit().await.unwrap();
}

async fn a_timetable_reads_back_with_its_versions(db: Database) {
    insert(&db, &["a", "b", "c"]).await;
    let mut write = db.store.write().await.unwrap();
    assert!(matches!(write.insert_timetable("o1", &timetable("a")).await, Err(StoreError::Conflict { .. })));
    drop(write);
    let mut write = db.store.write().await.unwrap();
    let later = [version("2026-02-01", "Second"), version("2026-03-01", "Third")];
    write.replace_timetable_versions("o1", "a", &later, at(5)).await.unwrap();
    assert!(write.end_timetable("o1", "b", at(9)).await.unwrap());
    assert!(!write.end_timetable("o1", "b", at(10)).await.unwrap(), "it has ended");
    write.commit().await.unwrap();

    let mut read = db.store.read().await.unwrap();
    let found = read.find_timetable("o1", "a").await.unwrap().unwrap();
    let wanted: Vec<TimetableVersion> =
        [version("2026-01-05", "First")].into_iter().chain(later.clone()).collect();
    assert_eq!(found.versions, wanted);
    assert_eq!(found.plan_on(day("2026-02-28")).title, "Second");
    assert_eq!(found.plan_on(day("2025-01-01")).title, "First");
    assert_eq!(found.latest().plan.title, "Third");
    assert!(read.find_timetable("o3", "a").await.unwrap().is_none());
    let ids = |found: Vec<StoredTimetable>| found.into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(read.list_timetables("o1", false, "", 9).await.unwrap()), ["a", "c"]);
    assert_eq!(ids(read.list_timetables("o1", true, "a", 1).await.unwrap()), ["b"]);
    assert_eq!(read.organizations_with_timetables().await.unwrap(), ["o1", "o2"]);
    drop(read);
    let mut write = db.store.write().await.unwrap();
    write.replace_timetable_versions("o1", "a", &later[..1], at(6)).await.unwrap();
    let titles: Vec<String> = write
        .find_timetable("o1", "a")
        .await
        .unwrap()
        .unwrap()
        .versions
        .into_iter()
        .map(|one| one.plan.title)
        .collect();
    assert_eq!(titles, ["First", "Second"], "the later one is gone");
}

async fn a_lesson_is_drawn_once(db: Database) {
    insert(&db, &["a"]).await;
    let mut write = db.store.write().await.unwrap();
    for (id, minutes) in [("s1", 120), ("s2", 0), ("s3", 240)] {
        write.insert_session(&stored("o1", lesson(id, minutes))).await.unwrap();
    }
    let link = |session: &str, on: &str| OccurrenceLink { session_id: session.into(), day: day(on) };
    write.insert_drawn_occurrence("o1", "a", &link("s1", "2026-01-06")).await.unwrap();
    write.insert_drawn_occurrence("o1", "a", &link("s2", "2026-01-08")).await.unwrap();
    write.commit().await.unwrap();
    let mut write = db.store.write().await.unwrap();
    let again = write.insert_drawn_occurrence("o1", "a", &link("s3", "2026-01-06")).await;
    assert!(matches!(again, Err(StoreError::Conflict { .. })), "{again:?}");
    drop(write);
    let mut write = db.store.write().await.unwrap();
    write.release_occurrence("o1", "s1").await.unwrap();
    write.insert_drawn_occurrence("o1", "a", &link("s3", "2026-01-06")).await.unwrap();
    write.commit().await.unwrap();

    let mut read = db.store.read().await.unwrap();
    let drawn = read.list_drawn_occurrences("o1", "a", day("2026-01-01")).await.unwrap();
    assert_eq!(drawn, [link("s3", "2026-01-06"), link("s2", "2026-01-08")]);
    assert_eq!(read.list_drawn_occurrences("o1", "a", day("2026-01-07")).await.unwrap().len(), 1);
    assert_eq!(read.list_drawn_occurrences("o1", "a", NaiveDate::MIN).await.unwrap().len(), 2);
    let first = read.list_sessions_of_timetable("o1", "a", None, 2).await.unwrap();
    let ids: Vec<&str> = first.iter().map(|one| one.session.id.as_str()).collect();
    assert_eq!(ids, ["s2", "s1"], "by start, those that were let go of too");
    let rest = read.list_sessions_of_timetable("o1", "a", Some(&first[1].cursor()), 9).await.unwrap();
    assert_eq!(rest.len(), 1);
    let of = read.timetables_of_sessions("o1", &["s1", "s2", "s9"]).await.unwrap();
    assert_eq!(of.into_iter().collect::<Vec<_>>(), [("s1".into(), "a".into()), ("s2".into(), "a".into())]);
}

async fn holidays_come_by_day_and_once(db: Database) {
    let holiday =
        |id: &str, on: &str| Holiday { id: id.into(), day: day(on), name: "Eid".into(), created_at: at(0) };
    let mut write = db.store.write().await.unwrap();
    write.insert_holiday("o1", &holiday("h2", "2026-03-21")).await.unwrap();
    write.insert_holiday("o1", &holiday("h1", "2026-03-20")).await.unwrap();
    write.insert_holiday("o2", &holiday("h1", "2026-03-20")).await.unwrap();
    write.commit().await.unwrap();
    let mut write = db.store.write().await.unwrap();
    let twice = write.insert_holiday("o1", &holiday("h3", "2026-03-20")).await;
    assert!(
        matches!(&twice, Err(StoreError::Conflict { constraint }) if constraint.contains("holidays")),
        "{twice:?}"
    );
    drop(write);
    let mut write = db.store.write().await.unwrap();
    let (from, to) = (day("2026-03-20"), day("2026-03-21"));
    let ids = |found: Vec<Holiday>| found.into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(write.list_holidays("o1", from, to, 9).await.unwrap()), ["h1", "h2"]);
    assert_eq!(ids(write.list_holidays("o1", to, to, 9).await.unwrap()), ["h2"]);
    assert_eq!(write.find_holiday("o1", "h1").await.unwrap(), Some(holiday("h1", "2026-03-20")));
    assert!(write.delete_holiday("o1", "h1").await.unwrap());
    assert!(!write.delete_holiday("o1", "h1").await.unwrap());
    assert_eq!(write.find_holiday("o2", "h1").await.unwrap().unwrap().day, from);
}

async fn a_version_that_cannot_be_read_leaves_its_timetable_out(db: Database) {
    insert(&db, &["a", "b"]).await;
    let mut write = db.store.write().await.unwrap();
    let broken = version("2026-02-01", "Broken");
    write.replace_timetable_versions("o1", "a", &[broken], at(1)).await.unwrap();
    write.commit().await.unwrap();
    let sql = "UPDATE timetable_versions SET recurrence = 'FREQ=SOMETIMES' WHERE title = 'Broken'";
    match &db.store {
        Store::Sqlite { writer, .. } => drop(sqlx::query(sql).execute(writer).await.unwrap()),
        Store::Postgres(pool, ..) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
    }
    let mut read = db.store.read().await.unwrap();
    let found = read.list_timetables("o1", false, "", 9).await.unwrap();
    assert_eq!(found.len(), 1, "a plan that no longer holds draws nothing");
    assert!(matches!(read.find_timetable("o1", "a").await, Err(StoreError::Corrupt(_))));
    let unreadable = read.unreadable_rows()[0].clone();
    assert_eq!((unreadable.table.as_str(), unreadable.column.as_str()), ("timetable_versions", "recurrence"));
    assert!(read.is_unreadable(&unreadable).await.unwrap());
}
