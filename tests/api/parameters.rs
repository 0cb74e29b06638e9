//! Query parameters: what nobody declared is refused by name on every route, and no cursor makes a server stumble.

use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rollcall::api::{self, Route, RouteAccess};
use rollcall::domain::people::Role;
use serde_json::{Value, json};

use crate::bodies::{has_code, names_field};
use crate::world::{World, ask};

/// Written by platforms, probes and browsers, which add what they like (`Loose`).
const LEFT_ALONE: &[&str] = &[
    "POST /webhooks/livekit",
    "GET /api/v1/connections/google/callback",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
    "GET /openapi.json",
    "GET /docs",
    "GET /docs/{*file}",
];

/// An address of the route that leads to something.
fn address(route: &Route) -> String {
    let path = route.declaration.path;
    path.replace("{id}", "alpha-session").replace("{name}", "sessions").replace("{kind}", "quran")
}

/// A role that may call it: superadmins, wherever they may.
fn caller(route: &Route) -> Role {
    let RouteAccess::Roles(grants) = &route.declaration.access else { return Role::Superadmin };
    let roles = || grants.iter().map(|(role, _)| *role);
    roles().find(|role| *role == Role::Superadmin).or(roles().next()).unwrap()
}

async fn a_parameter_nobody_declared_is_refused_by_every_route(world: World) {
    let router = world.router(api::routes());
    for route in api::routes().iter().filter(|route| !LEFT_ALONE.contains(&route.name().as_str())) {
        let uri = format!("{}?unheard_of=1", address(route));
        let token = world.token("alpha", &format!("alpha-{}", caller(route)));
        let (status, problem) =
            ask(&router, &token, route.declaration.method.as_str(), &uri, Value::Null).await;
        assert!(
            status == StatusCode::BAD_REQUEST
                && has_code(&problem, "unknown_parameter")
                && names_field(&problem, "unheard_of"),
            "{}: a platform's own address takes Loose<…> and a line in LEFT_ALONE here: {problem}",
            route.name()
        );
    }
    assert!(world.tables.changed().await.is_empty());
    for name in LEFT_ALONE.iter().filter(|name| name.starts_with("GET") && !name.contains('{')) {
        let uri = format!("{}?unheard_of=1", name.trim_start_matches("GET "));
        let (_, answer) = ask(&router, "", "GET", &uri, Value::Null).await;
        assert_ne!(answer["code"], "unknown_parameter", "{name}");
    }
}

async fn a_misspelt_parameter_is_answered_with_the_one_that_was_meant(world: World) {
    let router = world.router(api::routes());
    let token = world.token("alpha", "alpha-admin");
    for (uri, sent, meant) in [
        ("/api/v1/sessions?statsu=ongoing", "statsu", "nearest is status"),
        ("/api/v1/people?houshold_id=1", "houshold_id", "nearest is household_id"),
        ("/api/v1/people?role=student&isActive=true", "isActive", "nearest is is_active"),
        ("/monitoring/payroll/teachers?year=2026&month=1&formt=csv", "formt", "nearest is format"),
        ("/api/v1/billing/families?year=2026&month=1&lines=true", "lines", "year, month, format"),
        ("/api/v1/me?x", "x", "takes no parameters"),
    ] {
        let (status, problem) = ask(&router, &token, "GET", uri, Value::Null).await;
        assert_eq!((status.as_u16(), &problem["field"]), (400, &json!(sent)), "{uri}: {problem}");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains(sent) && detail.contains(meant), "{uri}: {detail}");
    }
}

/// Whatever a cursor decodes to, on both databases alike.
async fn a_malformed_cursor_is_refused_by_every_list(world: World) {
    let router = world.router(api::routes());
    let document = serde_json::to_value(api::document(&api::routes())).unwrap();
    let at = "2026-01-01T00:00:00Z";
    let mut lists = 0;
    for route in api::routes() {
        let operation = &document["paths"][route.declaration.path]["get"];
        if !operation["parameters"].to_string().contains("\"cursor\"") {
            continue;
        }
        lists += 1;
        let token = world.token("alpha", &format!("alpha-{}", caller(&route)));
        for place in [
            json!("a\0b").to_string(),
            json!([at, "a\0b"]).to_string(),
            json!([at, "a\0b", "c"]).to_string(),
            json!({"source": "livekit", "value": "a\0b"}).to_string(),
            json!({"source": "livekit", "value\0": "a"}).to_string(),
            json!(["\0", "a"]).to_string(),
            r#""\ud800""#.to_owned(),
            "{".to_owned(),
            "null".to_owned(),
            "\u{0}".to_owned(),
        ] {
            let uri = format!("{}?cursor={}", address(&route), URL_SAFE_NO_PAD.encode(&place));
            let (status, problem) = ask(&router, &token, "GET", &uri, Value::Null).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{} {place:?}: {problem}", route.name());
        }
        for text in ["%ff", "%00", "%F0%9F%92%A9", "a%20b", "===="] {
            let uri = format!("{}?cursor={text}", address(&route));
            let (status, problem) = ask(&router, &token, "GET", &uri, Value::Null).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{} {text}: {problem}", route.name());
        }
    }
    assert!(lists >= 10, "{lists} lists");
}

crate::on_both_databases!(
    a_parameter_nobody_declared_is_refused_by_every_route,
    a_misspelt_parameter_is_answered_with_the_one_that_was_meant,
    a_malformed_cursor_is_refused_by_every_list,
);
