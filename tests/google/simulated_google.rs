//! The simulated Google with a clock that stands still, and our client in front of it.

use std::sync::Arc;
use std::time::Duration;

use rollcall::clock::{Clock, ManualClock};
use rollcall::domain::time::Timestamp;
use rollcall::ids::IdGenerator;
use rollcall::simulator::google::SimulatedGoogle;
use rollcall::simulator::google::fault::{Fault, SimulatedFailure};
use rollcall::simulator::google::world::{
    Account, OauthClient, OauthGrant, ScriptedSpace, ScriptedStay, ServiceAccount, StayIdentity, World,
};
use rollcall::sources::meet::{self, Credential, MeetClient, Organizer};

pub const AISHA: &str = "aisha@school.example";
pub const OMAR: &str = "omar@school.example";
pub const SCOPES: [&str; 3] = [meet::SCOPE_READONLY, meet::SCOPE_CREATED, meet::SCOPE_DIRECTORY];

/// Puts the crypto provider in place, as the program does when it starts.
pub fn prepare() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

pub struct Stage {
    pub google: SimulatedGoogle,
    pub clock: Arc<ManualClock>,
    pub address: String,
}

/// Monday 2026-01-05, 08:00 UTC, moved by minutes.
pub fn at(minutes: i64) -> Timestamp {
    Timestamp::from_seconds(1_767_600_000 + 60 * minutes)
}

impl Stage {
    /// Two organisers who consented, and a service account that may act for them.
    pub async fn new() -> Stage {
        prepare();
        let clock = Arc::new(ManualClock::at(at(0)));
        let follows = clock.clone();
        let google = SimulatedGoogle::new(move || follows.now().to_utc());
        google.with(|inner| inner.world = world());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(google.clone().serve(listener));
        Stage { google, clock, address }
    }

    /// A client whose waiting moves the clock.
    pub fn client(&self) -> MeetClient {
        self.client_at(&self.address)
    }

    /// The same, with the Meet API somewhere else.
    pub fn client_at(&self, meet_url: &str) -> MeetClient {
        let clock = self.clock.clone();
        let pause: meet::SleepFn = Arc::new(move |time: Duration| {
            let clock = clock.clone();
            let until = clock.now().plus(i64::try_from(time.as_millis()).unwrap());
            Box::pin(async move {
                // Those who begin to wait at the same moment wait beside each other, not one after the other.
                tokio::task::yield_now().await;
                if clock.now() < until {
                    clock.set(until);
                }
            })
        });
        let settings = meet::MeetClientSettings {
            meet_url: meet_url.to_owned(),
            token_url: format!("{}/token", self.address),
            directory_url: self.address.clone(),
            timeout: Duration::from_millis(500),
            reads_per_minute_per_user: 600,
            reads_per_minute_per_project: 6_000,
        };
        MeetClient::new(settings, self.clock.clone(), IdGenerator::seeded(1), pause)
    }

    pub fn fail(&self, path: &str, times: u64, what: SimulatedFailure) {
        let fault = Fault { path: path.into(), times: Some(times), what, ..Fault::default() };
        self.google.with(|inner| inner.faults = vec![fault]);
    }

    pub fn calls(&self, route: &str) -> u64 {
        self.google.with(|inner| inner.meter.by_route.get(route).copied().unwrap_or(0))
    }
}

pub fn status(status: u16) -> SimulatedFailure {
    SimulatedFailure::Status { status, html: false, retry_after: None, reason: None }
}

pub fn world() -> World {
    let account =
        |email: &str, user: &str| Account { email: email.into(), user: user.into(), name: email.into() };
    let grant = |token: &str, email: &str| OauthGrant {
        refresh_token: token.into(),
        client_id: "client-1".into(),
        email: email.into(),
        scopes: SCOPES.map(str::to_owned).into(),
        revoked: false,
    };
    World {
        accounts: vec![account(AISHA, "users/1"), account(OMAR, "users/2")],
        clients: vec![OauthClient { client_id: "client-1".into(), client_secret: "secret-1".into() }],
        grants: vec![grant("refresh-aisha", AISHA), grant("refresh-omar", OMAR)],
        service_accounts: vec![ServiceAccount {
            email: "robot@rollcall-test.example".into(),
            public_key: include_str!("../../fixtures/google/service-account.pub.pem").into(),
            delegated_scopes: SCOPES.map(str::to_owned).into(),
        }],
        spaces: Vec::new(),
        stays: Vec::new(),
    }
}

pub fn space(name: &str, code: &str, owner: &str) -> ScriptedSpace {
    ScriptedSpace {
        name: name.into(),
        meeting_code: code.into(),
        owner: owner.into(),
        made_by: None,
        config: serde_json::Value::Null,
        false_ends: Vec::new(),
        end_delay_seconds: None,
    }
}

/// Somebody signed in, present from one minute to another.
pub fn stay(id: &str, space: &str, user: &str, from: i64, to: i64) -> ScriptedStay {
    ScriptedStay {
        id: id.into(),
        space: space.into(),
        who: StayIdentity::User { user: format!("users/{user}"), name: user.into() },
        device: String::new(),
        from: at(from).to_utc(),
        to: Some(at(to).to_utc()),
        delay_seconds: None,
        end_delay_seconds: None,
        false_ends: Vec::new(),
    }
}

/// An organiser who consented.
pub fn consented(email: &str, refresh_token: &str) -> Organizer {
    Organizer {
        email: email.into(),
        credential: Credential::Consent {
            client_id: "client-1".into(),
            client_secret: "secret-1".into(),
            refresh_token: refresh_token.into(),
        },
    }
}

pub fn aisha() -> Organizer {
    consented(AISHA, "refresh-aisha")
}

/// The service account acting as somebody.
pub fn delegated(email: &str) -> Organizer {
    let account = serde_json::from_str(include_str!("../../fixtures/google/service-account.json")).unwrap();
    Organizer { email: email.into(), credential: Credential::ServiceAccount(account) }
}
