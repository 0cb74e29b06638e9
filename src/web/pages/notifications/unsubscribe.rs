//! `/unsubscribe/{token}`: where the link of an e-mail leads. Looking changes nothing, since programs that look for bad mail
//! open every link; sending the form does, and so does a mail program that sends `List-Unsubscribe=One-Click` (RFC 8058). The
//! link itself says who asks: neither a cookie nor the origin counts.

use std::collections::BTreeSet;

use axum::http::{HeaderMap, StatusCode};
use maud::{Markup, html};

use crate::app::Error;
use crate::app::notify::unsubscribe::{self, UNSUBSCRIBE_PATH, Unsubscriber};
use crate::domain::notification::event::NotificationEvent;
use crate::domain::organization::settings::Digits;
use crate::domain::people::preferences::Language;
use crate::http::problem::Problem;
use crate::http::route::Route;
use crate::text::{Args, args};
use crate::web::answer::Answer;
use crate::web::components::icon::icon;
use crate::web::flash;
use crate::web::page::WebPage;
use crate::web::route::{PublicPageRequest, form, page};
use crate::web::ui::{LANGUAGE_COOKIE, Ui};

pub(super) fn routes() -> Vec<Route> {
    vec![
        page("/unsubscribe/{token}", "What the link of an e-mail would switch off").public(show),
        form("/unsubscribe/{token}", "Switch off the e-mails that a link names").public(switch_off),
    ]
}

async fn show(page: PublicPageRequest) -> Result<Answer, Problem> {
    let mut read = page.app.store.read().await?;
    let found = unsubscribe::find(&page.app, &mut read, page.path.get("token")).await;
    answer(&page, found, |ui, found, token| {
        if found.still_on.is_empty() {
            return already_off(ui, found, token);
        }
        html! {
            h1 { (ui.text("unsubscribe-title")) }
            p { (ui.say("unsubscribe-what", of(found))) }
            form method="post" action=(format!("{UNSUBSCRIBE_PATH}{token}")) {
                @if let [event] = found.still_on.as_slice() {
                    ul.bullets { li { (word(ui, *event)) } }
                } @else {
                    // A mail program that posts without opening this page chooses nothing, and stops them all.
                    input type="hidden" name="choose" value="1";
                    div.stack {
                        @for event in &found.still_on {
                            label.check { input type="checkbox" name="event" value=(event.as_str()) checked; span { (word(ui, *event)) } }
                        }
                    }
                }
                button.button.primary.large { (ui.text("unsubscribe-button")) }
            }
            p.muted.small { (ui.text("unsubscribe-rest")) }
        }
    })
}

async fn switch_off(page: PublicPageRequest) -> Result<Answer, Problem> {
    let token = page.path.get("token");
    let chosen: BTreeSet<NotificationEvent> =
        page.form.all("event").filter_map(NotificationEvent::parse).collect();
    if page.form.is_checked("again") {
        let done = unsubscribe::subscribe_again(&page.app, token, &chosen).await;
        return answer(&page, done, |ui, done, _| {
            html! {
                h1 { (icon("i-check")) " " (ui.say("unsubscribe-again-done", of(done))) }
                (events(ui, &done.still_on))
                (mine(ui))
            }
        });
    }
    let is_choice = page.form.is_checked("choose");
    let done = unsubscribe::unsubscribe(&page.app, token, is_choice.then_some(&chosen)).await;
    answer(&page, done, |ui, done, token| {
        if done.still_on.is_empty() && is_choice && chosen.is_empty() {
            return html! { h1 { (ui.text("unsubscribe-nothing")) } (mine(ui)) };
        }
        if done.still_on.is_empty() {
            return already_off(ui, done, token);
        }
        html! {
            h1 { (icon("i-check")) " " (ui.say("unsubscribe-done", of(done))) }
            (events(ui, &done.still_on))
            (again(ui, &done.still_on, token))
        }
    })
}

/// The page for whom the link is about, in their language; a kind word where it is none of ours.
fn answer(
    page: &PublicPageRequest,
    found: Result<Unsubscriber, Error>,
    body: impl Fn(&Ui, &Unsubscriber, &str) -> Markup,
) -> Result<Answer, Problem> {
    let found = match found {
        Ok(found) => found,
        Err(Error::NotFound(_)) => return Ok(wrong_link(&page.ui).into()),
        Err(error) => return Err(error.into()),
    };
    let ui = ui_of(&page.ui, &page.headers, &found);
    let body = html! { div.stack { (body(&ui, &found, page.path.get("token"))) } };
    Ok(Answer::Other(WebPage::new(ui.text("unsubscribe-title"), body).into_response(&ui)))
}

/// A language chosen by hand in this browser goes before the reader's own, so that the choice at the foot of the page works.
fn ui_of(nobody: &Ui, headers: &HeaderMap, found: &Unsubscriber) -> Ui {
    let by_hand = flash::cookie(headers, LANGUAGE_COOKIE).and_then(Language::parse);
    let language = by_hand.or(found.viewer.language).unwrap_or(nobody.locale.language);
    let mut ui = nobody.in_language(language).in_zone(found.viewer.time_zone);
    ui.voice.locale.arabic_digits = found.viewer.digits == Digits::Arabic;
    ui
}

fn of(found: &Unsubscriber) -> Args<'_> {
    args![name = &found.viewer.name, organization = &found.viewer.organization_name]
}

fn word(ui: &Ui, event: NotificationEvent) -> String {
    ui.word("notification", event.as_str())
}

fn events(ui: &Ui, events: &[NotificationEvent]) -> Markup {
    html! { ul.bullets { @for event in events { li { (word(ui, *event)) } } } }
}

fn already_off(ui: &Ui, found: &Unsubscriber, token: &str) -> Markup {
    html! {
        h1 { (ui.text("unsubscribe-already")) }
        (events(ui, &found.token.events))
        (again(ui, &found.token.events, token))
    }
}

/// How what was stopped comes again.
fn again(ui: &Ui, stopped: &[NotificationEvent], token: &str) -> Markup {
    html! {
        p { (ui.text("unsubscribe-again")) }
        form method="post" action=(format!("{UNSUBSCRIBE_PATH}{token}")) {
            input type="hidden" name="again" value="1";
            @for event in stopped { input type="hidden" name="event" value=(event.as_str()); }
            button.button { (ui.text("unsubscribe-again-button")) }
        }
        (mine(ui))
    }
}

fn mine(ui: &Ui) -> Markup {
    html! {
        p { a.button href="/me/notifications" { (icon("i-bell")) (ui.text("unsubscribe-mine")) } }
    }
}

fn wrong_link(ui: &Ui) -> WebPage {
    let title = ui.text("unsubscribe-wrong");
    let body = html! {
        div.stack {
            h1 { (title) }
            p { (ui.text("unsubscribe-wrong-what")) }
            p { a.button href="/me/notifications" { (icon("i-bell")) (ui.text("notifications-title")) } }
        }
    };
    WebPage::new(title, body).status(StatusCode::NOT_FOUND)
}
