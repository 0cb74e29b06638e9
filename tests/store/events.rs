//! Events with what hangs on them: organizers, registrations, tickets, admissions and codes.

use std::collections::BTreeSet;

use rollcall::domain::access::{Caller, Grant, Rows, Scope};
use rollcall::domain::checkin::event::{
    AdmissionMethod, AdmissionWindow, AdmitEvery, CheckInMode, RegistrationStatus, TicketStatus,
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
use rollcall::store::event::codes::EventCodeLife;
use rollcall::store::event::registrations::{RegistrationFilter, StoredRegistration};
use rollcall::store::event::tickets::StoredTicket;
use rollcall::store::event::{EventFilter, StoredEvent};

use crate::at;
use crate::support::school::{lesson, stored};
use crate::support::{Database, on_both};

on_both! {
    an_event_is_kept_as_it_was_written,
    lists_show_the_events_that_single_checks_let_through,
    the_roster_moves_by_one_row,
    registrations_are_one_for_each_person,
    tickets_are_counted_while_they_hold,
    somebody_is_let_in_once_whoever_tries,
    the_newest_code_is_shown_while_it_holds,
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

fn registration(id: &str, person: &str, minutes: i64) -> StoredRegistration {
    StoredRegistration {
        id: id.into(),
        session_id: "e1".into(),
        person_id: person.into(),
        status: RegistrationStatus::Waitlisted,
        is_walk_in: false,
        code_issued_at: None,
        queued_at: at(minutes),
        created_at: at(minutes),
        cancelled_at: None,
    }
}

async fn registrations_are_one_for_each_person(db: Database) {
    let mut write = db.store.write().await.unwrap();
    assert!(!write.has_registrations("o1", "e1").await.unwrap());
    for (id, person, minutes) in [("r1", "p1", 3), ("r2", "p2", 1), ("r3", "p3", 2)] {
        assert!(write.insert_registration("o1", &registration(id, person, minutes)).await.unwrap());
    }
    assert!(!write.insert_registration("o1", &registration("r9", "p1", 9)).await.unwrap());
    assert!(write.insert_registration("o2", &registration("r1", "p1", 0)).await.unwrap());
    let waiting = write.longest_waiting("o1", "e1", 2).await.unwrap();
    assert_eq!(waiting.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["r2", "r3"]);
    let mut first = waiting[0].clone();
    first.status = RegistrationStatus::Registered;
    (first.is_walk_in, first.queued_at, first.cancelled_at) = (true, at(8), Some(at(9)));
    write.update_registration("o1", &first).await.unwrap();
    assert_eq!(write.find_registration("o1", "r2").await.unwrap(), Some(first.clone()));
    assert_eq!(write.find_registration_of("o1", "e1", "p2").await.unwrap(), Some(first));
    assert!(write.find_registration("o2", "r2").await.unwrap().is_none());
    assert_eq!(write.count_registered("o1", "e1").await.unwrap(), 1);
    assert!(write.has_registrations("o1", "e1").await.unwrap());
    assert_eq!(write.count_registration_codes("o1", "e1").await.unwrap(), (0, 1));
    assert_eq!(write.create_registration_codes("o1", "e1", at(4)).await.unwrap(), 1);
    assert_eq!(write.count_registration_codes("o1", "e1").await.unwrap(), (1, 0));
    assert_eq!(write.clear_registration_codes("o1", "e1").await.unwrap(), 1);
    assert_eq!(write.clear_registration_codes("o1", "e1").await.unwrap(), 0);
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let filter = RegistrationFilter::default();
    let all = read.list_registrations("o1", "e1", &filter, 99).await.unwrap();
    assert_eq!(all.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["r2", "r3", "r1"]);
    let filter = RegistrationFilter {
        status: Some(RegistrationStatus::Waitlisted),
        after: Some((at(2), "r3".to_owned())),
    };
    let rest = read.list_registrations("o1", "e1", &filter, 99).await.unwrap();
    assert_eq!(rest.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["r1"]);
    let own = read.registrations_of_person("o1", "p3").await.unwrap();
    assert_eq!(own.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["r3"]);
}

async fn tickets_are_counted_while_they_hold(db: Database) {
    let ticket = |id: &str, registration: &str, status| StoredTicket {
        id: id.into(),
        session_id: "e1".into(),
        registration_id: registration.into(),
        person_id: "p1".into(),
        status,
        amount_minor: 2_500,
        currency: "SAR".into(),
        reference: "invoice".into(),
        issued_at: at(1),
        paid_at: Some(at(2)),
        revoked_at: None,
    };
    let mut write = db.store.write().await.unwrap();
    for (id, registration, status) in [
        ("t1", "r1", TicketStatus::Revoked),
        ("t2", "r1", TicketStatus::Pending),
        ("t3", "r2", TicketStatus::Paid),
    ] {
        write.insert_ticket("o1", &ticket(id, registration, status)).await.unwrap();
    }
    assert_eq!(write.find_ticket("o1", "t2").await.unwrap(), Some(ticket("t2", "r1", TicketStatus::Pending)));
    assert!(write.find_ticket("o2", "t2").await.unwrap().is_none());
    let live = write.live_tickets("o1", &["r1", "r2", "r3"]).await.unwrap();
    assert_eq!(live.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["t2", "t3"]);
    assert_eq!(write.count_paid_tickets("o1", "e1").await.unwrap(), 1);
    let paid = StoredTicket { amount_minor: 3_000, ..ticket("t2", "r1", TicketStatus::Paid) };
    write.update_ticket("o1", &paid).await.unwrap();
    assert_eq!(write.count_paid_tickets("o1", "e1").await.unwrap(), 2);
    assert_eq!(write.find_ticket("o1", "t2").await.unwrap(), Some(paid));
}

fn admission(id: &str, person: &str, day: &str, minutes: i64) -> StoredAdmission {
    StoredAdmission {
        id: id.into(),
        session_id: "e1".into(),
        person_id: person.into(),
        day: day.into(),
        ticket_id: None,
        method: AdmissionMethod::EventCode,
        admitted_at: at(minutes),
        admitted_by: None,
        undone_at: None,
    }
}

async fn somebody_is_let_in_once_whoever_tries(db: Database) {
    assert!(!db.store.read().await.unwrap().has_admissions("o1", "e1").await.unwrap());
    let doors = (0..8).map(|door| {
        let store = db.store.clone();
        async move {
            let mut write = store.write().await.unwrap();
            let one = admission(&format!("a{door}"), "p1", "", door);
            let is_in = write.insert_admission("o1", &one).await.unwrap();
            // The loser sees the winner.
            let winner = write.find_admission_of("o1", "e1", "p1", "").await.unwrap().unwrap();
            assert_eq!(winner.id == one.id, is_in);
            write.commit().await.unwrap();
            is_in
        }
    });
    let mut all = tokio::task::JoinSet::new();
    doors.for_each(|door| drop(all.spawn(door)));
    let let_in = all.join_all().await.into_iter().filter(|is_in| *is_in).count();
    assert_eq!(let_in, 1);
    let mut write = db.store.write().await.unwrap();
    let winner = write.find_admission_of("o1", "e1", "p1", "").await.unwrap().unwrap();
    assert!(write.insert_admission("o1", &admission("day", "p1", "2026-01-05", 60)).await.unwrap());
    assert!(write.insert_admission("o1", &admission("two", "p2", "", 70)).await.unwrap());
    assert_eq!(write.count_admitted("o1", "e1").await.unwrap(), 2, "different people");
    assert!(write.undo_admission("o1", &winner.id, at(99), Some("b"), "wrong").await.unwrap());
    assert!(!write.undo_admission("o1", &winner.id, at(99), Some("b"), "wrong").await.unwrap());
    let undone = write.find_admission("o1", &winner.id).await.unwrap().unwrap();
    assert_eq!(undone.undone_at, Some(at(99)));
    assert!(write.find_admission_of("o1", "e1", "p1", "").await.unwrap().is_none());
    assert!(write.is_admitted("o1", "e1", "p1").await.unwrap(), "on another day");
    assert!(!write.is_admitted("o1", "e1", "p3").await.unwrap());
    assert!(write.insert_admission("o1", &admission("again", "p1", "", 80)).await.unwrap());
    let held = write.list_admissions("o1", "e1").await.unwrap();
    assert_eq!(held.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["day", "two", "again"]);
    assert!(write.has_admissions("o1", "e1").await.unwrap());
}

async fn the_newest_code_is_shown_while_it_holds(db: Database) {
    let life = |issued, expires| EventCodeLife { issued_at: at(issued), expires_at: at(expires) };
    let mut write = db.store.write().await.unwrap();
    for one in [life(0, 60), life(10, 30), life(10, 30)] {
        write.insert_event_code("o1", "e1", one).await.unwrap();
    }
    let asked = [
        (None, 20, Some(life(10, 30))),
        (None, 29, Some(life(10, 30))),
        (None, 30, Some(life(0, 60))),
        (None, 60, None),
        (Some(at(0)), 20, Some(life(10, 30))),
        (Some(at(0)), 30, None),
        (Some(at(10)), 20, None),
    ];
    for (revoked, now, found) in asked {
        let newest = write.newest_event_code("o1", "e1", revoked, at(now)).await.unwrap();
        assert_eq!(newest, found, "revoked {revoked:?}, now {now}");
    }
    assert!(write.newest_event_code("o2", "e1", None, at(20)).await.unwrap().is_none());
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
