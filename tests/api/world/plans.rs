//! What an academy of the world has planned and sold: timetables years away, holidays, packages and subscriptions; its
//! venues with their plans and members.

use std::collections::BTreeSet;

use rollcall::domain::checkin::membership::{MembershipState, MembershipStatus};
use rollcall::domain::checkin::words::VisitSource;
use rollcall::domain::session::{Format, Kind, Platform};
use rollcall::domain::subscription::{Balance, Subscription, SubscriptionAccount};
use rollcall::domain::time::{HOUR, Timestamp};
use rollcall::domain::timetable::Schedule;
use rollcall::domain::timetable::plan::{TimetablePlan, TimetableVersion};
use rollcall::domain::timetable::rule::RecurrenceRule;
use rollcall::store::Write;
use rollcall::store::checkin::visits::StoredVisit;
use rollcall::store::subscription::packages::Package;
use rollcall::store::subscription::subscriptions::StoredSubscription;
use rollcall::store::timetable::StoredTimetable;
use rollcall::store::timetable::holidays::Holiday;
use rollcall::store::venue::memberships::Membership;
use rollcall::store::venue::plans::MembershipPlan;
use rollcall::store::venue::venues::Venue;

pub async fn furnish(write: &mut Write, organization: &str, now: Timestamp) {
    let of = |thing: &str| format!("{organization}-{thing}");
    for (thing, teacher, day) in
        [("timetable", "teacher", "2030-01-01"), ("other-timetable", "other-teacher", "2030-01-02")]
    {
        write.insert_timetable(organization, &timetable(&of(thing), &of(teacher), now)).await.unwrap();
        let id = of(&thing.replace("timetable", "holiday"));
        let holiday = Holiday { id, day: day.parse().unwrap(), name: "Holiday".into(), created_at: now };
        write.insert_holiday(organization, &holiday).await.unwrap();
    }
    // For lessons that this world does not have, so that nothing else changes them.
    for package in ["package", "other-package"] {
        let package = Package {
            id: of(package),
            name: of(package),
            kind: Some(Kind::InteractiveCourse),
            sessions: 8,
            duration_minutes: None,
            created_at: now,
        };
        write.insert_package(organization, &package).await.unwrap();
    }
    let held = [
        ("subscription", "student"),
        ("child-subscription", "child"),
        ("other-subscription", "other-student"),
    ];
    for (id, person) in held {
        let subscription = Subscription {
            id: of(id),
            person: of(person),
            kind: Some(Kind::InteractiveCourse),
            granted: 8,
            valid_from: "2026-01-01".parse().unwrap(),
            valid_until: None,
            created_at: now,
        };
        let balance = Balance { granted: 8, ..Balance::default() };
        let one = StoredSubscription {
            account: SubscriptionAccount { subscription, balance, has_lapsed: false },
            package_id: None,
            duration_minutes: None,
            draw: None,
            lapsed_at: None,
        };
        write.insert_subscription(organization, &one).await.unwrap();
    }
    furnish_venues(write, organization, now).await;
    furnish_visits(write, organization, now).await;
}

/// Members with a plan that takes no codes, of every venue.
async fn furnish_venues(write: &mut Write, organization: &str, now: Timestamp) {
    for (other, person) in [("", "student"), ("other-", "other-student")] {
        let of = |thing: &str| format!("{organization}-{other}{thing}");
        let venue = Venue {
            id: of("venue"),
            name: of("venue"),
            time_zone: chrono_tz::Asia::Riyadh,
            requires_membership: true,
            day_starts_at: "04:00:00".parse().unwrap(),
            created_at: now,
        };
        write.insert_venue(organization, &venue, None).await.unwrap();
        let plan = MembershipPlan {
            id: of("plan"),
            name: of("plan"),
            qr_attendance_enabled: false,
            created_at: now,
        };
        write.insert_plan(organization, &plan).await.unwrap();
        let state = MembershipState {
            plan: of("plan"),
            venue: None,
            valid_from: "2026-01-01".parse().unwrap(),
            valid_until: None,
            status: MembershipStatus::Active,
        };
        let person_id = format!("{organization}-{person}");
        let membership = Membership { id: of("membership"), person_id, state, created_at: now };
        write.insert_membership(organization, &membership).await.unwrap();
    }
}

/// Visits at the academy's own venue.
async fn furnish_visits(write: &mut Write, organization: &str, now: Timestamp) {
    for (id, person) in [("visit", "student"), ("child-visit", "child"), ("other-visit", "other-student")] {
        let visit = StoredVisit {
            id: format!("{organization}-{id}"),
            venue_id: format!("{organization}-venue"),
            person_id: format!("{organization}-{person}"),
            in_at: now,
            out_at: None,
            source: VisitSource::QrScan,
            is_estimated: false,
            finding: None,
            ends_by: Some(now.plus(HOUR)),
        };
        write.put_visit(organization, &visit).await.unwrap();
    }
}

/// One whose lessons are years away, so that nothing is drawn from it.
fn timetable(id: &str, teacher: &str, now: Timestamp) -> StoredTimetable {
    let plan = TimetablePlan {
        title: "Years away".into(),
        kind: Kind::Quran,
        format: Format::Group,
        platform: Platform::Livekit,
        teacher: teacher.into(),
        students: Vec::new(),
        schedule: Schedule {
            time_zone: chrono_tz::Asia::Riyadh,
            first_start: "2030-06-03T16:00:00".parse().unwrap(),
            duration_minutes: 60,
            rule: RecurrenceRule::parse("FREQ=WEEKLY;BYDAY=MO").unwrap(),
            except: BTreeSet::new(),
        },
        meet_space: None,
        meet_code: None,
        meet_organizer: None,
    };
    let version = TimetableVersion { effective_from: "2025-01-01".parse().unwrap(), plan };
    StoredTimetable { id: id.into(), versions: vec![version], created_at: now, ended_at: None }
}
