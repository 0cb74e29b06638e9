//! A learning centre (S1, doors.md section 5): the centre's door, and the lesson's; cards, marks and findings.

use rollcall::app::evaluate::evaluate_all_waiting;
use serde_json::{Value, json};

use super::{Place, word};
use crate::world::World;

crate::on_both_databases! {
    a_lesson_is_entered_by_its_code,
    a_card_lets_in_and_out_at_the_reception_and_in_a_lesson,
    both_levels_stand_on_one_report,
    a_centre_needs_no_plans,
    a_teacher_marks_in_their_own_lessons_alone,
    who_scans_what,
    shared_codes_are_shown_to_a_human,
}

/// A lesson on site from 14:00 to 15:30 at `alpha-venue`, with the academy's teacher and student.
async fn lesson(place: &Place) -> String {
    place.at("10:00:00");
    let body = json!({"title": "Mathematics", "kind": "class", "format": "group", "platform": "onsite",
                      "start": "2026-01-05T14:00:00+03:00", "end": "2026-01-05T15:30:00+03:00",
                      "teacherId": "alpha-teacher", "studentIds": ["alpha-student"], "venueId": "alpha-venue"});
    let (status, made) = place.ask("alpha-admin", "POST", "/api/v1/sessions", body).await;
    assert_eq!(status, 201, "{made}");
    made["id"].as_str().unwrap().to_owned()
}

async fn report(place: &Place, session: &str) -> Value {
    evaluate_all_waiting(&place.world.app).await.unwrap();
    let attendance = place.get("alpha-admin", &format!("/api/v1/sessions/{session}/attendance")).await;
    let reports = attendance["reports"].as_array().unwrap();
    reports.iter().find(|one| one["personId"] == "alpha-student").unwrap().clone()
}

fn reasons(report: &Value) -> Vec<String> {
    let reasons = report["reasons"].as_array().unwrap().iter();
    reasons.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

async fn a_lesson_is_entered_by_its_code(world: World) {
    let place = Place::open(world).await;
    let session = lesson(&place).await;
    let uri = format!("/api/v1/sessions/{session}/code");
    // Drawn in the morning it still works at the start.
    let drawn = place.get("alpha-teacher", &uri).await;
    assert_eq!(drawn["expiresAt"], "2026-01-05T12:00:00.000Z", "an hour after the start");
    assert!(drawn["qrCode"].as_str().unwrap().starts_with("data:image/png;base64,"));
    let code = drawn["code"].as_str().unwrap();
    place.at("13:44:59");
    assert_eq!(place.word("alpha-student", code).await, "too_early");
    place.at("13:58:00");
    assert_eq!(place.word("alpha-other-student", code).await, "not_registered");
    let (_, first) = place.scan("alpha-student", code).await;
    assert_eq!((&first["result"], &first["level"]), (&json!("checked_in"), &json!("session")), "{first}");
    assert_eq!((&first["sessionId"], &first["venueId"]), (&json!(session), &Value::Null));
    place.at("14:10:00");
    let (_, second) = place.scan("alpha-student", code).await;
    assert_eq!((&second["result"], &second["repeated"]), (&json!("checked_in"), &json!(true)));
    assert_eq!(second["at"], first["at"]);
    place.at("15:00:00");
    assert_eq!(place.word("alpha-student", code).await, "expired");
    place.at("16:00:00");
    assert_eq!(place.ask("alpha-teacher", "GET", &uri, Value::Null).await.1["code"], "over");
    let report = report(&place, &session).await;
    assert_eq!((&report["outcome"], &report["isLate"]), (&json!("present"), &json!(false)), "{report}");
    assert!(reasons(&report).contains(&"assumed_until_end".to_owned()), "{report}");
}

async fn a_card_lets_in_and_out_at_the_reception_and_in_a_lesson(world: World) {
    let place = Place::open(world).await;
    let session = lesson(&place).await;
    let card = place.get("alpha-student", "/api/v1/me/code").await["code"].as_str().unwrap().to_owned();
    let desk = |body: Value| place.ask("alpha-receptionist", "POST", "/api/v1/scans", body);
    place.at("13:50:00");
    let refused = desk(json!({"code": card, "nonce": "1"})).await;
    assert_eq!((refused.0, word(&refused)), (400, "choose_venue".into()));
    let here = |nonce: &str| json!({"code": card, "nonce": nonce, "venueId": "alpha-venue"});
    let (_, came) = desk(here("2")).await;
    assert_eq!((&came["result"], &came["level"]), (&json!("checked_in"), &json!("venue")), "{came}");
    assert_eq!(came["person"]["id"], "alpha-student");
    let into = |nonce: &str| json!({"code": card, "nonce": nonce, "sessionId": session});
    place.at("14:00:00");
    assert_eq!(desk(into("3")).await.1["level"], "session");
    place.at("15:00:00");
    assert_eq!(desk(into("4")).await.1["result"], "checked_out");
    place.at("15:05:00");
    assert_eq!(desk(here("5")).await.1["result"], "checked_out");
    place.at("16:00:00");
    let report = report(&place, &session).await;
    assert_eq!(
        (&report["creditedSeconds"], &report["outcome"]),
        (&json!(3_600), &json!("partial")),
        "{report}"
    );
    assert!(reasons(&report).iter().all(|code| !code.starts_with("finding")), "{report}");
    // A parent has the cards of the children, and nobody else's.
    let child = place.ask("alpha-parent", "GET", "/api/v1/me/code?person_id=alpha-child", Value::Null).await;
    assert_eq!(child.0, 200, "{}", child.1);
    let other =
        place.ask("alpha-parent", "GET", "/api/v1/me/code?person_id=alpha-other-student", Value::Null).await;
    assert_eq!(other.0, 403);
}

async fn both_levels_stand_on_one_report(world: World) {
    let place = Place::open(world).await;
    let session = lesson(&place).await;
    let code = place.venue_code("alpha-venue").await;
    place.at("13:50:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_in");
    place.at("15:35:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_out");
    place.at("17:00:00");
    let seen = report(&place, &session).await;
    assert_eq!(seen["outcome"], "absent", "a visit is no presence in a lesson: {seen}");
    assert!(reasons(&seen).contains(&"finding: at_venue_not_in_session".to_owned()), "{seen}");

    // Cancelled, its code says so.
    place.at("+1 10:00:00");
    let body = json!({"kind": "class", "format": "group", "platform": "onsite", "teacherId": "alpha-teacher",
                      "start": "2026-01-06T14:00:00+03:00", "end": "2026-01-06T15:00:00+03:00",
                      "studentIds": ["alpha-student"]});
    let (_, made) = place.ask("alpha-admin", "POST", "/api/v1/sessions", body).await;
    let id = made["id"].as_str().unwrap();
    let drawn = place.get("alpha-teacher", &format!("/api/v1/sessions/{id}/code")).await;
    place.ask("alpha-teacher", "POST", &format!("/api/v1/sessions/{id}/cancel"), json!({})).await;
    place.at("+1 13:55:00");
    assert_eq!(place.word("alpha-student", drawn["code"].as_str().unwrap()).await, "revoked");
}

async fn a_centre_needs_no_plans(world: World) {
    let place = Place::open(world).await;
    let open = json!({"requiresMembership": false});
    place.ask("alpha-admin", "PATCH", "/api/v1/venues/alpha-venue", open).await;
    let code = place.venue_code("alpha-venue").await;
    place.at("12:00:00");
    assert_eq!(place.word("alpha-child", &code).await, "checked_in");
    // A child that leaves without a scan: closed where it is forgotten, and marked so.
    place.at("+1 12:00:00");
    assert_eq!(place.word("alpha-child", &code).await, "checked_in");
    let visits = place.get("alpha-parent", "/api/v1/visits?person_id=alpha-child&venue_id=alpha-venue").await;
    let first = visits["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["checkInTime"] == "2026-01-05T09:00:00.000Z");
    assert_eq!(first.unwrap()["estimated"], true, "{visits}");
}

async fn a_teacher_marks_in_their_own_lessons_alone(world: World) {
    let place = Place::open(world).await;
    let session = lesson(&place).await;
    let mark = |nonce: &str| {
        json!({"sessionId": session, "personId": "alpha-student", "direction": "in", "nonce": nonce,
               "at": "2026-01-05T14:00:00+03:00", "reason": "telephone broken"})
    };
    place.at("14:30:00");
    let (status, marked) = place.ask("alpha-teacher", "POST", "/api/v1/visits", mark("1")).await;
    assert_eq!(
        (status, &marked["sessionId"], &marked["venueId"]),
        (201, &json!(session), &Value::Null),
        "{marked}"
    );
    assert_eq!(place.ask("alpha-other-teacher", "POST", "/api/v1/visits", mark("1")).await.0, 403);
    let venue =
        json!({"venueId": "alpha-venue", "personId": "alpha-student", "direction": "in", "nonce": "2"});
    assert_eq!(place.ask("alpha-teacher", "POST", "/api/v1/visits", venue).await.0, 403);
    place.at("16:00:00");
    assert_eq!(report(&place, &session).await["outcome"], "present");
}

async fn who_scans_what(world: World) {
    let place = Place::open(world).await;
    let session = lesson(&place).await;
    let venue = place.venue_code("alpha-venue").await;
    let card = place.get("alpha-student", "/api/v1/me/code").await["code"].as_str().unwrap().to_owned();
    let drawn = place.get("alpha-teacher", &format!("/api/v1/sessions/{session}/code")).await;
    let lesson_code = drawn["code"].as_str().unwrap();
    place.at("13:55:00");
    for (who, code, is_let) in [
        ("student", &venue[..], true),
        ("student", lesson_code, true),
        ("student", &card, false),
        ("receptionist", &venue, false),
        ("receptionist", lesson_code, false),
        ("admin", &venue, false),
        ("organizer", &card, false),
        ("moderator", &card, false),
        ("partner", lesson_code, false),
    ] {
        let answer = place.scan(&format!("alpha-{who}"), code).await;
        assert_eq!(answer.0 != 403, is_let, "{who}: {}", answer.1);
        if !is_let {
            assert_eq!(word(&answer), "forbidden");
        }
    }
    for who in ["teacher", "parent", "finance"] {
        assert_eq!(place.scan(&format!("alpha-{who}"), &venue).await.0, 403, "{who}");
    }
}

async fn shared_codes_are_shown_to_a_human(world: World) {
    let place = Place::open(world).await;
    let (here, there) = (place.venue_code("alpha-venue").await, place.venue_code("alpha-other-venue").await);
    place.at("12:00:00");
    assert_eq!(place.word("alpha-student", &here).await, "checked_in");
    place.at("12:03:00");
    assert_eq!(place.word("alpha-student", &there).await, "checked_in", "a sign blocks nobody");
    let scans = place.get("alpha-receptionist", "/api/v1/scans?signs=true").await;
    let signs: Vec<&Value> = scans["items"].as_array().unwrap().iter().map(|one| &one["signs"]).collect();
    assert_eq!(signs, [&json!(["impossible_distance"])]);
}
