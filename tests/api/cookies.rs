//! Logging in by a cookie, as the pages do: what it is worth, from where, how its secret changes, and what ends it.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use rollcall::app::access::browser_logins;
use rollcall::app::access::login::LoginOutcome;
use rollcall::app::access::login_attempt::{EarlierLogin, LoginAttempt, log_in_browser};
use rollcall::app::access::login_throttle::LoginThrottle;
use rollcall::app::jobs::maintenance;
use rollcall::app::jobs::run_extent::RunExtent;
use rollcall::app::people::preferences::set_preferences;
use rollcall::app::{ActorContext, App, Error};
use rollcall::config::Config;
use rollcall::domain::people::preferences::{Language, Theme};
use rollcall::store::access::browser_logins::BrowserLogin;
use rollcall::store::access::logins::LoginCandidate;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::logins::{PASSWORD, logged_in};
use crate::world::{World, ask, request};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
const OWN: (&str, &str) = ("sec-fetch-site", "same-origin");

/// A login in a browser of somebody of alpha, without typing the password.
pub async fn start(world: &World, person: &str) -> (BrowserLogin, String) {
    let mut write = world.app.store.write().await.unwrap();
    let status = write.find_account_status("alpha", person).await.unwrap().unwrap();
    let to = LoginCandidate {
        organization_id: "alpha".into(),
        organization_name: "alpha academy".into(),
        person_id: person.into(),
        password_hash: status.password_hash.unwrap(),
        era: status.era,
    };
    let client = format!("A browser\u{7} {}", "x".repeat(300));
    let started = browser_logins::start(&mut write, &world.app, &to, &client, None).await.unwrap();
    write.commit().await.unwrap();
    started
}

/// Asks with the cookie of this secret; status, the cookies that are set, and body.
async fn ask_by_cookie(
    router: &Router,
    secret: &str,
    method: &str,
    uri: &str,
    headers: &[(&str, &str)],
    body: Value,
) -> (StatusCode, Vec<String>, Value) {
    let mut all =
        BTreeMap::from([("cookie", format!("a=b; rollcall={secret}")), ("host", "here".to_owned())]);
    all.extend(headers.iter().map(|(name, value)| (*name, (*value).to_owned())));
    let body = Some(body).filter(|body| !body.is_null());
    let request: Request<_> = request(method, uri, &all, body.as_ref());
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let set = parts.headers.get_all(header::SET_COOKIE).iter().map(|one| one.to_str().unwrap().to_owned());
    (parts.status, set.collect(), serde_json::from_slice(&bytes).unwrap_or_default())
}

/// Status of `GET /api/v1/me` with this secret, and the new secret if it was replaced.
async fn me(world: &World, router: &Router, secret: &str) -> (u16, Option<String>) {
    let (status, set, _) = ask_by_cookie(router, secret, "GET", "/api/v1/me", &[], Value::Null).await;
    // Uses are noted beside the request.
    world.app.tasks.close();
    world.app.tasks.wait().await;
    assert!(set.len() <= 1);
    let secret = set.first().map(|cookie| {
        assert!(cookie.contains("HttpOnly; SameSite=Lax; Path=/") && !cookie.contains("Secure"), "{cookie}");
        cookie.strip_prefix("rollcall=").unwrap().split(';').next().unwrap().to_owned()
    });
    (status.as_u16(), secret)
}

async fn a_cookie_is_a_login_and_an_authorization_goes_before_it(world: World) {
    let router = world.router(rollcall::api::routes());
    let (login, secret) = start(&world, "alpha-teacher").await;
    assert_eq!(login.client.chars().count(), 200);
    let (status, set, body) = ask_by_cookie(&router, &secret, "GET", "/api/v1/me", &[], Value::Null).await;
    assert_eq!((status.as_u16(), &body["id"], set.len()), (200, &json!("alpha-teacher"), 0));
    assert_eq!(me(&world, &router, &login.secret_hash).await.0, 401, "what is stored is no secret");
    assert_eq!(me(&world, &router, "").await.0, 401);
    let with = |authorization: String| {
        let (router, secret) = (router.clone(), secret.clone());
        async move {
            let headers = [("authorization", authorization.as_str())];
            ask_by_cookie(&router, &secret, "GET", "/api/v1/me", &headers, Value::Null).await
        }
    };
    let (_, _, body) = with(format!("Bearer {}", world.token("alpha", "alpha-admin"))).await;
    assert_eq!(body["id"], "alpha-admin");
    assert_eq!(with("Bearer x".to_owned()).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(with("Basic eDp5".to_owned()).await.0, StatusCode::UNAUTHORIZED);
}

async fn another_site_changes_nothing_with_the_cookie(world: World) {
    let router = world.router(rollcall::api::routes());
    let (_, secret) = start(&world, "alpha-admin").await;
    let before = world.tables.changed().await;
    let change = json!({"session_buffer_minutes": 7});
    let patch = |headers: Vec<(&'static str, &'static str)>| {
        let (router, secret, change) = (router.clone(), secret.clone(), change.clone());
        async move {
            let path = "/api/v1/settings";
            let (status, _, body) = ask_by_cookie(&router, &secret, "PATCH", path, &headers, change).await;
            (status.as_u16(), body["code"].as_str().map(str::to_owned))
        }
    };
    for foreign in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        assert_eq!(patch(vec![foreign]).await, (403, Some("foreign_origin".to_owned())), "{foreign:?}");
        let read = ask_by_cookie(&router, &secret, "GET", "/api/v1/settings", &[foreign], Value::Null).await;
        assert_eq!(read.0, StatusCode::OK, "reading changes nothing");
    }
    assert_eq!(world.tables.changed().await, before);
    for own in [vec![OWN], vec![("origin", "http://here")], vec![]] {
        assert_eq!(patch(own.clone()).await, (200, None), "{own:?}");
    }
    assert_ne!(world.tables.changed().await, before);
    // A token is sent by no browser of itself.
    let headers = BTreeMap::from([
        ("authorization", format!("Bearer {}", world.token("alpha", "alpha-admin"))),
        ("sec-fetch-site", "cross-site".to_owned()),
    ]);
    let by_token = request("PATCH", "/api/v1/settings", &headers, Some(&change));
    assert_eq!(crate::world::send(&router, by_token).await.0, StatusCode::OK);
}

async fn a_secret_is_replaced_daily_and_the_old_one_is_good_for_a_minute(world: World) {
    let router = world.router(rollcall::api::routes());
    let (_, first) = start(&world, "alpha-teacher").await;
    world.clock.advance(DAY - 1);
    assert_eq!(me(&world, &router, &first).await, (200, None));
    world.clock.advance(1);
    // A response of any kind brings the new secret, and of requests at once one does.
    let asks = (0..4).map(|_| ask_by_cookie(&router, &first, "GET", "/api/v1/settings", &[], Value::Null));
    let mut replaced = Vec::new();
    for (status, set, _) in futures_util::future::join_all(asks).await {
        assert_eq!(status, StatusCode::FORBIDDEN);
        replaced.extend(set);
    }
    assert_eq!(replaced.len(), 1, "{replaced:?}");
    let second = replaced[0].strip_prefix("rollcall=").unwrap().split(';').next().unwrap().to_owned();
    assert_ne!(second, first);
    assert_eq!(me(&world, &router, &second).await, (200, None));
    world.clock.advance(59_999);
    assert_eq!(me(&world, &router, &first).await, (200, None));
    world.clock.advance(1);
    assert_eq!(me(&world, &router, &first).await, (401, None));
    assert_eq!(me(&world, &router, &second).await, (200, None));
    world.clock.advance(DAY);
    let (status, third) = me(&world, &router, &second).await;
    assert!(status == 200 && third.is_some());
}

async fn what_is_refused_for_its_origin_replaces_no_secret(world: World) {
    let router = world.router(rollcall::api::routes());
    let (_, secret) = start(&world, "alpha-admin").await;
    world.clock.advance(DAY);
    let foreign = [("sec-fetch-site", "cross-site")];
    let (status, set, _) =
        ask_by_cookie(&router, &secret, "PATCH", "/api/v1/settings", &foreign, json!({})).await;
    assert_eq!((status, set.len()), (StatusCode::FORBIDDEN, 0));
    world.clock.advance(60_000);
    assert_eq!(me(&world, &router, &secret).await.0, 200);
}

async fn a_login_lasts_a_week_without_use_and_a_month_with_it(world: World) {
    let router = world.router(rollcall::api::routes());
    let (_, mut secret) = start(&world, "alpha-teacher").await;
    let (_, unused) = start(&world, "alpha-teacher").await;
    for day in 1..30 {
        world.clock.advance(DAY);
        let (status, replaced) = me(&world, &router, &secret).await;
        assert_eq!(status, 200, "day {day}");
        secret = replaced.unwrap();
        if day == 7 {
            assert_eq!(me(&world, &router, &unused).await.0, 401);
        }
    }
    world.clock.advance(DAY - 1);
    assert_eq!(me(&world, &router, &secret).await.0, 200);
    world.clock.advance(1);
    assert_eq!(me(&world, &router, &secret).await.0, 401);

    // What is long over is forgotten.
    let (last, _) = start(&world, "alpha-teacher").await;
    world.clock.advance(90 * DAY + 7 * DAY);
    maintenance::run(&world.app, &RunExtent::everywhere()).await.unwrap();
    let find = async || {
        let mut read = world.app.store.read().await.unwrap();
        read.find_browser_login(&last.secret_hash).await.unwrap()
    };
    assert!(find().await.is_some(), "it ended 90 days ago");
    world.clock.advance(1);
    maintenance::run(&world.app, &RunExtent::everywhere()).await.unwrap();
    assert!(find().await.is_none());
}

/// The person as the author of a change to what is theirs.
fn actor(world: &World, person: &str) -> ActorContext {
    ActorContext {
        person_id: Some(person.to_owned()),
        is_superadmin: false,
        ..ActorContext::of_installation(&world.app, "alpha")
    }
}

async fn one_ends_ones_own_logins_one_by_one_or_all(world: World) {
    let router = world.router(rollcall::api::routes());
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(start(&world, "alpha-teacher").await);
        world.clock.advance(1);
    }
    let (_, others) = start(&world, "alpha-admin").await;
    let bearer = world.token("alpha", "alpha-teacher");
    let list = async || {
        let mut read = world.app.store.read().await.unwrap();
        let found = browser_logins::list(&mut read, "alpha", "alpha-teacher", world.app.now()).await.unwrap();
        found.into_iter().map(|login| login.id).collect::<Vec<_>>()
    };
    assert_eq!(list().await, [&*made[2].0.id, &*made[1].0.id, &*made[0].0.id]);
    let end = async |who: &str, id: &str| {
        let mut write = world.app.store.write().await.unwrap();
        browser_logins::end(&mut write, &actor(&world, who), id).await.unwrap();
        write.commit().await.unwrap();
    };
    end("alpha-admin", &made[0].0.id).await;
    assert_eq!(me(&world, &router, &made[0].1).await.0, 200, "somebody else's stays");
    end("alpha-teacher", &made[0].0.id).await;
    assert_eq!(me(&world, &router, &made[0].1).await.0, 401);
    assert_eq!(me(&world, &router, &made[1].1).await.0, 200);
    let mut write = world.app.store.write().await.unwrap();
    assert_eq!(browser_logins::end_all(&mut write, &actor(&world, "alpha-teacher")).await.unwrap(), 2);
    write.commit().await.unwrap();
    assert_eq!(me(&world, &router, &made[1].1).await.0, 401);
    assert_eq!(list().await, [""; 0]);
    assert_eq!(me(&world, &router, &others).await.0, 200);
    assert_eq!(ask(&router, &bearer, "GET", "/api/v1/me", Value::Null).await.0, StatusCode::OK);
}

async fn a_new_password_and_leaving_end_every_login(world: World) {
    let (router, admin) = logged_in(&world).await;
    let (_, cookie) = start(&world, "alpha-teacher").await;
    let path = "/api/v1/people/alpha-teacher";
    for active in [false, true] {
        let (status, _) = ask(&router, &admin, "PATCH", path, json!({ "isActive": active })).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(me(&world, &router, &cookie).await.0, 401, "being active again revives no login");
    }
    let (_, cookie) = start(&world, "alpha-admin").await;
    let (_, other) = start(&world, "alpha-admin").await;
    assert_eq!(me(&world, &router, &other).await.0, 200);
    let change = json!({"currentPassword": PASSWORD, "newPassword": PASSWORD});
    let (status, _, _) = ask_by_cookie(&router, &cookie, "PUT", "/api/v1/me/password", &[OWN], change).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "a cookie is a login, not an API token");
    assert_eq!(me(&world, &router, &cookie).await.0, 401);
    assert_eq!(me(&world, &router, &other).await.0, 401);
    // A login that was begun with the password of before, a moment too late.
    let (_, late) = start(&world, "alpha-teacher").await;
    world.tables.run("UPDATE people SET password_hash = 'another' WHERE id = 'alpha-teacher'").await;
    assert_eq!(me(&world, &router, &late).await.0, 401);
}

/// An attempt of alpha's admin, as the page makes it.
async fn attempt(
    world: &World,
    throttle: &LoginThrottle,
    password: &str,
    cookie: Option<&str>,
) -> Result<LoginOutcome<(BrowserLogin, String)>, Error> {
    let attempt = LoginAttempt {
        email: "Admin@alpha.example",
        password: &password.into(),
        organization: None,
        address: Some(IpAddr::from([1, 2, 3, 4])),
        earlier: cookie.map(EarlierLogin::Cookie),
    };
    log_in_browser(&world.app, throttle, &attempt, "A browser").await
}

async fn a_password_is_tried_as_by_the_api_and_a_known_device_gets_in(world: World) {
    let (router, _) = logged_in(&world).await;
    let throttle = LoginThrottle::default();
    let enter = async |cookie: Option<&str>| match attempt(&world, &throttle, PASSWORD, cookie).await {
        Ok(LoginOutcome::LoggedIn(login)) => Some(login),
        Err(Error::TooManyRequests { .. }) => None,
        other => panic!("{other:?}"),
    };
    let guess = async || {
        for _ in 0..11 {
            let outcome = attempt(&world, &throttle, "a guess", None).await;
            assert!(matches!(outcome, Ok(LoginOutcome::Refused) | Err(Error::TooManyRequests { .. })));
        }
    };
    let (login, first) = enter(None).await.unwrap();
    assert_eq!((login.organization.as_str(), login.person.as_str()), ("alpha", "alpha-admin"));
    assert_eq!((login.client.as_str(), login.address.as_deref()), ("A browser", Some("1.2.3.4")));
    assert_eq!(me(&world, &router, &first).await.0, 200);

    guess().await;
    assert!(enter(None).await.is_none());
    let (_, others) = start(&world, "alpha-teacher").await;
    assert!(enter(Some(&others)).await.is_none(), "a login to another account");
    let (_, second) = enter(Some(&first)).await.unwrap();
    assert_ne!(second, first, "logging in makes a new secret");
    assert_eq!(me(&world, &router, &first).await.0, 401, "and ends the login the browser had");
    assert!(enter(Some(&first)).await.is_none(), "what was ended proves nothing");

    world.clock.advance(7 * DAY);
    guess().await;
    assert_eq!(me(&world, &router, &second).await.0, 401);
    let (_, third) = enter(Some(&second)).await.unwrap();
    world.clock.advance(97 * DAY);
    guess().await;
    assert!(enter(Some(&third)).await.is_none(), "a device is forgotten after 90 days");
}

async fn by_https_the_cookie_is_of_this_host_alone(world: World) {
    let config = Config::from_layers("[server]\npublic_url = \"https://rollcall.example.org\"", []).unwrap();
    let app = App { config: Arc::new(config), ..world.app.clone() };
    let router = rollcall::server::router_of(app, rollcall::api::routes());
    let (_, secret) = start(&world, "alpha-teacher").await;
    world.clock.advance(DAY);
    assert_eq!(me(&world, &router, &secret).await.0, 401, "another host of the domain may have set it");
    let cookie = format!("__Host-rollcall={secret}");
    let headers = [("cookie", cookie.as_str())];
    let (status, set, _) = ask_by_cookie(&router, "", "GET", "/api/v1/me", &headers, Value::Null).await;
    assert_eq!(status, StatusCode::OK);
    assert!(set[0].starts_with("__Host-rollcall=") && set[0].contains("; Secure; Path=/;"), "{set:?}");
}

async fn a_person_chooses_how_their_pages_look(world: World) {
    let viewer = async || {
        let mut read = world.app.store.read().await.unwrap();
        let found = read.find_viewer("alpha", "alpha-teacher").await.unwrap().unwrap();
        (found.language, found.theme)
    };
    assert_eq!(viewer().await, (None, None));
    for chosen in [(Some(Language::Arabic), Some(Theme::Dark)), (None, None)] {
        let mut write = world.app.store.write().await.unwrap();
        set_preferences(&mut write, &actor(&world, "alpha-teacher"), chosen.0, chosen.1).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(viewer().await, chosen);
    }
    let mut write = world.app.store.write().await.unwrap();
    let nobody = set_preferences(&mut write, &actor(&world, "beta-teacher"), None, None).await;
    assert!(matches!(nobody, Err(Error::NotFound(_))));
}

crate::on_both_databases!(
    a_cookie_is_a_login_and_an_authorization_goes_before_it,
    another_site_changes_nothing_with_the_cookie,
    a_secret_is_replaced_daily_and_the_old_one_is_good_for_a_minute,
    what_is_refused_for_its_origin_replaces_no_secret,
    a_login_lasts_a_week_without_use_and_a_month_with_it,
    one_ends_ones_own_logins_one_by_one_or_all,
    a_new_password_and_leaving_end_every_login,
    a_password_is_tried_as_by_the_api_and_a_known_device_gets_in,
    by_https_the_cookie_is_of_this_host_alone,
    a_person_chooses_how_their_pages_look,
);
