//! Codes that are no good: changed, of another organisation, for something else. None is ever accepted.

use serde_json::json;

use super::Place;
use crate::world::World;

crate::on_both_databases! {
    a_code_of_one_purpose_opens_nothing_else,
    a_changed_code_is_none,
}

async fn a_code_of_one_purpose_opens_nothing_else(world: World) {
    let place = Place::open(world).await;
    let foreign = place.venue_code("beta-venue").await;
    let card = place.get("alpha-student", "/api/v1/me/code").await["code"].as_str().unwrap().to_owned();
    place.at("12:00:00");
    let (status, body) = place.gym_scan("alpha-student", &foreign).await;
    assert_eq!(
        (status, body),
        (403, json!({"status": "error", "message": "This QR code belongs to another gym"}))
    );
    let (status, body) = place.gym_scan("alpha-student", &card).await;
    assert_eq!((status, body), (400, json!({"status": "error", "message": "Invalid QR code"})));
    for former in [r#"{"type":"gym_attendance","gymId":"1","secret":"x"}"#, "gym|1|secret", ""] {
        assert_eq!(place.gym_scan("alpha-student", former).await.1["message"], "Invalid QR code");
    }
    for odd in [json!({}), json!({"qrData": 7}), json!({"qrData": null})] {
        let (status, body) = place.ask("alpha-student", "POST", "/api/member/attendance/scan", odd).await;
        assert_eq!((status, &body["message"]), (400, &json!("Invalid QR code")));
    }
    let unknown = json!({"qrData": "x", "more": 1});
    let (status, body) = place.ask("alpha-student", "POST", "/api/member/attendance/scan", unknown).await;
    assert_eq!(status, 400);
    assert!(body["message"].as_str().unwrap().starts_with("Invalid request: "), "{body}");
    // The address of a scan page that holds the code is the code.
    let own = place.venue_code("alpha-venue").await;
    let address = format!("https://rollcall.example.org/scan?code={own}");
    assert_eq!(place.word("alpha-student", &address).await, "checked_in");
}

async fn a_changed_code_is_none(world: World) {
    let place = Place::open(world).await;
    let code = place.venue_code("alpha-venue").await;
    place.at("12:00:00");
    let scans: Vec<_> = (0..code.len())
        .map(|at| {
            let mut bytes = code.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            json!({"code": String::from_utf8(bytes).unwrap(), "nonce": format!("{at}"), "scannedAt": place.now()})
        })
        .chain([
            json!({"code": code.to_lowercase(), "nonce": "lower", "scannedAt": place.now()}),
            json!({"code": format!("{code} "), "nonce": "space", "scannedAt": place.now()}),
            json!({"code": &code[..code.len() - 1], "nonce": "short", "scannedAt": place.now()}),
        ])
        .collect();
    let (_, answers) = place.ask("alpha-student", "POST", "/api/v1/scans", json!({"scans": scans})).await;
    for one in answers["items"].as_array().unwrap() {
        assert_eq!(one["error"]["code"], "invalid_code", "{one}");
    }
    assert_eq!(place.word("alpha-student", &code).await, "checked_in");
}
