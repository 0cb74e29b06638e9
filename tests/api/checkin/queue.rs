//! Scans that were kept on a device and are uploaded later.

use serde_json::{Value, json};

use super::{Place, word};
use crate::world::World;

crate::on_both_databases! {
    three_scans_of_a_day_are_three_events_at_their_own_times,
    one_bad_scan_blocks_no_other,
    a_scan_that_arrives_after_a_later_one_takes_its_place,
    a_whole_week_is_uploaded_at_once_and_again,
}

async fn upload(place: &Place, who: &str, scans: Vec<Value>) -> Vec<Value> {
    let (status, body) = place.ask(who, "POST", "/api/v1/scans", json!({"scans": scans})).await;
    assert_eq!(status, 200, "{body}");
    body["items"].as_array().unwrap().clone()
}

fn scan(code: &str, nonce: &str, local: &str) -> Value {
    json!({"code": code, "nonce": nonce, "scannedAt": format!("2026-01-05T{local}+03:00")})
}

async fn three_scans_of_a_day_are_three_events_at_their_own_times(world: World) {
    let place = Place::open(world).await;
    let code = place.venue_code("alpha-other-venue").await;
    place.at("18:00:00");
    // In any order: each is judged by its own time, and the answers come in the order sent.
    let sent = vec![scan(&code, "c", "14:00:00"), scan(&code, "a", "12:10:00"), scan(&code, "b", "13:00:00")];
    let answers = upload(&place, "alpha-student", sent.clone()).await;
    let told: Vec<_> =
        answers.iter().map(|one| (one["nonce"].clone(), one["result"]["result"].clone())).collect();
    assert_eq!(json!(told), json!([["c", "checked_in"], ["a", "checked_in"], ["b", "checked_out"]]));
    assert!(answers.iter().all(|one| one["ok"] == true && one.get("error").is_none()));
    let visits =
        [("05 14:00:00".into(), None, false), ("05 12:10:00".into(), Some("05 13:00:00".into()), false)];
    assert_eq!(place.visits("alpha-student").await, visits);
    // Sent again, as after a lost answer, it is the same three.
    let again = upload(&place, "alpha-student", sent).await;
    assert!(again.iter().all(|one| one["result"]["repeated"] == true), "{again:?}");
    assert_eq!(place.visits("alpha-student").await, visits);
}

async fn one_bad_scan_blocks_no_other(world: World) {
    let place = Place::open(world).await;
    let (code, foreign) = (place.venue_code("alpha-other-venue").await, place.venue_code("beta-venue").await);
    let card = place.get("alpha-student", "/api/v1/me/code").await["code"].as_str().unwrap().to_owned();
    place.at("18:00:00");
    let sent = vec![
        scan("rubbish", "1", "12:00:00"),
        scan(&"x".repeat(10_000), "2", "12:01:00"),
        scan(&foreign, "3", "12:02:00"),
        scan(&card, "4", "12:03:00"),
        json!({"code": code, "nonce": "5", "scannedAt": "2026-01-05T18:06:00+03:00"}),
        json!({"code": code, "nonce": "6", "scannedAt": "2025-12-29T17:59:59+03:00"}),
        scan(&code, "7", "12:10:00"),
        scan("rubbish", "7", "12:11:00"),
    ];
    let words: Vec<String> = upload(&place, "alpha-student", sent)
        .await
        .iter()
        .map(|one| one["error"]["code"].as_str().unwrap_or("taken").to_owned())
        .collect();
    assert_eq!(
        words,
        [
            "invalid_code",
            "invalid_code",
            "wrong_organization",
            "forbidden",
            "in_the_future",
            "expired",
            "taken",
            "idempotency_mismatch"
        ]
    );
    for (body, field) in [
        (json!({"scans": [{"code": code, "nonce": "8"}]}), "scans[0]"),
        (json!({"scans": [scan(&code, "", "12:00:00")]}), "scans[0].nonce"),
        (json!({"scans": vec![scan(&code, "x", "12:00:00"); 501]}), "scans"),
        (json!({"scans": [], "code": code}), "scans"),
        (json!({"code": code}), "nonce"),
    ] {
        let (status, problem) = place.ask("alpha-student", "POST", "/api/v1/scans", body).await;
        assert_eq!((status, problem["code"].as_str()), (400, Some("invalid_body")), "{problem}");
        assert!(problem["field"].as_str().unwrap().starts_with(field), "{problem}");
    }
}

async fn a_scan_that_arrives_after_a_later_one_takes_its_place(world: World) {
    let place = Place::open(world).await;
    let code = place.venue_code("alpha-other-venue").await;
    place.at("13:00:00");
    assert_eq!(place.word("alpha-student", &code).await, "checked_in");
    // The telephone had no network when its owner came at noon; what was taken for coming was leaving.
    place.at("13:05:00");
    let answers = upload(&place, "alpha-student", vec![scan(&code, "late", "12:05:00")]).await;
    assert_eq!(answers[0]["result"]["result"], "checked_in");
    assert_eq!(
        place.visits("alpha-student").await,
        [("05 12:05:00".into(), Some("05 13:00:00".into()), false)]
    );
}

async fn a_whole_week_is_uploaded_at_once_and_again(world: World) {
    let place = Place::open(world).await;
    let code = place.venue_code("alpha-other-venue").await;
    place.at("+3 18:00:00");
    let scans: Vec<Value> = (0..500_i64)
        .map(|n| {
            let at = place.now().plus(-(n + 1) * 8 * 60_000);
            json!({"code": code, "nonce": format!("n{n}"), "scannedAt": at})
        })
        .collect();
    let first = upload(&place, "alpha-student", scans.clone()).await;
    let taken = |all: &[Value]| all.iter().filter(|one| one["ok"] == true).count();
    assert_eq!((first.len(), taken(&first)), (500, 500), "{:?}", first.iter().find(|one| one["ok"] != true));
    let second = upload(&place, "alpha-student", scans).await;
    assert_eq!(taken(&second), 500);
    let total = place.get("alpha-admin", "/api/v1/visits?person_id=alpha-student&limit=500").await;
    let before = place.get("alpha-admin", "/api/v1/scans?person_id=alpha-student&limit=500").await;
    assert_eq!(before["items"].as_array().unwrap().len(), 500);
    assert!(total["items"].as_array().unwrap().len() >= 250);
    assert_eq!(
        word(&place.scan("alpha-student", "x").await),
        "invalid_code",
        "it is not counted as too often"
    );
}
