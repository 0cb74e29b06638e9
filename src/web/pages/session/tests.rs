//! What the page of a session shows to whom, and what its forms do.

use axum::http::StatusCode;
use serde_json::json;

use crate::domain::people::Role;
use crate::testing::TestServer;
use crate::testing::lesson::{lesson, stay};

async fn held(api: &TestServer) -> String {
    let id = lesson(api).await;
    let mut items = stay(api.person(Role::Teacher), "t", -10, 2_690);
    items.extend(stay(api.person(Role::Student), "s", 0, 2_640));
    api.receive(&items, &id).await;
    id
}

#[tokio::test]
async fn each_sees_the_verdicts_that_are_theirs() {
    let api = TestServer::new().await;
    let id = held(&api).await;
    let path = format!("/sessions/{id}");
    let (status, html) = api.get(&path).html_by(Role::Admin).await;
    assert_eq!(status, StatusCode::OK);
    let student = api.person(Role::Student);
    for wanted in [
        "id=\"session-live\"",
        "verdict present",
        "44 of 45 minutes",
        &format!("id=\"person-{student}\""),
        &format!("id=\"evidence-EV_{student}_0\""),
        &format!("/sessions/{id}/resync"),
        &format!("id=\"override-{student}\""),
    ] {
        let html = html.replace(['\u{2068}', '\u{2069}'], "");
        assert!(html.contains(wanted), "{wanted} is missing in {html}");
    }
    assert!(!html.contains("/cancel\""), "what is over cannot be cancelled");

    let (status, html) = api.get(&path).html_by(Role::Student).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains(&format!("id=\"person-{student}\"")));
    let teacher = api.person(Role::Teacher);
    for hidden in [&format!("person-{teacher}"), &format!("EV_{teacher}"), "/override\"", "/resync\""] {
        assert!(!html.contains(hidden), "a student sees {hidden}");
    }
    let (_, html) = api.get(&path).html_by(Role::Teacher).await;
    assert!(html.contains(&format!("id=\"override-{student}\"")));
    assert!(!html.contains(&format!("id=\"override-{teacher}\"")), "nobody overrides the own report");
}

#[tokio::test]
async fn the_code_is_on_a_screen_for_whoever_acts_on_it_until_the_end() {
    let api = TestServer::new().await;
    let session = json!({"title": "Chess", "kind": "class", "format": "group", "platform": "onsite",
                         "start": "2026-01-05T07:30:00Z", "end": "2026-01-05T09:00:00Z",
                         "teacherId": api.person(Role::Teacher), "studentIds": [api.person(Role::Student)]});
    let (status, made) = api.post("/api/v1/sessions", session).by(Role::Admin).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let path = format!("/sessions/{}", made["id"].as_str().expect("an id"));
    let link = format!("href=\"{path}/code\"");
    assert!(api.get(&path).html_by(Role::Teacher).await.1.contains(&link));
    assert!(!api.get(&path).html_by(Role::Student).await.1.contains(&link));
    let (status, html) = api.get(&format!("{path}/code")).html_by(Role::Teacher).await;
    assert_eq!(status, StatusCode::OK, "{html}");
    assert!(
        html.contains("Good until") && html.contains("data-good-for=\"") && html.contains("Chess"),
        "{html}"
    );
    let (_, events) = api.get(&format!("{path}/code/live?follow=false")).html_by(Role::Admin).await;
    let drawing = |html: &str| {
        html.split("<path d=\"M4 4h1").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
    };
    assert!(drawing(&html).is_some(), "{html}");
    assert_eq!(drawing(&events), drawing(&html), "within one step it is one code");
    assert_eq!(api.get(&format!("{path}/code")).html_by(Role::Student).await.0, StatusCode::FORBIDDEN);

    let id = held(&api).await;
    let (_, html) = api.get(&format!("/sessions/{id}/code")).html_by(Role::Admin).await;
    assert!(html.contains("This session is over") && !html.contains("data-live"), "{html}");
    assert!(!api.get(&format!("/sessions/{id}")).html_by(Role::Admin).await.1.contains("/code\""));
}

#[tokio::test]
async fn an_override_is_said_shown_and_withdrawn() {
    let api = TestServer::new().await;
    let id = held(&api).await;
    let (path, student) = (format!("/sessions/{id}"), api.person(Role::Student));
    let fields = format!("person={student}&outcome=excused&minutes=10&reason=%3Cscript%3Eill%E2%80%AE");
    let (status, to) = api.form(&format!("{path}/override"), &fields).html_by(Role::Teacher).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, path.as_str()));
    let (_, html) = api.get(&path).html_by(Role::Admin).await;
    assert!(html.contains("verdict excused") && html.contains("&lt;script&gt;ill"));
    assert!(!html.contains("<script>ill"));
    assert!(html.contains(&format!("id=\"withdraw-{student}\"")));

    let fields = format!("person={student}&reason=mistake");
    let (status, _) = api.form(&format!("{path}/withdraw"), &fields).html_by(Role::Admin).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, html) = api.get(&path).html_by(Role::Admin).await;
    assert!(html.contains("verdict present") && !html.contains("verdict excused"));
    assert!(html.contains("mistake"), "what was said stays in the history");
}

#[tokio::test]
async fn a_refused_override_keeps_what_was_typed() {
    let api = TestServer::new().await;
    let id = held(&api).await;
    let (path, student) = (format!("/sessions/{id}"), api.person(Role::Student));
    let fields = format!("person={student}&outcome=partial&minutes=4000&reason=a+reason&_page={path}");
    let (status, html) = api.form(&format!("{path}/override"), &fields).html_by(Role::Admin).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(html.contains("value=\"4000\"") && html.contains("value=\"a reason\""), "{html}");
    let dialog = html.find(&format!("<dialog id=\"override-{student}\"")).expect("the dialog");
    assert!(html[dialog..].split('>').next().is_some_and(|tag| tag.contains(" open")));

    let teacher = api.person(Role::Teacher);
    let fields = format!("person={teacher}&outcome=present&reason=x");
    let (status, _) = api.form(&format!("{path}/override"), &fields).html_by(Role::Teacher).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, _) = api.form(&format!("{path}/override"), &fields).html_by(Role::Parent).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_session_to_come_is_moved_and_cancelled() {
    let api = TestServer::new().await;
    let body = json!({
        "kind": "quran", "format": "individual", "platform": "onsite", "start": "2026-01-06T05:00:00Z",
        "durationMinutes": 45, "teacherId": api.person(Role::Teacher), "studentIds": [api.person(Role::Student)],
    });
    let (_, created) = api.post("/api/v1/sessions", body).by(Role::Admin).await;
    let path = format!("/sessions/{}", created["id"].as_str().expect("an id"));
    let (_, html) = api.get(&path).html_by(Role::Admin).await;
    assert!(html.contains("value=\"2026-01-06T08:00\""), "the time of Riyadh stands in the form");
    assert!(html.contains("/cancel\"") && !html.contains("/complete\"") && !html.contains("/resync\""));
    let moved =
        api.form(&format!("{path}/reschedule"), "start=2026-01-06T10:30").html_by(Role::Teacher).await;
    assert_eq!(moved.0, StatusCode::SEE_OTHER);
    let (_, html) = api.get(&path).html_by(Role::Admin).await;
    assert!(html.contains("10:30–11:15"), "{html}");
    let (status, _) = api.form(&format!("{path}/cancel"), "reason=ill").html_by(Role::Teacher).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, html) = api.get(&path).html_by(Role::Admin).await;
    assert!(html.contains("This session was cancelled") && !html.contains("/reschedule\""));
}

#[tokio::test]
async fn a_stranger_is_bound_in_place() {
    let api = TestServer::new().await;
    let id = lesson(&api).await;
    let mut items = stay(api.person(Role::Teacher), "t", -10, 2_690);
    items.extend(stay("phone-1", "Student", 0, 2_640));
    items.extend(stay("phone-2", "<script>x</script>", 5, 600));
    api.receive(&items, &id).await;
    let path = format!("/sessions/{id}");
    let (_, html) = api.get(&path).html_by(Role::Admin).await;
    assert!(html.contains("id=\"strangers\"") && html.contains("/bind\"") && html.contains("Nobody of ours"));
    assert!(!html.contains("<script>x") && html.contains("&lt;script&gt;x"));
    let (_, seen_by_teacher) = api.get(&path).html_by(Role::Teacher).await;
    assert!(seen_by_teacher.contains("id=\"strangers\"") && !seen_by_teacher.contains("/bind\""));

    let (_, unmatched) = api.get("/unmatched").html_by(Role::Admin).await;
    let action = unmatched.split("action=\"").find(|part| part.starts_with("/unmatched/")).expect("a form");
    let action = action.split('"').next().expect("an address");
    assert!(unmatched.contains("Same name") && !unmatched.contains("<script>x"));
    let fields = "how=search&who=nobody+at+all&_page=/unmatched";
    let (status, html) = api.form(action, fields).html_by(Role::Admin).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("value=\"nobody at all\""));
    let fields = format!("how=search&who=STUDENT&_page={path}");
    let (status, to) = api.form(action, &fields).html_by(Role::Admin).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, path.as_str()));
    let (_, html) = api.get("/unmatched").html_by(Role::Admin).await;
    assert_eq!(html.matches("<article").count(), 1, "one of the two is left: {html}");
}
