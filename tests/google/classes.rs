//! Meet classes as an office runs them over the API: planned with a space or a pasted link, read without any click,
//! and strangers bound in one action.

use rollcall::app::data::export::{ExportSelection, export};
use rollcall::app::meet::poll::PollKind;
use rollcall::bundle::Bundle;
use rollcall::domain::people::Role;
use rollcall::domain::time::{Span, Timestamp};
use rollcall::simulator::google::world::{Account, ScriptedStay, StayIdentity};
use serde_json::{Value, json};

use crate::school::School;
use crate::simulated_google::{AISHA, at, space, status, stay};
use crate::support::{Database, on_both};

on_both! {
    a_class_is_planned_with_a_space_of_its_own_and_read_to_the_end,
    a_pasted_link_is_resolved_at_once_or_as_soon_as_google_answers,
    one_link_holds_one_class_at_a_time,
    one_place_is_one_place_however_it_is_written,
    a_link_that_turns_out_to_be_taken_is_not_read_and_is_told,
    strangers_are_proposed_by_name_and_bound_in_one_action,
    whom_the_directory_knows_is_bound_and_nobody_else,
}

const SESSIONS: &str = "/api/v1/sessions";

async fn staffed(db: Database) -> School {
    let school = School::new(db).await;
    for (id, name, role) in [
        ("admin", "Office", Role::Admin),
        ("1", "Maryam Idris", Role::Teacher),
        ("2", "Omar Hassan", Role::Student),
        ("3", "Sara Hassan", Role::Student),
        ("4", "Khalid Nasser", Role::Student),
    ] {
        school.person(id, name, role).await;
    }
    school
}

fn class(from: i64, more: Value) -> Value {
    let mut body = json!({"kind": "class", "format": "group", "platform": "meet", "start": at(from),
                          "durationMinutes": 60, "teacherId": "1", "studentIds": ["2", "3", "4"]});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

async fn a_class_is_planned_with_a_space_of_its_own_and_read_to_the_end(db: Database) {
    let mut school = staffed(db).await;
    let (status, planned) =
        school.ask("admin", "POST", SESSIONS, class(0, json!({"createMeetSpace": true}))).await;
    assert_eq!(status, 201, "{planned}");
    let place = planned["meetSpace"].as_str().unwrap().to_owned();
    assert!(planned["meetLink"].as_str().unwrap().starts_with("https://meet.google.com/"), "{planned}");
    let id = planned["id"].as_str().unwrap();
    assert_eq!(school.session(id).await.meet_organizer.as_deref(), Some(AISHA));

    // One that cannot stand costs Google nothing.
    let made = school.stage.google.with(|inner| inner.world.spaces.len());
    let (status, refused) =
        school.ask("admin", "POST", SESSIONS, class(30, json!({"createMeetSpace": true}))).await;
    assert_eq!((status, &refused["code"]), (409, &json!("double_booked")));
    assert_eq!(school.stage.google.with(|inner| inner.world.spaces.len()), made);
    let both = class(120, json!({"createMeetSpace": true, "meetLink": "aaa-bbbb-ccc"}));
    assert_eq!(school.ask("admin", "POST", SESSIONS, both).await.0, 400);

    school.stage.google.with(|inner| {
        inner.world.stays = vec![
            stay("teacher", &place, "1", 0, 60),
            stay("omar", &place, "2", 0, 60),
            stay("sara", &place, "3", 0, 30),
        ];
    });
    for person in ["1", "2", "3", "4"] {
        let identity = json!({"source": "meet", "value": format!("users/{person}"), "personId": person});
        assert_eq!(school.ask("admin", "POST", "/api/v1/identities", identity).await.0, 201);
    }
    school.until(4).await;
    let log = format!("/monitoring/attendance-logs?session_id={id}");
    let (_, rows) = school.ask("1", "GET", &log, Value::Null).await;
    assert_eq!(rows["items"].as_array().unwrap().len(), 3, "rows stand there without any click: {rows}");
    let (_, classes) = school.ask("1", "GET", "/api/schedule/classes", Value::Null).await;
    assert_eq!(classes["items"][0]["is_active"], true, "{classes}");
    assert_eq!(classes["items"][0]["google_meet_link"], planned["meetLink"]);

    school.until(110).await;
    let outcomes: Vec<Value> =
        school.reports(id).await.into_values().map(|report| report["outcome"].clone()).collect();
    assert_eq!(outcomes, ["present", "present", "partial", "absent"]);
}

async fn a_pasted_link_is_resolved_at_once_or_as_soon_as_google_answers(db: Database) {
    let mut school = staffed(db).await;
    school.stage.google.with(|inner| inner.world.spaces = vec![space("spaces/a", "aaa-bbbb-ccc", AISHA)]);
    let link = json!({"meetLink": "https://meet.google.com/AAA-bbbb-ccc?authuser=1"});
    let (_, planned) = school.ask("admin", "POST", SESSIONS, class(0, link)).await;
    let kept = school.session(planned["id"].as_str().unwrap()).await;
    let place = [kept.session.meet_space, kept.meet_code, kept.meet_organizer];
    assert_eq!(place, ["spaces/a", "aaa-bbbb-ccc", AISHA].map(|part| Some(part.to_owned())));
    school.stage.fail("/v2/", u64::MAX, status(503));
    let (status, later) =
        school.ask("admin", "POST", SESSIONS, class(120, json!({"meetLink": "aaa-bbbb-ccc"}))).await;
    assert_eq!(
        (status, &later["meetSpace"], &later["meetCode"]),
        (201, &Value::Null, &json!("aaa-bbbb-ccc"))
    );
    let (status, refused) =
        school.ask("admin", "POST", SESSIONS, class(240, json!({"createMeetSpace": true}))).await;
    assert_eq!((status, &refused["code"]), (502, &json!("platform_error")), "nothing half-made: {refused}");
    school.stage.google.with(|inner| inner.faults.clear());
    school.until(115).await;
    assert_eq!(
        school.session(later["id"].as_str().unwrap()).await.session.meet_space.as_deref(),
        Some("spaces/a")
    );
}

async fn one_link_holds_one_class_at_a_time(db: Database) {
    let school = staffed(db).await;
    school.person("5", "Huda", Role::Teacher).await;
    let of_huda = |from| class(from, json!({"meetLink": "zzz-zzzz-zzz", "teacherId": "5"}));
    let (status, first) =
        school.ask("admin", "POST", SESSIONS, class(0, json!({"meetLink": "zzz-zzzz-zzz"}))).await;
    assert_eq!((status, &first["meetSpace"]), (201, &Value::Null), "nobody knows this link yet");
    let (status, refused) = school.ask("admin", "POST", SESSIONS, of_huda(30)).await;
    assert_eq!((status, &refused["code"]), (409, &json!("room_taken")), "{refused}");
    assert_eq!(school.ask("admin", "POST", SESSIONS, of_huda(60)).await.0, 201, "after it");
}

/// Red before: each of these got in beside the other, and their export was refused by `replay`.
async fn one_place_is_one_place_however_it_is_written(db: Database) {
    let school = staffed(db).await;
    school.person("5", "Huda", Role::Teacher).await;
    school.stage.google.with(|inner| inner.world.spaces = vec![space("spaces/AAA", "abc-mnop-xyz", AISHA)]);
    let of_huda = |from: i64, place: Value| {
        let mut body = class(from, place);
        body["teacherId"] = json!("5");
        body
    };
    let written = [
        json!({"meetLink": "abc-mnop-xyz"}),
        json!({"meetLink": "abcmnopxyz"}),
        json!({"meetLink": "ABC-MNOP-XYZ"}),
        json!({"meetLink": "https://meet.google.com/abc-mnop-xyz?authuser=1"}),
        json!({"meetSpace": "spaces/AAA"}),
        json!({"meetSpace": "spaces/abc-mnop-xyz"}),
    ];
    // While Google answers, and while it does not: then it is what another class says that a code and a space are one.
    for (start, is_down) in [(0, false), (240, true)] {
        for (index, first) in written.iter().enumerate() {
            let from = start + 600 * i64::try_from(index).unwrap();
            match is_down {
                true => school.stage.fail("/v2/", u64::MAX, status(503)),
                false => school.stage.google.with(|inner| inner.faults.clear()),
            }
            let (code, planned) = school.ask("admin", "POST", SESSIONS, class(from, first.clone())).await;
            assert_eq!(code, 201, "{first}: {planned}");
            for other in &written {
                let (code, refused) =
                    school.ask("admin", "POST", SESSIONS, of_huda(from + 30, other.clone())).await;
                assert_eq!(
                    (code, &refused["code"]),
                    (409, &json!("room_taken")),
                    "{first} and {other}: {refused}"
                );
            }
        }
    }
    let refused = class(100_000, json!({"meetSpace": "spaces/abc-mnop-xyz", "meetLink": "zzz-zzzz-zzz"}));
    assert_eq!(school.ask("admin", "POST", SESSIONS, refused).await.0, 400);

    let mut read = school.app.store.read().await.unwrap();
    let all = ExportSelection::Starting(Span::new(Timestamp::MIN, Timestamp::MAX));
    let bundle = export(&mut read, &school.organization, &all, school.app.now()).await.unwrap().unwrap();
    Bundle::read(&serde_json::to_string(&bundle).unwrap()).expect("an export can be replayed");
}

/// Red before: the poller wrote the space in, and two classes were held in one place at one time.
async fn a_link_that_turns_out_to_be_taken_is_not_read_and_is_told(db: Database) {
    let mut school = staffed(db).await;
    school.person("5", "Huda", Role::Teacher).await;
    // Nobody can know yet that both are one place.
    school.stage.fail("/v2/", u64::MAX, status(503));
    let (_, first) =
        school.ask("admin", "POST", SESSIONS, class(60, json!({"meetSpace": "spaces/AAA"}))).await;
    let mut second = class(90, json!({"meetLink": "abc-mnop-xyz"}));
    second["teacherId"] = json!("5");
    let (code, second) = school.ask("admin", "POST", SESSIONS, second).await;
    assert_eq!(code, 201, "{second}");
    school.stage.google.with(|inner| {
        inner.faults.clear();
        inner.world.spaces = vec![space("spaces/AAA", "abc-mnop-xyz", AISHA)];
    });
    school.sleep_until(61);
    let told = school.poll(PollKind::Live).await.error_text().unwrap();
    let (first, second) = (first["id"].as_str().unwrap(), second["id"].as_str().unwrap());
    assert!(
        told.contains(second) && told.contains(first) && told.contains("meet.google.com/abc-mnop-xyz"),
        "{told}"
    );
    let kept = school.session(second).await;
    assert_eq!((kept.session.meet_space, kept.meet_code.as_deref()), (None, Some("abc-mnop-xyz")));

    // Once the other gives way, the link is what it always was.
    let later = json!({"start": at(600)});
    let (code, moved) = school.ask("admin", "POST", &format!("{SESSIONS}/{second}/reschedule"), later).await;
    assert_eq!(code, 200, "{moved}");
    school.sleep_until(595);
    school.poll(PollKind::Live).await;
    assert_eq!(school.session(second).await.session.meet_space.as_deref(), Some("spaces/AAA"));
}

async fn strangers_are_proposed_by_name_and_bound_in_one_action(db: Database) {
    let mut school = staffed(db).await;
    let guest = |id: &str, name: &str| ScriptedStay {
        who: StayIdentity::Anonymous { name: name.into() },
        ..stay(id, "spaces/a", "", 0, 60)
    };
    school.stage.google.with(|inner| {
        inner.world.spaces = vec![space("spaces/a", "aaa-bbbb-ccc", AISHA)];
        inner.world.stays = vec![
            stay("teacher", "spaces/a", "1", 0, 60),
            guest("one", "Hassan"),
            guest("two", "hassan family"),
            guest("three", "Ali"),
        ];
    });
    school.class("lesson", "spaces/a", (0, 60), "1", &["2", "3", "4"]).await;
    school.until(110).await;
    // Weeks later somebody looks at the queue.
    school.sleep_until(60 * 24 * 60);
    let (_, queue) = school.ask("admin", "GET", "/api/v1/unmatched?session_id=lesson", Value::Null).await;
    let mut seen: Vec<(String, Vec<String>)> = queue["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let proposals = one["proposals"].as_array().unwrap().iter();
            assert!(one["proposals"].as_array().unwrap().iter().all(|who| who["score"].as_f64() > Some(0.0)));
            let who = proposals.map(|who| who["name"].as_str().unwrap().to_owned()).collect();
            (one["displayName"].as_str().unwrap().to_owned(), who)
        })
        .collect();
    seen.sort();
    let siblings = || vec!["Omar Hassan".to_owned(), "Sara Hassan".to_owned()];
    let expected = [("Ali", vec![]), ("Hassan", siblings()), ("hassan family", siblings())];
    assert_eq!(seen, expected.map(|(name, who)| (name.to_owned(), who)), "'Ali' is not Khalid");
    let outcome = async |school: &School, who: &str| school.report("lesson", who).await["outcome"].clone();
    assert_eq!(outcome(&school, "2").await, "unknown", "nothing is bound without a person's word");

    let id_of = |name: &str| {
        let items = queue["items"].as_array().unwrap();
        items.iter().find(|one| one["displayName"] == name).unwrap()["id"].clone()
    };
    let bindings = json!({"bindings": [
        {"id": id_of("Hassan"), "personId": "2"},
        {"id": id_of("hassan family"), "personId": "3"},
        {"id": id_of("Ali"), "personId": null},
    ]});
    let (status, bound) = school.ask("admin", "POST", "/api/v1/unmatched/bind", bindings).await;
    assert_eq!((status, bound), (200, json!({"bound": 3, "sessions": 1})));
    for (who, what) in [("2", "present"), ("3", "present"), ("4", "absent")] {
        assert_eq!(outcome(&school, who).await, what, "{who}: binding recomputes the past");
    }
    let (_, queue) = school.ask("admin", "GET", "/api/v1/unmatched", Value::Null).await;
    assert_eq!(queue["items"], json!([]));
}

async fn whom_the_directory_knows_is_bound_and_nobody_else(db: Database) {
    let mut school = staffed(db).await;
    let account = |id: &str, email: &str| Account {
        email: email.into(),
        user: format!("users/{id}"),
        name: "somebody".into(),
    };
    school.stage.google.with(|inner| {
        inner.world.spaces = vec![space("spaces/a", "aaa-bbbb-ccc", AISHA)];
        inner.world.accounts.extend([
            // Omar's own account, one of the school that is nobody's here, and one of another domain.
            account("1182", "2@school.example"),
            account("1183", "caretaker@school.example"),
            account("1184", "3@elsewhere.example"),
        ]);
        inner.world.stays = ["1", "1182", "1183", "1184"]
            .map(|who| stay(&format!("stay of {who}"), "spaces/a", who, 0, 60))
            .into();
    });
    school.class("lesson", "spaces/a", (0, 60), "1", &["2", "3"]).await;
    school.until(110).await;
    assert_eq!(school.report("lesson", "2").await["outcome"], "unknown");
    assert_eq!(school.stage.calls("directory.users.get"), 0, "nobody is asked unless it is wanted");

    let mut config = (*school.app.config).clone();
    config.google.ask_directory = true;
    school.app.config = config.into();
    school.until(130).await;
    let report = school.report("lesson", "2").await;
    assert_eq!((&report["outcome"], &report["creditedSeconds"]), (&json!("present"), &json!(3_600)));
    let (_, queue) = school.ask("admin", "GET", "/api/v1/unmatched", Value::Null).await;
    let values: Vec<&Value> = queue["items"].as_array().unwrap().iter().map(|one| &one["value"]).collect();
    assert_eq!(values, ["users/1183", "users/1184"]);
    assert_eq!(
        school.stage.calls("directory.users.get"),
        3,
        "whoever is unknown is not asked about again and again"
    );

    // A delegation without the directory's scope stops nothing but this, and the run says so.
    school.stage.google.with(|inner| {
        for account in &mut inner.world.service_accounts {
            account.delegated_scopes.retain(|scope| !scope.contains("directory"));
        }
        inner.world.stays.push(stay("new", "spaces/a", "1185", 1, 60));
    });
    school.stage.clock.advance(2 * 24 * 3_600_000);
    school.restart().await;
    let mut config = (*school.app.config).clone();
    config.google.ask_directory = true;
    school.app.config = config.into();
    let outcome = school.poll(PollKind::Retry).await;
    assert!(
        outcome.error_text().unwrap().contains("the directory was not asked"),
        "{:?}",
        outcome.error_text()
    );
    assert_eq!(school.report("lesson", "2").await["outcome"], "present");
    let connections =
        rollcall::app::meet::connections::list(&school.app, &school.organization).await.unwrap();
    assert!(format!("{:?}", connections[0].state).contains("Connected"));
}
