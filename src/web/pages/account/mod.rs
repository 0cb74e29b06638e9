//! `/account`: one's own name, language, password, calendar feed and logins. `/account/tokens`: one's own API tokens.

mod calendar;
mod logins;
mod tokens;

use maud::{Markup, html};
use secrecy::SecretString;

use axum::http::header;
use axum::response::Response;

use crate::app::access::browser_logins;
use crate::app::access::own_password::{self, OwnPasswordChange};
use crate::app::access::password::NewPassword;
use crate::app::people;
use crate::domain::access::Scope;
use crate::domain::people::preferences::{Language, Theme};
use crate::http::cookie;
use crate::http::problem::Problem;
use crate::http::roles::EVERYBODY;
use crate::http::route::Route;
use crate::store::people::Person;
use crate::text::args;
use crate::web::answer::{Answer, Done};
use crate::web::components::field::{FormView, hidden_fields};
use crate::web::components::icon::icon;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

pub fn routes() -> Vec<Route> {
    vec![
        page("/account", "The own account").who(EVERYBODY).to(show),
        form("/account/password", "Change the own password").who(EVERYBODY).to(change_password).login_only(),
        form("/account/logins/{id}/end", "End one of the own logins").who(EVERYBODY).to(logins::end),
        form("/account/logout-everywhere", "Log out everywhere").who(EVERYBODY).to(logins::end_all),
        form("/account/calendar", "Make the own calendar feed")
            .who(EVERYBODY)
            .to(calendar::make)
            .login_only(),
        form("/account/calendar/rotate", "A new address for the own calendar feed")
            .who(EVERYBODY)
            .to(calendar::rotate)
            .login_only(),
        page("/account/tokens", "The own API tokens").who(EVERYBODY).to(tokens::show),
        form("/account/tokens", "Make an API token").who(EVERYBODY).to(tokens::create).login_only(),
        form("/account/tokens/{id}/revoke", "End an API token").who(EVERYBODY).to(tokens::revoke),
    ]
}

/// The own person and organisation: at home, wherever a superadmin acts otherwise.
fn home_scope(page: &PageRequest) -> Scope {
    Scope::whole_organization(&page.caller.home_organization)
}

/// The name of the browser, as it calls itself.
fn client(page: &PageRequest) -> &str {
    page.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default()
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let (home, own) = (&page.caller.home_organization, &page.caller.person);
    let mut read = page.read().await?;
    let person = people::find(&mut read, &home_scope(&page), own).await?;
    let all = browser_logins::list(&mut read, home, own, ui.now).await?;
    drop(read);
    let calendar = calendar::url(&page).await?;
    let body = html! {
        div.page-head { h1 { (ui.text("account-title")) } }
        p.answer { (ui.say("account-answer", args![name = &person.name, count = all.len()])) }
        (facts(ui, &person))
        (preferences(ui))
        (password_section(ui, &person))
        (calendar::section(&page, calendar.as_deref()))
        (logins::section(&page, &all))
        section.card {
            h2 { (ui.text("account-tokens")) }
            p { (ui.text("account-tokens-what")) }
            footer { a.button href="/account/tokens" { (icon("i-key")) (ui.text("account-tokens-open")) } }
        }
    };
    Ok(WebPage::new(ui.text("account-title"), body))
}

fn facts(ui: &Ui, person: &Person) -> Markup {
    let roles: Vec<String> = person.roles.iter().map(|role| ui.word("role", role.as_str())).collect();
    html! {
        section.card {
            dl.facts {
                div { dt { (ui.text("account-name")) } dd { (ui.name(&person.name)) } }
                @if let Some(email) = &person.email {
                    div { dt { (ui.text("account-email")) } dd { bdi dir="ltr" translate="no" { (ui.name(email)) } } }
                }
                div { dt { (ui.text("account-roles")) } dd { (roles.join(" · ")) } }
                @if let Some(viewer) = &ui.viewer {
                    div { dt { (ui.text("account-organization")) } dd { (ui.name(&viewer.organization_name)) } }
                }
                div { dt { (ui.text("account-zone")) } dd { bdi translate="no" { (ui.zone.name()) } " · " (ui.clock(ui.now)) } }
            }
            p.hint { (ui.text("account-name-what")) }
        }
    }
}

/// A button for each, with one press; the boxes at the foot of every page say the same.
fn preferences(ui: &Ui) -> Markup {
    const LANGUAGES: [(Language, &str); 4] = [
        (Language::English, "English"),
        (Language::Arabic, "العربية"),
        (Language::Russian, "Русский"),
        (Language::Hindi, "हिन्दी"),
    ];
    html! {
        section.card {
            h2 { (ui.text("account-look")) }
            form.segments method="post" action="/preferences" aria-label=(ui.text("account-language")) {
                (hidden_fields(ui))
                input type="hidden" name="theme" value=(ui.theme.as_str());
                @for (language, name) in LANGUAGES {
                    @let is_chosen = ui.locale.language == language;
                    button name="language" value=(language.as_str()) lang=(language.as_str())
                        aria-pressed=(is_chosen) { (name) }
                }
            }
            form.segments method="post" action="/preferences" aria-label=(ui.text("account-theme")) {
                (hidden_fields(ui))
                input type="hidden" name="language" value=(ui.locale.language.as_str());
                @for (theme, symbol) in [(Theme::Light, "i-sun"), (Theme::Dark, "i-moon"), (Theme::System, "i-gear")] {
                    @let is_chosen = ui.theme == theme;
                    button name="theme" value=(theme.as_str()) aria-pressed=(is_chosen) {
                        (icon(symbol)) (ui.word("theme", theme.as_str()))
                    }
                }
            }
        }
    }
}

fn password_section(ui: &Ui, person: &Person) -> Markup {
    let form = FormView::new(ui, "/account/password");
    html! {
        section.card id="password" {
            h2 { (ui.text("account-password")) }
            @if person.has_password {
                details.more open[form.is_kept()] {
                    summary { (ui.text("account-password-change")) }
                    (form.post(html! {
                        p.muted { (ui.text("account-password-what")) }
                        (form.input("password", "current", ui.text("account-password-current"), "").required().autocomplete("current-password"))
                        (form.input("password", "new", ui.text("account-password-new"), "").hint(ui.text("account-password-rule")).required().autocomplete("new-password"))
                        (form.input("password", "again", ui.text("account-password-again"), "").required().autocomplete("new-password"))
                        div.form-actions { (form.submit(ui.text("account-password-change"))) }
                    }))
                }
            } @else {
                p.muted { (ui.text("account-no-password")) }
            }
        }
    }
}

/// Ends every login and token; this browser is logged in anew.
async fn change_password(page: PageRequest) -> Result<Answer, Problem> {
    let (ui, form) = (&page.ui, &page.form);
    if form.raw("new") != form.raw("again") {
        return Err(
            Problem::invalid("password_differs", "Both new passwords must be the same.").at_field("again")
        );
    }
    let new = NewPassword::parse(form.raw("new").to_owned());
    let new = new.map_err(|error| Problem::invalid("password_length", error.to_string()).at_field("new"))?;
    let current = SecretString::from(form.raw("current"));
    let actor = page.actor_at_home();
    let change = OwnPasswordChange { current, new, era: page.era, address: page.client_address };
    let changed = own_password::change(&page.app, &page.shared.login_throttle, &actor, change).await;
    let mut write = changed.map_err(|refused| {
        let problem = Problem::from(refused);
        if problem.code == "wrong_password" { problem.at_field("current") } else { problem }
    })?;
    let secret = match &page.browser_login {
        Some(_) => {
            let address = page.client_address;
            let started = browser_logins::start_with_new_password(
                &mut write,
                &page.app,
                &actor,
                client(&page),
                address,
            );
            Some(started.await?)
        }
        None => None,
    };
    let done = Done::to("/account").saying(ui.text("account-password-changed"));
    let mut response: Response = page.commit(write, done).await?.into_redirect();
    if let Some(secret) = secret {
        response.headers_mut().append(header::SET_COOKIE, cookie::set_login(&secret, page.is_https));
    }
    Ok(Answer::Other(response))
}

#[cfg(test)]
mod tests;
