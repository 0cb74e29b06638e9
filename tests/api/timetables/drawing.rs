//! Timetables are drawn as sessions, each night further, around holidays and changes of the clocks.

use rollcall::app::jobs::maintenance;
use rollcall::app::jobs::run_extent::RunExtent;
use rollcall::app::timetable::nightly::draw_ahead;
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use super::{Desk, body, id};
use crate::world::{NOW, World};

async fn a_timetable_is_drawn_eight_weeks_ahead_and_each_night_further(world: World) {
    let desk = Desk::new(world);
    let timetable = desk.planned(json!({"except": ["2026-01-13"]})).await;
    assert_eq!(timetable["timeZone"], "Asia/Riyadh", "the organisation's");
    assert_eq!(timetable["durationMinutes"], 60, "the organisation's default");
    assert_eq!(timetable["firstStart"], "2026-01-06T16:00");
    assert_eq!(timetable["except"], json!(["2026-01-13"]));
    assert_eq!(timetable["changes"]["drawn"], 15);
    let starts = desk.starts(&timetable).await;
    assert_eq!(starts.len(), 15);
    assert_eq!(starts[..3], ["01-06 16:00", "01-08 16:00", "01-15 16:00"]);
    assert_eq!(starts.last().unwrap(), "02-26 16:00");
    let sessions = desk.get(&format!("/api/v1/timetables/{}/sessions?limit=1", id(&timetable))).await;
    let session = &sessions["items"][0];
    assert_eq!(session["timetableId"], timetable["id"]);
    assert_eq!(session["title"], "Tajweed");
    assert!(session["room"].as_str().unwrap().starts_with("quran_"), "each has a room of its own: {session}");
    assert!(sessions["next"].is_string());

    // Night after night, by two replicas at once: each lesson is drawn once.
    for _ in 0..21 {
        desk.sleep_days(1);
        let app = &desk.world.app;
        let alpha = ["alpha".to_owned()];
        let (one, other) = tokio::join!(draw_ahead(app, &alpha), draw_ahead(app, &alpha));
        one.unwrap();
        other.unwrap();
    }
    let starts = desk.starts(&timetable).await;
    assert_eq!(starts.len(), 15 + 6, "{starts:?}");
    assert_eq!(starts.last().unwrap(), "03-19 16:00");
    let run = maintenance::run(&desk.world.app, &RunExtent::only("alpha")).await.unwrap();
    assert_eq!((run["drawn"], run["colliding"]), (0, 0), "nothing is left to do");
}

async fn holidays_and_blocked_days_are_left_out(world: World) {
    let desk = Desk::new(world);
    let holiday = json!({"date": "2026-01-08", "name": "Founding day"});
    let (status, added) = desk.ask("POST", "/api/v1/holidays", holiday.clone()).await;
    assert_eq!((status, &added["conflicts"]), (201, &json!([])), "{added}");
    assert_eq!(desk.ask("POST", "/api/v1/holidays", holiday).await.1["code"], "holiday_exists");
    let timetable = desk.planned(json!({"rule": "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4"})).await;
    assert_eq!(desk.starts(&timetable).await, ["01-06 16:00", "01-13 16:00", "01-15 16:00"], "it is counted");
    let eid = json!({"date": "2026-01-13", "name": "Eid"});
    let (status, eid) = desk.ask("POST", "/api/v1/holidays", eid).await;
    assert_eq!(status, 201);
    let conflicts = eid["conflicts"].as_array().unwrap();
    assert_eq!((conflicts.len(), &conflicts[0]["start"]), (1, &json!("2026-01-13T13:00:00.000Z")));
    assert!(conflicts[0]["sessionId"].is_string());
    assert_eq!(desk.starts(&timetable).await.len(), 3, "what is planned stays");
    let list = desk.get("/api/v1/holidays").await;
    let mine: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|one| &one["date"]).collect();
    assert!(mine.contains(&&json!("2026-01-08")) && mine.contains(&&json!("2026-01-13")), "{list}");
    let gone = format!("/api/v1/holidays/{}", id(&added));
    assert_eq!(desk.ask("DELETE", &gone, Value::Null).await.0, 204);
    assert_eq!(desk.ask("DELETE", &gone, Value::Null).await.0, 404);
    draw_ahead(&desk.world.app, &["alpha".to_owned()]).await.unwrap();
    assert_eq!(desk.starts(&timetable).await.len(), 4, "the day is one like others again");

    let blocked = json!({"blocked_days": ["thursday", "friday"]});
    assert_eq!(desk.ask("PATCH", "/api/v1/settings", blocked).await.0, 200);
    let free = json!({"teacherId": "alpha-other-teacher"});
    let (status, problem) = desk.plan(free.clone()).await;
    assert_eq!((status, &problem["code"], &problem["field"]), (422, &json!("blocked_day"), &json!("rule")));
    assert!(problem["detail"].as_str().unwrap().contains("Thursday"), "{problem}");
    // A rule that names no weekday leaves such days out.
    let mut monthly = free;
    monthly["rule"] = json!("FREQ=MONTHLY;BYMONTHDAY=7,8,9");
    let (_, preview) = desk.ask("POST", "/api/v1/timetables/check", body(monthly.clone())).await;
    assert_eq!(preview["lessons"][1]["skipped"], "blocked_day", "{preview}");
    let monthly = desk.planned(monthly).await;
    assert_eq!(desk.starts(&monthly).await, ["01-07 16:00", "02-07 16:00", "02-08 16:00", "02-09 16:00"]);
}

async fn what_collides_by_night_is_told_and_tried_again(world: World) {
    let desk = Desk::new(world);
    let timetable = desk.planned(json!({"rule": "FREQ=WEEKLY;BYDAY=TU"})).await;
    let in_the_way = json!({"kind": "quran", "format": "group", "platform": "onsite", "teacherId": "alpha-teacher",
                            "start": "2026-03-03T13:30:00Z", "title": "Exam"});
    let (status, exam) = desk.ask("POST", "/api/v1/sessions", in_the_way).await;
    assert_eq!(status, 201, "{exam}");
    desk.sleep_days(3);
    let run = maintenance::run(&desk.world.app, &RunExtent::only("alpha")).await.unwrap();
    assert_eq!((run["drawn"], run["colliding"]), (0, 1));
    let error = run.error_text().unwrap();
    assert!(error.contains("Tajweed, 2026-03-03") && error.contains(id(&exam)), "{error}");
    let shown = desk.get(&format!("/api/v1/timetables/{}", id(&timetable))).await;
    let problems = shown["problems"].as_array().unwrap();
    assert_eq!((problems.len(), &problems[0]["date"]), (1, &json!("2026-03-03")), "{shown}");
    assert_eq!(problems[0]["other"]["title"], "Exam");
    let cancel = format!("/api/v1/sessions/{}/cancel", id(&exam));
    assert_eq!(desk.ask("POST", &cancel, Value::Null).await.0, 200);
    let run = maintenance::run(&desk.world.app, &RunExtent::only("alpha")).await.unwrap();
    assert_eq!((run["drawn"], run["colliding"], run.error_text()), (1, 0, None));
}

/// New York puts its clocks forward on 8 March 2026 at two and back on 1 November at two.
async fn a_time_in_the_gap_or_the_fold_is_held_once(world: World) {
    let desk = Desk::new(world);
    desk.sleep_days(50);
    let new_york = json!({"timeZone": "America/New_York", "rule": "FREQ=WEEKLY;BYDAY=SU;COUNT=3",
                          "firstStart": "2026-03-01T02:30"});
    let gap = desk.planned(new_york).await;
    let list = desk.get(&format!("/api/v1/timetables/{}/sessions", id(&gap))).await;
    let starts: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|one| &one["start"]).collect();
    assert_eq!(
        starts,
        ["2026-03-01T07:30:00.000Z", "2026-03-08T07:00:00.000Z", "2026-03-15T06:30:00.000Z"],
        "the first moment after the gap is three o'clock"
    );
    desk.sleep_days(200);
    let fold = json!({"timeZone": "America/New_York", "rule": "FREQ=WEEKLY;BYDAY=SU;COUNT=2",
                      "firstStart": "2026-11-01T01:30"});
    let fold = desk.planned(fold).await;
    desk.sleep_days(30);
    draw_ahead(&desk.world.app, &["alpha".to_owned()]).await.unwrap();
    let list = desk.get(&format!("/api/v1/timetables/{}/sessions", id(&fold))).await;
    let starts: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|one| &one["start"]).collect();
    assert_eq!(starts, ["2026-11-01T05:30:00.000Z", "2026-11-08T06:30:00.000Z"]);
    assert!(desk.world.app.now() > Timestamp::from_seconds(NOW));
}

crate::on_both_databases!(
    a_timetable_is_drawn_eight_weeks_ahead_and_each_night_further,
    holidays_and_blocked_days_are_left_out,
    what_collides_by_night_is_told_and_tried_again,
    a_time_in_the_gap_or_the_fold_is_held_once,
);
