//! The addresses of a campus, letter for letter.

use serde_json::{Value, json};

use super::{Campus, HOUR, instant, payment_of, registration_of, text};
use crate::world::World;

fn error(error: &str, code: &str) -> Value {
    json!({"error": error, "code": code})
}

async fn a_ticket_admits_once_and_the_loser_hears_when_and_by_whom(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"isPaid": true})).await;
    let code = campus.ticket(&event, "s1").await;
    let (status, body) = campus.at_entrance("organizer", &code).await;
    assert_eq!(status, 200, "{body}");
    let id = text(&body["checkIn"]["id"]);
    let email = body["checkIn"]["email"].clone();
    assert_eq!(
        body,
        json!({"success": true, "checkIn": {
            "id": id, "userId": "alpha-s1", "eventId": event, "checkedInAt": instant(0), "userName": "alpha s1",
            "email": email, "eventTitle": "Free lecture", "method": "ticket",
        }})
    );
    let (status, body) = campus.at_entrance("moderator", &code).await;
    let by = json!({"id": "alpha-organizer", "name": "alpha organizer"});
    assert_eq!(status, 409);
    assert_eq!(
        body,
        json!({"error": "Ticket already used", "code": "already_used", "checkedInAt": instant(0), "checkedInBy": by})
    );
    let stats = campus.get("admin", &format!("/checkin/event/{event}/stats")).await;
    assert_eq!(
        stats,
        json!({"eventId": event, "title": "Free lecture", "totalRegistrations": 1, "checkedInCount": 1,
               "checkInRate": 100.0, "mode": "ORGANIZER_SCANS"})
    );
    let list = campus.get("organizer", &format!("/checkin/event/{event}/list")).await;
    assert_eq!(
        list,
        json!({"checkIns": [{"id": id, "userId": "alpha-s1", "userName": "alpha s1", "email": email,
                             "checkedInAt": instant(0), "method": "ticket", "checkedInBy": by}]})
    );
}

async fn a_registration_admits_once_at_an_external_free_event(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"partnerId": "alpha-partner"})).await;
    let registration = campus.register(&event, "s1").await;
    assert!(text(&registration["qrCode"]).starts_with("data:image/png;base64,"));
    let code = text(&registration["code"]);
    let (status, body) = campus.at_entrance("partner", &code).await;
    assert_eq!((status, &body["checkIn"]["method"]), (200, &json!("registration")));
    let (status, body) = campus.at_entrance("partner", &code).await;
    assert_eq!((status, &body["error"]), (409, &json!("Student already checked in")));
    assert_eq!(body["code"], "already_checked_in");
    assert_eq!(body["checkedInBy"]["id"], "alpha-partner");
}

async fn a_student_scans_the_event_once(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({})).await;
    let code = campus.event_code(&event).await;
    assert_eq!(
        campus.as_student("s1", &code).await,
        (404, error("You are not registered for this event", "not_registered"))
    );
    campus.register(&event, "s1").await;
    let (status, body) = campus.as_student("s1", &code).await;
    let id = body["checkIn"]["id"].clone();
    assert_eq!(status, 200, "{body}");
    assert_eq!(
        body,
        json!({"success": true, "checkIn": {"id": id, "userId": "alpha-s1", "eventId": event, "checkedInAt": instant(0)}})
    );
    let (status, body) = campus.as_student("s1", &code).await;
    assert_eq!(status, 409);
    assert_eq!(
        body,
        json!({"error": "Student already checked in", "code": "already_checked_in", "checkedInAt": instant(0),
               "checkedInBy": null})
    );
    let list = campus.get("organizer", &format!("/checkin/event/{event}/list")).await;
    assert_eq!(
        (&list["checkIns"][0]["method"], &list["checkIns"][0]["checkedInBy"]),
        (&json!("event_code"), &Value::Null)
    );
}

async fn a_code_of_one_purpose_is_refused_for_every_other(world: World) {
    let campus = Campus::new(world).await;
    let invalid = || (400, error("Invalid QR code", "wrong_purpose"));
    let free = campus.event(json!({})).await;
    let paid = campus.event(json!({"isPaid": true})).await;
    let external = campus.event(json!({"partnerId": "alpha-partner"})).await;
    let ticket = campus.ticket(&paid, "s1").await;
    let registration = text(&campus.register(&external, "s1").await["code"]);
    let event_code = campus.event_code(&free).await;
    for code in [&ticket, &registration] {
        assert_eq!(campus.as_student("s1", code).await, invalid(), "also the student's own");
    }
    assert_eq!(campus.at_entrance("organizer", &event_code).await, invalid());
    let card = text(&campus.get("s1", "/api/v1/me/code").await["code"]);
    assert_eq!(campus.at_entrance("organizer", &card).await, invalid());
    assert_eq!(campus.as_student("s1", &card).await, invalid());
    // The event is of another type by now, as long as nobody has registered.
    let (status, _) =
        campus.ask("organizer", "PATCH", &format!("/api/v1/events/{free}"), json!({"isPaid": true})).await;
    assert_eq!(status, 200);
    assert_eq!(campus.as_student("s1", &event_code).await, invalid());
}

async fn what_is_no_code_of_ours_is_told_apart(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"isPaid": true})).await;
    let code = campus.ticket(&event, "s1").await;
    let (head, last) = code.split_at(code.len() - 1);
    let forged = format!("{head}{}", if last == "A" { "Q" } else { "A" });
    for nonsense in ["", "hello", &code[..20], &code.to_lowercase(), &"A".repeat(10_000)] {
        let answer = campus.at_entrance("organizer", nonsense).await;
        assert_eq!(answer, (400, error("Invalid QR code", "invalid_code")), "{nonsense:.20}");
    }
    let mut flipped: Vec<char> = code.chars().collect();
    flipped[30] = if flipped[30] == 'B' { 'C' } else { 'B' };
    let flipped: String = flipped.into_iter().collect();
    assert_eq!(
        campus.at_entrance("organizer", &flipped).await,
        (400, error("Invalid signature", "invalid_code"))
    );
    assert_eq!(campus.at_entrance("organizer", &forged).await.0, 400);
    // Another organisation's people read it.
    let token = campus.world.token("beta", "beta-organizer");
    let body = json!({"qrCodeData": code});
    let (status, body) =
        crate::world::ask(&campus.router, &token, "POST", "/checkin/validate-ticket", body).await;
    assert_eq!((status.as_u16(), body), (403, error("Access denied", "wrong_organization")));
    assert_eq!(campus.at_entrance("organizer", &format!("https://x.example/scan?code={code}")).await.0, 200);
}

async fn a_bad_request_says_what_is_wrong(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({})).await;
    for (uri, body) in [
        ("/checkin/validate-ticket", json!({})),
        ("/checkin/validate-ticket", json!({"qrCodeData": 7})),
        ("/checkin/validate-ticket", json!({"qrCodeData": "x", "more": 1})),
        ("/checkin/generate-event-qr", json!({})),
    ] {
        let (status, body) = campus.ask("admin", "POST", uri, body).await;
        assert_eq!((status, &body["code"]), (400, &json!("invalid_body")), "{body}");
        assert!(text(&body["error"]).starts_with("Invalid request: "), "{body}");
        assert_eq!(body.as_object().unwrap().len(), 2, "{body}");
    }
    let long = json!({"qrCodeData": "x".repeat(70_000)});
    let (status, body) = campus.ask("admin", "POST", "/checkin/validate-ticket", long).await;
    assert_eq!((status, &body["code"]), (413, &json!("too_large")), "{body}");
    let missing = error("Event not found", "not_found");
    let wish = json!({"eventId": "nothing"});
    assert_eq!(campus.ask("admin", "POST", "/checkin/generate-event-qr", wish).await, (404, missing.clone()));
    let foreign = format!("/checkin/event/{event}/stats");
    let token = campus.world.token("beta", "beta-admin");
    let (status, body) = crate::world::ask(&campus.router, &token, "GET", &foreign, Value::Null).await;
    assert_eq!((status.as_u16(), body), (404, missing));
}

async fn an_event_code_lives_an_hour_and_never_past_the_end(world: World) {
    let campus = Campus::new(world).await;
    let wish = |event: &str| json!({"eventId": event});
    let early = campus.post("organizer", "/api/v1/events", super::event(5 * HOUR, 3 * HOUR)).await;
    let drawn = campus.post("organizer", "/checkin/generate-event-qr", wish(&text(&early["id"]))).await;
    assert_eq!(drawn["expiresAt"], instant(6 * HOUR), "counted from the start");
    assert_eq!(drawn.as_object().unwrap().len(), 3, "{drawn}");
    assert!(text(&drawn["qrCode"]).starts_with("data:image/png;base64,"));
    let event = campus.event(json!({})).await;
    let first = campus.post("organizer", "/checkin/generate-event-qr", wish(&event)).await;
    assert_eq!(first["expiresAt"], instant(HOUR));
    let code = campus.event_code(&event).await;
    campus.register(&event, "s1").await;
    campus.register(&event, "s2").await;
    campus.world.clock.advance((HOUR - 1) * 1_000);
    assert_eq!(campus.as_student("s1", &code).await.0, 200);
    let second = campus.post("organizer", "/checkin/generate-event-qr", wish(&event)).await;
    assert_eq!(second["expiresAt"], instant(2 * HOUR - 600), "the event's end");
    campus.world.clock.advance(1_000);
    assert_eq!(campus.as_student("s2", &code).await, (400, error("QR code expired", "expired")));
    // The newest is shown, revoking ends all.
    let code_of = format!("/api/v1/events/{event}/code");
    let newest = campus.get("organizer", &code_of).await;
    assert_eq!(newest["expiresAt"], second["expiresAt"]);
    assert_eq!(campus.ask("organizer", "DELETE", &code_of, Value::Null).await.0, 204);
    assert_eq!(
        campus.as_student("s2", &text(&newest["code"])).await,
        (400, error("Invalid QR code", "revoked"))
    );
    let (status, body) = campus.ask("organizer", "GET", &code_of, Value::Null).await;
    assert_eq!((status, &body["code"]), (404, &json!("no_code")));
    campus.world.clock.advance(1);
    let code = campus.event_code(&event).await;
    assert_eq!(campus.as_student("s2", &code).await.0, 200);
    campus.world.clock.advance(2 * HOUR * 1_000);
    let over = campus.ask("organizer", "POST", "/checkin/generate-event-qr", wish(&event)).await;
    assert_eq!(over, (400, error("Event is over", "event_over")));
}

async fn the_clock_and_the_money_are_asked_before_the_door(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"isPaid": true, "opensAt": instant(60), "closesAt": instant(120)})).await;
    let registration = campus.register(&event, "s1").await;
    let ticket = campus.pay(&event, &registration, json!({"status": "pending"})).await;
    assert_eq!(ticket["status"], "pending");
    let code = text(&ticket["code"]);
    let not_paid = error("Ticket is not paid", "not_paid");
    assert_eq!(campus.at_entrance("organizer", &code).await, (400, not_paid));
    let paid = campus.pay(&event, &registration, json!({})).await;
    assert_eq!((&paid["code"], &paid["status"]), (&json!(code), &json!("paid")), "the same ticket");
    let early = error("Check-in is not open yet", "too_early");
    assert_eq!(campus.at_entrance("organizer", &code).await, (400, early));
    campus.world.clock.advance(120_000);
    let late = error("Check-in is closed", "too_late");
    assert_eq!(campus.at_entrance("organizer", &code).await, (400, late));
    campus.world.clock.advance(-1);
    assert_eq!(campus.at_entrance("organizer", &code).await.0, 200);
    // A refund comes before all of it, a cancelled registration after it.
    assert_eq!(
        campus.ask("organizer", "DELETE", &payment_of(&event, &registration), Value::Null).await.0,
        204
    );
    assert_eq!(campus.at_entrance("organizer", &code).await, (400, error("Invalid QR code", "revoked")));
    let other = campus.register(&event, "s2").await;
    let code = text(&campus.pay(&event, &other, json!({})).await["code"]);
    assert_eq!(campus.ask("s2", "DELETE", &registration_of(&event, &other), Value::Null).await.0, 204);
    let gone = error("You are not registered for this event", "not_registered");
    assert_eq!(campus.at_entrance("organizer", &code).await, (404, gone.clone()));
    assert_eq!(campus.at_entrance("stranger-organizer", &code).await, (404, gone));
    // Registering again makes the same ticket good.
    campus.register(&event, "s2").await;
    assert_eq!(campus.at_entrance("organizer", &code).await.0, 200);
}

async fn who_tries_too_often_waits(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"isPaid": true})).await;
    let code = campus.ticket(&event, "s1").await;
    for _ in 0..10 {
        assert_eq!(campus.as_student("s1", "nonsense").await.0, 400);
    }
    let limit = error("Rate limit exceeded", "rate_limited");
    assert_eq!(campus.as_student("s1", "nonsense").await, (400, limit.clone()));
    for _ in 0..120 {
        campus.at_entrance("organizer", "nonsense").await;
    }
    assert_eq!(campus.at_entrance("organizer", &code).await, (429, limit));
    assert_eq!(campus.at_entrance("moderator", &code).await.0, 200);
}

async fn an_event_that_is_cancelled_lets_nobody_in(world: World) {
    let campus = Campus::new(world).await;
    let planned = campus.post("organizer", "/api/v1/events", super::event(HOUR, HOUR)).await;
    let event = text(&planned["id"]);
    campus.register(&event, "s1").await;
    let code = campus.event_code(&event).await;
    let (status, body) =
        campus.ask("organizer", "POST", &format!("/api/v1/sessions/{event}/cancel"), json!({})).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(campus.as_student("s1", &code).await, (400, error("Invalid QR code", "revoked")));
    let (status, body) =
        campus.ask("organizer", "POST", "/checkin/generate-event-qr", json!({"eventId": event})).await;
    assert_eq!((status, body), (400, error("Event is over", "event_over")));
    assert_eq!(campus.get("s2", &format!("/api/v1/events/{event}")).await["status"], "cancelled");
    let stranger = campus
        .ask("stranger-organizer", "POST", &format!("/api/v1/sessions/{event}/cancel"), json!({}))
        .await;
    assert_eq!(stranger.0, 403);
}

crate::on_both_databases!(
    a_ticket_admits_once_and_the_loser_hears_when_and_by_whom,
    a_registration_admits_once_at_an_external_free_event,
    a_student_scans_the_event_once,
    a_code_of_one_purpose_is_refused_for_every_other,
    what_is_no_code_of_ours_is_told_apart,
    a_bad_request_says_what_is_wrong,
    an_event_code_lives_an_hour_and_never_past_the_end,
    the_clock_and_the_money_are_asked_before_the_door,
    who_tries_too_often_waits,
    an_event_that_is_cancelled_lets_nobody_in,
);
