//! What somebody was told, on their list and by their bell.

use rollcall::domain::notification::event::Channel;
use rollcall::domain::notification::fact::{Fact, FactContent, SessionBrief};
use rollcall::domain::session::Kind;
use rollcall::domain::time::Timestamp;
use rollcall::store::notification::deliveries::NewDelivery;
use serde_json::{Value, json};

use super::router;
use crate::cookies::start;
use crate::pages::visit;
use crate::world::{NOW, World, ask};

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

crate::on_both_databases!(
    what_was_told_is_listed_page_by_page_until_it_is_seen,
    the_bell_has_a_number_until_the_page_was_opened,
);
