//! One lesson from its planning to its pay line, over HTTP, and out again as a bundle through the real binary.

use std::collections::BTreeMap;
use std::process::Command;

use axum::Router;
use axum::http::StatusCode;
use rollcall::api;
use rollcall::app::evaluate;
use rollcall::app::session::timeline::session_timeline;
use rollcall::domain::access::{Caller, Rows, Scope};
use rollcall::domain::people::Role;
use rollcall::domain::session_timeline::SessionTimeline;
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use crate::world::{NOW, World, ask, deliver, request, send};

/// The lesson is held from an hour after the world's present moment.
const START: i64 = 3_600;

struct Story {
    world: World,
    router: Router,
}

impl Story {
    fn new(world: World) -> Story {
        let router = world.router(api::routes());
        Story { world, router }
    }

    async fn ask(&self, who: &str, method: &str, uri: &str, body: Value) -> (StatusCode, Value) {
        let token = self.world.token("alpha", &format!("alpha-{who}"));
        ask(&self.router, &token, method, uri, body).await
    }

    /// Asks when the evaluator has done its work.
    async fn get(&self, who: &str, uri: &str) -> Value {
        evaluate::evaluate_all_waiting(&self.world.app).await.unwrap();
        let (status, body) = self.ask(who, "GET", uri, Value::Null).await;
        assert_eq!(status, StatusCode::OK, "GET {uri}: {body}");
        body
    }

    /// What is refused, by its status and word.
    async fn refused(&self, who: &str, method: &str, uri: &str, body: Value) -> (u16, String) {
        let (status, body) = self.ask(who, method, uri, body).await;
        (status.as_u16(), body["code"].as_str().unwrap_or_default().to_owned())
    }

    fn at(&self, seconds: i64) {
        self.world.clock.set(Timestamp::from_seconds(NOW + seconds));
    }

    /// Plans the lesson, holds it, and waits until it is settled; gives its id.
    async fn held(&self) -> String {
        let (_, rate) = self.ask("finance", "POST", "/api/v1/rates", charge_rate()).await;
        assert_eq!(rate["perHour"], "30.00", "{rate}");
        let (status, lesson) = self.ask("admin", "POST", "/api/v1/sessions", lesson(START)).await;
        assert_eq!(status, StatusCode::CREATED, "{lesson}");
        let id = lesson["id"].as_str().unwrap().to_owned();
        let room = lesson["room"].as_str().unwrap();
        assert_eq!(room, format!("quran_{id}_{}", NOW + START));
        let mut write = self.world.app.store.write().await.unwrap();
        for (event, who, seconds) in [
            ("participant_joined", "alpha-teacher", 0),
            ("participant_joined", "alpha-student", 60),
            ("participant_left", "alpha-student", 3_000),
            ("participant_left", "alpha-teacher", 3_600),
        ] {
            deliver(&mut write, "alpha", room, event, who, START + seconds).await;
        }
        write.commit().await.unwrap();
        self.at(START + 3_600 + 1_500);
        id
    }
}

fn charge_rate() -> Value {
    json!({"for": "charge", "kind": "quran", "perHour": "30.00", "validFrom": "2025-01-01"})
}

fn lesson(start: i64) -> Value {
    json!({"kind": "quran", "format": "individual", "platform": "livekit",
           "start": Timestamp::from_seconds(NOW + start), "teacherId": "alpha-teacher",
           "studentIds": ["alpha-student"]})
}

async fn what_cannot_stand_is_refused_and_nothing_changes(world: World) {
    let story = Story::new(world);
    let post = |body: Value| story.refused("admin", "POST", "/api/v1/sessions", body);
    let (_, first) = story.ask("admin", "POST", "/api/v1/sessions", lesson(START)).await;
    let after_first = story.world.tables.changed().await;
    assert_eq!(post(lesson(START + 1_800)).await, (409, "double_booked".into()));
    let mut room = lesson(START + 1_800);
    room["teacherId"] = json!("alpha-other-teacher");
    room["room"] = first["room"].clone();
    assert_eq!(post(room).await, (409, "room_taken".into()));
    let mut backwards = lesson(START);
    backwards["end"] = json!(Timestamp::from_seconds(NOW));
    assert_eq!(post(backwards).await, (422, "invalid_times".into()));
    let mut two = lesson(20 * 3_600);
    two["studentIds"] = json!(["alpha-student", "alpha-child"]);
    assert_eq!(post(two).await, (422, "one_student".into()));
    assert_eq!(story.world.tables.changed().await, after_first);

    let settings = json!({"blocked_days": ["tuesday"], "session_buffer_minutes": 10});
    story.ask("admin", "PATCH", "/api/v1/settings", settings).await;
    assert_eq!(post(lesson(24 * 3_600 + 7_200)).await, (422, "blocked_day".into()));
    assert_eq!(post(lesson(START + 3_600)).await, (409, "double_booked".into()), "ten minutes are kept free");
    assert_eq!(post(lesson(START + 4_200)).await.0, 201);
}

async fn a_session_moves_as_the_contract_says(world: World) {
    let story = Story::new(world);
    let planned = "/teacher/sessions/alpha-planned";
    let (status, moved) = story.ask("teacher", "POST", &format!("{planned}/cancel"), Value::Null).await;
    assert_eq!(status, StatusCode::OK, "{moved}");
    assert_eq!(moved["message"], "Session cancelled. It does not count towards the subscription.");
    assert_eq!(moved["session"]["status"], "cancelled");
    assert_eq!(moved["session"]["countsTowardSubscription"], false);
    let (status, again) = story.ask("teacher", "POST", &format!("{planned}/cancel"), Value::Null).await;
    assert_eq!((status.as_u16(), &again["code"]), (409, &json!("illegal_transition")));
    assert_eq!(again["success"], false);
    assert_eq!(again["message"], "This session is cancelled and cannot be cancelled.");

    let lesson = "/api/v1/sessions/alpha-lesson";
    let body = json!({"reason": "never came"});
    let (status, absent) = story.ask("teacher", "POST", &format!("{lesson}/mark-student-absent"), body).await;
    assert_eq!(status, StatusCode::OK, "{absent}");
    assert_eq!(absent["session"]["status"], "absent");
    assert_eq!(absent["session"]["completedAt"], json!(Timestamp::from_seconds(NOW)));
    assert_eq!(absent["session"]["countsTowardSubscription"], true);
    let said = story.get("teacher", &format!("{lesson}/overrides")).await;
    assert_eq!(said["items"][0]["outcome"], "absent");
    assert_eq!(
        (&said["items"][0]["author"], &said["items"][0]["reason"]),
        (&json!("alpha-teacher"), &json!("never came"))
    );

    // An override the other way leads back.
    let present = json!({"personId": "alpha-student", "outcome": "present", "reason": "was there"});
    story.at(60);
    story.ask("admin", "POST", &format!("{lesson}/overrides"), present).await;
    assert_eq!(story.get("teacher", lesson).await["status"], "completed");
    let own = json!({"personId": "alpha-teacher", "outcome": "present", "reason": "me"});
    let own = story.refused("teacher", "POST", &format!("{lesson}/overrides"), own).await;
    assert_eq!(own, (403, "own_report".into()));
    let two = story
        .refused("teacher", "POST", "/teacher/sessions/alpha-session/mark-student-absent", Value::Null)
        .await;
    assert_eq!(two, (409, "not_individual".into()));
}

async fn a_lesson_becomes_money_that_opens_down_to_its_evidence(world: World) {
    let story = Story::new(world);
    let id = story.held().await;
    let attendance = story.get("teacher", &format!("/api/v1/sessions/{id}/attendance")).await;
    assert_eq!((&attendance["status"], &attendance["settled"]), (&json!("completed"), &json!(true)));
    let figures: BTreeMap<&str, (&Value, &Value)> = attendance["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|report| {
            (report["personId"].as_str().unwrap(), (&report["outcome"], &report["creditedSeconds"]))
        })
        .collect();
    assert_eq!(figures["alpha-teacher"], (&json!("present"), &json!(3_600)));
    assert_eq!(figures["alpha-student"], (&json!("present"), &json!(2_940)));
    let student = story.get("student", &format!("/api/v1/sessions/{id}/attendance")).await;
    assert_eq!(student["reports"].as_array().unwrap().len(), 1, "a student sees the own part");

    let payroll = story.get("finance", "/api/v1/payroll/teachers?year=2026&month=1&lines=true").await;
    let teacher =
        payroll["teachers"].as_array().unwrap().iter().find(|one| one["personId"] == "alpha-teacher");
    let teacher = teacher.unwrap();
    assert_eq!(
        (&teacher["amount"]["amount"], &teacher["sessions"]),
        (&json!("20.00"), &json!(1)),
        "{teacher}"
    );
    let lines = teacher["lines"].as_array().unwrap();
    let sum: i64 = lines.iter().map(|line| line["amount"]["minor"].as_i64().unwrap()).sum();
    assert_eq!(json!(sum), teacher["amount"]["minor"]);
    let line = lines.iter().find(|line| line["sessionId"] == json!(id)).unwrap();
    assert_eq!(line["rule"], "present+present:own");
    assert_eq!(line["rate"]["perHour"], "20.00");
    let line = line["lineId"].as_str().unwrap();
    let opened = story.get("teacher", &format!("/api/v1/lines/{line}/explain")).await;
    assert_eq!(opened["lines"][0]["restsOn"], json!(["alpha-student", "alpha-teacher"]));
    assert_eq!(opened["reports"].as_array().unwrap().len(), 2);
    assert_eq!(opened["evidence"].as_array().unwrap().len(), 4, "two joins and two leaves");
    let strange =
        story.refused("student", "GET", &format!("/api/v1/lines/{line}/explain"), Value::Null).await;
    assert_eq!(strange.0, 403);

    let billing = story.get("finance", "/api/v1/billing/families?year=2026&month=1").await;
    let families = billing["families"].as_array().unwrap();
    let family = families.iter().find(|one| one["name"] == "alpha student").unwrap();
    assert_eq!(family["householdId"], Value::Null);
    assert_eq!(
        family["total"],
        json!({"amount": "24.50", "minor": 2_450, "currency": "SAR"}),
        "49 minutes at 30"
    );
    let total: i64 = families.iter().map(|one| one["total"]["minor"].as_i64().unwrap()).sum();
    assert_eq!(json!(total), billing["total"]["minor"]);
    let door = story.get("student", "/monitoring/billing/families?year=2026&month=1").await;
    assert_eq!(door["families"][0]["students"][0]["person_id"], "alpha-student");
    assert_eq!(door["families"].as_array().unwrap().len(), 1, "the own bill alone");

    let log = story.get("teacher", &format!("/monitoring/attendance-logs?session_id={id}")).await;
    let rows = log["items"].as_array().unwrap();
    assert_eq!(
        rows.iter().map(|row| row["user_name"].as_str().unwrap()).collect::<Vec<_>>(),
        ["alpha student", "alpha teacher"]
    );
    assert_eq!((&rows[0]["duration_seconds"], &rows[0]["source"]), (&json!(2_940), &json!("livekit")));
    assert_eq!((&rows[0]["student_id"], &rows[0]["teacher_id"]), (&json!("alpha-student"), &Value::Null));

    // Excused: no charge. Withdrawn: as it was.
    let overrides = format!("/api/v1/sessions/{id}/overrides");
    for (outcome, minor) in [(json!("excused"), 0), (Value::Null, 2_450)] {
        story.world.clock.advance(1_000);
        let word = json!({"personId": "alpha-student", "outcome": outcome, "reason": "ill"});
        assert_eq!(story.refused("admin", "POST", &overrides, word).await.0, 201);
        let bill = story.get("student", "/api/v1/billing/families?year=2026&month=1").await;
        assert_eq!(bill["total"]["minor"], minor, "{outcome}");
    }
}

async fn files_hold_what_the_api_says(world: World) {
    let story = Story::new(world);
    story.held().await;
    evaluate::evaluate_all_waiting(&story.world.app).await.unwrap();
    let mut write = story.world.app.store.write().await.unwrap();
    let mut student = write.lock_person("alpha", "alpha-student").await.unwrap().unwrap();
    student.name = "=cmd(\"x\"), عائشة".to_owned();
    write.update_person("alpha", &student).await.unwrap();
    write.commit().await.unwrap();
    let token = story.world.token("alpha", "alpha-student");
    let headers = BTreeMap::from([("authorization", format!("Bearer {token}"))]);
    let uri = "/monitoring/billing/families?year=2026&month=1&format=csv";
    let (status, csv) = send(&story.router, request("GET", uri, &headers, None)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        csv,
        "household_id,household_name,person_id,name,sessions,seconds,amount,currency,blocked\r\n\
         ,\"'=cmd(\"\"x\"\"), عائشة\",alpha-student,\"'=cmd(\"\"x\"\"), عائشة\",1,2940,24.50,SAR,needs_review: 2\r\n"
    );
    let xlsx = "/api/v1/billing/families?year=2026&month=1&format=xlsx";
    let (status, workbook) = send(&story.router, request("GET", xlsx, &headers, None)).await;
    assert!(status == StatusCode::OK && workbook.starts_with("PK"));
    for bad in ["year=2026&month=13", "year=1999&month=1", "year=2026", "year=2026&month=1&format=pdf"] {
        let uri = format!("/api/v1/billing/families?{bad}");
        assert_eq!(story.refused("finance", "GET", &uri, Value::Null).await.0, 400, "{bad}");
    }
    let future = story.get("finance", "/api/v1/billing/families?year=2030&month=1").await;
    assert_eq!(future["total"], json!({"amount": "0.00", "minor": 0, "currency": "SAR"}));
    assert_eq!(future["families"], json!([]));
}

async fn a_stranger_is_bound_and_the_past_is_judged_again(world: World) {
    let story = Story::new(world);
    story.at(60);
    let unmatched = story.get("admin", "/api/v1/unmatched?session_id=alpha-lesson").await;
    let one = &unmatched["items"][0];
    assert_eq!((&one["value"], &one["displayName"]), (&json!("alpha-stranger"), &json!("alpha stranger")));
    let bind = format!("/api/v1/unmatched/{}/bind", one["id"].as_str().unwrap());
    let nobody = json!({"personId": "beta-student"});
    assert_eq!(story.refused("admin", "POST", &bind, nobody).await, (422, "unknown_person".into()));
    let (status, bound) = story.ask("admin", "POST", &bind, json!({"personId": "alpha-student"})).await;
    assert_eq!((status.as_u16(), &bound["bound"]), (200, &json!(1)), "{bound}");
    let attendance = story.get("teacher", "/api/v1/sessions/alpha-lesson/attendance").await;
    assert_eq!(attendance["unmatched"], json!([]));
    let report =
        attendance["reports"].as_array().unwrap().iter().find(|one| one["personId"] == "alpha-student");
    assert_eq!(report.unwrap()["creditedSeconds"], 360, "there since five minutes before");
}

/// What the server shows and what a replay of its export prints are one text.
async fn an_export_replays_to_what_the_server_shows(world: World) {
    let story = Story::new(world);
    let id = story.held().await;
    story.get("admin", "/api/v1/billing/families?year=2026&month=1").await;
    let attendance = story.get("admin", &format!("/api/v1/sessions/{id}/attendance")).await;
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("bundle.json");
    let rollcall = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_rollcall"))
            .args(arguments)
            .env("ROLLCALL_DATABASE__URL", &story.world.database.url)
            .output()
            .unwrap()
    };
    let as_of = story.world.app.now().to_string();
    let path = file.to_str().unwrap();
    for which in [vec!["--session", &id], vec!["--from", "2026-01-05", "--to", "2026-01-06"]] {
        let common = ["export", "--organization", "alpha", "--as-of", &as_of, "--output", path];
        let exported = rollcall(&[&common[..], &which[..]].concat());
        assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
        let replayed = rollcall(&["replay", path]);
        assert!(replayed.status.success(), "{}", String::from_utf8_lossy(&replayed.stderr));
        let replayed: Value = serde_json::from_slice(&replayed.stdout).unwrap();
        let session =
            replayed["sessions"].as_array().unwrap().iter().find(|one| one["id"] == json!(id)).unwrap();
        assert_eq!(session["reports"].to_string(), attendance["reports"].to_string());
        assert_eq!(session["status"], attendance["status"]);
        if which[0] == "--from" {
            let paid = story.get("admin", "/api/v1/payroll/teachers?year=2026&month=1").await;
            let earned = replayed["totals"].as_array().unwrap().iter();
            let earned: Vec<(&Value, &Value)> = earned
                .filter(|total| total["kind"] == "pay")
                .map(|total| (&total["personId"], &total["amount"]))
                .collect();
            let mut shown: Vec<(&Value, &Value)> = paid["teachers"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| (&one["personId"], &one["amount"]))
                .collect();
            shown.sort_by_key(|(person, _)| person.to_string());
            assert_eq!(shown, earned);
        }
    }
    let nobody = rollcall(&["export", "--organization", "gamma", "--session", &id]);
    assert!(!nobody.status.success() && !nobody.stderr.is_empty());
}

async fn a_lesson_is_drawn_as_far_as_one_may_see_it(world: World) {
    let story = Story::new(world);
    let id = story.held().await;
    let as_of = Timestamp::from_seconds(NOW + START + 5_100);
    let mut read = story.world.app.store.read().await.unwrap();
    let whole = session_timeline(&mut read, &Scope::whole_organization("alpha"), &id, as_of).await.unwrap();
    let people = |timeline: &SessionTimeline| -> Vec<String> {
        timeline.lanes.iter().filter_map(|lane| lane.owner.person()).map(str::to_owned).collect()
    };
    assert_eq!(people(&whole), ["alpha-teacher", "alpha-student"]);
    assert_eq!(whole.lanes[1].name, "alpha student");
    assert!(whole.settled);
    for lane in &whole.lanes {
        assert_eq!(lane.edges.len(), 2, "{lane:?}");
        let mut behind = lane.edges.iter().flat_map(|edge| &edge.evidence);
        assert!(behind.all(|one| one.source.is_some()) && !lane.edges[0].evidence.is_empty(), "{lane:?}");
    }
    let own = |person: &str| {
        let caller = Caller {
            organization: "alpha".to_owned(),
            home_organization: "alpha".to_owned(),
            person: person.to_owned(),
            roles: [Role::Student].into(),
            household_members: [].into(),
        };
        caller.scope(&[(Role::Student, Rows::OwnPerson)]).unwrap()
    };
    let part = session_timeline(&mut read, &own("alpha-student"), &id, as_of).await.unwrap();
    assert_eq!(people(&part), ["alpha-student"]);
    assert!(session_timeline(&mut read, &own("alpha-child"), &id, as_of).await.is_err());
}

crate::on_both_databases!(
    a_lesson_is_drawn_as_far_as_one_may_see_it,
    what_cannot_stand_is_refused_and_nothing_changes,
    a_session_moves_as_the_contract_says,
    a_lesson_becomes_money_that_opens_down_to_its_evidence,
    files_hold_what_the_api_says,
    a_stranger_is_bound_and_the_past_is_judged_again,
    an_export_replays_to_what_the_server_shows,
);
