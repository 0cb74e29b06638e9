//! Logins of browsers, and who looks at a page.

use rollcall::domain::money::amount::Currency;
use rollcall::domain::organization::settings::{Digits, Settings};
use rollcall::domain::people::preferences::{Language, Theme};
use rollcall::store::access::browser_logins::BrowserLogin;
use rollcall::store::people::Person;
use rollcall::store::people::viewer::Viewer;
use rollcall::store::{StoreError, Write};
use serde_json::json;

use crate::at;
use crate::support::school::organization;
use crate::support::{Database, on_both};

on_both! {
    a_browser_login_is_known_by_its_present_and_its_previous_secret,
    a_use_moves_the_end_and_revives_nothing,
    logins_are_ended_one_by_one_and_all,
    what_is_long_over_is_deleted,
    a_viewer_has_their_own_taste_and_their_organisations_figures,
}

fn login(id: &str, person: &str) -> BrowserLogin {
    BrowserLogin {
        organization: "o1".into(),
        id: id.into(),
        person: person.into(),
        secret_hash: format!("hash of {id}"),
        rotated_at: at(0),
        era: 0,
        password_fingerprint: "of the password".into(),
        created_at: at(0),
        last_seen_at: at(0),
        expires_at: at(100),
        ended_at: None,
        client: "A browser".into(),
        address: Some("2001:db8::1".into()),
    }
}

/// Two people, the first of whom has two logins.
async fn people_and_logins(write: &mut Write) {
    for id in ["a", "b"] {
        let person = Person {
            id: id.into(),
            name: format!("Name of {id}"),
            email: None,
            household: None,
            roles: [].into(),
            has_password: false,
            is_active: true,
            created_at: at(0),
        };
        write.insert_person("o1", &person).await.unwrap();
    }
    for one in [login("l1", "a"), login("l2", "a"), login("l3", "b")] {
        write.insert_browser_login(&one).await.unwrap();
    }
}

async fn alive(db: &Database, person: &str, minute: i64) -> Vec<String> {
    let mut read = db.store.read().await.unwrap();
    let found = read.list_browser_logins("o1", person, at(minute)).await.unwrap();
    assert!(read.list_browser_logins("o2", person, at(minute)).await.unwrap().is_empty());
    found.into_iter().map(|one| one.id).collect()
}

async fn a_browser_login_is_known_by_its_present_and_its_previous_secret(db: Database) {
    let mut write = db.store.write().await.unwrap();
    people_and_logins(&mut write).await;
    let first = write.find_browser_login("hash of l1").await.unwrap().unwrap();
    assert_eq!(first, login("l1", "a"));
    assert!(write.rotate_browser_login(&first, "second", at(1)).await.unwrap());
    assert!(
        !write.rotate_browser_login(&first, "another second", at(1)).await.unwrap(),
        "it was just replaced"
    );
    let second = BrowserLogin { secret_hash: "second".into(), rotated_at: at(1), ..first.clone() };
    for hash in ["second", "hash of l1"] {
        assert_eq!(write.find_browser_login(hash).await.unwrap(), Some(second.clone()));
    }
    assert_eq!(write.find_browser_login("another second").await.unwrap(), None);
    assert!(write.rotate_browser_login(&second, "third", at(2)).await.unwrap());
    assert_eq!(write.find_browser_login("hash of l1").await.unwrap(), None);
    assert!(write.end_browser_login("o1", "a", "l1", at(3)).await.unwrap());
    let third = write.find_browser_login("third").await.unwrap().unwrap();
    assert_eq!(third.ended_at, Some(at(3)));
    assert!(!write.rotate_browser_login(&third, "fourth", at(4)).await.unwrap(), "it has ended");
    write.commit().await.unwrap();
    let mut write = db.store.write().await.unwrap();
    let same = BrowserLogin { id: "l9".into(), ..login("l2", "a") };
    assert!(matches!(write.insert_browser_login(&same).await, Err(StoreError::Conflict { .. })));
}

async fn a_use_moves_the_end_and_revives_nothing(db: Database) {
    let mut write = db.store.write().await.unwrap();
    people_and_logins(&mut write).await;
    write.touch_browser_login("o1", "l1", at(50), at(150)).await.unwrap();
    write.touch_browser_login("o1", "l1", at(40), at(140)).await.unwrap();
    write.touch_browser_login("o1", "l2", at(100), at(200)).await.unwrap();
    write.touch_browser_login("o2", "l3", at(50), at(150)).await.unwrap();
    let used = write.find_browser_login("hash of l1").await.unwrap().unwrap();
    assert_eq!((used.last_seen_at, used.expires_at), (at(50), at(150)));
    assert_eq!(write.find_browser_login("hash of l2").await.unwrap(), Some(login("l2", "a")));
    assert_eq!(write.find_browser_login("hash of l3").await.unwrap(), Some(login("l3", "b")));
    write.commit().await.unwrap();
    assert_eq!(alive(&db, "a", 99).await, ["l1", "l2"], "the latest used first");
    assert_eq!(alive(&db, "a", 100).await, ["l1"]);
    assert_eq!(alive(&db, "a", 150).await, [""; 0]);
}

async fn logins_are_ended_one_by_one_and_all(db: Database) {
    let mut write = db.store.write().await.unwrap();
    people_and_logins(&mut write).await;
    assert!(!write.end_browser_login("o1", "b", "l1", at(1)).await.unwrap());
    assert!(!write.end_browser_login("o2", "a", "l1", at(1)).await.unwrap());
    assert!(write.end_browser_login("o1", "a", "l1", at(1)).await.unwrap());
    assert!(!write.end_browser_login("o1", "a", "l1", at(2)).await.unwrap());
    write.commit().await.unwrap();
    assert_eq!(alive(&db, "a", 3).await, ["l2"]);
    let mut write = db.store.write().await.unwrap();
    assert_eq!(write.end_browser_logins("o1", "a", at(4)).await.unwrap(), 1);
    assert_eq!(write.find_browser_login("hash of l1").await.unwrap().unwrap().ended_at, Some(at(1)));
    write.commit().await.unwrap();
    assert_eq!(alive(&db, "a", 5).await, [""; 0]);
    assert_eq!(alive(&db, "b", 5).await, ["l3"]);
    let mut write = db.store.write().await.unwrap();
    write.revoke_access("o1", "b", at(6)).await.unwrap();
    assert_eq!(write.find_browser_login("hash of l3").await.unwrap().unwrap().ended_at, Some(at(6)));
    // One that is begun as the era ends is none.
    write.insert_browser_login(&login("l4", "b")).await.unwrap();
    write.insert_browser_login(&BrowserLogin { era: 1, ..login("l5", "b") }).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(alive(&db, "b", 7).await, ["l5"]);
}

async fn what_is_long_over_is_deleted(db: Database) {
    let mut write = db.store.write().await.unwrap();
    people_and_logins(&mut write).await;
    assert!(write.end_browser_login("o1", "a", "l1", at(10)).await.unwrap());
    write.touch_browser_login("o1", "l2", at(50), at(150)).await.unwrap();
    assert_eq!(write.delete_browser_logins(at(10)).await.unwrap(), 0);
    assert_eq!(write.delete_browser_logins(at(11)).await.unwrap(), 1);
    assert_eq!(write.delete_browser_logins(at(100)).await.unwrap(), 0);
    assert_eq!(write.delete_browser_logins(at(101)).await.unwrap(), 1);
    assert!(write.find_browser_login("hash of l2").await.unwrap().is_some());
}

async fn a_viewer_has_their_own_taste_and_their_organisations_figures(db: Database) {
    let mut school = organization("o1");
    school.settings = serde_json::from_value::<Settings>(json!({"digits": "arabic"})).unwrap();
    let mut write = db.store.write().await.unwrap();
    write.insert_organization(&school, None).await.unwrap();
    people_and_logins(&mut write).await;
    let plain = Viewer {
        name: "Name of a".into(),
        language: None,
        theme: None,
        organization_name: school.name.clone(),
        time_zone: chrono_tz::Asia::Riyadh,
        currency: Currency::from_code("SAR").unwrap(),
        digits: Digits::Arabic,
    };
    assert_eq!(write.find_viewer("o1", "a").await.unwrap(), Some(plain.clone()));
    assert_eq!(write.find_viewer("o2", "a").await.unwrap(), None);
    assert_eq!(write.find_viewer("o1", "z").await.unwrap(), None);
    let (language, theme) = (Some(Language::Hindi), Some(Theme::System));
    assert!(write.update_preferences("o1", "a", language, theme).await.unwrap());
    assert!(!write.update_preferences("o2", "a", None, None).await.unwrap());
    assert_eq!(
        write.find_viewer("o1", "a").await.unwrap(),
        Some(Viewer { language, theme, ..plain.clone() })
    );
    assert!(write.update_preferences("o1", "a", None, None).await.unwrap());
    assert_eq!(write.find_viewer("o1", "a").await.unwrap(), Some(plain));
    assert_eq!(write.find_viewer("o1", "b").await.unwrap().unwrap().language, None);
}
