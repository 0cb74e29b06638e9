//! The own account, by everybody.

use crate::domain::people::Role;
use crate::testing::TestServer;

#[tokio::test]
async fn everybody_opens_their_own_account() {
    let server = TestServer::new().await;
    for role in Role::ALL {
        let (status, html) = server.get("/account").html_by(*role).await;
        assert_eq!(status, 200, "{role}");
        assert!(html.contains(&format!(">{role}<")) && html.contains("Al Noor"), "{role}: {html}");
        assert_eq!(server.get("/account/tokens").html_by(*role).await.0, 200, "{role}");
    }
}

#[tokio::test]
async fn the_secret_of_a_token_is_shown_once_and_the_token_ends() {
    let server = TestServer::new().await;
    let fields =
        "name=%3Cscript%3Ealert(1)%3C%2Fscript%3E&read_only=1&role=teacher&expires=2026-02-01&_once=o1";
    let (status, html) = server.form("/account/tokens", fields).html_by(Role::Teacher).await;
    assert_eq!(status, 200);
    assert!(html.contains("rc_") && html.contains("&lt;script&gt;alert"), "{html}");
    assert!(!html.contains("<script>alert"), "{html}");
    let (_, again) = server.form("/account/tokens", fields).html_by(Role::Teacher).await;
    assert_eq!(again, html, "sent twice, it is made once");
    let (_, html) = server.get("/account/tokens").html_by(Role::Teacher).await;
    assert!(!html.contains("rc_"), "{html}");
    let (_, list) = server.get("/api/v1/tokens").by(Role::Teacher).await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    let expires_at = list["items"][0]["expiresAt"].as_str().expect("an end");
    assert!(
        expires_at.starts_with("2026-02-01T21:00:00"),
        "the named day is its last, in Riyadh: {expires_at}"
    );
    let path = format!("/account/tokens/{}/revoke", list["items"][0]["id"].as_str().expect("an id"));
    assert_eq!(server.form(&path, "").html_by(Role::Admin).await.0, 404, "nobody else's");
    assert_eq!(server.form(&path, "").html_by(Role::Teacher).await.0, 303);
    let (_, list) = server.get("/api/v1/tokens").by(Role::Teacher).await;
    assert!(list["items"][0]["revokedAt"].is_string(), "{list}");
}

#[tokio::test]
async fn a_token_that_cannot_be_made_keeps_what_was_typed() {
    let server = TestServer::new().await;
    for bad in ["expires=2025-01-01", "expires=2036-01-01", "role=admin"] {
        let fields = format!("_page=%2Faccount%2Ftokens&name=payroll+export&{bad}");
        let (status, html) = server.form("/account/tokens", &fields).html_by(Role::Teacher).await;
        assert_eq!(status, 422, "{bad}");
        assert!(html.contains("payroll export"), "{bad}: {html}");
    }
}

#[tokio::test]
async fn a_wrong_or_short_password_changes_nothing() {
    let server = TestServer::new().await;
    let send = async |fields: &str| {
        let fields = format!("_page=%2Faccount&{fields}");
        server.form("/account/password", &fields).html_by(Role::Student).await
    };
    assert_eq!(send("current=x&new=battery+staple&again=battery+stapler").await.0, 400);
    assert_eq!(send("current=x&new=short&again=short").await.0, 400);
    let (status, html) = send("current=hush-hush&new=battery+staple&again=battery+staple").await;
    assert_eq!(status, 422);
    assert!(!html.contains("hush-hush") && !html.contains("battery staple"), "{html}");
    assert_eq!(server.get("/account").html_by(Role::Student).await.0, 200);
}

#[tokio::test]
async fn logging_out_everywhere_leads_to_the_login() {
    let server = TestServer::new().await;
    let (status, to) = server.form("/account/logout-everywhere", "_once=o2").html_by(Role::Parent).await;
    assert_eq!((status.as_u16(), to.as_str()), (303, "/login"));
    let (status, _) = server.form("/account/logins/nothing/end", "").html_by(Role::Parent).await;
    assert_eq!(status, 303, "what is not there is ended");
}

#[tokio::test]
async fn the_address_of_the_calendar_is_made_shown_and_replaced() {
    let server = TestServer::new().await;
    let shown = async || {
        let (_, html) = server.get("/account").html_by(Role::Teacher).await;
        let address = html.split("id=\"calendar-address\"").nth(1)?.split('>').nth(1)?.split('<').next()?;
        Some(address.to_owned())
    };
    assert_eq!(shown().await, None, "looking makes none");
    let (status, to) = server.form("/account/calendar", "_once=c1").html_by(Role::Teacher).await;
    assert_eq!((status.as_u16(), to.as_str()), (303, "/account#calendar"));
    let first = shown().await.expect("an address");
    assert!(first.contains("/calendar/") && first.ends_with(".ics"), "{first}");
    let (_, own) = server.get("/api/v1/me/calendar").by(Role::Teacher).await;
    assert_eq!(own["url"], first);
    assert_eq!(server.form("/account/calendar", "_once=c2").html_by(Role::Teacher).await.0, 303);
    assert_eq!(shown().await.as_ref(), Some(&first), "made again, it stays");
    assert_eq!(server.form("/account/calendar/rotate", "_once=c3").html_by(Role::Teacher).await.0, 303);
    assert_ne!(shown().await, Some(first));
}
