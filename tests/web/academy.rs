//! The academy the browser visits: people of every role who can log in, a household, rates, a week of lessons that ran,
//! one that runs now, one to come, a stranger in a room, and what arrives while somebody looks.

use std::collections::BTreeSet;
use std::sync::Arc;

use rollcall::app::access::password::NewPassword;
use rollcall::app::money::rates;
use rollcall::app::organization::{NewOrganization, create};
use rollcall::app::subscription::packages::{self, NewPackage};
use rollcall::app::subscription::subscriptions::{self, NewSubscription};
use rollcall::app::venue::venues::{self, DEFAULT_DAY_START, NewVenue};
use rollcall::app::{ActorContext, App, evaluate};
use rollcall::clock::{Clock, SystemClock};
use rollcall::config::Config;
use rollcall::domain::checkin::refusal::Refusal;
use rollcall::domain::checkin::sharing::SharingSign;
use rollcall::domain::checkin::words::{CheckInFinding, CheckInLevel, VisitSource};
use rollcall::domain::evidence::manual::{Direction, Purpose};
use rollcall::domain::money::amount::{Currency, Price};
use rollcall::domain::money::charge_pay_table::LineKind;
use rollcall::domain::money::rate::{Rate, RatePrice, RateScope};
use rollcall::domain::people::preferences::{Language, Theme};
use rollcall::domain::people::validated_text::Name;
use rollcall::domain::people::{Identity, Role, Source};
use rollcall::domain::session::Kind;
use rollcall::domain::time::Timestamp;
use rollcall::ids::IdGenerator;
use rollcall::store::Write;
use rollcall::store::checkin::scans::StoredScan;
use rollcall::store::checkin::visits::StoredVisit;
use rollcall::store::people::Person;
use rollcall::store::people::households::Household;
use serde_json::{Value, json};

use crate::delivery::Signer;
use crate::lessons::room;
use crate::server::{KEY, SECRET};
use crate::support::Database;
use crate::{hostile, lessons, messages};

pub const MINUTE: i64 = 60_000;
pub const DAY: i64 = 24 * 60 * MINUTE;
pub const PASSWORD: &str = "correct horse battery staple";
/// The name of somebody, what stands in their id (`p-1-`…) and mail address, what they are, and how they read pages.
type Member = (&'static str, &'static str, Role, Option<Language>);
const MEMBERS: [Member; 14] = [
    ("Mariam Al-Harbi", "admin", Role::Admin, None),
    ("Emma Reader", "admin-en", Role::Admin, Some(Language::English)),
    ("أمينة القارئة", "admin-ar", Role::Admin, Some(Language::Arabic)),
    ("Ирина Читалова", "admin-ru", Role::Admin, Some(Language::Russian)),
    ("हिना पाठक", "admin-hi", Role::Admin, Some(Language::Hindi)),
    ("Yusuf Rahman", "teacher", Role::Teacher, None),
    ("Hanan Saleh", "receptionist", Role::Receptionist, None),
    ("Omar Finch", "finance", Role::Finance, None),
    ("Layla Al-Farsi", "parent", Role::Parent, Some(Language::Arabic)),
    ("Rohan Al-Farsi", "child", Role::Student, None),
    ("Salim Nasser", "student", Role::Student, None),
    ("Zaid Amir", "zaid", Role::Student, None),
    ("Noor Nasser", "other-parent", Role::Parent, None),
    ("Petra Partner", "partner", Role::Partner, None),
];

pub struct Academy {
    pub organization: String,
    now: Timestamp,
}

impl Academy {
    /// Fills an empty database; what is due is evaluated.
    pub async fn furnish(database: &Database) -> Academy {
        let now = SystemClock.now();
        let config = Config::default();
        let app =
            App::with_store(database.store.clone(), config, Arc::new(SystemClock), IdGenerator::from_os());
        let app = app.await.unwrap();
        let hash = NewPassword::parse(PASSWORD.to_owned()).unwrap().hash().await;
        let organization = found(&app, "Academy", now).await;
        let mut write = app.store.write().await.unwrap();
        people(&mut write, &organization, &hash, now).await;
        let actor = ActorContext::of_installation(&app, &organization);
        prices(&mut write, &actor).await;
        sold(&mut write, &actor).await;
        lessons::furnish(&mut write, &organization, now).await;
        attended(&mut write, &actor).await;
        messages::furnish(&mut write, &actor).await;
        write.commit().await.unwrap();
        let hostile = found(&app, "Hostile <b>academy</b> & \"sons\"", now).await;
        let mut write = app.store.write().await.unwrap();
        hostile::furnish(&mut write, &hostile, &hash, now).await;
        write.commit().await.unwrap();
        evaluate::evaluate_all_waiting(&app).await.unwrap();
        Academy { organization, now }
    }

    /// What `run.mjs` has to know.
    pub async fn for_the_browser(&self, database: &Database) -> Value {
        let signer = Signer::new(KEY, SECRET);
        let arrival = signer.joined("EV_web_arrival", &room("running-1"), &person_id("student"), self.now);
        let head = String::from_utf8(arrival.request).unwrap();
        let token = head.lines().find_map(|line| line.strip_prefix("Authorization: ")).unwrap();
        let mut read = database.store.read().await.unwrap();
        let charges = read.list_rates(&self.organization).await.unwrap().len();
        json!({
            "password": PASSWORD,
            "arrival": {"authorization": token, "body": arrival.body},
            "rates": charges,
        })
    }
}

/// An organisation where it is noon now, so that no lesson of the tests runs over midnight.
pub async fn found(app: &App, name: &str, now: Timestamp) -> String {
    let hour = now.millis().rem_euclid(DAY) / (60 * MINUTE);
    // The signs of these zones are the wrong way round: Etc/GMT-3 is three hours ahead.
    let zone = format!("Etc/GMT{:+}", hour - 12).replace("+0", "");
    let new = NewOrganization {
        name: Name::parse(name).unwrap(),
        time_zone: zone.parse().unwrap(),
        currency: Currency::from_code("SAR").unwrap(),
    };
    let mut write = app.store.write().await.unwrap();
    let organization = create(&mut write, app, None, new).await.unwrap().id;
    write.commit().await.unwrap();
    organization
}

pub fn person_id(who: &str) -> String {
    format!("p-1-{who}")
}

/// Somebody with a digit in their id, as ids have; known to LiveKit by it. Who has a hash logs in as WHO@academy.example.
pub async fn insert_person(
    write: &mut Write,
    organization: &str,
    (who, name, role, home): (&str, &str, Role, Option<&str>),
    hash: Option<&str>,
    now: Timestamp,
) {
    let id = person_id(who);
    let person = Person {
        id: id.clone(),
        name: name.to_owned(),
        email: hash.is_some().then(|| format!("{who}@academy.example")),
        household: home.map(str::to_owned),
        roles: BTreeSet::from([role]),
        has_password: hash.is_some(),
        is_active: true,
        created_at: now,
    };
    write.insert_person(organization, &person).await.unwrap();
    if let Some(hash) = hash {
        write.set_password_hash(organization, &id, hash).await.unwrap();
    }
    let identity = Identity { source: Source::Livekit, value: id.clone() };
    write.insert_identity(organization, &identity, &id, now).await.unwrap();
}

async fn people(write: &mut Write, organization: &str, hash: &str, now: Timestamp) {
    for (id, name, payer) in [("h-1", "Al-Farsi", "parent"), ("h-2", "Nasser", "other-parent")] {
        let household =
            Household { id: id.into(), name: name.into(), payer: Some(person_id(payer)), created_at: now };
        write.insert_household(organization, &household).await.unwrap();
    }
    for (name, who, role, language) in MEMBERS {
        let home = match who {
            "parent" | "child" => Some("h-1"),
            "other-parent" | "student" => Some("h-2"),
            _ => None,
        };
        insert_person(write, organization, (who, name, role, home), Some(hash), now).await;
        write.update_preferences(organization, &person_id(who), language, Some(Theme::System)).await.unwrap();
    }
}

async fn prices(write: &mut Write, actor: &ActorContext) {
    for (kind, price) in [(LineKind::Pay, "60.00"), (LineKind::Charge, "95.50")] {
        let rate = Rate {
            kind,
            scope: RateScope::Organization,
            price: RatePrice::Hour(Price::parse(price).unwrap()),
            valid_from: "2025-01-01".parse().unwrap(),
        };
        rates::add(write, actor, rate).await.unwrap();
    }
}

/// What was sold before: one that has a few left for the lessons of last week, one that is nearly used up, one that ended.
async fn sold(write: &mut Write, actor: &ActorContext) {
    let eight = NewPackage {
        name: Name::parse("Eight lessons of Quran").unwrap(),
        kind: Some(Kind::Quran),
        sessions: 8,
        duration_minutes: Some(60),
    };
    let eight = packages::add(write, actor, eight).await.unwrap();
    let day = |days: i64| actor.now.plus(days * DAY).to_utc().date_naive();
    for (who, package, sessions, from, until) in [
        ("child", Some(&eight), None, -20, Some(60)),
        ("student", None, Some(3), -20, None),
        ("zaid", Some(&eight), None, -90, Some(-9)),
    ] {
        let new = NewSubscription {
            person: person_id(who),
            package: package.map(|one| one.id.clone()),
            kind: None,
            sessions,
            valid_from: day(from),
            valid_until: until.map(day),
            draw: None,
        };
        subscriptions::add(write, actor, new).await.unwrap();
    }
}

/// A place with a code, those who came in the last weeks, and scans that somebody should look at.
async fn attended(write: &mut Write, actor: &ActorContext) {
    let new = NewVenue {
        name: Name::parse("Main hall").unwrap(),
        time_zone: None,
        requires_membership: false,
        day_starts_at: DEFAULT_DAY_START,
    };
    let (organization, now) = (actor.organization().to_owned(), actor.now);
    let venue = venues::add(write, actor, new).await.unwrap();
    let ago = |minutes: i64| now.plus(-minutes * MINUTE);
    let days = 24 * 60;
    let by_code = VisitSource::QrScan;
    let mut visits = vec![
        ("zaid", 47, None, by_code, false),
        ("child", 190, Some(95), by_code, false),
        ("child", 20, None, VisitSource::AdminManual, false),
        ("student", days + 200, Some(days - 520), by_code, true),
    ];
    for day in 2..12 {
        visits.push(("zaid", day * days + 60, Some(day * days - 30), by_code, false));
        visits.push(("student", day * days + 100, Some(day * days + 15), by_code, day % 4 == 0));
    }
    for (who, from, to, source, is_estimated) in visits {
        let visit = StoredVisit {
            id: actor.new_id(),
            venue_id: venue.id.clone(),
            person_id: person_id(who),
            in_at: ago(from),
            out_at: to.map(ago),
            source,
            is_estimated,
            finding: (source == VisitSource::AdminManual).then_some(CheckInFinding::NotEligible),
            ends_by: Some(ago(from).plus(12 * 60 * MINUTE)),
        };
        write.put_visit(&organization, &visit).await.unwrap();
    }
    let scans = [
        ("zaid", 47, None, vec![SharingSign::SharedDevice]),
        ("student", 44, Some(Refusal::Revoked), vec![]),
        ("student", days + 30, Some(Refusal::MembershipInactive), vec![]),
    ];
    for (who, minutes, refusal, signs) in scans {
        let scan = StoredScan {
            id: actor.new_id(),
            scanned_at: ago(minutes),
            received_at: ago(minutes),
            scanned_by: Some(person_id(who)),
            nonce: Some(actor.new_id()),
            code_digest: None,
            person_id: Some(person_id(who)),
            purpose: Some(Purpose::Venue),
            level: Some(CheckInLevel::Venue),
            venue_id: Some(venue.id.clone()),
            session_id: None,
            direction: refusal.is_none().then_some(Direction::In),
            is_toggle: true,
            refusal,
            finding: None,
            signs,
            device: None,
            is_queued: false,
            repeats: None,
        };
        assert!(write.insert_scan(&organization, &scan).await.unwrap());
    }
}
