//! Asking Google on request: what was found and what it changed, and every way in which it can fail.

use rollcall::domain::people::Role;
use rollcall::simulator::google::fault::{Fault, SimulatedFailure};
use rollcall::simulator::google::world::ScriptedStay;
use serde_json::{Value, json};

use crate::school::School;
use crate::simulated_google::{AISHA, OMAR, at, space, status, stay};
use crate::support::{Database, on_both};

on_both! {
    asking_reads_everything_and_tells_what_it_changed,
    the_door_says_the_same_in_its_own_words,
    no_meeting_is_said_and_is_no_absence,
    what_cannot_be_asked_says_why_and_changes_nothing,
    the_seventh_call_of_a_minute_waits,
    a_code_is_resolved_on_the_way,
    all_active_classes_are_asked_and_each_answers_for_itself,
}

/// The usual class, which nobody has polled: it is over, and the jobs did not run.
async fn missed(db: Database, stays: Vec<ScriptedStay>) -> School {
    let mut school = School::new(db).await;
    for (id, name, role) in [
        ("admin", "Office", Role::Admin),
        ("1", "Maryam", Role::Teacher),
        ("2", "Yusuf", Role::Student),
        ("3", "Huda", Role::Teacher),
    ] {
        school.person(id, name, role).await;
    }
    school.stage.google.with(|inner| {
        inner.world.spaces = vec![space("spaces/a", "aaa-bbbb-ccc", AISHA)];
        inner.world.stays = stays;
    });
    school.class("lesson", "spaces/a", (0, 60), "1", &["2"]).await;
    school.sleep_until(100);
    school
}

fn people() -> Vec<ScriptedStay> {
    vec![
        stay("teacher", "spaces/a", "1", 0, 60),
        stay("pupil", "spaces/a", "2", 0, 20),
        stay("pupil again", "spaces/a", "2", 30, 60),
        stay("nobody", "spaces/a", "77", 5, 10),
    ]
}

async fn post(school: &School, who: &str, path: &str) -> (u16, Value) {
    school.ask(who, "POST", path, Value::Null).await
}

async fn resync(school: &School) -> (u16, Value) {
    post(school, "admin", "/api/v1/sessions/lesson/resync").await
}

async fn asking_reads_everything_and_tells_what_it_changed(db: Database) {
    let mut school = missed(db, people()).await;
    let (status, found) = resync(&school).await;
    let report = |outcome: &str, seconds, settled| json!({"outcome": outcome, "creditedSeconds": seconds, "settled": settled});
    let unknown = report("unknown", 0, false);
    let expected = json!({
        "classId": "lesson", "sessionId": "lesson", "googleMeetCode": null, "status": "synced",
        "conferenceRecords": 1, "finalRecords": 0, "participants": 3,
        "unmatched": [{"source": "meet", "value": "users/77", "displayName": "77"}],
        "evidenceAdded": 1, "logsAdded": 3, "logsChanged": 0, "logsRemoved": 0,
        "reportsChanged": [
            {"personId": "1", "name": "Maryam", "before": unknown, "after": report("unknown", 3_600, false)},
            {"personId": "2", "name": "Yusuf", "before": unknown, "after": report("unknown", 3_000, false)},
        ],
        "adjustments": 0, "settled": false, "needsReview": false, "askedAt": at(100),
        "message": "Participants: 3, new evidence: 1, log rows: 3 new and 0 changed, reports changed: 2.",
    });
    assert_eq!((status, &found), (200, &expected));

    let (_, again) = resync(&school).await;
    let counts =
        ["evidenceAdded", "logsAdded", "logsChanged", "logsRemoved"].map(|count| again[count].clone());
    assert_eq!((counts, &again["reportsChanged"]), ([0, 0, 0, 0].map(Value::from), &json!([])), "{again}");

    // A second look that agrees, long enough after the first, makes it final.
    school.sleep_until(130);
    let (_, last) = resync(&school).await;
    assert_eq!((&last["settled"], &last["finalRecords"]), (&json!(true), &json!(1)), "{last}");
    let after: Vec<&Value> =
        last["reportsChanged"].as_array().unwrap().iter().map(|one| &one["after"]).collect();
    assert_eq!(after, [&report("present", 3_600, true), &report("present", 3_000, true)]);

    // The data is there for weeks, and the settled class can still be asked about.
    school.sleep_until(20 * 24 * 60);
    let (status, late) = resync(&school).await;
    assert_eq!((status, &late["status"], &late["settled"]), (200, &json!("synced"), &json!(true)), "{late}");
    assert_eq!(late["reportsChanged"], json!([]));
}

async fn the_door_says_the_same_in_its_own_words(db: Database) {
    let school = missed(db, people()).await;
    let (status, found) = post(&school, "1", "/monitoring/sync-participants/lesson").await;
    assert_eq!(status, 200, "{found}");
    let names: Vec<&str> = found.as_object().unwrap().keys().map(String::as_str).collect();
    let mut wanted = [
        "class_id",
        "session_id",
        "google_meet_code",
        "status",
        "conference_records",
        "final_records",
        "participants",
        "unmatched",
        "evidence_added",
        "logs_added",
        "logs_changed",
        "logs_removed",
        "reports_changed",
        "adjustments",
        "settled",
        "needs_review",
        "asked_at",
        "message",
    ];
    wanted.sort_unstable();
    let mut names = names;
    names.sort_unstable();
    assert_eq!(names, wanted);
    assert_eq!(found["unmatched"], json!([{"source": "meet", "value": "users/77", "display_name": "77"}]));
    assert_eq!(found["reports_changed"][1]["after"]["credited_seconds"], 3_000);
    let (status, refused) = post(&school, "3", "/monitoring/sync-participants/lesson").await;
    assert_eq!((status, &refused["code"]), (403, &json!("forbidden")), "another teacher's");
}

async fn no_meeting_is_said_and_is_no_absence(db: Database) {
    let school = missed(db, Vec::new()).await;
    let (status, found) = resync(&school).await;
    assert_eq!(
        (status, &found["status"], &found["conferenceRecords"]),
        (200, &json!("no_record"), &json!(0))
    );
    assert_eq!((&found["participants"], &found["settled"]), (&json!(0), &json!(false)), "{found}");
    assert_eq!(school.report("lesson", "2").await["outcome"], "unknown");
}

async fn what_cannot_be_asked_says_why_and_changes_nothing(db: Database) {
    let school = missed(db, people()).await;
    let html = SimulatedFailure::Status { status: 502, html: true, retry_after: None, reason: None };
    for (fault, answer, word) in [
        (status(503), 502, "platform_error"),
        (html, 502, "platform_error"),
        (SimulatedFailure::Truncate, 502, "platform_error"),
        (status(403), 502, "platform_error"),
        (status(429), 429, "rate_limited"),
        (SimulatedFailure::Hang { seconds: 5 }, 504, "platform_timeout"),
    ] {
        // Each in a minute of its own, so that the limit of calls has no part in it.
        school.stage.clock.advance(60_000);
        let everywhere = Fault { path: "/v2/".into(), what: fault.clone(), ..Fault::default() };
        school.stage.google.with(|inner| inner.faults = vec![everywhere]);
        let (status, problem) = resync(&school).await;
        assert_eq!((status, &problem["code"]), (answer, &json!(word)), "{fault:?}: {problem}");
        assert_eq!(school.evidence("spaces/a").await, [] as [Value; 0], "{fault:?}");
        assert_eq!(school.report("lesson", "2").await["outcome"], "unknown");
    }
    school.stage.google.with(|inner| inner.faults.clear());
    school.stage.clock.advance(60_000);

    let (status, problem) = post(&school, "admin", "/api/v1/sessions/nothing/resync").await;
    assert_eq!((status, &problem["code"]), (404, &json!("not_found")));
    school.class_of("elsewhere", "spaces/o", (0, 60), "3", &[], Some(OMAR)).await;
    let (status, problem) = post(&school, "admin", "/monitoring/sync-participants/elsewhere").await;
    assert_eq!(
        (status, &problem["code"], &problem["detail"]),
        (503, &json!("platform_not_connected"), &json!("Google Meet API not available"))
    );

    let mut lesson = school.session("lesson").await;
    lesson.status = rollcall::domain::session::Status::Cancelled;
    lesson.session.cancelled = true;
    put(&school, &lesson).await;
    let (status, problem) = resync(&school).await;
    assert_eq!((status, &problem["code"]), (409, &json!("cancelled")));
    let mut elsewhere = school.session("elsewhere").await;
    elsewhere.session.meet_space = None;
    put(&school, &elsewhere).await;
    let (status, problem) = post(&school, "admin", "/monitoring/sync-participants/elsewhere").await;
    assert_eq!(
        (status, &problem["code"], &problem["detail"]),
        (409, &json!("no_meet_code"), &json!("This class has no Google Meet code."))
    );
}

async fn put(school: &School, stored: &rollcall::store::session::StoredSession) {
    let mut write = school.app.store.write().await.unwrap();
    assert!(write.update_session(stored, at(0)).await.unwrap());
    write.commit().await.unwrap();
}

async fn the_seventh_call_of_a_minute_waits(db: Database) {
    let school = missed(db, people()).await;
    for _ in 0..6 {
        assert_eq!(resync(&school).await.0, 200);
    }
    let (status, problem) = resync(&school).await;
    assert_eq!((status, &problem["code"]), (429, &json!("rate_limited")), "{problem}");
    school.stage.clock.advance(60_000);
    assert_eq!(resync(&school).await.0, 200);
}

async fn a_code_is_resolved_on_the_way(db: Database) {
    let school = missed(db, people()).await;
    let mut lesson = school.session("lesson").await;
    lesson.session.meet_space = None;
    lesson.meet_code = Some("aaa-bbbb-ccc".into());
    put(&school, &lesson).await;
    let (status, found) = resync(&school).await;
    assert_eq!((status, &found["googleMeetCode"]), (200, &json!("aaa-bbbb-ccc")), "{found}");
    assert_eq!(found["participants"], 3);
    assert_eq!(school.session("lesson").await.session.meet_space.as_deref(), Some("spaces/a"));
}

async fn all_active_classes_are_asked_and_each_answers_for_itself(db: Database) {
    let mut school = missed(db, people()).await;
    school.stage.google.with(|inner| {
        inner.world.spaces.push(space("spaces/b", "bbb-bbbb-bbb", AISHA));
        inner.world.stays.push(stay("now", "spaces/b", "3", 80, 150));
    });
    school.class("running", "spaces/b", (90, 150), "3", &["2"]).await;
    school.class_of("disconnected", "spaces/o", (0, 60), "1", &["2"], Some(OMAR)).await;
    school.class("tomorrow", "spaces/a", (1_440, 1_500), "1", &["2"]).await;
    let (status, all) = post(&school, "admin", "/api/v1/sessions/resync-active").await;
    assert_eq!(status, 200, "{all}");
    let told: Vec<(&Value, &Value, &Value)> = all["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["classId"], &one["result"]["participants"], &one["error"]["code"]))
        .collect();
    let (none, three, one) = (Value::Null, json!(3), json!(1));
    let refused = json!("platform_not_connected");
    let expected = [("disconnected", &none, &refused), ("lesson", &three, &none), ("running", &one, &none)];
    let expected: Vec<(Value, &Value, &Value)> = expected.map(|(id, a, b)| (json!(id), a, b)).into();
    assert_eq!(told, expected.iter().map(|(id, a, b)| (id, *a, *b)).collect::<Vec<_>>());
    let counts = ["classes", "synced", "failed", "pending"].map(|count| all[count].clone());
    assert_eq!(counts, [3, 2, 1, 0].map(Value::from));

    let (_, own) = post(&school, "3", "/monitoring/sync-all-active").await;
    let ids: Vec<&Value> = own["results"].as_array().unwrap().iter().map(|one| &one["class_id"]).collect();
    assert_eq!(ids, ["running"], "{own}");
    assert_eq!(
        post(&school, "admin", "/monitoring/sync-all-active").await.0,
        429,
        "the third of this minute"
    );

    // Settled ones, and those of another week, are not asked about.
    school.until(175).await;
    let (_, later) = post(&school, "admin", "/monitoring/sync-all-active").await;
    let ids: Vec<&Value> = later["results"].as_array().unwrap().iter().map(|one| &one["class_id"]).collect();
    assert_eq!(ids, ["disconnected", "running"], "{later}");
    let (status, alone) = post(&school, "1", "/monitoring/sync-all-active").await;
    assert_eq!((status, &alone["code"]), (503, &json!("platform_not_connected")), "every class of theirs");
    school.sleep_until(9 * 24 * 60);
    let (_, nothing) = post(&school, "admin", "/monitoring/sync-all-active").await;
    assert_eq!((&nothing["classes"], &nothing["results"]), (&json!(0), &json!([])));
}
