//! What a page's handler gives back: a page, a redirect with a word about what was done, or a file.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::openapi::{Response as ResponseSchema, ResponseBuilder};

use super::flash::{self, Toast, Undo};
use super::layout;
use super::page::{MediaAccess, WebPage};
use super::ui::Ui;
use crate::http::response::RouteResponse;
use crate::http::schema_components::Components;

/// What a browser may do on a page: nothing that is not ours, and no script or style inside of the page.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'";

/// The same with frames of our own answers.
const WITH_FRAMES: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'",
);

/// Devices that a page may not use, those of a meeting room, and that of the scanner.
const NO_DEVICES: HeaderValue = HeaderValue::from_static("camera=(), microphone=(), display-capture=()");
const ROOM_DEVICES: HeaderValue =
    HeaderValue::from_static("camera=(self), microphone=(self), display-capture=(self)");
const SCANNER_DEVICES: HeaderValue =
    HeaderValue::from_static("camera=(self), microphone=(), display-capture=()");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

impl WebPage {
    pub fn into_response(self, ui: &Ui) -> Response {
        let (status, refresh, media) = (self.status, self.refresh_seconds, self.media.clone());
        let (is_scanner, has_frame) = (self.is_scanner, self.has_frame);
        let mut response = (status, layout::document(ui, self).into_string()).into_response();
        let headers = response.headers_mut();
        set_page_headers(headers);
        if let Some(media) = &media {
            allow_media(headers, media);
        }
        if is_scanner {
            allow_scanner(headers);
        }
        if has_frame {
            headers.insert(header::CONTENT_SECURITY_POLICY, WITH_FRAMES);
        }
        if let Some(seconds) = refresh {
            headers.insert(header::REFRESH, HeaderValue::from(seconds));
        }
        if ui.toast.is_some() {
            headers.append(header::SET_COOKIE, flash::forget());
        }
        response
    }
}

/// What every page is sent with.
pub(super) fn set_page_headers(headers: &mut HeaderMap) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    // Whoever logged out does not see it again by going back.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(PERMISSIONS_POLICY, NO_DEVICES);
}

/// Opens the page to camera, microphone and screen, and to the servers they are sent to.
fn allow_media(headers: &mut HeaderMap, media: &MediaAccess) {
    headers.insert(PERMISSIONS_POLICY, ROOM_DEVICES);
    let connect = format!("connect-src 'self' {}; media-src 'self' blob:;", media.origins.join(" "));
    let policy = CONTENT_SECURITY_POLICY.replace("connect-src 'self';", &connect);
    // An origin that cannot stand in a header opens nothing.
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Opens the page to the camera, and to the compiled program that finds codes in its picture; text is run as code no more
/// than elsewhere.
fn allow_scanner(headers: &mut HeaderMap) {
    headers.insert(PERMISSIONS_POLICY, SCANNER_DEVICES);
    let policy =
        CONTENT_SECURITY_POLICY.replace("script-src 'self';", "script-src 'self' 'wasm-unsafe-eval';");
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// A change was made: the browser goes on to a page, which says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub to: String,
    pub toast: Option<Toast>,
}

impl Done {
    /// Back to this address of ours.
    pub fn to(address: impl Into<String>) -> Done {
        Done { to: address.into(), toast: None }
    }

    /// With this sentence, in the viewer's language.
    pub fn saying(mut self, text: impl Into<String>) -> Done {
        self.toast = Some(Toast::of(text));
        self
    }

    /// With a button beside the sentence that takes it back.
    pub fn with_undo(mut self, undo: Undo) -> Done {
        if let Some(toast) = &mut self.toast {
            toast.undo = Some(undo);
        }
        self
    }

    pub fn into_redirect(self) -> Response {
        let mut response = StatusCode::SEE_OTHER.into_response();
        let to = HeaderValue::from_str(&self.to).unwrap_or_else(|_| HeaderValue::from_static("/"));
        response.headers_mut().insert(header::LOCATION, to);
        if let Some(toast) = &self.toast {
            response.headers_mut().append(header::SET_COOKIE, flash::hand_on(toast));
        }
        response
    }
}

/// As it is saved for a form that is sent twice: the second one gets the same redirect.
impl RouteResponse for Done {
    const STATUS: StatusCode = StatusCode::SEE_OTHER;

    fn into_http_response(self) -> Response {
        (Self::STATUS, self.replay_body().unwrap_or_default()).into_response()
    }

    fn replay_body(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    fn describe(_: &mut Components) -> ResponseSchema {
        ResponseBuilder::new().description("Done").build()
    }
}

/// What a handler may give back.
#[derive(Debug)]
pub enum Answer {
    Page(WebPage),
    Done(Done),
    /// A response that is made already: a file, a stream.
    Other(Response),
}

impl From<WebPage> for Answer {
    fn from(page: WebPage) -> Answer {
        Answer::Page(page)
    }
}

impl From<Done> for Answer {
    fn from(done: Done) -> Answer {
        Answer::Done(done)
    }
}

impl Answer {
    /// A file to keep.
    pub fn file(name: &str, content_type: &'static str, bytes: impl Into<Body>) -> Answer {
        let mut response = Response::new(bytes.into());
        let disposition = format!("attachment; filename=\"{}\"", name.replace(['"', '\\'], ""));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        if let Ok(value) = HeaderValue::from_str(&disposition) {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
        }
        Answer::Other(response)
    }
}
