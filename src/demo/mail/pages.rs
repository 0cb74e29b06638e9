//! The pages of the letters. Whatever stands in a letter may be hostile: its HTML is shown in a frame in which nothing runs and
//! which loads nothing, everything else is text.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::read::ReadLetter;
use crate::demo::academy::ZONE;
use crate::demo::format::format_local;
use crate::domain::time::Timestamp;
use crate::simulator::mail::ReceivedLetter;

/// Where the letters are.
pub const PATH: &str = "/demo/mail";
const STYLE: &str = include_str!("style.css");
/// The list looks for new letters by itself, in seconds.
const REFRESH: HeaderValue = HeaderValue::from_static("20");
/// No script, no picture from elsewhere, no form; links open pages of their own.
const LETTER_POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; \
     style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Letters, newest first: `to` is whose they are if not everybody's, `is_newest` whether these are the last that came.
pub(super) fn list(
    letters: &[(&ReceivedLetter, ReadLetter)],
    to: Option<&str>,
    is_newest: bool,
    has_more: bool,
) -> Response {
    let title = to.map_or_else(|| "Letters of this demo".to_owned(), |to| format!("Letters to {to}"));
    let older = letters.last().filter(|_| has_more).map(|(last, _)| {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(to.map(|to| ("to", to)))
            .append_pair("before", &last.number.to_string())
            .finish();
        format!("{PATH}?{query}")
    });
    let body = html! {
        header {
            @if to.is_some() || !is_newest { a.step href=(PATH) { "← The newest letters to everybody" } }
            h1 dir="auto" { (title) }
            p {
                "What families and staff were sent by e-mail, newest first. The demo's own mail server took it and hands it on to nobody. "
                "Times are those of " (ZONE.name()) "."
            }
        }
        main {
            @if letters.is_empty() {
                p.empty { "No letter has come so far. The first ones come while the lessons are played." }
            } @else {
                ul.letters {
                    @for (letter, read) in letters {
                        li {
                            a href={ (PATH) "/" (letter.number) } {
                                span.subject dir="auto" lang=[read.language.as_deref()] { (subject(read)) }
                                span.who { bdi { (read.to) } " · " bdi { (read.from) } }
                                (when(letter.received_at))
                                span.beginning dir="auto" lang=[read.language.as_deref()] { (read.beginning()) }
                            }
                        }
                    }
                }
                @if let Some(older) = older { a.step rel="next" href=(older) { "Older letters" } }
            }
        }
    };
    let mut response = document(&title, &body);
    if is_newest {
        response.headers_mut().insert(header::REFRESH, REFRESH);
    }
    response
}

/// One letter: who wrote it to whom, its HTML in a frame, and its text.
pub(super) fn letter(letter: &ReceivedLetter, read: &ReadLetter) -> Response {
    let of = |address: &str| {
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("to", address).finish();
        format!("{PATH}?{query}")
    };
    let body = html! {
        header {
            a.step href=(PATH) { "← All letters" }
            h1 dir="auto" lang=[read.language.as_deref()] { (subject(read)) }
        }
        main {
            dl {
                dt { "To" }
                dd {
                    bdi { (read.to) }
                    @for address in &letter.recipients { " " a href=(of(address)) { (address) } }
                }
                dt { "From" }
                dd { bdi { (read.from) } " " (letter.sender) }
                dt { "When" }
                dd { (when(letter.received_at)) }
            }
            div.letter {
                @if read.html.is_some() {
                    section {
                        h2 { "As a mail program shows it" }
                        iframe title="The letter" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"
                            src={ (PATH) "/" (letter.number) "/letter" } {}
                    }
                }
                section {
                    h2 { "As text" }
                    pre dir="auto" lang=[read.language.as_deref()] { (read.text) }
                }
            }
        }
    };
    document(&read.subject, &body)
}

/// The HTML of a letter, for its frame. Links of it open beside the demo's page.
pub(super) fn framed(html: String) -> Response {
    const LINKS: &str = "<base target=\"_blank\">";
    let head = html.to_ascii_lowercase().find("<head>").map(|at| at + "<head>".len());
    let html = match head {
        Some(at) => format!("{}{LINKS}{}", &html[..at], &html[at..]),
        None => html,
    };
    answer(html, HeaderValue::from_static(LETTER_POLICY))
}

fn subject(read: &ReadLetter) -> &str {
    if read.subject.is_empty() { "(no subject)" } else { &read.subject }
}

fn when(at: Timestamp) -> Markup {
    html! { time datetime=(at) { (format_local(at, "%a %-d %b %Y, %H:%M")) } }
}

fn document(title: &str, body: &Markup) -> Response {
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – Rollcall demo" }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    };
    let style = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; img-src data:; frame-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    );
    let policy = HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    answer(document.into_string(), policy)
}

fn answer(html: String, policy: HeaderValue) -> Response {
    const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
    const NO_REFERRER: HeaderValue = HeaderValue::from_static("no-referrer");
    const NO_SNIFFING: (HeaderName, HeaderValue) =
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let html_type = HeaderValue::from_static("text/html; charset=utf-8");
    let headers = [
        (header::CONTENT_TYPE, html_type),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, NO_STORE),
        (header::REFERRER_POLICY, NO_REFERRER),
        NO_SNIFFING,
    ];
    (headers, html).into_response()
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;

    async fn shown(response: Response) -> (String, String) {
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (policy, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn nothing_of_a_hostile_letter_gets_out_of_its_frame() {
        const EVIL: &str = "<script>alert(1)</script>";
        let received = ReceivedLetter {
            number: 7,
            received_at: Timestamp::from_seconds(1_800_000_000),
            sender: EVIL.to_owned(),
            recipients: vec![EVIL.to_owned()],
            content: Vec::new(),
        };
        let read = || ReadLetter {
            message_id: EVIL.to_owned(),
            from: EVIL.to_owned(),
            to: EVIL.to_owned(),
            subject: EVIL.to_owned(),
            language: None,
            text: format!("{EVIL}\n{EVIL}"),
            html: Some(format!("<html><head></head>{EVIL}")),
        };
        for response in [letter(&received, &read()), list(&[(&received, read())], Some(EVIL), true, true)] {
            let (policy, page) = shown(response).await;
            assert!(!page.contains("<script"), "{page}");
            assert!(
                policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe")
            );
        }
        let (policy, page) = shown(framed(read().html.unwrap())).await;
        assert!(page.starts_with("<html><head><base target=\"_blank\">"), "{page}");
        assert!(
            policy.starts_with("sandbox allow-popups ") && policy.contains("default-src 'none'"),
            "{policy}"
        );
        assert!(!policy.contains("allow-scripts") && !policy.contains("allow-same-origin"), "{policy}");
    }
}
