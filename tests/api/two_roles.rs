//! A teacher who is a student on a colleague's session is no keeper of it.

use axum::Router;
use rollcall::api;
use serde_json::{Value, json};

use crate::world::{World, ask};

const SESSION: &str = "/api/v1/sessions/alpha-attended-session";

async fn is_teacher_and_student(world: &World) {
    world.tables.run("DELETE FROM person_roles WHERE person_id = 'alpha-both'").await;
    for role in ["teacher", "student"] {
        let sql = format!("INSERT INTO person_roles VALUES ('alpha', 'alpha-both', '{role}')");
        world.tables.run(&sql).await;
    }
}

async fn status(router: &Router, token: &str, method: &str, uri: &str, body: Value) -> u16 {
    ask(router, token, method, uri, body).await.0.as_u16()
}

async fn a_colleagues_session_is_not_kept_by_attending_it(world: World) {
    is_teacher_and_student(&world).await;
    let router = world.router(api::routes());
    let me = world.token("alpha", "alpha-both");
    let finance = world.token("alpha", "alpha-finance");
    let payroll = "/api/v1/payroll/teachers?year=2026&month=1&lines=true";
    let (_, before) = ask(&router, &finance, "GET", payroll, Value::Null).await;
    assert!(
        before["teachers"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| { one["personId"] == "alpha-colleague" && one["amount"]["amount"] == "1.00" }),
        "{before}"
    );

    let absent = |person: &str| json!({"personId": person, "outcome": "absent", "reason": "attack"});
    let mark = |person: &str| json!({"personId": person, "direction": "out"});
    let attacks = [
        ("POST", format!("{SESSION}/overrides"), absent("alpha-colleague")),
        ("POST", format!("{SESSION}/overrides"), absent("alpha-other-student")),
        ("POST", format!("{SESSION}/overrides"), absent("alpha-both")),
        ("POST", format!("{SESSION}/marks"), mark("alpha-colleague")),
        ("POST", format!("{SESSION}/marks"), mark("alpha-other-student")),
        ("POST", format!("{SESSION}/complete"), Value::Null),
        ("POST", format!("{SESSION}/resync"), Value::Null),
        ("GET", format!("{SESSION}/evidence"), Value::Null),
        ("GET", format!("{SESSION}/overrides"), Value::Null),
        ("GET", "/api/v1/attendance-logs?session_id=alpha-attended-session".into(), Value::Null),
        ("POST", "/api/v1/sessions/alpha-attended-planned/cancel".into(), Value::Null),
        (
            "POST",
            "/api/v1/sessions/alpha-attended-planned/reschedule".into(),
            json!({"start": "2026-02-01T08:00:00Z"}),
        ),
        ("POST", "/teacher/sessions/alpha-attended-lesson/complete".into(), Value::Null),
        ("POST", "/monitoring/sync-participants/alpha-attended-session".into(), Value::Null),
        ("GET", "/api/v1/lines/alpha-other-pay-line/explain".into(), Value::Null),
    ];
    for (method, uri, body) in attacks {
        assert_eq!(status(&router, &me, method, &uri, body).await, 403, "{method} {uri}");
    }
    let (_, after) = ask(&router, &finance, "GET", payroll, Value::Null).await;
    assert_eq!(after, before, "nobody's pay has moved");

    // What is theirs they have: their part of it, and all of what they teach.
    let (_, seen) = ask(&router, &me, "GET", &format!("{SESSION}/attendance"), Value::Null).await;
    let reported: Vec<_> =
        seen["reports"].as_array().unwrap().iter().map(|one| one["personId"].as_str().unwrap()).collect();
    assert_eq!(reported, ["alpha-both"], "{seen}");
    for uri in ["/api/v1/sessions/alpha-taught-session/evidence", "/api/v1/lines/alpha-attended-line/explain"]
    {
        assert_eq!(status(&router, &me, "GET", uri, Value::Null).await, 200, "{uri}");
    }
    let (_, pay) = ask(&router, &me, "GET", payroll, Value::Null).await;
    assert_eq!(pay["teachers"].as_array().unwrap().len(), 1, "{pay}");
    assert_eq!(pay["teachers"][0]["personId"], "alpha-both");
}

crate::on_both_databases!(a_colleagues_session_is_not_kept_by_attending_it);
