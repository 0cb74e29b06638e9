//! The places of an event: registrations, tickets, admissions, and the codes they are had by.

use rollcall::domain::checkin::event::{AdmissionMethod, RegistrationStatus, TicketStatus};
use rollcall::store::event::admissions::StoredAdmission;
use rollcall::store::event::codes::EventCodeLife;
use rollcall::store::event::registrations::{RegistrationFilter, StoredRegistration};
use rollcall::store::event::tickets::StoredTicket;

use crate::at;
use crate::support::{Database, on_both};

on_both! {
    registrations_are_one_for_each_person,
    tickets_are_counted_while_they_hold,
    somebody_is_let_in_once_whoever_tries,
    the_newest_code_is_shown_while_it_holds,
}

pub fn registration(id: &str, person: &str, minutes: i64) -> StoredRegistration {
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
