//! What is in the way of a timetable is told before anything is saved, and bad input leaves nothing behind.

use serde_json::json;

use super::{Desk, body};
use crate::world::World;

async fn everything_in_the_way_is_listed_before_anything_is_saved(world: World) {
    let desk = Desk::new(world);
    let before = desk.planned(json!({"rule": "FREQ=WEEKLY;BYDAY=TH"})).await;
    let count = desk.count_sessions().await;
    let other = json!({"title": "Fiqh", "studentIds": ["alpha-child"], "firstStart": "2026-01-06T16:30"});
    let (status, preview) = desk.ask("POST", "/api/v1/timetables/check", body(other.clone())).await;
    assert_eq!(status, 200, "{preview}");
    assert_eq!(preview["lessons"].as_array().unwrap().len(), 16);
    let conflicts = preview["conflicts"].as_array().unwrap();
    assert_eq!(conflicts.len(), 8, "every Thursday: {preview}");
    assert_eq!(
        (&conflicts[0]["date"], &conflicts[0]["code"]),
        (&json!("2026-01-08"), &json!("double_booked"))
    );
    assert_eq!(conflicts[0]["other"]["title"], "Tajweed");
    let (status, problem) = desk.plan(other.clone()).await;
    assert_eq!((status, &problem["code"]), (409, &json!("double_booked")), "{problem}");
    assert_eq!(problem["conflicts"], preview["conflicts"]);
    assert_eq!(desk.count_sessions().await, count, "nothing half-made");
    let all = desk.get("/api/v1/timetables").await;
    let mine = all["items"].as_array().unwrap().iter().filter(|one| one["title"] == "Fiqh").count();
    assert_eq!(mine, 0);

    // The buffer counts, and somebody else may teach.
    assert_eq!(desk.ask("PATCH", "/api/v1/settings", json!({"session_buffer_minutes": 15})).await.0, 200);
    let next = json!({"studentIds": ["alpha-child"], "firstStart": "2026-01-06T17:10"});
    assert_eq!(desk.plan(next).await.1["code"], "double_booked");
    let free = json!({"title": "Fiqh", "studentIds": ["alpha-child"], "firstStart": "2026-01-06T17:15"});
    desk.planned(free).await;
    let mut by_other = other;
    by_other["teacherId"] = json!("alpha-other-teacher");
    desk.planned(by_other).await;
    assert_eq!(desk.starts(&before).await.len(), 8, "what was there is as it was");

    // One link holds one lesson at a time.
    let link = json!({"platform": "meet", "meetLink": "https://meet.google.com/abc-mnop-xyz",
                      "firstStart": "2026-01-06T08:00", "teacherId": "alpha-other-teacher"});
    let meet = desk.planned(link.clone()).await;
    assert_eq!(meet["meetLink"], "https://meet.google.com/abc-mnop-xyz");
    let mut taken = link;
    taken["teacherId"] = json!("alpha-teacher");
    let (status, problem) = desk.plan(taken).await;
    assert_eq!((status, &problem["code"]), (409, &json!("room_taken")), "{problem}");
    assert_eq!(problem["conflicts"].as_array().unwrap().len(), 16);
}

async fn timetables_that_begin_later_are_held_against_each_other(world: World) {
    let desk = Desk::new(world);
    let autumn = desk.planned(json!({"firstStart": "2026-09-01T16:00"})).await;
    assert_eq!(desk.starts(&autumn).await, Vec::<String>::new(), "it is not drawn yet");
    let (status, problem) = desk.plan(json!({"firstStart": "2026-09-01T16:59"})).await;
    assert_eq!(status, 409, "{problem}");
    assert_eq!(problem["conflicts"][0]["other"]["timetableId"], autumn["id"]);
    desk.planned(json!({"firstStart": "2026-09-01T17:00"})).await;
}

async fn bad_input_has_a_clear_word_and_leaves_nothing(world: World) {
    let desk = Desk::new(world);
    let (sessions, timetables) =
        (desk.count_sessions().await, desk.get("/api/v1/timetables?ended=true").await);
    for (more, status, code, field) in [
        (json!({"rule": "FREQ=SECONDLY"}), 422, "invalid_rule", "rule"),
        (json!({"rule": "FREQ=WEEKLY;BYDAY=TU;COUNT=1000000"}), 422, "invalid_rule", "rule"),
        (json!({"rule": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"}), 422, "invalid_rule", "rule"),
        (json!({"rule": "FREQ=WEEKLY;UNTIL=20250101"}), 422, "invalid_rule", "rule"),
        (json!({"rule": ""}), 422, "invalid_rule", "rule"),
        (json!({"rule": "x".repeat(10_000)}), 422, "invalid_rule", "rule"),
        (json!({"timeZone": "Mars/Olympus"}), 422, "invalid_time_zone", "timeZone"),
        (json!({"firstStart": "2026-01-06"}), 422, "invalid_first_start", "firstStart"),
        (json!({"firstStart": "2026-01-06T16:00:00Z"}), 422, "invalid_first_start", "firstStart"),
        (json!({"firstStart": "9026-01-06T16:00"}), 422, "invalid_first_start", "firstStart"),
        (json!({"durationMinutes": 0}), 422, "invalid_times", "durationMinutes"),
        (json!({"durationMinutes": 10_081}), 422, "invalid_times", "durationMinutes"),
        (json!({"durationMinutes": 2_881}), 422, "overlaps_itself", "durationMinutes"),
        (json!({"teacherId": "alpha-student", "studentIds": []}), 422, "not_a_teacher", "teacherId"),
        (json!({"teacherId": "beta-teacher"}), 422, "unknown_person", ""),
        (
            json!({"format": "individual", "studentIds": ["alpha-student", "alpha-child"]}),
            422,
            "one_student",
            "studentIds",
        ),
        (json!({"studentIds": ["alpha-student", "alpha-student"]}), 422, "twice_on_roster", "studentIds"),
        (json!({"meetLink": "https://meet.google.com/abc-mnop-xyz"}), 422, "link_without_meet", "meetLink"),
        (
            json!({"platform": "meet", "meetLink": "https://zoom.us/j/1"}),
            400,
            "invalid_meet_link",
            "meetLink",
        ),
        (json!({"except": ["tomorrow"]}), 400, "invalid_body", "except[0]"),
        (json!({"title": " "}), 400, "invalid_body", "title"),
        (json!({"colour": "red"}), 400, "invalid_body", "colour"),
    ] {
        for path in ["/api/v1/timetables", "/api/v1/timetables/check"] {
            let (found, problem) = desk.ask("POST", path, body(more.clone())).await;
            let seen =
                (found, problem["code"].as_str().unwrap(), problem["field"].as_str().unwrap_or_default());
            assert_eq!(seen, (status, code, field), "{more}: {problem}");
            assert!(problem["detail"].as_str().unwrap().len() > 20, "{problem}");
        }
    }
    let limit = json!({"max_participants": 2});
    assert_eq!(desk.ask("PATCH", "/api/v1/settings", limit).await.0, 200);
    let many = json!({"studentIds": ["alpha-student", "alpha-child"]});
    assert_eq!(desk.plan(many).await.1["code"], "over_capacity");
    assert_eq!(desk.count_sessions().await, sessions);
    assert_eq!(desk.get("/api/v1/timetables?ended=true").await, timetables);
}

crate::on_both_databases!(
    everything_in_the_way_is_listed_before_anything_is_saved,
    timetables_that_begin_later_are_held_against_each_other,
    bad_input_has_a_clear_word_and_leaves_nothing,
);
