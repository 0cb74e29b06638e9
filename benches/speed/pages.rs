//! What the server takes for a page, over a month of 12,500 lessons: in the process, without a network.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt;
use rollcall::app::access::login;
use rollcall::app::evaluate::recompute::recompute;
use rollcall::app::people::{self, NewPerson};
use rollcall::app::{ActorContext, App};
use rollcall::domain::access::Scope;
use rollcall::domain::money::charge_pay_table::LineKind;
use rollcall::domain::people::Role;
use rollcall::domain::people::validated_text::Name;
use rollcall::domain::time::{Span, Timestamp};
use rollcall::store::session::SessionFilter;
use tower::ServiceExt;

use crate::academy::month;
use crate::installation::Installation;

const LESSONS: usize = 12_500;
const EVENTS_OF_A_LESSON: usize = 8;
const RUNS: usize = 15;
/// No password has this hash: the token is made here.
const HASH: &str = "not a hash";

/// Median time of each page, and how many times that of asking who one is, which reads the login alone.
pub async fn server_times() {
    let installation = Installation::empty(None);
    let (app, organization) = month(&installation.database_url, LESSONS, EVENTS_OF_A_LESSON).await;
    recompute(&app, false, |_, _| {}).await.unwrap();
    let token = admin(&app, &organization).await;
    let router = rollcall::server::router(app.clone());
    let scope = Scope::whole_organization(&organization);
    let mut read = app.store.read().await.unwrap();
    let session = read.list_sessions(&scope, SessionFilter::default(), None, 1).await.unwrap().remove(0);
    let span = Span::new(Timestamp::MIN, Timestamp::MAX);
    let line = read.list_lines(&scope, LineKind::Pay, span).await.unwrap().remove(0);
    drop(read);
    let pages = [
        "/today?day=2026-01-15".to_owned(),
        "/sessions?show=past".to_owned(),
        format!("/sessions/{}", session.session.id),
        "/billing?year=2026&month=1".to_owned(),
        "/payroll?year=2026&month=1".to_owned(),
        format!("/lines/{}", line.id),
        "/people".to_owned(),
        "/analytics?from=2026-01-01&to=2026-01-31".to_owned(),
    ];
    let (least, _) = median(&router, &token, "/api/v1/me").await;
    println!("Pages over a month of {LESSONS} lessons, SQLite; asking who one is takes {least:.2?}");
    println!("page                              median    times  HTML");
    for page in &pages {
        let (took, bytes) = median(&router, &token, page).await;
        let shown: String = page.chars().take(32).collect();
        let times = took.as_secs_f64() / least.as_secs_f64();
        println!("{shown:32}  {:6.2} ms  {times:6.1}  {:4} kB", took.as_secs_f64() * 1_000.0, bytes / 1_000);
    }
}

async fn admin(app: &App, organization: &str) -> String {
    let mut write = app.store.write().await.unwrap();
    let actor = ActorContext::of_installation(app, organization);
    let new = NewPerson {
        name: Name::parse("Admin").unwrap(),
        email: None,
        roles: BTreeSet::from([Role::Admin]),
        household: None,
    };
    let person = people::add(&mut write, &actor, new).await.unwrap().id;
    people::set_password(&mut write, &actor, &person, HASH).await.unwrap();
    write.commit().await.unwrap();
    let mut read = app.store.read().await.unwrap();
    let era = read.find_account_status(organization, &person).await.unwrap().unwrap().era;
    login::issue(app, organization, &person, HASH, era).0
}

/// The median time of an address, and how long its answer is.
async fn median(router: &Router, token: &str, address: &str) -> (Duration, usize) {
    let (mut times, mut bytes) = (Vec::new(), 0);
    for _ in 0..RUNS {
        let request =
            Request::builder().uri(address).header(header::AUTHORIZATION, format!("Bearer {token}"));
        let request = request.body(Body::empty()).unwrap();
        let began = Instant::now();
        let response = router.clone().oneshot(request).await.unwrap();
        assert!(response.status().is_success(), "{address}: {}", response.status());
        bytes = response.into_body().collect().await.unwrap().to_bytes().len();
        times.push(began.elapsed());
    }
    times.sort_unstable();
    (times[RUNS / 2], bytes)
}
