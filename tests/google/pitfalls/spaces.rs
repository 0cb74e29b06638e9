//! Links, records and spaces: what belongs to which session.

use serde_json::{Value, json};

use super::{class, teacher, told};
use crate::simulated_google::{AISHA, at, space, stay};
use crate::support::{Database, on_both};

on_both! {
    p4_p5_a_call_that_everybody_left_goes_on_in_another_record,
    p6_one_call_over_two_lessons_is_cut_by_the_timetable,
    p6_a_link_used_day_after_day_leaves_settled_days_settled,
    p7_a_code_that_moves_to_another_space_changes_nothing,
}

async fn p4_p5_a_call_that_everybody_left_goes_on_in_another_record(db: Database) {
    let mut school = class(
        db,
        vec![
            stay("t1", "spaces/a", "1", 0, 20),
            stay("p1", "spaces/a", "2", 0, 20),
            stay("t2", "spaces/a", "1", 21, 60),
            stay("p2", "spaces/a", "2", 22, 60),
            // the newest record of the space is not the class
            stay("later", "spaces/a", "9", 75, 90),
        ],
    )
    .await;
    school.until(140).await;
    // one minute without the teacher is bridged, two without the learner are too
    assert_eq!(told(&school.report("lesson", "1").await), json!(["present", 3_600, true, false]));
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
    assert_eq!(school.report("lesson", "2").await["bridgedSeconds"], 120);
}

async fn p6_one_call_over_two_lessons_is_cut_by_the_timetable(db: Database) {
    let mut school = class(
        db,
        vec![
            stay("teacher", "spaces/a", "1", 0, 120),
            stay("first", "spaces/a", "2", 0, 62),
            stay("second", "spaces/a", "3", 58, 118),
        ],
    )
    .await;
    school.class("next", "spaces/a", (60, 120), "1", &["3"]).await;
    school.until(190).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
    assert_eq!(told(&school.report("next", "3").await), json!(["present", 58 * 60, true, false]));
    assert_eq!(told(&school.report("lesson", "1").await), json!(["present", 3_600, true, false]));
    assert_eq!(told(&school.report("next", "1").await), json!(["present", 3_600, true, false]));
}

async fn p6_a_link_used_day_after_day_leaves_settled_days_settled(db: Database) {
    let day = 24 * 60;
    let mut school = class(db, vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
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

async fn p7_a_code_that_moves_to_another_space_changes_nothing(db: Database) {
    let mut school = class(db, vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
    let mut lesson = school.session("lesson").await;
    lesson.session.meet_space = None;
    lesson.meet_code = Some("https://meet.google.com/AAA-bbbb-ccc".into());
    let mut write = school.app.store.write().await.unwrap();
    assert!(write.update_session(&lesson, at(0)).await.unwrap());
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
