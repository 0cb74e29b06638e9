//! Subscriptions through HTTP, at the desk of an office.

mod at_once;
mod changes;
mod counting;
mod unreadable;
mod unscheduled;

use axum::Router;
use rollcall::api;
use rollcall::app::data::verify::verify;
use rollcall::app::evaluate;
use rollcall::app::evaluate::recompute::recompute;
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use crate::world::{World, ask};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

struct Desk {
    world: World,
    router: Router,
}

impl Desk {
    fn new(world: World) -> Desk {
        // Three hours later the world's own lessons are over, and its teachers are free. Those are quran, these academic.
        world.clock.advance(3 * HOUR * 1_000);
        let router = world.router(api::routes());
        Desk { world, router }
    }

    async fn ask(&self, who: &str, method: &str, uri: &str, body: Value) -> (u16, Value) {
        let token = self.world.token("alpha", &format!("alpha-{who}"));
        let (status, body) = ask(&self.router, &token, method, uri, body).await;
        (status.as_u16(), body)
    }

    async fn refused(&self, who: &str, method: &str, uri: &str, body: Value) -> (u16, String) {
        let (status, body) = self.ask(who, method, uri, body).await;
        (status, body["code"].as_str().unwrap_or_default().to_owned())
    }

    async fn get(&self, uri: &str) -> Value {
        evaluate::evaluate_all_waiting(&self.world.app).await.unwrap();
        let (status, body) = self.ask("admin", "GET", uri, Value::Null).await;
        assert_eq!(status, 200, "GET {uri}: {body}");
        body
    }

    async fn made(&self, uri: &str, body: Value) -> Value {
        let (status, made) = self.ask("admin", "POST", uri, body.clone()).await;
        assert_eq!(status, 201, "POST {uri} {body}: {made}");
        made
    }

    async fn subscription(&self, more: Value) -> String {
        let mut body = json!({"personId": "alpha-student", "sessions": 3, "kind": "academic", "validFrom": "2026-01-01"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        text(&self.made("/api/v1/subscriptions", body).await, "id")
    }

    /// A lesson on site that began `start` seconds after the present moment of the world.
    async fn lesson(&self, start: i64, more: Value) -> String {
        let mut body = json!({"kind": "academic", "format": "individual", "platform": "onsite",
            "start": Timestamp::from_seconds(self.world.app.now().millis() / 1_000 + start), "durationMinutes": 30,
            "teacherId": "alpha-teacher", "studentIds": ["alpha-student"]});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        text(&self.made("/api/v1/sessions", body).await, "id")
    }

    async fn complete(&self, session: &str) -> u16 {
        self.ask("admin", "POST", &format!("/api/v1/sessions/{session}/complete"), Value::Null).await.0
    }

    async fn say(&self, session: &str, person: &str, outcome: &str) {
        // Of two statements the later holds.
        self.world.clock.advance(1_000);
        let body = json!({"personId": format!("alpha-{person}"), "outcome": outcome, "reason": "seen"});
        let path = format!("/api/v1/sessions/{session}/overrides");
        let (status, said) = self.ask("admin", "POST", &path, body).await;
        assert!((200..300).contains(&status), "{said}");
    }

    /// Used, left, and the changes of the ledger with their reasons.
    async fn balance(&self, subscription: &str) -> (i64, i64, Vec<(i64, String)>) {
        let ledger = self.get(&format!("/api/v1/subscriptions/{subscription}")).await;
        let entries = ledger["entries"].as_array().unwrap();
        let entries = entries.iter().map(|one| (one["change"].as_i64().unwrap(), text(one, "reason")));
        (ledger["used"].as_i64().unwrap(), ledger["left"].as_i64().unwrap(), entries.collect())
    }

    /// The charge of a lesson: what covers it, its amount, and why it is held back.
    async fn charge(&self, session: &str) -> (Value, Value, Value) {
        let explained = self.get(&format!("/api/v1/sessions/{session}/explain")).await;
        let lines = explained["lines"].as_array().unwrap();
        let line = lines.iter().find(|line| line["kind"] == "charge").unwrap_or(&Value::Null);
        (line["coveredBy"].clone(), line["amount"]["amount"].clone(), line["blocked"].clone())
    }

    /// After the jobs nothing is otherwise than sessions and ledger say.
    async fn holds(&self) {
        evaluate::evaluate_all_waiting(&self.world.app).await.unwrap();
        let mut found = Vec::new();
        recompute(&self.world.app, true, |_, one| found.push(one.to_string())).await.unwrap();
        verify(&self.world.app, |one| found.push(one.to_string())).await.unwrap();
        // The world's own lines were written by hand, and no evaluation would.
        found.retain(|one| {
            !one.contains("alpha-session")
                && !one.contains("beta-")
                && !one.contains("other-session")
                && !one.contains("attended-")
                && !one.contains("taught-")
                && !one.contains("childs-")
        });
        assert!(found.is_empty(), "{found:#?}");
    }
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("no {field} in {value}")).to_owned()
}

fn entry(change: i64, reason: &str) -> (i64, String) {
    (change, reason.to_owned())
}
