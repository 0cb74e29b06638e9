//! Addresses that may be told, and secrets while they are changed.

use secrecy::ExposeSecret;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::*;
use crate::testing::TestServer;

fn code(url: &str, allows_private: bool) -> &'static str {
    match check_url(url, allows_private) {
        Ok(_) => "",
        Err(Error::Refused { code, .. }) => code,
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn an_address_is_safe_to_send_names_of_people_to() {
    for good in
        ["https://hooks.example.org/rollcall?x=1", " https://hooks.example.org:8443 ", "https://8.8.8.8/x"]
    {
        assert_eq!(code(good, false), "", "{good}");
    }
    for bad in [
        "",
        "hooks.example.org",
        "ftp://hooks.example.org",
        "javascript:alert(1)",
        "https://",
        "https://user:pass@hooks.example.org",
        "https://user@hooks.example.org",
        "http://hooks.example.org",
        &format!("https://hooks.example.org/{}", "x".repeat(2_000)),
        &format!("https://hooks.example.org/{}", "ж".repeat(1_000)),
    ] {
        assert_eq!(code(bad, true), "invalid_webhook_url", "{bad}");
    }
    for private in [
        "http://127.0.0.1:9000/x",
        "https://10.1.2.3",
        "http://localhost:3000",
        "http://[::1]/",
        "http://2130706433/",
    ] {
        assert_eq!((code(private, false), code(private, true)), ("private_address", ""), "{private}");
    }
}

#[tokio::test]
async fn two_secrets_sign_for_a_day_and_never_three() {
    let server = TestServer::new().await;
    let (app, now) = (&server.app, server.app.now());
    let actor = ActorContext::of_installation(app, server.organization());
    let new =
        NewEndpoint { url: "https://hooks.example.org".into(), events: BTreeSet::new(), description: None };
    let mut write = app.store.write().await.unwrap();
    let (endpoint, first) = add(app, &mut write, &actor, new).await.unwrap();
    let bytes = BASE64.decode(first.strip_prefix("whsec_").unwrap()).unwrap();
    assert_eq!((bytes.len(), endpoint.sealed_secret.contains(&first)), (32, false));
    let signing = |one: &WebhookEndpoint, at: Timestamp| -> Vec<String> {
        let secrets = signing_secrets(app, one, at).unwrap();
        secrets.iter().map(|secret| secret.expose_secret().to_owned()).collect()
    };
    assert_eq!(signing(&endpoint, now), std::slice::from_ref(&first));
    let (endpoint, second) = rotate_secret(app, &mut write, &actor, &endpoint.id).await.unwrap();
    assert_eq!(signing(&endpoint, now.plus(OLD_SECRET_LIFE - 1)), [second.clone(), first]);
    assert_eq!(signing(&endpoint, now.plus(OLD_SECRET_LIFE)), std::slice::from_ref(&second));
    let (endpoint, third) = rotate_secret(app, &mut write, &actor, &endpoint.id).await.unwrap();
    assert_eq!(signing(&endpoint, now), [third, second]);
    let moved = WebhookEndpoint { id: "another".into(), ..endpoint };
    assert!(signing_secrets(app, &moved, now).is_err(), "a secret opens at its own endpoint alone");
}

#[tokio::test]
async fn an_organisation_has_twenty_endpoints_at_most() {
    let server = TestServer::new().await;
    let actor = ActorContext::of_installation(&server.app, server.organization());
    let mut write = server.app.store.write().await.unwrap();
    for number in 0..=MAX_ENDPOINTS {
        let url = format!("https://hooks.example.org/{number}");
        let new = NewEndpoint { url, events: BTreeSet::new(), description: None };
        let added = add(&server.app, &mut write, &actor, new).await;
        let is_refused = matches!(added, Err(Error::Conflict { code: "too_many_endpoints", .. }));
        assert_eq!(is_refused, number == MAX_ENDPOINTS, "{number}");
    }
}
