//! Styles, scripts and icons as files of the server.

use axum::http::{HeaderValue, header};

use crate::http::problem::Problem;
use crate::http::route::Route;
use crate::web::answer::Answer;
use crate::web::assets::{find, response};
use crate::web::route::{PublicPageRequest, page};

pub fn routes() -> Vec<Route> {
    vec![
        page("/assets/{*file}", "Styles, scripts and icons").public(asset),
        page("/service-worker.js", "What answers while the network is away").public(service_worker),
    ]
}

async fn asset(page: PublicPageRequest) -> Result<Answer, Problem> {
    let found = response(page.path.get("file"), &page.headers);
    found.map(Answer::Other).ok_or_else(|| Problem::not_found("file"))
}

async fn service_worker(page: PublicPageRequest) -> Result<Answer, Problem> {
    let built = find("service-worker.js");
    let name = built.as_deref().map(|path| path.trim_start_matches("/assets/"));
    let mut found =
        name.and_then(|name| response(name, &page.headers)).ok_or_else(|| Problem::not_found("file"))?;
    // Its address has no hash: the browser looks for a new one.
    found.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    // A worker has the policy it is sent with: it fetches from here what it keeps and what it passes on, and the picture of
    // notifications.
    let policy = HeaderValue::from_static("default-src 'none'; connect-src 'self'; img-src 'self'");
    found.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(Answer::Other(found))
}
