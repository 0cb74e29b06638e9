//! Timetables through HTTP: planned, drawn, drawn further by night, moved from a day on, ended; what is in their way is told
//! before anything is saved, and bad input leaves nothing behind.

use axum::Router;
use rollcall::api;
use rollcall::app::jobs::maintenance;
use rollcall::app::jobs::run_extent::RunExtent;
use rollcall::app::timetable::nightly::draw_ahead;
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use crate::world::{NOW, World, ask};

const DAY: i64 = 86_400;

struct Desk {
    world: World,
    router: Router,
}

impl Desk {
    fn new(world: World) -> Desk {
        let router = world.router(api::routes());
        Desk { world, router }
    }

    async fn ask(&self, method: &str, uri: &str, body: Value) -> (u16, Value) {
        let token = self.world.token("alpha", "alpha-admin");
        let (status, body) = ask(&self.router, &token, method, uri, body).await;
        (status.as_u16(), body)
    }

    async fn get(&self, uri: &str) -> Value {
        let (status, body) = self.ask("GET", uri, Value::Null).await;
        assert_eq!(status, 200, "GET {uri}: {body}");
        body
    }

    async fn plan(&self, more: Value) -> (u16, Value) {
        self.ask("POST", "/api/v1/timetables", body(more)).await
    }

    async fn planned(&self, more: Value) -> Value {
        let (status, timetable) = self.plan(more).await;
        assert_eq!(status, 201, "{timetable}");
        timetable
    }

    /// The sessions of a timetable that are not cancelled, as local starts in Riyadh.
    async fn starts(&self, timetable: &Value) -> Vec<String> {
        let list = self.get(&format!("/api/v1/timetables/{}/sessions?limit=500", id(timetable))).await;
        let items = list["items"].as_array().unwrap();
        items.iter().filter(|one| one["status"] != "cancelled").map(local_start).collect()
    }

    /// How many sessions there are in all.
    async fn count_sessions(&self) -> usize {
        let list = self.get("/api/v1/sessions?limit=500").await;
        list["items"].as_array().unwrap().len()
    }

    fn sleep_days(&self, days: i64) {
        self.world.clock.advance(days * DAY * 1_000);
    }
}

fn body(more: Value) -> Value {
    let mut body = json!({
        "title": "Tajweed", "kind": "quran", "format": "group", "platform": "livekit", "teacherId": "alpha-teacher",
        "studentIds": ["alpha-student"], "firstStart": "2026-01-06T16:00", "rule": "FREQ=WEEKLY;BYDAY=TU,TH"
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn id(one: &Value) -> &str {
    one["id"].as_str().unwrap()
}

fn local_start(session: &Value) -> String {
    let start = Timestamp::parse(session["start"].as_str().unwrap()).unwrap();
    start.to_utc().with_timezone(&chrono_tz::Asia::Riyadh).format("%m-%d %H:%M").to_string()
}

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
    everything_in_the_way_is_listed_before_anything_is_saved,
    timetables_that_begin_later_are_held_against_each_other,
    holidays_and_blocked_days_are_left_out,
    from_this_day_on_what_has_not_begun_follows,
    another_sort_of_lesson_takes_the_place_of_the_old,
    an_ended_timetable_cancels_what_has_not_begun,
    what_collides_by_night_is_told_and_tried_again,
    bad_input_has_a_clear_word_and_leaves_nothing,
    a_time_in_the_gap_or_the_fold_is_held_once,
);
