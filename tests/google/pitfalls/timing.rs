//! What Google tells late, takes back, or never tells.

use rollcall::simulator::google::world::{FalseEnd, ScriptedStay};
use serde_json::{Value, json};

use super::{class, teacher, told};
use crate::simulated_google::{at, stay};
use crate::support::{Database, on_both};

on_both! {
    a_class_is_read_without_any_click_and_settles_an_hour_later,
    p1_a_rejoin_that_shows_minutes_later_is_not_lost,
    p2_an_end_that_is_taken_back_is_no_end,
    p2_the_end_of_a_call_that_is_taken_back_delays_the_settling_only,
    p3_a_session_that_appears_after_the_call_has_ended_still_counts,
    p16_nanoseconds_are_cut_to_milliseconds,
    an_end_that_never_comes_is_settled_by_the_end_of_the_call,
}

async fn a_class_is_read_without_any_click_and_settles_an_hour_later(db: Database) {
    let mut school = class(db, vec![teacher(), stay("pupil", "spaces/a", "2", 0, 55)]).await;
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

async fn p1_a_rejoin_that_shows_minutes_later_is_not_lost(db: Database) {
    let late = ScriptedStay { delay_seconds: Some(600), ..stay("again", "spaces/a", "2", 20, 60) };
    let mut school = class(db, vec![teacher(), stay("pupil", "spaces/a", "2", 0, 15), late]).await;
    school.until(26).await;
    let seen = school.report("lesson", "2").await;
    assert_eq!((&seen["outcome"], &seen["settled"]), (&json!("unknown"), &json!(false)));
    school.until(110).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 55 * 60, true, false]));
}

async fn p2_an_end_that_is_taken_back_is_no_end(db: Database) {
    let false_end = FalseEnd { shown: at(12).to_utc(), taken_back: at(22).to_utc(), end: at(10).to_utc() };
    let pupil = ScriptedStay { false_ends: vec![false_end], ..stay("pupil", "spaces/a", "2", 0, 60) };
    let mut school = class(db, vec![teacher(), pupil]).await;
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

async fn p2_the_end_of_a_call_that_is_taken_back_delays_the_settling_only(db: Database) {
    let mut school = class(db, vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
    school.stage.google.with(|inner| {
        let end = FalseEnd { shown: at(62).to_utc(), taken_back: at(80).to_utc(), end: at(30).to_utc() };
        inner.world.spaces[0].false_ends = vec![end];
    });
    school.until(160).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
}

async fn p3_a_session_that_appears_after_the_call_has_ended_still_counts(db: Database) {
    let late = ScriptedStay { delay_seconds: Some(85 * 60), ..stay("pupil", "spaces/a", "2", 0, 60) };
    let mut school = class(db, vec![teacher(), late]).await;
    school.until(84).await;
    assert_ne!(school.report("lesson", "2").await["outcome"], "absent");
    school.until(150).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
}

async fn p16_nanoseconds_are_cut_to_milliseconds(db: Database) {
    let nanos = chrono::TimeDelta::nanoseconds(999_999_999);
    let mut pupil = stay("pupil", "spaces/a", "2", 0, 59);
    pupil.from += nanos;
    pupil.to = pupil.to.map(|to| to + nanos);
    let mut school = class(db, vec![teacher(), pupil]).await;
    school.until(110).await;
    let report = school.report("lesson", "2").await;
    assert_eq!(report["firstJoinAt"], json!(at(0).plus(999)));
    assert_eq!(told(&report), json!(["present", 59 * 60, true, false]));
}

async fn an_end_that_never_comes_is_settled_by_the_end_of_the_call(db: Database) {
    let never = ScriptedStay {
        end_delay_seconds: Some(i64::from(i32::MAX)),
        ..stay("pupil", "spaces/a", "2", 0, 60)
    };
    let mut school = class(db, vec![teacher(), never]).await;
    school.until(110).await;
    let report = school.report("lesson", "2").await;
    assert_eq!((&report["settled"], &report["estimated"]), (&json!(true), &json!(true)));
    assert!(report["creditedSeconds"].as_i64().unwrap() >= 45 * 60, "proven until the last look: {report}");
}
