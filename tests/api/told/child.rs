//! A child of the academy on one afternoon: what the parent is told, word by word and once.

use rollcall::app::checkin::forgotten::close_forgotten;
use rollcall::domain::notification::event::NotificationEvent;
use rollcall::domain::notification::quiet_hours::QuietHours;
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use super::afternoon::{FAMILY, Room, lesson, lesson_at, open, roster, webhook};
use crate::world::World;

crate::on_both_databases! {
    a_parent_is_told_of_the_childs_afternoon_once,
    an_absence_is_told_when_it_is_settled_and_corrected_once,
    a_night_is_quiet_and_its_messages_come_together_in_the_morning,
    a_cancelled_and_a_moved_lesson_are_told_to_everybody_they_concern,
    whoever_slept_through_changes_hears_of_the_time_they_know,
    what_would_come_too_late_wakes_a_reader,
    a_visit_that_was_told_wrong_is_put_right,
}

async fn a_parent_is_told_of_the_childs_afternoon_once(world: World) {
    let mut told = open(world).await;
    let Room { session, name: room } = lesson(&told).await;
    let door = told.place.venue_code("alpha-venue").await;
    told.place.at("15:50:00");
    assert_eq!(told.place.word("alpha-child", &door).await, "checked_in");
    let mails = told.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "parent@alpha.example");
    assert!(mails[0].subject.contains("alpha child") && mails[0].subject.contains("15:50"), "{mails:?}");
    assert_eq!(told.subjects().await, [""; 0], "once");

    told.place.at("16:00:00");
    webhook(&told, &room, "participant_joined", "alpha-teacher", 1).await;
    assert_eq!(told.subjects().await, [""; 0], "nobody is absent yet");
    told.place.at("16:12:00");
    webhook(&told, &room, "participant_joined", "alpha-child", 1).await;
    let mails = told.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].subject.contains("16:12"), "{mails:?}");
    told.place.at("16:20:00");
    webhook(&told, &room, "participant_left", "alpha-child", 1).await;
    assert_eq!(told.subjects().await, [""; 0], "whoever drops has not left");
    told.place.at("16:22:00");
    webhook(&told, &room, "participant_joined", "alpha-child", 2).await;
    assert_eq!(told.subjects().await, [""; 0], "and comes back unnoticed");
    told.place.at("17:00:00");
    webhook(&told, &room, "participant_left", "alpha-child", 2).await;
    webhook(&told, &room, "participant_left", "alpha-teacher", 1).await;
    assert_eq!(told.subjects().await, [""; 0], "nothing is settled");

    told.restart().await;
    told.place.at("17:30:00");
    let mails = told.mails().await;
    assert_eq!(mails.len(), 1, "late and gone, together: {mails:?}");
    assert!(!mails[0].text.contains("quiet hours"), "there are none: {mails:?}");
    assert!(mails[0].text.contains("12") && mails[0].text.contains("17:00"), "{mails:?}");
    told.place.at("17:35:00");
    assert_eq!(told.place.word("alpha-child", &door).await, "checked_out");
    let mails = told.mails().await;
    assert!(mails.len() == 1 && mails[0].subject.contains("17:35"), "{mails:?}");

    // Evaluated again, and by another process, nothing is told again.
    told.restart().await;
    let again = format!("/api/v1/sessions/{session}/reevaluate");
    _ = told.place.ask("alpha-admin", "POST", &again, Value::Null).await;
    assert_eq!(told.subjects().await, [""; 0]);

    // Inside once more, and never seen leaving: an estimate is no departure.
    told.place.at("18:00:00");
    assert_eq!(told.place.word("alpha-child", &door).await, "checked_in");
    let mails = told.subjects().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    told.place.at("+1 12:00:00");
    assert!(close_forgotten(&told.app, Some("alpha")).await.unwrap()["alpha"] >= 1);
    assert_eq!(told.subjects().await, [""; 0]);
}

async fn an_absence_is_told_when_it_is_settled_and_corrected_once(world: World) {
    let told = open(world).await;
    let Room { session, name: room } = lesson(&told).await;
    told.place.at("16:00:00");
    webhook(&told, &room, "participant_joined", "alpha-teacher", 1).await;
    // Nobody is absent from a room that nobody watched.
    for minute in (0..60).step_by(10) {
        told.place.at(&format!("16:{minute:02}:30"));
        roster(&told, &room, &["alpha-teacher"]).await;
    }
    told.place.at("16:59:00");
    assert_eq!(told.subjects().await, [""; 0], "the lesson is not over");
    told.place.at("17:00:00");
    webhook(&told, &room, "participant_left", "alpha-teacher", 1).await;
    told.place.at("17:40:00");
    let mails = told.mails().await;
    let uri = format!("/api/v1/sessions/{session}/attendance");
    let reports = told.place.get("alpha-admin", &uri).await;
    assert_eq!(mails.len(), 1, "{mails:?}: {reports:#}");
    assert!(mails[0].subject.contains("alpha child") && mails[0].subject.contains("Maths"), "{mails:?}");

    let uri = format!("/api/v1/sessions/{session}/overrides");
    let came = json!({"personId": "alpha-child", "outcome": "present", "creditedSeconds": 3_600,
                      "reason": "Sat beside the teacher"});
    told.ask("alpha-admin", "POST", &uri, came.clone()).await;
    let mails = told.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].text.contains("Sat beside the teacher"), "{mails:?}");
    assert_eq!(told.subjects().await, [""; 0], "a correction is told once");
    told.place.world.clock.advance(60_000);
    told.ask("alpha-admin", "POST", &uri, came).await;
    assert_eq!(told.subjects().await, [""; 0], "said again it is the same");
    told.place.world.clock.advance(60_000);
    let absent = json!({"personId": "alpha-child", "outcome": "absent", "reason": "It was the brother"});
    told.ask("alpha-admin", "POST", &uri, absent).await;
    assert_eq!(told.subjects().await.len(), 1, "and what is otherwise again is told again");
}

async fn a_night_is_quiet_and_its_messages_come_together_in_the_morning(world: World) {
    let told = open(world).await;
    told.wants("alpha-parent", &FAMILY, QuietHours::parse("17:30", "07:00")).await;
    let door = told.place.venue_code("alpha-venue").await;
    for time in ["18:00:00", "19:00:00"] {
        told.place.at(time);
        told.place.word("alpha-child", &door).await;
        assert_eq!(told.subjects().await, [""; 0], "{time}");
    }
    // Who is not in the class is absent, and found to have been there, before anybody was told: nothing was said wrong.
    told.place.at("+1 06:59:59");
    assert_eq!(told.subjects().await, [""; 0]);
    told.place.at("+1 07:00:00");
    let mails = told.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].text.contains("18:00") && mails[0].text.contains("19:00"), "{mails:?}");
    assert!(mails[0].text.contains("waited until your quiet hours were over"), "{mails:?}");
    assert_eq!(told.subjects().await, [""; 0]);
}

async fn a_cancelled_and_a_moved_lesson_are_told_to_everybody_they_concern(world: World) {
    let told = open(world).await;
    let Room { session, .. } = lesson(&told).await;
    let uri = format!("/api/v1/sessions/{session}");
    let later = json!({"start": "2026-01-05T18:00:00+03:00", "reason": "The teacher is late"});
    told.ask("alpha-admin", "POST", &format!("{uri}/reschedule"), later).await;
    // The student never chose and has what students have; so has the teacher.
    let mut to: Vec<String> = told.mails().await.into_iter().map(|mail| mail.to).collect();
    to.dedup();
    assert_eq!(to, ["child@alpha.example", "parent@alpha.example", "teacher@alpha.example"]);
    told.ask("alpha-admin", "POST", &format!("{uri}/cancel"), json!({"reason": "Ill"})).await;
    let to: Vec<String> = told.mails().await.into_iter().map(|mail| mail.to).collect();
    assert_eq!(to, ["child@alpha.example", "teacher@alpha.example"], "the parent switched that off");
    assert_eq!(told.subjects().await, [""; 0]);
    // Moved and cancelled before anybody was told: only what is so.
    let Room { session, .. } = lesson(&told).await;
    let uri = format!("/api/v1/sessions/{session}");
    let later = json!({"start": "2026-01-05T19:00:00+03:00"});
    told.ask("alpha-admin", "POST", &format!("{uri}/reschedule"), later).await;
    told.ask("alpha-admin", "POST", &format!("{uri}/cancel"), json!({})).await;
    let mails = told.mails().await;
    assert_eq!(mails.len(), 2, "{mails:?}");
}

async fn whoever_slept_through_changes_hears_of_the_time_they_know(world: World) {
    let told = open(world).await;
    let family = [NotificationEvent::SessionMoved, NotificationEvent::SessionCancelled];
    told.wants("alpha-parent", &family, QuietHours::parse("15:00", "15:30")).await;
    let moved = lesson_at(&told, "Maths", 18).await.session;
    let cancelled = lesson_at(&told, "Reading", 21).await.session;
    let move_to = async |session: &str, start: &str| {
        let body = json!({"start": format!("2026-01-05T{start}:00+03:00")});
        told.ask("alpha-admin", "POST", &format!("/api/v1/sessions/{session}/reschedule"), body).await;
        told.mails().await
    };
    for (to, from) in [("19:00", "18:00"), ("20:00", "19:00")] {
        let heard = move_to(&moved, to).await;
        assert!(
            heard.iter().any(|mail| mail.to.starts_with("child@") && mail.text.contains(from)),
            "{heard:?}"
        );
        assert!(heard.iter().all(|mail| !mail.to.starts_with("parent@")), "asleep: {heard:?}");
    }
    move_to(&cancelled, "22:00").await;
    told.ask("alpha-admin", "POST", &format!("/api/v1/sessions/{cancelled}/cancel"), json!({})).await;
    told.place.at("15:29:00");
    told.mails().await;
    told.place.at("15:30:00");
    let mails = told.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    let text = &mails[0].text;
    assert!(text.contains("18:00") && text.contains("20:00") && !text.contains("19:00–20:00"), "{text}");
    assert!(text.contains("21:00–22:00") && !text.contains("22:00–23:00"), "{text}");
    let listed = told.ask("alpha-parent", "GET", "/api/v1/me/notifications", Value::Null).await.to_string();
    assert!(listed.contains("\"previousStart\":\"2026-01-05T15:00:00"), "{listed}");
    assert!(!listed.contains("\"previousStart\":\"2026-01-05T16:00:00"), "{listed}");

    // There and back, before anybody who sleeps was told.
    told.wants("alpha-parent", &family, QuietHours::parse("15:00", "15:40")).await;
    move_to(&moved, "19:00").await;
    move_to(&moved, "20:00").await;
    told.place.at("15:40:00");
    assert_eq!(told.subjects().await, [""; 0]);
}

async fn what_would_come_too_late_wakes_a_reader(world: World) {
    let told = open(world).await;
    let family = [NotificationEvent::SessionMoved, NotificationEvent::SessionCancelled];
    told.wants("alpha-parent", &family, QuietHours::parse("14:00", "20:00")).await;
    let soon = lesson_at(&told, "Maths", 16).await.session;
    told.ask("alpha-admin", "POST", &format!("/api/v1/sessions/{soon}/cancel"), json!({})).await;
    let heard = told.subjects().await;
    assert!(
        heard.iter().any(|one| one.starts_with("parent@") && one.contains("Cancelled: Maths")),
        "{heard:?}"
    );
    let late = lesson_at(&told, "Reading", 22).await.session;
    let body = json!({"start": "2026-01-05T22:30:00+03:00"});
    told.ask("alpha-admin", "POST", &format!("/api/v1/sessions/{late}/reschedule"), body).await;
    let heard = told.subjects().await;
    assert!(heard.iter().all(|one| !one.starts_with("parent@")), "{heard:?}");
    told.place.at("20:00:00");
    assert_eq!(told.subjects().await.len(), 1);
}

async fn a_visit_that_was_told_wrong_is_put_right(world: World) {
    let told = open(world).await;
    let door = told.place.venue_code("alpha-venue").await;
    told.place.at("16:00:00");
    assert_eq!(told.place.word("alpha-child", &door).await, "checked_in");
    assert_eq!(told.subjects().await.len(), 1);
    // An earlier scan, uploaded now: what was told as coming was going.
    told.place.at("16:10:00");
    let earlier = Timestamp::parse("2026-01-05T15:30:00+03:00").unwrap();
    let queued = json!({"scans": [{"code": door, "nonce": "early", "scannedAt": earlier}]});
    let answer = told.ask("alpha-child", "POST", "/api/v1/scans", queued).await;
    assert_eq!(answer["items"][0]["ok"], true, "{answer}");
    let mails = told.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].text.contains("15:30") && mails[0].text.contains("16:00"), "{mails:?}");
    assert_eq!(told.subjects().await, [""; 0]);
}
