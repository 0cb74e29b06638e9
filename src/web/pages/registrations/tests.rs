//! What a student sees of the own registrations: exactly the cases of doors.md section 4.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::domain::people::Role;
use crate::testing::{TestServer, without_isolates};

/// An event to come, and the student registered for it.
async fn registered(server: &TestServer, more: Value) -> String {
    let mut body =
        json!({"title": "<i>Fair", "start": "2026-01-06T07:00:00Z", "end": "2026-01-06T12:00:00Z"});
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    let (status, made) = server.post("/api/v1/events", body).by(Role::Admin).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let id = made["id"].as_str().expect("an id").to_owned();
    let (status, to) = server.form("/my/registrations", &format!("event={id}")).html_by(Role::Student).await;
    assert_eq!((status, to), (StatusCode::SEE_OTHER, format!("/my/registrations#registration-{id}")));
    id
}

async fn shown(server: &TestServer, language: &str) -> String {
    let person = server.person(Role::Student);
    let mut write = server.app.store.write().await.expect("a transaction");
    let language = crate::domain::people::preferences::Language::parse(language);
    write.update_preferences(server.organization(), person, language, None).await.expect("a language");
    write.commit().await.expect("committed");
    without_isolates(&server.get("/my/registrations").html_by(Role::Student).await.1)
}

#[tokio::test]
async fn each_type_has_its_own_way_in_letter_for_letter() {
    let server = TestServer::new().await;
    registered(&server, json!({})).await;
    let html = shown(&server, "ru").await;
    for text in [
        "Check-in на мероприятии",
        "Отсканируйте QR-код организатора на мероприятии для check-in",
        "Сканировать QR-код",
        "href=\"/scan\"",
        "&lt;i&gt;Fair",
    ] {
        assert!(html.contains(text), "{text}: {html}");
    }
    assert!(!html.contains("<img"), "{html}");
    registered(&server, json!({"partnerId": server.person(Role::Partner)})).await;
    let html = shown(&server, "ru").await;
    for text in [
        "QR-код для регистрации",
        "alt=\"Registration QR Code\"",
        "Покажите этот QR-код организатору на входе",
        "src=\"data:image/png;base64,",
    ] {
        assert!(html.contains(text), "{text}: {html}");
    }
}

#[tokio::test]
async fn who_waits_is_told_the_place_and_cancelling_gives_it_on() {
    let server = TestServer::new().await;
    let (_, made) = server
        .post(
            "/api/v1/events",
            json!({"title": "Full", "start": "2026-01-06T07:00:00Z", "end": "2026-01-06T12:00:00Z", "capacity": 1}),
        )
        .by(Role::Admin)
        .await;
    let id = made["id"].as_str().expect("an id");
    let other = json!({"personId": server.person(Role::Parent)});
    server.post(&format!("/api/v1/events/{id}/registrations"), other).by(Role::Admin).await;
    let events = server.get("/events").html_by(Role::Student).await.1;
    assert!(events.contains("Join the waiting list"), "{events}");
    server.form("/my/registrations", &format!("event={id}")).html_by(Role::Student).await;
    let html = shown(&server, "en").await;
    assert!(html.contains("You are number 1 on the waiting list."), "{html}");
    assert!(!html.contains("check-in-box"), "{html}");
    let cancel = ("/my/registrations/cancel", format!("event={id}"));
    let (status, _) = server.form(cancel.0, &cancel.1).html_by(Role::Student).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let html = shown(&server, "en").await;
    assert!(
        html.contains("You are registered for no event to come.") && html.contains("Registration cancelled"),
        "{html}"
    );
    assert_eq!(server.get("/my/registrations").html_by(Role::Parent).await.0, StatusCode::FORBIDDEN);
}
