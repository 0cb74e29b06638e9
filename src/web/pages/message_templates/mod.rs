//! `/messages/templates`: what messages look like, each event in each language, of the newest that happened or of an example.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use maud::{Markup, html};

use crate::app::notify::preview::{LetterPreview, MailFrom, preview};
use crate::domain::notification::event::NotificationEvent;
use crate::domain::people::preferences::Language;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::letters::{Letter, LetterReader};
use crate::text::{Locale, Voice};
use crate::web::answer::Answer;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// A letter may use its own styles and pictures, and nothing else: no script, no address, no frame around ours.
const LETTER_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'self'; sandbox",
);

/// Every language by its own name.
const LANGUAGES: [(Language, &str); 4] = [
    (Language::English, "English"),
    (Language::Arabic, "العربية"),
    (Language::Russian, "Русский"),
    (Language::Hindi, "हिन्दी"),
];

pub fn routes() -> Vec<Route> {
    vec![
        page("/messages/templates", "What messages look like").who(ADMINS).to(list),
        page("/messages/templates/{event}", "One message, as somebody would get it now").who(ADMINS).to(show),
        page("/messages/templates/{event}/letter", "The HTML of one message").who(ADMINS).to(letter),
    ]
}

async fn list(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let title = ui.text("templates-title");
    let body = html! {
        nav.crumbs { a href="/messages" { (ui.text("messages-title")) } span { (title) } }
        div.page-head { h1 { (title) } }
        p.answer { (ui.text("templates-answer")) }
        ul.list {
            @for event in NotificationEvent::ALL {
                li {
                    span.what {
                        a.row-link href=(address(*event, ui.locale.language)) { (ui.word("messageevent", event.as_str())) }
                    }
                    (languages(*event))
                }
            }
        }
    };
    Ok(WebPage::new(title, body))
}

fn address(event: NotificationEvent, language: Language) -> String {
    format!("/messages/templates/{event}?language={}", language.as_str())
}

/// A link to the event in each language.
fn languages(event: NotificationEvent) -> Markup {
    html! {
        span.row {
            @for (language, name) in LANGUAGES {
                a.button.small.quiet href=(address(event, language)) lang=(language.as_str()) { (name) }
            }
        }
    }
}

/// The event of the address and the language that is asked for.
fn asked(page: &PageRequest) -> Result<(NotificationEvent, Language), Problem> {
    let event =
        NotificationEvent::parse(page.path.get("event")).ok_or_else(|| Problem::not_found("message"))?;
    let language = Language::parse(page.query.text("language")).unwrap_or(page.ui.locale.language);
    Ok((event, language))
}

async fn compose(
    page: &PageRequest,
    event: NotificationEvent,
    language: Language,
) -> Result<LetterPreview, Problem> {
    let ui = &page.ui;
    let locale = Locale { language, arabic_digits: ui.locale.arabic_digits };
    let name = ui.viewer.as_ref().map(|viewer| viewer.name.clone()).unwrap_or_default();
    let reader = LetterReader { name, voice: Voice { locale, zone: ui.zone }, has_waited: false };
    Ok(preview(&page.app, page.scope.organization(), event, &reader).await?)
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let (event, language) = asked(&page)?;
    let LetterPreview { letter, is_real, from } = compose(&page, event, language).await?;
    let title = ui.word("messageevent", event.as_str());
    let source = format!("/messages/templates/{event}/letter?language={}", language.as_str());
    let body = html! {
        nav.crumbs {
            a href="/messages" { (ui.text("messages-title")) }
            a href="/messages/templates" { (ui.text("templates-title")) }
            span { (title) }
        }
        div.page-head { h1 { (title) } }
        p.answer { (ui.text(if is_real { "templates-real" } else { "templates-example" })) }
        nav.tabs aria-label=(ui.text("templates-languages")) {
            @for (one, name) in LANGUAGES {
                a href=(address(event, one)) lang=(one.as_str()) aria-current=[(one == language).then_some("page")] { (name) }
            }
        }
        (said(ui, &letter, &from, Locale { language, ..ui.locale }))
        section.section {
            h2 { (ui.text("templates-html")) }
            iframe.letter-frame src=(source) title=(ui.text("templates-html")) {}
            p { a href=(source) { (ui.text("templates-alone")) } }
        }
        section.section {
            h2 { (ui.text("templates-text")) }
            pre.letter-text lang=(language.as_str()) dir="auto" translate="no" { (letter.text) }
        }
    };
    Ok(WebPage::new(title, body).with_frame())
}

/// Who it is from, its subject, and what a browser shows of it.
fn said(ui: &Ui, letter: &Letter, from: &MailFrom, locale: Locale) -> Markup {
    let language = locale.language.as_str();
    let direction = if locale.is_right_to_left() { "rtl" } else { "ltr" };
    let words = |text: &str| html! { bdi lang=(language) dir=(direction) translate="no" { (text) } };
    let address = |text: &str| html! { bdi dir="ltr" translate="no" { (ui.name(text)) } };
    let no_mail = || html! { span.muted { (ui.text("templates-no-mail")) } };
    html! {
        dl.facts {
            div { dt { (ui.text("templates-from")) } dd {
                (ui.name(&from.name)) " "
                @match &from.address {
                    Some(from) => (address(from)),
                    None => (no_mail()),
                }
            } }
            div { dt { (ui.text("templates-reply-to")) } dd {
                @match from.reply_to.as_ref().or(from.address.as_ref()) {
                    Some(to) => (address(to)),
                    None => (no_mail()),
                }
                " · " a href="/settings#setting-message_sender_name" { (ui.text("templates-settings")) }
            } }
            div { dt { (ui.text("templates-subject")) } dd { (words(&letter.subject)) } }
            div { dt { (ui.text("templates-push")) } dd {
                p { strong { (words(&letter.push.title)) } }
                p { (words(&letter.push.body)) }
            } }
        }
    }
}

/// The HTML as a mail program shows it, with its pictures in it.
async fn letter(page: PageRequest) -> Result<Answer, Problem> {
    let (event, language) = asked(&page)?;
    let LetterPreview { letter, .. } = compose(&page, event, language).await?;
    let mut response = Response::new(with_pictures(&letter).into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, LETTER_POLICY);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(Answer::Other(response))
}

fn with_pictures(letter: &Letter) -> String {
    letter.pictures.iter().fold(letter.html.clone(), |html, picture| {
        let data = format!("data:image/png;base64,{}", BASE64.encode(&picture.png));
        html.replace(&format!("cid:{}", picture.content_id), &data)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notification::fact::{Fact, FactContent};
    use crate::domain::people::Role;
    use crate::testing::{TestServer, without_isolates};

    #[tokio::test]
    async fn every_event_is_shown_in_every_language() {
        let server = TestServer::new().await;
        let (status, list) = server.get("/messages/templates").html_by(Role::Admin).await;
        assert_eq!(status, 200);
        for event in NotificationEvent::ALL {
            assert!(list.contains(&format!("/messages/templates/{event}?language=ru")), "{event}: {list}");
            for language in Language::ALL {
                let path = format!("/messages/templates/{event}?language={}", language.as_str());
                let (status, html) = server.get(&path).html_by(Role::Admin).await;
                assert!(
                    status == 200 && html.contains("<iframe") && html.contains("This is an example"),
                    "{path}: {html}"
                );
                let path = path.replace('?', "/letter?");
                let (status, html) = server.get(&path).html_by(Role::Admin).await;
                assert!(
                    status == 200 && html.contains("Al Noor") && !html.contains("cid:"),
                    "{path}: {html}"
                );
                let direction = if *language == Language::Arabic { "rtl" } else { "ltr" };
                assert!(html.contains(&format!("dir=\"{direction}\"")), "{path}: {html}");
            }
        }
        assert_eq!(server.get("/messages/templates/birthday").html_by(Role::Admin).await.0, 404);
        assert_eq!(server.get("/messages/templates").html_by(Role::Finance).await.0, 403);
        let headers = server.get("/messages/templates/late/letter").headers_by(Role::Admin).await;
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
    }

    #[tokio::test]
    async fn who_it_is_from_stands_above_it_and_its_lines_have_the_direction_of_their_language() {
        let server = TestServer::new().await;
        let change = serde_json::json!({"message_sender_name": "Noor Office", "message_reply_to": "office@noor.example"});
        assert_eq!(server.patch("/api/v1/settings", change).by(Role::Admin).await.0, 200);
        let path = "/messages/templates/arrival?language=";
        for (language, direction) in [("en", "ltr"), ("ar", "rtl")] {
            let (_, html) = server.get(&format!("{path}{language}")).html_by(Role::Admin).await;
            let html = without_isolates(&html);
            let line = format!(r#"<bdi lang="{language}" dir="{direction}""#);
            assert_eq!(html.matches(&line).count(), 3, "subject, title and body: {html}");
            assert!(html.contains("Noor Office") && html.contains("office@noor.example"), "{html}");
            assert!(html.contains("/settings#setting-message_sender_name"), "where it is set: {html}");
        }
    }

    #[tokio::test]
    async fn what_really_happened_is_shown_instead_of_an_example() {
        let server = TestServer::new().await;
        let (organization, now) = (server.organization(), server.app.now());
        let content = FactContent::Arrival { venue_id: "gone".to_owned(), at: now };
        let person_id = Some(server.person(Role::Student).to_owned());
        let fact = Fact { key: "arrival:gone:p:0".to_owned(), person_id, occurred_at: now, content };
        let mut write = server.app.store.write().await.unwrap();
        write.insert_facts(organization, &[fact], now).await.unwrap();
        write.commit().await.unwrap();
        let change = serde_json::json!({"message_footer": "Al Noor, King Road 7"});
        assert_eq!(server.patch("/api/v1/settings", change).by(Role::Admin).await.0, 200);
        let (_, html) = server.get("/messages/templates/arrival").html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert!(html.contains("really happened") && html.contains("student"), "{html}");
        assert!(html.contains("King Road 7"), "the footer: {html}");
    }
}
