//! `/events/{id}/code`: the code of an event as large as the screen, for students to scan. It is fetched again each minute, and
//! a new code is made before the last one expires: a screen at the door needs nobody.

use maud::{PreEscaped, html};

use super::parts::address_of;
use crate::app::checkin::codes::CodeKeys;
use crate::app::event::codes;
use crate::app::event::find::find;
use crate::domain::time::{MINUTE, Timestamp};
use crate::http::problem::Problem;
use crate::http::request::scan_address;
use crate::http::roles::EVENT_SCANNERS;
use crate::http::route::Route;
use crate::output::code_picture::svg;
use crate::store::event::codes::EventCodeLife;
use crate::text::args;
use crate::web::components::event::{event_title, when};
use crate::web::components::icon::icon;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};

/// How long before its end a code is renewed; longer than the page waits.
const RENEWED_BEFORE: i64 = 2 * MINUTE;
/// Seconds after which the page is fetched again.
const REFRESH_SECONDS: u32 = 60;

pub(super) fn routes() -> Vec<Route> {
    vec![page("/events/{id}/code", "The code of an event, to be scanned").who(EVENT_SCANNERS).to(show)]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut write = page.write().await?;
    let event = find(&mut write, &page.scope, page.id()).await?;
    let known = codes::newest(&mut write, &page.scope, &event.id, ui.now).await.ok();
    let life = match known.filter(|life| !is_old(*life, event.end, ui.now)) {
        Some(life) => life,
        None => codes::issue(&mut write, &page.actor(), &event.id).await?,
    };
    let keys = CodeKeys::load(&mut write, &page.app.secrets, page.scope.organization()).await?;
    let code = codes::event_code(&keys, &event.id, life);
    write.commit().await?;
    let title = event_title(ui, &event);
    let until = ui.clock(life.expires_at);
    let body = html! {
        div.code-screen {
            nav.crumbs { a href=(address_of(&event.id)) { (icon("i-back")) (ui.text("events-code-back")) } }
            h1 { (ui.name(&title)) }
            p.when { (when(ui, &event)) }
            div.code-picture role="img" aria-label=(ui.say("events-code-picture", args![title = &title])) {
                (PreEscaped(svg(&scan_address(&*page, &code), "")))
            }
            p.answer { (ui.text("events-code-what")) }
            p.muted.no-print { (ui.say("events-code-until", args![time = &until])) }
            p.only-print { (ui.say("events-code-printed", args![time = &until])) }
            button.button.no-print type="button" data-print data-with-script hidden { (icon("i-print")) (ui.text("events-print")) }
        }
    };
    Ok(WebPage::new(title.clone(), body).wide().refreshing(REFRESH_SECONDS))
}

/// Whether a code ends soon, and a newer one would live longer.
fn is_old(life: EventCodeLife, end: Timestamp, now: Timestamp) -> bool {
    life.expires_at < end && life.expires_at <= now.plus(RENEWED_BEFORE)
}
