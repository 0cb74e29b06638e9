//! What fails: consents, calls, whole weeks, our own process.

use rollcall::simulator::google::fault::{Fault, SimulatedFailure};
use serde_json::json;

use super::{class, teacher, told};
use crate::school::School;
use crate::simulated_google::{AISHA, OMAR, at, space, status, stay};
use crate::support::{Database, on_both};

on_both! {
    p10_another_organizers_consent_shows_nothing_and_proves_nothing,
    p11_a_failure_is_no_absence_and_an_empty_answer_is_one_only_after_a_day,
    p12_what_was_seen_survives_googles_forgetting,
    p12_an_outage_of_a_week_is_caught_up_by_the_retries,
    p20_a_dead_consent_stops_its_organizer_and_nobody_else,
    every_kind_of_bad_answer_leaves_attendance_unknown_and_loses_nothing,
    a_restart_in_the_middle_loses_nothing,
}

async fn p10_another_organizers_consent_shows_nothing_and_proves_nothing(db: Database) {
    let mut school = School::unconnected(db).await;
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

async fn p11_a_failure_is_no_absence_and_an_empty_answer_is_one_only_after_a_day(db: Database) {
    let mut school = class(db, Vec::new()).await;
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

async fn p12_what_was_seen_survives_googles_forgetting(db: Database) {
    let day = 24 * 60;
    let mut school = class(db, vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
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

async fn p12_an_outage_of_a_week_is_caught_up_by_the_retries(db: Database) {
    let day = 24 * 60;
    for days in [2, 6, 15] {
        let mut school =
            class(db.another().await, vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
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

async fn p20_a_dead_consent_stops_its_organizer_and_nobody_else(db: Database) {
    let mut school = School::new(db).await;
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
    let connections =
        rollcall::app::meet::connections::list(&school.app, &school.organization).await.unwrap();
    let states: Vec<_> = connections.iter().map(|one| format!("{} {:?}", one.email, one.state)).collect();
    assert!(states[0].contains("NeedsReconnect") && states[1].contains("Connected"), "{states:?}");
    let asked = school.stage.calls("token");
    school.until(130).await;
    assert_eq!(school.stage.calls("token"), asked, "a dead consent is not tried again");
    // Connected again, and nothing is lost.
    school.stage.google.with(|inner| inner.world.accounts = crate::simulated_google::world().accounts);
    school.connect(AISHA).await;
    school.until(260).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 3_600, true, false]));
}

async fn every_kind_of_bad_answer_leaves_attendance_unknown_and_loses_nothing(db: Database) {
    let html = |code| SimulatedFailure::Status { status: code, html: true, retry_after: None, reason: None };
    let bad = [
        status(429),
        status(401),
        status(403),
        status(404),
        html(502),
        html(200),
        SimulatedFailure::Truncate,
    ];
    for what in bad {
        let mut school =
            class(db.another().await, vec![teacher(), stay("pupil", "spaces/a", "2", 0, 60)]).await;
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

async fn a_restart_in_the_middle_loses_nothing(db: Database) {
    let mut school =
        class(db, vec![teacher(), stay("one", "spaces/a", "2", 0, 20), stay("two", "spaces/a", "2", 25, 60)])
            .await;
    for minute in [2, 7, 19, 26, 61, 75, 80, 102] {
        school.until(minute).await;
        school.restart().await;
    }
    school.until(112).await;
    assert_eq!(told(&school.report("lesson", "2").await), json!(["present", 55 * 60, true, false]));
}
