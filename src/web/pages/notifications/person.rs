//! How somebody is told, for the office: their wishes, which it may change with a trace.

use maud::html;

use super::wishes::{WishesForm, read_wishes};
use crate::app::notify::preferences;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};

pub(super) fn routes() -> Vec<Route> {
    vec![
        page("/people/{id}/notifications", "How somebody is told").who(ADMINS).to(show),
        form("/people/{id}/notifications", "Change how somebody is told").who(ADMINS).to(save),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    let person = preferences::find(&mut read, &page.scope, page.id()).await?;
    let browsers = read.list_push_subscriptions(page.scope.organization(), &[page.id()]).await?;
    let (own, action) = (format!("/people/{}", person.id), format!("/people/{}/notifications", person.id));
    let title = ui.say("notifications-of", args![name = &person.name]);
    let form = WishesForm { ui, action: &action, person: &person };
    let body = html! {
        nav.crumbs {
            a href="/people" { (ui.text("people-title")) }
            a href=(own) { (ui.name(&person.name)) }
            span { (ui.text("notifications-of-short")) }
        }
        div.page-head { h1 { (title) } }
        p.muted { (ui.say("notifications-of-what", args![name = &person.name])) }
        (form.render())
        p.hint { (ui.say("notifications-of-browsers", args![count = browsers.len(), name = &person.name])) }
    };
    Ok(WebPage::new(title, body))
}

async fn save(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let person = preferences::find(&mut write, &page.scope, page.id()).await?;
    let change = read_wishes(&page.form, &person)?;
    preferences::change(&mut write, &page.actor(), page.id(), change).await?;
    let said = page.ui.say("notifications-of-saved", args![name = &person.name]);
    page.commit(write, Done::to(format!("/people/{}/notifications", person.id)).saying(said)).await
}
