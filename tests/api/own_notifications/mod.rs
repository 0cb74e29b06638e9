//! What people are told, from their side: their wishes and who else may set them, what they were told, their browsers, and
//! the link that switches e-mails off without a login.

mod browsers;
mod inbox;
mod unsubscribe_link;
mod wishes;

use axum::Router;
use serde_json::Value;

use crate::world::{World, ask};

fn router(world: &World) -> Router {
    world.router(rollcall::server::routes())
}

fn preferences_of(person: &str) -> String {
    format!("/api/v1/people/{person}/notification-preferences")
}

/// The rows of the audit log of this action, the newest first.
async fn audited(world: &World, router: &Router, action: &str) -> Vec<Value> {
    let admin = world.token("alpha", "alpha-admin");
    let (_, mut log) = ask(router, &admin, "GET", "/api/v1/audit-log", Value::Null).await;
    let mut rows: Vec<Value> = serde_json::from_value(log["items"].take()).unwrap();
    rows.retain(|one| one["action"] == action);
    rows
}
