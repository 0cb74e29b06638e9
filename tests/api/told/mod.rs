//! What families are told: from a scan or a webhook to the mail that a real mail server takes.

mod afternoon;
mod child;
mod left;

use rollcall::app::App;
use rollcall::app::evaluate::evaluate_all_waiting;
use rollcall::app::jobs::notify;
use rollcall::config::Config;
use rollcall::domain::notification::event::{Channel, NotificationEvent};
use rollcall::domain::notification::quiet_hours::QuietHours;
use rollcall::ids::IdGenerator;
use rollcall::net::smtp_url::SmtpUrl;
use rollcall::store::notification::preferences::StoredPreferences;
use serde_json::Value;

use crate::checkin::Place;
use crate::python_helper::Helper;
use crate::world::World;

/// The academy with a mail server.
pub struct Told {
    pub place: Place,
    /// An application of its own, as the settings say: it sends.
    pub app: App,
    mail: Helper,
    config: Config,
    replicas: u64,
}

/// A mail that was taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub id: String,
}

impl Told {
    pub async fn open(world: World) -> Told {
        let mail = Helper::start("smtp_server.py", &[]);
        let port = mail.json()["port"].as_u64().unwrap();
        let mut config = Config::default();
        config.mail.url = Some(SmtpUrl::parse(&format!("smtp://127.0.0.1:{port}")).unwrap());
        config.mail.from = Some("Rollcall <rollcall@example.org>".parse().unwrap());
        let place = Place::open(world).await;
        let app = place.world.app.clone();
        let mut told = Told { place, app, mail, config, replicas: 0 };
        told.restart().await;
        told
    }

    /// Another process takes over: nothing that was held in memory is there any more.
    pub async fn restart(&mut self) {
        self.replicas += 1;
        let (store, clock) = (self.place.world.database.store.clone(), self.place.world.clock.clone());
        let ids = IdGenerator::seeded(1_000 + self.replicas);
        self.app = App::with_store(store, self.config.clone(), clock, ids).await.unwrap();
    }

    /// Evaluates what waits, sends what is due, and gives the mails that were taken.
    pub async fn mails(&self) -> Vec<Mail> {
        evaluate_all_waiting(&self.app).await.unwrap();
        let done = notify::run(&self.app, None).await.unwrap();
        assert_eq!(done.error_text(), None);
        let mut mails: Vec<Mail> = (0..done["messages_sent"]).map(|_| self.taken()).collect();
        assert!(self.mail.is_quiet(), "more was taken than was sent");
        // The office hears of what is held back; what that says is tried elsewhere.
        mails.retain(|mail| !mail.to.starts_with("finance@"));
        mails.sort();
        mails
    }

    /// Who was written to about what.
    pub async fn subjects(&self) -> Vec<String> {
        self.mails().await.into_iter().map(|mail| format!("{}: {}", mail.to, mail.subject)).collect()
    }

    fn taken(&self) -> Mail {
        let taken = self.mail.json();
        let header = |name: &str| {
            let all = taken["headers"].as_array().unwrap();
            all.iter().find(|one| one[0] == name).map(|one| one[1].as_str().unwrap().to_owned()).unwrap()
        };
        let parts = taken["parts"].as_array().unwrap();
        let plain = parts.iter().find(|part| part["type"] == "text/plain").unwrap();
        Mail {
            to: taken["to"][0].as_str().unwrap().to_owned(),
            subject: header("Subject"),
            text: plain["text"].as_str().unwrap().to_owned(),
            id: header("Message-ID"),
        }
    }

    /// Has somebody told of these events by mail, and of no others.
    pub async fn wants(&self, person: &str, events: &[NotificationEvent], quiet_hours: Option<QuietHours>) {
        let of = |event: &NotificationEvent| {
            let channels = events.contains(event).then_some(Channel::Email);
            (*event, channels.into_iter().collect())
        };
        let chosen = StoredPreferences {
            time_zone: None,
            quiet_hours,
            events: NotificationEvent::ALL.iter().map(of).collect(),
        };
        let mut write = self.app.store.write().await.unwrap();
        write.put_notification_preferences("alpha", person, &chosen, self.app.now()).await.unwrap();
        write.commit().await.unwrap();
    }

    pub async fn ask(&self, who: &str, method: &str, uri: &str, body: Value) -> Value {
        let (status, answer) = self.place.ask(who, method, uri, body).await;
        assert!(status < 300, "{who} {method} {uri}: {status} {answer}");
        answer
    }
}
