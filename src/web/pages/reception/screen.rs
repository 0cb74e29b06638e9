//! `/reception/screen`: the code of a venue for a tablet at the entrance, a new one every 15 seconds, so that a photograph of it
//! is soon worth nothing. Without script the page is fetched anew instead.

use std::time::Duration;

use maud::{Markup, html};

use super::load::{address, named_venue};
use crate::app::App;
use crate::app::checkin::at_venue::day_clock;
use crate::app::checkin::venue_code::{on_screen, printed};
use crate::http::problem::Problem;
use crate::http::request::scan_address;
use crate::store::venue::venues::Venue;
use crate::text::args;
use crate::web::answer::Answer;
use crate::web::components::code::code_picture;
use crate::web::components::icon::icon;
use crate::web::components::live::{Piece, live_state, looked_at};
use crate::web::page::WebPage;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// How often it is looked at whether there is a new code. A code is taken for as long again as it is shown.
const EVERY: Duration = Duration::from_secs(1);
/// How long a shown code is taken, in seconds.
const GOOD_FOR: u32 = 30;

pub async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let venue = named_venue(&page, &mut page.read().await?).await?;
    let screen = Screen::load(&page.app, page.scope.organization(), venue, &scan_address(&page, "")).await?;
    let venue = &screen.venue;
    let body = html! {
        div.code-screen #screen data-live=(format!("/reception/screen/live?venue={}", venue.id)) data-awake {
            header {
                h1 { (ui.name(&venue.name)) }
                p { (ui.text("reception-screen-hint")) }
            }
            (screen.code(ui))
            (screen.count(ui))
        }
        noscript { meta http-equiv="refresh" content="15"; }
        nav.row.screen-tools {
            (live_state(ui))
            button.button.small type="button" data-fullscreen hidden { (icon("i-screen")) (ui.text("reception-fullscreen")) }
            a.button.small href=(address(venue)) { (icon("i-back")) (ui.text("reception-title")) }
        }
    };
    Ok(WebPage::new(&venue.name, body).for_a_screen())
}

pub async fn follow(page: PageRequest) -> Result<Answer, Problem> {
    let venue = named_venue(&page, &mut page.read().await?).await?;
    let (app, ui, prefix) = (page.app.clone(), page.ui.clone(), scan_address(&page, ""));
    let organization = page.scope.organization().to_owned();
    let look = move || {
        let (app, ui, prefix) = (app.clone(), ui.clone(), prefix.clone());
        let (organization, venue) = (organization.clone(), venue.clone());
        async move {
            let screen = Screen::load(&app, &organization, venue, &prefix).await.ok()?;
            Some(vec![
                Piece { event: "card", id: "screen-code", html: screen.code(&ui) },
                Piece { event: "figures", id: "screen-count", html: screen.count(&ui) },
            ])
        }
    };
    Ok(looked_at(&page, EVERY, look))
}

/// What a screen shows at one moment.
struct Screen {
    venue: Venue,
    /// `None`: codes are switched off.
    code_address: Option<String>,
    inside: i64,
}

impl Screen {
    async fn load(app: &App, organization: &str, venue: Venue, prefix: &str) -> Result<Screen, Problem> {
        let (now, secrets) = (app.now(), &app.secrets);
        let mut read = app.store.read().await?;
        let is_on = printed(&mut read, secrets, organization, &venue).await?.is_enabled;
        let code = on_screen(&mut read, secrets, organization, &venue, now).await?.text;
        let day = day_clock(&venue).day_of(now);
        let inside = read.venue_figures(organization, &venue.id, day).await?.currently_in;
        Ok(Screen { venue, code_address: is_on.then(|| format!("{prefix}{code}")), inside })
    }

    fn code(&self, ui: &Ui) -> Markup {
        let label = ui.say("reception-code-of", args![venue = &self.venue.name]);
        html! {
            @match &self.code_address {
                Some(code) => div.screen-code #screen-code data-good-for=(GOOD_FOR) { (code_picture(code, &label, false)) p.stale-note { (icon("i-warning")) (ui.text("reception-stale")) } },
                None => div.screen-code #screen-code { div.screen-off { (icon("i-qr")) p { (ui.text("reception-screen-off")) } } },
            }
        }
    }

    fn count(&self, ui: &Ui) -> Markup {
        html! { p.screen-count #screen-count { (ui.say("reception-inside", args![count = self.inside])) } }
    }
}
