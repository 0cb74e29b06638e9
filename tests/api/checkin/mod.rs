//! Codes and check-in through HTTP: gyms (S4), learning centres (S1), queues of devices, and whatever is no good code.

mod centre;
mod codes;
mod crowd;
mod desk;
mod gym;
mod queue;

use axum::Router;
use rollcall::api;
use rollcall::domain::time::{MINUTE, Timestamp};
use serde_json::{Value, json};

use crate::world::{World, ask};

/// The academy `alpha` as a place with doors. Its members' plan takes codes.
pub struct Place {
    pub world: World,
    pub router: Router,
}

impl Place {
    pub async fn open(world: World) -> Place {
        let router = world.router(api::routes());
        let place = Place { world, router };
        for organization in ["alpha", "beta"] {
            for plan in ["plan", "other-plan"] {
                let uri = format!("/api/v1/plans/{organization}-{plan}");
                let admin = format!("{organization}-admin");
                let on = json!({"qrAttendanceEnabled": true});
                assert_eq!(place.ask(&admin, "PATCH", &uri, on).await.0, 200);
            }
        }
        // Memberships and plans are as they are from now on; what is scanned comes after.
        place.world.clock.advance(MINUTE);
        place
    }

    pub fn now(&self) -> Timestamp {
        self.world.app.now()
    }

    /// Sets the clock to an instant of the world's day, 5 January 2026 in Riyadh, as `HH:MM:SS`; `+1 ` before it is the
    /// next day.
    pub fn at(&self, local: &str) -> Timestamp {
        let (day, time) = match local.split_once(' ') {
            Some((days, time)) => (5 + days.trim_start_matches('+').parse::<u32>().unwrap(), time),
            None => (5, local),
        };
        let instant = Timestamp::parse(&format!("2026-01-{day:02}T{time}+03:00")).unwrap();
        self.world.clock.set(instant);
        instant
    }

    pub async fn ask(&self, who: &str, method: &str, uri: &str, body: Value) -> (u16, Value) {
        let organization = who.split('-').next().unwrap();
        let token = self.world.token(organization, who);
        let (status, body) = ask(&self.router, &token, method, uri, body).await;
        (status.as_u16(), body)
    }

    pub async fn get(&self, who: &str, uri: &str) -> Value {
        let (status, body) = self.ask(who, "GET", uri, Value::Null).await;
        assert_eq!(status, 200, "{who} GET {uri}: {body}");
        body
    }

    pub async fn venue_code(&self, venue: &str) -> String {
        let admin = format!("{}-admin", venue.split('-').next().unwrap());
        let code = self.get(&admin, &format!("/api/v1/venues/{venue}/code")).await;
        code["qrData"].as_str().unwrap().to_owned()
    }

    /// One scan with a nonce of its own.
    pub async fn scan(&self, who: &str, code: &str) -> (u16, Value) {
        let nonce = format!("{}-{}", self.now(), rand::random::<u64>());
        self.ask(who, "POST", "/api/v1/scans", json!({"code": code, "nonce": nonce})).await
    }

    /// The word of a scan: `checked_in`, `checked_out`, or that of its refusal.
    pub async fn word(&self, who: &str, code: &str) -> String {
        word(&self.scan(who, code).await)
    }

    /// A scan by the gym's own address.
    pub async fn gym_scan(&self, who: &str, code: &str) -> (u16, Value) {
        self.ask(who, "POST", "/api/member/attendance/scan", json!({"qrData": code})).await
    }

    pub async fn figures(&self, venue: &str) -> [i64; 3] {
        let figures = self.get("alpha-receptionist", &format!("/api/v1/venues/{venue}/figures")).await;
        ["currentlyIn", "checkInsToday", "uniqueMembersToday"].map(|name| figures[name].as_i64().unwrap())
    }

    /// A member's visits, the newest first, as local times in and out.
    pub async fn visits(&self, person: &str) -> Vec<(String, Option<String>, bool)> {
        let uri = format!("/api/v1/visits?person_id={person}&from=2026-01-05T09:00:00Z");
        let visits = self.get("alpha-admin", &uri).await;
        let local = |time: &Value| {
            let at = Timestamp::parse(time.as_str()?)?;
            Some(at.to_utc().with_timezone(&chrono_tz::Asia::Riyadh).format("%d %H:%M:%S").to_string())
        };
        let all = visits["items"].as_array().unwrap().iter();
        all.map(|one| {
            (local(&one["checkInTime"]).unwrap(), local(&one["checkOutTime"]), one["estimated"] == true)
        })
        .collect()
    }
}

pub fn word((status, body): &(u16, Value)) -> String {
    let text = if *status == 200 { &body["result"] } else { &body["code"] };
    text.as_str().unwrap_or_else(|| panic!("{status} {body}")).to_owned()
}
