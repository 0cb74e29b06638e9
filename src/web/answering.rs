//! How a request for a page is answered: by its handler, by the page a form came from, by the login, or by the page of an
//! error.

use std::future::Future;
use std::sync::Arc;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use axum::response::Response;
use http_body_util::BodyExt;

use super::address::own_address;
use super::answer::{Answer, Done, set_page_headers};
use super::errors;
use super::login_form;
use super::request::{PageRequest, PublicPageRequest, query_of};
use super::ui::fields::{FIELD_CODES, Fields, ONCE_FIELD, PAGE_FIELD};
use super::ui::{self, KeptForm, Ui};
use crate::http::body::RequestBody;
use crate::http::error_codes::ERROR_CODES;
use crate::http::idempotency::IDEMPOTENCY_REPLAYED;
use crate::http::problem::Problem;
use crate::http::query::LenientQuery;
use crate::http::request::{RawRequest, ReceivedRequest, RouteRequest, read_body};
use crate::http::response::RouteResponse;
use crate::http::route_declaration::Declaration;
use crate::http::state::ServerState;

/// What of a request is needed after its body was read, should it fail.
struct AskedPage {
    shared: Arc<ServerState>,
    parts: Parts,
    /// What was sent with a form.
    form: Option<Fields>,
    request_id: String,
}

pub(super) async fn answer<A, F, Fut>(declaration: &Arc<Declaration>, raw: RawRequest, handler: F) -> Response
where
    A: Into<Answer> + Send,
    F: Fn(PageRequest) -> Fut + Send + Sync,
    Fut: Future<Output = Result<A, Problem>> + Send,
{
    let (mut raw, form) = match read_form(raw).await {
        Ok(read) => read,
        Err(response) => return *response,
    };
    let once = form.as_ref().and_then(|form| form.optional(ONCE_FIELD)).map(str::to_owned);
    if let Some(once) = once.and_then(|once| once.parse().ok()) {
        raw.parts.headers.insert("idempotency-key", once);
    }
    let kept = raw.parts.extensions.remove::<KeptForm>();
    let asked = AskedPage {
        shared: raw.shared.clone(),
        parts: raw.parts.clone(),
        form,
        request_id: raw.request_id.clone(),
    };
    match receive(declaration, raw, &asked, kept, handler).await {
        Ok(response) => response,
        Err((problem, ui)) => refuse(&asked, problem, ui).await,
    }
}

/// The answer, or why there is none, with the surroundings if it was known by then who asks.
async fn receive<A, F, Fut>(
    declaration: &Arc<Declaration>,
    raw: RawRequest,
    asked: &AskedPage,
    kept: Option<KeptForm>,
    handler: F,
) -> Result<Response, (Problem, Option<Arc<Ui>>)>
where
    A: Into<Answer> + Send,
    F: Fn(PageRequest) -> Fut + Send + Sync,
    Fut: Future<Output = Result<A, Problem>> + Send,
{
    let received = RouteRequest::<Fields, LenientQuery>::receive(declaration, raw).await;
    let (request, idempotency) = match received.map_err(|problem| (problem, None))? {
        ReceivedRequest::ToHandle(request, idempotency) => (*request, idempotency),
        ReceivedRequest::Replayed(response) => {
            return replayed(response).await.map_err(|problem| (problem, None));
        }
    };
    let loaded = ui::load(
        &request.app,
        &asked.parts.headers,
        &asked.parts.uri,
        &request.caller,
        kept,
        &asked.request_id,
    )
    .await;
    let ui = Arc::new(loaded.map_err(|problem| (problem, None))?);
    let (query, form) = (query_of(&asked.parts.uri), request.body.clone());
    let page = PageRequest { request, query, form, ui: ui.clone() };
    let work = async { handler(page).await.map(Into::into) };
    let answer = match idempotency {
        None => work.await,
        Some(idempotency) => {
            let mut refused = None;
            let saved = idempotency.run_once(async {
                let answer = work.await;
                refused = answer.as_ref().err().cloned();
                answer.map(|answer| saved_response(answer, &ui))
            });
            let saved = saved.await;
            // What is saved of a refusal lacks the codes that forms alone refuse with.
            if let (Some(problem), Ok(_)) = (refused, &saved) {
                return Err((problem, Some(ui)));
            }
            match saved {
                Ok(response) => return replayed(response).await.map_err(|problem| (problem, Some(ui))),
                Err(problem) => Err(problem),
            }
        }
    };
    match answer {
        Ok(answer) => Ok(respond(answer, &ui)),
        Err(problem) => Err((problem, Some(ui))),
    }
}

pub(super) fn respond(answer: Answer, ui: &Ui) -> Response {
    match answer {
        Answer::Page(page) => page.into_response(ui),
        Answer::Done(done) => done.into_redirect(),
        Answer::Other(response) => response,
    }
}

/// As it is saved under the form's `_once`.
fn saved_response(answer: Answer, ui: &Ui) -> Response {
    match answer {
        Answer::Done(done) => done.into_http_response(),
        other => respond(other, ui),
    }
}

/// What was saved under a form's `_once`, as a response for a browser.
async fn replayed(mut response: Response) -> Result<Response, Problem> {
    let status = response.status();
    if status.is_success() {
        // A page is kept without its headers.
        if response.headers().contains_key(IDEMPOTENCY_REPLAYED) {
            set_page_headers(response.headers_mut());
        }
        return Ok(response);
    }
    // The handler made the redirect itself, with cookies of its own.
    if response.headers().contains_key(header::LOCATION) {
        return Ok(response);
    }
    let bytes = response.into_body().collect().await.map_err(|cause| Problem::internal(&cause))?.to_bytes();
    if status == StatusCode::SEE_OTHER {
        let done: Done = serde_json::from_slice(&bytes).unwrap_or_else(|_| Done::to("/"));
        return Ok(done.into_redirect());
    }
    let saved: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let code = saved["code"].as_str().unwrap_or_default();
    let mut known = ERROR_CODES.iter().map(|one| one.code).chain(FIELD_CODES);
    let code = known.find(|one| *one == code).unwrap_or(ui::IN_WORDS);
    let mut problem = Problem::new(status, code, saved["detail"].as_str().unwrap_or_default());
    problem.field = saved["field"].as_str().map(str::to_owned);
    Err(problem)
}

/// A refused request, as a page.
async fn refuse(asked: &AskedPage, problem: Problem, ui: Option<Arc<Ui>>) -> Response {
    let nobody = || {
        let (headers, uri) = (&asked.parts.headers, &asked.parts.uri);
        Arc::new(ui::of_nobody(Some(&asked.shared.app), headers, uri, &asked.request_id))
    };
    let page = asked.form.as_ref().and_then(|form| own_address(form.text(PAGE_FIELD)));
    if problem.status == StatusCode::UNAUTHORIZED {
        let ui = nobody();
        return match &asked.form {
            None => login_form::redirect(&ui.address),
            Some(form) => login_form::with_kept_form(&ui, page.unwrap_or("/"), asked.parts.uri.path(), form),
        };
    }
    let is_about_the_form = !matches!(
        problem.status,
        StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::PAYLOAD_TOO_LARGE
    );
    if let (Some(form), Some(page), true) = (&asked.form, page, is_about_the_form) {
        let kept = KeptForm {
            action: asked.parts.uri.path().to_owned(),
            fields: form.clone(),
            problem: Some(problem.clone()),
        };
        let (headers, extensions) = (&asked.parts.headers, &asked.parts.extensions);
        if let Some(mut response) = show_again(&asked.shared, headers, extensions, page, kept).await {
            *response.status_mut() = problem.status;
            return response;
        }
    }
    let ui = ui.unwrap_or_else(nobody);
    errors::page(&ui, &problem).into_response(&ui)
}

/// The page at an address of ours with a form as it was typed; `None` where it does not open.
async fn show_again(
    shared: &Arc<ServerState>,
    headers: &HeaderMap,
    extensions: &Extensions,
    address: &str,
    kept: KeptForm,
) -> Option<Response> {
    let (mut parts, ()) = Request::builder().method(Method::GET).uri(address).body(()).ok()?.into_parts();
    parts.headers = headers.clone();
    for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE] {
        parts.headers.remove(name);
    }
    parts.extensions = extensions.clone();
    parts.extensions.insert(kept);
    let response = (shared.open_page)(shared.clone(), parts).await?;
    (response.status() == StatusCode::OK).then_some(response)
}

impl PublicPageRequest {
    /// The page at an address of ours with a form as it was typed, for whoever this new cookie logs in; `None` where it does
    /// not open.
    pub async fn show_again(&self, address: &str, kept: KeptForm, cookie: &HeaderValue) -> Option<Response> {
        let mut headers = self.headers.clone();
        let others = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let own = cookie.to_str().ok()?.split(';').next()?.to_owned();
        let name = own.split('=').next().unwrap_or_default();
        let others = others.flat_map(|all| all.split(';')).map(str::trim);
        let others = others.filter(|one| one.split('=').next() != Some(name));
        let all: Vec<&str> = others.chain([own.as_str()]).collect();
        let all = HeaderValue::from_str(&all.join("; ")).ok()?;
        headers.insert(header::COOKIE, all);
        show_again(&self.shared, &headers, &self.extensions, address, kept).await
    }
}

/// Reads the body of a form, and puts it back for whoever reads it next.
async fn read_form(raw: RawRequest) -> Result<(RawRequest, Option<Fields>), Box<Response>> {
    if raw.parts.method != Method::POST {
        return Ok((raw, None));
    }
    let RawRequest { shared, parts, body, path, request_id } = raw;
    let ui = || ui::of_nobody(Some(&shared.app), &parts.headers, &parts.uri, &request_id);
    let read = read_body::<Fields>(&parts, body).await;
    let bytes =
        read.and_then(|bytes| Fields::read(&parts.headers, bytes.clone()).map(|fields| (bytes, fields)));
    match bytes {
        Ok((bytes, fields)) => {
            let raw = RawRequest { body: Body::from(bytes), shared, parts, path, request_id };
            Ok((raw, Some(fields)))
        }
        Err(problem) => {
            let ui = ui();
            Err(Box::new(errors::page(&ui, &problem).into_response(&ui)))
        }
    }
}
