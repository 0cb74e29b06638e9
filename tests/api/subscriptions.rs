//! Subscriptions through HTTP: what a session takes, gives back, and leaves; what lapses; and sessions without a time.

use std::time::Duration;

use axum::Router;
use rollcall::api;
use rollcall::app::ActorContext;
use rollcall::app::data::verify::verify;
use rollcall::app::evaluate;
use rollcall::app::evaluate::recompute::recompute;
use rollcall::app::subscription::lapse::lapse_ended;
use rollcall::app::subscription::unscheduled::give_time;
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use crate::cookies::start as log_in;
use crate::pages::visit;
use crate::world::{NOW, World, ask};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

struct Desk {
    world: World,
    router: Router,
}

impl Desk {
    fn new(world: World) -> Desk {
        // Three hours later the world's own lessons are over, and its teachers are free. Those are quran, these academic.
        world.clock.advance(3 * HOUR * 1_000);
        let router = world.router(api::routes());
        Desk { world, router }
    }

    async fn ask(&self, who: &str, method: &str, uri: &str, body: Value) -> (u16, Value) {
        let token = self.world.token("alpha", &format!("alpha-{who}"));
        let (status, body) = ask(&self.router, &token, method, uri, body).await;
        (status.as_u16(), body)
    }

    async fn refused(&self, who: &str, method: &str, uri: &str, body: Value) -> (u16, String) {
        let (status, body) = self.ask(who, method, uri, body).await;
        (status, body["code"].as_str().unwrap_or_default().to_owned())
    }

    async fn get(&self, uri: &str) -> Value {
        evaluate::evaluate_all_waiting(&self.world.app).await.unwrap();
        let (status, body) = self.ask("admin", "GET", uri, Value::Null).await;
        assert_eq!(status, 200, "GET {uri}: {body}");
        body
    }

    async fn made(&self, uri: &str, body: Value) -> Value {
        let (status, made) = self.ask("admin", "POST", uri, body.clone()).await;
        assert_eq!(status, 201, "POST {uri} {body}: {made}");
        made
    }

    async fn subscription(&self, more: Value) -> String {
        let mut body = json!({"personId": "alpha-student", "sessions": 3, "kind": "academic", "validFrom": "2026-01-01"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        text(&self.made("/api/v1/subscriptions", body).await, "id")
    }

    /// A lesson on site that began `start` seconds after the present moment of the world.
    async fn lesson(&self, start: i64, more: Value) -> String {
        let mut body = json!({"kind": "academic", "format": "individual", "platform": "onsite",
            "start": Timestamp::from_seconds(self.world.app.now().millis() / 1_000 + start), "durationMinutes": 30,
            "teacherId": "alpha-teacher", "studentIds": ["alpha-student"]});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        text(&self.made("/api/v1/sessions", body).await, "id")
    }

    async fn complete(&self, session: &str) -> u16 {
        self.ask("admin", "POST", &format!("/api/v1/sessions/{session}/complete"), Value::Null).await.0
    }

    async fn say(&self, session: &str, person: &str, outcome: &str) {
        // Of two statements the later holds.
        self.world.clock.advance(1_000);
        let body = json!({"personId": format!("alpha-{person}"), "outcome": outcome, "reason": "seen"});
        let path = format!("/api/v1/sessions/{session}/overrides");
        let (status, said) = self.ask("admin", "POST", &path, body).await;
        assert!((200..300).contains(&status), "{said}");
    }

    /// Used, left, and the changes of the ledger with their reasons.
    async fn balance(&self, subscription: &str) -> (i64, i64, Vec<(i64, String)>) {
        let ledger = self.get(&format!("/api/v1/subscriptions/{subscription}")).await;
        let entries = ledger["entries"].as_array().unwrap();
        let entries = entries.iter().map(|one| (one["change"].as_i64().unwrap(), text(one, "reason")));
        (ledger["used"].as_i64().unwrap(), ledger["left"].as_i64().unwrap(), entries.collect())
    }

    /// The charge of a lesson: what covers it, its amount, and why it is held back.
    async fn charge(&self, session: &str) -> (Value, Value, Value) {
        let explained = self.get(&format!("/api/v1/sessions/{session}/explain")).await;
        let lines = explained["lines"].as_array().unwrap();
        let line = lines.iter().find(|line| line["kind"] == "charge").unwrap_or(&Value::Null);
        (line["coveredBy"].clone(), line["amount"]["amount"].clone(), line["blocked"].clone())
    }

    /// After the jobs nothing is otherwise than sessions and ledger say.
    async fn holds(&self) {
        evaluate::evaluate_all_waiting(&self.world.app).await.unwrap();
        let mut found = Vec::new();
        recompute(&self.world.app, true, |_, one| found.push(one.to_string())).await.unwrap();
        verify(&self.world.app, |one| found.push(one.to_string())).await.unwrap();
        // The world's own lines were written by hand, and no evaluation would.
        found.retain(|one| {
            !one.contains("alpha-session")
                && !one.contains("beta-")
                && !one.contains("other-session")
                && !one.contains("attended-")
                && !one.contains("taught-")
                && !one.contains("childs-")
        });
        assert!(found.is_empty(), "{found:#?}");
    }
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("no {field} in {value}")).to_owned()
}

fn entry(change: i64, reason: &str) -> (i64, String) {
    (change, reason.to_owned())
}

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

crate::on_both_databases!(
    a_lesson_takes_one_and_gives_it_back_when_it_does_not_count,
    the_door_of_the_academy_takes_one_in_all,
    whoever_completes_it_at_once_takes_one,
    the_last_one_is_taken_by_one_of_two,
    what_is_left_lapses_once_at_the_end_of_the_last_day,
    corrections_and_changes_are_refused_where_they_cannot_be,
    sessions_are_drawn_without_a_time_and_given_one,
    a_run_waits_for_nobody_who_waits_for_it,
    who_cancels_a_session_waits_for_no_subscription,
    what_cannot_be_read_is_not_used_up,
    a_withdrawn_verdict_is_withdrawn_by_somebody,
    the_page_gives_the_time_that_it_says,
    every_field_of_a_subscription_may_be_changed,
    nothing_is_taken_for_what_stays_charged,
);
