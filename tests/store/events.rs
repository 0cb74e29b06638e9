//! Events with what hangs on them: organizers, rosters, figures, and the scans at their doors.

use std::collections::BTreeSet;

use rollcall::domain::access::{Caller, Grant, Rows, Scope};
use rollcall::domain::checkin::event::{
    AdmissionMethod, AdmissionWindow, AdmitEvery, CheckInMode, RegistrationStatus,
};
use rollcall::domain::checkin::refusal::Refusal;
use rollcall::domain::checkin::words::CheckInLevel;
use rollcall::domain::evidence::manual::Purpose;
use rollcall::domain::people::Role;
use rollcall::domain::session::{Format, Kind, Platform, Session, Status};
use rollcall::domain::time::Span;
use rollcall::store::Write;
use rollcall::store::checkin::scans::StoredScan;
use rollcall::store::event::admissions::StoredAdmission;
use rollcall::store::event::registrations::StoredRegistration;
use rollcall::store::event::{EventFilter, StoredEvent};

use crate::at;
use crate::event_places::registration;
use crate::support::school::{lesson, stored};
use crate::support::{Database, on_both};

on_both! {
    an_event_is_kept_as_it_was_written,
    lists_show_the_events_that_single_checks_let_through,
    the_roster_moves_by_one_row,
    figures_of_many_events_are_those_of_each,
    past_events_come_the_latest_first,
    scans_at_events_are_counted_by_word,
}

fn event(id: &str, minutes: i64) -> StoredEvent {
    StoredEvent {
        id: id.into(),
        title: None,
        start: at(minutes),
        end: at(minutes + 60),
        status: Status::Scheduled,
        cancelled_at: None,
        created_at: at(0),
        is_paid: false,
        partner: None,
        stored_mode: CheckInMode::StudentsScan,
        capacity: None,
        allow_walk_ins: false,
        window: AdmissionWindow::default(),
        admit_every: AdmitEvery::Event,
        created_by: Some("creator".into()),
        codes_revoked_at: None,
        organizers: vec!["creator".into()],
    }
}

async fn insert(write: &mut Write, organization: &str, one: &StoredEvent) {
    let session = Session {
        kind: Kind::Event,
        format: Format::Group,
        platform: Platform::Onsite,
        room: None,
        start: one.start,
        end: one.end,
        teacher: None,
        students: Vec::new(),
        ..lesson(&one.id, 0)
    };
    write.insert_session(&stored(organization, session)).await.unwrap();
    write.insert_event(organization, one).await.unwrap();
}

async fn an_event_is_kept_as_it_was_written(db: Database) {
    let one = StoredEvent {
        is_paid: true,
        partner: Some("p9".into()),
        stored_mode: CheckInMode::OrganizerScans,
        capacity: Some(3),
        allow_walk_ins: true,
        window: AdmissionWindow { opens_at: Some(at(1)), closes_at: Some(at(2)) },
        admit_every: AdmitEvery::Day,
        organizers: vec!["a".into(), "creator".into()],
        ..event("e1", 0)
    };
    let mut write = db.store.write().await.unwrap();
    insert(&mut write, "o1", &one).await;
    insert(&mut write, "o1", &event("e0", 30)).await;
    insert(&mut write, "o2", &event("e1", 0)).await;
    assert_eq!(write.find_event("o1", "e1").await.unwrap(), Some(one.clone()));
    let mut held = write.lock_event("o1", "e1").await.unwrap().unwrap();
    (held.is_paid, held.partner, held.capacity) = (false, None, None);
    held.stored_mode = CheckInMode::StudentsScan;
    held.window = AdmissionWindow::default();
    held.codes_revoked_at = Some(at(5));
    held.organizers = vec!["b".into(), "creator".into()];
    write.update_event("o1", &held).await.unwrap();
    assert!(write.lock_event("o1", "e9").await.unwrap().is_none());
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let kept = read.find_event("o1", "e1").await.unwrap().unwrap();
    assert_eq!(kept, held.into_inner());
    assert_eq!(read.find_event("o2", "e1").await.unwrap(), Some(event("e1", 0)));
    assert!(read.find_event("o1", "e9").await.unwrap().is_none());
    let found = read.find_events("o1", &["e1", "e9", "e0"]).await.unwrap();
    assert_eq!(found.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["e0", "e1"]);
}

async fn lists_show_the_events_that_single_checks_let_through(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let shared =
        |organizers: &[&str], creator: Option<&str>, partner: Option<&str>, id: &str, minutes| StoredEvent {
            organizers: organizers.iter().map(|one| (*one).to_owned()).collect(),
            created_by: creator.map(str::to_owned),
            partner: partner.map(str::to_owned),
            ..event(id, minutes)
        };
    let all = [
        shared(&["me"], Some("me"), None, "mine", 0),
        shared(&["me", "other"], Some("other"), None, "shared", 10),
        shared(&["other"], Some("other"), Some("me"), "hosted", 20),
        shared(&["other"], Some("other"), Some("other"), "others", 30),
        shared(&[], Some("me"), None, "made", 40),
        shared(&[], None, None, "nobodys", 50),
    ];
    for one in &all {
        insert(&mut write, "o1", one).await;
    }
    insert(&mut write, "o2", &all[0]).await;
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let grants: [Grant; 4] = [
        (Role::Admin, Rows::Organization),
        (Role::Organizer, Rows::OwnEvents),
        (Role::Partner, Rows::OwnEvents),
        (Role::Student, Rows::OwnPerson),
    ];
    for roles in [
        &[Role::Admin][..],
        &[Role::Organizer],
        &[Role::Partner],
        &[Role::Student],
        &[Role::Organizer, Role::Partner],
        &[Role::Student, Role::Partner],
        &[Role::Organizer, Role::Admin],
    ] {
        let caller = Caller {
            organization: "o1".into(),
            home_organization: "o1".into(),
            person: "me".into(),
            roles: roles.iter().copied().collect(),
            household_members: BTreeSet::new(),
        };
        let scope = caller.scope(&grants).unwrap();
        let listed = read.list_events(&scope, EventFilter::default(), None, 99).await.unwrap();
        let listed: Vec<&str> = listed.iter().map(|one| one.id.as_str()).collect();
        let covered: Vec<&str> = all
            .iter()
            .filter(|one| {
                scope.covers_event(&one.organizers, one.created_by.as_deref(), one.partner.as_deref())
            })
            .map(|one| one.id.as_str())
            .collect();
        assert_eq!(listed, covered, "{roles:?}");
        let ids: BTreeSet<String> = read.list_event_ids(&scope).await.unwrap().into_iter().collect();
        assert_eq!(ids, covered.into_iter().map(str::to_owned).collect(), "{roles:?}");
    }
    // Pages, and what is looked for.
    let whole = Scope::whole_organization("o1");
    let page = read.list_events(&whole, EventFilter::default(), None, 2).await.unwrap();
    let rest = read.list_events(&whole, EventFilter::default(), Some(&page[1].cursor()), 99).await.unwrap();
    assert_eq!((page.len(), rest.len(), rest[0].id.as_str()), (2, 4, "hosted"));
    let filter = EventFilter { starting: Span::new(at(10), at(30)), ending_after: at(75) };
    let found = read.list_events(&whole, filter, None, 99).await.unwrap();
    assert_eq!(found.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["hosted"]);
}

async fn the_roster_moves_by_one_row(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let one = event("e1", 0);
    insert(&mut write, "o1", &one).await;
    for person in ["p1", "p2", "p2"] {
        write.add_to_roster("o1", &one, person, at(1)).await.unwrap();
    }
    write.remove_from_roster("o1", &one, "p1", at(2)).await.unwrap();
    assert_eq!(write.dirty_scopes()[0], ("o1".to_owned(), "session:e1".to_owned()));
    write.commit().await.unwrap();
    let session = db.store.read().await.unwrap().find_session("o1", "e1").await.unwrap().unwrap();
    assert_eq!((session.session.students, session.revision), (vec!["p2".to_owned()], 0));
}

async fn figures_of_many_events_are_those_of_each(db: Database) {
    let mut write = db.store.write().await.unwrap();
    for id in ["e1", "e2"] {
        insert(&mut write, "o1", &event(id, 0)).await;
    }
    let standing = [
        RegistrationStatus::Registered,
        RegistrationStatus::Registered,
        RegistrationStatus::Waitlisted,
        RegistrationStatus::Cancelled,
    ];
    for (at, status) in standing.into_iter().enumerate() {
        let one = StoredRegistration { status, ..registration(&format!("r{at}"), &format!("p{at}"), 0) };
        assert!(write.insert_registration("o1", &one).await.unwrap());
    }
    for (id, person, day) in
        [("a1", "p0", "2026-01-01"), ("a2", "p0", "2026-01-02"), ("a3", "p1", "2026-01-01")]
    {
        let admission = StoredAdmission {
            id: id.into(),
            session_id: "e1".into(),
            person_id: person.into(),
            day: day.into(),
            ticket_id: None,
            method: AdmissionMethod::Manual,
            admitted_at: at(1),
            admitted_by: None,
            undone_at: None,
        };
        assert!(write.insert_admission("o1", &admission).await.unwrap());
    }
    assert!(write.undo_admission("o1", "a3", at(2), None, "no").await.unwrap());
    let figures = write.event_figures("o1", &["e1", "e2", "e9"]).await.unwrap();
    assert_eq!(figures.len(), 2, "{figures:?}");
    let one = &figures[0];
    assert_eq!((one.session_id.as_str(), one.registered, one.waiting, one.cancelled), ("e1", 2, 1, 1));
    assert_eq!((one.checked_in, one.paid_tickets), (1, 0));
    let counts = one.counts();
    assert_eq!(counts.registered, write.count_registered("o1", "e1").await.unwrap());
    assert_eq!(counts.checked_in, write.count_admitted("o1", "e1").await.unwrap());
    assert_eq!((figures[1].registered, figures[1].checked_in), (0, 0));
}

async fn past_events_come_the_latest_first(db: Database) {
    let mut write = db.store.write().await.unwrap();
    for (id, minutes) in [("old", 0), ("newer", 100), ("newest", 200), ("to-come", 300)] {
        insert(&mut write, "o1", &event(id, minutes)).await;
    }
    let whole = Scope::whole_organization("o1");
    let ids = |events: Vec<StoredEvent>| events.into_iter().map(|one| one.id).collect::<Vec<_>>();
    let first = write.list_past_events(&whole, at(270), None, 2).await.unwrap();
    let cursor = first.last().unwrap().cursor();
    assert_eq!(ids(first), ["newest", "newer"]);
    assert_eq!(ids(write.list_past_events(&whole, at(270), Some(&cursor), 9).await.unwrap()), ["old"]);
}

async fn scans_at_events_are_counted_by_word(db: Database) {
    let mut write = db.store.write().await.unwrap();
    insert(&mut write, "o1", &event("e1", 0)).await;
    let scan = |id: &str| StoredScan {
        id: id.into(),
        scanned_at: at(1),
        received_at: at(1),
        scanned_by: None,
        nonce: None,
        code_digest: None,
        person_id: None,
        purpose: Some(Purpose::Ticket),
        level: None,
        venue_id: None,
        session_id: Some("e1".into()),
        direction: None,
        is_toggle: false,
        refusal: None,
        finding: None,
        signs: Vec::new(),
        device: None,
        is_queued: false,
        repeats: None,
    };
    let refused = |id: &str, refusal: Refusal| StoredScan { refusal: Some(refusal), ..scan(id) };
    for one in [
        StoredScan { level: Some(CheckInLevel::Event), ..scan("taken") },
        StoredScan { level: Some(CheckInLevel::Event), repeats: Some("taken".into()), ..scan("twice") },
        refused("used", Refusal::AlreadyUsed),
        refused("used-too", Refusal::AlreadyUsed),
        StoredScan { purpose: None, session_id: None, ..refused("torn", Refusal::InvalidCode) },
        StoredScan { purpose: None, level: Some(CheckInLevel::Event), ..scan("by-hand") },
        StoredScan {
            purpose: Some(Purpose::Venue),
            session_id: None,
            venue_id: Some("v".into()),
            ..scan("gym")
        },
        StoredScan { session_id: Some("a-lesson".into()), purpose: Some(Purpose::Session), ..scan("lesson") },
        StoredScan { scanned_at: at(99), ..scan("later") },
    ] {
        assert!(write.insert_scan("o1", &one).await.unwrap());
    }
    let counted = write.count_event_scans("o1", Span::new(at(0), at(50))).await.unwrap();
    let mut counted: Vec<(Option<Refusal>, i64)> = counted;
    counted.sort_by_key(|(why, _)| why.map(Refusal::as_str));
    assert_eq!(counted, [(None, 1), (Some(Refusal::AlreadyUsed), 2), (Some(Refusal::InvalidCode), 1)]);
}
