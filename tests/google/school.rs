//! An academy on Meet in front of the simulated Google: its database, its jobs, and a clock that both share.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use rollcall::api;
use rollcall::app::access::login;
use rollcall::app::meet::PollOutcome;
use rollcall::app::meet::connections;
use rollcall::app::meet::poll::{self, PollKind};
use rollcall::app::{ActorContext, App, evaluate, organization};
use rollcall::clock::Clock;
use rollcall::config::Config;
use rollcall::domain::evidence::scope;
use rollcall::domain::money::amount::Currency;
use rollcall::domain::organization::policy::{Policy, PolicyPatch};
use rollcall::domain::people::validated_text::Name;
use rollcall::domain::people::{Identity, Role, Source};
use rollcall::domain::session::{Format, Kind, Platform, Session};
use rollcall::domain::time::Timestamp;
use rollcall::ids::IdGenerator;
use rollcall::store::people::Person;
use rollcall::store::session::StoredSession;
use serde_json::Value;
use tower::ServiceExt;

use crate::simulated_google::{AISHA, Stage, at};
use crate::support::Database;

/// No real hash: nobody here types a password.
const HASH: &str = "not a hash";

pub struct School {
    pub stage: Stage,
    pub app: App,
    pub organization: String,
    /// Runs of `meet_poll` that reported problems.
    pub problems: Vec<String>,
    pub polls: PollOutcome,
    /// Minutes between two evaluations.
    pub evaluate_every: i64,
    minutes: i64,
    database: Database,
}

impl School {
    /// An academy whose organiser Aisha is connected by the service account.
    pub async fn new(database: Database) -> School {
        let mut school = School::unconnected(database).await;
        school.connect(AISHA).await;
        school
    }

    pub async fn unconnected(database: Database) -> School {
        let stage = Stage::new().await;
        let app = app(&database, &stage).await;
        let mut write = app.store.write().await.unwrap();
        let new = organization::NewOrganization {
            name: Name::parse("Academy").unwrap(),
            time_zone: chrono_tz::Asia::Riyadh,
            currency: Currency::from_code("SAR").unwrap(),
        };
        let organization = organization::create(&mut write, &app, None, new).await.unwrap().id;
        write.commit().await.unwrap();
        School {
            stage,
            app,
            organization,
            problems: Vec::new(),
            polls: PollOutcome::default(),
            evaluate_every: 2,
            minutes: 0,
            database,
        }
    }

    /// Lets the service account act for somebody.
    pub async fn connect(&mut self, email: &str) {
        let key = include_str!("../../fixtures/google/service-account.json");
        let actor = ActorContext::of_installation(&self.app, &self.organization);
        connections::connect_service_account(&self.app, &actor, key, email).await.unwrap();
    }

    /// The process ends and another one begins over the same database.
    pub async fn restart(&mut self) {
        self.app = app(&self.database, &self.stage).await;
    }

    /// A session of an hour or so on a space. People are known by their ids: person `7` is `users/7`.
    pub async fn class(
        &self,
        id: &str,
        space: &str,
        (start, end): (i64, i64),
        teacher: &str,
        students: &[&str],
    ) {
        self.class_of(id, space, (start, end), teacher, students, None).await;
    }

    pub async fn class_of(
        &self,
        id: &str,
        space: &str,
        (start, end): (i64, i64),
        teacher: &str,
        students: &[&str],
        organizer: Option<&str>,
    ) {
        let session = Session {
            id: id.into(),
            kind: Kind::Academic,
            format: Format::Group,
            platform: Platform::Meet,
            room: None,
            meet_space: Some(space.into()),
            venue_id: None,
            start: at(start),
            end: at(end),
            teacher: Some(teacher.into()),
            students: students.iter().map(|one| (*one).to_owned()).collect(),
            cancelled: false,
            completed_at: None,
            policy: Policy::from_patch(&PolicyPatch::default()),
            policy_version: 1,
        };
        let mut stored = StoredSession::new(&self.organization, session, PolicyPatch::default(), at(-1_000));
        stored.meet_organizer = organizer.map(str::to_owned);
        let mut write = self.app.store.write().await.unwrap();
        for person in students.iter().chain([&teacher]) {
            let identity = Identity { source: Source::Meet, value: format!("users/{person}") };
            write.insert_identity(&self.organization, &identity, person, at(-1_000)).await.unwrap();
        }
        write.insert_session(&stored).await.unwrap();
        write.commit().await.unwrap();
    }

    /// Lets time pass until this minute, with the jobs at their production intervals.
    pub async fn until(&mut self, minute: i64) {
        while self.minutes < minute {
            self.minutes += 1;
            // Waiting for the quota may have moved the clock already.
            if self.stage.clock.now() < at(self.minutes) {
                self.stage.clock.set(at(self.minutes));
            }
            if self.minutes % 3 == 0 {
                self.poll(PollKind::Live).await;
            }
            if self.minutes % 10 == 0 {
                self.poll(PollKind::Retry).await;
            }
            if self.minutes % self.evaluate_every == 0 {
                evaluate::evaluate_all_waiting(&self.app).await.unwrap();
            }
        }
    }

    /// Jumps to a minute without any job running meanwhile: everything was down.
    pub fn sleep_until(&mut self, minute: i64) {
        self.minutes = minute;
        self.stage.clock.set(at(minute));
    }

    pub async fn poll(&mut self, reach: PollKind) -> PollOutcome {
        let outcome = poll::poll_all(&self.app, reach).await.unwrap();
        self.problems.extend(outcome.error_text());
        self.polls.live_looks += outcome.live_looks;
        self.polls.full_looks += outcome.full_looks;
        self.polls.evidence += outcome.evidence;
        outcome
    }

    /// Somebody with a name, who may log in.
    pub async fn person(&self, id: &str, name: &str, role: Role) {
        let person = Person {
            id: id.into(),
            name: name.into(),
            email: Some(format!("{id}@school.example")),
            household: None,
            roles: [role].into(),
            has_password: true,
            is_active: true,
            created_at: at(-1_000),
        };
        let mut write = self.app.store.write().await.unwrap();
        write.insert_person(&self.organization, &person).await.unwrap();
        write.set_password_hash(&self.organization, id, HASH).await.unwrap();
        write.commit().await.unwrap();
    }

    /// Asks the API in somebody's name, when the evaluator has done its work; status and body.
    pub async fn ask(&self, who: &str, method: &str, path: &str, body: Value) -> (u16, Value) {
        evaluate::evaluate_all_waiting(&self.app).await.unwrap();
        let token = login::issue(&self.app, &self.organization, who, HASH, 0).0;
        let request =
            Request::builder().method(method).uri(path).header("authorization", format!("Bearer {token}"));
        let request = match body {
            Value::Null => request.body(Body::empty()),
            body => request.header("content-type", "application/json").body(body.to_string().into()),
        };
        let router = rollcall::server::router_of(self.app.clone(), api::routes());
        let response = router.oneshot(request.unwrap()).await.unwrap();
        let status = response.status().as_u16();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&bytes).unwrap())
    }

    /// Where the database is, for another process.
    pub fn url(&self) -> &str {
        &self.database.url
    }

    pub async fn session(&self, id: &str) -> StoredSession {
        self.app.store.read().await.unwrap().find_session(&self.organization, id).await.unwrap().unwrap()
    }

    /// Stored reports of a session, by person.
    pub async fn reports(&self, session: &str) -> BTreeMap<String, Value> {
        let mut read = self.app.store.read().await.unwrap();
        let reports = read.list_reports(&self.organization, &[session]).await.unwrap();
        reports.into_iter().map(|one| (one.person_id, serde_json::from_str(&one.report).unwrap())).collect()
    }

    pub async fn report(&self, session: &str, person: &str) -> Value {
        self.reports(session).await.remove(person).unwrap_or(Value::Null)
    }

    /// Polls stored about a space.
    pub async fn evidence(&self, space: &str) -> Vec<Value> {
        let mut read = self.app.store.read().await.unwrap();
        let items =
            read.evidence_about(&self.organization, &[&scope::space(space)], Timestamp::MAX).await.unwrap();
        items.iter().map(|item| serde_json::from_str(item).unwrap()).collect()
    }
}

async fn app(database: &Database, stage: &Stage) -> App {
    let mut config = Config::default();
    config.google.client_id = "client-1".into();
    config.google.client_secret = "secret-1".into();
    config.google.consent_url = format!("{}/o/oauth2/v2/auth", stage.address).parse().ok().unwrap();
    let mut app =
        App::with_store(database.store.clone(), config, stage.clock.clone(), IdGenerator::seeded(7))
            .await
            .unwrap();
    app.meet = stage.client();
    app
}
