//! Rates are added, shown, and removed after it was said what that changes.

use axum::http::StatusCode;

use crate::domain::people::Role;
use crate::testing::TestServer;

#[tokio::test]
async fn a_rate_is_added_and_removed() {
    let server = TestServer::new().await;
    let (_, html) = server.get("/rates").html_by(Role::Finance).await;
    assert!(html.contains("every line waits for one"), "{html}");
    let form = "_page=%2Frates&for=pay&who=kind%3Aquran&price=55%2C5&per=session&valid_from=2026-01-01";
    let (status, to) = server.form("/rates", form).html_by(Role::Finance).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/rates"));
    let (_, html) = server.get("/rates").html_by(Role::Finance).await;
    assert!(html.contains("55.5 per session") && html.contains("1 Jan 2026"), "{html}");
    let id = html.split("/rates?remove=").nth(1).and_then(|rest| rest.split('#').next()).unwrap_or_default();

    // A second one of the same day is refused beside the day, and what was typed is kept.
    let (status, html) = server.form("/rates", form).html_by(Role::Finance).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(html.contains("value=\"55,5\"") && html.contains("aria-invalid=\"true\""), "{html}");

    let (_, html) = server.get(&format!("/rates?remove={id}")).html_by(Role::Finance).await;
    assert!(html.contains("Remove this rate?") && html.contains("No line is priced by it"), "{html}");
    let (status, _) = server.form(&format!("/rates/{id}/remove"), "").html_by(Role::Finance).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, _) = server.form(&format!("/rates/{id}/remove"), "").html_by(Role::Finance).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_no_rate_is_refused() {
    let server = TestServer::new().await;
    for (form, status) in [
        ("for=pay&who=organization&price=55&per=hour", 400),
        ("for=pay&who=organization&price=55&per=hour&valid_from=0000-01-01", 400),
        ("for=pay&who=organization&price=-1&per=hour&valid_from=2026-01-01", 400),
        ("for=nothing&who=organization&price=1&per=hour&valid_from=2026-01-01", 400),
        ("for=pay&who=kind%3Anone&price=1&per=hour&valid_from=2026-01-01", 400),
        ("for=pay&who=person%3Anone&price=1&per=hour&valid_from=2026-01-01", 422),
    ] {
        let (got, html) =
            server.form("/rates", &format!("{form}&_page=%2Frates")).html_by(Role::Finance).await;
        assert_eq!(got.as_u16(), status, "{form}: {html}");
    }
    let (status, _) = server.form("/rates/for/none", "for=pay&who=organization").html_by(Role::Finance).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (status, _) = server.get("/rates").html_by(Role::Teacher).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}
