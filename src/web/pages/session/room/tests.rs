//! The page of a room: who opens it, what it says, and what it opens the browser to.

use std::collections::BTreeSet;
use std::path::Path;

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::origins_of;
use crate::domain::people::Role;
use crate::testing::{TestServer, without_isolates};

/// A lesson of the teacher with the student that goes on now; where a LiveKit server is connected to the academy.
async fn lesson(api: &TestServer, more: Value) -> String {
    let mut body = json!({
        "title": "Tajweed", "kind": "quran", "format": "individual", "platform": "livekit",
        "start": "2026-01-05T07:55:00Z", "durationMinutes": 45,
        "teacherId": api.person(Role::Teacher), "studentIds": [api.person(Role::Student)],
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let (status, created) = api.post("/api/v1/sessions", body).by(Role::Admin).await;
    assert_eq!(status, StatusCode::CREATED, "{created}");
    created["id"].as_str().unwrap().to_owned()
}

async fn connect(api: &TestServer, url: &str) {
    let body =
        json!({"url": url, "apiKey": "APItest", "secret": "a secret of the tests", "unverified": true});
    let (status, answer) = api.post("/api/v1/connections/livekit", body).by(Role::Admin).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
}

/// What the script is told.
fn told(html: &str) -> Value {
    let from = html.split("data-room=\"").nth(1).expect("data of the room");
    let text = from.split('"').next().unwrap();
    let text = text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&text).expect("JSON")
}

#[tokio::test]
async fn the_teacher_is_told_of_everybody_and_a_student_of_the_teacher_and_themselves() {
    let api = TestServer::new().await;
    connect(&api, "wss://live.example.org").await;
    let others =
        json!({"format": "group", "studentIds": [api.person(Role::Student), api.person(Role::Finance)]});
    let path = format!("/sessions/{}/room", lesson(&api, others).await);
    let (status, html) = api.get(&path).html_by(Role::Teacher).await;
    assert_eq!(status, 200, "{html}");
    assert!(html.contains("Attendance is recorded:") && html.contains("Complete session"), "{html}");
    assert!(!html.contains("Mark absent"), "several learners are not marked as one");
    let room = told(&html);
    assert_eq!((&room["isModerator"], &room["others"]), (&json!(true), &json!(0)));
    assert_eq!(room["expected"].as_array().unwrap().len(), 3, "{room}");
    assert_eq!(room["expected"][0]["isTeacher"], true);

    let (status, html) = api.get(&path).html_by(Role::Student).await;
    assert_eq!(status, 200, "{html}");
    assert!(!html.contains("Complete session") && !html.contains("room-removal"), "{html}");
    let room = told(&html);
    let names: Vec<&Value> = room["expected"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(names, [api.person(Role::Teacher), api.person(Role::Student)]);
    assert_eq!((&room["isModerator"], &room["others"]), (&json!(false), &json!(1)));
    assert!(
        room["expected"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["mail"].is_null() && one["hasFamily"] == false),
        "{room}"
    );
    for role in [Role::Parent, Role::Finance, Role::Receptionist] {
        assert_eq!(api.get(&path).html_by(role).await.0, 403, "{role:?}");
    }
}

#[tokio::test]
async fn family_addresses_are_for_whoever_tells_the_missing_and_a_reminder_stays_visible() {
    let api = TestServer::new().await;
    connect(&api, "wss://live.example.org").await;
    let parent = format!("/api/v1/people/{}", api.person(Role::Parent));
    let (status, body) = api.patch(&parent, json!({"email": "family@home.example"})).by(Role::Admin).await;
    assert_eq!(status, 200, "{body}");
    crate::web::components::history::test_lessons::make_family(&api, "Layla").await;
    let id = lesson(&api, json!({})).await;
    let path = format!("/sessions/{id}/room");
    let (_, html) = api.get(&path).html_by(Role::Teacher).await;
    let student = &told(&html)["expected"][1];
    assert_eq!(
        (&student["familyMail"], &student["hasFamily"]),
        (&json!("family@home.example"), &json!(true))
    );
    assert_ne!(student["mail"], student["familyMail"], "they themselves are told in other words");
    assert!(!api.get(&path).html_by(Role::Student).await.1.contains("family@home.example"));
    assert_eq!(
        told(&html)["onlyLearner"],
        json!(api.person(Role::Student)),
        "the script hides their absence"
    );

    let remind = json!({"personId": api.person(Role::Student)});
    let (status, told_at) =
        api.post(&format!("/api/v1/sessions/{id}/room/remind"), remind).by(Role::Teacher).await;
    assert_eq!(status, 200, "{told_at}");
    let (_, html) = api.get(&path).html_by(Role::Teacher).await;
    assert_eq!(told(&html)["expected"][1]["remindedAt"], told_at["remindedAt"]);
}

#[tokio::test]
async fn the_browser_may_reach_the_academys_own_servers_from_this_page_alone() {
    let api = TestServer::new().await;
    connect(&api, "wss://live.example.org:7443/path?x=1").await;
    let id = lesson(&api, json!({})).await;
    let headers = api.get(&format!("/sessions/{id}/room")).headers_by(Role::Student).await;
    let policy = headers["content-security-policy"].to_str().unwrap();
    let connect = "connect-src 'self' wss://live.example.org:7443 https://live.example.org:7443; media-src 'self' blob:;";
    assert!(
        policy.contains(connect) && !policy.contains('*') && policy.contains("script-src 'self';"),
        "{policy}"
    );
    assert_eq!(headers["permissions-policy"], "camera=(self), microphone=(self), display-capture=(self)");
    let headers = api.get(&format!("/sessions/{id}")).headers_by(Role::Student).await;
    assert!(!headers["content-security-policy"].to_str().unwrap().contains("live.example.org"));
    assert_eq!(headers["permissions-policy"], "camera=(), microphone=(), display-capture=()");
}

#[test]
fn an_address_becomes_origins_and_what_is_no_host_becomes_nothing() {
    assert_eq!(origins_of("wss://live.example.org/"), ["wss://live.example.org", "https://live.example.org"]);
    assert_eq!(origins_of("http://127.0.0.1:7880"), ["ws://127.0.0.1:7880", "http://127.0.0.1:7880"]);
    assert_eq!(origins_of("ws://[::1]:7880"), ["ws://[::1]:7880", "http://[::1]:7880"]);
    for hostile in ["wss://a;b", "wss://x'unsafe-inline'", "nothing", "wss://*", "wss://a,b", "data:x"] {
        assert!(origins_of(hostile).is_empty(), "{hostile}");
    }
}

#[tokio::test]
async fn a_room_that_cannot_be_entered_says_why_and_where_to_go() {
    let api = TestServer::new().await;
    let path = format!("/sessions/{}/room", lesson(&api, json!({})).await);
    let (_, html) = api.get(&path).html_by(Role::Admin).await;
    assert!(
        html.contains("no LiveKit server is connected")
            && html.contains("class=\"button primary\" href=\"/connections\""),
        "{html}"
    );
    assert!(!html.contains("data-room="), "{html}");
    let (_, html) = api.get(&path).html_by(Role::Student).await;
    assert!(html.contains("no LiveKit server is connected") && !html.contains("/connections"), "{html}");

    connect(&api, "wss://live.example.org").await;
    let meet = json!({"platform": "meet", "meetLink": "https://meet.google.com/abc-defg-hij", "start": "2026-01-06T08:00:00Z"});
    let elsewhere = lesson(&api, meet).await;
    let (_, html) = api.get(&format!("/sessions/{elsewhere}/room")).html_by(Role::Student).await;
    assert!(html.contains("https://meet.google.com/abc-defg-hij"), "{html}");

    let cancelled = lesson(&api, json!({"start": "2026-01-07T08:00:00Z"})).await;
    api.post(&format!("/api/v1/sessions/{cancelled}/cancel"), json!({})).by(Role::Admin).await;
    let (_, html) = api.get(&format!("/sessions/{cancelled}/room")).html_by(Role::Student).await;
    assert!(without_isolates(&html).contains("This lesson is cancelled."), "{html}");
}

#[tokio::test]
async fn markup_and_turning_characters_in_names_and_titles_are_text() {
    let api = TestServer::new().await;
    connect(&api, "wss://live.example.org").await;
    let student = format!("/api/v1/people/{}", api.person(Role::Student));
    let name = "\"><script>alert(1)</script>\u{202e}";
    api.patch(&student, json!({"name": name})).by(Role::Admin).await;
    let path = format!("/sessions/{}/room", lesson(&api, json!({"title": name})).await);
    let (status, html) = api.get(&path).html_by(Role::Teacher).await;
    assert_eq!(status, 200);
    assert!(!html.contains("<script>alert") && !html.contains('\u{202e}'), "{html}");
    assert!(told(&html)["expected"][1]["name"].as_str().unwrap().contains("<script>"));
}

/// Every text that the script says is handed to it.
#[tokio::test]
async fn the_script_has_all_of_its_texts() {
    let api = TestServer::new().await;
    connect(&api, "wss://live.example.org").await;
    let path = format!("/sessions/{}/room", lesson(&api, json!({})).await);
    let (_, html) = api.get(&path).html_by(Role::Teacher).await;
    let given = html.split("data-texts=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let given: Value = serde_json::from_str(&given.replace("&quot;", "\"").replace("&amp;", "&")).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/js/room");
    let mut said = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let code = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for rest in code.split("say(\"").skip(1) {
            said.insert(rest.split('"').next().unwrap().to_owned());
        }
    }
    assert!(said.len() > 30, "{said:?}");
    let missing: Vec<&String> = said.iter().filter(|name| given[name.as_str()].is_null()).collect();
    assert!(missing.is_empty(), "the script says what it is not given: {missing:?}");
}

#[tokio::test]
async fn the_way_in_stands_where_a_lesson_of_ones_own_is_open() {
    let api = TestServer::new().await;
    let id = lesson(&api, json!({})).await;
    crate::app::evaluate::evaluate_now(&api.app, api.organization(), &[&id]).await.unwrap();
    let link = format!("href=\"/sessions/{id}/room\"");
    for (path, role) in [
        (format!("/sessions/{id}"), Role::Teacher),
        (format!("/sessions/{id}"), Role::Student),
        (format!("/sessions/{id}"), Role::Admin),
        ("/week".to_owned(), Role::Teacher),
        ("/me".to_owned(), Role::Student),
        ("/today".to_owned(), Role::Teacher),
    ] {
        let (_, html) = api.get(&path).html_by(role).await;
        assert!(html.contains(&link), "{path} for {role:?}: {html}");
    }
    let (_, html) = api.get("/today").html_by(Role::Admin).await;
    assert!(!html.contains(&link), "an admin is not on the roster");
}
