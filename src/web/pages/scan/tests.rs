//! The page of the scanner: who opens it, what it is opened to, what it tells its script, and that looking records nothing.

use std::collections::BTreeSet;
use std::path::Path;

use axum::http::{HeaderName, StatusCode, header};
use serde_json::{Value, json};

use crate::domain::people::Role;
use crate::testing::{TestServer, without_isolates};

/// What stands in an attribute of a page, as JSON.
fn told(html: &str, attribute: &str) -> Value {
    let from = html.split(&format!("{attribute}=\"")).nth(1).expect("the attribute");
    let text = from.split('"').next().unwrap();
    let text = text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&text).expect("JSON")
}

#[tokio::test]
async fn a_student_reads_the_gyms_words_and_reception_scans_others() {
    let api = TestServer::new().await;
    let (_, html) = api.get("/scan").html_by(Role::Student).await;
    assert!(html.contains(">Scan a code</h1>"), "there is no gym: {html}");
    let (status, _) = api.post("/api/v1/venues", json!({"name": "Iron House"})).by(Role::Admin).await;
    assert_eq!(status, StatusCode::CREATED);
    let (status, html) = api.get("/scan").html_by(Role::Student).await;
    assert_eq!(status, StatusCode::OK, "{html}");
    assert!(html.contains(">Scan Gym QR Code</h1>"), "{html}");
    assert!(html.contains("Point your camera at the QR code at the gym reception to mark your attendance."));
    let owner = &told(&html, "data-scan")["owner"];
    assert_eq!(
        (&owner["id"], &owner["isStaff"]),
        (&api.person(Role::Student).into(), &false.into()),
        "{owner}"
    );
    assert_eq!(owner["home"], "/me");

    let (_, html) = api.get("/scan").html_by(Role::Receptionist).await;
    let owner = &told(&html, "data-scan")["owner"];
    assert_eq!((&owner["isStaff"], &owner["maySearch"]), (&true.into(), &true.into()), "{owner}");
    let (_, html) = api.get("/scan").html_by(Role::Partner).await;
    assert_eq!(told(&html, "data-scan")["owner"]["maySearch"], false);
    for role in [Role::Teacher, Role::Parent, Role::Finance] {
        assert_eq!(api.get("/scan").html_by(role).await.0, StatusCode::FORBIDDEN, "{role:?}");
    }
}

#[tokio::test]
async fn camera_and_the_readers_program_are_open_to_the_scanner_alone() {
    let api = TestServer::new().await;
    for (path, is_open) in [("/scan", true), ("/scan/shell", true), ("/today", false)] {
        let headers = api.get(path).headers_by(Role::Admin).await;
        let text = |name: HeaderName| headers[&name].to_str().unwrap().to_owned();
        let policy = text(header::CONTENT_SECURITY_POLICY);
        let script = policy.split(';').find(|one| one.trim().starts_with("script-src")).unwrap();
        assert_eq!(script.contains("'wasm-unsafe-eval'"), is_open, "{path}: {policy}");
        assert!(!script.contains("'unsafe-eval'"), "{policy}");
        let devices = text(HeaderName::from_static("permissions-policy"));
        assert_eq!(devices.contains("camera=(self)"), is_open, "{path}: {devices}");
        assert!(devices.contains("microphone=()"), "{devices}");
    }
}

#[tokio::test]
async fn a_printed_codes_address_asks_after_the_login_and_says_nothing_of_the_code() {
    let api = TestServer::new().await;
    let (status, html) = api.get("/scan?code=%3Cscript%3Ealert(1)%3C/script%3E").html_by(Role::Student).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("Nothing is recorded until you press the button."), "{html}");
    assert!(!html.contains("<script>alert"), "{html}");
    // A code of ours says where it is of; whose it is not, nothing.
    let new = json!({"name": "North <b>Gym</b>"});
    let (_, venue) = api.post("/api/v1/venues", new).by(Role::Admin).await;
    let code = format!("/api/v1/venues/{}/code", venue["id"].as_str().unwrap());
    let (_, code) = api.get(&code).by(Role::Admin).await;
    let path = format!("/scan?code={}", code["qrData"].as_str().unwrap());
    let (_, html) = api.get(&path).html_by(Role::Student).await;
    assert!(without_isolates(&html).contains("Check in at North &lt;b&gt;Gym&lt;/b&gt;?"), "{html}");
    let (_, visits) = api.get("/api/v1/visits").by(Role::Admin).await;
    assert_eq!(visits["items"], json!([]), "a look checked somebody in");
    assert_eq!(api.get("/scan?code=v.1.x").by_nobody().await.0, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_kept_page_is_nobodys_and_speaks_the_language_asked_for() {
    let api = TestServer::new().await;
    let (status, html) = api.get("/scan/shell?language=ar&theme=dark").html_by(Role::Admin).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("lang=\"ar\" dir=\"rtl\" data-theme=\"dark\""), "{html}");
    assert_eq!(told(&html, "data-scan")["owner"], Value::Null);
    for personal in [api.person(Role::Admin), "/logout", "class=\"menu\""] {
        assert!(!html.contains(personal), "{personal} in {html}");
    }
}

#[tokio::test]
async fn the_app_can_be_installed_in_every_language() {
    let api = TestServer::new().await;
    let path = "/scan/app.webmanifest?language=ar";
    assert_eq!(
        api.get(path).headers_by(Role::Student).await[header::CONTENT_TYPE],
        "application/manifest+json"
    );
    let (_, app) = api.get(path).by_nobody().await;
    assert_eq!((&app["start_url"], &app["display"]), (&"/scan".into(), &"standalone".into()), "{app}");
    assert_eq!((&app["lang"], &app["dir"]), (&"ar".into(), &"rtl".into()), "{app}");
    let (_, html) = api.get("/scan").html_by(Role::Student).await;
    assert!(html.contains("rel=\"manifest\" href=\"/scan/app.webmanifest?language=en\""), "{html}");
}

/// By it two people on one telephone are noticed.
#[tokio::test]
async fn a_device_is_known_again() {
    let api = TestServer::new().await;
    let headers = api.get("/scan").headers_by(Role::Student).await;
    let cookies: Vec<&str> =
        headers.get_all(header::SET_COOKIE).iter().map(|one| one.to_str().unwrap()).collect();
    assert!(
        cookies.iter().any(|one| one.starts_with("rollcall-device=") && one.contains("HttpOnly")),
        "{cookies:?}"
    );
}

/// Every text that the script says is handed to it.
#[tokio::test]
async fn the_script_has_all_of_its_texts() {
    let api = TestServer::new().await;
    let (_, html) = api.get("/scan").html_by(Role::Receptionist).await;
    let given = told(&html, "data-texts");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/js/scan");
    let mut said = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let code = std::fs::read_to_string(file.unwrap().path()).unwrap();
        // Also of two: `say(isOut ? "out" : "in")`.
        for rest in code.split("say(").skip(1) {
            let argument = rest.split([')', ',']).next().unwrap();
            said.extend(argument.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    assert!(said.len() > 30, "{said:?}");
    let missing: Vec<&String> = said.iter().filter(|name| given[name.as_str()].is_null()).collect();
    assert!(missing.is_empty(), "the script says what it is not given: {missing:?}");
}
