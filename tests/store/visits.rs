//! What happens at venues: whose sessions it concerns, what that costs after many days, and that everybody who judges or
//! tells it says the same.

use std::collections::BTreeSet;

use rollcall::app::data::export::{ExportSelection, export};
use rollcall::app::data::verify::verify;
use rollcall::app::evaluate::visitors::{visit_bounds, visits};
use rollcall::app::evaluate::{self, Evaluator, evaluate_as_of};
use rollcall::app::{App, session};
use rollcall::bundle::Bundle;
use rollcall::domain::access::Scope;
use rollcall::domain::evidence::Evidence;
use rollcall::domain::json::canonical::canonical_json;
use rollcall::domain::organization::policy::{Policy, PolicyPatch};
use rollcall::domain::people::Role;
use rollcall::domain::session::{Format, Platform, Session};
use rollcall::domain::time::{Span, Timestamp};
use rollcall::domain::verdict::outcome::Outcome;
use rollcall::domain::verdict::report::ReasonCode;
use rollcall::store::Store;
use rollcall::store::evidence::NewEvidence;
use rollcall::store::people::Person;
use rollcall::store::session::StoredSession;
use serde_json::{Value, json};

use crate::at;
use crate::support::app::{clock, replica};
use crate::support::school::{lesson, organization, stored};
use crate::support::{Database, on_both};

on_both! {
    sessions_are_found_by_who_visits_and_when,
    visitors_are_found_by_the_time_of_their_scans,
    one_more_scan_costs_after_many_days_what_it_cost_on_the_first,
    a_late_scan_concerns_the_day_that_it_tells_of,
    where_visits_count_everybody_who_came_is_seen,
    a_row_of_an_older_kind_of_scope_breaks_nothing,
}

const DAY: i64 = 1_440;

fn scan(person: &str, way: &str, minute: i64, received: i64) -> Value {
    json!({"source": "qr", "receivedAt": at(received), "scan": {"purpose": "venue", "venueId": "v1", "personId": person,
           "direction": way, "scannedAt": at(minute), "nonce": format!("{person} {way} {minute}")}})
}

fn noted(person: &str, way: &str, minute: i64) -> Value {
    json!({"source": "manual", "receivedAt": at(minute), "visit": {"venueId": "v1", "personId": person,
           "direction": way, "at": at(minute), "author": "a1"}})
}

async fn execute(store: &Store, sql: String) {
    let sql = sqlx::AssertSqlSafe(sql);
    match store {
        Store::Sqlite { writer, .. } => drop(sqlx::query(sql).execute(writer).await.unwrap()),
        Store::Postgres(pool, ..) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
    }
}

/// Stores what was observed as the doors do: the log of scans has it too.
async fn receive(app: &App, items: &[Value]) {
    let mut logged = Vec::new();
    let rows: Vec<NewEvidence> = items
        .iter()
        .map(|item| {
            let one = Evidence::parse(item).unwrap();
            if let Some(step) = one.observation.venue_step() {
                let micros = step.at.millis() * 1_000;
                logged.push(format!(
                    "('o1', '{}', {micros}, {micros}, '{}', 'venue', '{}', FALSE, FALSE)",
                    one.id, step.person, step.venue
                ));
            }
            NewEvidence::from_evidence("o1", one.observation.kind(), &one, canonical_json(item))
        })
        .collect();
    if !logged.is_empty() {
        let columns =
            "organization_id, id, scanned_at, received_at, person_id, level, venue_id, is_toggle, is_queued";
        execute(&app.store, format!("INSERT INTO scans ({columns}) VALUES {}", logged.join(", "))).await;
    }
    let mut write = app.store.write().await.unwrap();
    write.insert_evidence(&rows).await.unwrap();
    write.commit().await.unwrap();
}

/// An hour on site.
fn class(id: &str, minute: i64, students: &[String], counts: bool) -> StoredSession {
    let patch = PolicyPatch { venue_presence_counts: Some(counts), ..PolicyPatch::default() };
    let session = Session {
        format: Format::Group,
        platform: Platform::Onsite,
        room: None,
        venue_id: Some("v1".to_owned()),
        students: students.to_vec(),
        policy: Policy::from_patch(&patch),
        ..lesson(id, minute)
    };
    StoredSession { policy_patch: patch, ..stored("o1", session) }
}

async fn plan(app: &App, sessions: &[StoredSession]) {
    let mut write = app.store.write().await.unwrap();
    for one in sessions {
        write.insert_session(one).await.unwrap();
    }
    write.commit().await.unwrap();
}

/// The organisation, its venue and its people.
async fn academy(app: &App, people: &[&str]) {
    let mut write = app.store.write().await.unwrap();
    write.insert_organization(&organization("o1"), None).await.unwrap();
    for id in people {
        let person = Person {
            id: (*id).to_owned(),
            name: (*id).to_owned(),
            email: None,
            household: None,
            roles: BTreeSet::from([if *id == "t1" { Role::Teacher } else { Role::Student }]),
            has_password: false,
            is_active: true,
            created_at: at(0),
        };
        write.insert_person("o1", &person).await.unwrap();
    }
    write.commit().await.unwrap();
    let venue = "INSERT INTO venues (organization_id, id, name, time_zone, requires_membership, day_starts_at, created_at)
                 VALUES ('o1', 'v1', 'Centre', 'UTC', FALSE, '04:00', 0)";
    execute(&app.store, venue.to_owned()).await;
}

fn ids(sessions: &[StoredSession]) -> Vec<&str> {
    sessions.iter().map(|one| one.session.id.as_str()).collect()
}

fn people(from: usize, count: usize) -> Vec<String> {
    (from..from + count).map(|n| format!("p{n}")).collect()
}

async fn sessions_are_found_by_who_visits_and_when(db: Database) {
    let app = replica(&db, &clock(at(0)), 1).await;
    let all = [
        class("own", 0, &people(1, 2), false),
        class("counting", 0, &people(5, 1), true),
        class("others", 0, &people(3, 2), false),
        class("later", 3 * DAY, &people(1, 1), false),
        class("taught", 60, &[], false),
    ];
    plan(&app, &all).await;
    let near = Span::new(at(-DAY), at(DAY));
    let mut read = db.store.read().await.unwrap();
    let found = read.list_sessions_visited("o1", &[("p1", near)]).await.unwrap();
    assert_eq!(ids(&found), ["counting", "own"]);
    let visitors = [("p3", near), ("p1", Span::new(at(2 * DAY), at(4 * DAY)))];
    let found = read.list_sessions_visited("o1", &visitors).await.unwrap();
    assert_eq!(ids(&found), ["counting", "others", "later"]);
    let found = read.list_sessions_visited("o1", &[("t1", near)]).await.unwrap();
    assert_eq!(ids(&found), ["counting", "others", "own", "taught"]);
    let found = read.list_sessions_visited("o1", &[("p1", Span::new(at(60), at(90)))]).await.unwrap();
    assert!(found.is_empty(), "they are over");
    assert!(read.list_sessions_visited("o2", &[("p1", near)]).await.unwrap().is_empty());
    drop(read);
    // Moved to another day, and with another learner: found by what holds now.
    let mut write = db.store.write().await.unwrap();
    let mut moved = write.find_session("o1", "own").await.unwrap().unwrap();
    (moved.session.start, moved.session.end) = (at(9 * DAY), at(9 * DAY + 60));
    moved.session.students = people(7, 1);
    moved.session.venue_id = None;
    assert!(write.update_session(&moved, at(1)).await.unwrap());
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let then = Span::new(at(9 * DAY), at(10 * DAY));
    assert_eq!(ids(&read.list_sessions_visited("o1", &[("p7", then)]).await.unwrap()), ["own"]);
    assert!(read.list_sessions_visited("o1", &[("p1", then), ("p7", near)]).await.unwrap().len() == 1);
    assert_eq!(read.find_session("o1", "own").await.unwrap().unwrap().session.venue_id, None);
    assert_eq!(read.find_session("o1", "others").await.unwrap().unwrap().session.venue_id.unwrap(), "v1");
}

async fn visitors_are_found_by_the_time_of_their_scans(db: Database) {
    let app = replica(&db, &clock(at(0)), 1).await;
    academy(&app, &[]).await;
    receive(&app, &[scan("p1", "in", 0, 900), scan("p2", "in", 50, 900), noted("p1", "out", 30)]).await;
    let columns =
        "organization_id, id, scanned_at, received_at, person_id, venue_id, refusal, is_toggle, is_queued";
    let refused = format!(
        "INSERT INTO scans ({columns}) VALUES ('o1', 'r', 1767600000000000, 0, 'p9', 'v1', 'expired', FALSE, FALSE)"
    );
    execute(&app.store, refused).await;
    let mut read = db.store.read().await.unwrap();
    let hour = Span::new(at(0), at(50));
    assert_eq!(read.list_visitors_between("o1", None, hour).await.unwrap(), ["p1"]);
    let more = Span::new(at(0), at(51));
    assert_eq!(read.list_visitors_between("o1", Some("v1"), more).await.unwrap(), ["p1", "p2"]);
    assert!(read.list_visitors_between("o1", Some("v2"), more).await.unwrap().is_empty());
    assert!(read.list_visitors_between("o2", None, more).await.unwrap().is_empty());
    assert!(read.has_venue("o1", "v1").await.unwrap());
    assert!(!read.has_venue("o1", "v2").await.unwrap() && !read.has_venue("o2", "v1").await.unwrap());
}

/// How many sessions one more scan has judged, and how many rows about visits were read for those of its day.
async fn one_more(app: &App, evaluator: &mut Evaluator, day: i64) -> (u64, usize) {
    receive(app, &[scan("p0", "out", day * DAY + 70, day * DAY + 70)]).await;
    let judged = evaluator.evaluate_waiting().await.unwrap();
    assert_eq!((judged.overtaken, judged.failed), (0, 0));
    let mut read = app.store.read().await.unwrap();
    let about = Span::new(at(day * DAY - DAY), at(day * DAY + DAY));
    let own = read.list_sessions_visited("o1", &[("p0", about)]).await.unwrap();
    let own: Vec<&Session> = own.iter().map(|one| &one.session).collect();
    let bounds = visit_bounds(&mut read, "o1", &own).await.unwrap();
    let rows = visits(&mut read, "o1", &bounds, app.now()).await.unwrap().len();
    (judged.evaluated, rows)
}

async fn one_more_scan_costs_after_many_days_what_it_cost_on_the_first(db: Database) {
    const DAYS: i64 = 24;
    let clock = clock(at(-DAY));
    let app = replica(&db, &clock, 1).await;
    academy(&app, &[]).await;
    let mut evaluator = Evaluator::new(&app);
    for day in 0..DAYS + 2 {
        let classes: Vec<StoredSession> =
            (0..4).map(|n| class(&format!("d{day:02}n{n}"), day * DAY, &people(n * 5, 5), false)).collect();
        plan(&app, &classes).await;
    }
    let mut costs = Vec::new();
    for day in 0..DAYS {
        let noon = day * DAY;
        let came: Vec<Value> = (0..20).map(|n| scan(&format!("p{n}"), "in", noon - 5, noon - 5)).collect();
        clock.set(at(noon));
        receive(&app, &came).await;
        clock.set(at(noon + 75));
        evaluator.evaluate_waiting().await.unwrap();
        costs.push(one_more(&app, &mut evaluator, day).await);
    }
    // The first days have none before them.
    let (evaluated, rows) = costs[3];
    assert!(evaluated <= 3, "{evaluated}: those of the visitor, of the day itself and the days beside it");
    assert!(rows <= 5 * 2 * 4, "{rows}");
    assert!(costs[3..].iter().all(|cost| *cost == (evaluated, rows)), "{costs:?}");
}

async fn a_late_scan_concerns_the_day_that_it_tells_of(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    academy(&app, &["t1", "p1", "p2"]).await;
    let days: Vec<StoredSession> =
        (0..8).map(|day| class(&format!("d{day}"), day * DAY, &people(1, 2), false)).collect();
    plan(&app, &days).await;
    clock.set(at(7 * DAY - 30));
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    let findings = async |id: &str| {
        let mut read = app.store.read().await.unwrap();
        let found = evaluate_as_of(&mut read, "o1", id, app.now()).await.unwrap().unwrap();
        let reports = found.evaluation.reports.iter();
        let with =
            reports.filter(|one| one.reasons.iter().any(|one| one.code == ReasonCode::FindingVenueOnly));
        with.map(|one| one.person_id.clone()).collect::<Vec<_>>()
    };
    assert!(findings("d1").await.is_empty());
    // Scanned without a network six days ago.
    receive(&app, &[scan("p1", "in", DAY + 5, 7 * DAY - 31)]).await;
    let judged = Evaluator::new(&app).evaluate_waiting().await.unwrap();
    assert!(judged.evaluated >= 1, "those from then until now, for the mark has only its earliest instant");
    assert_eq!(findings("d1").await, ["p1"]);
    assert!(findings("d2").await.is_empty());
    // What is stored is what a bundle says, and what the list of evidence shows.
    let mut read = app.store.read().await.unwrap();
    let selection = ExportSelection::Session("d1".to_owned());
    let bundle = export(&mut read, "o1", &selection, app.now()).await.unwrap().unwrap();
    assert_eq!(bundle.evidence.len(), 1);
    let stored = read.list_reports("o1", &["d1"]).await.unwrap();
    let replayed = Bundle::read(&serde_json::to_string(&bundle).unwrap()).unwrap().replay();
    let replayed = serde_json::to_value(replayed).unwrap();
    let of = replayed["sessions"][0]["reports"].as_array().unwrap();
    for (report, replayed) in stored.iter().zip(of) {
        let report: Value = serde_json::from_str(&report.report).unwrap();
        assert_eq!(report["reasons"], replayed["reasons"]);
    }
    let whole = Scope::whole_organization("o1");
    let listed = session::evidence::list(&mut read, &whole, "d1").await.unwrap();
    assert_eq!(listed.len(), 1);
    assert!(session::evidence::list(&mut read, &whole, "d4").await.unwrap().is_empty());
    drop(read);
    let mut wrong = Vec::new();
    verify(&app, |finding| wrong.push(finding.to_string())).await.unwrap();
    assert!(wrong.is_empty(), "{wrong:?}");
}

async fn where_visits_count_everybody_who_came_is_seen(db: Database) {
    let clock = clock(at(-60));
    let app = replica(&db, &clock, 1).await;
    academy(&app, &["t1", "p1", "p2", "p3", "p4"]).await;
    plan(&app, &[class("s1", 0, &people(1, 2), true), class("s2", 5 * DAY, &people(1, 2), true)]).await;
    let came = [
        scan("p1", "in", -5, -5),
        noted("p3", "in", 10),
        noted("p3", "out", 40),
        scan("p4", "in", 3 * DAY, 3 * DAY),
    ];
    receive(&app, &came).await;
    clock.set(at(4 * DAY));
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    let mut read = app.store.read().await.unwrap();
    let outcomes: Vec<(String, Outcome)> = read
        .list_reports("o1", &["s1"])
        .await
        .unwrap()
        .into_iter()
        .map(|report| (report.person_id, report.outcome))
        .collect();
    assert!(outcomes.contains(&("p1".to_owned(), Outcome::Present)), "{outcomes:?}");
    assert!(outcomes.contains(&("p2".to_owned(), Outcome::Absent)), "{outcomes:?}");
    assert_eq!(read.list_guests("o1", "s1").await.unwrap(), ["p3"]);
    let selection = ExportSelection::Session("s1".to_owned());
    let bundle = export(&mut read, "o1", &selection, app.now()).await.unwrap().unwrap();
    let replayed = Bundle::read(&serde_json::to_string(&bundle).unwrap()).unwrap().replay();
    let replayed = serde_json::to_value(replayed).unwrap();
    assert_eq!(replayed["sessions"][0]["guests"], json!(["p3"]));
    drop(read);
    // One that cannot be read holds it back, and nothing else.
    let torn = NewEvidence {
        payload: "{torn".into(),
        external_id: "torn".into(),
        ..NewEvidence::from_evidence(
            "o1",
            "scan",
            &Evidence::parse(&scan("p1", "out", 30, 30)).unwrap(),
            String::new(),
        )
    };
    let mut write = app.store.write().await.unwrap();
    write.insert_evidence(&[torn]).await.unwrap();
    write.commit().await.unwrap();
    let mut read = app.store.read().await.unwrap();
    let held = async |read: &mut rollcall::store::Read, id: &str| {
        evaluate_as_of(read, "o1", id, app.now()).await.unwrap().unwrap().hold
    };
    assert_eq!(held(&mut read, "s1").await, Some(evaluate::HoldReason::UnreadableEvidence));
    assert_eq!(held(&mut read, "s2").await, None);
    let mut wrong = Vec::new();
    drop(read);
    verify(&app, |finding| wrong.push(finding.to_string())).await.unwrap();
    assert_eq!(wrong.len(), 1, "the row itself: {wrong:?}");
}

async fn a_row_of_an_older_kind_of_scope_breaks_nothing(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    academy(&app, &["t1", "p1"]).await;
    plan(&app, &[class("s1", 0, &people(1, 1), false)]).await;
    let item = scan("p1", "in", 5, 5);
    let old = NewEvidence {
        scope: Some("venue:v1".into()),
        ..NewEvidence::from_evidence("o1", "scan", &Evidence::parse(&item).unwrap(), canonical_json(&item))
    };
    let mut write = app.store.write().await.unwrap();
    write.insert_evidence(&[old]).await.unwrap();
    write.commit().await.unwrap();
    let done = evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!(done.failed, 0);
    let mut read = app.store.read().await.unwrap();
    assert!(read.list_dirty_scopes(None, Timestamp::MAX, 9).await.unwrap().is_empty(), "it waits for nobody");
    drop(read);
    let mut wrong = Vec::new();
    verify(&app, |finding| wrong.push(finding.to_string())).await.unwrap();
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].contains("it is about visitor:p1, not about venue:v1"), "{wrong:?}");
}
