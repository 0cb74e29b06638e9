//! Endpoints as an admin has them by the API.

use serde_json::{Value, json};

use crate::domain::people::Role;
use crate::testing::TestServer;

const ALL: &str = "/api/v1/webhook-endpoints";

async fn added(api: &TestServer) -> Value {
    let new = json!({"url": "https://hooks.example.org/rollcall", "events": ["absence", "arrival"], "description": "Ours"});
    let (status, endpoint) = api.post(ALL, new).by(Role::Admin).await;
    assert_eq!(status, 201, "{endpoint}");
    endpoint
}

fn path(endpoint: &Value, rest: &str) -> String {
    format!("{ALL}/{}{rest}", endpoint["id"].as_str().expect("an id"))
}

#[tokio::test]
async fn a_secret_is_said_once_and_again_when_it_is_changed() {
    let api = TestServer::new().await;
    let endpoint = added(&api).await;
    assert!(endpoint["secret"].as_str().is_some_and(|secret| secret.starts_with("whsec_")), "{endpoint}");
    assert_eq!(endpoint["events"], json!(["arrival", "absence"]));
    for (status, body) in [
        api.get(ALL).by(Role::Admin).await,
        api.get(&path(&endpoint, "")).by(Role::Admin).await,
        api.get("/api/v1/audit-log").by(Role::Admin).await,
    ] {
        assert!(status == 200 && !body.to_string().contains("whsec_"), "{body}");
    }
    let (status, rotated) = api.post(&path(&endpoint, "/rotate-secret"), json!({})).by(Role::Admin).await;
    assert_eq!((status.as_u16(), &rotated["previousValidUntil"]), (200, &json!("2026-01-06T08:00:00.000Z")));
    assert_ne!(rotated["secret"], endpoint["secret"]);
    let (_, shown) = api.get(&path(&endpoint, "")).by(Role::Admin).await;
    assert_eq!(shown["previousSecretValidUntil"], rotated["previousValidUntil"]);
}

#[tokio::test]
async fn an_endpoint_is_changed_switched_off_and_removed() {
    let api = TestServer::new().await;
    let endpoint = added(&api).await;
    let change = |body: Value| api.patch(&path(&endpoint, ""), body).by(Role::Admin);
    let (_, off) = change(json!({"isEnabled": false, "description": null, "events": []})).await;
    assert_eq!(
        (&off["isEnabled"], &off["disabledReason"], &off["description"], &off["events"]),
        (&json!(false), &json!("by_hand"), &Value::Null, &json!([]))
    );
    let (status, refused) = api.post(&path(&endpoint, "/test"), json!({})).by(Role::Admin).await;
    assert_eq!((status.as_u16(), &refused["code"]), (409, &json!("endpoint_off")));
    let (_, on) = change(json!({"isEnabled": true})).await;
    assert_eq!((&on["isEnabled"], &on["disabledReason"]), (&json!(true), &Value::Null));
    let (status, refused) = change(json!({"url": "http://hooks.example.org"})).await;
    assert_eq!(
        (status.as_u16(), &refused["code"], &refused["field"]),
        (422, &json!("invalid_webhook_url"), &json!("url"))
    );
    let (status, refused) = change(json!({"url": "https://10.0.0.7/x"})).await;
    assert_eq!((status.as_u16(), &refused["code"]), (422, &json!("private_address")));
    let (status, refused) = change(json!({"events": ["birthday"]})).await;
    assert_eq!((status.as_u16(), &refused["code"]), (400, &json!("invalid_body")));
    let (_, log) = api.get("/api/v1/audit-log").by(Role::Admin).await;
    let changes = log["items"].as_array().unwrap().iter().filter(|one| one["action"] == "webhook.changed");
    assert_eq!(changes.count(), 2, "what was refused is no change");
}

#[tokio::test]
async fn a_test_is_a_message_of_its_own_to_this_endpoint_alone() {
    let api = TestServer::new().await;
    let (endpoint, other) = (added(&api).await, added(&api).await);
    let (status, accepted) = api.post(&path(&endpoint, "/test"), json!({})).by(Role::Admin).await;
    assert_eq!(status, 202, "{accepted}");
    let id = accepted["deliveryId"].as_str().expect("an id");
    let (_, page) = api.get(&path(&endpoint, "/deliveries")).by(Role::Admin).await;
    assert_eq!((page["items"].as_array().map(Vec::len), &page["items"][0]["id"]), (Some(1), &json!(id)));
    let message = &page["items"][0];
    assert_eq!((&message["state"], &message["facts"][0]["event"]), (&json!("waiting"), &json!("test")));
    assert_eq!(message["recipientName"], "https://hooks.example.org/rollcall");
    let (_, page) = api.get(&path(&other, "/deliveries")).by(Role::Admin).await;
    assert_eq!(page["items"], json!([]));
    let (status, one) = api.get(&path(&endpoint, &format!("/deliveries/{id}"))).by(Role::Admin).await;
    assert_eq!((status.as_u16(), &one["attempts"], &one["attemptCount"]), (200, &json!([]), &json!(0)));
    assert_eq!(api.get(&path(&other, &format!("/deliveries/{id}"))).by(Role::Admin).await.0, 404);
    let retry = path(&endpoint, &format!("/deliveries/{id}/retry"));
    let (status, refused) = api.post(&retry, json!({})).by(Role::Admin).await;
    assert_eq!((status.as_u16(), &refused["code"]), (409, &json!("nothing_to_retry")));
}
