//! One row that cannot be read, of every kind: it hurts itself alone, its admin is told, and what a newer version wrote
//! is still there when this one has changed the row.

use axum::Router;
use rollcall::app::data::verify::verify;
use rollcall::app::evaluate;
use rollcall::app::evaluate::recompute::recompute;
use rollcall::app::jobs::run_extent::RunExtent;
use rollcall::app::jobs::{bodies, maintenance};
use rollcall::app::livekit::{participant_poll, rooms};
use rollcall::app::meet::poll::{self, PollKind};
use rollcall::app::organization::problems;
use rollcall::domain::session::Status;
use serde_json::{Value, json};

use crate::world::{World, ask, deliver};

crate::on_both_databases! {
    an_unreadable_row_hurts_itself_alone,
    what_a_newer_version_wrote_is_passed_over_and_kept,
    evidence_that_cannot_be_read_settles_nothing,
    rows_in_the_way_keep_nobody_waiting,
}

/// How a row becomes unreadable: a statement, the place that is told, and the address of the row itself, if it has one.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    (
        "UPDATE sessions SET policy = '{\"reconnectGraceSeconds\":\"long\"}' WHERE id = 'beta-session'",
        "sessions",
        "policy",
        "/api/v1/sessions/beta-session",
    ),
    (
        "UPDATE sessions SET kind = 'workshop' WHERE id = 'beta-session'",
        "sessions",
        "kind",
        "/api/v1/sessions/beta-session/attendance",
    ),
    (
        "UPDATE sessions SET format = 'duet' WHERE id = 'beta-session'",
        "sessions",
        "format",
        "/api/v1/sessions/beta-session",
    ),
    (
        "UPDATE sessions SET platform = 'holodeck' WHERE id = 'beta-session'",
        "sessions",
        "platform",
        "/api/v1/sessions/beta-session",
    ),
    (
        "UPDATE sessions SET status = 'paused' WHERE id = 'beta-session'",
        "sessions",
        "status",
        "/api/v1/sessions/beta-session",
    ),
    (
        "UPDATE evidence SET payload = '{torn' WHERE organization_id = 'beta' AND scope LIKE '%beta-lesson%'",
        "evidence",
        "payload",
        "",
    ),
    (
        "UPDATE person_roles SET role = 'wizard' WHERE person_id = 'beta-moderator'",
        "person_roles",
        "role",
        "",
    ),
    (
        "UPDATE identities SET source = 'zoom' WHERE organization_id = 'beta' AND person_id = 'beta-child' AND source = 'meet'",
        "identities",
        "source",
        "",
    ),
    ("UPDATE rates SET per = 'month' WHERE id = 'beta-rate'", "rates", "per", ""),
    ("UPDATE rates SET amount = 'much' WHERE id = 'beta-rate'", "rates", "amount", ""),
    ("UPDATE rates SET scope = 'kind:workshop' WHERE id = 'beta-rate'", "rates", "scope", ""),
    (
        "UPDATE organizations SET currency = 'QQQ' WHERE id = 'beta'",
        "organizations",
        "currency",
        "/api/v1/organizations/beta",
    ),
    (
        "UPDATE organizations SET time_zone = 'Mars/Base' WHERE id = 'beta'",
        "organizations",
        "time_zone",
        "/api/v1/organizations/beta",
    ),
    (
        "UPDATE organizations SET policy = '{\"organization\":{\"learnerPresentShare\":7}}' WHERE id = 'beta'",
        "organizations",
        "policy",
        "/api/v1/policies",
    ),
    (
        "UPDATE organizations SET settings = '{\"session_buffer_minutes\":\"some\"}' WHERE id = 'beta'",
        "organizations",
        "settings",
        "",
    ),
    (
        "UPDATE lines SET blocked = 'sulking' WHERE id = 'beta-teacher-line'",
        "lines",
        "blocked",
        "/api/v1/lines/beta-teacher-line/explain",
    ),
    ("UPDATE lines SET currency = 'QQQ' WHERE id = 'beta-teacher-line'", "lines", "currency", ""),
    (
        "UPDATE google_connections SET kind = 'telepathy' WHERE email = 'beta-organizer-of-calls'",
        "google_connections",
        "kind",
        "",
    ),
    (
        "UPDATE timetable_versions SET recurrence = 'FREQ=NEVER' WHERE timetable_id = 'beta-timetable'",
        "timetable_versions",
        "recurrence",
        "/api/v1/timetables/beta-timetable",
    ),
    ("UPDATE holidays SET day = '2030-01-99' WHERE id = 'beta-holiday'", "holidays", "day", ""),
    ("UPDATE packages SET kind = 'workshop' WHERE id = 'beta-package'", "packages", "kind", ""),
    (
        "UPDATE subscriptions SET valid_from = 'soon' WHERE id = 'beta-subscription'",
        "subscriptions",
        "valid_from",
        "/api/v1/subscriptions/beta-subscription",
    ),
    (
        "UPDATE venues SET time_zone = 'Mars/Base' WHERE id = 'beta-venue'",
        "venues",
        "time_zone",
        "/api/v1/venues/beta-venue",
    ),
    (
        "UPDATE venues SET day_starts_at = 'late' WHERE id = 'beta-venue'",
        "venues",
        "day_starts_at",
        "/api/v1/venues/beta-venue",
    ),
    (
        "UPDATE membership_states SET status = 'asleep' WHERE membership_id = 'beta-membership'",
        "membership_states",
        "status",
        "/api/v1/memberships/beta-membership",
    ),
    (
        "UPDATE membership_states SET valid_until = 'soon' WHERE membership_id = 'beta-membership'",
        "membership_states",
        "valid_until",
        "/api/v1/memberships/beta-membership",
    ),
    (
        "INSERT INTO session_rooms (organization_id, room, session_id, state, failures, reopened)
         VALUES ('beta', 'a room of beta', 'beta-session', 'ajar', 0, 0)",
        "session_rooms",
        "state",
        "",
    ),
];

/// What an admin looks at.
const READS: &[&str] = &[
    "/api/v1/me",
    "/api/v1/people",
    "/api/v1/identities",
    "/api/v1/rates",
    "/api/v1/sessions",
    "/api/v1/sessions/beta-other-session",
    "/api/v1/sessions/beta-other-session/attendance",
    "/api/v1/sessions/beta-other-session/explain",
    "/api/v1/sessions/beta-lesson/evidence",
    "/api/v1/attendance-logs",
    "/api/v1/unmatched",
    "/api/v1/audit-log",
    "/api/v1/connections/google",
    "/api/schedule/classes",
    "/api/v1/timetables",
    "/api/v1/holidays",
    "/api/v1/packages",
    "/api/v1/subscriptions",
    "/api/v1/venues",
    "/api/v1/plans",
    "/api/v1/memberships",
];

async fn an_unreadable_row_hurts_itself_alone(world: World) {
    let router = world.router(rollcall::api::routes());
    let token = world.token("beta", "beta-admin");
    let problems = async || {
        let (status, body) = ask(&router, &token, "GET", "/api/v1/problems", Value::Null).await;
        assert_eq!(status, 200, "{body}");
        body["items"].as_array().unwrap().clone()
    };
    assert!(problems().await.is_empty());
    for (statement, table, column, own) in BROKEN {
        // Evidence of some minutes ago, so that there is something to judge in both organisations.
        let mut write = world.app.store.write().await.unwrap();
        for organization in ["alpha", "beta"] {
            for lesson in ["lesson", "other-lesson"] {
                let room = format!("quran_{organization}-{lesson}_{}", crate::world::NOW);
                deliver(
                    &mut write,
                    organization,
                    &room,
                    "participant_joined",
                    &format!("{organization}-teacher"),
                    -60,
                )
                .await;
            }
        }
        write.commit().await.unwrap();
        world.tables.run(statement).await;

        // Every job does its work for the others.
        let round = evaluate::evaluate_all_waiting(&world.app).await.unwrap();
        assert!(round.evaluated > round.failed, "{statement}: {round:?}");
        let waiting =
            world.app.store.read().await.unwrap().list_dirty_scopes(None, world.app.now(), 99).await.unwrap();
        assert!(waiting.iter().all(|mark| mark.organization_id == "beta"), "{statement}: {waiting:?}");
        participant_poll::poll_all_due_rooms(&world.app).await.unwrap();
        poll::poll_all(&world.app, PollKind::Live).await.unwrap();
        poll::poll_all(&world.app, PollKind::Retry).await.unwrap();
        recompute(&world.app, true, |_, _| ()).await.unwrap();
        verify(&world.app, |_| ()).await.unwrap();
        maintenance::run(&world.app, &RunExtent::everywhere()).await.unwrap();
        rooms::create_due::make_due_rooms(&world.app, None).await.unwrap();
        rooms::cleanup::clean_up(&world.app, None).await.unwrap();
        bodies::evaluate(&world.app, None).await.unwrap();
        assert!(problems::update_list(&world.app).await.unwrap() >= 1, "{statement}");

        // The tenant goes on reading.
        for path in READS {
            let (status, body) = ask(&router, &token, "GET", path, Value::Null).await;
            assert_eq!(status, 200, "{statement}: {path}: {body}");
        }
        if *table != "organizations" || *column == "settings" {
            for path in [
                "/api/v1/payroll/teachers?year=2026&month=1",
                "/api/v1/billing/families?year=2026&month=1",
                "/api/v1/settings",
            ] {
                let (status, body) = ask(&router, &token, "GET", path, Value::Null).await;
                assert_eq!(status, 200, "{statement}: {path}: {body}");
            }
        }
        if !own.is_empty() {
            let (status, body) = ask(&router, &token, "GET", own, Value::Null).await;
            assert_eq!(
                (status.as_u16(), body["code"].as_str()),
                (500, Some("unreadable_row")),
                "{statement}: {body}"
            );
        }
        // The admin is told, and nobody else.
        let told = problems().await;
        assert!(
            told.iter().any(|one| one["table"] == *table
                && one["column"] == *column
                && one["kind"] == "unreadable_row"),
            "{statement}: {told:?}"
        );
        let others =
            ask(&router, &world.token("alpha", "alpha-admin"), "GET", "/api/v1/problems", Value::Null).await;
        assert_eq!(others.1["items"], json!([]), "{statement}");

        // Mended, it is no problem any more, and nothing of it stays behind.
        world.tables.reset(&world.tables.changed().await).await;
        world.app.store.take_unreadable();
        assert!(problems().await.is_empty(), "{statement}");
    }
}

async fn what_a_newer_version_wrote_is_passed_over_and_kept(world: World) {
    let router = world.router(rollcall::api::routes());
    let token = world.token("alpha", "alpha-admin");
    let change = async |method: &str, path: &str, body: Value| {
        let (status, answer) = ask(&router, &token, method, path, body).await;
        assert!(status.is_success(), "{path}: {answer}");
        answer
    };
    world.tables.run("UPDATE sessions SET policy = '{\"fromTheFuture\":1}' WHERE id = 'alpha-planned'").await;
    world
        .tables
        .run("UPDATE organizations SET settings = '{\"session_buffer_minutes\":5,\"colour\":\"green\"}',
                     policy = '{\"organization\":{\"fromTheFuture\":1},\"kinds\":{\"workshop\":{}}}' WHERE id = 'alpha'")
        .await;
    world.tables.run("INSERT INTO person_roles VALUES ('alpha', 'alpha-student', 'wizard')").await;

    assert_eq!(change("GET", "/api/v1/sessions/alpha-planned", Value::Null).await["policy"], json!({}));
    change("POST", "/api/v1/sessions/alpha-planned/reschedule", json!({"start": "2026-02-01T08:00:00Z"}))
        .await;
    let settings = change("PATCH", "/api/v1/settings", json!({"blocked_days": ["friday"]})).await;
    assert_eq!(settings["session_buffer_minutes"], 5);
    change("PUT", "/api/v1/policies", json!({"reconnectGraceSeconds": 9})).await;
    let student =
        change("PATCH", "/api/v1/people/alpha-student", json!({"roles": ["student", "parent"]})).await;
    assert_eq!(student["roles"], json!(["student", "parent"]));

    let kept = world.tables.changed().await;
    let is_kept = |table: &str, text: &str| {
        assert!(
            kept.iter().any(|row| row.table == table && row.text.contains(text)),
            "{table}: {text}\n{kept:?}"
        );
    };
    is_kept("sessions", "policy={\"fromTheFuture\":1}");
    is_kept("organizations", "\"colour\":\"green\"");
    is_kept("organizations", "\"blocked_days\":[\"friday\"]");
    is_kept("organizations", "\"fromTheFuture\":1,\"reconnectGraceSeconds\":9");
    is_kept("organizations", "\"workshop\":{}");
    is_kept("policy_versions", "\"fromTheFuture\":1");
    is_kept("person_roles", "role=wizard");
    is_kept("person_roles", "person_id=alpha-student role=parent");
    // What people write is still held to what we know.
    for (method, path, body) in [
        ("PATCH", "/api/v1/settings", json!({"colour": "red"})),
        ("PUT", "/api/v1/policies", json!({"fromTheFuture": 2})),
    ] {
        assert_eq!(ask(&router, &token, method, path, body).await.0, 400, "{path}");
    }
}

async fn evidence_that_cannot_be_read_settles_nothing(world: World) {
    let torn = "UPDATE evidence SET payload = '{torn' WHERE organization_id = 'alpha' AND scope LIKE '%alpha-lesson%'";
    let stands = async |id: &str| {
        let mut read = world.app.store.read().await.unwrap();
        let one = read.find_session("alpha", id).await.unwrap().unwrap();
        let lines = read.list_session_lines("alpha", id).await.unwrap();
        let blocked: Vec<_> = lines.iter().filter_map(|line| line.blocked).map(|why| why.as_str()).collect();
        (one.status, one.settled, blocked)
    };
    world.tables.run(torn).await;
    // Hours later everything is settled, but for the lesson that may have been held.
    world.clock.advance(6 * 3_600_000);
    evaluate::evaluate_all_waiting(&world.app).await.unwrap();
    assert!(stands("alpha-other-lesson").await.1);
    assert_eq!(stands("alpha-lesson").await, (Status::Completed, false, vec!["unsettled", "unsettled"]));

    // Read again, it is settled by the next run.
    world.tables.reset(&seed_of(&world, "evidence").await).await;
    world.clock.advance(3_600_000);
    evaluate::evaluate_all_waiting(&world.app).await.unwrap();
    assert!(stands("alpha-lesson").await.1);
    // What was settled with it is not taken back without it.
    let before = stands("alpha-lesson").await;
    world.tables.run(torn).await;
    world.tables.run("UPDATE sessions SET due_at = 0 WHERE id = 'alpha-lesson'").await;
    let round = evaluate::evaluate_all_waiting(&world.app).await.unwrap();
    assert_eq!((round.failed, stands("alpha-lesson").await), (1, before));
    let tally = recompute(&world.app, true, |_, _| ()).await.unwrap();
    assert_eq!(tally.held, 1);
}

async fn seed_of(world: &World, table: &str) -> Vec<crate::tables::TableRow> {
    world.tables.changed().await.into_iter().filter(|row| row.table == table).collect()
}

/// More rows that nobody can read, or judge, than a run takes up at once.
async fn rows_in_the_way_keep_nobody_waiting(world: World) {
    let copies = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
        INSERT INTO sessions (organization_id, id, title, kind, format, platform, room, meet_space, meet_code,
               meet_organizer, start_at, end_at, teacher_id, status, completed_at, cancelled_at, policy, policy_version,
               settled, needs_review, evaluated_at, evaluation, due_at, revision, created_at, guests)
        SELECT organization_id, 'copy-' || CAST(i AS TEXT), title, 'workshop', format, platform, room,
               meet_space, meet_code, meet_organizer, start_at, end_at, teacher_id, status, completed_at, cancelled_at,
               policy, policy_version, settled, needs_review, evaluated_at, evaluation, 1, revision, created_at, guests
          FROM sessions, n WHERE organization_id = 'beta' AND id = 'beta-planned'";
    world.tables.run(copies).await;
    world.tables.run("UPDATE sessions SET due_at = 2 WHERE id = 'alpha-session'").await;
    evaluate::evaluate_all_waiting(&world.app).await.unwrap();
    let mut read = world.app.store.read().await.unwrap();
    let judged = read.find_session("alpha", "alpha-session").await.unwrap().unwrap();
    assert!(judged.due_at > Some(world.app.now()), "{:?}", judged.due_at);
    drop(read);
    // A page is full, whatever stands between its rows.
    let router: Router = world.router(rollcall::api::routes());
    let token = world.token("beta", "beta-admin");
    let (_, page) = ask(&router, &token, "GET", "/api/v1/sessions?limit=7", Value::Null).await;
    assert_eq!(page["items"].as_array().unwrap().len(), 7, "{page}");
    let next = page["next"].as_str().unwrap();
    let path = format!("/api/v1/sessions?limit=500&cursor={next}");
    let (_, rest) = ask(&router, &token, "GET", &path, Value::Null).await;
    let (_, whole) = ask(&router, &token, "GET", "/api/v1/sessions?limit=500", Value::Null).await;
    let items = |page: &Value| page["items"].as_array().unwrap().clone();
    assert_eq!([items(&page), items(&rest)].concat(), items(&whole));
    assert_eq!((&rest["next"], &whole["next"]), (&Value::Null, &Value::Null), "{rest}");
}
