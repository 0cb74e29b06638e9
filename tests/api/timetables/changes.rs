//! A timetable is changed from a day on, or ended: what has not begun follows.

use rollcall::app::timetable::nightly::draw_ahead;
use serde_json::{Value, json};

use super::{Desk, id};
use crate::world::World;

async fn from_this_day_on_what_has_not_begun_follows(world: World) {
    let desk = Desk::new(world);
    let timetable = desk.planned(json!({"rule": "FREQ=WEEKLY;BYDAY=TU"})).await;
    let path = format!("/api/v1/timetables/{}", id(&timetable));
    let sessions = desk.get(&format!("{path}/sessions")).await;
    let session = |index: usize| id(&sessions["items"][index]).to_owned();
    // One was moved by hand, one cancelled, one has another teacher.
    let moved = json!({"start": "2026-02-04T10:00:00Z"});
    assert_eq!(desk.ask("POST", &format!("/api/v1/sessions/{}/reschedule", session(4)), moved).await.0, 200);
    assert_eq!(
        desk.ask("POST", &format!("/api/v1/sessions/{}/cancel", session(5)), Value::Null).await.0,
        200
    );
    let teacher = json!({"teacherId": "alpha-other-teacher"});
    assert_eq!(desk.ask("PATCH", &format!("/api/v1/sessions/{}", session(6)), teacher).await.0, 200);
    let before = desk.starts(&timetable).await;

    let change = json!({"effectiveFrom": "2026-01-20", "firstStart": "2026-01-06T17:30",
                        "rule": "FREQ=WEEKLY;BYDAY=TU,WE", "title": "Tajweed II"});
    let (status, preview) = desk.ask("POST", &format!("{path}/check"), change.clone()).await;
    assert_eq!(status, 200, "{preview}");
    assert_eq!(preview["changes"], json!({"changed": 3, "drawn": 6, "cancelled": 0, "kept": 3}), "{preview}");
    assert_eq!(desk.starts(&timetable).await, before, "a preview changes nothing");
    let (status, changed) = desk.ask("PATCH", &path, change.clone()).await;
    assert_eq!(status, 200, "{changed}");
    assert_eq!(changed["changes"], preview["changes"]);
    assert_eq!((&changed["title"], &changed["effectiveFrom"]), (&json!("Tajweed II"), &json!("2026-01-20")));
    let starts = desk.starts(&timetable).await;
    assert_eq!(
        starts,
        [
            "01-06 16:00",
            "01-13 16:00",
            "01-20 17:30",
            "01-21 17:30",
            "01-27 17:30",
            "01-28 17:30",
            "02-04 13:00",
            "02-04 17:30",
            "02-11 17:30",
            "02-17 16:00",
            "02-18 17:30",
            "02-24 17:30",
            "02-25 17:30",
        ],
        "the moved, the cancelled and the substituted lesson stay as they were"
    );
    let again = desk.ask("PATCH", &path, change).await.1;
    assert_eq!(again["changes"]["changed"], 0, "the same again changes nothing: {again}");
    let log = desk.get(&format!("/api/v1/audit-log?subject=session:{}", session(2))).await;
    let actions: Vec<&Value> = log["items"].as_array().unwrap().iter().map(|one| &one["action"]).collect();
    assert!(actions.contains(&&json!("session.rescheduled")) && actions.contains(&&json!("session.changed")));

    // Another day of the week: the old days are cancelled, the new ones drawn, and a day that was given up may come back.
    let other = json!({"effectiveFrom": "2026-02-10", "rule": "FREQ=WEEKLY;BYDAY=MO"});
    let (status, changed) = desk.ask("PATCH", &path, other).await;
    assert_eq!(status, 200, "{changed}");
    assert_eq!(changed["changes"]["cancelled"], 4, "{changed}");
    let back = json!({"effectiveFrom": "2026-02-10", "rule": "FREQ=WEEKLY;BYDAY=WE"});
    let (_, changed) = desk.ask("PATCH", &path, back).await;
    assert_eq!(changed["changes"]["drawn"], 3, "{changed}");
    let starts = desk.starts(&timetable).await;
    assert_eq!(starts[8..], ["02-11 17:30", "02-17 16:00", "02-18 17:30", "02-25 17:30"]);

    // A change that collides is refused as a whole.
    desk.planned(
        json!({"teacherId": "alpha-other-teacher", "studentIds": [], "rule": "FREQ=WEEKLY;BYDAY=WE",
                        "firstStart": "2026-01-07T17:00"}),
    )
    .await;
    let log = desk.get(&format!("/api/v1/audit-log?subject=timetable:{}", id(&timetable))).await;
    let (status, problem) = desk.ask("PATCH", &path, json!({"teacherId": "alpha-other-teacher"})).await;
    assert_eq!((status, &problem["code"]), (409, &json!("double_booked")), "{problem}");
    assert!(problem["conflicts"].as_array().unwrap().len() > 4, "{problem}");
    assert_eq!(desk.get(&format!("/api/v1/audit-log?subject=timetable:{}", id(&timetable))).await, log);
    assert_eq!(desk.starts(&timetable).await, starts);
}

/// Now is Monday 11:00, and eight weeks from now a Monday too.
async fn a_lesson_at_the_end_of_the_eight_weeks_is_moved_like_the_others(world: World) {
    let desk = Desk::new(world);
    let monday = json!({"rule": "FREQ=WEEKLY;BYDAY=MO", "firstStart": "2026-01-12T10:30"});
    let timetable = desk.planned(monday).await;
    assert_eq!(desk.starts(&timetable).await.last().unwrap(), "03-02 10:30");
    let path = format!("/api/v1/timetables/{}", id(&timetable));
    let (status, changed) = desk.ask("PATCH", &path, json!({"firstStart": "2026-01-12T17:00"})).await;
    assert_eq!(status, 200, "{changed}");
    assert_eq!(changed["changes"], json!({"changed": 8, "drawn": 0, "cancelled": 0, "kept": 0}));
    assert_eq!(desk.starts(&timetable).await.last().unwrap(), "03-02 17:00");
}

async fn a_change_many_years_ahead_is_refused(world: World) {
    let desk = Desk::new(world);
    let timetable = desk.planned(json!({})).await;
    let path = format!("/api/v1/timetables/{}", id(&timetable));
    let before = desk.starts(&timetable).await;
    for day in ["2199-12-31", "9999-12-31", "+12345-01-01", "2031-01-06"] {
        let change = json!({"effectiveFrom": day, "title": "Later"});
        for (method, uri) in [("POST", format!("{path}/check")), ("PATCH", path.clone())] {
            let (status, problem) = desk.ask(method, &uri, change.clone()).await;
            assert_eq!((status, &problem["code"]), (422, &json!("too_far_ahead")), "{day}: {problem}");
        }
    }
    let last = json!({"effectiveFrom": "2031-01-05", "title": "Later"});
    assert_eq!(desk.ask("PATCH", &path, last).await.0, 200);
    assert_eq!(desk.starts(&timetable).await, before);
}

async fn another_sort_of_lesson_takes_the_place_of_the_old(world: World) {
    let desk = Desk::new(world);
    let timetable = desk.planned(json!({"rule": "FREQ=WEEKLY;BYDAY=TU"})).await;
    let path = format!("/api/v1/timetables/{}", id(&timetable));
    let change = json!({"platform": "onsite", "effectiveFrom": "2026-02-01"});
    let (status, changed) = desk.ask("PATCH", &path, change).await;
    assert_eq!(status, 200, "{changed}");
    assert_eq!((&changed["changes"]["cancelled"], &changed["changes"]["drawn"]), (&json!(4), &json!(4)));
    let list = desk.get(&format!("{path}/sessions")).await;
    let of = |platform: &str, status: &str| {
        let items = list["items"].as_array().unwrap().iter();
        items.filter(|one| one["platform"] == platform && one["status"] == status).count()
    };
    assert_eq!(
        (of("livekit", "scheduled"), of("livekit", "cancelled"), of("onsite", "scheduled")),
        (4, 4, 4)
    );
}

async fn an_ended_timetable_cancels_what_has_not_begun(world: World) {
    let desk = Desk::new(world);
    let timetable = desk.planned(json!({})).await;
    let path = format!("/api/v1/timetables/{}", id(&timetable));
    desk.sleep_days(2);
    assert_eq!(desk.ask("DELETE", &path, Value::Null).await.0, 204);
    assert_eq!(desk.ask("DELETE", &path, Value::Null).await.0, 204, "a second time changes nothing");
    assert_eq!(desk.starts(&timetable).await, ["01-06 16:00"], "what was held stays");
    let shown = desk.get(&path).await;
    assert!(shown["endedAt"].is_string());
    let listed = desk.get("/api/v1/timetables").await;
    assert!(!listed.to_string().contains(id(&timetable)));
    assert!(desk.get("/api/v1/timetables?ended=true").await.to_string().contains(id(&timetable)));
    assert_eq!(desk.ask("PATCH", &path, json!({"title": "x"})).await.1["code"], "timetable_ended");
    draw_ahead(&desk.world.app, &["alpha".to_owned()]).await.unwrap();
    assert_eq!(desk.starts(&timetable).await.len(), 1);
}

crate::on_both_databases!(
    a_lesson_at_the_end_of_the_eight_weeks_is_moved_like_the_others,
    a_change_many_years_ahead_is_refused,
    from_this_day_on_what_has_not_begun_follows,
    another_sort_of_lesson_takes_the_place_of_the_old,
    an_ended_timetable_cancels_what_has_not_begun,
);
