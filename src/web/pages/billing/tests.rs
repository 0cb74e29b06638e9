//! A month of one lesson, from the missing rate to the bill.

use axum::http::StatusCode;
use serde_json::json;

use crate::domain::people::Role;
use crate::testing::{TestServer, without_isolates};
use crate::web::ui::fields::Fields;

const HOSTILE: &str = "<script>alert(1)</script>\u{202e}Layla";

/// One lesson of 45 stated minutes, yesterday; the id of its student, who has a hostile name.
async fn lesson(server: &TestServer) -> String {
    let student = json!({"name": HOSTILE, "roles": ["student"]});
    let (status, person) = server.post("/api/v1/people", student).by(Role::Admin).await;
    assert_eq!(status, StatusCode::CREATED, "{person}");
    let (student, teacher) = (person["id"].as_str().unwrap_or_default(), server.person(Role::Teacher));
    let new = json!({
        "title": "Quran with Layla", "kind": "quran", "format": "individual", "platform": "onsite",
        "start": "2026-01-04T08:00:00Z", "end": "2026-01-04T09:00:00Z",
        "teacherId": teacher, "studentIds": [student],
    });
    let (status, session) = server.post("/api/v1/sessions", new).by(Role::Admin).await;
    assert_eq!(status, StatusCode::CREATED, "{session}");
    let overrides = format!("/api/v1/sessions/{}/overrides", session["id"].as_str().unwrap_or_default());
    for person in [student, teacher] {
        let said =
            json!({"personId": person, "outcome": "present", "reason": "was there", "creditedSeconds": 2700});
        let (status, body) = server.post(&overrides, said).by(Role::Superadmin).await;
        assert!(status.is_success(), "{body}");
    }
    student.to_owned()
}

fn encoded(fields: &[(&str, &str)]) -> String {
    Fields(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()).encode()
}

#[tokio::test]
async fn a_missing_rate_is_added_where_it_is_missed() {
    let server = TestServer::new().await;
    let student = lesson(&server).await;
    let month = "/billing?year=2026&month=1";
    let (status, html) = server.get(month).html_by(Role::Finance).await;
    let html = without_isolates(&html);
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("1 line without a rate") && html.contains("of 1 lines waits for you"), "{html}");
    assert!(html.contains("&lt;script&gt;alert(1)") && !html.contains("<script>alert"), "{html}");
    assert!(!html.contains('\u{202e}'), "{html}");

    let action = format!("/rates/for/{student}");
    let who = format!("person:{student}");
    let form = |price: &str| {
        encoded(&[
            ("_page", month),
            ("for", "charge"),
            ("who", &who),
            ("price", price),
            ("per", "hour"),
            ("valid_from", "2026-01-01"),
        ])
    };
    // What was typed stands there again, with what is wrong about it.
    let (status, html) = server.form(&action, &form("1,234")).html_by(Role::Finance).await;
    let html = without_isolates(&html);
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(html.contains("value=\"1,234\"") && html.contains("no comma that could be read"), "{html}");

    let (status, to) = server.form(&action, &form("٥٥٫٠٠")).html_by(Role::Finance).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, month));
    let (_, html) = server.get(month).html_by(Role::Finance).await;
    let html = without_isolates(&html);
    assert!(html.contains("41.25") && html.contains("nothing waits for you"), "{html}");

    // The lines of one person stand there only when they are asked for.
    assert!(!html.contains("/lines/"), "{html}");
    let (_, html) = server.get(&format!("{month}&person={student}")).html_by(Role::Finance).await;
    let html = without_isolates(&html);
    let line =
        html.split("href=\"/lines/").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    assert!(
        html.contains("Quran with Layla") && html.contains("55.00 per hour") && !line.is_empty(),
        "{html}"
    );

    let (status, html) = server.get(&format!("/lines/{line}")).html_by(Role::Finance).await;
    let html = without_isolates(&html);
    assert_eq!(status, StatusCode::OK, "{html}");
    for part in [
        "41.25",
        "45:00",
        "55.00",
        "rounded once, half up",
        "present+present:copresence",
        "2 pieces of evidence",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("<script>alert") && !html.contains('\u{202e}'), "{html}");
    let (status, _) = server.get(&format!("/lines/{line}")).html_by(Role::Parent).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, _) = server.get("/lines/none").html_by(Role::Finance).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_parent_sees_the_own_household_alone() {
    let server = TestServer::new().await;
    let student = lesson(&server).await;
    let (_, html) = server.get("/billing?year=2026&month=1").html_by(Role::Parent).await;
    let html = without_isolates(&html);
    assert!(html.contains("No bills for this month") && !html.contains("Quran"), "{html}");
    let home = json!({"name": "Al-Farsi", "payerId": server.person(Role::Parent)});
    let (_, home) = server.post("/api/v1/households", home).by(Role::Admin).await;
    let inside = json!({"householdId": home["id"]});
    let (status, body) = server.patch(&format!("/api/v1/people/{student}"), inside).by(Role::Admin).await;
    assert!(status.is_success(), "{body}");
    let (_, html) = server.get("/billing?year=2026&month=1").html_by(Role::Parent).await;
    let html = without_isolates(&html);
    assert!(
        html.contains("Al-Farsi") && html.contains("You owe") && html.contains("is not certain yet"),
        "{html}"
    );
    assert!(!html.contains("/rates/for/"), "rates are not a parent's to add: {html}");
}

#[tokio::test]
async fn a_month_of_no_calendar_is_a_page_that_says_so() {
    let server = TestServer::new().await;
    for month in [
        "year=2026&month=13",
        "year=2026&month=0",
        "year=0&month=1",
        "year=999999999999999999999&month=1",
        "year=2026&month=-1",
        "year=x&month=1",
    ] {
        for path in ["/billing", "/payroll", "/billing/download"] {
            let (status, html) =
                server.get(&format!("{path}?{month}&format=csv")).html_by(Role::Finance).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{path}?{month}");
            assert!(html.contains("<main"), "{html}");
        }
    }
    // Without a month it is that of today; `9999-12` may have no end.
    for path in ["/billing", "/payroll", "/billing?year=2000&month=1", "/payroll?year=2026"] {
        let (status, _) = server.get(path).html_by(Role::Finance).await;
        assert_eq!(status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn files_hold_the_month() {
    let server = TestServer::new().await;
    lesson(&server).await;
    let (status, csv) =
        server.get("/billing/download?format=csv&year=2026&month=1").html_by(Role::Finance).await;
    assert_eq!(status, StatusCode::OK);
    assert!(csv.starts_with("household_id,") && csv.contains("missing_rate: 1"), "{csv}");
    let (status, csv) =
        server.get("/payroll/download?format=csv&year=2026&month=1").html_by(Role::Teacher).await;
    assert_eq!(status, StatusCode::OK);
    assert!(csv.contains("teacher,1,") || csv.contains("teacher,0,"), "{csv}");
    let (status, xlsx) =
        server.get("/payroll/download?format=xlsx&year=2026&month=1").html_by(Role::Finance).await;
    assert!(status == StatusCode::OK && xlsx.starts_with("PK"));
    let (status, _) =
        server.get("/billing/download?format=pdf&year=2026&month=1").html_by(Role::Finance).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}
