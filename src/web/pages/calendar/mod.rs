//! `/calendar/{secret}.ics`: the sessions of somebody as a calendar program reads them. The secret is the login; it is
//! written nowhere.

mod written;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use sha2::{Digest, Sha256};

use crate::app::calendar::{address, feed};
use crate::http::problem::{Problem, problem_json, respond};
use crate::http::route::Route;
use crate::web::answer::Answer;
use crate::web::route::{PublicPageRequest, page};

/// How long a program may show what it has without asking again.
const CACHE: &str = "private, max-age=300";

pub fn routes() -> Vec<Route> {
    vec![page("/calendar/{file}", "The sessions of somebody, for their calendar program").public(show)]
}

/// A program reads the refusals too: they are no pages.
async fn show(page: PublicPageRequest) -> Result<Answer, Problem> {
    Ok(Answer::Other(match read(&page).await {
        Ok(text) => response(text, &page.headers),
        Err(problem) => respond(&problem, problem_json, &page.request_id),
    }))
}

async fn read(page: &PublicPageRequest) -> Result<String, Problem> {
    let secret = page.path.get("file").strip_suffix(address::FEED_SUFFIX);
    let secret = secret.ok_or_else(|| Problem::not_found("calendar"))?;
    let feed = feed::read(&page.app, secret, page.client_address).await?;
    Ok(written::calendar(&feed, &page.app.config.server.address()))
}

/// The feed; without it where the program has it already.
fn response(text: String, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(&text)[..16]));
    let is_known = headers.get_all(header::IF_NONE_MATCH).iter().any(|known| {
        let known = known.to_str().unwrap_or_default();
        known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
    });
    let mut response = match is_known {
        true => Response::new(Body::empty()),
        false => Response::new(text.into()),
    };
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers
        .insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"rollcall.ics\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHE));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}
