//! Logging in, and what ends a login.

use axum::Router;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::world::{World, ask};

pub const PASSWORD: &str = "correct horse";

/// A router and a token of the admin of alpha, who has set `PASSWORD`.
pub async fn logged_in(world: &World) -> (Router, String) {
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
    let (status, _) = ask(&router, &teacher, "GET", "/api/v1/me", Value::Null).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "being active again revives no login");

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
    // Older versions say no era; theirs and ours may run side by side.
    let mut older = claims.clone();
    older.as_object_mut().unwrap().remove("era");
    let older = signed(Algorithm::HS256, &older);
    assert_eq!(ask(&router, &older, "GET", "/api/v1/me", Value::Null).await.0, StatusCode::OK);
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
        ("another era", signed(Algorithm::HS256, &with("era", json!(1)))),
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
    for _ in 0..10 {
        assert_eq!(log_in(&router, "admin@alpha.example", "a guess").await.0, StatusCode::UNAUTHORIZED);
    }
    let held = json!({"email": "admin@alpha.example", "password": PASSWORD});
    let (status, wait, problem) =
        crate::world::ask_for_header(&router, "/api/v1/logins", held, "retry-after").await;
    assert_eq!((status, problem["code"].as_str()), (StatusCode::TOO_MANY_REQUESTS, Some("rate_limited")));
    assert!((1..=61).contains(&wait.unwrap().parse::<u64>().unwrap()));
    // Somebody else at the same address is not held back.
    assert_eq!(log_in(&router, "finance@alpha.example", "x").await.0, StatusCode::UNAUTHORIZED);
    world.clock.advance(60_000);
    assert_eq!(log_in(&router, "admin@alpha.example", PASSWORD).await.0, StatusCode::OK);
}

async fn a_device_that_was_logged_in_gets_in_past_a_guesser_beside_it(world: World) {
    let (router, old) = logged_in(&world).await;
    world.clock.advance(12 * 3_600_000);
    assert_eq!(ask(&router, &old, "GET", "/api/v1/me", Value::Null).await.0, StatusCode::UNAUTHORIZED);
    for _ in 0..11 {
        log_in(&router, "admin@alpha.example", "a guess").await;
    }
    let credentials = json!({"email": "admin@alpha.example", "password": PASSWORD});
    let again = |token: String| {
        let (router, credentials) = (router.clone(), credentials.clone());
        async move { ask(&router, &token, "POST", "/api/v1/logins", credentials).await.0 }
    };
    assert_eq!(again(String::new()).await, StatusCode::TOO_MANY_REQUESTS);
    let others = world.token("alpha", "alpha-finance");
    assert_eq!(again(others).await, StatusCode::TOO_MANY_REQUESTS, "a login to another account");
    assert_eq!(again(old.clone()).await, StatusCode::OK);
    world.clock.advance(90 * 24 * 3_600_000);
    for _ in 0..11 {
        log_in(&router, "admin@alpha.example", "a guess").await;
    }
    assert_eq!(again(old).await, StatusCode::TOO_MANY_REQUESTS, "a device is forgotten after 90 days");
}

async fn an_open_login_is_no_way_to_guess_the_password(world: World) {
    let (router, admin) = logged_in(&world).await;
    let change = |current: &str| json!({"currentPassword": current, "newPassword": "another one"});
    let put = |change: Value| ask(&router, &admin, "PUT", "/api/v1/me/password", change);
    for _ in 0..10 {
        let (status, problem) = put(change("a guess")).await;
        assert_eq!((status.as_u16(), problem["code"].as_str()), (422, Some("wrong_password")));
    }
    assert_eq!(put(change(PASSWORD)).await.0, StatusCode::TOO_MANY_REQUESTS);
    world.clock.advance(60_000);
    assert_eq!(put(change(PASSWORD)).await.0, StatusCode::NO_CONTENT);
}

async fn what_is_too_long_to_be_an_address_or_a_password_is_refused_by_its_field(world: World) {
    let (router, _) = logged_in(&world).await;
    let long = format!("{}@alpha.example", "x".repeat(60_000));
    for (field, email, password) in
        [("email", long.as_str(), "x"), ("password", "admin@alpha.example", &"x".repeat(1_025))]
    {
        let (status, problem) = log_in(&router, email, password).await;
        assert_eq!((status.as_u16(), problem["field"].as_str()), (400, Some(field)), "{problem}");
    }
    let longest = format!("{}@alpha.example", "x".repeat(254 - 14));
    assert_eq!(log_in(&router, &longest, "x").await.0, StatusCode::UNAUTHORIZED);
}

async fn an_address_may_be_somebody_in_several_organisations(world: World) {
    let (router, admin) = logged_in(&world).await;
    let beta = world.token("beta", "beta-admin");
    let mother = json!({"name": "A mother", "email": "Mother@x.example", "roles": ["parent"],
                        "password": "of both academies"});
    let mut ids = Vec::new();
    for admin in [&admin, &beta] {
        let (status, made) = ask(&router, admin, "POST", "/api/v1/people", mother.clone()).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    let (status, taken) = ask(&router, &admin, "POST", "/api/v1/people", mother.clone()).await;
    assert_eq!((status, taken["code"].as_str()), (StatusCode::CONFLICT, Some("email_taken")));

    let (status, problem) = log_in(&router, "mother@x.example", "of both academies").await;
    assert_eq!((status, problem["code"].as_str()), (StatusCode::CONFLICT, Some("choose_organization")));
    let both = json!([{"id": "alpha", "name": "alpha academy"}, {"id": "beta", "name": "beta academy"}]);
    assert_eq!(problem["organizations"], both);
    let into = |organization: &str, password: &str| json!({"email": "mother@x.example", "password": password, "organizationId": organization});
    for (organization, id) in ["alpha", "beta"].into_iter().zip(&ids) {
        let asked = into(organization, "of both academies");
        let (status, login) = ask(&router, "", "POST", "/api/v1/logins", asked).await;
        assert_eq!(status, StatusCode::OK, "{login}");
        assert_eq!(login["person"]["id"], **id);
        assert_eq!(login["person"]["organization"]["id"], organization);
    }

    // Another password in one of them: each fits in its own, and nothing tells of the other.
    let path = format!("/api/v1/people/{}/password", ids[1]);
    ask(&router, &beta, "PUT", &path, json!({"password": "of beta alone"})).await;
    for (password, organization) in [("of both academies", "alpha"), ("of beta alone", "beta")] {
        let (status, login) = log_in(&router, "mother@x.example", password).await;
        assert_eq!(status, StatusCode::OK, "{login}");
        assert_eq!(login["person"]["organization"]["id"], organization);
    }
    let unknown = log_in(&router, "nobody@x.example", "x").await;
    for asked in [into("beta", "of both academies"), into("gamma", "of beta alone"), into("alpha", "guess")] {
        let (status, mut problem) = ask(&router, "", "POST", "/api/v1/logins", asked.clone()).await;
        problem["requestId"] = unknown.1["requestId"].clone();
        assert_eq!((status, &problem), (unknown.0, &unknown.1), "{asked}");
    }
    // Who left one organisation is still somebody in the other.
    ask(&router, &beta, "PUT", &path, json!({"password": "of both academies"})).await;
    let path = format!("/api/v1/people/{}", ids[1]);
    ask(&router, &beta, "PATCH", &path, json!({"isActive": false})).await;
    let (_, login) = log_in(&router, "mother@x.example", "of both academies").await;
    assert_eq!(login["person"]["organization"]["id"], "alpha");
}

/// Each try costs a hash, so there is a most. Whoever adds an address elsewhere later keeps nobody out.
async fn a_password_is_tried_in_eight_organisations_and_in_any_that_is_named(world: World) {
    let (router, _) = logged_in(&world).await;
    let root = world.token("alpha", "alpha-superadmin");
    let mut organizations = Vec::new();
    for number in 1..=9 {
        let new = json!({"name": format!("number {number}"), "timeZone": "UTC", "currency": "EUR"});
        let (_, founded) = ask(&router, &root, "POST", "/api/v1/organizations", new).await;
        let organization = founded["id"].as_str().unwrap().to_owned();
        let person = json!({"name": "x", "email": "x@x", "roles": ["student"], "password": format!("password {number}")});
        let headers = std::collections::BTreeMap::from([
            ("authorization", format!("Bearer {root}")),
            ("rollcall-organization", organization.clone()),
        ]);
        let request = crate::world::request("POST", "/api/v1/people", &headers, Some(&person));
        assert_eq!(crate::world::send(&router, request).await.0, StatusCode::CREATED);
        organizations.push(organization);
        world.clock.advance(1);
    }
    for (number, wanted) in [(1, StatusCode::OK), (8, StatusCode::OK), (9, StatusCode::UNAUTHORIZED)] {
        assert_eq!(log_in(&router, "x@x", &format!("password {number}")).await.0, wanted, "{number}");
    }
    let ninth = json!({"email": "x@x", "password": "password 9", "organizationId": organizations[8]});
    assert_eq!(ask(&router, "", "POST", "/api/v1/logins", ninth).await.0, StatusCode::OK);
}

async fn a_log_is_found_by_an_address_in_the_own_organisation_alone(world: World) {
    let router = world.router(rollcall::api::routes());
    let [alpha, beta] = ["alpha", "beta"].map(|one| world.token(one, &format!("{one}-admin")));
    // The student of beta is known in alpha by the same address, and was never seen there.
    let student = json!({"email": "student@alpha.example"});
    ask(&router, &beta, "PATCH", "/api/v1/people/beta-student", student).await;
    let mark = json!({"personId": "beta-student", "direction": "in"});
    let (status, _) = ask(&router, &beta, "POST", "/api/v1/sessions/beta-session/marks", mark).await;
    assert!(status.is_success());
    for (token, seen) in [(&alpha, 0), (&beta, 1)] {
        for path in ["/api/v1/attendance-logs", "/monitoring/attendance-logs"] {
            let asked = format!("{path}?user_email=Student@Alpha.example");
            let (_, logs) = ask(&router, token, "GET", &asked, Value::Null).await;
            let items = logs["items"].as_array().unwrap();
            let known = items.iter().filter(|log| log.to_string().contains("beta-student")).count();
            assert_eq!((items.len(), known), (seen, seen), "{logs}");
        }
    }
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
    let taken = json!({"name": "x", "email": "TEACHER@alpha.example"});
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
    a_device_that_was_logged_in_gets_in_past_a_guesser_beside_it,
    an_open_login_is_no_way_to_guess_the_password,
    what_is_too_long_to_be_an_address_or_a_password_is_refused_by_its_field,
    an_address_may_be_somebody_in_several_organisations,
    a_password_is_tried_in_eight_organisations_and_in_any_that_is_named,
    a_log_is_found_by_an_address_in_the_own_organisation_alone,
    an_admin_does_not_become_a_superadmin,
);
