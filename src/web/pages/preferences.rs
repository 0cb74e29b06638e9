//! Language and theme, chosen at the foot of every page: those of a person, or of a browser nobody is logged in with.

use axum::http::header;

use crate::app::people::preferences::set_preferences;
use crate::domain::people::preferences::{Language, Theme};
use crate::http::origin::refuse_foreign;
use crate::http::problem::Problem;
use crate::http::roles::EVERYBODY;
use crate::http::route::Route;
use crate::web::address::own_address;
use crate::web::answer::{Answer, Done};
use crate::web::route::{PageRequest, PublicPageRequest, form};
use crate::web::ui::fields::{Fields, PAGE_FIELD};
use crate::web::ui::{LANGUAGE_COOKIE, THEME_COOKIE, kept_choice};

pub fn routes() -> Vec<Route> {
    vec![
        form("/preferences", "Choose the own language and theme").who(EVERYBODY).to(choose),
        form("/preferences/browser", "Choose language and theme of a browser").public(choose_for_browser),
    ]
}

fn back(form: &Fields) -> Done {
    Done::to(own_address(form.text(PAGE_FIELD)).unwrap_or("/"))
}

async fn choose(page: PageRequest) -> Result<Done, Problem> {
    let (language, theme) =
        (Language::parse(page.form.text("language")), Theme::parse(page.form.text("theme")));
    let mut write = page.write().await?;
    set_preferences(&mut write, &page.actor_at_home(), language, theme).await?;
    page.commit(write, back(&page.form)).await
}

async fn choose_for_browser(page: PublicPageRequest) -> Result<Answer, Problem> {
    refuse_foreign(&page.headers, page.shared.public_url())?;
    let (language, theme) =
        (Language::parse(page.form.text("language")), Theme::parse(page.form.text("theme")));
    let mut response = back(&page.form).into_redirect();
    let chosen =
        [(LANGUAGE_COOKIE, language.map(Language::as_str)), (THEME_COOKIE, theme.map(Theme::as_str))];
    for (cookie, value) in chosen {
        let Some(value) = value else { continue };
        response.headers_mut().append(header::SET_COOKIE, kept_choice(cookie, value));
    }
    Ok(Answer::Other(response))
}
