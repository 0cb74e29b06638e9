//! `/scan`: the scanner. The server says who looks and every text; the script (`assets/js/scan`) reads codes, keeps them while
//! the network is away and sends them to the API. `/scan?code=…` is the address that printed codes carry: it asks, and nothing
//! is recorded before a button is pressed, so that a preview of the link checks nobody in.
//!
//! `/scan/shell` is the same page of nobody: kept in the browser, it opens without a network (`assets/js/scan/keep.js`).

mod data;
mod panels;

use std::sync::Arc;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::json;

use crate::app::checkin::codes::CodeKeys;
use crate::domain::evidence::manual::Purpose;
use crate::domain::people::preferences::{Language, Theme};
use crate::http::cookie;
use crate::http::problem::Problem;
use crate::http::route::Route;
use crate::text::{Locale, Voice};
use crate::web::answer::Answer;
use crate::web::assets;
use crate::web::components::icon::icon;
use crate::web::components::session::session_title;
use crate::web::components::visits::VisitsByPerson;
use crate::web::grants::SCANNERS;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, PublicPageRequest, page};
use crate::web::ui::Ui;

/// The script of this page alone.
const SCRIPT: &str = "scan.js";

pub fn routes() -> Vec<Route> {
    vec![
        page("/scan", "The scanner").who(SCANNERS).to(show),
        page("/scan/shell", "The scanner while the network is away").public(shell),
        page("/scan/app.webmanifest", "What makes the scanner an app").public(manifest),
    ]
}

async fn show(page: PageRequest) -> Result<Answer, Problem> {
    let place = match page.query.optional("code") {
        Some(code) => place_of(&page, code).await?,
        None => None,
    };
    let organization = page.scope.organization();
    let is_gym = !page.read().await?.list_venues(organization, "", 1).await?.is_empty();
    let mut response = scanner(&page.ui, place.as_ref(), is_gym).into_response(&page.ui);
    // By it two people on one telephone are noticed.
    if cookie::find(page.headers(), cookie::DEVICE).is_none() {
        let set = cookie::set_device(&page.app.new_id(), page.is_https);
        response.headers_mut().append(header::SET_COOKIE, set);
    }
    Ok(Answer::Other(response))
}

/// What a code opens.
struct OpenedPlace {
    name: String,
    /// Whether the viewer is there already, so that the code lets out.
    is_inside: bool,
}

/// What a code of this organisation opens, by name. Whether it is taken is another matter, which the scan finds out.
async fn place_of(page: &PageRequest, code: &str) -> Result<Option<OpenedPlace>, Problem> {
    let organization = page.scope.organization();
    let mut read = page.read().await?;
    let keys = CodeKeys::load(&mut read, &page.app.secrets, organization).await?;
    let Ok(code) = keys.read(code) else { return Ok(None) };
    Ok(match code.purpose {
        Purpose::Venue => match read.find_venue(organization, &code.subject).await? {
            Some(venue) => {
                let people = [page.caller.person.as_str()];
                let visits = VisitsByPerson::load(&mut read, organization, &people, page.ui.now).await?;
                let is_inside = visits.of(&page.caller.person).is_inside(&venue);
                Some(OpenedPlace { name: venue.name, is_inside })
            }
            None => None,
        },
        Purpose::Session => {
            let session = read.find_session(organization, &code.subject).await?;
            session.map(|session| OpenedPlace { name: session_title(&page.ui, &session), is_inside: false })
        }
        Purpose::Ticket | Purpose::Registration | Purpose::Member => None,
    })
}

/// The same in the language and theme that the address asks for: it is fetched without cookies.
async fn shell(page: PublicPageRequest) -> Result<Answer, Problem> {
    let ui = Ui { theme: theme_of(&page), ..in_language(&page) };
    Ok(Answer::Other(scanner(&ui, None, true).into_response(&ui)))
}

fn in_language(page: &PublicPageRequest) -> Ui {
    let language = Language::parse(page.query.text("language")).unwrap_or(page.ui.locale.language);
    let voice = Voice { locale: Locale { language, arabic_digits: false }, ..page.ui.voice };
    Ui { voice, ..Arc::unwrap_or_clone(page.ui.clone()) }
}

fn theme_of(page: &PublicPageRequest) -> Theme {
    Theme::parse(page.query.text("theme")).unwrap_or(page.ui.theme)
}

async fn manifest(page: PublicPageRequest) -> Result<Answer, Problem> {
    let ui = in_language(&page);
    let icon = |name: &str, size: &str, purpose: &str| json!({"src": assets::path(name), "sizes": size, "type": "image/png", "purpose": purpose});
    let app = json!({
        "id": "/scan",
        "name": ui.text("scan-app-name"),
        "short_name": ui.text("scan-window"),
        "lang": ui.locale.language.as_str(),
        "dir": ui.direction(),
        "start_url": "/scan",
        "scope": "/",
        "display": "standalone",
        "orientation": "any",
        "background_color": "#191613",
        "theme_color": "#191613",
        "icons": [
            {"src": assets::path("favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable.png", "512x512", "maskable"),
        ],
    });
    let headers = [(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, "no-cache")];
    let response: Response = (headers, app.to_string()).into_response();
    Ok(Answer::Other(response))
}

/// `place` is what the code in the address opens. Where there is a venue, members are told where its code hangs (the words of
/// doors.md section 3); where there is none, codes are those of lessons and events.
fn scanner(ui: &Ui, place: Option<&OpenedPlace>, is_gym: bool) -> WebPage {
    let title = match (data::is_staff(ui), is_gym) {
        (true, _) => "scan-title-staff",
        (false, true) => "scan-title",
        (false, false) => "scan-title-any",
    };
    let body = html! {
        div.page-head { h1 #scan-title { (ui.text(title)) } }
        p.banner.amber #scan-needs-script { (ui.text("scan-needs-script")) }
        div.scan #scan hidden data-scan=(data::scan_json(ui, is_gym)) data-texts=(data::texts_json(ui)) {
            (view(ui))
            div.scan-side { (panels::banners(ui)) (panels::asked(ui, place)) (panels::place(ui)) (panels::manual(ui)) (panels::lists(ui)) (panels::typed(ui)) }
            div.scan-result #scan-result hidden {}
            p.sr-only #scan-said role="status" aria-live="assertive" aria-atomic="true" {}
        }
    };
    WebPage::new(ui.text("scan-window"), body).with_scanner(SCRIPT)
}

/// The camera's picture, and what stands on it. Always dark.
fn view(ui: &Ui) -> Markup {
    let tool = |id: &str, symbol: &str, text: &str| {
        html! { button.scan-tool type="button" id=(id) aria-label=(ui.text(text)) title=(ui.text(text)) { (icon(symbol)) } }
    };
    html! {
        section.scan-view #scan-view data-state="off" aria-label=(ui.text("scan-view")) {
            video #scan-video muted playsinline aria-label=(ui.text("scan-picture")) {}
            div.scan-frame aria-hidden="true" { span {} span {} span {} span {} }
            p.scan-hint #scan-hint { (ui.text("scan-hint")) }
            a.scan-count #scan-count href="#scan-waiting" hidden { (icon("i-clock")) span {} }
            div.scan-start #scan-start {
                span.scan-start-shape aria-hidden="true" { (icon("i-qr")) }
                div.scan-problem #scan-problem hidden role="alert" { (icon("i-camera-off")) p {} }
                button.button.primary.large type="button" #scan-open { (icon("i-camera")) span { (ui.text("scan-open")) } }
            }
            div.scan-black #scan-black hidden role="status" {
                p { (ui.text("scan-black")) }
                button.button.small type="button" #scan-black-other { (icon("i-refresh")) (ui.text("scan-other")) }
            }
            div.scan-tools #scan-tools hidden {
                (tool("scan-light", "i-torch", "scan-light"))
                (tool("scan-other", "i-refresh", "scan-other"))
                (tool("scan-sound", "i-sound", "scan-sound"))
                (tool("scan-close", "i-cross", "scan-close"))
            }
        }
    }
}

#[cfg(test)]
mod tests;
