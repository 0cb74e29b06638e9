//! Scans of events over the API: queues judged by their own time, once a day, by card and by name.

use serde_json::{Value, json};

use super::{Campus, HOUR, instant, payment_of, text, with};
use crate::world::World;

async fn a_queued_scan_is_judged_by_its_own_time(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"isPaid": true})).await;
    let registration = campus.register(&event, "s1").await;
    let code = text(&campus.pay(&event, &registration, json!({})).await["code"]);
    campus.world.clock.advance(HOUR * 1_000);
    campus.ask("organizer", "DELETE", &payment_of(&event, &registration), Value::Null).await;
    campus.world.clock.advance(HOUR * 1_000);
    let scans = json!({"scans": [
        {"code": code, "nonce": "after", "scannedAt": instant(HOUR + 60)},
        {"code": code, "nonce": "before", "scannedAt": instant(1_800)},
        {"code": code, "nonce": "again", "scannedAt": instant(1_801)},
    ]});
    let (status, body) = campus.ask("organizer", "POST", "/api/v1/scans", scans).await;
    assert_eq!(status, 200, "{body}");
    let item = |nonce: &str| {
        body["items"].as_array().unwrap().iter().find(|one| one["nonce"] == nonce).unwrap().clone()
    };
    assert_eq!(item("after")["error"]["code"], "revoked");
    assert_eq!(item("before")["result"]["finding"], "uploaded_after_change");
    assert_eq!(item("before")["result"]["level"], "event");
    assert_eq!(item("before")["result"]["at"], instant(1_800));
    let again = item("again")["error"].clone();
    assert_eq!(again["code"], "already_used");
    let told = again["detail"].as_str().unwrap();
    assert!(told.contains(&instant(1_800)) && told.contains("let in by"), "{told}");
    // All of them can be looked at, by whoever has the event.
    let log = campus.get("organizer", "/api/v1/scans").await;
    assert_eq!(log["items"].as_array().unwrap().len(), 3, "{log}");
    assert_eq!(campus.get("stranger-organizer", "/api/v1/scans").await["items"], json!([]));
}

async fn an_event_of_several_days_lets_in_once_each_day(world: World) {
    let campus = Campus::new(world).await;
    // The world's now is 11:00 in Riyadh.
    let long = json!({"end": instant(3 * 24 * HOUR), "admitEvery": "day", "partnerId": "alpha-partner"});
    let event = campus.event(long).await;
    let code = text(&campus.register(&event, "s1").await["code"]);
    assert_eq!(campus.at_entrance("organizer", &code).await.0, 200);
    campus.world.clock.advance((17 * HOUR - 1) * 1_000);
    let (status, body) = campus.at_entrance("organizer", &code).await;
    assert_eq!((status, &body["checkedInAt"]), (409, &json!(instant(0))), "03:59:59 is the same day");
    campus.world.clock.advance(1_000);
    assert_eq!(campus.at_entrance("organizer", &code).await.0, 200);
    assert_eq!(campus.stats(&event).await, (1, 1, 100.0), "different people");
    let list = campus.get("organizer", &format!("/api/v1/events/{event}/check-ins")).await;
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    let (status, body) = campus
        .ask("organizer", "PATCH", &format!("/api/v1/events/{event}"), json!({"admitEvery": "event"}))
        .await;
    assert_eq!((status, &body["code"]), (409, &json!("has_check_ins")));
}

async fn the_same_nonce_is_the_same_scan(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"isPaid": true})).await;
    let code = campus.ticket(&event, "s1").await;
    let (status, first) = campus.scan("organizer", "n1", &code, json!({})).await;
    assert_eq!(
        (status, &first["repeated"], &first["message"]),
        (200, &json!(false), &json!("Check-in successful!"))
    );
    let (status, again) = campus.scan("organizer", "n1", &code, json!({})).await;
    assert_eq!((status, &again["repeated"]), (200, &json!(true)));
    let (status, body) = campus.scan("organizer", "n2", &code, json!({})).await;
    assert_eq!(
        (status, &body["code"], &body["checkedInBy"]["id"]),
        (409, &json!("already_used"), &json!("alpha-organizer"))
    );
    assert_eq!(body["checkedInAt"], instant(0));
    // Whoever stands at the door is told whose it is, and for what.
    assert_eq!((&body["person"]["id"], &body["sessionId"]), (&json!("alpha-s1"), &json!(event)), "{body}");
    assert_eq!(campus.scan("student", "n3", &code, json!({})).await.0, 403);
    assert_eq!(campus.scan("stranger-partner", "n4", &code, json!({})).await.0, 403);
}

async fn by_name_somebody_is_let_in_once_too(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"isPaid": true, "partnerId": "alpha-partner"})).await;
    let entry = |person: &str, nonce: &str| json!({"sessionId": event, "personId": format!("alpha-{person}"), "direction": "in", "nonce": nonce});
    let enter = |who: &'static str, body: Value| {
        let campus = &campus;
        async move { campus.ask(who, "POST", "/api/v1/visits", body).await }
    };
    let (status, body) = enter("receptionist", entry("s1", "a")).await;
    assert_eq!((status, &body["code"]), (404, &json!("not_registered")), "{body}");
    let registration = campus.register(&event, "s1").await;
    let (status, body) = enter("receptionist", entry("s1", "b")).await;
    assert_eq!((status, &body["code"]), (400, &json!("not_paid")), "{body}");
    let code = text(&campus.pay(&event, &registration, json!({})).await["code"]);
    for (number, who) in ["stranger-organizer", "stranger-partner", "teacher"].into_iter().enumerate() {
        assert_eq!(enter(who, entry("s1", &format!("c{number}"))).await.0, 403, "{who}");
    }
    let (status, body) = enter("receptionist", entry("s1", "d")).await;
    assert_eq!((status, &body["sessionId"]), (201, &json!(event)), "{body}");
    let (status, again) = enter("receptionist", entry("s1", "d")).await;
    assert_eq!((status, &again["id"]), (201, &body["id"]), "the same nonce");
    let (status, body) = enter("moderator", entry("s1", "e")).await;
    assert_eq!((status, &body["code"]), (409, &json!("already_checked_in")));
    let (status, body) = campus.at_entrance("organizer", &code).await;
    assert_eq!((status, &body["checkedInBy"]["id"]), (409, &json!("alpha-receptionist")));
    let list = campus.get("organizer", &format!("/api/v1/events/{event}/check-ins")).await;
    assert_eq!(list["items"][0]["method"], "manual");
    for (number, who) in ["organizer", "partner", "moderator", "admin", "superadmin"].into_iter().enumerate()
    {
        let student = format!("s{}", number + 2);
        campus.ticket(&event, &student).await;
        let (status, body) = enter(who, entry(&student, "f")).await;
        assert_eq!(status, 201, "{who}: {body}");
    }
    // A venue is not theirs.
    let venue = json!({"venueId": "alpha-venue", "personId": "alpha-s1", "direction": "in", "nonce": "g"});
    assert_eq!(enter("organizer", venue).await.0, 403);
    let lesson = with(entry("student", "h"), json!({"sessionId": "alpha-lesson"}));
    assert_eq!(enter("organizer", lesson).await.0, 403);
}

async fn a_card_lets_in_at_the_reception(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({})).await;
    campus.register(&event, "s1").await;
    let card = text(&campus.get("s1", "/api/v1/me/code").await["code"]);
    let (status, body) = campus.scan("receptionist", "n1", &card, json!({"sessionId": event})).await;
    assert_eq!(
        (status, &body["level"], &body["result"]),
        (200, &json!("event"), &json!("checked_in")),
        "{body}"
    );
    let (status, body) = campus.scan("receptionist", "n2", &card, json!({"sessionId": event})).await;
    assert_eq!((status, &body["code"]), (409, &json!("already_checked_in")), "an event does not toggle");
    let card = text(&campus.get("s2", "/api/v1/me/code").await["code"]);
    let (status, body) = campus.scan("receptionist", "n3", &card, json!({"sessionId": event})).await;
    assert_eq!((status, &body["code"]), (404, &json!("not_registered")));
}

crate::on_both_databases!(
    a_queued_scan_is_judged_by_its_own_time,
    an_event_of_several_days_lets_in_once_each_day,
    the_same_nonce_is_the_same_scan,
    by_name_somebody_is_let_in_once_too,
    a_card_lets_in_at_the_reception,
);
