//! What the reception shows and does.

use serde_json::{Value, json};

use crate::domain::people::Role;
use crate::testing::{TestServer, without_isolates};

/// Adds a venue that admits every student; its id.
async fn venue(server: &TestServer, name: &str) -> String {
    let new = json!({"name": name, "requiresMembership": false});
    let (status, made) = server.post("/api/v1/venues", new).by(Role::Admin).await;
    assert_eq!(status, 201, "{made}");
    made["id"].as_str().expect("an id").to_owned()
}

async fn page(server: &TestServer, path: &str, role: Role) -> String {
    let (status, html) = server.get(path).html_by(role).await;
    assert_eq!(status, 200, "{path} {html}");
    without_isolates(&html)
}

async fn code_of(server: &TestServer, venue: &str) -> Value {
    server.get(&format!("/api/v1/venues/{venue}/code")).by(Role::Admin).await.1
}

#[tokio::test]
async fn before_there_is_a_venue_it_says_who_adds_one() {
    let server = TestServer::new().await;
    let html = page(&server, "/reception", Role::Admin).await;
    assert!(html.contains("class=\"empty\"") && html.contains("href=\"/venues\""), "{html}");
    let html = page(&server, "/admin/attendance", Role::Receptionist).await;
    assert!(html.contains("Ask an admin") && !html.contains("href=\"/venues\""), "{html}");
    assert_eq!(server.get("/reception/screen").html_by(Role::Admin).await.0, 404);
}

#[tokio::test]
async fn the_code_is_switched_off_and_on_and_made_anew() {
    let server = TestServer::new().await;
    let id = venue(&server, "<i>Gym").await;
    let html = page(&server, "/reception", Role::Receptionist).await;
    for shown in [
        "QR Attendance: Enabled",
        "Download QR",
        "Regenerate QR",
        "Currently in Gym",
        "Check-ins Today",
        "Unique Members",
        "Member Check-In",
        "Today’s Check-ins",
        "Nobody is in. Nobody came today.",
        "Regenerating makes every printed code stop working. Continue?",
        "Print this QR code and place it at your gym entrance. Members can scan it from their app to check in and out automatically.",
    ] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    assert!(html.contains("&lt;i&gt;Gym") && !html.contains("<i>Gym"), "{html}");
    let rotate = format!("/reception/{id}/rotate");
    let printed = code_of(&server, &id).await;
    assert_eq!(server.form(&rotate, "").html_by(Role::Receptionist).await.0, 303);
    let before = code_of(&server, &id).await;
    assert_ne!(before["qrData"], printed["qrData"]);
    let toggle = format!("/reception/{id}/toggle");
    assert_eq!(server.form(&toggle, "").html_by(Role::Receptionist).await.0, 303);
    let html = page(&server, "/reception", Role::Receptionist).await;
    assert!(html.contains("QR Attendance: Disabled") && html.contains("code-picture off"), "{html}");
    assert!(html.contains("QR attendance is switched off."), "{html}");
    assert!(page(&server, "/reception/screen", Role::Admin).await.contains("switched off"));
    assert_eq!(server.form(&toggle, "enabled=yes").html_by(Role::Receptionist).await.0, 303);
    assert_eq!(code_of(&server, &id).await, before, "what hangs on the wall works again");
    assert_eq!(server.form(&rotate, "").html_by(Role::Teacher).await.0, 403);
    assert_eq!(server.form("/reception/other/rotate", "").html_by(Role::Admin).await.0, 404);
}

#[tokio::test]
async fn somebody_is_found_by_name_and_entered_and_sees_it() {
    let server = TestServer::new().await;
    let id = venue(&server, "Gym").await;
    let student = server.person(Role::Student).to_owned();
    let name = server.get(&format!("/api/v1/people/{student}")).by(Role::Admin).await.1["name"].clone();
    let name = name.as_str().expect("a name").to_owned();
    let asked: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let search = format!("/reception?venue={id}&q={asked}");
    let html = page(&server, &search, Role::Receptionist).await;
    assert!(html.contains("Not Checked In") && html.contains("value=\"in\""), "{html}");
    let hint = "No membership that admits them";
    assert!(!html.contains(hint), "nobody needs one here: {html}");
    let members = json!({"requiresMembership": true});
    let change = server.patch(&format!("/api/v1/venues/{id}"), members);
    assert_eq!(change.by(Role::Admin).await.0, 200);
    let html = page(&server, &search, Role::Receptionist).await;
    assert!(html.contains(hint), "said before they are let in: {html}");
    let open = json!({"requiresMembership": false});
    assert_eq!(server.patch(&format!("/api/v1/venues/{id}"), open).by(Role::Admin).await.0, 200);
    let enter = format!("/reception/{id}/entries");
    let fields = format!("person={student}&direction=in&reason=no+phone&_page=%2Freception");
    assert_eq!(server.form(&enter, &fields).html_by(Role::Receptionist).await.0, 303);
    let (status, html) = server.form(&enter, &fields).html_by(Role::Receptionist).await;
    assert_eq!(status, 409);
    assert!(html.contains("This person is checked in already"), "{html}");
    let html = page(&server, &search, Role::Receptionist).await;
    for shown in ["1 is in. 1 came today.", "In Gym", "value=\"out\"", "By hand"] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    let html = page(&server, "/member", Role::Student).await;
    assert!(html.contains("In Gym") && html.contains("You are in Gym, since"), "{html}");
    assert!(html.contains("href=\"/scan\"") && html.contains("Scan QR to Check-in"), "{html}");
    let out = format!("person={student}&direction=out");
    assert_eq!(server.form(&enter, &out).html_by(Role::Receptionist).await.0, 303);
    let html = page(&server, "/me?days=30", Role::Student).await;
    assert!(html.contains("Checked Out") && html.contains("1 visit in this time."), "{html}");
    let html = page(&server, "/reception?show=in", Role::Receptionist).await;
    assert!(html.contains("Nobody is in. 1 came today.") && !html.contains("id=\"visit-"), "{html}");
    let html = page(&server, &format!("/people/{student}"), Role::Admin).await;
    assert!(html.contains("Visits of the last 30 days") && html.contains("Checked Out"), "{html}");
}

#[tokio::test]
async fn who_lacks_a_membership_is_let_in_by_hand_and_that_is_said() {
    let server = TestServer::new().await;
    let (_, made) = server.post("/api/v1/venues", json!({"name": "Gym"})).by(Role::Admin).await;
    let id = made["id"].as_str().expect("an id");
    let fields = format!("person={}&direction=in", server.person(Role::Student));
    let headers =
        server.form(&format!("/reception/{id}/entries"), &fields).headers_by(Role::Receptionist).await;
    let toast = crate::web::flash::read(&as_sent_back(&headers)).expect("a toast");
    assert!(toast.text.contains("no membership admits them"), "{}", toast.text);
    assert!(page(&server, "/reception", Role::Receptionist).await.contains("No membership that admits them"));
    let html = page(&server, "/scans?show=signs", Role::Receptionist).await;
    assert!(html.contains("No membership that admits them"), "{html}");
}

/// The cookies of an answer as the browser sends them.
fn as_sent_back(headers: &axum::http::HeaderMap) -> axum::http::HeaderMap {
    let cookies = headers.get_all("set-cookie").iter();
    let pairs: Vec<&str> = cookies.filter_map(|one| one.to_str().ok()?.split(';').next()).collect();
    let mut sent = axum::http::HeaderMap::new();
    sent.insert("cookie", pairs.join("; ").parse().expect("a header"));
    sent
}

#[tokio::test]
async fn of_several_venues_one_is_chosen_and_remembered() {
    let server = TestServer::new().await;
    let (north, south) = (venue(&server, "North").await, venue(&server, "South").await);
    let html = page(&server, "/reception", Role::Receptionist).await;
    assert!(html.contains(&format!("<option value=\"{north}\" selected")), "by name: {html}");
    let path = format!("/reception?venue={south}");
    let headers = server.get(&path).headers_by(Role::Receptionist).await;
    let cookies: Vec<&str> =
        headers.get_all("set-cookie").iter().filter_map(|one| one.to_str().ok()).collect();
    assert!(cookies.iter().any(|one| one.starts_with(&format!("rollcall-venue={south};"))), "{cookies:?}");
    assert!(page(&server, &path, Role::Receptionist).await.contains(&format!("/reception/{south}/rotate")));
    assert_eq!(server.get("/reception?venue=other").html_by(Role::Receptionist).await.0, 404);
}

#[tokio::test]
async fn the_streams_tell_all_at_first_and_the_screen_shows_its_own_code() {
    let server = TestServer::new().await;
    let id = venue(&server, "Gym").await;
    let (status, events) =
        server.get(&format!("/reception/live?venue={id}&follow=false")).html_by(Role::Receptionist).await;
    assert_eq!(status, 200);
    for piece in ["event: answer", "event: figures", "id=\"visits\"", "id=\"to-look-at\""] {
        assert!(events.contains(piece), "{piece}: {events}");
    }
    let screen = page(&server, &format!("/reception/screen?venue={id}"), Role::Receptionist).await;
    assert!(screen.contains("<body class=\"screen\"") && !screen.contains("nav class=\"menu\""), "{screen}");
    assert!(screen.contains("data-good-for=\"30\"") && screen.contains("Nobody is in."), "{screen}");
    let (_, events) =
        server.get(&format!("/reception/screen/live?venue={id}&follow=false")).html_by(Role::Admin).await;
    let drawing = |html: &str| {
        html.split("<path d=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
    };
    assert!(drawing(&events).is_some());
    assert_eq!(drawing(&events), drawing(screen.split("data-good-for").nth(1).expect("a code")));
    let sheet = page(&server, &format!("/reception/sheet?venue={id}"), Role::Receptionist).await;
    assert_ne!(
        drawing(sheet.split("code-sheet").nth(1).expect("a sheet")),
        drawing(&events),
        "the printed one lives on"
    );
}

#[tokio::test]
async fn a_card_is_for_those_who_have_one_and_for_their_parents_and_the_desk() {
    let server = TestServer::new().await;
    venue(&server, "Gym").await;
    let student = server.person(Role::Student).to_owned();
    assert!(page(&server, "/me/card", Role::Student).await.contains("class=\"person-card\""));
    assert!(
        page(&server, &format!("/people/{student}/card"), Role::Receptionist).await.contains("person-card")
    );
    assert!(page(&server, "/me", Role::Student).await.contains("href=\"/me/card\""));
    let teacher = server.person(Role::Teacher).to_owned();
    assert_eq!(server.get(&format!("/people/{teacher}/card")).html_by(Role::Admin).await.0, 403);
    assert_eq!(server.get(&format!("/me/card?person={teacher}")).html_by(Role::Student).await.0, 403);
    assert_eq!(
        server.get("/me/card").html_by(Role::Parent).await,
        (303.try_into().expect("a status"), "/family".into())
    );
}

#[tokio::test]
async fn a_device_that_scans_gets_a_name_once() {
    let server = TestServer::new().await;
    let headers = server.get("/scan").headers_by(Role::Student).await;
    let cookies: Vec<&str> =
        headers.get_all("set-cookie").iter().filter_map(|one| one.to_str().ok()).collect();
    assert!(
        cookies.iter().any(|one| one.starts_with("rollcall-device=") && one.contains("HttpOnly")),
        "{cookies:?}"
    );
}
