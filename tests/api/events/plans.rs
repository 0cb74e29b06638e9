//! Planning and changing events.

use serde_json::{Value, json};

use super::{Campus, HOUR, TYPES, event, instant, of_type, text, with};
use crate::world::World;

async fn an_event_is_answered_with_what_follows_from_its_type(world: World) {
    let campus = Campus::new(world).await;
    for (is_paid, is_external) in TYPES {
        let plan = with(event(HOUR, HOUR), of_type((is_paid, is_external)));
        let made = campus.post("organizer", "/api/v1/events", plan).await;
        let mode = if is_paid || is_external { "ORGANIZER_SCANS" } else { "STUDENTS_SCAN" };
        let partner = if is_external { json!("alpha-partner") } else { Value::Null };
        assert_eq!(
            made,
            json!({
                "id": made["id"], "title": "Free lecture", "start": instant(HOUR), "end": instant(2 * HOUR),
                "status": "scheduled", "isPaid": is_paid, "isExternalEvent": is_external, "partnerId": partner,
                "checkInMode": mode, "capacity": null, "allowWalkIns": false, "opensAt": null, "closesAt": null,
                "admitEvery": "event", "organizerIds": ["alpha-organizer"], "createdAt": instant(0),
            })
        );
        let registration = campus.register(&text(&made["id"]), "s1").await;
        let has_code = !is_paid && is_external;
        assert_eq!(registration["qrCode"].is_string(), has_code, "{registration}");
        assert_eq!(registration["code"].is_string(), has_code);
        let mine = campus.get("s1", "/api/v1/me/registrations").await;
        let own =
            mine["items"].as_array().unwrap().iter().find(|one| one["event"]["id"] == made["id"]).unwrap();
        assert_eq!(
            (&own["registration"], own.get("ticket")),
            (&registration, None),
            "the same text each time"
        );
        let mut shown = made.clone();
        shown["status"] = own["event"]["status"].clone();
        assert_eq!(own["event"], shown);
        if is_paid {
            let paid = campus.pay(&text(&made["id"]), &registration, json!({})).await;
            assert!(text(&paid["qrCode"]).starts_with("data:image/png;base64,"));
            let mine = campus.get("s1", "/api/v1/me/registrations").await;
            let own = mine["items"]
                .as_array()
                .unwrap()
                .iter()
                .find(|one| one["event"]["id"] == made["id"])
                .unwrap();
            assert_eq!(own["ticket"], paid);
        }
    }
}

async fn the_type_stays_once_somebody_has_registered(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({})).await;
    let uri = format!("/api/v1/events/{event}");
    let change = |fields: Value| campus.ask("organizer", "PATCH", &uri, fields);
    let (status, changed) = change(json!({"isPaid": true, "partnerId": "alpha-partner"})).await;
    assert_eq!((status, &changed["checkInMode"]), (200, &json!("ORGANIZER_SCANS")));
    assert_eq!(change(json!({"isPaid": false, "partnerId": null})).await.0, 200);
    let registration = campus.register(&event, "s1").await;
    for fields in [json!({"isPaid": true}), json!({"partnerId": "alpha-partner"})] {
        let (status, body) = change(fields).await;
        assert_eq!((status, &body["code"]), (409, &json!("has_registrations")));
    }
    let uri = super::registration_of(&event, &registration);
    assert_eq!(campus.ask("s1", "DELETE", &uri, Value::Null).await.0, 204);
    assert_eq!(change(json!({"isPaid": true})).await.0, 409, "a cancelled one may come back");
    let (status, same) = change(json!({"isPaid": false, "title": "Renamed", "capacity": 5})).await;
    assert_eq!((status, &same["title"], &same["capacity"]), (200, &json!("Renamed"), &json!(5)));
}

async fn an_event_moves_as_its_session_does(world: World) {
    let campus = Campus::new(world).await;
    let planned = campus.post("organizer", "/api/v1/events", event(HOUR, HOUR)).await;
    let uri = format!("/api/v1/events/{}", text(&planned["id"]));
    let move_to = |fields: Value| campus.ask("organizer", "PATCH", &uri, fields);
    let (status, moved) = move_to(json!({"start": instant(5 * HOUR)})).await;
    assert_eq!(
        (status, &moved["start"], &moved["end"]),
        (200, &json!(instant(5 * HOUR)), &json!(instant(6 * HOUR)))
    );
    let (status, moved) = move_to(json!({"end": instant(8 * HOUR), "title": "Longer"})).await;
    assert_eq!(
        (status, &moved["start"], &moved["end"]),
        (200, &json!(instant(5 * HOUR)), &json!(instant(8 * HOUR)))
    );
    let (status, body) = move_to(json!({"end": instant(4 * HOUR)})).await;
    assert_eq!((status, &body["code"]), (422, &json!("invalid_times")));
    campus.world.clock.advance(6 * HOUR * 1_000);
    let (status, body) = move_to(json!({"end": instant(9 * HOUR)})).await;
    assert_eq!((status, &body["code"]), (409, &json!("illegal_transition")), "it has begun");
    assert_eq!(move_to(json!({"allowWalkIns": true})).await.0, 200);
}

async fn what_an_event_is_made_of_is_checked(world: World) {
    let campus = Campus::new(world).await;
    for (fields, status, code) in [
        (json!({"opensAt": instant(9), "closesAt": instant(9)}), 422, "invalid_window"),
        (json!({"organizerIds": ["nobody"]}), 422, "unknown_person"),
        (json!({"organizerIds": ["beta-organizer"]}), 422, "unknown_person"),
        (json!({"organizerIds": ["alpha-student"]}), 422, "not_an_organizer"),
        (json!({"partnerId": "alpha-organizer"}), 422, "not_a_partner"),
        (json!({"end": instant(0)}), 422, "invalid_times"),
        (json!({"capacity": 0}), 400, "invalid_body"),
        (json!({"title": " "}), 400, "invalid_body"),
        (json!({"checkInMode": "STUDENTS_SCAN"}), 400, "invalid_body"),
        (json!({"admitEvery": "hour"}), 400, "invalid_body"),
    ] {
        let plan = with(event(HOUR, HOUR), fields.clone());
        assert_eq!(
            campus.refused("organizer", "/api/v1/events", plan).await,
            (status, code.to_owned()),
            "{fields}"
        );
    }
    for who in ["moderator", "partner", "student", "teacher", "finance", "receptionist", "parent"] {
        assert_eq!(campus.refused(who, "/api/v1/events", event(HOUR, HOUR)).await.0, 403, "{who}");
    }
}

async fn who_it_is_shared_with_has_it_too(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"organizerIds": ["alpha-stranger-organizer"]})).await;
    let uri = format!("/api/v1/events/{event}");
    let (status, changed) =
        campus.ask("stranger-organizer", "PATCH", &uri, json!({"organizerIds": []})).await;
    assert_eq!((status, &changed["organizerIds"]), (200, &json!(["alpha-organizer"])), "its creator stays");
    assert_eq!(campus.ask("stranger-organizer", "PATCH", &uri, json!({"capacity": 3})).await.0, 403);
    assert_eq!(campus.ask("stranger-organizer", "GET", &uri, Value::Null).await.0, 403);
    let listed = campus.get("stranger-organizer", "/api/v1/events").await;
    assert_eq!(listed["items"], json!([]));
    let listed = campus.get("student", "/api/v1/events?upcoming_only=true").await;
    assert!(listed["items"].as_array().unwrap().iter().any(|one| one["id"] == json!(event)));
}

async fn the_roster_of_an_event_is_who_is_registered(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({})).await;
    campus.register(&event, "s1").await;
    let uri = format!("/api/v1/sessions/{event}");
    let (status, body) = campus.ask("admin", "PATCH", &uri, json!({"studentIds": []})).await;
    assert_eq!((status, &body["code"]), (409, &json!("has_registrations")), "{body}");
    assert_eq!(campus.roster(&event).await, ["s1"]);
}

crate::on_both_databases!(
    an_event_is_answered_with_what_follows_from_its_type,
    the_type_stays_once_somebody_has_registered,
    an_event_moves_as_its_session_does,
    what_an_event_is_made_of_is_checked,
    who_it_is_shared_with_has_it_too,
    the_roster_of_an_event_is_who_is_registered,
);
