//! What became of a form, told on the next page: a cookie that lives for one redirect.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

const COOKIE: &str = "rollcall_toast";
/// What a browser keeps of one cookie, less its name.
const LONGEST: usize = 3_800;

/// A short message about what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toast {
    /// In the viewer's language.
    pub text: String,
    #[serde(default)]
    pub undo: Option<Undo>,
}

/// A form that takes back what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// What its button says.
    pub label: String,
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Toast {
    pub fn of(text: impl Into<String>) -> Toast {
        Toast { text: text.into(), undo: None }
    }
}

/// The toast that the request's cookie holds.
pub fn read(headers: &HeaderMap) -> Option<Toast> {
    let bytes = URL_SAFE_NO_PAD.decode(cookie(headers, COOKIE)?).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// The header that hands a toast to the next page. One that is too long loses its undo, then its end.
pub fn hand_on(toast: &Toast) -> HeaderValue {
    let written = |toast: &Toast| URL_SAFE_NO_PAD.encode(serde_json::to_vec(toast).unwrap_or_default());
    let mut value = written(toast);
    if value.len() > LONGEST {
        value = written(&Toast::of(toast.text.chars().take(300).collect::<String>()));
    }
    set(&format!("{COOKIE}={value}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"))
}

/// The header that forgets a toast that was shown.
pub fn forget() -> HeaderValue {
    set(&format!("{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"))
}

fn set(cookie: &str) -> HeaderValue {
    HeaderValue::from_str(cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The value of a cookie of the request.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|all| all.split(';'))
        .find_map(|one| {
            let (found, value) = one.trim().split_once('=')?;
            (found == name).then_some(value)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toast_comes_back_as_it_was() {
        let undo =
            Undo { label: "Undo".into(), action: "/x".into(), fields: vec![("a".into(), "ب;=".into())] };
        let toast = Toast { text: "تم; a=b".into(), undo: Some(undo) };
        let handed = hand_on(&toast);
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_str(handed.to_str().expect("ASCII").split(';').next().expect("one"))
                .expect("a header"),
        );
        assert_eq!(read(&headers), Some(toast));
    }

    #[test]
    fn a_toast_that_is_too_long_for_a_cookie_is_cut() {
        assert!(hand_on(&Toast::of("x".repeat(100_000))).len() < 4_096);
    }
}
