//! A gym (S4, doors.md section 3): its edge cases, one by one.

use rollcall::app::checkin::forgotten::close_forgotten;
use rollcall::domain::time::{MINUTE, SECOND};
use serde_json::{Value, json};

use super::{Place, word};
use crate::world::World;

crate::on_both_databases! {
    in_out_and_in_again,
    a_double_read_is_one_scan,
    whoever_may_not_enter_is_told_so_and_may_always_leave,
    an_old_printout_fails_and_a_new_one_works,
    switched_off_it_says_so_and_on_again_the_printed_code_lives,
    a_visit_left_open_yesterday_locks_nobody_out_today,
    who_leaves_after_midnight_leaves,
    a_member_entered_by_hand_scans_out,
    the_admins_doors_choose_a_gym,
    the_screen_shows_a_new_code_every_fifteen_seconds,
    too_many_scans_wait_a_moment,
    pictures_are_for_print,
}

async fn in_out_and_in_again(world: World) {
    let place = Place::open(world).await;
    let code = place.venue_code("alpha-other-venue").await;
    place.at("12:00:00");
    let (status, first) = place.gym_scan("alpha-student", &code).await;
    assert_eq!(status, 200, "{first}");
    let record = first["record"].clone();
    assert_eq!(
        first,
        json!({"status": "checked_in", "message": "You're checked in!",
               "record": {"id": record["id"], "gymId": "alpha-other-venue", "memberId": "alpha-student",
                          "memberName": record["memberName"], "checkInTime": "2026-01-05T09:00:00.000Z",
                          "status": "in", "source": "qr_scan"}})
    );
    assert_eq!(place.figures("alpha-other-venue").await, [1, 1, 1]);
    place.at("13:30:00");
    let (_, second) = place.gym_scan("alpha-student", &code).await;
    assert_eq!(second["status"], "checked_out");
    assert_eq!(second["message"], "You're checked out. See you again!");
    assert_eq!(second["record"]["id"], record["id"]);
    assert_eq!(second["record"]["checkOutTime"], "2026-01-05T10:30:00.000Z");
    assert_eq!(place.figures("alpha-other-venue").await, [0, 1, 1]);
    place.at("18:00:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_in");
    assert_eq!(place.figures("alpha-other-venue").await, [1, 2, 1]);
    let visits = place.get("alpha-student", "/api/v1/visits?venue_id=alpha-other-venue").await;
    assert_eq!(visits["items"].as_array().unwrap().len(), 2);
    assert_eq!(visits["items"][0]["status"], "in");
}

async fn a_double_read_is_one_scan(world: World) {
    let place = Place::open(world).await;
    let code = place.venue_code("alpha-other-venue").await;
    place.at("12:00:00");
    let (_, first) = place.gym_scan("alpha-student", &code).await;
    place.at("12:00:05");
    assert_eq!(place.gym_scan("alpha-student", &code).await.1, first, "5.000 s after it, it is that one");
    let (_, again) = place.scan("alpha-student", &code).await;
    assert_eq!((&again["result"], &again["repeated"]), (&json!("checked_in"), &json!(true)));
    place.world.clock.advance(1);
    assert_eq!(
        place.word("alpha-student", &code).await,
        "checked_out",
        "5.001 s after it, and the repeats lengthen nothing"
    );
    // The same nonce is the same scan, whenever it comes; with another code it is a mistake.
    let body = json!({"code": code, "nonce": "mine"});
    place.at("12:30:00");
    let (_, one) = place.ask("alpha-student", "POST", "/api/v1/scans", body.clone()).await;
    place.at("12:45:00");
    let (_, two) = place.ask("alpha-student", "POST", "/api/v1/scans", body).await;
    assert_eq!((one["at"].clone(), one["result"].clone()), (two["at"].clone(), two["result"].clone()));
    assert_eq!((&one["repeated"], &two["repeated"]), (&json!(false), &json!(true)));
    let other = json!({"code": "another", "nonce": "mine"});
    let refused = place.ask("alpha-student", "POST", "/api/v1/scans", other).await;
    assert_eq!((refused.0, word(&refused)), (422, "idempotency_mismatch".into()));
}

async fn whoever_may_not_enter_is_told_so_and_may_always_leave(world: World) {
    let place = Place::open(world).await;
    let code = place.venue_code("alpha-other-venue").await;
    let may_not = "Your membership or plan does not allow QR attendance. Please contact the gym.";
    place.at("12:00:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_in");
    place.at("12:10:00");
    let paused = json!({"status": "paused"});
    place.ask("alpha-admin", "PATCH", "/api/v1/memberships/alpha-membership", paused).await;
    place.at("12:20:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_out", "whoever is inside may leave");
    place.at("12:30:00");
    let refused = place.gym_scan("alpha-student", &code).await;
    assert_eq!(refused, (403, json!({"status": "error", "message": may_not})));
    assert_eq!(place.word("alpha-student", &code).await, "membership_inactive");
    let off = json!({"qrAttendanceEnabled": false});
    place
        .ask("alpha-admin", "PATCH", "/api/v1/memberships/alpha-membership", json!({"status": "active"}))
        .await;
    place.ask("alpha-admin", "PATCH", "/api/v1/plans/alpha-plan", off).await;
    place.at("12:40:00");
    assert_eq!(place.word("alpha-student", &code).await, "plan_not_eligible");
    assert_eq!(place.gym_scan("alpha-student", &code).await.1["message"], may_not);
    // The last day still counts, to midnight of the venue's zone.
    place.ask("alpha-admin", "PATCH", "/api/v1/plans/alpha-plan", json!({"qrAttendanceEnabled": true})).await;
    let ends = json!({"validUntil": "2026-01-05"});
    place.ask("alpha-admin", "PATCH", "/api/v1/memberships/alpha-membership", ends).await;
    place.at("23:59:50");
    assert_eq!(place.word("alpha-student", &code).await, "checked_in");
    place.at("+1 00:10:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_out");
    place.at("+1 00:20:00");
    assert_eq!(place.word("alpha-student", &code).await, "membership_inactive");
    // A membership that names another venue.
    let elsewhere = json!({"validUntil": null, "venueId": "alpha-venue"});
    place.ask("alpha-admin", "PATCH", "/api/v1/memberships/alpha-membership", elsewhere).await;
    place.at("+1 00:30:00");
    let refused = place.gym_scan("alpha-student", &code).await;
    assert_eq!(refused, (403, json!({"status": "error", "message": "This QR code belongs to another gym"})));
    // The staff of the gym, and nobody at all.
    assert_eq!(
        place.gym_scan("alpha-teacher", &code).await,
        (403, json!({"status": "error", "message": "Only members can scan this QR code."}))
    );
    let (status, body) =
        crate::world::ask(&place.router, "", "POST", "/api/member/attendance/scan", json!({})).await;
    assert_eq!((status.as_u16(), body), (401, json!({"status": "error", "message": "Please log in."})));
    // Every refused scan is kept, with its word.
    let kept = place.get("alpha-receptionist", "/api/v1/scans?result=refused&person_id=alpha-student").await;
    let words: Vec<&str> =
        kept["items"].as_array().unwrap().iter().filter_map(|one| one["code"].as_str()).collect();
    assert_eq!(words[..2], ["wrong_organization", "membership_inactive"]);
}

async fn an_old_printout_fails_and_a_new_one_works(world: World) {
    let place = Place::open(world).await;
    let old = place.venue_code("alpha-other-venue").await;
    place.at("12:00:00");
    let uri = "/api/admin/attendance/qr/generate";
    let body = json!({"gymId": "alpha-other-venue"});
    let (_, made) = place.ask("alpha-admin", "POST", uri, body.clone()).await;
    assert_eq!((&made["gymId"], &made["isEnabled"]), (&json!("alpha-other-venue"), &json!(true)));
    place.at("12:00:04");
    assert_eq!(place.ask("alpha-admin", "POST", uri, body.clone()).await.1, made, "twice within 5 s is once");
    let new = made["qrData"].as_str().unwrap();
    place.at("12:10:00");
    assert_eq!(
        place.gym_scan("alpha-student", &old).await,
        (400, json!({"status": "error", "message": "Invalid QR code"}))
    );
    assert_eq!(place.word("alpha-student", &old).await, "revoked");
    assert_eq!(place.word("alpha-student", new).await, "checked_in");
    // New signing keys take nothing away.
    assert_eq!(place.ask("alpha-admin", "POST", "/api/v1/code-keys", json!({})).await.0, 201);
    place.at("12:20:00");
    assert_eq!(place.word("alpha-student", new).await, "checked_out");
    let signed_anew = place.venue_code("alpha-other-venue").await;
    assert_ne!(signed_anew, new);
    place.at("12:30:00");
    assert_eq!(place.word("alpha-student", &signed_anew).await, "checked_in");
    assert_eq!(
        place.ask("alpha-admin", "DELETE", "/api/v1/code-keys/2", Value::Null).await.1["code"],
        "last_code_key"
    );
    assert_eq!(place.ask("alpha-admin", "DELETE", "/api/v1/code-keys/1", Value::Null).await.0, 204);
    place.at("12:40:00");
    assert_eq!(place.word("alpha-student", new).await, "invalid_code");
    assert_eq!(place.word("alpha-student", &signed_anew).await, "checked_out");
}

async fn switched_off_it_says_so_and_on_again_the_printed_code_lives(world: World) {
    let place = Place::open(world).await;
    let code = place.venue_code("alpha-other-venue").await;
    let uri = "/api/admin/attendance/qr/toggle";
    let switched = |on: bool| json!({"gymId": "alpha-other-venue", "isEnabled": on});
    place.at("12:00:00");
    let (_, off) = place.ask("alpha-admin", "POST", uri, switched(false)).await;
    assert_eq!(off, json!({"gymId": "alpha-other-venue", "isEnabled": false, "qrData": code}));
    place.at("12:01:00");
    assert_eq!(
        place.gym_scan("alpha-student", &code).await,
        (403, json!({"status": "error", "message": "QR attendance is currently disabled for this gym."}))
    );
    place.at("12:02:00");
    assert_eq!(place.ask("alpha-admin", "POST", uri, switched(true)).await.1["isEnabled"], true);
    place.at("12:03:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_in");
    let missing = place.ask("alpha-admin", "POST", uri, json!({"gymId": "alpha-other-venue"})).await;
    assert_eq!(missing.0, 400);
    assert!(missing.1["message"].as_str().unwrap().starts_with("Invalid request: "), "{}", missing.1);
    // What was read while it was off is refused when it is uploaded; what was read before is taken, and says so.
    let scans = json!({"scans": [
        {"code": code, "nonce": "off", "scannedAt": "2026-01-05T12:01:30+03:00"},
        {"code": code, "nonce": "before", "scannedAt": "2026-01-05T11:30:00+03:00"}]});
    place.at("12:10:00");
    place.ask("alpha-admin", "POST", "/api/v1/venues/alpha-other-venue/code/rotate", json!({})).await;
    place.at("18:00:00");
    let (status, answers) = place.ask("alpha-other-student", "POST", "/api/v1/scans", scans).await;
    assert_eq!(status, 200, "{answers}");
    assert_eq!(answers["items"][0]["error"]["code"], "disabled");
    assert_eq!(answers["items"][1]["result"]["finding"], "uploaded_after_change");
}

async fn a_visit_left_open_yesterday_locks_nobody_out_today(world: World) {
    let place = Place::open(world).await;
    let code = place.venue_code("alpha-other-venue").await;
    place.at("19:00:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_in");
    // The job closes it at the day's end, which comes before twelve hours are over.
    place.at("+1 03:59:59");
    close_forgotten(&place.world.app, None).await.unwrap();
    assert_eq!(place.figures("alpha-other-venue").await[0], 1);
    place.at("+1 04:00:00");
    close_forgotten(&place.world.app, None).await.unwrap();
    assert_eq!(place.figures("alpha-other-venue").await, [0, 0, 0]);
    place.at("+1 05:00:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_in");
    assert_eq!(
        place.visits("alpha-student").await,
        [("06 05:00:00".into(), None, false), ("05 19:00:00".into(), Some("06 04:00:00".into()), true)]
    );
    // Without the job the scan itself does.
    place.at("+2 12:00:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_in");
    let visits = place.visits("alpha-student").await;
    assert_eq!(
        visits[1],
        ("06 05:00:00".into(), Some("06 17:00:00".into()), true),
        "twelve hours are the limit"
    );
}

async fn who_leaves_after_midnight_leaves(world: World) {
    let place = Place::open(world).await;
    let code = place.venue_code("alpha-other-venue").await;
    place.at("22:30:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_in");
    place.at("+1 00:45:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_out");
    assert_eq!(
        place.visits("alpha-student").await,
        [("05 22:30:00".into(), Some("06 00:45:00".into()), false)]
    );
}

async fn a_member_entered_by_hand_scans_out(world: World) {
    let place = Place::open(world).await;
    let code = place.venue_code("alpha-other-venue").await;
    let enter = |direction: &str, nonce: &str| json!({"venueId": "alpha-other-venue", "personId": "alpha-student", "direction": direction, "nonce": nonce});
    place.at("12:00:00");
    let (status, visit) = place.ask("alpha-receptionist", "POST", "/api/v1/visits", enter("in", "a")).await;
    assert_eq!(status, 201, "{visit}");
    assert_eq!((&visit["status"], &visit["source"]), (&json!("in"), &json!("admin_manual")));
    assert!(visit.get("finding").is_none());
    place.at("12:00:02");
    let again = place.ask("alpha-receptionist", "POST", "/api/v1/visits", enter("in", "a")).await;
    assert_eq!((again.0, &again.1["id"]), (201, &visit["id"]), "the same nonce is the same entry");
    let twice = place.ask("alpha-receptionist", "POST", "/api/v1/visits", enter("in", "b")).await;
    assert_eq!((twice.0, word(&twice)), (409, "already_checked_in".into()));
    assert_eq!(
        place.word("alpha-student", &code).await,
        "checked_out",
        "entries by hand are outside of the five seconds"
    );
    place.at("12:10:00");
    let gone = place.ask("alpha-receptionist", "POST", "/api/v1/visits", enter("out", "c")).await;
    assert_eq!((gone.0, word(&gone)), (409, "not_checked_in".into()));
    // At the desk nobody is asked for a membership; what lacks is said.
    let body =
        json!({"venueId": "alpha-other-venue", "personId": "alpha-child", "direction": "in", "nonce": "d"});
    let (_, child) = place.ask("alpha-receptionist", "POST", "/api/v1/visits", body).await;
    assert_eq!(child["finding"], "not_eligible", "{child}");
    let future = json!({"venueId": "alpha-other-venue", "personId": "alpha-child", "direction": "out", "nonce": "e",
                        "at": "2026-01-05T12:11:00+03:00"});
    let future = place.ask("alpha-receptionist", "POST", "/api/v1/visits", future).await;
    assert_eq!((future.0, word(&future)), (400, "in_the_future".into()));
    let long_ago = |who: &'static str| {
        let body = json!({"venueId": "alpha-other-venue", "personId": "alpha-child", "direction": "in", "nonce": "f",
                          "at": "2025-12-28T12:00:00+03:00"});
        (who, body)
    };
    for (who, status) in [("alpha-receptionist", 403), ("alpha-admin", 201)] {
        let (who, body) = long_ago(who);
        assert_eq!(place.ask(who, "POST", "/api/v1/visits", body).await.0, status);
    }
}

async fn the_admins_doors_choose_a_gym(world: World) {
    let place = Place::open(world).await;
    let config = "/api/admin/attendance/qr/config";
    let (status, body) = place.ask("alpha-admin", "GET", config, Value::Null).await;
    assert_eq!(
        (status, body),
        (400, json!({"status": "error", "message": "Choose a gym: this organisation has several."}))
    );
    for unknown in ["beta-venue", "nothing"] {
        let (status, body) =
            place.ask("alpha-admin", "GET", &format!("{config}?gymId={unknown}"), Value::Null).await;
        assert_eq!((status, body), (404, json!({"status": "error", "message": "Gym not found"})));
    }
    let found = place.get("alpha-admin", &format!("{config}?gymId=alpha-venue")).await;
    assert_eq!(found["qrData"], place.venue_code("alpha-venue").await);
    for who in ["alpha-receptionist", "alpha-student", "alpha-teacher", "alpha-finance"] {
        let (status, body) = place.ask(who, "GET", config, Value::Null).await;
        let message = "Only gym admins can manage QR attendance.";
        assert_eq!((status, body), (403, json!({"status": "error", "message": message})), "{who}");
    }
}

async fn the_screen_shows_a_new_code_every_fifteen_seconds(world: World) {
    let place = Place::open(world).await;
    let uri = "/api/v1/venues/alpha-other-venue/code/screen";
    place.at("12:00:07");
    let first = place.get("alpha-receptionist", uri).await;
    assert_eq!(first["validUntil"], "2026-01-05T09:00:15.000Z");
    place.at("12:00:14");
    assert_eq!(place.get("alpha-receptionist", uri).await, first);
    place.at("12:00:15");
    let second = place.get("alpha-receptionist", uri).await;
    assert_ne!(second["qrData"], first["qrData"]);
    let first = first["qrData"].as_str().unwrap();
    place.at("12:00:29");
    assert_eq!(place.word("alpha-student", first).await, "checked_in", "taken for two steps");
    place.at("12:00:30");
    assert_eq!(place.word("alpha-other-student", first).await, "expired");
    assert_eq!(place.gym_scan("alpha-other-student", first).await.1["message"], "QR code expired");
    // A rotation within a step revokes what the screen showed before it.
    let shown = place.get("alpha-receptionist", uri).await["qrData"].as_str().unwrap().to_owned();
    place.at("12:00:33");
    place.ask("alpha-admin", "POST", "/api/v1/venues/alpha-other-venue/code/rotate", json!({})).await;
    place.at("12:00:40");
    assert_eq!(place.word("alpha-other-student", &shown).await, "revoked");
    let shown = place.get("alpha-receptionist", uri).await["qrData"].as_str().unwrap().to_owned();
    assert_eq!(place.word("alpha-other-student", &shown).await, "checked_in");
}

async fn too_many_scans_wait_a_moment(world: World) {
    let place = Place::open(world).await;
    place.at("12:00:00");
    for _ in 0..20 {
        assert_eq!(place.word("alpha-student", "no code").await, "invalid_code");
        place.world.clock.advance(SECOND);
    }
    let message = json!({"status": "error", "message": "Too many scans. Please wait a moment."});
    assert_eq!(place.gym_scan("alpha-student", "no code").await, (429, message));
    assert_eq!(place.word("alpha-student", "no code").await, "rate_limited");
    assert_eq!(
        place.word("alpha-other-student", "no code").await,
        "invalid_code",
        "others are not limited by it"
    );
    place.world.clock.advance(MINUTE - 20 * SECOND);
    assert_eq!(place.word("alpha-student", "no code").await, "invalid_code", "a sliding minute");
    assert_eq!(place.word("alpha-student", "no code").await, "rate_limited");
    // A queue is not counted.
    let queue: Vec<Value> = (0..30)
        .map(|n| json!({"code": "no code", "nonce": format!("q{n}"), "scannedAt": place.now()}))
        .collect();
    let (_, answers) = place.ask("alpha-student", "POST", "/api/v1/scans", json!({"scans": queue})).await;
    let all = answers["items"].as_array().unwrap();
    assert!(all.len() == 30 && all.iter().all(|one| one["error"]["code"] == "invalid_code"), "{answers}");
}

async fn pictures_are_for_print(world: World) {
    let place = Place::open(world).await;
    for (uri, start) in [("code.png", b"\x89PNG".as_slice()), ("code.svg", b"<svg".as_slice())] {
        let uri = format!("/api/v1/venues/alpha-venue/{uri}");
        let token = place.world.token("alpha", "alpha-receptionist");
        let bytes = crate::world::ask_bytes(&place.router, &token, &uri).await;
        assert!(bytes.starts_with(start), "{uri}");
    }
}
