//! The log of scans, venue codes as they were, signing keys, and visits: what the store promises about them.

use rollcall::domain::checkin::refusal::Refusal;
use rollcall::domain::checkin::sharing::SharingSign;
use rollcall::domain::checkin::venue_code::VenueCodeState;
use rollcall::domain::checkin::words::{CheckInFinding, CheckInLevel, VisitSource};
use rollcall::domain::evidence::manual::{Direction, Purpose};
use rollcall::domain::time::Span;
use rollcall::store::checkin::code_keys::CodeKeyNumber;
use rollcall::store::checkin::scans::{ScanFilter, StoredScan};
use rollcall::store::checkin::visits::{StoredVisit, VisitFilter};
use rollcall::store::people::Person;

use crate::at;
use crate::support::school::organization;
use crate::support::{Database, on_both};

on_both! {
    a_senders_nonce_names_one_scan,
    a_sender_is_counted_by_what_was_sent_live,
    what_was_taken_is_found_by_person_and_device,
    the_log_is_filtered_and_goes_on_where_it_stopped,
    codes_and_keys_are_kept_as_they_were,
    visits_are_written_over_listed_counted_and_closed,
}

fn scan(id: &str, minute: i64) -> StoredScan {
    StoredScan {
        id: id.into(),
        scanned_at: at(minute),
        received_at: at(minute),
        scanned_by: Some("p1".into()),
        nonce: Some(id.into()),
        code_digest: Some("digest".into()),
        person_id: Some("p1".into()),
        purpose: Some(Purpose::Venue),
        level: Some(CheckInLevel::Venue),
        venue_id: Some("v1".into()),
        session_id: None,
        direction: Some(Direction::In),
        is_toggle: true,
        refusal: None,
        finding: Some(CheckInFinding::UploadedAfterChange),
        signs: vec![SharingSign::SharedDevice, SharingSign::OutlivedCode],
        device: Some("d1".into()),
        is_queued: false,
        repeats: None,
    }
}

fn refused(id: &str, minute: i64, refusal: Refusal) -> StoredScan {
    StoredScan { refusal: Some(refusal), signs: Vec::new(), nonce: None, ..scan(id, minute) }
}

async fn a_senders_nonce_names_one_scan(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let one = scan("a", 0);
    assert!(write.insert_scan("o1", &one).await.unwrap());
    assert!(!write.insert_scan("o1", &StoredScan { id: "b".into(), ..one.clone() }).await.unwrap());
    let others = StoredScan { id: "b".into(), scanned_by: Some("p2".into()), ..one.clone() };
    assert!(write.insert_scan("o1", &others).await.unwrap(), "nonces are each sender's own");
    assert_eq!(write.find_scan_by_nonce("o1", "p1", "a").await.unwrap(), Some(one));
    assert_eq!(write.find_scan_by_nonce("o2", "p1", "a").await.unwrap(), None);
}

async fn a_sender_is_counted_by_what_was_sent_live(db: Database) {
    let mut write = db.store.write().await.unwrap();
    for one in [
        scan("a", 0),
        refused("b", 1, Refusal::InvalidCode),
        refused("c", 2, Refusal::RateLimited),
        StoredScan { is_queued: true, ..scan("d", 3) },
        scan("e", 4),
    ] {
        assert!(write.insert_scan("o1", &one).await.unwrap());
    }
    assert_eq!(write.scan_times("o1", "p1", at(-1), 10).await.unwrap(), [at(0), at(1), at(4)]);
    assert_eq!(write.scan_times("o1", "p1", at(0), 10).await.unwrap(), [at(1), at(4)]);
    assert_eq!(write.scan_times("o1", "p1", at(-1), 2).await.unwrap(), [at(1), at(4)], "the last two");
}

async fn what_was_taken_is_found_by_person_and_device(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let (one, other) = (scan("a", 0), scan("b", 10));
    let repeat = StoredScan { repeats: Some("a".into()), ..scan("c", 1) };
    for one in [&one, &other, &repeat, &refused("d", 2, Refusal::Disabled)] {
        write.insert_scan("o1", one).await.unwrap();
    }
    let whole = Span::new(at(0), at(11));
    assert_eq!(write.taken_scans("o1", "p1", whole).await.unwrap(), [one.clone(), other]);
    assert_eq!(write.taken_scans("o1", "p1", Span::new(at(0), at(10))).await.unwrap(), [one]);
    assert!(write.is_device_of_another("o1", "d1", "p2", whole).await.unwrap());
    assert!(!write.is_device_of_another("o1", "d1", "p1", whole).await.unwrap());
    assert!(!write.is_device_of_another("o1", "d2", "p2", whole).await.unwrap());
}

async fn the_log_is_filtered_and_goes_on_where_it_stopped(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let in_session = StoredScan { session_id: Some("s1".into()), signs: Vec::new(), ..scan("c", 2) };
    let all = [scan("a", 0), refused("b", 1, Refusal::Expired), in_session];
    for one in &all {
        write.insert_scan("o1", one).await.unwrap();
    }
    let ids = |found: &[StoredScan]| found.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let list = async |write: &mut rollcall::store::Write, filter: ScanFilter| {
        ids(&write.list_scans("o1", &filter, None, 10).await.unwrap())
    };
    let any = ScanFilter::default();
    assert_eq!(list(&mut write, any.clone()).await, ["c", "b", "a"]);
    assert_eq!(list(&mut write, ScanFilter { taken: Some(false), ..any.clone() }).await, ["b"]);
    assert_eq!(list(&mut write, ScanFilter { taken: Some(true), ..any.clone() }).await, ["c", "a"]);
    assert_eq!(list(&mut write, ScanFilter { with_signs: true, ..any.clone() }).await, ["a"]);
    assert_eq!(
        list(&mut write, ScanFilter { sessions: Some(vec!["s1".into()]), ..any.clone() }).await,
        ["c"]
    );
    assert!(list(&mut write, ScanFilter { sessions: Some(Vec::new()), ..any.clone() }).await.is_empty());
    assert!(list(&mut write, ScanFilter { person: Some("p2".into()), ..any.clone() }).await.is_empty());
    let span = Some(Span::new(at(0), at(1)));
    assert_eq!(list(&mut write, ScanFilter { span, ..any.clone() }).await, ["a"]);
    let after = (at(2), "c".to_owned());
    assert_eq!(ids(&write.list_scans("o1", &any, Some(&after), 1).await.unwrap()), ["b"]);
}

async fn codes_and_keys_are_kept_as_they_were(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let first = VenueCodeState { at: at(0), rotated_at: at(0), is_enabled: true };
    let second = VenueCodeState { at: at(5), is_enabled: false, ..first };
    write.insert_venue_code_state("o1", "v1", first, None).await.unwrap();
    write.insert_venue_code_state("o1", "v1", second, Some("a1")).await.unwrap();
    let changes = write.venue_code_changes("o1", "v1").await.unwrap();
    assert_eq!(changes.iter().map(|one| one.state).collect::<Vec<_>>(), [first, second]);
    assert_eq!(changes[1].actor.as_deref(), Some("a1"));
    assert!(write.venue_code_changes("o1", "v2").await.unwrap().is_empty());

    let key = CodeKeyNumber { number: 2, created_at: at(1), created_by: Some("a1".into()), revoked_at: None };
    write.put_code_key("o1", &key).await.unwrap();
    let revoked = CodeKeyNumber { revoked_at: Some(at(2)), ..key };
    write.put_code_key("o1", &revoked).await.unwrap();
    assert_eq!(write.list_code_keys("o1").await.unwrap(), [revoked]);
    assert!(write.list_code_keys("o2").await.unwrap().is_empty());
}

async fn visits_are_written_over_listed_counted_and_closed(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_organization(&organization("o1"), None).await.unwrap();
    for id in ["p1", "p2"] {
        let person = Person {
            id: id.into(),
            name: format!("name of {id}"),
            email: None,
            household: None,
            roles: Default::default(),
            has_password: false,
            is_active: true,
            created_at: at(0),
        };
        write.insert_person("o1", &person).await.unwrap();
    }
    let visit = |id: &str, person: &str, from: i64| StoredVisit {
        id: id.into(),
        venue_id: "v1".into(),
        person_id: person.into(),
        in_at: at(from),
        out_at: None,
        source: VisitSource::QrScan,
        is_estimated: false,
        finding: None,
        ends_by: Some(at(from + 60)),
    };
    let left = StoredVisit { out_at: Some(at(5)), ..visit("a", "p1", 0) };
    write.put_visit("o1", &visit("a", "p1", 0)).await.unwrap();
    write.put_visit("o1", &left).await.unwrap();
    for one in [visit("b", "p1", 10), visit("c", "p2", 20), visit("gone", "p2", 30)] {
        write.put_visit("o1", &one).await.unwrap();
    }
    write.delete_visits("o1", &["gone"]).await.unwrap();
    let day = Span::new(at(0), at(100));
    let own = write.visits_of_person("o1", "p1", "v1", day).await.unwrap();
    assert_eq!(own, [left, visit("b", "p1", 10)]);
    let listed = |filter: VisitFilter<'static>| filter;
    let all = write.list_visits("o1", &listed(VisitFilter::default()), None, 10).await.unwrap();
    assert_eq!(all.iter().map(|one| one.visit.id.as_str()).collect::<Vec<_>>(), ["c", "b", "a"]);
    assert_eq!(all[0].person_name, "name of p2");
    let inside = VisitFilter { open: true, people: Some(vec!["p1".into()]), ..VisitFilter::default() };
    assert_eq!(write.list_visits("o1", &inside, None, 10).await.unwrap().len(), 1);
    let figures = write.venue_figures("o1", "v1", day).await.unwrap();
    assert_eq!((figures.currently_in, figures.check_ins_today, figures.unique_members_today), (2, 3, 2));

    write.close_forgotten_visits_of("o1", "p2", "v1", at(79)).await.unwrap();
    assert_eq!(write.venue_figures("o1", "v1", day).await.unwrap().currently_in, 2, "not yet");
    write.close_forgotten_visits_of("o1", "p2", "v1", at(80)).await.unwrap();
    let closed = write.visits_of_person("o1", "p2", "v1", day).await.unwrap();
    assert_eq!((closed[0].out_at, closed[0].is_estimated), (Some(at(80)), true));
    assert!(write.close_forgotten_visits(Some("o2"), at(200)).await.unwrap().is_empty());
    assert_eq!(
        write.close_forgotten_visits(None, at(200)).await.unwrap(),
        [("o1".to_owned(), "v1".to_owned())]
    );
}
