//! Taking an admission back.

use rollcall::app::evaluate;
use serde_json::{Value, json};

use super::{Campus, HOUR, text};
use crate::world::World;

async fn an_admission_is_taken_back_and_both_are_seen(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"isPaid": true, "partnerId": "alpha-partner"})).await;
    let code = campus.ticket(&event, "s1").await;
    let (_, body) = campus.at_entrance("organizer", &code).await;
    let undo = format!("/api/v1/check-ins/{}/undo", text(&body["checkIn"]["id"]));
    let reason = json!({"reason": "the wrong ticket"});
    for who in ["stranger-organizer", "stranger-partner", "student", "receptionist", "finance", "teacher"] {
        assert_eq!(campus.refused(who, &undo, reason.clone()).await.0, 403, "{who}");
    }
    assert_eq!(campus.refused("partner", &undo, json!({"reason": " "})).await.0, 400);
    campus.world.clock.advance(60_000);
    let undone = campus.post("partner", &undo, reason.clone()).await;
    assert_eq!((&undone["userId"], &undone["reason"]), (&json!("alpha-s1"), &json!("the wrong ticket")));
    assert_eq!(campus.refused("organizer", &undo, reason).await, (409, "not_checked_in".into()));
    assert_eq!(campus.stats(&event).await, (1, 0, 0.0));
    let list = campus.get("organizer", &format!("/checkin/event/{event}/list")).await;
    assert_eq!(list["checkIns"], json!([]));

    // Evidence shows both, and they are no presence.
    let evidence = campus.get("admin", &format!("/api/v1/sessions/{event}/evidence")).await;
    let items = evidence["items"].as_array().unwrap();
    let scans: Vec<&Value> = items.iter().filter(|one| one["kind"] == "scan").collect();
    let marks: Vec<&Value> = items.iter().filter(|one| one["kind"] == "mark").collect();
    assert_eq!((scans.len(), marks.len()), (1, 1), "{evidence}");
    let log = campus.get("admin", "/api/v1/audit-log").await;
    let actions: Vec<&str> =
        log["items"].as_array().unwrap().iter().map(|one| one["action"].as_str().unwrap()).collect();
    assert!(actions.contains(&"admission.undone") && actions.contains(&"ticket.issued"), "{actions:?}");

    // The ticket is free again.
    campus.world.clock.advance(60_000);
    let other = campus.ticket(&event, "s2").await;
    assert_eq!(campus.at_entrance("organizer", &code).await.0, 200);
    let (_, gone) = campus.at_entrance("organizer", &other).await;
    let undo = format!("/api/v1/check-ins/{}/undo", text(&gone["checkIn"]["id"]));
    campus.post("organizer", &undo, json!({"reason": "was not there"})).await;
    campus.ticket(&event, "s3").await;
    campus.world.clock.advance(4 * HOUR * 1_000);
    evaluate::evaluate_all_waiting(&campus.world.app).await.unwrap();
    let attendance = campus.get("admin", &format!("/api/v1/sessions/{event}/attendance")).await;
    let reports = attendance["items"].as_array().or(attendance["reports"].as_array()).unwrap();
    let of = |person: &str| reports.iter().find(|one| one.to_string().contains(person)).unwrap();
    let outcome = |person: &str| text(&of(person)["outcome"]);
    assert_eq!(outcome("alpha-s3"), "absent", "never came");
    assert_eq!(outcome("alpha-s2"), "absent", "taken back: {}", of("alpha-s2"));
    assert_ne!(outcome("alpha-s1"), "absent");
}

async fn nobody_takes_their_own_back(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"partnerId": "alpha-partner"})).await;
    let uri = format!("/api/v1/events/{event}/registrations");
    let registration = campus.post("organizer", &uri, json!({})).await;
    assert_eq!(registration["userId"], "alpha-organizer");
    let (status, body) = campus.at_entrance("partner", &text(&registration["code"])).await;
    assert_eq!(status, 200, "{body}");
    let undo = format!("/api/v1/check-ins/{}/undo", text(&body["checkIn"]["id"]));
    assert_eq!(campus.refused("organizer", &undo, json!({"reason": "x"})).await, (403, "own_report".into()));
    assert_eq!(
        campus.refused("admin", "/api/v1/check-ins/nothing/undo", json!({"reason": "x"})).await.0,
        404
    );
    campus.post("admin", &undo, json!({"reason": "x"})).await;
}

crate::on_both_databases!(an_admission_is_taken_back_and_both_are_seen, nobody_takes_their_own_back);
