//! What people of the demo want to be told by e-mail, beyond what everybody is.

use std::collections::BTreeMap;

use serde_json::json;

use super::client::ApiClient;

/// What a parent hears of who wants to know everything.
pub const EVERYTHING: &[&str] = &[
    "arrival",
    "departure",
    "session_arrival",
    "session_departure",
    "absence",
    "late",
    "correction",
    "session_cancelled",
    "session_moved",
    "low_balance",
];
/// What one hears of who need not know of every lesson that went well.
pub const WHAT_MATTERS: &[&str] = &[
    "arrival",
    "departure",
    "absence",
    "late",
    "correction",
    "session_cancelled",
    "session_moved",
    "low_balance",
];
/// What a member of a gym hears of the own visits.
pub const OWN_VISITS: &[&str] = &["arrival", "departure"];

/// Has somebody told of these by e-mail; everything else stays as it is by itself.
pub async fn set(admin: &ApiClient, person: &str, events: &[&str]) -> anyhow::Result<()> {
    let events: BTreeMap<&str, [&str; 1]> = events.iter().map(|event| (*event, ["email"])).collect();
    admin
        .put(&format!("/api/v1/people/{person}/notification-preferences"), json!({"events": events}))
        .await?;
    Ok(())
}
