//! Places, the waiting list, walk-ins.

use serde_json::{Value, json};

use super::{Campus, registration_of, text};
use crate::world::World;

async fn the_longest_waiting_moves_up(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"capacity": 2, "partnerId": "alpha-partner"})).await;
    let mut made = Vec::new();
    for who in ["s1", "s2", "s3", "s4", "s5"] {
        made.push(campus.register(&event, who).await);
        campus.world.clock.advance(1_000);
    }
    let statuses: Vec<&str> = made.iter().map(|one| one["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["REGISTERED", "REGISTERED", "WAITLISTED", "WAITLISTED", "WAITLISTED"]);
    assert!(made[1]["code"].is_string() && made[2]["code"].is_null(), "no place, no code");
    assert_eq!(campus.roster(&event).await, ["s1", "s2"]);
    assert_eq!(
        campus.refused("s1", &format!("/api/v1/events/{event}/registrations"), json!({})).await,
        (409, "already_registered".into())
    );
    assert_eq!(
        campus.refused("s3", &format!("/api/v1/events/{event}/registrations"), json!({})).await,
        (409, "already_registered".into())
    );

    let cancel = |who: &'static str, index: usize| {
        let uri = registration_of(&event, &made[index]);
        let campus = &campus;
        async move { campus.ask(who, "DELETE", &uri, Value::Null).await.0 }
    };
    assert_eq!(cancel("s2", 0).await, 403, "somebody else's");
    assert_eq!(cancel("s1", 0).await, 204);
    assert_eq!(cancel("s1", 0).await, 204, "a second time changes nothing");
    assert_eq!(campus.roster(&event).await, ["s2", "s3"]);
    let moved = campus.get("s3", "/api/v1/me/registrations").await;
    assert!(moved["items"][0]["registration"]["code"].is_string(), "{moved}");

    // Who registers again is the last in the list, in the same row.
    let again = campus.register(&event, "s1").await;
    assert_eq!((&again["id"], &again["status"]), (&made[0]["id"], &json!("WAITLISTED")));
    assert_eq!(cancel("organizer", 3).await, 204, "one who waits gives no place away");
    assert_eq!(campus.roster(&event).await, ["s2", "s3"]);
    let (status, _) =
        campus.ask("organizer", "PATCH", &format!("/api/v1/events/{event}"), json!({"capacity": 3})).await;
    assert_eq!(status, 200);
    assert_eq!(campus.roster(&event).await, ["s2", "s3", "s5"]);
    let (status, _) =
        campus.ask("organizer", "PATCH", &format!("/api/v1/events/{event}"), json!({"capacity": null})).await;
    assert_eq!(status, 200);
    assert_eq!(campus.roster(&event).await, ["s1", "s2", "s3", "s5"]);
    assert_eq!(campus.statuses(&event).await["s4"], "CANCELLED");
    assert_eq!(campus.stats(&event).await, (4, 0, 0.0));
    // Fewer places than people: nobody is sent away, and nobody comes in.
    campus.ask("organizer", "PATCH", &format!("/api/v1/events/{event}"), json!({"capacity": 1})).await;
    assert_eq!(campus.roster(&event).await.len(), 4);
    assert_eq!(campus.register(&event, "s6").await["status"], "WAITLISTED");
    let list = campus.get("s1", "/api/v1/me/registrations").await;
    assert_eq!(list["items"][0]["registration"]["status"], "REGISTERED");
}

async fn who_registers_whom(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({})).await;
    let uri = format!("/api/v1/events/{event}/registrations");
    let other = json!({"personId": "alpha-s2"});
    for who in ["student", "stranger-organizer", "partner", "finance", "receptionist", "teacher", "parent"] {
        assert_eq!(campus.refused(who, &uri, other.clone()).await.0, 403, "{who}");
    }
    for (who, person) in [("organizer", "s3"), ("moderator", "s4"), ("admin", "s5"), ("superadmin", "s6")] {
        let body = json!({"personId": format!("alpha-{person}")});
        assert_eq!(campus.post(who, &uri, body).await["status"], "REGISTERED");
    }
    assert_eq!(campus.post("s2", &uri, other).await["userId"], "alpha-s2");
    for person in ["nobody", "beta-student", "alpha-gone"] {
        let refused = campus.refused("organizer", &uri, json!({"personId": person})).await;
        assert_eq!(refused, (422, "unknown_person".into()), "{person}");
    }
    assert_eq!(campus.refused("s1", "/api/v1/events/nothing/registrations", json!({})).await.0, 404);
    campus.world.clock.advance(3 * 3_600_000);
    assert_eq!(campus.refused("s1", &uri, json!({})).await, (409, "over".into()));
    let own = campus.get("s2", "/api/v1/me/registrations").await;
    let uri = registration_of(&event, &own["items"][0]["registration"]);
    assert_eq!(campus.ask("s2", "DELETE", &uri, Value::Null).await.1["code"], "over");
}

async fn walk_ins_come_where_they_may_and_as_long_as_there_is_a_place(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"capacity": 2, "allowWalkIns": true})).await;
    let code = campus.event_code(&event).await;
    campus.register(&event, "s1").await;
    let (status, body) = campus.as_student("s2", &code).await;
    assert_eq!(status, 200, "{body}");
    let listed = campus.get("organizer", &format!("/api/v1/events/{event}/registrations")).await;
    let walked = listed["items"].as_array().unwrap().iter().find(|one| one["userId"] == "alpha-s2").unwrap();
    assert_eq!((&walked["walkIn"], &walked["status"]), (&json!(true), &json!("REGISTERED")));
    assert_eq!(campus.stats(&event).await, (2, 1, 50.0));
    let (status, body) = campus.as_student("s3", &code).await;
    assert_eq!((status, &body["code"]), (409, &json!("full")), "{body}");
    assert_eq!(campus.scan("s3", "n1", &code, json!({})).await.0, 409);
    // Who has a place comes in; who was let in does not leave the list.
    assert_eq!(campus.as_student("s1", &code).await.0, 200);
    let uri = registration_of(&event, walked);
    let (status, body) = campus.ask("s2", "DELETE", &uri, Value::Null).await;
    assert_eq!((status, &body["code"]), (409, &json!("already_checked_in")));
    // Somebody who waits, or has cancelled, is a walk-in like any other.
    let waiting = campus.register(&event, "s4").await;
    assert_eq!(waiting["status"], "WAITLISTED");
    campus.ask("organizer", "PATCH", &format!("/api/v1/events/{event}"), json!({"capacity": 3})).await;
    assert_eq!(campus.as_student("s4", &code).await.0, 200, "moved up");
    assert_eq!(campus.stats(&event).await, (3, 3, 100.0));

    let closed = campus.event(json!({"capacity": 1})).await;
    let code = campus.event_code(&closed).await;
    campus.register(&closed, "s1").await;
    campus.register(&closed, "s2").await;
    for who in ["s2", "s3"] {
        let (status, body) = campus.as_student(who, &code).await;
        assert_eq!((status, text(&body["error"])), (404, "You are not registered for this event".into()));
    }
}

crate::on_both_databases!(
    the_longest_waiting_moves_up,
    who_registers_whom,
    walk_ins_come_where_they_may_and_as_long_as_there_is_a_place,
);
