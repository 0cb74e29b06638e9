//! What people are told, from their side: their wishes and who else may set them, what they were told, their browsers, and
//! the link that switches e-mails off without a login.

use std::collections::BTreeSet;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use rollcall::app::App;
use rollcall::app::notify::unsubscribe;
use rollcall::config::Config;
use rollcall::domain::notification::event::{Channel, NotificationEvent};
use rollcall::domain::notification::fact::{Fact, FactContent, SessionBrief};
use rollcall::domain::people::preferences::Language;
use rollcall::domain::session::Kind;
use rollcall::domain::time::Timestamp;
use rollcall::ids::IdGenerator;
use rollcall::store::notification::deliveries::NewDelivery;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::cookies::start;
use crate::pages::visit;
use crate::world::{NOW, World, ask};

const BASE: &str = "http://127.0.0.1:8080";
const P256DH: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

fn router(world: &World) -> Router {
    world.router(rollcall::server::routes())
}

fn preferences_of(person: &str) -> String {
    format!("/api/v1/people/{person}/notification-preferences")
}

/// The rows of the audit log of this action, the newest first.
async fn audited(world: &World, router: &Router, action: &str) -> Vec<Value> {
    let admin = world.token("alpha", "alpha-admin");
    let (_, mut log) = ask(router, &admin, "GET", "/api/v1/audit-log", Value::Null).await;
    let mut rows: Vec<Value> = serde_json::from_value(log["items"].take()).unwrap();
    rows.retain(|one| one["action"] == action);
    rows
}

async fn wishes_are_kept_and_what_is_left_out_stays(world: World) {
    let (router, parent) = (router(&world), world.token("alpha", "alpha-parent"));
    let own = preferences_of("alpha-parent");
    let get = async || ask(&router, &parent, "GET", &own, Value::Null).await.1;
    let put = async |body: Value| ask(&router, &parent, "PUT", &own, body).await;
    let default = get().await;
    assert_eq!(default["events"].as_object().unwrap().len(), NotificationEvent::ALL.len());
    assert_eq!((&default["events"]["arrival"], &default["events"]["late"]), (&json!(["email"]), &json!([])));
    assert_eq!(
        (&default["language"], &default["timeZone"], &default["quietHours"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );

    let (status, all) = put(json!({
        "language": "ar", "timeZone": "Asia/Kolkata", "quietHours": {"from": "22:00", "to": "07:00"},
        "events": {"arrival": ["push", "email"], "absence": []},
    }))
    .await;
    assert_eq!(status, 200, "{all}");
    assert_eq!(get().await, all, "what is answered holds");
    assert_eq!(all["events"]["arrival"], json!(["email", "push"]));
    assert_eq!((&all["events"]["absence"], &all["events"]["correction"]), (&json!([]), &json!(["email"])));
    assert_eq!(all["quietHours"], json!({"from": "22:00", "to": "07:00"}));

    assert_eq!(put(json!({})).await, (StatusCode::OK, all.clone()), "nothing is left out of nothing");
    let (_, some) = put(json!({"quietHours": null, "timeZone": null, "events": {"late": ["push"]}})).await;
    let expected = |mut all: Value| {
        (all["quietHours"], all["timeZone"], all["events"]["late"]) =
            (Value::Null, Value::Null, json!(["push"]));
        all
    };
    assert_eq!(some, expected(all));
    assert_eq!(put(json!({"language": null})).await.1["language"], Value::Null);

    // Each change is in the audit log with what it changed, and what changes nothing is not.
    let log = audited(&world, &router, "notifications.changed").await;
    assert_eq!(log.len(), 3, "{log:?}");
    let newest = &log[0];
    assert_eq!(
        (&newest["actorId"], &newest["subject"]),
        (&json!("alpha-parent"), &json!("person:alpha-parent"))
    );
    assert_eq!(newest["detail"], json!({"before": {"language": "ar"}, "after": {"language": null}}));
}

async fn a_parent_sets_those_of_the_children_and_an_admin_everybodys(world: World) {
    let router = router(&world);
    let body = json!({"events": {"absence": ["push"]}});
    for (who, whose, status) in [
        ("alpha-parent", "alpha-child", 200),
        ("alpha-parent", "alpha-parent", 200),
        ("alpha-parent", "alpha-other-student", 403),
        ("alpha-parent", "alpha-student", 403),
        ("alpha-student", "alpha-student", 200),
        ("alpha-student", "alpha-child", 403),
        // Whom one teaches is no reason.
        ("alpha-teacher", "alpha-student", 403),
        ("alpha-receptionist", "alpha-student", 403),
        ("alpha-finance", "alpha-student", 403),
        ("alpha-admin", "alpha-other-student", 200),
        ("alpha-admin", "beta-student", 404),
        ("alpha-parent", "beta-child", 404),
    ] {
        let token = world.token("alpha", who);
        for (method, body) in [("GET", Value::Null), ("PUT", body.clone())] {
            let (found, answer) = ask(&router, &token, method, &preferences_of(whose), body).await;
            assert_eq!(found.as_u16(), status, "{method} by {who} of {whose}: {answer}");
        }
    }
}

async fn wrong_wishes_are_refused_by_their_field(world: World) {
    let (router, parent) = (router(&world), world.token("alpha", "alpha-parent"));
    let hours = |from: &str, to: &str| json!({"quietHours": {"from": from, "to": to}});
    for (body, status, code, field) in [
        (json!({"events": {"eclipse": []}}), 400, "invalid_body", "events.eclipse"),
        (json!({"events": {"arrival": ["pigeon"]}}), 400, "invalid_body", "events.arrival"),
        (json!({"events": {"arrival": ["email", "webhook"]}}), 400, "invalid_body", "events.arrival"),
        (json!({"events": {"arrival": "email"}}), 400, "invalid_body", "events.arrival"),
        (json!({"events": []}), 400, "invalid_body", "events"),
        (json!({"language": "fr"}), 400, "invalid_body", "language"),
        (json!({"colour": "red"}), 400, "invalid_body", "colour"),
        (json!({"timeZone": "Mars/Olympus"}), 422, "invalid_time_zone", "timeZone"),
        (json!({"quietHours": {"from": "22:00"}}), 400, "invalid_body", "quietHours"),
        (hours("22:00", "22:00"), 422, "invalid_quiet_hours", "quietHours"),
        (hours("24:00", "07:00"), 422, "invalid_quiet_hours", "quietHours"),
        (hours("22", "7"), 422, "invalid_quiet_hours", "quietHours"),
        (hours("", "\u{202e}"), 422, "invalid_quiet_hours", "quietHours"),
    ] {
        let (found, problem) =
            ask(&router, &parent, "PUT", &preferences_of("alpha-parent"), body.clone()).await;
        let expected = (status, &json!(code), &json!(field));
        assert_eq!((found.as_u16(), &problem["code"], &problem["field"]), expected, "{body}: {problem}");
    }
    assert!(world.tables.changed().await.is_empty());
}

/// Somebody of alpha is told facts, each a minute after the other.
async fn tell(world: &World, who: &str, facts: &[Fact]) {
    let mut write = world.app.store.write().await.unwrap();
    let now = world.app.now();
    write.insert_facts("alpha", facts, now).await.unwrap();
    for (n, fact) in facts.iter().enumerate() {
        let one = NewDelivery {
            id: format!("{who}-{}", fact.key),
            channel: Channel::Email,
            recipient_id: who.into(),
            fact_key: fact.key.clone(),
            due_at: now.plus(60_000 * i64::try_from(n).unwrap()),
            may_join: false,
        };
        write.insert_deliveries("alpha", &[one], now).await.unwrap();
    }
    write.commit().await.unwrap();
}

fn absence(key: &str, who: &str) -> Fact {
    let session = SessionBrief {
        session_id: "alpha-session".into(),
        title: Some("Tajweed".into()),
        kind: Kind::Quran,
        start: Timestamp::from_seconds(NOW),
        end: Timestamp::from_seconds(NOW + 3_600),
    };
    let content = FactContent::Absence { session };
    Fact { key: key.into(), person_id: Some(who.into()), occurred_at: Timestamp::from_seconds(NOW), content }
}

async fn what_was_told_is_listed_page_by_page_until_it_is_seen(world: World) {
    let (router, parent) = (router(&world), world.token("alpha", "alpha-parent"));
    let get = async |query: &str| {
        let uri = format!("/api/v1/me/notifications{query}");
        ask(&router, &parent, "GET", &uri, Value::Null).await.1
    };
    assert_eq!(get("").await, json!({"items": [], "next": null, "unseen": 0}));
    let facts = ["one", "two", "three"].map(|key| absence(key, "alpha-child"));
    tell(&world, "alpha-parent", &facts).await;
    world.clock.advance(180_000);
    let all = get("").await;
    let keys = |page: &Value| -> Vec<String> {
        page["items"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        (keys(&all), &all["unseen"], &all["next"]),
        (vec!["three".into(), "two".into(), "one".into()], &json!(3), &Value::Null)
    );
    let newest = &all["items"][0];
    assert_eq!((&newest["event"], &newest["isSeen"]), (&json!("absence"), &json!(false)));
    assert_eq!((&newest["personId"], &newest["personName"]), (&json!("alpha-child"), &json!("alpha child")));
    assert_eq!((&newest["sessionId"], &newest["venueId"]), (&json!("alpha-session"), &Value::Null));
    assert_eq!(
        (&newest["data"]["event"], &newest["data"]["session"]["title"]),
        (&json!("absence"), &json!("Tajweed"))
    );
    assert_eq!(
        (newest["occurredAt"].as_str(), newest["toldAt"].as_str()),
        (Some("2026-01-05T08:00:00.000Z"), Some("2026-01-05T08:02:00.000Z"))
    );

    let first = get("?limit=2").await;
    let rest = get(&format!("?limit=2&cursor={}", first["next"].as_str().unwrap())).await;
    assert_eq!(
        (keys(&first), keys(&rest), &rest["next"]),
        (vec!["three".into(), "two".into()], vec!["one".into()], &Value::Null)
    );
    for (query, code) in
        [("?limit=0", "invalid_limit"), ("?cursor=x", "invalid_cursor"), ("?before=1", "unknown_parameter")]
    {
        assert_eq!(get(query).await["code"], code);
    }

    let seen = "/api/v1/me/notifications/seen";
    assert_eq!(ask(&router, &parent, "POST", seen, Value::Null).await.0, 204);
    let all = get("").await;
    assert_eq!((&all["unseen"], &all["items"][2]["isSeen"]), (&json!(0), &json!(true)));
    let other = world.token("alpha", "alpha-finance");
    assert_eq!(
        ask(&router, &other, "GET", "/api/v1/me/notifications", Value::Null).await.1["items"],
        json!([])
    );
}

async fn the_bell_has_a_number_until_the_page_was_opened(world: World) {
    let router = router(&world);
    let (_, secret) = start(&world, "alpha-parent").await;
    tell(&world, "alpha-parent", &["one", "two"].map(|key| absence(key, "alpha-child"))).await;
    world.clock.advance(180_000);
    let get = async |uri: &str| {
        let (status, html) = visit(&router, &secret, uri, None, &[]).await;
        assert_eq!(status, 200, "{uri}: {html}");
        html.replace(['\u{2068}', '\u{2069}'], "")
    };
    let before = get("/family").await;
    assert!(before.contains("aria-label=\"My notifications, 2 new\""), "{before}");
    let page = get("/me/notifications").await;
    assert!(
        page.contains("2 new notifications.") && page.contains("alpha child was not in Tajweed"),
        "{page}"
    );
    assert!(
        page.contains("aria-label=\"My notifications\"") && page.contains("href=\"/sessions/alpha-session\"")
    );
    assert!(page.contains("They are about your children: alpha child."), "{page}");
    let again = get("/me/notifications").await;
    assert!(again.contains("Nothing new.") && again.contains("alpha child was not in Tajweed"), "{again}");
    assert!(!get("/family").await.contains(" new\""));
}

fn browser(endpoint: &str) -> Value {
    json!({"endpoint": endpoint, "expirationTime": null, "keys": {"p256dh": P256DH, "auth": AUTH}})
}

async fn a_browser_is_added_renewed_taken_over_and_removed(world: World) {
    const PATH: &str = "/api/v1/me/push-subscriptions";
    let router = router(&world);
    let (parent, student) = (world.token("alpha", "alpha-parent"), world.token("alpha", "alpha-student"));
    let list = async |token: &str| ask(&router, token, "GET", PATH, Value::Null).await.1["items"].clone();
    let before = list(&parent).await;
    let (status, made) = ask(&router, &parent, "POST", PATH, browser("https://push.example/x")).await;
    assert_eq!((status.as_u16(), &made["endpoint"]), (201, &json!("https://push.example/x")));
    assert!(!made.to_string().contains(AUTH), "{made}");
    let (status, again) = ask(&router, &parent, "POST", PATH, browser("https://push.example/x")).await;
    assert_eq!((status.as_u16(), &again["id"]), (201, &made["id"]));
    assert_eq!(list(&parent).await.as_array().unwrap().len(), before.as_array().unwrap().len() + 1);

    // Somebody else logs in with it: what is meant for the first one does not come to it any more.
    let (_, taken) = ask(&router, &student, "POST", PATH, browser("https://push.example/x")).await;
    assert_eq!(list(&parent).await, before);
    let uri = format!("{PATH}/{}", taken["id"].as_str().unwrap());
    assert_eq!(ask(&router, &parent, "DELETE", &uri, Value::Null).await.0, 404);
    assert_eq!(ask(&router, &student, "DELETE", &uri, Value::Null).await.0, 204);
    assert_eq!(ask(&router, &student, "DELETE", &uri, Value::Null).await.0, 404);

    for (body, field) in [
        (browser("http://push.example/x"), "endpoint"),
        (browser("https://user:word@push.example/"), "endpoint"),
        (json!({"endpoint": "https://a.example/", "keys": {"p256dh": AUTH, "auth": AUTH}}), "keys.p256dh"),
        (json!({"endpoint": "https://a.example/", "keys": {"p256dh": P256DH, "auth": P256DH}}), "keys.auth"),
    ] {
        let (status, problem) = ask(&router, &parent, "POST", PATH, body).await;
        let found = (status.as_u16(), &problem["code"], &problem["field"]);
        assert_eq!(found, (422, &json!("invalid_push_subscription"), &json!(field)));
    }
    for n in 1..20 {
        let (status, _) =
            ask(&router, &parent, "POST", PATH, browser(&format!("https://push.example/{n}"))).await;
        assert_eq!(status, 201, "{n}");
    }
    let (status, problem) = ask(&router, &parent, "POST", PATH, browser("https://push.example/more")).await;
    assert_eq!((status.as_u16(), &problem["code"]), (409, &json!("too_many_browsers")));
    let (status, _) = ask(&router, &parent, "POST", PATH, browser("https://push.example/1")).await;
    assert_eq!(status, 201, "one that is known is renewed");
}

async fn everybody_is_given_the_same_key_which_stays(world: World) {
    let router = router(&world);
    let mut keys = BTreeSet::new();
    for who in ["alpha-parent", "alpha-admin"] {
        let (_, body) =
            ask(&router, &world.token("alpha", who), "GET", "/api/v1/me/push-key", Value::Null).await;
        keys.insert(body["publicKey"].as_str().unwrap().to_owned());
    }
    // Another replica, or the same after a restart.
    let App { store, clock, config, .. } = world.app.clone();
    let replica =
        App::with_store(store, Config::clone(&config), clock, IdGenerator::seeded(9)).await.unwrap();
    keys.insert(replica.secrets.push_public_key());
    let [key] = &keys.into_iter().collect::<Vec<_>>()[..] else { panic!("one key") };
    assert_eq!(key.len(), 87, "65 bytes in base64url: {key}");
    assert!(key.starts_with('B'), "an uncompressed point: {key}");
}

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
    wishes_are_kept_and_what_is_left_out_stays,
    a_parent_sets_those_of_the_children_and_an_admin_everybodys,
    wrong_wishes_are_refused_by_their_field,
    what_was_told_is_listed_page_by_page_until_it_is_seen,
    the_bell_has_a_number_until_the_page_was_opened,
    a_browser_is_added_renewed_taken_over_and_removed,
    everybody_is_given_the_same_key_which_stays,
    one_click_switches_off_the_e_mails_of_a_link_and_nothing_else,
    the_page_of_a_link_speaks_its_readers_language,
    a_changed_link_is_refused_kindly_and_changes_nothing,
);
