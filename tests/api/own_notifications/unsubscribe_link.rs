//! The link that switches e-mails off without a login.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use rollcall::app::notify::unsubscribe;
use rollcall::domain::notification::event::NotificationEvent;
use rollcall::domain::people::preferences::Language;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{audited, preferences_of, router};
use crate::world::{World, ask};

const BASE: &str = "http://127.0.0.1:8080";

/// What a link is asked with: nobody's cookie, another site's origin.
async fn follow(
    router: &Router,
    method: &str,
    uri: &str,
    language: &str,
    body: &'static str,
) -> (StatusCode, String) {
    let request = Request::builder()
        .method(method)
        .uri(uri.strip_prefix(BASE).unwrap_or(uri))
        .header(header::ACCEPT_LANGUAGE, language)
        .header(header::ORIGIN, "https://mail.example")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8_lossy(&bytes).replace(['\u{2068}', '\u{2069}'], ""))
}

async fn one_click_switches_off_the_e_mails_of_a_link_and_nothing_else(world: World) {
    let (router, parent) = (router(&world), world.token("alpha", "alpha-parent"));
    let own = preferences_of("alpha-parent");
    let events = async || ask(&router, &parent, "GET", &own, Value::Null).await.1["events"].clone();
    let both = json!({"events": {"arrival": ["email", "push"]}});
    ask(&router, &parent, "PUT", &own, both).await;
    let link = unsubscribe::address(
        &world.app,
        "alpha",
        "alpha-parent",
        &[NotificationEvent::Arrival, NotificationEvent::Absence, NotificationEvent::Late],
    );
    assert!(link.starts_with(&format!("{BASE}/unsubscribe/")), "{link}");

    // Programs that look for bad mail open every link.
    let before = events().await;
    let (status, page) = follow(&router, "GET", &link, "en", "").await;
    assert_eq!(status, 200, "{page}");
    assert!(page.contains("alpha parent, alpha academy will send you no more e-mails about:"), "{page}");
    assert!(page.contains("Arrival") && page.contains("Absence") && !page.contains("<li>Late"), "{page}");
    assert_eq!(events().await, before, "looking changes nothing");

    let (status, page) = follow(&router, "POST", &link, "en", "List-Unsubscribe=One-Click").await;
    assert_eq!(status, 200, "{page}");
    assert!(page.contains("Done. alpha academy sends alpha parent no more e-mails about:"), "{page}");
    assert!(page.contains("href=\"/me/notifications\""), "{page}");
    let after = events().await;
    assert_eq!((&after["arrival"], &after["absence"]), (&json!(["push"]), &json!([])));
    assert_eq!((&after["correction"], &after["session_moved"]), (&json!(["email"]), &json!(["email"])));

    // Again, with and without a body.
    for (method, body) in [("POST", ""), ("POST", "List-Unsubscribe=One-Click"), ("GET", "")] {
        let (status, page) = follow(&router, method, &link, "en", body).await;
        assert_eq!(status, 200);
        assert!(page.contains("These e-mails are stopped already."), "{method}: {page}");
        assert_eq!(events().await, after);
    }
    let log = audited(&world, &router, "notifications.unsubscribed").await;
    assert_eq!(log.len(), 1, "{log:?}");
    assert_eq!(
        (&log[0]["actorId"], &log[0]["detail"]["events"]),
        (&json!("alpha-parent"), &json!(["arrival", "absence"]))
    );

    // Switched on again, the old link works again: it has no end.
    ask(&router, &parent, "PUT", &own, json!({"events": {"late": ["email"]}})).await;
    world.clock.advance(3 * 365 * 86_400_000);
    let (_, page) = follow(&router, "POST", &link, "en", "").await;
    assert!(page.contains("Done.") && page.contains("<li>Late"), "{page}");
}

async fn a_reader_chooses_what_stops_and_takes_it_back_without_a_login(world: World) {
    let router = router(&world);
    let named = [NotificationEvent::Arrival, NotificationEvent::Absence];
    let link = unsubscribe::address(&world.app, "alpha", "alpha-parent", &named);
    let parent = (world.token("alpha", "alpha-parent"), preferences_of("alpha-parent"));
    let events = async || ask(&router, &parent.0, "GET", &parent.1, Value::Null).await.1["events"].clone();
    let all = json!({"arrival": ["email", "push"], "absence": ["email"]});
    ask(&router, &parent.0, "PUT", &parent.1, json!({"events": all})).await;

    let (_, page) = follow(&router, "GET", &link, "en", "").await;
    assert!(page.contains("value=\"arrival\"") && page.contains("value=\"absence\""), "{page}");
    let (_, page) = follow(&router, "POST", &link, "en", "choose=1").await;
    assert!(page.contains("Nothing was chosen"), "{page}");
    assert_eq!(events().await["arrival"], json!(["email", "push"]));
    // What the link does not name is not its matter.
    let (_, page) = follow(&router, "POST", &link, "en", "choose=1&event=arrival&event=correction").await;
    assert!(page.contains("<li>Arrival") && !page.contains("<li>Absence"), "{page}");
    let stopped = events().await;
    assert_eq!((&stopped["arrival"], &stopped["absence"]), (&json!(["push"]), &json!(["email"])));
    assert_eq!(stopped["correction"], json!(["email"]));
    assert!(page.contains("name=\"again\""), "{page}");

    let (_, page) = follow(&router, "POST", &link, "en", "again=1&event=arrival&event=late").await;
    assert!(page.contains("again:") && page.contains("<li>Arrival") && !page.contains("Late"), "{page}");
    let back = events().await;
    assert_eq!((&back["arrival"], &back["late"]), (&json!(["email", "push"]), &stopped["late"]));
}

async fn the_page_of_a_link_speaks_its_readers_language(world: World) {
    let router = router(&world);
    let link = unsubscribe::address(&world.app, "alpha", "alpha-parent", &[NotificationEvent::Absence]);
    let (_, page) = follow(&router, "GET", &link, "ru", "").await;
    assert!(page.contains("lang=\"ru\"") && page.contains("Отсутствие"), "as the browser says: {page}");
    let mut write = world.app.store.write().await.unwrap();
    write.set_language("alpha", "alpha-parent", Some(Language::Arabic)).await.unwrap();
    write.commit().await.unwrap();
    let (_, page) = follow(&router, "GET", &link, "ru", "").await;
    assert!(page.contains("dir=\"rtl\"") && page.contains("الغياب"), "as they chose: {page}");
}

async fn a_changed_link_is_refused_kindly_and_changes_nothing(world: World) {
    let router = router(&world);
    let link = unsubscribe::address(&world.app, "alpha", "alpha-parent", &[NotificationEvent::Absence]);
    let gone = unsubscribe::address(&world.app, "alpha", "alpha-nobody", &[NotificationEvent::Absence]);
    let shorter = &link[..link.len() - 3];
    let longer = format!("{link}AA");
    let mut other = link.clone();
    let last = other.pop().unwrap();
    other.insert(BASE.len() + "/unsubscribe/".len() + 8, last);
    for bad in [
        gone.as_str(),
        shorter,
        &longer,
        &other,
        &format!("{BASE}/unsubscribe/x"),
        &format!("{BASE}/unsubscribe/%00"),
    ] {
        for method in ["GET", "POST"] {
            let (status, page) = follow(&router, method, bad, "en", "").await;
            assert_eq!(status, 404, "{method} {bad}: {page}");
            assert!(page.contains("This link does not work") || bad.ends_with("%00"), "{page}");
            assert!(!page.contains("alpha"), "{page}");
        }
    }
    assert!(world.tables.changed().await.is_empty());
}

crate::on_both_databases!(
    one_click_switches_off_the_e_mails_of_a_link_and_nothing_else,
    a_reader_chooses_what_stops_and_takes_it_back_without_a_login,
    the_page_of_a_link_speaks_its_readers_language,
    a_changed_link_is_refused_kindly_and_changes_nothing,
);
