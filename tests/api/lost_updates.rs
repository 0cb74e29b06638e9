//! Two who change different fields of one row at once: both changes hold, whatever the database shows them meanwhile.

use axum::Router;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::world::{World, ask};

/// Pairs of changes of each row.
const PAIRS: usize = 30;

crate::on_both_databases! {
    two_changes_of_different_fields_at_once_both_hold,
}

/// A row, and two fields of it with the values they go to and fro between.
struct Row {
    path: &'static str,
    one: (&'static str, [Value; 2]),
    other: (&'static str, [Value; 2]),
}

fn rows() -> Vec<Row> {
    let row = |path, one, other| Row { path, one, other };
    vec![
        row(
            "/api/v1/people/alpha-student",
            ("isActive", [json!(false), json!(true)]),
            ("name", [json!("One"), json!("Two")]),
        ),
        row(
            "/api/v1/people/alpha-other-student",
            ("roles", [json!(["student", "parent"]), json!(["student"])]),
            ("householdId", [json!("alpha-home"), json!(null)]),
        ),
        row(
            "/api/v1/households/alpha-home",
            ("name", [json!("One"), json!("Two")]),
            ("payerId", [json!("alpha-parent"), json!("alpha-admin")]),
        ),
        row(
            "/api/v1/organizations/alpha",
            ("name", [json!("One"), json!("Two")]),
            ("timeZone", [json!("Europe/London"), json!("Asia/Riyadh")]),
        ),
        row(
            "/api/v1/settings",
            ("session_buffer_minutes", [json!(5), json!(10)]),
            ("blocked_days", [json!(["friday"]), json!([])]),
        ),
    ]
}

async fn two_changes_of_different_fields_at_once_both_hold(world: World) {
    let router = world.router(rollcall::api::routes());
    let token = world.token("alpha", "alpha-admin");
    for row in rows() {
        for turn in 0..PAIRS {
            let value = |field: &(&str, [Value; 2])| json!({field.0: field.1[turn % 2]});
            let change = |body: Value| ask(&router, &token, "PATCH", row.path, body);
            let done = tokio::join!(change(value(&row.one)), change(value(&row.other)));
            for (status, body) in [&done.0, &done.1] {
                assert_eq!(*status, StatusCode::OK, "{}: {body}", row.path);
            }
            let (_, now) = ask(&router, &token, "GET", row.path, Value::Null).await;
            for field in [&row.one, &row.other] {
                let expected = &field.1[turn % 2];
                assert_eq!(&now[field.0], expected, "{}, turn {turn}: {} was lost", row.path, field.0);
            }
        }
    }
    both_policies_hold(&router, &token).await;
}

/// The organisation's patch and that of a kind are one row too.
async fn both_policies_hold(router: &Router, token: &str) {
    for turn in 1..=PAIRS {
        let patch = json!({"reconnectGraceSeconds": turn});
        let change = |path| ask(router, token, "PUT", path, patch.clone());
        let done = tokio::join!(change("/api/v1/policies"), change("/api/v1/policies/quran"));
        for (status, body) in [&done.0, &done.1] {
            assert_eq!(*status, StatusCode::OK, "{body}");
        }
        let (_, now) = ask(router, token, "GET", "/api/v1/policies", Value::Null).await;
        assert_eq!((&now["organization"], &now["kinds"]["quran"]), (&patch, &patch), "turn {turn}");
        assert_eq!(now["version"], 1 + 2 * turn);
    }
}
