//! What cannot be read takes nothing and charges nothing.

use rollcall::app::evaluate;
use serde_json::{Value, json};

use super::{Desk, HOUR, entry};
use crate::world::World;

async fn what_cannot_be_read_is_not_used_up(world: World) {
    let desk = Desk::new(world);
    let used_up = desk.subscription(json!({"sessions": 1})).await;
    let first = desk.lesson(-600, json!({})).await;
    desk.say(&first, "teacher", "present").await;
    desk.say(&first, "student", "present").await;
    evaluate::evaluate_all_waiting(&desk.world.app).await.unwrap();
    assert_eq!(desk.complete(&first).await, 200);
    let torn = desk.subscription(json!({"sessions": 5})).await;
    let set = async |id: &str, from: &str| {
        let sql = format!("UPDATE subscriptions SET valid_from = '{from}' WHERE id = '{id}'");
        desk.world.tables.run(&sql).await;
        desk.world.app.store.take_unreadable();
    };
    let is_charged = async |session: &str| {
        let mut read = desk.world.app.store.read().await.unwrap();
        assert!(read.list_uncovered("alpha", &[session]).await.unwrap().is_empty());
        let lines = read.list_session_lines("alpha", session).await.unwrap();
        lines.iter().any(|line| {
            line.kind.as_str() == "charge" && line.blocked.is_none_or(|why| why.as_str() != "unsettled")
        })
    };
    let lesson = desk.lesson(-500, json!({"teacherId": "alpha-other-teacher"})).await;
    desk.say(&lesson, "other-teacher", "present").await;
    desk.say(&lesson, "student", "present").await;
    evaluate::evaluate_all_waiting(&desk.world.app).await.unwrap();
    set(&torn, "soon").await;
    assert_eq!(desk.complete(&lesson).await, 200);
    evaluate::evaluate_all_waiting(&desk.world.app).await.unwrap();
    desk.world.clock.advance(2 * HOUR * 1_000);
    let round = evaluate::evaluate_all_waiting(&desk.world.app).await.unwrap();
    assert!(round.failed > 0, "it is held back: {round:?}");
    assert!(!is_charged(&lesson).await, "nobody knows yet what covers it");
    // One that is sold meanwhile decides nothing either: the older is used first.
    let sold = desk.subscription(json!({"sessions": 2})).await;
    evaluate::evaluate_all_waiting(&desk.world.app).await.unwrap();
    assert!(!is_charged(&lesson).await);
    set(&torn, "2026-01-01").await;
    desk.world.clock.advance(HOUR * 1_000);
    assert_eq!(desk.balance(&torn).await, (1, 4, vec![entry(-1, "completed")]));
    assert_eq!(desk.balance(&sold).await.1, 2);
    assert_eq!(desk.charge(&lesson).await, (json!(torn), json!("0.00"), Value::Null));
    desk.holds().await;

    // What was taken from it comes back once it can be read.
    set(&used_up, "soon").await;
    desk.say(&first, "teacher", "absent").await;
    evaluate::evaluate_all_waiting(&desk.world.app).await.unwrap();
    set(&used_up, "2026-01-01").await;
    desk.world.clock.advance(HOUR * 1_000);
    let back = vec![entry(-1, "completed"), entry(1, "teacher_absent")];
    assert_eq!(desk.balance(&used_up).await, (0, 1, back));
    desk.holds().await;
}

async fn nothing_is_taken_for_what_stays_charged(world: World) {
    let desk = Desk::new(world);
    let lesson = desk.lesson(-600, json!({})).await;
    desk.say(&lesson, "teacher", "present").await;
    desk.say(&lesson, "student", "present").await;
    evaluate::evaluate_all_waiting(&desk.world.app).await.unwrap();
    assert_eq!(desk.complete(&lesson).await, 200);
    desk.world.clock.advance(2 * HOUR * 1_000);
    evaluate::evaluate_all_waiting(&desk.world.app).await.unwrap();
    let set = async |payload: &str| {
        let sql = format!("UPDATE evidence SET payload = {payload} WHERE scope = 'session:{lesson}'");
        desk.world.tables.run(&sql).await;
    };
    // It has settled, and keeps its lines while not all of its evidence can be read.
    set("'{torn' || payload").await;
    let subscription = desk.subscription(json!({})).await;
    assert_eq!(desk.balance(&subscription).await, (0, 3, vec![]));
    set("substr(payload, 6)").await;
    desk.world.clock.advance(HOUR * 1_000);
    assert_eq!(desk.balance(&subscription).await, (1, 2, vec![entry(-1, "completed")]));
    assert_eq!(desk.charge(&lesson).await, (json!(subscription), json!("0.00"), Value::Null));
    desk.holds().await;
}

crate::on_both_databases!(what_cannot_be_read_is_not_used_up, nothing_is_taken_for_what_stays_charged,);
