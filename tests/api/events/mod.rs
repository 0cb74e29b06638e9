//! Events, through HTTP: the four types and every cell of the role table, places and waiting, payments, codes, admissions
//! and taking them back, lists of attendees, and the repair.

mod at_once;
mod doors;
mod import;
mod payments;
mod places;
mod plans;
mod repair;
mod roles;
mod scans;
mod undo;

use std::collections::BTreeMap;

use axum::Router;
use axum::http::{Request, header};
use rollcall::domain::people::Role;
use rollcall::domain::time::Timestamp;
use serde_json::{Value, json};

use crate::world::{NOW, World, ask, insert_person, send};

pub const HOUR: i64 = 3_600;

/// The world's campus, and what is asked of it.
pub struct Campus {
    pub world: World,
    pub router: Router,
}

impl Campus {
    /// With ten more students, `alpha-s0` to `alpha-s9`, and people who have no part in anything.
    pub async fn new(world: World) -> Campus {
        let mut write = world.app.store.write().await.unwrap();
        let now = world.app.now();
        for number in 0..10 {
            insert_person(&mut write, "alpha", &format!("s{number}"), Role::Student, None, true, now).await;
        }
        insert_person(&mut write, "alpha", "stranger-organizer", Role::Organizer, None, true, now).await;
        insert_person(&mut write, "alpha", "stranger-partner", Role::Partner, None, true, now).await;
        write.commit().await.unwrap();
        let router = world.router(rollcall::api::routes());
        Campus { world, router }
    }

    /// Asks as `alpha-{who}`; nobody where it is empty.
    pub async fn ask(&self, who: &str, method: &str, uri: &str, body: Value) -> (u16, Value) {
        let token = match who {
            "" => String::new(),
            who => self.world.token("alpha", &format!("alpha-{who}")),
        };
        let (status, body) = ask(&self.router, &token, method, uri, body).await;
        (status.as_u16(), body)
    }

    pub async fn get(&self, who: &str, uri: &str) -> Value {
        let (status, body) = self.ask(who, "GET", uri, Value::Null).await;
        assert_eq!(status, 200, "GET {uri} by {who}: {body}");
        body
    }

    /// Posts, and it is done.
    pub async fn post(&self, who: &str, uri: &str, body: Value) -> Value {
        let (status, answer) = self.ask(who, "POST", uri, body).await;
        assert!(status == 200 || status == 201, "POST {uri} by {who}: {status} {answer}");
        answer
    }

    /// Posts, and it is refused; status and code.
    pub async fn refused(&self, who: &str, uri: &str, body: Value) -> (u16, String) {
        let (status, answer) = self.ask(who, "POST", uri, body).await;
        (status, answer["code"].as_str().unwrap_or_default().to_owned())
    }

    /// An event of the organizer that began ten minutes ago and lasts for two hours; its id.
    pub async fn event(&self, fields: Value) -> String {
        let event = self.post("organizer", "/api/v1/events", with(event(-600, 2 * HOUR), fields)).await;
        event["id"].as_str().unwrap().to_owned()
    }

    /// Registers a student by themselves.
    pub async fn register(&self, event: &str, who: &str) -> Value {
        self.post(who, &format!("/api/v1/events/{event}/registrations"), json!({})).await
    }

    /// The code of somebody's paid ticket.
    pub async fn ticket(&self, event: &str, who: &str) -> String {
        let registration = self.register(event, who).await;
        let paid = self.pay(event, &registration, json!({})).await;
        text(&paid["code"])
    }

    pub async fn pay(&self, event: &str, registration: &Value, fields: Value) -> Value {
        let payment = with(json!({"amount": "25.00", "reference": "invoice 1"}), fields);
        self.post("organizer", &payment_of(event, registration), payment).await
    }

    /// The code of an event, by its organizer.
    pub async fn event_code(&self, event: &str) -> String {
        text(&self.post("organizer", &format!("/api/v1/events/{event}/code"), json!({})).await["code"])
    }

    pub async fn at_entrance(&self, who: &str, code: &str) -> (u16, Value) {
        self.ask(who, "POST", "/checkin/validate-ticket", json!({"qrCodeData": code})).await
    }

    pub async fn as_student(&self, who: &str, code: &str) -> (u16, Value) {
        self.ask(who, "POST", "/checkin/validate-student", json!({"eventQRCode": code})).await
    }

    /// One scan over the API.
    pub async fn scan(&self, who: &str, nonce: &str, code: &str, fields: Value) -> (u16, Value) {
        let body = with(json!({"code": code, "nonce": nonce}), fields);
        self.ask(who, "POST", "/api/v1/scans", body).await
    }

    /// Status of each person's registration, by id without `alpha-`.
    pub async fn statuses(&self, event: &str) -> BTreeMap<String, String> {
        let listed = self.get("organizer", &format!("/api/v1/events/{event}/registrations?limit=500")).await;
        let items = listed["items"].as_array().unwrap().clone();
        items.iter().map(|one| (text(&one["userId"]).replace("alpha-", ""), text(&one["status"]))).collect()
    }

    /// Who is on the roster of the event's session, without `alpha-`.
    pub async fn roster(&self, event: &str) -> Vec<String> {
        let mut read = self.world.app.store.read().await.unwrap();
        let session = read.find_session("alpha", event).await.unwrap().unwrap().session;
        session.students.iter().map(|one| one.replace("alpha-", "")).collect()
    }

    pub async fn stats(&self, event: &str) -> (i64, i64, f64) {
        let stats = self.get("organizer", &format!("/api/v1/events/{event}/stats")).await;
        let number = |name: &str| stats[name].as_i64().unwrap();
        (number("totalRegistrations"), number("checkedInCount"), stats["checkInRate"].as_f64().unwrap())
    }

    /// Uploads a list of attendees.
    pub async fn import(&self, who: &str, event: &str, csv: impl Into<Vec<u8>>) -> (u16, Value) {
        let request = Request::post(format!("/api/v1/events/{event}/registrations/import"))
            .header(
                header::AUTHORIZATION,
                format!("Bearer {}", self.world.token("alpha", &format!("alpha-{who}"))),
            )
            .header(header::CONTENT_TYPE, "text/csv; charset=utf-8")
            .body(csv.into().into())
            .unwrap();
        let (status, body) = send(&self.router, request).await;
        (status.as_u16(), serde_json::from_str(&body).unwrap_or_default())
    }
}

/// An event that begins so many seconds from now and lasts so long.
pub fn event(start: i64, length: i64) -> Value {
    json!({"title": "Free lecture", "start": instant(start), "end": instant(start + length)})
}

pub fn instant(seconds: i64) -> String {
    Timestamp::from_seconds(NOW + seconds).to_string()
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

pub fn with(mut body: Value, fields: Value) -> Value {
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

pub fn payment_of(event: &str, registration: &Value) -> String {
    format!("{}/payment", registration_of(event, registration))
}

pub fn registration_of(event: &str, registration: &Value) -> String {
    format!("/api/v1/events/{event}/registrations/{}", text(&registration["id"]))
}

/// What makes the four types: paid, and with a partner.
pub const TYPES: [(bool, bool); 4] = [(false, false), (true, false), (false, true), (true, true)];

pub fn of_type((is_paid, is_external): (bool, bool)) -> Value {
    json!({"isPaid": is_paid, "partnerId": is_external.then_some("alpha-partner")})
}
