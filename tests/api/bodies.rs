//! What every route refuses alike, whatever it is for.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use rollcall::api::{self, NoContent, Problem, RouteAccess, RouteRequest, post};
use rollcall::domain::access::Rows;
use rollcall::domain::people::Role;
use serde_json::{Value, json};

use crate::matrix::line::Line;
use crate::matrix::lines::lines;
use crate::world::{World, ask, send};

/// A request to a route by somebody who may call it.
struct Asked {
    method: &'static str,
    path: String,
    body: Value,
    token: String,
}

/// Every line with a body.
fn with_bodies(world: &World) -> Vec<Asked> {
    let all = lines().into_iter().filter(|line| !line.route.contains("/webhooks/"));
    all.filter_map(|line| {
        let token = caller(world, &line);
        let (method, path) = line.route.split_once(' ').unwrap();
        Some(Asked { method, path: path.replace("{id}", "alpha-student"), body: line.body?, token })
    })
    .collect()
}

/// The token of somebody who may: of a superadmin, wherever superadmins may.
fn caller(world: &World, line: &Line) -> String {
    let may = || line.all.iter().chain(&line.own);
    let role = may().find(|role| **role == Role::Superadmin).or(may().next());
    world.token("alpha", &format!("alpha-{}", role.unwrap_or(&Role::Superadmin)))
}

/// Whether a refusal has the code, in the shape of its address: the doors have their own.
pub fn has_code(problem: &Value, code: &str) -> bool {
    match (problem["code"].as_str(), problem["message"].as_str()) {
        (Some("invalid_body"), _) if problem["error"].is_string() => code.starts_with("invalid_"),
        (Some(told), _) => told == code,
        (None, message) => {
            message.is_some_and(|told| code == "too_large" || told.starts_with("Invalid request: "))
        }
    }
}

/// Whether a refusal names the field, in the shape of its address.
pub fn names_field(problem: &Value, field: &str) -> bool {
    if let Some(named) = problem["field"].as_str() {
        return named == field;
    }
    let told = problem["error"].as_str().or(problem["message"].as_str());
    told.is_some_and(|text| text.starts_with("Invalid request: ") && text.contains(field))
}

async fn an_unknown_field_is_refused_by_every_route(world: World) {
    let router = world.router(api::routes());
    for Asked { method, path, mut body, token } in with_bodies(&world) {
        body["unheardOf"] = json!(1);
        let (status, problem) = ask(&router, &token, method, &path, body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{method} {path}: {problem}");
        assert!(names_field(&problem, "unheardOf"), "{method} {path}: {problem}");
        assert!(world.tables.changed().await.is_empty(), "{method} {path}");
    }
}

/// PostgreSQL keeps no NUL in a text; whoever sends one is told so on both databases.
async fn a_nul_is_refused_wherever_it_stands(world: World) {
    let router = world.router(api::routes());
    for line in lines().into_iter().filter(|line| !line.page && !line.route.contains("/webhooks/")) {
        let token = caller(&world, &line);
        let (method, path) = line.route.split_once(' ').unwrap();
        let body = || line.body.clone().unwrap_or_default();
        let mut asked: Vec<(String, Value, u16)> = Vec::new();
        if path.contains("{id}") {
            asked.push((path.replace("{id}", "a%00b"), body(), 404));
        }
        let own = path.replace("{id}", "alpha-session");
        if let Some(mut body) = line.body.clone() {
            body["\0"] = json!("\0");
            asked.push((own.clone(), body, 400));
        }
        if !line.query.is_empty() {
            let query: Vec<String> =
                line.query.split('&').map(|one| format!("{}=%00", one.split_once('=').unwrap().0)).collect();
            asked.push((format!("{own}?{}", query.join("&")), Value::Null, 400));
        }
        for (uri, body, wanted) in asked {
            let (status, problem) = ask(&router, &token, method, &uri, body).await;
            assert_eq!(status.as_u16(), wanted, "{method} {uri}: {problem}");
        }
    }
    let token = world.token("alpha", "alpha-superadmin");
    for uri in ["/api/v1/sessions?teacher=%00", "/monitoring/attendance-logs?user_email=%00"] {
        assert_eq!(ask(&router, &token, "GET", uri, Value::Null).await.0, StatusCode::BAD_REQUEST, "{uri}");
    }
    let nobody = "/api/v1/unmatched/bGl2ZWtpdDoA/bind";
    let (status, _) = ask(&router, &token, "POST", nobody, json!({"personId": null})).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "livekit: and a NUL");
    let name = json!({"name": "a\\u0000b"});
    assert_eq!(
        ask(&router, &token, "POST", "/api/v1/households", name).await.0,
        StatusCode::CREATED,
        "no NUL"
    );
}

async fn what_is_no_json_object_is_refused_by_every_route(world: World) {
    let router = world.router(api::routes());
    // A queue of scans may be a megabyte long, any other body 64 KiB.
    let long_of = |most: usize| format!("{{\"name\": \"{}\"}}", "x".repeat(most));
    let (long, queue) = (long_of(64 * 1024), long_of(1024 * 1024));
    for Asked { method, path, token, .. } in with_bodies(&world) {
        let long = if path == "/api/v1/scans" { &queue } else { &long };
        for (text, wanted, code) in [
            ("{", 400, "invalid_json"),
            ("{} {}", 400, "invalid_json"),
            ("\u{fffd}", 400, "invalid_json"),
            ("[]", 400, "invalid_body"),
            ("3", 400, "invalid_body"),
            (long.as_str(), 413, "too_large"),
        ] {
            let request = Request::builder()
                .method(method)
                .uri(&path)
                .header(header::AUTHORIZATION, format!("Bearer {token}"))
                .header(header::CONTENT_TYPE, "application/json; charset=utf-8");
            let (status, body) = send(&router, request.body(text.to_owned().into()).unwrap()).await;
            let problem: Value = serde_json::from_str(&body).unwrap();
            assert_eq!(status.as_u16(), wanted, "{method} {path} {text:.9}: {problem}");
            assert!(has_code(&problem, code), "{method} {path} {text:.9}: {problem}");
        }
        let form = Request::builder()
            .method(method)
            .uri(&path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let (status, _) = send(&router, form.body("name=x".into()).unwrap()).await;
        assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{method} {path}");
    }
    assert!(world.tables.changed().await.is_empty());
}

async fn a_refusal_is_a_problem_document_with_the_request_s_id(world: World) {
    let router = world.router(api::routes());
    let token = world.token("alpha", "alpha-admin");
    for (method, path, status) in [
        ("GET", "/nowhere", 404),
        ("DELETE", "/api/v1/people", 405),
        ("GET", "/api/v1/people/%ff", 404),
        ("GET", "/api/v1/people/alpha-nobody", 404),
        ("GET", "/api/v1/people?limit=0", 400),
        ("GET", "/api/v1/people?limit=501", 400),
        ("GET", "/api/v1/people?limit=many", 400),
        ("GET", "/api/v1/people?cursor=mine", 400),
        ("GET", "/api/v1/people?role=king", 400),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header("x-request-id", "trace-7");
        let response =
            tower::ServiceExt::oneshot(router.clone(), request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{method} {path}");
        let headers = response.headers().clone();
        assert_eq!(headers["content-type"], "application/problem+json");
        assert_eq!(headers["x-request-id"], "trace-7");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["cache-control"], "no-store");
        let body = http_body_util::BodyExt::collect(response.into_body()).await.unwrap().to_bytes();
        let problem: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(problem["status"], status);
        assert_eq!(problem["requestId"], "trace-7");
        for member in ["type", "title", "code", "detail"] {
            assert!(problem[member].as_str().is_some_and(|text| !text.is_empty()), "{member} of {problem}");
        }
    }
}

async fn a_panic_and_a_slow_handler_end_their_own_request_alone(world: World) {
    async fn panics(call: RouteRequest) -> Result<NoContent, Problem> {
        panic!("on purpose, by {}", call.caller.person)
    }
    async fn dawdles(_: RouteRequest) -> Result<NoContent, Problem> {
        tokio::time::sleep(Duration::from_secs(3_600)).await;
        Ok(NoContent)
    }
    let admins = &[(Role::Admin, Rows::Organization)];
    let router = world.router(vec![
        post("/panics", "Panics").who(admins).to(panics),
        post("/dawdles", "Takes long").who(admins).to(dawdles).timeout(Duration::from_millis(50)),
    ]);
    let token = world.token("alpha", "alpha-admin");
    let (status, problem) = ask(&router, &token, "POST", "/panics", Value::Null).await;
    assert_eq!((status.as_u16(), problem["code"].as_str()), (500, Some("internal")));
    assert!(!problem.to_string().contains("purpose"), "the cause stays inside: {problem}");
    let (status, problem) = ask(&router, &token, "POST", "/dawdles", Value::Null).await;
    assert_eq!((status.as_u16(), problem["code"].as_str()), (504, Some("timeout")));
}

#[test]
fn the_document_is_openapi_3_1_and_names_every_route() {
    let document: Value = serde_json::to_value(api::document(&api::routes())).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let mut ids = std::collections::BTreeSet::new();
    for route in api::routes() {
        let declaration = &route.declaration;
        let path = declaration.path.replace("{*", "{");
        let operation = &document["paths"][path][declaration.method.as_str().to_lowercase()];
        assert_eq!(operation["summary"], declaration.summary, "{}", route.name());
        assert!(
            ids.insert(operation["operationId"].to_string()),
            "{} is named twice",
            operation["operationId"]
        );
        let guarded = matches!(declaration.access, RouteAccess::Roles(_));
        assert_eq!(operation["security"].is_array(), guarded, "{}", route.name());
        let parameters = operation["parameters"].to_string();
        assert_eq!(parameters.contains("Idempotency-Key"), guarded && declaration.method == Method::POST);
    }
    let text = document.to_string();
    for reference in text.split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(document["components"]["schemas"][reference].is_object(), "{reference} is not there");
    }
}

/// No route is reachable that is not declared.
async fn what_is_not_declared_is_not_there(world: World) {
    let mut routes = api::routes();
    routes.retain(|route| route.name() != "GET /api/v1/me");
    let (status, _) =
        ask(&world.router(routes), &world.token("alpha", "alpha-admin"), "GET", "/api/v1/me", Value::Null)
            .await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

crate::on_both_databases!(
    an_unknown_field_is_refused_by_every_route,
    what_is_no_json_object_is_refused_by_every_route,
    a_nul_is_refused_wherever_it_stands,
    a_refusal_is_a_problem_document_with_the_request_s_id,
    a_panic_and_a_slow_handler_end_their_own_request_alone,
    what_is_not_declared_is_not_there,
);
