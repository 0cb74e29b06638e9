//! The address of one's own calendar feed: to copy, to replace, and how programs take it.

use maud::{Markup, html};

use crate::app::calendar::address;
use crate::http::problem::Problem;
use crate::web::answer::Done;
use crate::web::components::dialog::Dialog;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::route::PageRequest;

/// Programs with what to press in them; each is a message.
const PROGRAMS: [(&str, &str); 4] = [
    ("Google Calendar", "account-calendar-google"),
    ("Apple", "account-calendar-apple"),
    ("Outlook", "account-calendar-outlook"),
    ("Thunderbird", "account-calendar-thunderbird"),
];

/// The card; `url` is the address where there is one.
pub(super) fn section(page: &PageRequest, url: Option<&str>) -> Markup {
    let ui = &page.ui;
    let rotate = Dialog {
        id: "calendar-rotate",
        title: ui.text("account-calendar-rotate-sure"),
        what: ui.text("account-calendar-rotate-what"),
        fields: html! {},
        confirm: ui.text("account-calendar-rotate"),
        is_danger: true,
    };
    html! {
        section.card id="calendar" {
            h2 { (ui.text("account-calendar")) }
            p { (ui.text("account-calendar-what")) }
            @if let Some(url) = url {
                div.secret {
                    code #calendar-address dir="ltr" translate="no" { (url) }
                    button.button type="button" data-copy="calendar-address" { (icon("i-copy")) span { (ui.text("account-copy")) } }
                }
                p.hint { (ui.text("account-calendar-secret")) }
                details.more {
                    summary { (ui.text("account-calendar-how")) }
                    dl.facts {
                        @for (name, how) in PROGRAMS {
                            div { dt { bdi translate="no" { (name) } } dd { (ui.text(how)) } }
                        }
                    }
                }
                footer { (rotate.opener(&ui.text("account-calendar-rotate"), "danger")) }
                (rotate.render(ui, FormView::new(ui, "/account/calendar/rotate")))
            } @else {
                @let form = FormView::new(ui, "/account/calendar");
                (form.post(html! { div.form-actions { (form.submit(ui.text("account-calendar-make"))) } }))
            }
        }
    }
}

/// The address of the own feed, where there is one.
pub(super) async fn url(page: &PageRequest) -> Result<Option<String>, Problem> {
    let mut read = page.read().await?;
    let home = &page.caller.home_organization;
    let secret = address::find(&page.app, &mut read, home, &page.caller.person).await?;
    Ok(secret.map(|secret| address::url(&page.app, &secret)))
}

pub(super) async fn make(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    address::find_or_make(&page.app, &mut write, &page.actor_at_home()).await?;
    let said = page.ui.text("account-calendar-made");
    page.commit(write, Done::to("/account#calendar").saying(said)).await
}

pub(super) async fn rotate(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    address::rotate(&page.app, &mut write, &page.actor_at_home()).await?;
    let said = page.ui.text("account-calendar-rotated");
    page.commit(write, Done::to("/account#calendar").saying(said)).await
}
