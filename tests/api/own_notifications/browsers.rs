//! The browsers that somebody is told in.

use std::collections::BTreeSet;

use rollcall::app::App;
use rollcall::config::Config;
use rollcall::ids::IdGenerator;
use serde_json::{Value, json};

use super::router;
use crate::world::{World, ask};

const P256DH: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

fn browser(endpoint: &str) -> Value {
    json!({"endpoint": endpoint, "expirationTime": null, "keys": {"p256dh": P256DH, "auth": AUTH}})
}

async fn a_browser_is_added_renewed_taken_over_and_removed(world: World) {
    const PATH: &str = "/api/v1/me/push-subscriptions";
    let router = router(&world);
    let (parent, student) = (world.token("alpha", "alpha-parent"), world.token("alpha", "alpha-student"));
    let list = async |token: &str| ask(&router, token, "GET", PATH, Value::Null).await.1["items"].clone();
    let before = list(&parent).await;
    let (status, made) = ask(&router, &parent, "POST", PATH, browser("https://push.example/x")).await;
    assert_eq!((status.as_u16(), &made["endpoint"]), (201, &json!("https://push.example/x")));
    assert!(!made.to_string().contains(AUTH), "{made}");
    let (status, again) = ask(&router, &parent, "POST", PATH, browser("https://push.example/x")).await;
    assert_eq!((status.as_u16(), &again["id"]), (201, &made["id"]));
    assert_eq!(list(&parent).await.as_array().unwrap().len(), before.as_array().unwrap().len() + 1);

    // Somebody else logs in with it: what is meant for the first one does not come to it any more.
    let (_, taken) = ask(&router, &student, "POST", PATH, browser("https://push.example/x")).await;
    assert_eq!(list(&parent).await, before);
    let uri = format!("{PATH}/{}", taken["id"].as_str().unwrap());
    assert_eq!(ask(&router, &parent, "DELETE", &uri, Value::Null).await.0, 404);
    assert_eq!(ask(&router, &student, "DELETE", &uri, Value::Null).await.0, 204);
    assert_eq!(ask(&router, &student, "DELETE", &uri, Value::Null).await.0, 404);

    for (body, field) in [
        (browser("http://push.example/x"), "endpoint"),
        (browser("https://user:word@push.example/"), "endpoint"),
        (json!({"endpoint": "https://a.example/", "keys": {"p256dh": AUTH, "auth": AUTH}}), "keys.p256dh"),
        (json!({"endpoint": "https://a.example/", "keys": {"p256dh": P256DH, "auth": P256DH}}), "keys.auth"),
    ] {
        let (status, problem) = ask(&router, &parent, "POST", PATH, body).await;
        let found = (status.as_u16(), &problem["code"], &problem["field"]);
        assert_eq!(found, (422, &json!("invalid_push_subscription"), &json!(field)));
    }
    for n in 1..20 {
        let (status, _) =
            ask(&router, &parent, "POST", PATH, browser(&format!("https://push.example/{n}"))).await;
        assert_eq!(status, 201, "{n}");
    }
    let (status, problem) = ask(&router, &parent, "POST", PATH, browser("https://push.example/more")).await;
    assert_eq!((status.as_u16(), &problem["code"]), (409, &json!("too_many_browsers")));
    let (status, _) = ask(&router, &parent, "POST", PATH, browser("https://push.example/1")).await;
    assert_eq!(status, 201, "one that is known is renewed");
}

async fn everybody_is_given_the_same_key_which_stays(world: World) {
    let router = router(&world);
    let mut keys = BTreeSet::new();
    for who in ["alpha-parent", "alpha-admin"] {
        let (_, body) =
            ask(&router, &world.token("alpha", who), "GET", "/api/v1/me/push-key", Value::Null).await;
        keys.insert(body["publicKey"].as_str().unwrap().to_owned());
    }
    // Another replica, or the same after a restart.
    let App { store, clock, config, .. } = world.app.clone();
    let replica =
        App::with_store(store, Config::clone(&config), clock, IdGenerator::seeded(9)).await.unwrap();
    keys.insert(replica.secrets.push_public_key());
    let [key] = &keys.into_iter().collect::<Vec<_>>()[..] else { panic!("one key") };
    assert_eq!(key.len(), 87, "65 bytes in base64url: {key}");
    assert!(key.starts_with('B'), "an uncompressed point: {key}");
}

crate::on_both_databases!(
    a_browser_is_added_renewed_taken_over_and_removed,
    everybody_is_given_the_same_key_which_stays,
);
