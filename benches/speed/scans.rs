//! What one more scan of a venue's code costs, on the first day and after many.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rollcall::app::App;
use rollcall::app::evaluate::Evaluator;
use rollcall::app::organization::{NewOrganization, create};
use rollcall::clock::ManualClock;
use rollcall::config::Config;
use rollcall::domain::evidence::Evidence;
use rollcall::domain::json::canonical::canonical_json;
use rollcall::domain::money::amount::Currency;
use rollcall::domain::organization::policy::{Policy, PolicyPatch};
use rollcall::domain::people::validated_text::Name;
use rollcall::domain::session::{Format, Kind, Platform, Session};
use rollcall::domain::time::{DAY, HOUR, MINUTE, Timestamp};
use rollcall::ids::IdGenerator;
use rollcall::store::Store;
use rollcall::store::evidence::NewEvidence;
use rollcall::store::session::StoredSession;
use serde_json::json;

use crate::ingest::{databases, fresh, name};

const DAYS: i64 = 48;
const VISITORS: usize = 1_000;
/// Of ten learners each, so that everybody who visits has one a day.
const CLASSES: usize = 100;
/// Scans measured on a day.
const MEASURED: usize = 25;
/// 2026-01-05T08:00:00Z.
const BEGIN: i64 = 1_767_600_000_000;

/// The time from a scan's evidence until every session it concerns is evaluated and stored, on the first day against the
/// last, with a thousand visits a day; and how many sessions that were.
pub async fn one_more_after_many_days() {
    println!("One more scan after {DAYS} days of {VISITORS} visits, against the first day");
    println!("database     first day    last day   ratio   sessions evaluated, first and last");
    for database in databases() {
        let installation = fresh(database.clone()).await;
        let mut centre = Centre::open(&installation.database_url).await;
        let mut days = Vec::new();
        for day in 0..DAYS {
            centre.live(day).await;
            if day == 1 || day == DAYS - 1 {
                days.push(centre.measure(day).await);
            }
        }
        let ((first, few), (last, many)) = (days[0], days[1]);
        println!(
            "{:10}  {first:8.1?}  {last:10.1?}   {:5.2}   {few:.1} and {many:.1}",
            name(&database),
            last.as_secs_f64() / first.as_secs_f64(),
        );
    }
}

struct Centre {
    app: App,
    clock: Arc<ManualClock>,
    organization: String,
    evaluator: Evaluator,
}

impl Centre {
    /// With every class planned that there will be.
    async fn open(url: &str) -> Centre {
        let store = Store::open(url, 4).await.unwrap();
        store.migrate().await.unwrap();
        let clock = Arc::new(ManualClock::at(Timestamp::from_millis(BEGIN - DAY)));
        let app =
            App::with_store(store, Config::default(), clock.clone(), IdGenerator::seeded(1)).await.unwrap();
        let mut write = app.store.write().await.unwrap();
        let new = NewOrganization {
            name: Name::parse("Centre").unwrap(),
            time_zone: chrono_tz::UTC,
            currency: Currency::from_code("USD").unwrap(),
        };
        let organization = create(&mut write, &app, None, new).await.unwrap().id;
        for day in 0..=DAYS {
            for number in 0..CLASSES {
                write.insert_session(&class(&organization, day, number)).await.unwrap();
            }
        }
        write.commit().await.unwrap();
        let evaluator = Evaluator::new(&app);
        Centre { app, clock, organization, evaluator }
    }

    /// Everybody comes and goes, and what that concerns is evaluated.
    async fn live(&mut self, day: i64) {
        for (way, minutes) in [("in", -10), ("out", 70)] {
            let at = opens(day).plus(minutes * MINUTE);
            let rows: Vec<NewEvidence> = (0..VISITORS).map(|visitor| self.scan(visitor, way, at)).collect();
            self.clock.set(at.plus(MINUTE));
            self.receive(&rows).await;
            self.evaluator.evaluate_waiting().await.unwrap();
        }
        self.clock.set(opens(day).plus(3 * HOUR));
        self.evaluator.evaluate_waiting().await.unwrap();
    }

    /// The median of some scans, and how many sessions one concerned on average.
    async fn measure(&mut self, day: i64) -> (Duration, f64) {
        let (mut times, mut evaluated) = (Vec::new(), 0);
        for number in 0..MEASURED {
            let at = opens(day).plus(4 * HOUR + number as i64 * MINUTE);
            self.clock.set(at);
            let row = self.scan(number * (VISITORS / MEASURED), "in", at);
            let began = Instant::now();
            self.receive(&[row]).await;
            evaluated += self.evaluator.evaluate_waiting().await.unwrap().evaluated;
            times.push(began.elapsed());
        }
        times.sort_unstable();
        (times[MEASURED / 2], evaluated as f64 / MEASURED as f64)
    }

    fn scan(&self, visitor: usize, way: &str, at: Timestamp) -> NewEvidence {
        let item = json!({"source": "qr", "receivedAt": at, "scan": {
            "purpose": "venue", "venueId": "v1", "personId": format!("p{visitor}"), "direction": way, "scannedAt": at,
            "nonce": format!("{visitor} {at}")}});
        let evidence = Evidence::parse(&item).unwrap();
        NewEvidence::from_evidence(&self.organization, "scan", &evidence, canonical_json(&item))
    }

    async fn receive(&self, rows: &[NewEvidence]) {
        let mut write = self.app.store.write().await.unwrap();
        write.insert_evidence(rows).await.unwrap();
        write.commit().await.unwrap();
    }
}

fn opens(day: i64) -> Timestamp {
    Timestamp::from_millis(BEGIN + day * DAY)
}

fn class(organization: &str, day: i64, number: usize) -> StoredSession {
    let size = VISITORS / CLASSES;
    let session = Session {
        id: format!("d{day:02}-{number:03}"),
        kind: Kind::Class,
        format: Format::Group,
        platform: Platform::Onsite,
        room: None,
        meet_space: None,
        venue_id: Some("v1".to_owned()),
        start: opens(day),
        end: opens(day).plus(HOUR),
        teacher: Some(format!("t{number}")),
        students: (0..size).map(|place| format!("p{}", number * size + place)).collect(),
        cancelled: false,
        completed_at: None,
        policy: Policy::from_patch(&PolicyPatch::default()),
        policy_version: 1,
    };
    StoredSession::new(organization, session, PolicyPatch::default(), Timestamp::from_millis(BEGIN - DAY))
}
