//! Logging in, and what ends a login.

use axum::Router;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::world::{World, ask};

const PASSWORD: &str = "correct horse";

/// A router and a token of the admin of alpha, who has set `PASSWORD`.
async fn logged_in(world: &World) -> (Router, String) {
    let router = world.router(rollcall::api::routes());
    let admin = world.token("alpha", "alpha-admin");
    let set = json!({ "password": PASSWORD });
    let (status, _) = ask(&router, &admin, "PUT", "/api/v1/people/alpha-admin/password", set).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (status, login) = log_in(&router, "Admin@Alpha.example ", PASSWORD).await;
    assert_eq!(status, StatusCode::OK, "{login}");
    (router, login["token"].as_str().unwrap().to_owned())
}

async fn log_in(router: &Router, email: &str, password: &str) -> (StatusCode, Value) {
    ask(router, "", "POST", "/api/v1/logins", json!({"email": email, "password": password})).await
}

async fn a_login_names_the_person_and_their_organisation(world: World) {
    let (router, token) = logged_in(&world).await;
    let (status, me) = ask(&router, &token, "GET", "/api/v1/me", Value::Null).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(me["id"], "alpha-admin");
    assert_eq!(me["roles"], json!(["admin"]));
    assert_eq!(me["organization"]["id"], "alpha");
    let (_, login) = log_in(&router, "admin@alpha.example", PASSWORD).await;
    assert_eq!(login["expiresAt"], "2026-01-05T20:00:00.000Z", "twelve hours after the world's present");
    assert_eq!(login["person"], me);
}

async fn a_wrong_password_and_an_unknown_address_read_alike(world: World) {
    let (router, _) = logged_in(&world).await;
    let strip = |mut problem: Value| {
        problem.as_object_mut().unwrap().remove("requestId");
        problem
    };
    let (status, wrong) = log_in(&router, "admin@alpha.example", "wrong password").await;
    assert_eq!((status, wrong["code"].as_str()), (StatusCode::UNAUTHORIZED, Some("invalid_credentials")));
    let (_, unknown) = log_in(&router, "nobody@alpha.example", PASSWORD).await;
    let (_, without_password) = log_in(&router, "child@alpha.example", "not a hash").await;
    let (_, gone) = log_in(&router, "gone@alpha.example", "not a hash").await;
    let wrong = strip(wrong);
    assert_eq!(wrong, strip(unknown));
    assert_eq!(wrong, strip(without_password));
    assert_eq!(wrong, strip(gone));
}

async fn a_changed_password_a_changed_role_and_leaving_count_at_the_next_request(world: World) {
    let (router, admin) = logged_in(&world).await;
    let teacher = world.token("alpha", "alpha-teacher");
    let path = "/api/v1/people/alpha-teacher";
    assert_eq!(ask(&router, &teacher, "GET", "/api/v1/settings", Value::Null).await.0, StatusCode::FORBIDDEN);
    ask(&router, &admin, "PATCH", path, json!({"roles": ["teacher", "admin"]})).await;
    assert_eq!(ask(&router, &teacher, "GET", "/api/v1/settings", Value::Null).await.0, StatusCode::OK);
    ask(&router, &admin, "PATCH", path, json!({"roles": ["teacher"]})).await;
    assert_eq!(ask(&router, &teacher, "GET", "/api/v1/settings", Value::Null).await.0, StatusCode::FORBIDDEN);

    ask(&router, &admin, "PATCH", path, json!({"isActive": false})).await;
    assert_eq!(ask(&router, &teacher, "GET", "/api/v1/me", Value::Null).await.0, StatusCode::UNAUTHORIZED);
    ask(&router, &admin, "PATCH", path, json!({"isActive": true})).await;
    assert_eq!(ask(&router, &teacher, "GET", "/api/v1/me", Value::Null).await.0, StatusCode::OK);

    let change = json!({"currentPassword": PASSWORD, "newPassword": PASSWORD});
    let (status, _) = ask(&router, &admin, "PUT", "/api/v1/me/password", change).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (status, _) = ask(&router, &admin, "GET", "/api/v1/me", Value::Null).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "a login ends with its password, even for the same one");
}

async fn a_login_lasts_twelve_hours_to_the_second(world: World) {
    let (router, token) = logged_in(&world).await;
    world.clock.advance(12 * 3_600_000 - 1);
    assert_eq!(ask(&router, &token, "GET", "/api/v1/me", Value::Null).await.0, StatusCode::OK);
    world.clock.advance(1);
    assert_eq!(ask(&router, &token, "GET", "/api/v1/me", Value::Null).await.0, StatusCode::UNAUTHORIZED);
}

async fn forged_and_foreign_tokens_are_nobody(world: World) {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
    use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
    let router = world.router(rollcall::api::routes());
    let good = world.token("alpha", "alpha-admin");
    let parts: Vec<&str> = good.split('.').collect();
    let claims: Value = serde_json::from_slice(&BASE64.decode(parts[1]).unwrap()).unwrap();
    let key = EncodingKey::from_secret(world.app.secrets.token_key());
    let signed = |algorithm, claims: &Value| encode(&Header::new(algorithm), claims, &key).unwrap();
    let with = |name: &str, value: Value| {
        let mut claims = claims.clone();
        claims[name] = value;
        claims
    };
    assert_eq!(
        ask(&router, &signed(Algorithm::HS256, &claims), "GET", "/api/v1/me", Value::Null).await.0,
        StatusCode::OK
    );
    let none = BASE64.encode(r#"{"alg":"none","typ":"JWT"}"#);
    let other_key = encode(&Header::default(), &claims, &EncodingKey::from_secret(b"another")).unwrap();
    let without_exp = {
        let mut claims = claims.clone();
        claims.as_object_mut().unwrap().remove("exp");
        claims
    };
    for (what, token) in [
        ("empty", String::new()),
        ("no token", "x".to_owned()),
        ("unsigned", format!("{none}.{}.", parts[1])),
        (
            "signature of another",
            format!(
                "{}.{}.{}",
                parts[0],
                BASE64.encode(with("sub", json!("alpha-superadmin")).to_string()),
                parts[2]
            ),
        ),
        ("another key", other_key),
        ("another algorithm", signed(Algorithm::HS512, &claims)),
        ("another purpose", signed(Algorithm::HS256, &with("aud", json!("rollcall/join")))),
        ("end as text", signed(Algorithm::HS256, &with("exp", json!("9999999999")))),
        ("no end", signed(Algorithm::HS256, &without_exp)),
        ("another organisation", signed(Algorithm::HS256, &with("org", json!("beta")))),
        ("another person", signed(Algorithm::HS256, &with("sub", json!("alpha-nobody")))),
        ("another password", signed(Algorithm::HS256, &with("pwd", json!("00")))),
        ("an API token that is none", "rc_abc".to_owned()),
    ] {
        let (status, body) = ask(&router, &token, "GET", "/api/v1/me", Value::Null).await;
        assert_eq!(
            (status, body["code"].as_str()),
            (StatusCode::UNAUTHORIZED, Some("unauthorized")),
            "{what}"
        );
    }
}

async fn guessing_is_held_back_and_the_owner_is_not(world: World) {
    let (router, _) = logged_in(&world).await;
    let mut last = StatusCode::OK;
    for _ in 0..11 {
        last = log_in(&router, "admin@alpha.example", "a guess").await.0;
    }
    assert_eq!(last, StatusCode::UNAUTHORIZED);
    let held = json!({"email": "admin@alpha.example", "password": PASSWORD});
    let (status, wait, problem) =
        crate::world::ask_for_header(&router, "/api/v1/logins", held, "retry-after").await;
    assert_eq!((status, problem["code"].as_str()), (StatusCode::TOO_MANY_REQUESTS, Some("rate_limited")));
    assert!((1..=61).contains(&wait.unwrap().parse::<u64>().unwrap()));
    // Somebody else at the same address is not held back.
    assert_eq!(log_in(&router, "finance@alpha.example", "x").await.0, StatusCode::UNAUTHORIZED);
}

async fn an_api_token_acts_as_its_person_until_it_ends(world: World) {
    let (router, admin) = logged_in(&world).await;
    let new = json!({"name": "script", "expiresAt": "2026-01-05T09:00:00Z"});
    let (status, made) = ask(&router, &admin, "POST", "/api/v1/tokens", new).await;
    assert_eq!(status, StatusCode::CREATED);
    let (id, secret) = (made["id"].as_str().unwrap(), made["secret"].as_str().unwrap());
    assert!(secret.starts_with("rc_"));
    assert_eq!(ask(&router, secret, "GET", "/api/v1/me", Value::Null).await.1["id"], "alpha-admin");
    let (_, listed) = ask(&router, secret, "GET", "/api/v1/tokens", Value::Null).await;
    assert!(!listed.to_string().contains(secret), "shown once");
    assert!(world.tables.changed().await.iter().all(|row| !row.text.contains(secret)), "kept by nobody");

    world.clock.advance(3_600_000 - 1);
    assert_eq!(ask(&router, secret, "GET", "/api/v1/me", Value::Null).await.0, StatusCode::OK);
    world.clock.advance(1);
    assert_eq!(ask(&router, secret, "GET", "/api/v1/me", Value::Null).await.0, StatusCode::UNAUTHORIZED);

    let (_, made) = ask(&router, &admin, "POST", "/api/v1/tokens", json!({"name": "lasting"})).await;
    let (lasting, secret) = (made["id"].as_str().unwrap(), made["secret"].as_str().unwrap());
    assert_eq!(ask(&router, secret, "GET", "/api/v1/me", Value::Null).await.0, StatusCode::OK);
    for token in [lasting, id, id] {
        let (status, _) =
            ask(&router, &admin, "DELETE", &format!("/api/v1/tokens/{token}"), Value::Null).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
    }
    assert_eq!(ask(&router, secret, "GET", "/api/v1/me", Value::Null).await.0, StatusCode::UNAUTHORIZED);
    world.app.tasks.close();
    world.app.tasks.wait().await;
    let (_, listed) = ask(&router, &admin, "GET", "/api/v1/tokens", Value::Null).await;
    let used = listed["items"].as_array().unwrap().iter().find(|token| token["id"] == lasting).unwrap();
    assert_eq!(used["lastUsedAt"], "2026-01-05T09:00:00.000Z");
}

async fn an_admin_does_not_become_a_superadmin(world: World) {
    let (router, admin) = logged_in(&world).await;
    let superadmin = "/api/v1/people/alpha-superadmin";
    for (method, path, body) in [
        ("POST", "/api/v1/people", json!({"name": "x", "roles": ["superadmin"]})),
        ("PATCH", "/api/v1/people/alpha-admin", json!({"roles": ["superadmin", "admin"]})),
        ("PATCH", superadmin, json!({"email": "mine@alpha.example"})),
        ("PATCH", superadmin, json!({"isActive": false})),
        ("PUT", "/api/v1/people/alpha-superadmin/password", json!({"password": "now it is mine"})),
    ] {
        let (status, body) = ask(&router, &admin, method, path, body).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path}: {body}");
    }
    let myself = json!({"isActive": false});
    let (status, body) = ask(&router, &admin, "PATCH", "/api/v1/people/alpha-admin", myself).await;
    assert_eq!((status, body["code"].as_str()), (StatusCode::CONFLICT, Some("own_account")));
    let taken = json!({"name": "x", "email": "TEACHER@beta.example"});
    let (status, body) = ask(&router, &admin, "POST", "/api/v1/people", taken).await;
    assert_eq!((status, body["code"].as_str()), (StatusCode::CONFLICT, Some("email_taken")));
}

crate::on_both_databases!(
    a_login_names_the_person_and_their_organisation,
    a_wrong_password_and_an_unknown_address_read_alike,
    a_changed_password_a_changed_role_and_leaving_count_at_the_next_request,
    a_login_lasts_twelve_hours_to_the_second,
    forged_and_foreign_tokens_are_nobody,
    guessing_is_held_back_and_the_owner_is_not,
    an_api_token_acts_as_its_person_until_it_ends,
    an_admin_does_not_become_a_superadmin,
);
