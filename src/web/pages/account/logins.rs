//! The browsers somebody is logged in with, and ending a login.

use axum::http::{HeaderValue, header};
use maud::{Markup, html};

use crate::app::access::browser_logins;
use crate::http::cookie;
use crate::http::problem::Problem;
use crate::store::access::browser_logins::BrowserLogin;
use crate::text::{args, whole_without_controls};
use crate::web::answer::{Answer, Done};
use crate::web::components::browser::browser_name;
use crate::web::components::dialog::Dialog;
use crate::web::components::field::{FormView, hidden_fields};
use crate::web::route::PageRequest;

pub(super) fn section(page: &PageRequest, all: &[BrowserLogin]) -> Markup {
    let ui = &page.ui;
    let everywhere = Dialog {
        id: "logout-everywhere",
        title: ui.text("account-everywhere-sure"),
        what: ui.text("account-everywhere-what"),
        fields: html! {},
        confirm: ui.text("account-everywhere"),
        is_danger: true,
    };
    html! {
        section.card id="logins" {
            h2 { (ui.text("account-logins")) }
            p.muted { (ui.text("account-logins-what")) }
            @if all.is_empty() {
                p { (ui.text("account-no-logins")) }
            } @else {
                ul.list { @for login in all { (row(page, login)) } }
                footer { (everywhere.opener(&ui.text("account-everywhere"), "danger")) }
                (everywhere.render(ui, FormView::new(ui, "/account/logout-everywhere")))
            }
        }
    }
}

fn row(page: &PageRequest, login: &BrowserLogin) -> Markup {
    let ui = &page.ui;
    let is_this = page.browser_login.as_deref() == Some(&login.id);
    html! {
        li id=(format!("login-{}", login.id)) {
            span.what {
                strong { bdi title=(whole_without_controls(&login.client)) { (browser_name(ui, &login.client)) } }
                @if is_this { " " span.pill.positive { (ui.text("account-this-browser")) } }
                span.sub {
                    (ui.text("account-last-used")) " " (ui.instant(login.last_seen_at, &ui.date_and_clock(login.last_seen_at)))
                    " · " (ui.say("account-login-since", args![date = ui.date_and_clock(login.created_at)]))
                    @if let Some(address) = &login.address { " · " bdi dir="ltr" translate="no" { (address) } }
                }
            }
            form method="post" action=(format!("/account/logins/{}/end", login.id)) data-inplace {
                (hidden_fields(ui))
                button.button.small { (ui.text(if is_this { "account-end-this" } else { "account-end" })) }
            }
        }
    }
}

/// To the login, without the cookie that is worth nothing any more.
fn logged_out(page: &PageRequest, done: Done) -> Answer {
    let mut response = done.into_redirect();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookie::clear_login(page.is_https));
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Answer::Other(response)
}

pub(super) async fn end(page: PageRequest) -> Result<Answer, Problem> {
    let mut write = page.write().await?;
    browser_logins::end(&mut write, &page.actor_at_home(), page.id()).await?;
    let is_this = page.browser_login.as_deref() == Some(page.id());
    let to = if is_this { "/login" } else { "/account#logins" };
    let done = Done::to(to).saying(page.ui.text("account-login-ended"));
    let done = page.commit(write, done).await?;
    Ok(if is_this { logged_out(&page, done) } else { Answer::Done(done) })
}

pub(super) async fn end_all(page: PageRequest) -> Result<Answer, Problem> {
    let mut write = page.write().await?;
    let count = browser_logins::end_all(&mut write, &page.actor_at_home()).await?;
    let done = Done::to("/login").saying(page.ui.say("account-everywhere-done", args![count = count]));
    let done = page.commit(write, done).await?;
    Ok(logged_out(&page, done))
}
