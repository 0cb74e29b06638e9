//! The log of messages, and what stands on the page of one.

use crate::domain::notification::event::Channel;
use crate::domain::notification::fact::{Fact, FactContent};
use crate::domain::people::Role;
use crate::domain::time::MINUTE;
use crate::store::notification::attempts::DeliveryAttempt;
use crate::store::notification::deliveries::{DeliveryEnd, NewDelivery};
use crate::testing::{TestServer, without_isolates};

/// A parent was to be told of a student's arrival, and the mail server refused it.
async fn dead(server: &TestServer) -> String {
    let (organization, now) = (server.organization(), server.app.now());
    let content = FactContent::Arrival { venue_id: "v".to_owned(), at: now };
    let person_id = Some(server.person(Role::Student).to_owned());
    let fact = Fact { key: "arrival:v:p:0".to_owned(), person_id, occurred_at: now, content };
    let new = NewDelivery {
        id: server.app.new_id(),
        channel: Channel::Email,
        recipient_id: server.person(Role::Parent).to_owned(),
        fact_key: fact.key.clone(),
        due_at: now,
        may_join: false,
    };
    let mut write = server.app.store.write().await.unwrap();
    write.insert_facts(organization, &[fact], now).await.unwrap();
    write.insert_deliveries(organization, std::slice::from_ref(&new), now).await.unwrap();
    let until = now.plus(MINUTE);
    let claimed =
        write.claim_deliveries(organization, Channel::Email, None, now, until, 1).await.unwrap().remove(0);
    let attempt = DeliveryAttempt {
        number: claimed.fence,
        at: now,
        is_sent: false,
        address: "parent@home.example".to_owned(),
        detail: "550 no such \u{202e}user".to_owned(),
        status: Some(550),
        request: Some(r#"{"type":"<b>"}"#.to_owned()),
        answer: Some("not\u{202e} JSON".to_owned()),
        millis: 42,
    };
    write.insert_delivery_attempt(organization, &new.id, &attempt).await.unwrap();
    assert!(write.end_delivery(organization, &claimed, DeliveryEnd::Dead("refused"), now).await.unwrap());
    write.commit().await.unwrap();
    new.id
}

#[tokio::test]
async fn a_message_that_was_given_up_is_seen_and_sent_again() {
    let server = TestServer::new().await;
    let id = dead(&server).await;
    let (status, html) = server.get("/messages").html_by(Role::Admin).await;
    let html = without_isolates(&html);
    assert_eq!(status, 200);
    assert!(html.contains("1 message reached nobody") && html.contains("/messages?state=dead"), "{html}");
    assert!(html.contains("Arrival at a place") && html.contains("refused for good"), "{html}");
    let path = format!("/messages/{id}");
    let (_, html) = server.get(&path).html_by(Role::Admin).await;
    let html = without_isolates(&html);
    assert!(html.contains("It did not reach parent and was given up: refused for good."), "{html}");
    assert!(html.contains("550 no such \\u202euser") && html.contains("not\\u202e JSON"), "{html}");
    assert!(html.contains("&quot;type&quot;: &quot;&lt;b&gt;&quot;"), "pretty: {html}");
    let (status, to) = server.form(&format!("{path}/again"), "").html_by(Role::Admin).await;
    assert_eq!((status.as_u16(), to.as_str()), (303, path.as_str()));
    let (_, one) = server.get(&format!("/api/v1/deliveries/{id}")).by(Role::Admin).await;
    assert_eq!((one["state"].as_str(), one["attemptCount"].as_i64()), (Some("waiting"), Some(1)));
    let (status, _) = server.form(&format!("{path}/again"), "_page=%2Fmessages").html_by(Role::Admin).await;
    assert_eq!(status, 409, "it waits already");
    let (_, log) = server.get("/audit-log").html_by(Role::Admin).await;
    assert!(log.contains("Message sent again"), "{log}");
}

#[tokio::test]
async fn messages_are_filtered_by_whom_how_what_and_when() {
    let server = TestServer::new().await;
    let id = dead(&server).await;
    for (query, is_there) in [
        ("name=parent", true),
        ("name=student", false),
        ("channel=email", true),
        ("channel=push", false),
        ("state=dead", true),
        ("state=sent", false),
        ("event=arrival", true),
        ("event=late", false),
        ("from=2026-01-05&to=2026-01-05", true),
        ("to=2026-01-04", false),
        ("name=nobody+here", false),
    ] {
        let (status, html) = server.get(&format!("/messages?{query}")).html_by(Role::Admin).await;
        assert_eq!((status.as_u16(), html.contains(&format!("/messages/{id}"))), (200, is_there), "{query}");
    }
    assert_eq!(server.get("/messages?from=yesterday").html_by(Role::Admin).await.0, 400);
    assert_eq!(server.get("/messages?to_whom=nobody").html_by(Role::Admin).await.0, 404);
    assert_eq!(server.get("/messages/nothing").html_by(Role::Admin).await.0, 404);
    assert_eq!(server.get("/messages").html_by(Role::Receptionist).await.0, 403);
}
