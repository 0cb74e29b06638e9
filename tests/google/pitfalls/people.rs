//! Who was there: devices, proofs, names.

use rollcall::simulator::google::world::{ScriptedStay, StayIdentity};
use serde_json::{Value, json};

use super::{class, teacher, told};
use crate::simulated_google::{status, stay};
use crate::support::{Database, on_both};

on_both! {
    p8_two_devices_are_one_person_once,
    p9_who_was_last_seen_inside_is_not_billed_until_now,
    p9_whoever_stays_is_proven_again_and_again,
    p17_p19_devices_and_equal_names_stay_apart_until_somebody_says_who_they_are,
}

async fn p8_two_devices_are_one_person_once(db: Database) {
    let mut school = class(
        db,
        vec![
            teacher(),
            stay("laptop", "spaces/a", "2", 0, 40),
            stay("phone", "spaces/a", "2", 10, 50),
            stay("tablet", "spaces/a", "2", 15, 20),
        ],
    )
    .await;
    school.until(110).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_000, true, false]));
}

async fn p9_who_was_last_seen_inside_is_not_billed_until_now(db: Database) {
    let mut school = class(db, vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
    school.until(10).await;
    // Google answers nobody from here on, and never again.
    school.stage.fail("/v2/", u64::MAX, status(503));
    school.until(200).await;
    let report = school.report("lesson", "2").await;
    assert_eq!(report["outcome"], "unknown");
    assert!(report["creditedSeconds"].as_i64().unwrap() <= 600, "{report}");
    assert!(report["possibleSeconds"].as_i64().unwrap() >= 3_600, "{report}");
    assert_eq!(school.report("lesson", "1").await["outcome"], "unknown");
}

async fn p9_whoever_stays_is_proven_again_and_again(db: Database) {
    let mut school = class(db, vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
    school.until(50).await;
    let proofs: Vec<Value> = school
        .evidence("spaces/a")
        .await
        .into_iter()
        .filter(|item| item["poll"]["records"][0]["participants"][0]["participantSessions"].is_array())
        .map(|item| item["receivedAt"].clone())
        .collect();
    assert!(proofs.len() >= 3, "{proofs:?}");
}

async fn p17_p19_devices_and_equal_names_stay_apart_until_somebody_says_who_they_are(db: Database) {
    let guest = |id: &str, from, to| ScriptedStay {
        who: StayIdentity::Anonymous { name: "Ali".into() },
        ..stay(id, "spaces/a", "", from, to)
    };
    let phone = ScriptedStay {
        who: StayIdentity::Phone { name: "+966 ••• •••42".into() },
        ..stay("call", "spaces/a", "", 5, 60)
    };
    let board = stay("room device", "spaces/a", "900", 0, 60);
    let mut school = class(db, vec![teacher(), guest("one", 0, 60), guest("two", 1, 60), phone, board]).await;
    school.until(110).await;
    let mut read = school.app.store.read().await.unwrap();
    let unmatched = read.list_unmatched(&school.organization, Some("lesson"), None, 9).await.unwrap();
    let mut names: Vec<&str> = unmatched.iter().filter_map(|one| one.display_name.as_deref()).collect();
    names.sort_unstable();
    assert_eq!(names, ["+966 ••• •••42", "900", "Ali", "Ali"]);
    let report = school.report("lesson", "2").await;
    assert_eq!(
        (&report["outcome"], &report["settled"]),
        (&json!("unknown"), &json!(true)),
        "a guess never bills"
    );
}
