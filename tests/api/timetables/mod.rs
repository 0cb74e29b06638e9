//! Timetables through HTTP, at the desk of an office.

mod changes;
mod drawing;
mod refusals;

use axum::Router;
use rollcall::api;
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use crate::world::{World, ask};

const DAY: i64 = 86_400;

struct Desk {
    world: World,
    router: Router,
}

impl Desk {
    fn new(world: World) -> Desk {
        let router = world.router(api::routes());
        Desk { world, router }
    }

    async fn ask(&self, method: &str, uri: &str, body: Value) -> (u16, Value) {
        let token = self.world.token("alpha", "alpha-admin");
        let (status, body) = ask(&self.router, &token, method, uri, body).await;
        (status.as_u16(), body)
    }

    async fn get(&self, uri: &str) -> Value {
        let (status, body) = self.ask("GET", uri, Value::Null).await;
        assert_eq!(status, 200, "GET {uri}: {body}");
        body
    }

    async fn plan(&self, more: Value) -> (u16, Value) {
        self.ask("POST", "/api/v1/timetables", body(more)).await
    }

    async fn planned(&self, more: Value) -> Value {
        let (status, timetable) = self.plan(more).await;
        assert_eq!(status, 201, "{timetable}");
        timetable
    }

    /// The sessions of a timetable that are not cancelled, as local starts in Riyadh.
    async fn starts(&self, timetable: &Value) -> Vec<String> {
        let list = self.get(&format!("/api/v1/timetables/{}/sessions?limit=500", id(timetable))).await;
        let items = list["items"].as_array().unwrap();
        items.iter().filter(|one| one["status"] != "cancelled").map(local_start).collect()
    }

    /// How many sessions there are in all.
    async fn count_sessions(&self) -> usize {
        let list = self.get("/api/v1/sessions?limit=500").await;
        list["items"].as_array().unwrap().len()
    }

    fn sleep_days(&self, days: i64) {
        self.world.clock.advance(days * DAY * 1_000);
    }
}

fn body(more: Value) -> Value {
    let mut body = json!({
        "title": "Tajweed", "kind": "quran", "format": "group", "platform": "livekit", "teacherId": "alpha-teacher",
        "studentIds": ["alpha-student"], "firstStart": "2026-01-06T16:00", "rule": "FREQ=WEEKLY;BYDAY=TU,TH"
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn id(one: &Value) -> &str {
    one["id"].as_str().unwrap()
}

fn local_start(session: &Value) -> String {
    let start = Timestamp::parse(session["start"].as_str().unwrap()).unwrap();
    start.to_utc().with_timezone(&chrono_tz::Asia::Riyadh).format("%m-%d %H:%M").to_string()
}
