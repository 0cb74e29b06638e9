//! The running binary against the tokens of LiveKit's own SDKs, and against every forged one.

use reqwest::StatusCode;
use rollcall::clock::{Clock, SystemClock};
use serde_json::json;

use crate::database::sqlite;
use crate::forged;
use crate::process::{Rollcall, sign_with_sdk};
use crate::support::{client, items};

#[tokio::test(flavor = "multi_thread")]
async fn what_the_official_sdks_sign_is_accepted_and_stored() {
    let rollcall = Rollcall::serve(sqlite().await, 7880).await;
    for sdk in ["python", "node"] {
        let bodies: Vec<String> = (0..20)
            .map(|n| {
                // Odd spacing and other scripts: what counts is the bytes.
                let name = "مدرسة — école".repeat(n);
                format!(r#"{{"event":"participant_joined",  "id":"EV_{sdk}_{n}", "room":{{"name":"{sdk}"}},"participant":{{"sid":"PA_{n}","identity":"t1","name":{}}}}}"#, json!(name))
            })
            .collect();
        for (body, token) in bodies.iter().zip(sign_with_sdk(sdk, &bodies)) {
            assert_eq!(post(&rollcall, &token, body).await, StatusCode::OK, "{sdk}");
            let tampered = body.replace("t1", "t2");
            assert_eq!(post(&rollcall, &token, &tampered).await, StatusCode::UNAUTHORIZED, "{sdk}");
        }
        let stored = items(&rollcall.database.store, &rollcall.academy, &format!("room:{sdk}")).await;
        assert_eq!(stored.len(), 20);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_forged_token_is_refused_by_the_running_binary() {
    let rollcall = Rollcall::serve(sqlite().await, 7880).await;
    let now = SystemClock.now().millis() / 1_000;
    assert_eq!(
        post(&rollcall, &forged::sign(forged::BODY.as_bytes(), now), forged::BODY).await,
        StatusCode::OK
    );
    for (name, token, _) in forged::tokens(now) {
        assert_eq!(post(&rollcall, &token, forged::BODY).await, StatusCode::UNAUTHORIZED, "{name}");
    }
    let twice = client()
        .post(rollcall.url("/webhooks/livekit"))
        .header("Authorization", forged::sign(forged::BODY.as_bytes(), now))
        .header("Authorization", "another")
        .body(forged::BODY)
        .send();
    assert_eq!(twice.await.unwrap().status(), StatusCode::UNAUTHORIZED);
}

async fn post(rollcall: &Rollcall, token: &str, body: &str) -> StatusCode {
    client()
        .post(rollcall.url("/webhooks/livekit"))
        .header("Authorization", token)
        .header("Content-Type", "application/webhook+json")
        .body(body.to_owned())
        .send()
        .await
        .unwrap()
        .status()
}
