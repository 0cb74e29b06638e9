//! Jobs, teachers and admins at once: each session is taken once, and nobody waits for who waits for them.

use std::time::Duration;

use rollcall::app::evaluate;
use rollcall::app::evaluate::recompute::recompute;
use serde_json::{Value, json};

use super::{DAY, Desk, HOUR, entry};
use crate::world::World;

async fn whoever_completes_it_at_once_takes_one(world: World) {
    let desk = Desk::new(world);
    let subscription = desk.subscription(json!({})).await;
    let lesson = desk.lesson(-600, json!({})).await;
    evaluate::evaluate_all_waiting(&desk.world.app).await.unwrap();
    let app = &desk.world.app;
    let this = [lesson.as_str()];
    let (a, b, c, d, e) = tokio::join!(
        desk.complete(&lesson),
        desk.complete(&lesson),
        desk.complete(&lesson),
        evaluate::evaluate_now(app, "alpha", &this),
        evaluate::evaluate_all_waiting(app),
    );
    let mut answers = [a, b, c];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409, 409]);
    d.unwrap();
    e.unwrap();
    assert_eq!(desk.balance(&subscription).await.2, [entry(-1, "completed")]);
    recompute(app, false, |_, _| {}).await.unwrap();
    assert_eq!(desk.balance(&subscription).await.2, [entry(-1, "completed")]);
    desk.holds().await;
}

async fn the_last_one_is_taken_by_one_of_two(world: World) {
    let desk = Desk::new(world);
    let subscription = desk.subscription(json!({"sessions": 1})).await;
    let mut lessons = Vec::new();
    for teacher in ["alpha-teacher", "alpha-other-teacher"] {
        let lesson = desk.lesson(-600, json!({"teacherId": teacher})).await;
        desk.say(&lesson, &teacher["alpha-".len()..], "present").await;
        desk.say(&lesson, "student", "present").await;
        lessons.push(lesson);
    }
    evaluate::evaluate_all_waiting(&desk.world.app).await.unwrap();
    let done = tokio::join!(desk.complete(&lessons[0]), desk.complete(&lessons[1]));
    assert_eq!(done, (200, 200));
    assert_eq!(desk.balance(&subscription).await, (1, 0, vec![entry(-1, "completed")]));
    desk.world.clock.advance(2 * HOUR * 1_000);
    let charges = [desk.charge(&lessons[0]).await, desk.charge(&lessons[1]).await];
    let covered = charges.iter().filter(|(by, ..)| *by == json!(subscription)).count();
    let by_rate =
        charges.iter().filter(|(by, _, blocked)| by.is_null() && *blocked == json!("missing_rate")).count();
    assert_eq!((covered, by_rate), (1, 1), "{charges:?}");
    desk.holds().await;

    // What comes back is there for the next lesson, not for the one that was charged.
    let taken = usize::from(charges[0].0.is_null());
    desk.say(&lessons[taken], "student", "excused").await;
    assert_eq!(desk.balance(&subscription).await.1, 1);
    desk.holds().await;
    assert_eq!(desk.balance(&subscription).await.1, 1);
    // Once one is sold, what is over already, and nothing covers, is decided anew: the oldest with something left covers.
    let more = desk.subscription(json!({"sessions": 2})).await;
    assert_eq!(desk.balance(&more).await, (0, 2, vec![]));
    assert_eq!(desk.balance(&subscription).await.1, 0);
    assert_eq!(desk.charge(&lessons[1 - taken]).await, (json!(subscription), json!("0.00"), Value::Null));
    desk.holds().await;
}

async fn a_run_waits_for_nobody_who_waits_for_it(world: World) {
    let desk = Desk::new(world);
    let subscription = desk.subscription(json!({})).await;
    let over = desk.lesson(-HOUR - 1_800, json!({})).await;
    desk.say(&over, "teacher", "present").await;
    let ongoing = desk.lesson(-600, json!({"teacherId": "alpha-other-teacher"})).await;
    let app = desk.world.app.clone();
    // Whoever moves a session locks it first, and the subscriptions of its learners after.
    let mut moving = app.store.write().await.unwrap();
    moving.lock_session("alpha", &ongoing).await.unwrap();
    let run = tokio::spawn({
        let app = app.clone();
        async move { evaluate::evaluate_all_waiting(&app).await }
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    moving.share_subscriptions("alpha").await.unwrap();
    moving.lock_subscriptions_of("alpha", &["alpha-student"]).await.unwrap();
    moving.commit().await.unwrap();
    let counts = run.await.unwrap().unwrap();
    assert_eq!((counts.failed, counts.overtaken), (0, 0), "{counts:?}");
    // The learner was not seen.
    assert_eq!(desk.get(&format!("/api/v1/sessions/{over}")).await["status"], "absent");
    assert_eq!(desk.balance(&subscription).await.2, [entry(-1, "absent")]);
}

async fn who_cancels_a_session_waits_for_no_subscription(world: World) {
    let desk = Desk::new(world);
    desk.subscription(json!({})).await;
    let lesson = desk.lesson(DAY, json!({})).await;
    let mut taking = desk.world.app.store.write().await.unwrap();
    taking.lock_subscriptions_of("alpha", &["alpha-student"]).await.unwrap();
    let path = format!("/api/v1/sessions/{lesson}/cancel");
    let cancel = async { desk.ask("admin", "POST", &path, Value::Null).await.0 };
    // SQLite has one writer anyway.
    if desk.world.database.url.starts_with("sqlite:") {
        drop(taking);
        assert_eq!(cancel.await, 200);
        return;
    }
    let status = tokio::time::timeout(Duration::from_secs(5), cancel).await;
    assert_eq!(status.expect("it does not wait"), 200);
}

crate::on_both_databases!(
    whoever_completes_it_at_once_takes_one,
    the_last_one_is_taken_by_one_of_two,
    a_run_waits_for_nobody_who_waits_for_it,
    who_cancels_a_session_waits_for_no_subscription,
);
