//! The log of messages, and what stands on the page of one.

use crate::domain::notification::event::Channel;
use crate::domain::notification::fact::{Fact, FactContent, SessionBrief};
use crate::domain::people::Role;
use crate::domain::session::Kind;
use crate::domain::time::{HOUR, MINUTE};
use crate::store::notification::attempts::DeliveryAttempt;
use crate::store::notification::deliveries::{DeliveryEnd, NewDelivery};
use crate::testing::{TestServer, without_isolates};

/// A parent was to be told of a student's arrival, and the mail server refused it.
async fn dead(server: &TestServer) -> String {
    let now = server.app.now();
    let content = FactContent::Arrival { venue_id: "v".to_owned(), at: now };
    let person_id = Some(server.person(Role::Student).to_owned());
    let fact = Fact { key: "arrival:v:p:0".to_owned(), person_id, occurred_at: now, content };
    dead_of(server, Channel::Email, fact).await
}

/// A lesson of tomorrow was cancelled today, and the mail to a parent was refused.
async fn dead_of_cancelled(server: &TestServer, channel: Channel) -> String {
    let now = server.app.now();
    let start = now.plus(26 * HOUR);
    let session = SessionBrief {
        session_id: "s".to_owned(),
        title: Some("Algebra".to_owned()),
        kind: Kind::Academic,
        start,
        end: start.plus(HOUR),
    };
    let content = FactContent::SessionCancelled { session, reason: Some("The teacher is ill.".to_owned()) };
    let fact = Fact { key: "cancelled:s".to_owned(), person_id: None, occurred_at: now, content };
    dead_of(server, channel, fact).await
}

async fn dead_of(server: &TestServer, channel: Channel, fact: Fact) -> String {
    let (organization, now) = (server.organization(), server.app.now());
    let new = NewDelivery {
        id: server.app.new_id(),
        channel,
        recipient_id: server.person(Role::Parent).to_owned(),
        fact_key: fact.key.clone(),
        due_at: now,
        may_join: false,
    };
    let mut write = server.app.store.write().await.unwrap();
    write.insert_facts(organization, &[fact], now).await.unwrap();
    write.insert_deliveries(organization, std::slice::from_ref(&new), now).await.unwrap();
    let until = now.plus(MINUTE);
    let claimed = write.claim_deliveries(organization, channel, None, now, until, 1).await.unwrap().remove(0);
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

#[tokio::test]
async fn the_page_of_a_letter_says_what_its_reader_was_told_in_their_language() {
    let server = TestServer::new().await;
    let id = dead_of_cancelled(&server, Channel::Email).await;
    let wishes = format!("/people/{}/notifications", server.person(Role::Parent));
    let form = "session_cancelled=email&wished_language=ar";
    assert_eq!(server.form(&wishes, form).html_by(Role::Admin).await.0, 303);
    let (_, html) = server.get(&format!("/messages/{id}")).html_by(Role::Admin).await;
    let html = without_isolates(&html);
    assert!(html.contains(r#"lang="ar" dir="rtl""#) && html.contains("composed anew"), "{html}");
    assert!(html.contains("أُلغيت") || html.contains("ألغيت") || html.contains("إلغاء"), "in words: {html}");
    assert!(html.contains("The teacher is ill."), "and why: {html}");
    let lesson = server.app.now().plus(26 * HOUR).to_string();
    assert!(html.contains(&format!("datetime=\"{lesson}\"")), "when the lesson was: {html}");
    assert!(!html.contains("/unsubscribe"), "nobody else's link: {html}");
    let (_, list) = server.get("/messages").html_by(Role::Admin).await;
    let list = without_isolates(&list);
    let row = list.split(&format!("message-{id}")).nth(1).expect("a row");
    let what = row.split("</td>").next().expect("a cell");
    assert!(what.contains("Algebra") && what.contains("6 Jan"), "the lesson and its day: {what}");
}

#[tokio::test]
async fn what_has_to_be_mended_first_is_said_instead_of_sending_again() {
    let server = TestServer::new().await;
    let id = dead_of_cancelled(&server, Channel::Email).await;
    let (page, again) = (format!("/messages/{id}"), format!("/messages/{id}/again"));
    let parent = server.person(Role::Parent);
    let offers = async |path: &str| {
        let (_, html) = server.get(path).html_by(Role::Admin).await;
        (html.contains(&format!("action=\"{again}\"")), without_isolates(&html))
    };
    let api = format!("/api/v1/people/{parent}");
    let address = |email: serde_json::Value| server.patch(&api, serde_json::json!({"email": email}));
    assert_eq!(address("parent@home.example".into()).by(Role::Admin).await.0, 200);
    assert!(offers(&page).await.0 && offers("/messages").await.0);
    assert_eq!(address(serde_json::Value::Null).by(Role::Admin).await.0, 200);
    let (is_offered, html) = offers(&page).await;
    assert!(!is_offered && html.contains("parent has no e-mail address"), "{html}");
    assert!(html.contains(&format!(r#"class="button small" href="/people/{parent}""#)), "{html}");
    assert!(!offers("/messages").await.0, "nor in the list");
    assert_eq!(server.form(&again, "").html_by(Role::Admin).await.0, 303, "who asks for it all the same");
}

#[tokio::test]
async fn a_message_to_browsers_that_are_gone_is_not_offered_again() {
    let server = TestServer::new().await;
    let id = dead_of_cancelled(&server, Channel::Push).await;
    let (_, html) = server.get(&format!("/messages/{id}")).html_by(Role::Admin).await;
    let html = without_isolates(&html);
    assert!(html.contains("No browser of parent") && !html.contains("Send again"), "{html}");
}

#[tokio::test]
async fn a_name_that_nobody_has_is_said_to_be_nobodys() {
    let server = TestServer::new().await;
    let (_, html) = server.get("/messages?name=zzzz").html_by(Role::Admin).await;
    let html = without_isolates(&html);
    assert!(html.contains("Nobody here is called zzzz.") && !html.contains("may be meant"), "{html}");
}
