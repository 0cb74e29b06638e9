//! Venues, plans and memberships, with all they were.

use chrono::{NaiveDate, NaiveTime};
use rollcall::domain::checkin::membership::{Eligibility, MembershipState, MembershipStatus, eligibility};
use rollcall::store::venue::memberships::{Membership, MembershipFilter};
use rollcall::store::venue::plans::MembershipPlan;
use rollcall::store::venue::venues::Venue;

use crate::at;
use crate::support::{Database, on_both};

on_both! {
    a_venue_is_kept_as_it_was_written,
    a_plan_is_what_it_was_last,
    memberships_are_listed_by_what_they_are,
    a_membership_is_judged_by_what_it_was,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn plan(id: &str) -> MembershipPlan {
    MembershipPlan { id: id.into(), name: "Gold".into(), qr_attendance_enabled: false, created_at: at(0) }
}

fn membership(id: &str, person: &str) -> Membership {
    let state = MembershipState {
        plan: "l1".into(),
        venue: Some("v1".into()),
        valid_from: day("2026-01-01"),
        valid_until: None,
        status: MembershipStatus::Active,
    };
    Membership { id: id.into(), person_id: person.into(), state, created_at: at(0) }
}

async fn a_venue_is_kept_as_it_was_written(db: Database) {
    let one = Venue {
        id: "v1".into(),
        name: "Hall".into(),
        time_zone: chrono_tz::Asia::Riyadh,
        requires_membership: true,
        day_starts_at: NaiveTime::from_hms_opt(4, 0, 0).unwrap(),
        created_at: at(0),
    };
    let mut write = db.store.write().await.unwrap();
    write.insert_venue("o1", &one, Some("p1")).await.unwrap();
    write.insert_venue("o1", &Venue { id: "v2".into(), ..one.clone() }, None).await.unwrap();
    assert_eq!(write.find_venue("o1", "v1").await.unwrap(), Some(one.clone()));
    let mut held = write.lock_venue("o1", "v1").await.unwrap().unwrap();
    held.name = "Great hall".into();
    (held.time_zone, held.requires_membership) = (chrono_tz::Asia::Kuwait, false);
    held.day_starts_at = NaiveTime::from_hms_opt(23, 59, 0).unwrap();
    write.update_venue("o1", &held).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.find_venue("o1", "v1").await.unwrap(), Some(held.into_inner()));
    assert!(read.find_venue("o2", "v1").await.unwrap().is_none());
    let ids: Vec<String> =
        read.list_venues("o1", "v1", 10).await.unwrap().into_iter().map(|one| one.id).collect();
    assert_eq!(ids, ["v2"]);
}

async fn a_plan_is_what_it_was_last(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_plan("o1", &plan("l1")).await.unwrap();
    write.insert_plan("o1", &plan("l2")).await.unwrap();
    write.insert_plan("o2", &plan("l1")).await.unwrap();
    let mut held = write.lock_plan("o1", "l1").await.unwrap().unwrap();
    (held.name, held.qr_attendance_enabled) = ("Silver".into(), true);
    write.update_plan("o1", &held, at(5)).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let changed = MembershipPlan { name: "Silver".into(), qr_attendance_enabled: true, ..plan("l1") };
    assert_eq!(read.find_plan("o1", "l1").await.unwrap(), Some(changed.clone()));
    assert_eq!(read.find_plan("o2", "l1").await.unwrap(), Some(plan("l1")));
    assert_eq!(read.list_plans("o1", "", 10).await.unwrap(), [changed, plan("l2")]);
    assert_eq!(read.list_plans("o1", "l1", 10).await.unwrap(), [plan("l2")]);
}

async fn memberships_are_listed_by_what_they_are(db: Database) {
    let mut write = db.store.write().await.unwrap();
    for (id, person) in [("m1", "p1"), ("m2", "p2"), ("m3", "p1")] {
        write.insert_membership("o1", &membership(id, person)).await.unwrap();
    }
    let mut held = write.lock_membership("o1", "m3").await.unwrap().unwrap();
    held.state.status = MembershipStatus::Paused;
    (held.state.plan, held.state.venue) = ("l2".into(), None);
    held.state.valid_until = Some(day("2026-02-28"));
    write.update_membership("o1", &held, at(5)).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.find_membership("o1", "m3").await.unwrap(), Some(held.into_inner()));
    assert!(read.find_membership("o2", "m3").await.unwrap().is_none());
    let all = MembershipFilter::default();
    for (filter, after, expected) in [
        (all, "", vec!["m1", "m2", "m3"]),
        (all, "m1", vec!["m2", "m3"]),
        (MembershipFilter { person: Some("p1"), ..all }, "", vec!["m1", "m3"]),
        (MembershipFilter { plan: Some("l1"), ..all }, "", vec!["m1", "m2"]),
        (MembershipFilter { status: Some(MembershipStatus::Paused), ..all }, "", vec!["m3"]),
    ] {
        let found = read.list_memberships("o1", &filter, after, 10).await.unwrap();
        let ids: Vec<&str> = found.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, expected, "{filter:?}");
        let count = read.count_memberships("o1", &filter).await.unwrap();
        assert_eq!(count, if after.is_empty() { ids.len() as i64 } else { 3 }, "{filter:?}");
    }
    assert_eq!(read.list_memberships("o1", &all, "", 2).await.unwrap().len(), 2);
    read.check_membership_states("o1", "m3").await.unwrap();
    assert!(read.unreadable_rows().is_empty());
}

async fn a_membership_is_judged_by_what_it_was(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_plan("o1", &plan("l1")).await.unwrap();
    write.insert_membership("o1", &membership("m1", "p1")).await.unwrap();
    write.insert_membership("o1", &membership("m2", "p2")).await.unwrap();
    let mut held = write.lock_plan("o1", "l1").await.unwrap().unwrap();
    held.qr_attendance_enabled = true;
    write.update_plan("o1", &held, at(10)).await.unwrap();
    let mut held = write.lock_membership("o1", "m1").await.unwrap().unwrap();
    held.state.status = MembershipStatus::Paused;
    write.update_membership("o1", &held, at(20)).await.unwrap();
    held.state.status = MembershipStatus::Active;
    held.state.venue = Some("v2".into());
    write.update_membership("o1", &held, at(30)).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    assert!(read.membership_history("o2", "p1").await.unwrap().is_empty());
    assert!(read.membership_history("o1", "p9").await.unwrap().is_empty());
    let history = read.membership_history("o1", "p1").await.unwrap();
    assert_eq!(history.len(), 1);
    for (minute, expected) in [
        (-5, Eligibility::PlanNotEligible),
        (9, Eligibility::PlanNotEligible),
        (10, Eligibility::Admitted),
        (20, Eligibility::MembershipInactive),
        (30, Eligibility::OtherVenue),
    ] {
        assert_eq!(eligibility(&history, "v1", day("2026-01-05"), at(minute)), expected, "{minute}");
    }
}
