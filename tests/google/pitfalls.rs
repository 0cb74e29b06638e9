//! The pitfalls of polling Meet (reference/google-meet.md section 8), each with the story that would fall into it.
//!
//! One class stands in most of them: teacher 1 and learner 2 in spaces/a from minute 0 to 60; its window ends at 70.

use rollcall::simulator::google::fault::{Failure, Fault};
use rollcall::simulator::google::world::{FalseEnd, Stay, Who};
use serde_json::{Value, json};

use crate::school::School;
use crate::stage::{AISHA, OMAR, at, space, status, stay};
use crate::support;

/// The class, with these people in its space.
async fn class(stays: Vec<Stay>) -> School {
    let school = School::new(support::sqlite().await).await;
    school.stage.google.with(|inner| {
        inner.world.spaces = vec![space("spaces/a", "aaa-bbbb-ccc", AISHA)];
        inner.world.stays = stays;
    });
    school.class("lesson", "spaces/a", (0, 60), "1", &["2"]).await;
    school
}

fn teacher() -> Stay {
    stay("teacher", "spaces/a", "1", 0, 60)
}

fn told(report: &Value) -> Value {
    json!([report["outcome"], report["creditedSeconds"], report["settled"], report["estimated"]])
}

#[tokio::test]
async fn a_class_is_read_without_any_click_and_settles_an_hour_later() {
    let mut school = class(vec![teacher(), stay("pupil", "spaces/a", "2", 0, 55)]).await;
    school.until(4).await;
    assert_eq!(school.report("lesson", "2").await["outcome"], "unknown");
    assert_eq!(
        school.report("lesson", "2").await["firstJoinAt"],
        json!(at(0)),
        "within one interval of the join"
    );
    school.until(99).await;
    assert_eq!(
        told(&school.report("lesson", "2").await)[2],
        false,
        "nothing is final before two full looks agree"
    );
    school.until(110).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_300, true, false]));
    assert_eq!(told(&school.report("lesson", "1").await), json!(["present", 3_600, true, false]));
    assert_eq!(school.problems, [""; 0]);
}

#[tokio::test]
async fn p1_a_rejoin_that_shows_minutes_later_is_not_lost() {
    let late = Stay { delay_seconds: Some(600), ..stay("again", "spaces/a", "2", 20, 60) };
    let mut school = class(vec![teacher(), stay("pupil", "spaces/a", "2", 0, 15), late]).await;
    school.until(26).await;
    let seen = school.report("lesson", "2").await;
    assert_eq!((&seen["outcome"], &seen["settled"]), (&json!("unknown"), &json!(false)));
    school.until(110).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 55 * 60, true, false]));
}

#[tokio::test]
async fn p2_an_end_that_is_taken_back_is_no_end() {
    let false_end = FalseEnd { shown: at(12).to_utc(), taken_back: at(22).to_utc(), end: at(10).to_utc() };
    let pupil = Stay { false_ends: vec![false_end], ..stay("pupil", "spaces/a", "2", 0, 60) };
    let mut school = class(vec![teacher(), pupil]).await;
    school.until(16).await;
    assert_eq!(
        school.report("lesson", "2").await["lastLeaveAt"],
        json!(at(10)),
        "as it is told at the moment"
    );
    school.until(26).await;
    assert_eq!(school.report("lesson", "2").await["lastLeaveAt"], Value::Null);
    school.until(110).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
}

#[tokio::test]
async fn p2_the_end_of_a_call_that_is_taken_back_delays_the_settling_only() {
    let mut school = class(vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
    school.stage.google.with(|inner| {
        let end = FalseEnd { shown: at(62).to_utc(), taken_back: at(80).to_utc(), end: at(30).to_utc() };
        inner.world.spaces[0].false_ends = vec![end];
    });
    school.until(160).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
}

#[tokio::test]
async fn p3_a_session_that_appears_after_the_call_has_ended_still_counts() {
    let late = Stay { delay_seconds: Some(85 * 60), ..stay("pupil", "spaces/a", "2", 0, 60) };
    let mut school = class(vec![teacher(), late]).await;
    school.until(84).await;
    assert_ne!(school.report("lesson", "2").await["outcome"], "absent");
    school.until(150).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
}

#[tokio::test]
async fn p4_p5_a_call_that_everybody_left_goes_on_in_another_record() {
    let mut school = class(vec![
        stay("t1", "spaces/a", "1", 0, 20),
        stay("p1", "spaces/a", "2", 0, 20),
        stay("t2", "spaces/a", "1", 21, 60),
        stay("p2", "spaces/a", "2", 22, 60),
        // the newest record of the space is not the class
        stay("later", "spaces/a", "9", 75, 90),
    ])
    .await;
    school.until(140).await;
    // one minute without the teacher is bridged, two without the learner are too
    assert_eq!(told(&school.report("lesson", "1").await), json!(["present", 3_600, true, false]));
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
    assert_eq!(school.report("lesson", "2").await["bridgedSeconds"], 120);
}

#[tokio::test]
async fn p6_one_call_over_two_lessons_is_cut_by_the_timetable() {
    let mut school = class(vec![
        stay("teacher", "spaces/a", "1", 0, 120),
        stay("first", "spaces/a", "2", 0, 62),
        stay("second", "spaces/a", "3", 58, 118),
    ])
    .await;
    school.class("next", "spaces/a", (60, 120), "1", &["3"]).await;
    school.until(190).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
    assert_eq!(told(&school.report("next", "3").await), json!(["present", 58 * 60, true, false]));
    assert_eq!(told(&school.report("lesson", "1").await), json!(["present", 3_600, true, false]));
    assert_eq!(told(&school.report("next", "1").await), json!(["present", 3_600, true, false]));
}

#[tokio::test]
async fn p6_a_link_used_day_after_day_leaves_settled_days_settled() {
    let day = 24 * 60;
    let mut school = class(vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
    school.class("tomorrow", "spaces/a", (day, day + 60), "1", &["2"]).await;
    school.stage.google.with(|inner| {
        inner.world.stays.push(stay("t", "spaces/a", "1", day, day + 60));
        inner.world.stays.push(stay("p", "spaces/a", "2", day, day + 30));
    });
    school.until(110).await;
    school.sleep_until(day - 20);
    school.until(day + 110).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
    assert_eq!(told(&school.report("tomorrow", "2").await), json!(["partial", 1_800, true, false]));
}

#[tokio::test]
async fn p7_a_code_that_moves_to_another_space_changes_nothing() {
    let mut school = class(vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
    let mut lesson = school.session("lesson").await;
    lesson.session.meet_space = None;
    lesson.meet_code = Some("https://meet.google.com/AAA-bbbb-ccc".into());
    let mut write = school.app.store.write().await.unwrap();
    assert!(write.update_session(&lesson).await.unwrap());
    write.commit().await.unwrap();
    school.until(10).await;
    assert_eq!(
        school.session("lesson").await.session.meet_space.as_deref(),
        Some("spaces/a"),
        "found out once"
    );
    school.stage.google.with(|inner| {
        inner.world.spaces[0].meeting_code = "old-code-gone".into();
        inner.world.spaces.push(space("spaces/other", "aaa-bbbb-ccc", AISHA));
        inner.world.stays.push(stay("stranger", "spaces/other", "9", 0, 60));
    });
    school.until(110).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
    assert_eq!(school.evidence("spaces/other").await, [] as [Value; 0]);
}

#[tokio::test]
async fn p8_two_devices_are_one_person_once() {
    let mut school = class(vec![
        teacher(),
        stay("laptop", "spaces/a", "2", 0, 40),
        stay("phone", "spaces/a", "2", 10, 50),
        stay("tablet", "spaces/a", "2", 15, 20),
    ])
    .await;
    school.until(110).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_000, true, false]));
}

#[tokio::test]
async fn p9_who_was_last_seen_inside_is_not_billed_until_now() {
    let mut school = class(vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
    school.until(10).await;
    // Google answers nobody from here on, and never again.
    school.stage.fail("/v2/", u64::MAX, status(503));
    school.until(200).await;
    let report = school.report("lesson", "2").await;
    assert_eq!(report["outcome"], "unknown");
    assert!(report["creditedSeconds"].as_i64().unwrap() <= 600, "{report}");
    assert!(report["possibleSeconds"].as_i64().unwrap() >= 3_600, "{report}");
    assert_eq!(school.report("lesson", "1").await["outcome"], "unknown");
}

#[tokio::test]
async fn p9_whoever_stays_is_proven_again_and_again() {
    let mut school = class(vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
    school.until(50).await;
    let proofs: Vec<Value> = school
        .evidence("spaces/a")
        .await
        .into_iter()
        .filter(|item| item["poll"]["records"][0]["participants"][0]["participantSessions"].is_array())
        .map(|item| item["receivedAt"].clone())
        .collect();
    assert!(proofs.len() >= 3, "{proofs:?}");
}

#[tokio::test]
async fn p10_another_organizers_consent_shows_nothing_and_proves_nothing() {
    let mut school = School::unconnected(support::sqlite().await).await;
    school.connect(OMAR).await;
    school.stage.google.with(|inner| {
        inner.world.spaces = vec![space("spaces/a", "aaa-bbbb-ccc", AISHA)];
        inner.world.stays = vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)];
    });
    school.class_of("lesson", "spaces/a", (0, 60), "1", &["2"], Some(AISHA)).await;
    school.until(110).await;
    assert_eq!(school.report("lesson", "2").await["outcome"], "unknown");
    assert!(
        school.problems.iter().all(|one| one.contains("aisha@school.example: not connected")),
        "{:?}",
        school.problems
    );
    assert!(!school.problems.is_empty());
    school.connect(AISHA).await;
    school.until(260).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
}

#[tokio::test]
async fn p11_a_failure_is_no_absence_and_an_empty_answer_is_one_only_after_a_day() {
    let mut school = class(Vec::new()).await;
    school.stage.fail("/v2/", u64::MAX, status(503));
    school.until(100).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["unknown", 0, false, false]));
    assert!(!school.problems.is_empty(), "the run says why");
    school.stage.google.with(|inner| inner.faults.clear());
    school.until(120).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["unknown", 0, false, false]));
    school.sleep_until(24 * 60 + 58);
    school.until(24 * 60 + 64).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["absent", 0, true, false]));
}

#[tokio::test]
async fn p12_what_was_seen_survives_googles_forgetting() {
    let day = 24 * 60;
    let mut school = class(vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
    school.until(110).await;
    for later in [8, 28, 31, 60] {
        school.sleep_until(later * day);
        school.until(later * day + 30).await;
        assert_eq!(
            told(&school.report("lesson", "2").await),
            json!(["present", 3_600, true, false]),
            "day {later}"
        );
    }
}

#[tokio::test]
async fn p12_an_outage_of_a_week_is_caught_up_by_the_retries() {
    let day = 24 * 60;
    for days in [2, 6, 15] {
        let mut school = class(vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
        school.sleep_until(days * day);
        school.until(days * day + 60).await;
        let report = school.report("lesson", "2").await;
        if days < 7 {
            assert_eq!(told(&report), json!(["present", 3_600, true, false]), "{days} days");
        } else {
            assert_eq!(
                report["creditedSeconds"], 3_600,
                "read once; a week later again, and then it is final"
            );
        }
    }
}

#[tokio::test]
async fn p14_p15_a_class_costs_what_the_strategy_says() {
    for people in [2, 6] {
        let names: Vec<String> = (2..=people).map(|n| n.to_string()).collect();
        let mut stays = vec![teacher()];
        stays.extend(names.iter().map(|name| stay(name, "spaces/a", name, 1, 60)));
        let mut school = School::new(support::sqlite().await).await;
        school.app.config = {
            let mut config = (*school.app.config).clone();
            config.google.proof_seconds = 0;
            config.into()
        };
        school.stage.google.with(|inner| {
            inner.world.spaces = vec![space("spaces/a", "aaa-bbbb-ccc", AISHA)];
            inner.world.stays = stays;
        });
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        school.class("lesson", "spaces/a", (0, 60), "1", &names).await;
        school.until(120).await;
        let calls = school.stage.calls("participants.list") + school.stage.calls("participantSessions.list");
        let allowed = 20 + people + 2 * (people + 1);
        println!("{people} people: {calls} calls of a class, the strategy allows {allowed}");
        assert!(calls <= allowed, "{calls} calls for {people} people, the strategy allows {allowed}");
    }
}

#[tokio::test]
async fn p16_nanoseconds_are_cut_to_milliseconds() {
    let nanos = chrono::TimeDelta::nanoseconds(999_999_999);
    let mut pupil = stay("pupil", "spaces/a", "2", 0, 59);
    pupil.from += nanos;
    pupil.to = pupil.to.map(|to| to + nanos);
    let mut school = class(vec![teacher(), pupil]).await;
    school.until(110).await;
    let report = school.report("lesson", "2").await;
    assert_eq!(report["firstJoinAt"], json!(at(0).plus(999)));
    assert_eq!(told(&report), json!(["present", 59 * 60, true, false]));
}

#[tokio::test]
async fn p17_p19_devices_and_equal_names_stay_apart_until_somebody_says_who_they_are() {
    let guest = |id: &str, from, to| Stay {
        who: Who::Anonymous { name: "Ali".into() },
        ..stay(id, "spaces/a", "", from, to)
    };
    let phone = Stay {
        who: Who::Phone { name: "+966 ••• •••42".into() },
        ..stay("call", "spaces/a", "", 5, 60)
    };
    let board = stay("room device", "spaces/a", "900", 0, 60);
    let mut school = class(vec![teacher(), guest("one", 0, 60), guest("two", 1, 60), phone, board]).await;
    school.until(110).await;
    let mut read = school.app.store.read().await.unwrap();
    let unmatched = read.list_unmatched(&school.organization, Some("lesson"), None, 9).await.unwrap();
    let mut names: Vec<&str> = unmatched.iter().filter_map(|one| one.display_name.as_deref()).collect();
    names.sort_unstable();
    assert_eq!(names, ["+966 ••• •••42", "900", "Ali", "Ali"]);
    let report = school.report("lesson", "2").await;
    assert_eq!(
        (&report["outcome"], &report["settled"]),
        (&json!("unknown"), &json!(true)),
        "a guess never bills"
    );
}

#[tokio::test]
async fn p20_a_dead_consent_stops_its_organizer_and_nobody_else() {
    let mut school = School::new(support::sqlite().await).await;
    school.connect(OMAR).await;
    school.stage.google.with(|inner| {
        inner.world.spaces =
            vec![space("spaces/a", "aaa-bbbb-ccc", AISHA), space("spaces/o", "ooo-bbbb-ccc", OMAR)];
        inner.world.stays = vec![
            teacher(),
            stay("pupil", "spaces/a", "2", 0, 60),
            stay("omar", "spaces/o", "3", 0, 60),
            stay("other", "spaces/o", "4", 0, 60),
        ];
        // Aisha's domain takes the delegation back: the assertion for her is refused.
        inner.world.accounts.retain(|account| account.email != AISHA);
    });
    school.class_of("lesson", "spaces/a", (0, 60), "1", &["2"], Some(AISHA)).await;
    school.class_of("other", "spaces/o", (0, 60), "3", &["4"], Some(OMAR)).await;
    school.stage.clock.advance(61 * 60_000);
    school.sleep_until(0);
    school.restart().await;
    school.until(110).await;
    assert_eq!(told(&school.report("other", "4").await), json!(["present", 3_600, true, false]));
    assert_eq!(school.report("lesson", "2").await["outcome"], "unknown");
    assert!(school.problems.iter().all(|one| one.contains(AISHA) && one.contains("rollcall google connect")));
    let connections = rollcall::app::meet::connect::list(&school.app, &school.organization).await.unwrap();
    let states: Vec<_> = connections.iter().map(|one| format!("{} {:?}", one.email, one.state)).collect();
    assert!(states[0].contains("NeedsReconnect") && states[1].contains("Connected"), "{states:?}");
    let asked = school.stage.calls("token");
    school.until(130).await;
    assert_eq!(school.stage.calls("token"), asked, "a dead consent is not tried again");
    // Connected again, and nothing is lost.
    school.stage.google.with(|inner| inner.world.accounts = crate::stage::world().accounts);
    school.connect(AISHA).await;
    school.until(260).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
}

#[tokio::test]
async fn every_kind_of_bad_answer_leaves_attendance_unknown_and_loses_nothing() {
    let html = |code| Failure::Status { status: code, html: true, retry_after: None, reason: None };
    let bad = [status(429), status(401), status(403), status(404), html(502), html(200), Failure::Truncate];
    for what in bad {
        let mut school = class(vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
        school.until(10).await;
        let fault = Fault { path: "/v2/".into(), what: what.clone(), ..Fault::default() };
        school.stage.google.with(|inner| inner.faults = vec![fault]);
        school.until(100).await;
        let report = school.report("lesson", "2").await;
        assert_eq!(report["outcome"], "unknown", "{what:?}");
        assert_eq!(report["firstJoinAt"], json!(at(0)), "{what:?}");
        assert!(!school.problems.is_empty(), "{what:?}: the run says why");
        school.stage.google.with(|inner| inner.faults.clear());
        school.until(200).await;
        let report = school.report("lesson", "2").await;
        assert_eq!(told(&report), json!(["present", 3_600, true, false]), "{what:?}");
    }
}

#[tokio::test]
async fn an_end_that_never_comes_is_settled_by_the_end_of_the_call() {
    let never =
        Stay { end_delay_seconds: Some(i64::from(i32::MAX)), ..stay("pupil", "spaces/a", "2", 0, 60) };
    let mut school = class(vec![teacher(), never]).await;
    school.until(110).await;
    let report = school.report("lesson", "2").await;
    assert_eq!((&report["settled"], &report["estimated"]), (&json!(true), &json!(true)));
    assert!(report["creditedSeconds"].as_i64().unwrap() >= 45 * 60, "proven until the last look: {report}");
}

#[tokio::test]
async fn a_restart_in_the_middle_loses_nothing() {
    let mut school =
        class(vec![teacher(), stay("one", "spaces/a", "2", 0, 20), stay("two", "spaces/a", "2", 25, 60)])
            .await;
    for minute in [2, 7, 19, 26, 61, 75, 80, 102] {
        school.until(minute).await;
        school.restart().await;
    }
    school.until(112).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 55 * 60, true, false]));
}
