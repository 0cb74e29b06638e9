//! Language and theme, chosen at the foot of every page.

use axum::http::{HeaderValue, header};

use crate::domain::people::preferences::{Language, Theme};
use crate::http::problem::Problem;
use crate::http::route::Route;
use crate::web::answer::{Answer, Done};
use crate::web::route::{PublicPageRequest, form, own_address};
use crate::web::ui::fields::PAGE_FIELD;
use crate::web::ui::{LANGUAGE_COOKIE, THEME_COOKIE};

pub fn routes() -> Vec<Route> {
    vec![form("/preferences", "Choose language and theme").public(choose)]
}

async fn choose(page: PublicPageRequest) -> Result<Answer, Problem> {
    let (language, theme) =
        (Language::parse(page.form.text("language")), Theme::parse(page.form.text("theme")));
    let mut response = Done::to(own_address(page.form.text(PAGE_FIELD)).unwrap_or("/")).into_redirect();
    let chosen =
        [(LANGUAGE_COOKIE, language.map(Language::as_str)), (THEME_COOKIE, theme.map(Theme::as_str))];
    for (cookie, value) in chosen {
        let Some(value) = value else { continue };
        let cookie = format!("{cookie}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    Ok(Answer::Other(response))
}
