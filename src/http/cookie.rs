//! Cookies: that of a browser's login (reading it, setting it, taking it away), and the one by which a device that scans
//! is known again.

use std::sync::{Arc, OnceLock};

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, SameSite};

/// How long a browser keeps the cookie, in seconds: 90 days. The server decides how long the login lasts; afterwards the
/// cookie still tells a known device.
const MAX_AGE_SECONDS: u32 = 90 * 24 * 60 * 60;

/// The cookie's name. With the prefix `__Host-` a browser takes it from this host alone and over TLS alone, so that no
/// other host of the domain can put one in its place; without TLS browsers refuse that prefix.
fn name(is_https: bool) -> &'static str {
    if is_https { "__Host-rollcall" } else { "rollcall" }
}

/// The secret in the cookie, if there is one.
pub(crate) fn find_login_secret(headers: &HeaderMap, is_https: bool) -> Option<String> {
    find(headers, name(is_https))
}

/// The name of the cookie of a device that scans. It says nothing about anybody; two people with one are noticed by it.
pub(crate) const DEVICE: &str = "rollcall-device";
/// A year, in seconds.
const DEVICE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The value of a cookie, if it was sent.
pub(crate) fn find(headers: &HeaderMap, name: &str) -> Option<String> {
    let texts = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = texts.flat_map(Cookie::split_parse).flatten();
    cookies.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}

/// The `Set-Cookie` by which a device is known again.
pub(crate) fn set_device(value: &str, is_https: bool) -> HeaderValue {
    let cookie =
        Cookie::build((DEVICE, value)).http_only(true).same_site(SameSite::Lax).secure(is_https).path("/");
    HeaderValue::try_from(format!("{cookie}; Max-Age={DEVICE_SECONDS}"))
        .expect("it is written in letters and digits")
}

/// The `Set-Cookie` of a login with this secret.
pub(crate) fn set_login(secret: &str, is_https: bool) -> HeaderValue {
    header_value(secret, MAX_AGE_SECONDS, is_https)
}

/// The `Set-Cookie` that takes the login's cookie away.
pub(crate) fn clear_login(is_https: bool) -> HeaderValue {
    header_value("", 0, is_https)
}

fn header_value(secret: &str, max_age: u32, is_https: bool) -> HeaderValue {
    let cookie = Cookie::build((name(is_https), secret))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(is_https)
        .path("/");
    HeaderValue::try_from(format!("{cookie}; Max-Age={max_age}")).expect("secrets are of base64")
}

/// Where authentication leaves the cookie of a secret it has replaced. It is an extension of the request, and `dispatch` adds
/// the cookie to the response, whatever that is: without it the browser would be logged out a minute later.
#[derive(Clone, Debug, Default)]
pub(crate) struct RotatedCookie(Arc<OnceLock<HeaderValue>>);

impl RotatedCookie {
    pub fn set(&self, secret: &str, is_https: bool) {
        let _ = self.0.set(set_login(secret, is_https));
    }

    /// Adds the cookie, if there is one and the handler has not set or cleared the login's cookie itself.
    pub fn add_to(&self, response: &mut Response) {
        let Some(cookie) = self.0.get() else { return };
        let is_login = |other: &HeaderValue| {
            let (here, there) = (cookie.as_bytes(), other.as_bytes());
            here.split(|byte| *byte == b'=').next() == there.split(|byte| *byte == b'=').next()
        };
        let headers = response.headers_mut();
        if !headers.get_all(header::SET_COOKIE).iter().any(is_login) {
            headers.append(header::SET_COOKIE, cookie.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_for_this_host_and_for_no_script() {
        assert_eq!(
            set_login("x-1_", true),
            "__Host-rollcall=x-1_; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=7776000"
        );
        assert_eq!(
            set_login("x-1_", false),
            "rollcall=x-1_; HttpOnly; SameSite=Lax; Path=/; Max-Age=7776000"
        );
        assert_eq!(clear_login(false), "rollcall=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0");
    }

    #[test]
    fn it_is_found_among_others_by_the_name_of_its_transport() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=b; rollcall=one; =; broken".parse().unwrap());
        headers.append(header::COOKIE, "__Host-rollcall=two".parse().unwrap());
        assert_eq!(find_login_secret(&headers, false).as_deref(), Some("one"));
        assert_eq!(find_login_secret(&headers, true).as_deref(), Some("two"));
        headers.clear();
        headers.append(header::COOKIE, "rollcall=one; xrollcall=three".parse().unwrap());
        assert_eq!(find_login_secret(&headers, true), None, "another host of the domain may have set it");
    }

    #[test]
    fn a_new_secret_does_not_undo_what_the_handler_did() {
        let rotated = RotatedCookie::default();
        let mut response = Response::default();
        rotated.add_to(&mut response);
        assert!(response.headers().is_empty());
        rotated.set("new", false);
        response.headers_mut().append(header::SET_COOKIE, HeaderValue::from_static("rollcalls=2"));
        rotated.add_to(&mut response);
        let cookies: Vec<_> = response.headers().get_all(header::SET_COOKIE).iter().collect();
        assert_eq!(cookies, [HeaderValue::from_static("rollcalls=2"), set_login("new", false)].each_ref());
        let mut response = Response::default();
        response.headers_mut().append(header::SET_COOKIE, clear_login(false));
        rotated.add_to(&mut response);
        assert_eq!(response.headers().get_all(header::SET_COOKIE).iter().count(), 1);
    }
}
