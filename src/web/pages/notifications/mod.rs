//! `/me/notifications`: what one was told, and how one wants to be told; `/people/{id}/notifications`: the same wishes of
//! somebody else, for the office; `/unsubscribe/{token}`: where the link in an e-mail leads.

mod browsers;
mod person;
mod told;
mod unsubscribe;
mod wishes;

use maud::{Markup, html};

use self::told::told_list;
use self::wishes::{WishesForm, read_wishes};
use crate::app::notify::inbox::{self, InboxPosition, ToldPage};
use crate::app::notify::preferences::{self, HeldPreferences};
use crate::domain::access::Scope;
use crate::domain::notification::event::Channel;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::EVERYBODY;
use crate::http::route::Route;
use crate::store::Read;
use crate::store::notification::recipients::Recipient;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::empty::empty;
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

/// What is shown of what was told, before the wishes and on every further page.
const FIRST: i64 = 10;
const FURTHER: i64 = 50;

pub fn routes() -> Vec<Route> {
    let own = vec![
        page("/me/notifications", "What one was told, and how one is told").who(EVERYBODY).to(show),
        form("/me/notifications", "Change how one is told").who(EVERYBODY).to(save),
        form("/me/notifications/browsers/{id}/remove", "Take a browser away")
            .who(EVERYBODY)
            .to(browsers::remove),
    ];
    [own, person::routes(), unsubscribe::routes()].concat()
}

/// The own person: at home, wherever a superadmin acts otherwise.
fn home(page: &PageRequest) -> Scope {
    Scope::whole_organization(&page.caller.home_organization)
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let (home, own) = (home(&page), &page.caller.person);
    let organization = home.organization();
    let after: Option<InboxPosition> = decode_cursor(page.query.optional("cursor"))?;
    let limit = if after.is_some() { FURTHER } else { FIRST };
    let mut read = page.read().await?;
    let told = inbox::list(&mut read, organization, own, ui.now, after.as_ref(), limit).await?;
    let seen_at = read.inbox_seen_at(organization, own).await?;
    let unseen = ui.viewer.as_ref().map_or(0, |viewer| viewer.unseen);
    let news = told_section(&page, &told, |one| seen_at.is_none_or(|seen_at| one > seen_at));
    if after.is_some() {
        let body = html! {
            nav.crumbs { a href="/me/notifications" { (ui.text("notifications-title")) } span { (ui.text("notifications-told")) } }
            (news)
        };
        return Ok(WebPage::new(ui.text("notifications-title"), body));
    }
    let person = preferences::find(&mut read, &home, own).await?;
    let browsers = read.list_push_subscriptions(organization, &[own]).await?;
    let children = children(&page, &mut read).await?;
    drop(read);
    if unseen > 0 {
        let mut write = page.write().await?;
        inbox::mark_seen(&mut write, organization, own, ui.now).await?;
        write.commit().await?;
    }
    let form = WishesForm { ui, action: "/me/notifications", person: &person };
    let body = html! {
        div.page-head {
            h1 { (ui.text("notifications-title")) }
            div.actions { a.button href="#settings" { (ui.text("notifications-settings")) } }
        }
        p.answer { (answer(ui, unseen)) }
        (news)
        section.section #settings {
            h2 { (ui.text("notifications-choose")) }
            p.muted {
                (ui.text("notifications-choose-what"))
                @if !children.is_empty() { " " (ui.say("notifications-answer-children", args![names = children.join(", ")])) }
            }
            (form.render())
        }
        (browsers::section(&page, &browsers, wants_browsers(&person)))
    };
    Ok(WebPage::new(ui.text("notifications-title"), body))
}

/// Whether somebody ticked that something comes to their browsers.
fn wants_browsers(person: &Recipient) -> bool {
    let held = HeldPreferences::of(person).events;
    held.values().any(|channels| channels.contains(&Channel::Push))
}

fn answer(ui: &Ui, unseen: i64) -> String {
    match unseen {
        0 => ui.text("notifications-answer-none"),
        unseen => ui.say("notifications-answer-new", args![count = unseen]),
    }
}

fn told_section(page: &PageRequest, told: &ToldPage, is_new: impl Fn(Timestamp) -> bool) -> Markup {
    let ui = &page.ui;
    let next = told.next.as_ref().map(encode_cursor);
    html! {
        section.section #told {
            h2 { (ui.text("notifications-told")) }
            @if told.facts.is_empty() {
                (empty("i-bell", &ui.text("notifications-empty"), &ui.text("notifications-empty-what"), html! {}))
            } @else {
                (told_list(ui, &told.facts, is_new))
            }
            (next_page(ui, &page.query, next.as_deref()))
        }
    }
}

/// The names of a parent's children, by whom they are told.
async fn children(page: &PageRequest, read: &mut Read) -> Result<Vec<String>, Problem> {
    let caller = &page.caller;
    if !caller.roles.contains(&Role::Parent) {
        return Ok(Vec::new());
    }
    let members: Vec<&str> = caller.household_members.iter().map(String::as_str).collect();
    let people = read.find_recipients(&caller.home_organization, &members).await?;
    let children = people.into_iter().filter(|one| one.is_active && one.roles.contains(&Role::Student));
    let mut names: Vec<String> = children.map(|one| one.name).collect();
    names.sort_by(|a, b| page.ui.formats().compare(a, b));
    Ok(names)
}

async fn save(page: PageRequest) -> Result<Done, Problem> {
    let own = page.caller.person.clone();
    let mut write = page.write().await?;
    let person = preferences::find(&mut write, &home(&page), &own).await?;
    let change = read_wishes(&page.form, &person)?;
    let language = change.language.flatten();
    preferences::change(&mut write, &page.actor_at_home(), &own, change).await?;
    // In the language that was just chosen.
    let said = match language {
        Some(language) => page.ui.in_language(language).text("notifications-saved"),
        None => page.ui.text("notifications-saved"),
    };
    page.commit(write, Done::to("/me/notifications#settings").saying(said)).await
}

#[cfg(test)]
mod tests;
