//! The academy of the lessons that are really held: one that runs, two with a single learner (who comes, and who does not),
//! and one whose room opens while somebody waits for it.

use std::sync::Arc;

use rollcall::app::App;
use rollcall::app::access::password::NewPassword;
use rollcall::clock::{Clock, SystemClock};
use rollcall::config::Config;
use rollcall::domain::people::Role;
use rollcall::domain::people::preferences::{Language, Theme};
use rollcall::ids::IdGenerator;
use rollcall::store::people::households::Household;
use serde_json::{Value, json};

use crate::academy::{MINUTE, PASSWORD, found, insert_person, person_id};
use crate::lessons::insert_lesson;
use crate::support::Database;

/// What stands in somebody's id, their name, what they are, their household and how they read pages.
type Member = (&'static str, &'static str, Role, Option<&'static str>, Option<Language>);
const PEOPLE: [Member; 8] = [
    ("teacher", "Yusuf Rahman", Role::Teacher, None, None),
    ("student", "Salim <b>Nasser</b>", Role::Student, Some("h-1"), None),
    ("child", "روهان الفارسي", Role::Student, None, Some(Language::Arabic)),
    ("zaid", "Zaid Amir", Role::Student, None, None),
    ("vera", "Вера Соколова", Role::Student, None, Some(Language::Russian)),
    ("outsider", "Omar Outside", Role::Student, None, None),
    ("admin", "Mariam Al-Harbi", Role::Admin, None, None),
    ("parent", "Noor Nasser", Role::Parent, Some("h-1"), None),
];

/// Fills an empty database: the organisation, and what the browsers have to know.
pub async fn furnish(database: &Database) -> (String, Value) {
    let now = SystemClock.now();
    let app = App::with_store(
        database.store.clone(),
        Config::default(),
        Arc::new(SystemClock),
        IdGenerator::from_os(),
    );
    let app = app.await.unwrap();
    let hash = NewPassword::parse(PASSWORD.to_owned()).unwrap().hash().await;
    let organization = found(&app, "Academy", now).await;
    let mut write = app.store.write().await.unwrap();
    let payer = Some(person_id("parent"));
    let home = Household { id: "h-1".into(), name: "Nasser".into(), payer, created_at: now };
    write.insert_household(&organization, &home).await.unwrap();
    for (who, name, role, home, language) in PEOPLE {
        insert_person(&mut write, &organization, (who, name, role, home), Some(&hash), now).await;
        write
            .update_preferences(&organization, &person_id(who), language, Some(Theme::System))
            .await
            .unwrap();
    }
    let everybody: &[&str] = &["student", "child", "zaid", "vera"];
    let lessons = [
        ("held-1", "Tajweed <i>for all</i>", everybody, now.plus(-5 * MINUTE)),
        ("alone-1", "Reading", &["student"][..], now.plus(-2 * MINUTE)),
        ("missed-1", "Writing", &["zaid"][..], now.plus(-2 * MINUTE)),
        // Rooms open a quarter of an hour ahead.
        ("soon-1", "Chess", &["zaid"][..], now.plus(15 * MINUTE + MINUTE / 2)),
    ];
    for (id, title, students, start) in lessons {
        insert_lesson(&mut write, &organization, (id, title), ("teacher", students), start).await;
    }
    write.commit().await.unwrap();
    (organization, json!({"password": PASSWORD}))
}
