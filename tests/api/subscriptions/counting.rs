//! What a session takes, gives back and leaves, and what lapses.

use rollcall::app::subscription::lapse::lapse_ended;
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use super::{DAY, Desk, HOUR, entry};
use crate::world::{NOW, World};

async fn a_lesson_takes_one_and_gives_it_back_when_it_does_not_count(world: World) {
    let desk = Desk::new(world);
    let package =
        desk.made("/api/v1/packages", json!({"name": "Two", "kind": "academic", "sessions": 2})).await;
    assert_eq!((&package["durationMinutes"], &package["sessions"]), (&Value::Null, &json!(2)));
    let subscription = desk.subscription(json!({"packageId": package["id"], "sessions": null})).await;
    let lesson = desk.lesson(-600, json!({})).await;
    desk.say(&lesson, "teacher", "present").await;
    desk.say(&lesson, "student", "present").await;
    assert_eq!(desk.balance(&subscription).await, (0, 2, vec![]), "it goes on");

    assert_eq!(desk.complete(&lesson).await, 200);
    assert_eq!(desk.balance(&subscription).await, (1, 1, vec![entry(-1, "completed")]));
    assert_eq!(desk.complete(&lesson).await, 409, "a second click");
    desk.world.clock.advance(2 * HOUR * 1_000);
    assert_eq!(desk.balance(&subscription).await, (1, 1, vec![entry(-1, "completed")]), "it has settled");
    let covered = (json!(subscription), json!("0.00"), Value::Null);
    assert_eq!(desk.charge(&lesson).await, covered, "no rate is needed");
    desk.holds().await;

    desk.say(&lesson, "teacher", "absent").await;
    let back = vec![entry(-1, "completed"), entry(1, "teacher_absent")];
    assert_eq!(desk.balance(&subscription).await, (0, 2, back.clone()));
    assert_eq!(desk.charge(&lesson).await.0, Value::Null);
    desk.holds().await;
    desk.say(&lesson, "teacher", "present").await;
    assert_eq!(desk.balance(&subscription).await.2, [&back[..], &[entry(-1, "completed")]].concat());
    desk.say(&lesson, "student", "excused").await;
    assert_eq!(desk.balance(&subscription).await.1, 2);
    desk.say(&lesson, "student", "absent").await;
    let (used, left, entries) = desk.balance(&subscription).await;
    assert_eq!((used, left, entries.last()), (1, 1, Some(&entry(-1, "absent"))));
    desk.say(&lesson, "student", "present").await;
    assert_eq!(desk.balance(&subscription).await.2.len(), entries.len(), "absent or completed: it is one");
    desk.holds().await;

    let (_, own) =
        desk.ask("student", "GET", &format!("/api/v1/subscriptions/{subscription}"), Value::Null).await;
    assert_eq!((&own["granted"], &own["lowBalance"]), (&json!(2), &json!(true)));
    let fields: Vec<&String> = own["entries"][0].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["at", "change", "id", "reason", "sessionId"]);
    let billing = desk.get("/api/v1/billing/families?year=2026&month=1").await;
    let families = billing["families"].to_string();
    assert!(families.contains("alpha-student"), "{families}");
}

async fn the_door_of_the_academy_takes_one_in_all(world: World) {
    let desk = Desk::new(world);
    let subscription = desk.subscription(json!({})).await;
    let lesson = desk.lesson(-600, json!({})).await;
    desk.say(&lesson, "teacher", "present").await;
    let path = format!("/teacher/sessions/{lesson}/mark-student-absent");
    let (status, marked) = desk.ask("teacher", "POST", &path, Value::Null).await;
    assert_eq!((status, &marked["session"]["countsTowardSubscription"]), (200, &json!(true)), "{marked}");
    assert_eq!(desk.balance(&subscription).await.2, [entry(-1, "absent")]);
    desk.world.clock.advance(2 * HOUR * 1_000);
    // The override the other way leads it back to completed, and it still counts.
    desk.say(&lesson, "student", "present").await;
    assert_eq!(desk.get(&format!("/api/v1/sessions/{lesson}")).await["status"], "completed");
    assert_eq!(desk.balance(&subscription).await.2, [entry(-1, "absent")]);
    let cancelled = desk.lesson(DAY, json!({})).await;
    let path = format!("/teacher/sessions/{cancelled}/cancel");
    assert_eq!(desk.ask("teacher", "POST", &path, Value::Null).await.0, 200);
    desk.holds().await;
    assert_eq!(desk.balance(&subscription).await.0, 1);
}

async fn a_withdrawn_verdict_is_withdrawn_by_somebody(world: World) {
    let desk = Desk::new(world);
    let lesson = desk.lesson(-1_500, json!({})).await;
    let path = format!("/api/v1/sessions/{lesson}");
    for (seconds, direction) in [(-1_500, "in"), (-1, "out")] {
        let at = Timestamp::from_seconds(desk.world.app.now().millis() / 1_000 + seconds);
        let mark = json!({"personId": "alpha-student", "direction": direction, "at": at});
        assert_eq!(desk.ask("admin", "POST", &format!("{path}/marks"), mark).await.0, 201);
    }
    let door = format!("/teacher/sessions/{lesson}/mark-student-absent");
    assert_eq!(desk.ask("teacher", "POST", &door, Value::Null).await.0, 200);
    desk.world.clock.advance(2 * HOUR * 1_000);
    assert_eq!(desk.get(&path).await["status"], "absent");
    desk.world.clock.advance(1_000);
    let withdrawal = json!({"personId": "alpha-student", "outcome": null, "reason": "I saw the boy."});
    assert_eq!(desk.ask("admin", "POST", &format!("{path}/overrides"), withdrawal).await.0, 201);
    assert_eq!(desk.get(&path).await["status"], "completed");
    let log = desk.get("/api/v1/audit-log").await;
    let step = log["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["subject"] == format!("session:{lesson}") && one["detail"]["from"] == "absent");
    let step = step.unwrap_or_else(|| panic!("{log}"));
    assert_eq!(
        (&step["actorId"], &step["detail"]["to"], &step["detail"]["reason"]),
        (&json!("alpha-admin"), &json!("completed"), &json!("I saw the boy.")),
        "{step}"
    );
}

async fn what_is_left_lapses_once_at_the_end_of_the_last_day(world: World) {
    let desk = Desk::new(world);
    let app = &desk.world.app;
    // It is Monday 5 January, 14:00 in Riyadh; the 5th ends 10 hours later.
    let subscription = desk.subscription(json!({"sessions": 5, "validUntil": "2026-01-05"})).await;
    let evening = desk.lesson(9 * HOUR + 1_800, json!({"durationMinutes": 60})).await;
    desk.say(&evening, "teacher", "present").await;
    desk.say(&evening, "student", "present").await;
    let end = Timestamp::from_seconds(NOW + 13 * HOUR);
    desk.world.clock.advance(end.since(app.now()) - 1_000);
    assert!(lapse_ended(app, None).await.unwrap().is_empty());
    desk.world.clock.advance(1_000);
    let lapsed = tokio::join!(lapse_ended(app, None), lapse_ended(app, Some("alpha")));
    assert_eq!(lapsed.0.unwrap().len() + lapsed.1.unwrap().len(), 1);
    let ledger = desk.get(&format!("/api/v1/subscriptions/{subscription}")).await;
    assert_eq!(ledger["entries"][0]["at"], "2026-01-05T21:00:00.000Z");
    assert_eq!(desk.balance(&subscription).await, (0, 0, vec![entry(-5, "lapsed")]));
    // The lesson of the last evening is over after midnight: it was valid when it began.
    desk.world.clock.advance(3 * HOUR * 1_000);
    let all = vec![entry(-5, "lapsed"), entry(-1, "completed"), entry(1, "lapsed")];
    assert_eq!(desk.balance(&subscription).await, (1, 0, all.clone()));
    assert_eq!(desk.charge(&evening).await.0, json!(subscription));
    desk.holds().await;
    let path = format!("/api/v1/subscriptions/{subscription}");
    let more = json!({"change": 1, "reason": "a gift"});
    let entries = format!("{path}/entries");
    assert_eq!(
        desk.refused("admin", "POST", &entries, more.clone()).await,
        (409, "subscription_ended".into())
    );
    // A later last day has it all back; the sooner one takes it away again.
    let (status, longer) = desk.ask("admin", "PATCH", &path, json!({"validUntil": "2026-01-31"})).await;
    assert_eq!((status, &longer["left"], &longer["lapsedAt"]), (200, &json!(4), &Value::Null), "{longer}");
    assert_eq!(desk.ask("admin", "POST", &entries, more).await.0, 201);
    let next = desk.lesson(-600, json!({})).await;
    assert_eq!(desk.complete(&next).await, 200);
    assert_eq!(desk.balance(&subscription).await.1, 4);
    desk.holds().await;
}

crate::on_both_databases!(
    a_lesson_takes_one_and_gives_it_back_when_it_does_not_count,
    the_door_of_the_academy_takes_one_in_all,
    a_withdrawn_verdict_is_withdrawn_by_somebody,
    what_is_left_lapses_once_at_the_end_of_the_last_day,
);
