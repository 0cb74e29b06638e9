//! What an organisation's office does: people, households, identities, rates, jobs; and the log of it.

use axum::Router;
use axum::http::StatusCode;
use rollcall::store::jobs::run_results::OrganizationRunResult;
use rollcall::store::jobs::{JobRun, JobRunEnd};
use serde_json::{Value, json};

use crate::world::{World, ask};

pub struct Office {
    router: Router,
    token: String,
}

impl Office {
    pub fn of(world: &World, who: &str) -> Office {
        Office { router: world.router(rollcall::api::routes()), token: world.token("alpha", who) }
    }

    pub async fn ask(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let (status, body) = ask(&self.router, &self.token, method, path, body).await;
        (status.as_u16(), body)
    }

    pub async fn get(&self, path: &str) -> Value {
        let (status, body) = self.ask("GET", path, Value::Null).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// The status and the stable word of a refusal.
    pub async fn refused(&self, method: &str, path: &str, body: Value) -> (u16, String) {
        let (status, body) = self.ask(method, path, body).await;
        (status, body["code"].as_str().unwrap_or_default().to_owned())
    }
}

async fn a_new_person_has_what_they_need(world: World) {
    let office = Office::of(&world, "alpha-admin");
    let (status, person) = office
        .ask(
            "POST",
            "/api/v1/people",
            json!({"name": "  <b>Zaid</b> =1+1 ", "email": "Zaid@Alpha.example", "roles": ["student", "parent"],
                   "householdId": "alpha-home", "password": "long enough"}),
        )
        .await;
    assert_eq!(status, 201, "{person}");
    assert_eq!(person["name"], "<b>Zaid</b> =1+1");
    assert_eq!(person["roles"], json!(["student", "parent"]));
    assert_eq!(person["hasPassword"], true);
    assert_eq!(person["createdAt"], "2026-01-05T08:00:00.000Z");
    let id = person["id"].as_str().unwrap();
    assert!(!id.contains('_'), "room names use it as their separator");
    assert_eq!(office.get(&format!("/api/v1/people/{id}")).await, person);
    let identities = office.get(&format!("/api/v1/identities?person_id={id}")).await;
    assert_eq!(identities["items"], json!([{"source": "livekit", "value": id, "personId": id}]));
    let credentials = json!({"email": "zaid@alpha.EXAMPLE", "password": "long enough"});
    assert_eq!(ask(&office.router, "", "POST", "/api/v1/logins", credentials).await.0, StatusCode::OK);

    let (_, changed) = office
        .ask("PATCH", &format!("/api/v1/people/{id}"), json!({"email": null, "householdId": null}))
        .await;
    assert_eq!(
        (&changed["email"], &changed["householdId"], &changed["name"]),
        (&Value::Null, &Value::Null, &person["name"])
    );
}

async fn what_is_no_name_no_address_and_no_password_is_refused_by_its_field(world: World) {
    let office = Office::of(&world, "alpha-admin");
    let long = "x".repeat(201);
    for (field, value) in [
        ("name", json!("")),
        ("name", json!("two\nlines")),
        ("name", json!(long)),
        ("email", json!("nobody")),
        ("password", json!("short")),
        ("roles[0]", json!(["king"])),
    ] {
        let mut body = json!({"name": "fine"});
        body[field.split('[').next().unwrap()] = value;
        let (status, problem) = office.ask("POST", "/api/v1/people", body).await;
        assert_eq!(
            (status, problem["code"].as_str(), problem["field"].as_str()),
            (400, Some("invalid_body"), Some(field)),
            "{problem}"
        );
    }
    let unknown = json!({"name": "x", "householdId": "beta-home"});
    assert_eq!(office.refused("POST", "/api/v1/people", unknown).await, (422, "unknown_household".into()));
    assert!(world.tables.changed().await.is_empty());
}

async fn a_list_is_paged_without_gap_or_repeat(world: World) {
    let office = Office::of(&world, "alpha-admin");
    let all = office.get("/api/v1/people?limit=500").await;
    assert_eq!(all["next"], Value::Null);
    let all = all["items"].as_array().unwrap();
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = office.get(&format!("/api/v1/people?limit=4{cursor}")).await;
        seen.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(&seen, all);
    let teachers = office.get("/api/v1/people?role=teacher").await;
    assert_eq!(teachers["items"].as_array().unwrap().len(), 3);
    let home = office.get("/api/v1/people?household_id=alpha-home&is_active=true").await;
    assert_eq!(home["items"].as_array().unwrap().len(), 2);
}

async fn an_identity_is_of_one_person(world: World) {
    let office = Office::of(&world, "alpha-admin");
    let taken = json!({"source": "meet", "value": "users/alpha-teacher", "personId": "alpha-student"});
    assert_eq!(office.refused("POST", "/api/v1/identities", taken).await, (409, "identity_taken".into()));
    // The same name in another organisation is another identity.
    let free = json!({"source": "meet", "value": "users/beta-teacher", "personId": "alpha-student"});
    assert_eq!(office.ask("POST", "/api/v1/identities", free).await.0, 201);
    let own = "/api/v1/identities?source=livekit&value=alpha-student";
    assert_eq!(office.refused("DELETE", own, Value::Null).await, (409, "own_identity".into()));
    let path = "/api/v1/identities?source=meet&value=users/beta-teacher";
    assert_eq!(office.ask("DELETE", path, Value::Null).await.0, 204);
    assert_eq!(office.refused("DELETE", path, Value::Null).await, (404, "not_found".into()));
}

async fn two_rates_of_one_scope_and_date_are_refused(world: World) {
    let office = Office::of(&world, "alpha-finance");
    let rate = |change: Value| {
        let mut rate =
            json!({"for": "charge", "kind": "quran", "perHour": "30.00", "validFrom": "2026-01-01"});
        rate.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        rate
    };
    let (status, added) = office.ask("POST", "/api/v1/rates", rate(json!({}))).await;
    assert_eq!((status, &added["perHour"], &added["perSession"]), (201, &json!("30.00"), &Value::Null));
    let again = rate(json!({"perHour": null, "perSession": "5"}));
    assert_eq!(office.refused("POST", "/api/v1/rates", again).await, (409, "rate_exists".into()));
    for other in [
        json!({"for": "pay"}),
        json!({"kind": "academic"}),
        json!({"validFrom": "2026-01-02"}),
        json!({"kind": null}),
    ] {
        assert_eq!(office.ask("POST", "/api/v1/rates", rate(other.clone())).await.0, 201, "{other}");
    }
    for (wrong, field) in [
        (json!({"perSession": "1"}), "perHour"),
        (json!({"perHour": null}), "perHour"),
        (json!({"personId": "alpha-student"}), "kind"),
        (json!({"perHour": "-1"}), "perHour"),
        (json!({"perHour": 30}), "perHour"),
        (json!({"validFrom": "2026-02-30"}), "validFrom"),
        (json!({"validFrom": "+262142-12-31"}), "validFrom"),
        (json!({"perHour": "1000000000"}), "perHour"),
        (json!({"perHour": null, "perSession": "999999999999.999999"}), "perSession"),
    ] {
        let (status, problem) = office.ask("POST", "/api/v1/rates", rate(wrong.clone())).await;
        assert_eq!((status, problem["field"].as_str()), (400, Some(field)), "{wrong}: {problem}");
    }
    let path = format!("/api/v1/rates/{}", added["id"].as_str().unwrap());
    assert_eq!(office.ask("DELETE", &path, Value::Null).await.0, 204);
    assert_eq!(office.ask("DELETE", &path, Value::Null).await.0, 404);
}

async fn a_month_of_the_largest_amounts_is_summed_exactly(world: World) {
    for (n, kind, person) in
        [(1, "pay", "teacher"), (2, "pay", "teacher"), (3, "charge", "student"), (4, "charge", "student")]
    {
        let line = format!(
            "INSERT INTO lines (organization_id, session_id, person_id, kind, id, session_start, millis, minor, currency, rule,
                                cell, rate, blocked, policy_version)
             VALUES ('alpha', 'large-{n}', 'alpha-{person}', '{kind}', 'large-{n}', 1772323200000000, 604800000, {},
                     'SAR', 'present+present:own', 'own', NULL, NULL, 1)",
            i64::MAX
        );
        crate::tables::run(&world.app.store, line).await;
    }
    let office = Office::of(&world, "alpha-finance");
    for (path, whose) in [("payroll/teachers", "teachers"), ("billing/families", "families")] {
        let path = format!("/api/v1/{path}?year=2026&month=3");
        let sheet = office.get(&path).await;
        let total = &sheet["total"];
        assert_eq!(total["amount"], "184467440737095516.14", "{sheet}");
        assert_eq!(total["minor"].as_u64(), Some(2 * i64::MAX as u64));
        assert_eq!(sheet[whose].as_array().map(Vec::len), Some(1));
        for format in ["csv", "xlsx"] {
            let file = format!("{path}&format={format}");
            assert_eq!(office.ask("GET", &file, Value::Null).await.0, 200, "{file}");
        }
    }
}

async fn a_currency_stays_once_something_is_priced_in_it(world: World) {
    let office = Office::of(&world, "alpha-superadmin");
    let (status, new) = office
        .ask(
            "POST",
            "/api/v1/organizations",
            json!({"name": "Gamma", "timeZone": "Europe/Moscow", "currency": "RUB"}),
        )
        .await;
    assert_eq!(status, 201, "{new}");
    let path = format!("/api/v1/organizations/{}", new["id"].as_str().unwrap());
    let (_, changed) =
        office.ask("PATCH", &path, json!({"currency": "KWD", "timeZone": "Asia/Kuwait"})).await;
    assert_eq!(
        (&changed["currency"], &changed["timeZone"], &changed["name"]),
        (&json!("KWD"), &json!("Asia/Kuwait"), &json!("Gamma"))
    );
    let priced = "/api/v1/organizations/alpha";
    assert_eq!(
        office.refused("PATCH", priced, json!({"currency": "USD"})).await,
        (409, "currency_in_use".into())
    );
    for wrong in [json!({"currency": "XXX"}), json!({"timeZone": "Mars/Base"})] {
        assert_eq!(office.refused("PATCH", priced, wrong).await, (400, "invalid_body".into()));
    }
}

async fn every_change_is_in_the_log_with_its_author(world: World) {
    let office = Office::of(&world, "alpha-admin");
    world.clock.advance(1_000);
    office.ask("PATCH", "/api/v1/people/alpha-student", json!({"name": "Before"})).await;
    world.clock.advance(1_000);
    office.ask("PATCH", "/api/v1/people/alpha-student", json!({"name": "After"})).await;
    office.ask("PATCH", "/api/v1/people/alpha-student", json!({"name": "After"})).await;
    office.ask("PATCH", "/api/v1/settings", json!({"session_buffer_minutes": 5})).await;
    let log = office.get("/api/v1/audit-log?subject=person:alpha-student").await;
    let items = log["items"].as_array().unwrap();
    assert_eq!(items.len(), 2, "what changes nothing is no change: {log}");
    assert_eq!(items[0]["actorId"], "alpha-admin");
    assert_eq!(items[0]["action"], "person.changed");
    assert_eq!(items[0]["at"], "2026-01-05T08:00:02.000Z");
    assert_eq!(
        (&items[0]["detail"]["before"]["name"], &items[0]["detail"]["after"]["name"]),
        (&json!("Before"), &json!("After"))
    );
    let first = office.get("/api/v1/audit-log?limit=2").await;
    let second =
        office.get(&format!("/api/v1/audit-log?limit=2&cursor={}", first["next"].as_str().unwrap())).await;
    assert_eq!(second["items"][0], items[1], "the third newest");
}

async fn a_job_is_run_by_hand_and_its_end_is_awaited(world: World) {
    let office = Office::of(&world, "alpha-admin");
    let jobs = office.get("/api/v1/jobs").await;
    assert_eq!(
        (&jobs["items"][0]["name"], &jobs["items"][0]["intervalSeconds"]),
        (&json!("sessions"), &json!(60))
    );
    assert_eq!(jobs["items"][0]["lastRun"]["outcome"], "failed");
    let error = jobs["items"][0]["lastRun"]["error"].as_str().unwrap();
    assert_eq!(error, "alpha-session", "and nothing of another organisation's");
    let (status, asked) = office.ask("POST", "/api/v1/jobs/sessions/runs", Value::Null).await;
    assert_eq!((status, &asked["outcome"]), (201, &json!("waiting")));
    let (_, again) = office.ask("POST", "/api/v1/jobs/sessions/runs", Value::Null).await;
    assert_eq!(again["id"], asked["id"], "it still waits for its turn");
    assert_eq!(office.ask("POST", "/api/v1/jobs/dishes/runs", Value::Null).await.0, 404);
    assert_eq!(office.ask("GET", "/api/v1/jobs/dishes/runs", Value::Null).await.0, 404);
    assert_eq!(office.ask("POST", "/api/v1/jobs/sessions/runs?wait=26", Value::Null).await.0, 400);

    let waits = office.ask("POST", "/api/v1/jobs/sessions/runs?wait=20", Value::Null);
    let works = async {
        // Long after it has begun to wait, on a busy machine too.
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let now = world.app.now();
        let id = asked["id"].as_str().unwrap().to_owned();
        let mut write = world.app.store.write().await.unwrap();
        let run = JobRun {
            id,
            name: "sessions".into(),
            organization: Some("alpha".into()),
            fence: 0,
            slot: None,
            holder: "test".into(),
            started_at: now,
            ended_at: None,
            outcome: None,
            counts: "{}".into(),
            error: None,
        };
        let fence = write.begin_job_run(&run, now.plus(60_000)).await.unwrap().unwrap();
        let counts = r#"{"evaluated":3}"#;
        let share = OrganizationRunResult {
            organization_id: "alpha".into(),
            run_id: String::new(),
            counts: counts.into(),
            error: None,
        };
        let end = JobRunEnd { at: now, counts, error: None, organization_results: &[share] };
        assert!(write.finish_job_run("sessions", fence, end).await.unwrap());
        write.commit().await.unwrap();
    };
    let ((status, ended), ()) = tokio::join!(waits, works);
    assert_eq!((status, &ended["id"], &ended["outcome"]), (201, &asked["id"], &json!("done")), "{ended}");
    assert_eq!(ended["counts"], json!({"evaluated": 3}));
    let runs = office.get("/api/v1/jobs/sessions/runs?limit=1").await;
    assert_eq!(runs["items"], json!([ended]));
    assert!(runs["next"].is_string());
}

crate::on_both_databases!(
    a_new_person_has_what_they_need,
    what_is_no_name_no_address_and_no_password_is_refused_by_its_field,
    a_list_is_paged_without_gap_or_repeat,
    an_identity_is_of_one_person,
    two_rates_of_one_scope_and_date_are_refused,
    a_month_of_the_largest_amounts_is_summed_exactly,
    a_currency_stays_once_something_is_priced_in_it,
    every_change_is_in_the_log_with_its_author,
    a_job_is_run_by_hand_and_its_end_is_awaited,
);
