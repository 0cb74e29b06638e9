//! An academy of a test that runs by its jobs alone: its server answers HTTP over a clock of the test's choice, the office plans
//! through the API, and the scheduler ticks when the test says so.

use std::collections::BTreeSet;
use std::sync::Arc;

use rollcall::app::App;
use rollcall::app::access::password::NewPassword;
use rollcall::clock::Clock;
use rollcall::config::Config;
use rollcall::domain::people::{Identity, Role, Source};
use rollcall::ids::IdGenerator;
use rollcall::jobs::{JOBS, JobDefinition, Scheduler};
use rollcall::store::people::Person;
use serde_json::{Value, json};

use crate::database::Database;
use crate::support::{client, found, serve};

const PASSWORD: &str = "correct horse battery staple";
/// The jobs of an academy on LiveKit.
const RUNNING: [&str; 5] = ["sessions", "rooms_create", "rooms_cleanup", "livekit_roster", "maintenance"];

pub struct Academy {
    pub app: App,
    pub url: String,
    scheduler: Scheduler,
    _database: Database,
}

impl Academy {
    /// The academy `academy` in Riyadh with these people, whose ids are their names; everybody can log in.
    pub async fn found(database: Database, clock: Arc<dyn Clock>, people: &[(&str, Role)]) -> Academy {
        let store = database.store.clone();
        let app = App::with_store(store, Config::default(), clock, IdGenerator::from_os()).await.unwrap();
        found(&app.store, "academy").await;
        let hash = NewPassword::parse(PASSWORD.to_owned()).unwrap().hash().await;
        let mut write = app.store.write().await.unwrap();
        for (id, role) in people {
            let person = Person {
                id: (*id).to_owned(),
                name: format!("Name of {id}"),
                email: Some(format!("{id}@academy.example")),
                household: None,
                roles: BTreeSet::from([*role]),
                has_password: true,
                is_active: true,
                created_at: app.now(),
            };
            write.insert_person("academy", &person).await.unwrap();
            write.set_password_hash("academy", id, &hash).await.unwrap();
            let identity = Identity { source: Source::Livekit, value: (*id).to_owned() };
            write.insert_identity("academy", &identity, id, app.now()).await.unwrap();
        }
        write.commit().await.unwrap();
        let jobs: Vec<JobDefinition> =
            JOBS.iter().filter(|job| RUNNING.contains(&job.name)).copied().collect();
        let scheduler = Scheduler::new(app.clone(), &jobs);
        scheduler.register().await.unwrap();
        let url = serve(rollcall::server::router(app.clone())).await;
        Academy { app, url, scheduler, _database: database }
    }

    /// Lets every job run that is due, and waits for them.
    pub async fn tick(&self) {
        self.scheduler.tick().await.unwrap();
        self.app.tasks.close();
        self.app.tasks.wait().await;
        self.app.tasks.reopen();
    }

    /// What somebody is answered, logged in just now, by status and body.
    pub async fn ask(&self, who: &str, method: &str, path: &str, body: Value) -> (u16, Value) {
        let email = format!("{who}@academy.example");
        let credentials = json!({"email": email, "password": PASSWORD});
        let login =
            client().post(format!("{}/api/v1/logins", self.url)).json(&credentials).send().await.unwrap();
        let login: Value = login.json().await.unwrap();
        let token = login["token"].as_str().unwrap_or_else(|| panic!("{who} cannot log in: {login}"));
        let method = method.parse().unwrap();
        let mut request = client().request(method, format!("{}{path}", self.url)).bearer_auth(token);
        if !body.is_null() {
            request = request.json(&body);
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, answer.json().await.unwrap_or(Value::Null))
    }

    /// What somebody is answered who is not refused.
    pub async fn done(&self, who: &str, method: &str, path: &str, body: Value) -> Value {
        let (status, answer) = self.ask(who, method, path, body).await;
        assert!((200..300).contains(&status), "{method} {path}: {status} {answer}");
        answer
    }

    pub async fn get(&self, who: &str, path: &str) -> Value {
        self.done(who, "GET", path, Value::Null).await
    }
}
