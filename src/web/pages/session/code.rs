//! `/sessions/{id}/code`: the code of a lesson on a screen, for its students to scan; renewed by itself.

use std::time::Duration;

use maud::{Markup, html};

use crate::app::App;
use crate::app::checkin::session_code::for_lesson;
use crate::app::session::find::find;
use crate::domain::access::Scope;
use crate::domain::time::{MINUTE, SECOND, Timestamp};
use crate::http::problem::Problem;
use crate::http::request::scan_address;
use crate::text::args;
use crate::web::answer::Answer;
use crate::web::components::code::{code_picture, print_button};
use crate::web::components::icon::icon;
use crate::web::components::live::{Piece, live_state, looked_at};
use crate::web::components::session::session_title;
use crate::web::page::WebPage;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// How often it is looked at whether the lesson goes on.
const EVERY: Duration = Duration::from_secs(3);
/// One code is shown so long (milliseconds); those before go on working until they expire.
const STEP: i64 = 5 * MINUTE;

/// What the screen shows at one moment.
struct LessonCode {
    title: String,
    /// What the picture holds, how long it is good in seconds, and when it expires; `None` once the lesson is over.
    code: Option<(String, i64, Timestamp)>,
}

impl LessonCode {
    async fn load(app: &App, scope: &Scope, id: &str, ui: &Ui, prefix: &str) -> Result<LessonCode, Problem> {
        let now = app.now();
        let mut read = app.store.read().await?;
        let stored = find(&mut read, scope, id).await?;
        let session = &stored.session;
        let title = session_title(ui, &stored);
        if session.cancelled || session.completed_at.is_some() || now >= session.end {
            return Ok(LessonCode { title, code: None });
        }
        // The same for everybody who looks within one step.
        let step = Timestamp::from_millis(now.millis() - now.millis().rem_euclid(STEP));
        let code = for_lesson(&mut read, &app.secrets, scope, id, step).await?;
        let good_for = code.expires_at.since(step) / SECOND;
        Ok(LessonCode { title, code: Some((format!("{prefix}{}", code.text), good_for, code.expires_at)) })
    }

    fn picture(&self, ui: &Ui) -> Markup {
        html! {
            @match &self.code {
                Some((code, good_for, _)) => div.screen-code #screen-code data-good-for=(good_for) {
                    (code_picture(code, &ui.say("session-code-of", args![title = &self.title]), false))
                    p.stale-note { (icon("i-warning")) (ui.text("session-code-stale")) }
                },
                None => div.screen-code #screen-code { div.screen-off { (icon("i-clock")) p { (ui.text("session-code-over")) } } },
            }
        }
    }

    fn until(&self, ui: &Ui) -> Markup {
        html! {
            p.screen-count #screen-until {
                @if let Some((_, _, at)) = &self.code { (ui.say("session-code-until", args![clock = ui.clock(*at)])) }
            }
        }
    }
}

pub async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let (ui, id) = (&page.ui, page.id());
    let shown = LessonCode::load(&page.app, &page.scope, id, ui, &scan_address(&page, "")).await?;
    let stream = shown.code.is_some().then(|| format!("/sessions/{id}/code/live"));
    let body = html! {
        div.code-screen #screen data-live=[&stream] data-awake {
            header {
                h1 { (ui.name(&shown.title)) }
                p { (ui.text("session-code-hint")) }
            }
            (shown.picture(ui))
            (shown.until(ui))
        }
        noscript { meta http-equiv="refresh" content="240"; }
        nav.row.screen-tools {
            @if stream.is_some() {
                (live_state(ui))
                (print_button(ui, "small"))
                button.button.small type="button" data-fullscreen hidden { (icon("i-screen")) (ui.text("session-code-fullscreen")) }
            }
            a.button.small href=(format!("/sessions/{id}")) { (icon("i-back")) (ui.text("session-code-back")) }
        }
    };
    Ok(WebPage::new(&shown.title, body).for_a_screen())
}

pub async fn follow(page: PageRequest) -> Result<Answer, Problem> {
    let (app, ui, scope, prefix) =
        (page.app.clone(), page.ui.clone(), page.scope.clone(), scan_address(&page, ""));
    let id = page.id().to_owned();
    // Whoever may not see it is told now, not by a stream that ends.
    find(&mut page.read().await?, &scope, &id).await?;
    let look = move || {
        let (app, ui, scope) = (app.clone(), ui.clone(), scope.clone());
        let (id, prefix) = (id.clone(), prefix.clone());
        async move {
            let shown = LessonCode::load(&app, &scope, &id, &ui, &prefix).await.ok()?;
            Some(vec![
                Piece { event: "card", id: "screen-code", html: shown.picture(&ui) },
                Piece { event: "card", id: "screen-until", html: shown.until(&ui) },
            ])
        }
    };
    Ok(looked_at(&page, EVERY, look))
}
