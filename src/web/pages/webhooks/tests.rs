//! Endpoints as an admin has them on pages.

use crate::domain::people::Role;
use crate::testing::{TestServer, without_isolates};

const FIELDS: &str = "url=https%3A%2F%2Fhooks.example.org%2Fx&description=%3Cscript%3Ealert(1)%3C%2Fscript%3E&events=absence&events=late&_once=o1";

/// Adds an endpoint; its page.
async fn added(server: &TestServer) -> String {
    let (status, html) = server.form("/webhooks", FIELDS).html_by(Role::Admin).await;
    assert_eq!(status, 200, "{html}");
    let (_, list) = server.get("/api/v1/webhook-endpoints").by(Role::Admin).await;
    format!("/webhooks/{}", list["items"][0]["id"].as_str().expect("an endpoint"))
}

#[tokio::test]
async fn a_secret_is_shown_once_with_a_button_that_copies_it() {
    let server = TestServer::new().await;
    let (_, empty) = server.get("/webhooks").html_by(Role::Admin).await;
    assert!(empty.contains("No system is told") && empty.contains(r#"value="session_cancelled""#), "{empty}");
    let (status, html) = server.form("/webhooks", FIELDS).html_by(Role::Admin).await;
    assert_eq!(status, 200);
    assert!(html.contains("whsec_") && html.contains(r#"data-copy="endpoint-secret""#), "{html}");
    assert!(html.contains("&lt;script&gt;alert") && !html.contains("<script>alert"), "{html}");
    assert!(!html.contains(r#"name="url""#), "no form that keeps what was typed: {html}");
    assert!(html.contains("It has been sent nothing yet"), "{html}");
    let (_, again) = server.form("/webhooks", FIELDS).html_by(Role::Admin).await;
    assert_eq!(again, html, "sent twice, it is made once");
    let (_, html) = server.get("/webhooks").html_by(Role::Admin).await;
    assert!(!html.contains("whsec_") && html.contains("Absence · Coming late"), "{html}");
    assert_eq!(server.get("/webhooks").html_by(Role::Finance).await.0, 403);
}

#[tokio::test]
async fn an_address_that_cannot_be_used_stands_there_again() {
    let server = TestServer::new().await;
    let fields = "_page=%2Fwebhooks&url=http%3A%2F%2Fhooks.example.org&description=Ours&events=late";
    let (status, html) = server.form("/webhooks", fields).html_by(Role::Admin).await;
    assert_eq!(status, 422);
    assert!(html.contains(r#"value="http://hooks.example.org""#) && html.contains("aria-invalid"), "{html}");
    assert!(html.contains(r#"value="late" checked"#), "{html}");
    assert!(html.contains("it begins with https://"), "what is wrong with it: {html}");
}

#[tokio::test]
async fn an_endpoint_is_tried_switched_changed_given_a_new_secret_and_removed() {
    let server = TestServer::new().await;
    let path = added(&server).await;
    let (status, message) = server.form(&format!("{path}/test"), "").html_by(Role::Admin).await;
    assert!(status == 303 && message.starts_with("/messages/"), "{message}");
    let (_, html) = server.get(&message).html_by(Role::Admin).await;
    assert!(html.contains("Waiting") && html.contains("It was not tried yet"), "{html}");
    let (_, html) = server.get(&path).html_by(Role::Admin).await;
    assert!(html.contains(&message) && !html.contains("whsec_"), "{html}");
    let state = format!("{path}/state");
    assert_eq!(server.form(&state, "on=no").html_by(Role::Admin).await.0, 303);
    let (_, html) = server.get(&path).html_by(Role::Admin).await;
    assert!(html.contains("switched off by hand") && !html.contains("Send a test"), "{html}");
    let refused = server.form(&format!("{path}/test"), "_page=%2Fwebhooks").html_by(Role::Admin).await;
    assert_eq!(refused.0, 409);
    assert_eq!(server.form(&state, "on=maybe").html_by(Role::Admin).await.0, 400);
    assert_eq!(server.form(&state, "on=yes").html_by(Role::Admin).await.0, 303);
    let (status, html) = server.form(&format!("{path}/rotate"), "_once=o2").html_by(Role::Admin).await;
    assert!(
        status == 200 && html.contains("whsec_") && html.contains("The old one signs too until"),
        "{html}"
    );
    let (status, to) = server.get(&format!("{path}/rotate")).html_by(Role::Admin).await;
    assert_eq!((status.as_u16(), to.as_str()), (303, path.as_str()), "its address, loaded anew");
    let change = "url=https%3A%2F%2Fother.example.org&description=";
    assert_eq!(server.form(&path, change).html_by(Role::Admin).await.0, 303);
    let (_, html) = server.get(&path).html_by(Role::Admin).await;
    let html = without_isolates(&html);
    assert!(html.contains("https://other.example.org/") && html.contains("Everything"), "{html}");
    assert_eq!(server.form(&format!("{path}/remove"), "").html_by(Role::Admin).await.1, "/webhooks");
    assert_eq!(server.get(&path).html_by(Role::Admin).await.0, 404);
    let (status, html) = server.get(&message).html_by(Role::Admin).await;
    assert!(status == 200 && html.contains("(gone)"), "what was sent stays: {html}");
}
