//! What attacks every page alike: forms that another site sends, ids of another organisation, addresses nobody would
//! type, lists that are far too long, and logins that have ended.

use std::collections::BTreeMap;

use axum::Router;
use axum::http::{Method, StatusCode};
use rollcall::api::{Route, RouteAccess};
use rollcall::domain::people::Role;
use rollcall::domain::session::Platform;
use rollcall::domain::time::Timestamp;

use crate::cookies::start;
use crate::world::{NOW, World, insert_person, insert_session, request, send};

const DAY: i64 = 86_400_000;
/// What beta has that a page of alpha could be asked for.
const FOREIGN_IDS: [&str; 12] = [
    "beta-student",
    "beta-session",
    "beta-planned",
    "beta-teacher-line",
    "beta-home",
    "beta-rate",
    "beta-connection",
    "beta-admin-token",
    "beta",
    "bGl2ZWtpdDpiZXRhLXN0cmFuZ2Vy",
    "%00",
    "..%2F..%2Fetc%2Fpasswd",
];

/// Routes that answer with pages.
fn pages(method: Method) -> impl Iterator<Item = Route> {
    let routes = rollcall::server::routes().into_iter();
    routes.filter(move |route| route.declaration.is_page && route.declaration.method == method)
}

/// Those of them that ask for a login.
fn guarded(method: Method) -> impl Iterator<Item = Route> {
    pages(method).filter(|route| route.declaration.access != RouteAccess::Public)
}

/// An address of a route with this in the place of what it names.
fn filled(path: &str, id: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { id } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// Asks as a browser does: with a cookie, and for a form from our own page.
pub async fn visit(
    router: &Router,
    secret: &str,
    uri: &str,
    form: Option<&str>,
    more: &[(&'static str, &str)],
) -> (StatusCode, String) {
    let method = if form.is_some() { "POST" } else { "GET" };
    let mut headers = BTreeMap::from([
        ("host", "here".to_owned()),
        ("cookie", format!("rollcall={secret}")),
        ("content-type", "application/x-www-form-urlencoded".to_owned()),
    ]);
    headers.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
    let request =
        request(method, uri, &headers, None).map(|body| form.map_or(body, |form| form.to_owned().into()));
    send(router, request).await
}

async fn a_form_of_another_site_changes_nothing(world: World) {
    let router = world.router(rollcall::server::routes());
    let (_, secret) = start(&world, "alpha-admin").await;
    let before = world.tables.changed().await;
    let forms: Vec<Route> = pages(Method::POST).collect();
    assert!(forms.len() > 3);
    for route in forms {
        for headers in [[("sec-fetch-site", "cross-site")], [("origin", "https://evil.example")]] {
            let uri = filled(route.declaration.path, "alpha-session");
            let form = "email=a%40b.example&password=x&name=Evil&language=ar&person=alpha-student&reason=x";
            let (status, body) = visit(&router, &secret, &uri, Some(form), &headers).await;
            // Sent by mail programs, which are no pages of ours: there the signed link says who asks, and this is none.
            if route.declaration.path == "/unsubscribe/{token}" {
                assert_eq!(status, StatusCode::NOT_FOUND, "{body}");
                continue;
            }
            assert_eq!(status, StatusCode::FORBIDDEN, "{} with {headers:?}: {body}", route.name());
        }
    }
    assert_eq!(world.tables.changed().await, before);
}

async fn what_another_organization_has_is_not_there(world: World) {
    let router = world.router(rollcall::server::routes());
    let (_, secret) = start(&world, "alpha-admin").await;
    let before = world.tables.changed().await;
    let mut wrong = Vec::new();
    for route in pages(Method::GET).filter(|route| route.declaration.path.contains('{')) {
        for id in FOREIGN_IDS {
            let (status, body) =
                visit(&router, &secret, &filled(route.declaration.path, id), None, &[]).await;
            if status != StatusCode::NOT_FOUND {
                wrong.push(format!("{} of {id}: {status}", route.name()));
            }
            if body.replace(id, "").contains("beta-") {
                wrong.push(format!("{} of {id} names something of beta: {body}", route.name()));
            }
        }
    }
    // What is done to them is refused too, whatever stands in the form.
    for route in pages(Method::POST).filter(|route| route.declaration.path.contains('{')) {
        for id in FOREIGN_IDS {
            let form =
                "name=Evil&person=beta-student&outcome=present&reason=x&minutes=5&for=pay&who=organization";
            let own = [("sec-fetch-site", "same-origin")];
            let (status, body) =
                visit(&router, &secret, &filled(route.declaration.path, id), Some(form), &own).await;
            // A login that is not there has ended, which is all that was asked for.
            let is_ended =
                route.declaration.path == "/account/logins/{id}/end" && status == StatusCode::SEE_OTHER;
            if !status.is_client_error() && !is_ended {
                wrong.push(format!("{} of {id}: {status} {body}", route.name()));
            }
        }
    }
    let after = world.tables.changed().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(after.iter().filter(|row| row.organization == "beta").count(), 0, "{before:?} {after:?}");
}

async fn an_address_nobody_would_type_is_refused_in_words(world: World) {
    let router = world.router(rollcall::server::routes());
    let (_, secret) = start(&world, "alpha-admin").await;
    let asked = [
        "year=0&month=0",
        "year=0&month=1",
        "year=-1&month=13",
        "year=99999999999999999999&month=1",
        "month=0000-00",
        "day=0000-00-00&week=0000-00-00&from=0000-00-00&to=0000-00-00",
        "day=9999-12-31&week=9999-12-31&from=9999-12-31&to=0001-01-01",
        "day=-262143-01-01&from=%2B262142-12-31",
        "cursor=garbage",
        "cursor=bnVsbA&page=-1&limit=1000000",
        "q=%00%FF%F0%9F&search=%25%5C_%27&role=none&status=none&kind=none&person=%3Cscript%3Ewindow.hacked",
        "&&==&%&=%zz",
    ];
    let mut wrong = Vec::new();
    for route in pages(Method::GET).filter(|route| !route.declaration.path.contains("/live")) {
        for query in asked {
            let uri = format!("{}?{query}", filled(route.declaration.path, "alpha-session"));
            let (status, body) = visit(&router, &secret, &uri, None, &[]).await;
            let in_words = status.is_success() || status.is_redirection() || status.is_client_error();
            if !in_words || body.contains("<script>window.hacked") {
                wrong.push(format!("{uri}: {status}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn ten_thousand_rows_are_a_hundred_and_a_next_page(world: World) {
    let router = world.router(rollcall::server::routes());
    let (_, secret) = start(&world, "alpha-admin").await;
    let mut write = world.app.store.write().await.unwrap();
    for n in 0..10_000_i64 {
        let (who, start) = (format!("many-{n}"), Timestamp::from_seconds(NOW + n * 60).plus(DAY));
        insert_person(&mut write, "alpha", &who, Role::Student, None, true, world.app.now()).await;
        insert_session(&mut write, "alpha", &who, Platform::Onsite, ("teacher", &["student"]), start).await;
    }
    write.commit().await.unwrap();
    for list in ["/people", "/sessions"] {
        let (status, body) = visit(&router, &secret, list, None, &[]).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        let rows = body.split("<tbody").nth(1).unwrap().matches("<tr").count();
        assert_eq!(rows, 100, "{list}");
        let next = body.split("rel=\"next\"").next().unwrap();
        assert!(next.len() < body.len(), "{list} has no next page");
        assert!(body.len() < 400_000, "{list} is {} bytes long", body.len());
    }
    for route in pages(Method::GET).filter(|route| !route.declaration.path.contains("/live")) {
        let begun = std::time::Instant::now();
        let uri = filled(route.declaration.path, "alpha-session");
        let (status, body) = visit(&router, &secret, &uri, None, &[]).await;
        assert!(!status.is_server_error(), "{uri}: {status}");
        let rows = body.matches("<tr").count();
        assert!(rows <= 300, "{uri} has {rows} rows after {:?}", begun.elapsed());
    }
}

async fn whoever_was_away_too_long_comes_back_to_the_same_place(world: World) {
    let router = world.router(rollcall::server::routes());
    let (_, secret) = start(&world, "alpha-admin").await;
    let (status, _) = visit(&router, &secret, "/sessions", None, &[]).await;
    assert_eq!(status, StatusCode::OK);
    world.clock.advance(31 * DAY);
    for route in guarded(Method::GET) {
        let uri = format!("{}?show=past", filled(route.declaration.path, "alpha-session"));
        let headers = BTreeMap::from([("cookie", format!("rollcall={secret}"))]);
        let (status, location) = crate::world::led_to(&router, request("GET", &uri, &headers, None)).await;
        let wanted: String = url::form_urlencoded::byte_serialize(uri.as_bytes()).collect();
        assert_eq!((status.as_u16(), location), (303, format!("/login?next={wanted}")), "{uri}");
    }
    let own = [("sec-fetch-site", "same-origin")];
    for route in guarded(Method::POST) {
        let path = filled(route.declaration.path, "alpha-session");
        let form = "_page=%2Fsessions&reason=because+of+%3Cb%3Erain%3C%2Fb%3E";
        let (status, body) = visit(&router, &secret, &path, Some(form), &own).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}");
        assert!(body.contains("name=\"_kept_fields\"") && body.contains("because"), "{path}: {body}");
        assert!(!body.contains("<b>rain"), "{path}: {body}");
    }
}

crate::on_both_databases!(
    a_form_of_another_site_changes_nothing,
    what_another_organization_has_is_not_there,
    an_address_nobody_would_type_is_refused_in_words,
    ten_thousand_rows_are_a_hundred_and_a_next_page,
    whoever_was_away_too_long_comes_back_to_the_same_place,
);
