//! API tokens: what they may do, and that an end is an end.

use axum::Router;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::logins::{PASSWORD, logged_in};
use crate::world::{World, ask};

/// A token made by this login; its id and secret.
async fn made(router: &Router, login: &str, body: Value) -> (String, String) {
    let (status, made) = ask(router, login, "POST", "/api/v1/tokens", body).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    (made["id"].as_str().unwrap().to_owned(), made["secret"].as_str().unwrap().to_owned())
}

async fn refused(router: &Router, token: &str, method: &str, path: &str, body: Value) -> (u16, String) {
    let (status, problem) = ask(router, token, method, path, body).await;
    (status.as_u16(), problem["code"].as_str().unwrap_or_default().to_owned())
}

/// Whether it is still somebody's.
async fn lives(router: &Router, token: &str) -> bool {
    match ask(router, token, "GET", "/api/v1/me", Value::Null).await.0 {
        StatusCode::OK => true,
        StatusCode::UNAUTHORIZED => false,
        other => panic!("{other}"),
    }
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

/// What an admin does here ends every login and token of alpha-teacher, and nobody else's.
async fn ended_for_good(world: World, ends: &[(&str, &str, Value)]) {
    let (router, admin) = logged_in(&world).await;
    let login = world.token("alpha", "alpha-teacher");
    let (_, secret) = made(&router, &login, json!({"name": "script"})).await;
    let others = world.token("alpha", "alpha-other-teacher");
    assert!(lives(&router, &login).await && lives(&router, &secret).await);
    for (method, path, body) in ends {
        let (status, answer) = ask(&router, &admin, method, path, body.clone()).await;
        assert!(status.is_success(), "{method} {path}: {answer}");
    }
    assert!(!lives(&router, &secret).await, "the token");
    assert!(!lives(&router, &login).await, "the login");
    assert!(lives(&router, &others).await, "somebody else's");
    let path = "/api/v1/tokens?person_id=alpha-teacher";
    let (_, listed) = ask(&router, &admin, "GET", path, Value::Null).await;
    let tokens = listed["items"].as_array().unwrap();
    assert_eq!(tokens.len(), 2, "the world's own too");
    assert!(tokens.iter().all(|token| token["revokedAt"] == "2026-01-05T08:00:00.000Z"), "{listed}");
}

async fn a_password_that_an_admin_sets_ends_logins_and_tokens(world: World) {
    let body = json!({"password": "set by the office"});
    ended_for_good(world, &[("PUT", "/api/v1/people/alpha-teacher/password", body)]).await;
}

async fn who_is_active_again_gets_nothing_back(world: World) {
    let path = "/api/v1/people/alpha-teacher";
    let change = |is_active: bool| ("PATCH", path, json!({"isActive": is_active}));
    ended_for_good(world, &[change(false), change(true)]).await;
}

async fn a_new_password_of_ones_own_ends_logins_and_tokens(world: World) {
    let (router, admin) = logged_in(&world).await;
    let (_, secret) = made(&router, &admin, json!({"name": "script"})).await;
    let change = json!({"currentPassword": PASSWORD, "newPassword": PASSWORD});
    let (status, _) = ask(&router, &admin, "PUT", "/api/v1/me/password", change).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert!(!lives(&router, &secret).await);
}

async fn a_token_that_may_only_read_changes_nothing(world: World) {
    let router = world.router(rollcall::api::routes());
    let admin = world.token("alpha", "alpha-admin");
    let (_, secret) = made(&router, &admin, json!({"name": "reads", "readOnly": true})).await;
    let before = world.tables.changed().await;
    for route in rollcall::api::routes() {
        if matches!(route.declaration.access, rollcall::api::RouteAccess::Public) {
            continue;
        }
        let (method, path) = (route.declaration.method.as_str(), route.declaration.path);
        let path = path.replace("{id}", "alpha-session");
        // It would be followed for ever.
        let path = if path == "/api/v1/live" { path + "?follow=false" } else { path };
        let (status, body) = ask(&router, &secret, method, &path, json!({})).await;
        let problem = body["code"] == "read_only_token"
            || body["code"] == "login_required"
            || !path.starts_with("/api/v1");
        if method == "GET" {
            assert_ne!(status, StatusCode::UNAUTHORIZED, "{path}");
        } else {
            assert_eq!((status, problem), (StatusCode::FORBIDDEN, true), "{method} {path}: {body}");
        }
    }
    world.app.tasks.close();
    world.app.tasks.wait().await;
    let changed: Vec<_> =
        world.tables.changed().await.into_iter().filter(|row| !before.contains(row)).collect();
    assert!(changed.iter().all(|row| row.table == "api_tokens"), "only its use was noted: {changed:?}");
}

async fn a_token_of_one_role_does_what_that_role_does(world: World) {
    let router = world.router(rollcall::api::routes());
    let root = world.token("alpha", "alpha-superadmin");
    let roles = json!({"roles": ["superadmin", "admin", "teacher"]});
    ask(&router, &root, "PATCH", "/api/v1/people/alpha-superadmin", roles).await;
    let of = |role: &str| made(&router, &root, json!({"name": role, "role": role}));
    let ((_, teacher), (_, admin)) = (of("teacher").await, of("admin").await);
    let get = |token: &str, path: &str| {
        let (router, token, path) = (router.clone(), token.to_owned(), path.to_owned());
        async move { ask(&router, &token, "GET", &path, Value::Null).await }
    };
    assert_eq!(get(&teacher, "/api/v1/settings").await.0, StatusCode::FORBIDDEN);
    assert_eq!(get(&teacher, "/api/v1/sessions").await.1["items"], json!([]), "they teach none");
    assert_eq!(get(&admin, "/api/v1/settings").await.0, StatusCode::OK);
    let found = json!({"name": "mine", "timeZone": "UTC", "currency": "EUR"});
    for (method, path, body) in [
        ("POST", "/api/v1/organizations", found),
        // What would make more of it than it is.
        ("PUT", "/api/v1/people/alpha-superadmin/password", json!({"password": "now it is mine"})),
        ("PATCH", "/api/v1/people/alpha-superadmin", json!({"email": "mine@alpha.example"})),
        ("POST", "/api/v1/people", json!({"name": "x", "roles": ["superadmin"]})),
    ] {
        assert_eq!(refused(&router, &admin, method, path, body).await, (403, "forbidden".into()), "{path}");
    }
    // The role goes, and the token does nothing until its person has it again.
    ask(&router, &root, "PATCH", "/api/v1/people/alpha-superadmin", json!({"roles": ["superadmin"]})).await;
    assert_eq!(get(&teacher, "/api/v1/sessions").await.0, StatusCode::FORBIDDEN);
    let body = json!({"name": "x", "role": "teacher"});
    assert_eq!(refused(&router, &root, "POST", "/api/v1/tokens", body).await, (422, "not_your_role".into()));
}

async fn a_token_makes_no_token_and_no_password(world: World) {
    let (router, admin) = logged_in(&world).await;
    let (id, secret) = made(&router, &admin, json!({"name": "script"})).await;
    let change = json!({"currentPassword": PASSWORD, "newPassword": "now it is mine"});
    for (method, path, body) in
        [("POST", "/api/v1/tokens", json!({"name": "another"})), ("PUT", "/api/v1/me/password", change)]
    {
        assert_eq!(refused(&router, &secret, method, path, body).await, (403, "login_required".into()));
    }
    let (status, _) = ask(&router, &secret, "DELETE", &format!("/api/v1/tokens/{id}"), Value::Null).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "it may end itself");
    assert!(!lives(&router, &secret).await);
}

async fn a_token_ends_within_a_year(world: World) {
    let router = world.router(rollcall::api::routes());
    let admin = world.token("alpha", "alpha-admin");
    let ends = |at: &str| json!({"name": "script", "expiresAt": at});
    for (at, code) in [
        ("2026-01-05T08:00:00Z", "already_expired"),
        ("2027-01-06T08:00:00.001Z", "expires_too_late"),
        ("9999-01-01T00:00:00Z", "expires_too_late"),
    ] {
        let answer = refused(&router, &admin, "POST", "/api/v1/tokens", ends(at)).await;
        assert_eq!(answer, (422, code.to_owned()), "{at}");
    }
    made(&router, &admin, ends("2027-01-06T08:00:00Z")).await;
    let (_, made) = ask(&router, &admin, "POST", "/api/v1/tokens", json!({"name": "usual"})).await;
    assert_eq!(made["expiresAt"], "2026-04-05T08:00:00.000Z", "90 days");
    assert_eq!((&made["readOnly"], &made["role"]), (&json!(false), &Value::Null));
    assert_eq!((&made["personId"], &made["personName"]), (&json!("alpha-admin"), &json!("alpha admin")));
}

async fn somebody_has_twenty_tokens_and_makes_thirty_an_hour(world: World) {
    let router = world.router(rollcall::api::routes());
    let student = world.token("alpha", "alpha-student");
    let make = || ask(&router, &student, "POST", "/api/v1/tokens", json!({"name": "x"}));
    let answers = futures_util::future::join_all((0..25).map(|_| make())).await;
    // The world gave one.
    let made: Vec<&Value> =
        answers.iter().filter(|one| one.0 == StatusCode::CREATED).map(|one| &one.1).collect();
    let many = answers.iter().filter(|one| one.1["code"] == "too_many_tokens").count();
    assert_eq!((made.len(), many), (19, 6), "also of those at once");
    for token in &made {
        let path = format!("/api/v1/tokens/{}", token["id"].as_str().unwrap());
        ask(&router, &student, "DELETE", &path, Value::Null).await;
    }
    for _ in 0..10 {
        assert_eq!(make().await.0, StatusCode::CREATED);
    }
    let (status, problem) = make().await;
    assert_eq!((status.as_u16(), problem["code"].as_str()), (429, Some("rate_limited")));
    world.clock.advance(3_600_000);
    assert_eq!(make().await.0, StatusCode::CREATED);
}

async fn an_admin_ends_any_token_but_a_superadmins(world: World) {
    let router = world.router(rollcall::api::routes());
    let [admin, root] = ["alpha-admin", "alpha-superadmin"].map(|one| world.token("alpha", one));
    let (id, secret) = made(&router, &world.token("alpha", "alpha-teacher"), json!({"name": "leaked"})).await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/v1/tokens?limit=5{cursor}");
        let (_, page) = ask(&router, &admin, "GET", &path, Value::Null).await;
        seen.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen.len(), 12, "one of each role, somebody else's, and this one");
    let leaked = seen.iter().find(|token| token["id"] == *id).unwrap();
    assert_eq!(leaked["personName"], "alpha teacher");
    let path = format!("/api/v1/tokens/{id}");
    let stranger = world.token("alpha", "alpha-student");
    assert_eq!(refused(&router, &stranger, "DELETE", &path, Value::Null).await, (403, "forbidden".into()));
    assert_eq!(ask(&router, &admin, "DELETE", &path, Value::Null).await.0, StatusCode::NO_CONTENT);
    assert!(!lives(&router, &secret).await);
    let supers = "/api/v1/tokens/alpha-superadmin-token";
    assert_eq!(refused(&router, &admin, "DELETE", supers, Value::Null).await, (403, "forbidden".into()));
    assert_eq!(ask(&router, &root, "DELETE", supers, Value::Null).await.0, StatusCode::NO_CONTENT);
    let (_, log) =
        ask(&router, &admin, "GET", &format!("/api/v1/audit-log?subject=token:{id}"), Value::Null).await;
    let entries = log["items"].as_array().unwrap();
    let ended = entries.iter().find(|entry| entry["action"] == "token.revoked").unwrap();
    assert_eq!(
        (&ended["actorId"], &ended["detail"]["personId"]),
        (&json!("alpha-admin"), &json!("alpha-teacher"))
    );
}

async fn a_key_of_more_roles_is_not_answered_to_a_token_of_fewer(world: World) {
    let router = world.router(rollcall::api::routes());
    let root = world.token("alpha", "alpha-superadmin");
    let both = json!({"roles": ["superadmin", "admin"]});
    ask(&router, &root, "PATCH", "/api/v1/people/alpha-superadmin", both).await;
    let (_, cut) = made(&router, &root, json!({"name": "x", "role": "admin"})).await;
    let post = |token: &str| {
        let headers = std::collections::BTreeMap::from([
            ("authorization", format!("Bearer {token}")),
            ("idempotency-key", "k".to_owned()),
        ]);
        let body = json!({"name": "once"});
        crate::world::request("POST", "/api/v1/people", &headers, Some(&body))
    };
    assert_eq!(crate::world::send(&router, post(&root)).await.0, StatusCode::CREATED);
    let (status, body) = crate::world::send(&router, post(&cut)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
}

crate::on_both_databases!(
    an_api_token_acts_as_its_person_until_it_ends,
    a_password_that_an_admin_sets_ends_logins_and_tokens,
    who_is_active_again_gets_nothing_back,
    a_new_password_of_ones_own_ends_logins_and_tokens,
    a_token_that_may_only_read_changes_nothing,
    a_token_of_one_role_does_what_that_role_does,
    a_token_makes_no_token_and_no_password,
    a_token_ends_within_a_year,
    somebody_has_twenty_tokens_and_makes_thirty_an_hour,
    an_admin_ends_any_token_but_a_superadmins,
    a_key_of_more_roles_is_not_answered_to_a_token_of_fewer,
);
