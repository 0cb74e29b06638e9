//! Corrections and changes of a subscription.

use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use super::{DAY, Desk};
use crate::world::{NOW, World};

async fn corrections_and_changes_are_refused_where_they_cannot_be(world: World) {
    let desk = Desk::new(world);
    let new = |more: Value| {
        let mut body = json!({"personId": "alpha-student", "sessions": 2, "validFrom": "2026-01-01"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let path = "/api/v1/subscriptions";
    for (more, wanted) in [
        (json!({"personId": "beta-student"}), (422, "unknown_person")),
        (json!({"packageId": "nothing"}), (422, "unknown_package")),
        (json!({"sessions": null}), (422, "no_sessions")),
        (json!({"sessions": 0}), (400, "invalid_body")),
        (json!({"sessions": 1001}), (400, "invalid_body")),
        (json!({"kind": "event"}), (422, "not_lessons")),
        (json!({"validUntil": "2025-12-31"}), (422, "invalid_days")),
        (json!({"validFrom": "2026-02-30"}), (400, "invalid_body")),
        (json!({"left": 5}), (400, "invalid_body")),
        (
            json!({"draw": {"format": "individual", "platform": "livekit", "teacherId": "alpha-child"}}),
            (422, "not_a_teacher"),
        ),
    ] {
        let refused = desk.refused("admin", "POST", path, new(more.clone())).await;
        assert_eq!(refused, (wanted.0, wanted.1.to_owned()), "{more}");
    }
    let subscription = desk.subscription(json!({"sessions": 2})).await;
    let path = format!("/api/v1/subscriptions/{subscription}");
    let entries = format!("{path}/entries");
    for (body, wanted) in [
        (json!({"change": 0, "reason": "x"}), (422, "no_change")),
        (json!({"change": -3, "reason": "x"}), (409, "nothing_left")),
        (json!({"change": 1001, "reason": "x"}), (422, "too_many_sessions")),
        (json!({"change": 1, "reason": " "}), (400, "invalid_body")),
        (json!({"change": 1}), (400, "invalid_body")),
    ] {
        let refused = desk.refused("admin", "POST", &entries, body.clone()).await;
        assert_eq!(refused, (wanted.0, wanted.1.to_owned()), "{body}");
    }
    let gift = json!({"change": 1, "reason": "The line was bad."});
    let (status, ledger) = desk.ask("admin", "POST", &entries, gift.clone()).await;
    assert_eq!((status, &ledger["left"], &ledger["used"]), (201, &json!(3), &json!(0)));
    assert_eq!(ledger["entries"][0]["reason"], "The line was bad.");
    assert_eq!(desk.ask("finance", "POST", &entries, gift).await.0, 403);
    for change in [json!({"change": -2, "reason": "moved"}), json!({"change": -1, "reason": "moved"})] {
        assert_eq!(desk.ask("admin", "POST", &entries, change).await.0, 201);
    }
    let fewer = desk.refused("admin", "PATCH", &path, json!({"sessions": 1})).await;
    assert_eq!(fewer, (409, "sessions_used".into()));
    assert_eq!(desk.ask("other-student", "GET", &path, Value::Null).await.0, 403);
    assert_eq!(desk.ask("teacher", "GET", &path, Value::Null).await.0, 403);
    let (_, log) = desk.ask("admin", "GET", "/api/v1/audit-log", Value::Null).await;
    assert!(log["items"].to_string().contains("subscription.corrected"));
}

async fn every_field_of_a_subscription_may_be_changed(world: World) {
    let desk = Desk::new(world);
    let new = json!({"name": "Short", "kind": "academic", "sessions": 8, "durationMinutes": 25});
    let package = desk.made("/api/v1/packages", new).await;
    let subscription = desk.subscription(json!({})).await;
    let path = format!("/api/v1/subscriptions/{subscription}");
    let (status, changed) = desk
        .ask("admin", "PATCH", &path, json!({"packageId": package["id"], "personId": "alpha-child"}))
        .await;
    assert_eq!(status, 200, "{changed}");
    assert_eq!((&changed["packageId"], &changed["personId"]), (&package["id"], &json!("alpha-child")));
    assert_eq!(
        (&changed["sessions"], &changed["kind"]),
        (&json!(3), &json!("academic")),
        "what is not said stays"
    );
    for (body, wanted) in [
        (json!({"packageId": "nothing"}), "unknown_package"),
        (json!({"personId": "beta-student"}), "unknown_person"),
    ] {
        assert_eq!(desk.refused("admin", "PATCH", &path, body).await, (422, wanted.to_owned()));
    }
    let start = Timestamp::from_seconds(NOW + 2 * DAY);
    let lesson = json!({"kind": "academic", "format": "individual", "platform": "onsite", "start": start,
        "teacherId": "alpha-teacher", "studentIds": ["alpha-child"]});
    let planned = desk.made("/api/v1/sessions", lesson).await;
    assert_eq!(planned["end"], json!(start.plus(25 * 60_000)), "the package says how long");
    assert_eq!(desk.ask("admin", "PATCH", &path, json!({"personId": "alpha-student"})).await.0, 200);
    // Once something was taken from it, it is this learner's.
    let lesson = desk.lesson(-600, json!({})).await;
    desk.get("/api/v1/sessions").await;
    assert_eq!(desk.complete(&lesson).await, 200);
    let refused = desk.refused("admin", "PATCH", &path, json!({"personId": "alpha-child"})).await;
    assert_eq!(refused, (409, "subscription_in_use".into()));
    let same = json!({"personId": "alpha-student", "packageId": null});
    let (status, changed) = desk.ask("admin", "PATCH", &path, same).await;
    assert_eq!((status, &changed["packageId"], &changed["left"]), (200, &Value::Null, &json!(2)));
    desk.holds().await;
}

crate::on_both_databases!(
    corrections_and_changes_are_refused_where_they_cannot_be,
    every_field_of_a_subscription_may_be_changed,
);
