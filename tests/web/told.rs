//! What a parent of the academy was told, and the link of the mail it came with.

use std::sync::Arc;

use rollcall::app::App;
use rollcall::app::notify::unsubscribe;
use rollcall::clock::SystemClock;
use rollcall::config::Config;
use rollcall::domain::notification::event::{Channel, NotificationEvent};
use rollcall::domain::notification::fact::{Fact, FactContent, SessionBrief};
use rollcall::domain::session::Kind;
use rollcall::ids::IdGenerator;
use rollcall::store::notification::deliveries::NewDelivery;

use crate::academy::{MINUTE, person_id};
use crate::support::Database;

/// Two lessons that the child missed, told to the parent; gives the path of the link that ends such mails.
pub async fn furnish(database: &Database, organization: &str) -> String {
    let (clock, ids) = (Arc::new(SystemClock), IdGenerator::from_os());
    let app = App::with_store(database.store.clone(), Config::default(), clock, ids).await.unwrap();
    let (now, parent, child) = (app.now(), person_id("parent"), person_id("child"));
    let mut write = app.store.write().await.unwrap();
    for n in 1..=2 {
        let start = now.plus(-n * 24 * 60 * MINUTE);
        let session = SessionBrief {
            session_id: format!("missed-{n}"),
            title: Some("Tajweed".to_owned()),
            kind: Kind::Quran,
            start,
            end: start.plus(60 * MINUTE),
        };
        let key = format!("absence:missed-{n}");
        let content = FactContent::Absence { session };
        let fact = Fact { key: key.clone(), person_id: Some(child.clone()), occurred_at: start, content };
        write.insert_facts(organization, &[fact], start).await.unwrap();
        let one = NewDelivery {
            id: app.new_id(),
            channel: Channel::Email,
            recipient_id: parent.clone(),
            fact_key: key,
            due_at: start.plus(90 * MINUTE),
            may_join: false,
        };
        write.insert_deliveries(organization, &[one], start).await.unwrap();
    }
    write.commit().await.unwrap();
    let link = unsubscribe::address(&app, organization, &parent, &[NotificationEvent::Absence]);
    link[link.find("/unsubscribe/").unwrap()..].to_owned()
}
