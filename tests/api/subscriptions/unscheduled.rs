//! Sessions of a subscription that have no time yet.

use std::time::Duration;

use rollcall::app::ActorContext;
use rollcall::app::subscription::unscheduled::give_time;
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use super::{DAY, Desk, HOUR, text};
use crate::cookies::start as log_in;
use crate::pages::visit;
use crate::world::{NOW, World};

async fn sessions_are_drawn_without_a_time_and_given_one(world: World) {
    let desk = Desk::new(world);
    let new = json!({"name": "Short", "kind": "academic", "sessions": 3, "durationMinutes": 25});
    let package = desk.made("/api/v1/packages", new).await;
    let draw = json!({"format": "individual", "platform": "livekit", "teacherId": "alpha-teacher"});
    let more = json!({"packageId": package["id"], "sessions": null, "draw": draw});
    let subscription = desk.subscription(more).await;
    let ledger = desk.get(&format!("/api/v1/subscriptions/{subscription}")).await;
    let ids = ledger["unscheduled"].as_array().unwrap().clone();
    assert_eq!((ids.len(), &ledger["draw"]), (3, &draw));
    let id = ids[1].as_str().unwrap();
    let path = format!("/api/v1/sessions/{id}");
    for who in ["admin", "teacher", "student"] {
        let (status, one) = desk.ask(who, "GET", &path, Value::Null).await;
        assert_eq!((status, &one["status"]), (200, &json!("unscheduled")), "{who}");
        let nothing = [&one["start"], &one["end"], &one["room"]];
        assert!(nothing.iter().all(|value| value.is_null()), "{one}");
    }
    assert_eq!(desk.ask("other-teacher", "GET", &path, Value::Null).await.0, 403);
    let listed = |page: &Value| {
        page["items"].as_array().unwrap().iter().map(|one| text(one, "id")).collect::<Vec<_>>()
    };
    let first = desk.get("/api/v1/sessions?status=unscheduled&limit=2").await;
    let next = format!("/api/v1/sessions?status=unscheduled&cursor={}", text(&first, "next"));
    let rest = desk.get(&next).await;
    assert_eq!(
        [listed(&first), listed(&rest)].concat(),
        ids.iter().map(|id| id.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    );
    assert!(!listed(&desk.get("/api/v1/sessions").await).contains(&id.to_owned()));
    for (action, word) in
        [("cancel", "cancelled"), ("complete", "completed"), ("mark-student-absent", "marked absent")]
    {
        let (status, problem) = desk.ask("teacher", "POST", &format!("{path}/{action}"), Value::Null).await;
        assert_eq!((status, &problem["code"]), (409, &json!("illegal_transition")), "{action}");
        assert_eq!(problem["detail"], format!("This session is unscheduled and cannot be {word}."));
    }
    let start = Timestamp::from_seconds(NOW + 6 * HOUR);
    let time = json!({"start": start, "reason": "after school"});
    let given = format!("{path}/reschedule");
    assert_eq!(desk.ask("other-teacher", "POST", &given, time.clone()).await.0, 403);
    let (a, b) = tokio::join!(
        desk.ask("teacher", "POST", &given, time.clone()),
        desk.ask("admin", "POST", &given, json!({"start": start}))
    );
    assert_eq!((a.0, b.0), (200, 200), "{a:?} {b:?}");
    let planned = desk.get(&path).await;
    assert_eq!((&planned["status"], &planned["start"]), (&json!("scheduled"), &json!(start)));
    assert_eq!(planned["end"], json!(start.plus(25 * 60_000)), "its package says how long");
    assert_eq!(planned["room"], format!("academic_{id}_{}", NOW + 6 * HOUR));
    let other = format!("/api/v1/sessions/{}/reschedule", ids[0].as_str().unwrap());
    assert_eq!(
        desk.refused("admin", "POST", &other, json!({"start": start})).await,
        (409, "double_booked".into())
    );
    let left = desk.get("/api/v1/sessions?status=unscheduled").await;
    assert_eq!(listed(&left).len(), 2);
    // A lesson planned by hand lasts as long as the package of its one learner says.
    let start = Timestamp::from_seconds(NOW + 2 * DAY);
    let lesson = json!({"kind": "academic", "format": "individual", "platform": "onsite", "start": start,
        "teacherId": "alpha-teacher", "studentIds": ["alpha-student"]});
    let lesson = desk.made("/api/v1/sessions", lesson).await;
    assert_eq!(lesson["end"], json!(start.plus(25 * 60_000)));
    assert_eq!(desk.refused("admin", "POST", "/api/v1/sessions/nothing/cancel", Value::Null).await.0, 404);
}

async fn the_page_gives_the_time_that_it_says(world: World) {
    let desk = Desk::new(world);
    let draw = json!({"format": "individual", "platform": "livekit", "teacherId": "alpha-teacher"});
    let subscription = desk.subscription(json!({"draw": draw})).await;
    let ledger = desk.get(&format!("/api/v1/subscriptions/{subscription}")).await;
    let id = ledger["unscheduled"][0].as_str().unwrap().to_owned();
    let app = desk.world.app.clone();
    let (_, secret) = log_in(&desk.world, "alpha-admin").await;
    let mut other = app.store.write().await.unwrap();
    other.lock_timetable("alpha").await.unwrap();
    let router = desk.world.router(rollcall::server::routes());
    let form = format!("/sessions/{id}/reschedule");
    let asked = tokio::spawn(async move {
        let own = [("sec-fetch-site", "same-origin")];
        visit(&router, &secret, &form, Some("start=2026-01-07T16%3A00"), &own).await
    });
    tokio::time::sleep(Duration::from_millis(700)).await;
    // Meanwhile somebody else gives it another time.
    let actor = ActorContext::of_installation(&app, "alpha");
    let start = Timestamp::from_seconds(NOW + DAY + 6 * HOUR);
    assert!(give_time(&mut other, &actor, &id, start, None, None).await.unwrap().is_some());
    other.commit().await.unwrap();
    let (status, body) = asked.await.unwrap();
    assert_eq!(status, 303, "{body}");
    assert_eq!(desk.get(&format!("/api/v1/sessions/{id}")).await["start"], "2026-01-07T13:00:00.000Z");
}

crate::on_both_databases!(
    sessions_are_drawn_without_a_time_and_given_one,
    the_page_gives_the_time_that_it_says,
);
