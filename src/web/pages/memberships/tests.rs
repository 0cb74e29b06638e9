//! Memberships on the pages of an office.

use axum::http::StatusCode;
use serde_json::json;

use crate::domain::people::Role;
use crate::testing::{TestServer, without_isolates};

/// An organisation with a plan and a venue; their ids.
async fn gym(server: &TestServer) -> (String, String) {
    let made = async |path: &str, body| {
        let (status, made) = server.post(path, body).by(Role::Admin).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        made["id"].as_str().expect("an id").to_owned()
    };
    let plan = made("/api/v1/plans", json!({"name": "<b>Gold", "qrAttendanceEnabled": true})).await;
    (plan, made("/api/v1/venues", json!({"name": "<i>Hall"})).await)
}

async fn only_membership(server: &TestServer) -> serde_json::Value {
    let (_, all) = server.get("/api/v1/memberships").by(Role::Admin).await;
    assert_eq!(all["items"].as_array().map(Vec::len), Some(1), "{all}");
    all["items"][0].clone()
}

#[tokio::test]
async fn a_member_is_made_paused_and_ended_on_their_page() {
    let server = TestServer::new().await;
    let person = format!("/people/{}", server.person(Role::Student));
    let page = async || without_isolates(&server.get(&person).html_by(Role::Admin).await.1);
    assert!(!page().await.contains("id=\"memberships\""), "who has no plans has no members");
    let (plan, venue) = gym(&server).await;
    assert!(page().await.contains("No membership yet"));
    let fields = format!("plan={plan}&venue={venue}&valid_from=2026-01-01&valid_until=2026-12-31");
    let (status, to) = server.form(&format!("{person}/memberships"), &fields).html_by(Role::Admin).await;
    assert_eq!((status, to), (StatusCode::SEE_OTHER, format!("{person}#memberships")));
    let html = page().await;
    for shown in ["&lt;b&gt;Gold", "&lt;i&gt;Hall", "Pause", "End"] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    let id = only_membership(&server).await["id"].as_str().expect("an id").to_owned();
    for (status, shown) in [("paused", "Resume"), ("active", "Pause"), ("ended", "Resume")] {
        let path = format!("/memberships/{id}/status");
        let (answer, _) = server.form(&path, &format!("status={status}")).html_by(Role::Admin).await;
        assert_eq!(answer, StatusCode::SEE_OTHER);
        assert_eq!(only_membership(&server).await["status"], status);
        assert!(page().await.contains(shown), "{shown}");
    }
}

#[tokio::test]
async fn a_membership_is_changed_on_its_page_and_found_in_the_list() {
    let server = TestServer::new().await;
    let (plan, venue) = gym(&server).await;
    let new = json!({"personId": server.person(Role::Student), "planId": plan, "validFrom": "2026-01-01"});
    let (_, made) = server.post("/api/v1/memberships", new).by(Role::Admin).await;
    let path = format!("/memberships/{}", made["id"].as_str().expect("an id"));
    let (_, html) = server.get(&path).html_by(Role::Admin).await;
    assert!(html.contains("Every venue"), "{html}");
    let fields =
        format!("plan={plan}&venue={venue}&valid_from=2026-02-01&valid_until=2026-03-31&status=paused");
    assert_eq!(server.form(&path, &fields).html_by(Role::Admin).await.0, StatusCode::SEE_OTHER);
    let one = only_membership(&server).await;
    assert_eq!(
        (&one["venueId"], &one["validFrom"], &one["validUntil"], &one["status"]),
        (&json!(venue), &json!("2026-02-01"), &json!("2026-03-31"), &json!("paused"))
    );
    for (query, count) in
        [("status=paused", 1), ("status=active", 0), (&*format!("plan={plan}"), 1), ("plan=x", 0)]
    {
        let (_, html) = server.get(&format!("/memberships?{query}")).html_by(Role::Admin).await;
        assert_eq!(html.contains(&path), count == 1, "{query}: {html}");
    }
    for (fields, said) in [
        (format!("plan={plan}&valid_from=2026-02-01&valid_until=2026-01-31&status=active"), "last day"),
        (format!("plan={plan}&valid_from=2026-02-30&status=active"), "day of the calendar"),
        ("plan=gone&valid_from=2026-02-01&status=active".to_owned(), "not there any more"),
    ] {
        let (status, html) = server.form(&path, &format!("{fields}&_page={path}")).html_by(Role::Admin).await;
        assert!(status.is_client_error() && html.contains(said), "{said}: {status} {html}");
    }
}
