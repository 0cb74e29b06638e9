//! The law of what is derived: whatever people and platforms do, in whatever order, after the next run of the jobs a
//! recomputation finds nothing to change.
//!
//! `PROPTEST_CASES` sets how many histories are tried on SQLite; PostgreSQL, where each needs a database of a server's, gets
//! a tenth of them.

use axum::Router;
use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};
use rollcall::app::data::verify::verify;
use rollcall::app::evaluate;
use rollcall::app::evaluate::recompute::recompute;
use rollcall::app::subscription::lapse::lapse_ended;
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use crate::support::Database;
use crate::world::{NOW, World, ask};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
const PEOPLE: &[&str] =
    &["alpha-student", "alpha-child", "alpha-other-student", "alpha-teacher", "alpha-other-teacher"];
const TEACHERS: &[&str] = &["alpha-teacher", "alpha-other-teacher"];
const STUDENTS: &[&str] = &["alpha-student", "alpha-child", "alpha-other-student"];
/// How platforms name those who come: ours by their ids, and two that are nobody's at first.
const NAMES: &[&str] =
    &["alpha-student", "alpha-child", "alpha-teacher", "alpha-other-teacher", "phone", "tablet"];
const KINDS: &[&str] = &["quran", "academic", "class", "event"];
const ZONES: &[&str] = &["UTC", "Asia/Riyadh", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"];

/// One thing that happens; the numbers choose among what there is.
#[derive(Clone, Copy, Debug)]
struct Step {
    what: u8,
    a: usize,
    b: usize,
    /// Minutes, mostly.
    at: i64,
}

fn history() -> impl Strategy<Value = Vec<Step>> {
    let step = (0_u8..28, 0_usize..60, 0_usize..60, -240_i64..240);
    prop::collection::vec(step.prop_map(|(what, a, b, at)| Step { what, a, b, at }), 5..40)
}

/// The world with what has come into it since.
struct Scene {
    world: World,
    router: Router,
    /// Ids and rooms.
    sessions: Vec<(String, Option<String>)>,
    rates: Vec<String>,
    subscriptions: Vec<String>,
    events: usize,
}

fn pick<T>(all: &[T], n: usize) -> &T {
    &all[n % all.len()]
}

impl Scene {
    async fn of(database: Database) -> Scene {
        let world = World::furnished(database).await;
        // These were written by hand, and no evaluation would.
        world.tables.run("DELETE FROM lines").await;
        let router = world.router(rollcall::api::routes());
        let lessons = ["session", "lesson", "planned", "other-session", "other-lesson", "other-planned"];
        let mut sessions: Vec<(String, Option<String>)> = lessons
            .iter()
            .map(|lesson| (format!("alpha-{lesson}"), Some(format!("quran_alpha-{lesson}_{NOW}"))))
            .collect();
        sessions.push(("alpha-meeting".to_owned(), None));
        Scene {
            world,
            router,
            sessions,
            rates: vec!["alpha-rate".to_owned()],
            subscriptions: vec!["alpha-subscription".to_owned()],
            events: 0,
        }
    }

    fn now(&self) -> Timestamp {
        self.world.app.now()
    }

    async fn ask(&self, method: &str, path: &str, body: Value) -> Value {
        let token = self.world.token("alpha", "alpha-admin");
        let (status, answer) = ask(&self.router, &token, method, path, body.clone()).await;
        assert!(!status.is_server_error(), "{method} {path} {body}: {answer}");
        answer
    }

    async fn act(&mut self, Step { what, a, b, at }: Step) {
        let session = pick(&self.sessions, a).0.clone();
        let day = |n: usize| format!("2026-01-{:02}", 1 + n % 12);
        match what {
            0 | 1 => {
                let start = self.now().plus(at * MINUTE);
                let mut body = json!({
                    "kind": pick(KINDS, a), "format": if b % 2 == 0 { "individual" } else { "group" },
                    "platform": "livekit", "start": start, "end": start.plus((10 + b as i64) * MINUTE),
                    "teacherId": pick(TEACHERS, a), "studentIds": [pick(STUDENTS, b)],
                });
                if what == 1 {
                    body["room"] = json!("hall");
                }
                let made = self.ask("POST", "/api/v1/sessions", body).await;
                if let Some(id) = made["id"].as_str() {
                    self.sessions.push((id.to_owned(), made["room"].as_str().map(str::to_owned)));
                }
            }
            2 => drop(self.ask("POST", &format!("/api/v1/sessions/{session}/cancel"), json!({})).await),
            3 => drop(self.ask("POST", &format!("/api/v1/sessions/{session}/complete"), json!({})).await),
            4 => drop(
                self.ask("POST", &format!("/api/v1/sessions/{session}/mark-student-absent"), json!({})).await,
            ),
            5 => {
                let body = json!({"start": self.now().plus(at * MINUTE)});
                self.ask("POST", &format!("/api/v1/sessions/{session}/reschedule"), body).await;
            }
            6 => {
                let outcome = pick(
                    &[json!("present"), json!("partial"), json!("absent"), json!("excused"), json!(null)],
                    b,
                )
                .clone();
                let body = json!({"personId": pick(PEOPLE, b), "outcome": outcome, "reason": "said"});
                self.ask("POST", &format!("/api/v1/sessions/{session}/overrides"), body).await;
            }
            7 => {
                let direction = if b % 2 == 0 { "in" } else { "out" };
                let body = json!({"personId": pick(PEOPLE, a), "direction": direction, "at": self.now().plus(-at.abs() * MINUTE)});
                self.ask("POST", &format!("/api/v1/sessions/{session}/marks"), body).await;
            }
            8..=11 => self.event(pick(&self.sessions, a).1.clone(), b, at).await,
            12 => self.roster(pick(&self.sessions, a).1.clone()).await,
            13 => {
                let mut body = json!({"for": if a % 2 == 0 { "pay" } else { "charge" }, "perHour": format!("{}.50", 10 + b), "validFrom": day(b)});
                match a % 3 {
                    0 => body["personId"] = json!(pick(PEOPLE, b)),
                    1 => body["kind"] = json!(pick(KINDS, b)),
                    _ => {}
                }
                if b % 5 == 0 {
                    body["perSession"] = body["perHour"].take();
                    body.as_object_mut().unwrap().remove("perHour");
                }
                let made = self.ask("POST", "/api/v1/rates", body).await;
                self.rates.extend(made["id"].as_str().map(str::to_owned));
            }
            14 => {
                let rate = pick(&self.rates, a).clone();
                self.ask("DELETE", &format!("/api/v1/rates/{rate}"), Value::Null).await;
            }
            15 => {
                let body =
                    json!({"source": "livekit", "value": pick(&NAMES[4..], a), "personId": pick(PEOPLE, b)});
                self.ask("POST", "/api/v1/identities", body).await;
            }
            16 => {
                let path = format!("/api/v1/identities?source=livekit&value={}", pick(&NAMES[4..], a));
                self.ask("DELETE", &path, Value::Null).await;
            }
            17 => {
                let found = self.ask("GET", "/api/v1/unmatched", Value::Null).await;
                let Some(one) =
                    found["items"].as_array().filter(|all| !all.is_empty()).map(|all| pick(all, a).clone())
                else {
                    return;
                };
                let person = if b % 4 == 0 { json!(null) } else { json!(pick(PEOPLE, b)) };
                let path = format!("/api/v1/unmatched/{}/bind", one["id"].as_str().unwrap());
                self.ask("POST", &path, json!({"personId": person})).await;
            }
            18 => {
                let changes = [
                    json!({"isActive": b % 2 == 0}),
                    json!({"roles": ["student", "parent"]}),
                    json!({"roles": ["teacher"]}),
                    json!({"householdId": "alpha-other-home"}),
                    json!({"householdId": null}),
                    json!({"name": format!("Named {b}")}),
                ];
                self.ask("PATCH", &format!("/api/v1/people/{}", pick(PEOPLE, a)), pick(&changes, b).clone())
                    .await;
            }
            19 => drop(
                self.ask("PATCH", "/api/v1/households/alpha-home", json!({"payerId": pick(PEOPLE, a)})).await,
            ),
            20 => drop(
                self.ask(
                    "PATCH",
                    "/api/v1/organizations/alpha",
                    json!({"timeZone": pick(ZONES, a), "name": format!("Name {b}")}),
                )
                .await,
            ),
            21 => {
                let body = json!({"period_start_day": 1 + a % 31, "session_buffer_minutes": b % 10});
                self.ask("PATCH", "/api/v1/settings", body).await;
                let policy = json!({"reconnectGraceSeconds": b, "overrunCreditSeconds": a * 20, "capAtPlanned": b % 2 == 0});
                self.ask(
                    "PUT",
                    if a % 2 == 0 { "/api/v1/policies" } else { "/api/v1/policies/quran" },
                    policy,
                )
                .await;
            }
            22 => self.world.clock.advance(at.abs() * MINUTE),
            23 => {
                let mut body =
                    json!({"personId": pick(STUDENTS, a), "sessions": 1 + b % 3, "validFrom": day(a)});
                match b % 4 {
                    0 => body["kind"] = json!(pick(&KINDS[..3], a)),
                    1 => body["validUntil"] = json!(day(11)),
                    _ => {}
                }
                let made = self.ask("POST", "/api/v1/subscriptions", body).await;
                self.subscriptions.extend(made["id"].as_str().map(str::to_owned));
            }
            24 => {
                let path = format!("/api/v1/subscriptions/{}", pick(&self.subscriptions, a));
                let changes = [
                    json!({"validUntil": day(b)}),
                    json!({"validUntil": null}),
                    json!({"validFrom": day(b)}),
                    json!({"kind": null}),
                    json!({"sessions": 1 + b % 4}),
                ];
                self.ask("PATCH", &path, pick(&changes, b).clone()).await;
            }
            25 => {
                let path = format!("/api/v1/subscriptions/{}/entries", pick(&self.subscriptions, a));
                self.ask("POST", &path, json!({"change": b as i64 % 5 - 2, "reason": "said"})).await;
            }
            26 => drop(lapse_ended(&self.world.app, None).await.unwrap()),
            _ => self.jobs().await,
        }
    }

    /// Somebody comes into a room or leaves it, as LiveKit tells some time after.
    async fn event(&mut self, room: Option<String>, who: usize, at: i64) {
        let Some(room) = room else { return };
        self.events += 1;
        let (now, name) = (self.now(), pick(NAMES, who));
        let told = now.plus(-(at.abs() % 30) * MINUTE);
        let event = if at % 2 == 0 { "participant_joined" } else { "participant_left" };
        let seconds = (told.millis() / 1_000).to_string();
        let item = json!({"source": "livekit", "receivedAt": now, "webhook": {
            "event": event, "id": format!("EV_{}", self.events), "createdAt": seconds, "room": {"name": room},
            "participant": {"sid": format!("PA_{name}_{}", who / 12), "identity": name, "name": format!("Name of {name}")},
        }});
        let mut write = self.world.app.store.write().await.unwrap();
        crate::world::insert(&mut write, "alpha", &item, now).await;
        write.commit().await.unwrap();
    }

    async fn roster(&mut self, room: Option<String>) {
        let Some(room) = room else { return };
        let now = self.now();
        let item =
            json!({"source": "livekit", "receivedAt": now, "roster": {"room": room, "participants": []}});
        let mut write = self.world.app.store.write().await.unwrap();
        crate::world::insert_of(&mut write, "alpha", "roster", &item, now).await;
        write.commit().await.unwrap();
    }

    /// The next run of the jobs, and what must be true after it.
    async fn jobs(&self) {
        let app = &self.world.app;
        let round = evaluate::evaluate_all_waiting(app).await.unwrap();
        lapse_ended(app, None).await.unwrap();
        assert_eq!((round.failed, round.overtaken), (0, 0));
        let mut found = Vec::new();
        recompute(app, true, |_, one| found.push(one.to_string())).await.unwrap();
        assert!(found.is_empty(), "after the jobs a recomputation finds:\n{}", found.join("\n"));
        let mut found = Vec::new();
        verify(app, |one| found.push(one.to_string())).await.unwrap();
        assert!(found.is_empty(), "after the jobs the audit finds:\n{}", found.join("\n"));
    }
}

async fn told(database: Database, history: &[Step]) {
    let mut scene = Scene::of(database).await;
    for step in history {
        scene.act(*step).await;
    }
    scene.jobs().await;
    // In the end time has decided everything.
    scene.world.clock.advance(45 * DAY);
    scene.jobs().await;
}

fn try_histories<F: Future<Output = Database>>(cases: u32, database: impl Fn() -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 300,
        ..ProptestConfig::default()
    };
    let tried = TestRunner::new(config).run(&history(), |history| {
        let told = runtime.block_on(async {
            let database = database().await;
            tokio::spawn(async move { told(database, &history).await }).await
        });
        told.map_err(|panic| {
            let panic = panic.into_panic();
            let said = panic.downcast_ref::<String>().cloned();
            TestCaseError::fail(said.unwrap_or_else(|| "a step failed".to_owned()))
        })
    });
    if let Err(error) = tried {
        let told = match error {
            TestError::Fail(reason, history) => format!("{reason}\n{history:#?}"),
            abort @ TestError::Abort(_) => abort.to_string(),
        };
        panic!("{told}");
    }
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|set| set.parse().ok()).unwrap_or(40)
}

#[test]
fn after_the_jobs_a_recomputation_finds_nothing_on_sqlite() {
    try_histories(cases(), crate::support::sqlite);
}

#[test]
fn after_the_jobs_a_recomputation_finds_nothing_on_postgres() {
    try_histories(cases().div_ceil(10), crate::support::postgres);
}

/// What an audit found by use: rates hold by local days, and a change of the zone moves a lesson to another one. A charge
/// from 5 January on prices the lesson at 07:50 UTC in Riyadh, and not in Los Angeles, where it is still the 4th.
#[test]
fn a_change_of_the_zone_prices_anew() {
    let zone = |a| Step { what: 20, a, b: 0, at: 0 };
    let steps = [
        Step { what: 13, a: 5, b: 4, at: 0 },
        Step { what: 22, a: 0, b: 0, at: 240 },
        Step { what: 6, a: 1, b: 0, at: 0 },
        Step { what: 6, a: 1, b: 3, at: 0 },
        Step { what: 27, a: 0, b: 0, at: 0 },
        zone(2),
        Step { what: 27, a: 0, b: 0, at: 0 },
        zone(3),
        Step { what: 27, a: 0, b: 0, at: 0 },
    ];
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async { told(crate::support::sqlite().await, &steps).await });
}
