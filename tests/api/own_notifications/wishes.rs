//! How somebody wants to be told, and who else may say so for them.

use axum::http::StatusCode;
use rollcall::domain::notification::event::NotificationEvent;
use serde_json::{Value, json};

use super::{audited, preferences_of, router};
use crate::world::{World, ask};

async fn wishes_are_kept_and_what_is_left_out_stays(world: World) {
    let (router, parent) = (router(&world), world.token("alpha", "alpha-parent"));
    let own = preferences_of("alpha-parent");
    let get = async || ask(&router, &parent, "GET", &own, Value::Null).await.1;
    let put = async |body: Value| ask(&router, &parent, "PUT", &own, body).await;
    let default = get().await;
    assert_eq!(default["events"].as_object().unwrap().len(), NotificationEvent::ALL.len());
    assert_eq!((&default["events"]["arrival"], &default["events"]["late"]), (&json!(["email"]), &json!([])));
    assert_eq!(
        (&default["language"], &default["timeZone"], &default["quietHours"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );

    let (status, all) = put(json!({
        "language": "ar", "timeZone": "Asia/Kolkata", "quietHours": {"from": "22:00", "to": "07:00"},
        "events": {"arrival": ["push", "email"], "absence": []},
    }))
    .await;
    assert_eq!(status, 200, "{all}");
    assert_eq!(get().await, all, "what is answered holds");
    assert_eq!(all["events"]["arrival"], json!(["email", "push"]));
    assert_eq!((&all["events"]["absence"], &all["events"]["correction"]), (&json!([]), &json!(["email"])));
    assert_eq!(all["quietHours"], json!({"from": "22:00", "to": "07:00"}));

    assert_eq!(put(json!({})).await, (StatusCode::OK, all.clone()), "nothing is left out of nothing");
    let (_, some) = put(json!({"quietHours": null, "timeZone": null, "events": {"late": ["push"]}})).await;
    let expected = |mut all: Value| {
        (all["quietHours"], all["timeZone"], all["events"]["late"]) =
            (Value::Null, Value::Null, json!(["push"]));
        all
    };
    assert_eq!(some, expected(all));
    assert_eq!(put(json!({"language": null})).await.1["language"], Value::Null);

    // Each change is in the audit log with what it changed, and what changes nothing is not.
    let log = audited(&world, &router, "notifications.changed").await;
    assert_eq!(log.len(), 3, "{log:?}");
    let newest = &log[0];
    assert_eq!(
        (&newest["actorId"], &newest["subject"]),
        (&json!("alpha-parent"), &json!("person:alpha-parent"))
    );
    assert_eq!(newest["detail"], json!({"before": {"language": "ar"}, "after": {"language": null}}));
}

async fn a_parent_sets_those_of_the_children_and_an_admin_everybodys(world: World) {
    let router = router(&world);
    let body = json!({"events": {"absence": ["push"]}});
    for (who, whose, status) in [
        ("alpha-parent", "alpha-child", 200),
        ("alpha-parent", "alpha-parent", 200),
        ("alpha-parent", "alpha-other-student", 403),
        ("alpha-parent", "alpha-student", 403),
        ("alpha-student", "alpha-student", 200),
        ("alpha-student", "alpha-child", 403),
        // Whom one teaches is no reason.
        ("alpha-teacher", "alpha-student", 403),
        ("alpha-receptionist", "alpha-student", 403),
        ("alpha-finance", "alpha-student", 403),
        ("alpha-admin", "alpha-other-student", 200),
        ("alpha-admin", "beta-student", 404),
        ("alpha-parent", "beta-child", 404),
    ] {
        let token = world.token("alpha", who);
        for (method, body) in [("GET", Value::Null), ("PUT", body.clone())] {
            let (found, answer) = ask(&router, &token, method, &preferences_of(whose), body).await;
            assert_eq!(found.as_u16(), status, "{method} by {who} of {whose}: {answer}");
        }
    }
}

async fn wrong_wishes_are_refused_by_their_field(world: World) {
    let (router, parent) = (router(&world), world.token("alpha", "alpha-parent"));
    let hours = |from: &str, to: &str| json!({"quietHours": {"from": from, "to": to}});
    for (body, status, code, field) in [
        (json!({"events": {"eclipse": []}}), 400, "invalid_body", "events.eclipse"),
        (json!({"events": {"arrival": ["pigeon"]}}), 400, "invalid_body", "events.arrival"),
        (json!({"events": {"arrival": ["email", "webhook"]}}), 400, "invalid_body", "events.arrival"),
        (json!({"events": {"arrival": "email"}}), 400, "invalid_body", "events.arrival"),
        (json!({"events": []}), 400, "invalid_body", "events"),
        (json!({"language": "fr"}), 400, "invalid_body", "language"),
        (json!({"colour": "red"}), 400, "invalid_body", "colour"),
        (json!({"timeZone": "Mars/Olympus"}), 422, "invalid_time_zone", "timeZone"),
        (json!({"quietHours": {"from": "22:00"}}), 400, "invalid_body", "quietHours"),
        (hours("22:00", "22:00"), 422, "invalid_quiet_hours", "quietHours"),
        (hours("24:00", "07:00"), 422, "invalid_quiet_hours", "quietHours"),
        (hours("22", "7"), 422, "invalid_quiet_hours", "quietHours"),
        (hours("", "\u{202e}"), 422, "invalid_quiet_hours", "quietHours"),
    ] {
        let (found, problem) =
            ask(&router, &parent, "PUT", &preferences_of("alpha-parent"), body.clone()).await;
        let expected = (status, &json!(code), &json!(field));
        assert_eq!((found.as_u16(), &problem["code"], &problem["field"]), expected, "{body}: {problem}");
    }
    assert!(world.tables.changed().await.is_empty());
}

crate::on_both_databases!(
    wishes_are_kept_and_what_is_left_out_stays,
    a_parent_sets_those_of_the_children_and_an_admin_everybodys,
    wrong_wishes_are_refused_by_their_field,
);
