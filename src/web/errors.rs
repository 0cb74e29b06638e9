//! Errors as pages, each with the way back.

use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use maud::html;

use super::page::WebPage;
use super::ui::{Ui, of_nobody};
use crate::http::problem::Problem;

/// A refused request as a page.
pub fn page(ui: &Ui, problem: &Problem) -> WebPage {
    let (title, what) = match problem.status {
        StatusCode::FORBIDDEN => ("error-forbidden", "error-forbidden-what"),
        StatusCode::NOT_FOUND => ("error-not-found", "error-not-found-what"),
        StatusCode::METHOD_NOT_ALLOWED => ("error-not-found", "error-not-found-what"),
        status if status.is_server_error() => ("error-internal", "error-internal-what"),
        _ => ("error-refused", "error-refused-what"),
    };
    // What a problem says beyond its status is said too, where it says something.
    let own = (!matches!(problem.code, "forbidden" | "not_found" | "internal" | "method_not_allowed"))
        .then(|| ui.refusal(problem));
    let body = html! {
        div.stack {

            h1 { (ui.text(title)) }
            p { (ui.text(what)) }
            @if let Some(own) = own { p.error-own { (own) } }
            p {
                a.button.primary href="/" { (ui.text("error-home")) }
            }
            p.muted.small { (ui.text("error-request-id")) " " code translate="no" { (ui.request_id) } }
        }
    };
    WebPage::new(ui.text(title), body).status(problem.status)
}

/// As the server's router writes it, where no page began its work.
pub fn problem_page(headers: &HeaderMap, uri: &Uri, problem: &Problem, request_id: &str) -> Response {
    let ui = of_nobody(None, headers, uri, request_id);
    page(&ui, problem).into_response(&ui)
}
