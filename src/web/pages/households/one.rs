//! `/households/{id}`: who belongs to it, who pays, and what may be changed of it.

use maud::{Markup, html};

use super::fields::{household_fields, read_fields, shown_payer};
use crate::app::people::households::{self, HouseholdChange};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::people::{PeopleFilter, Person};
use crate::store::{Read, people::households::Household};
use crate::text::{args, without_controls};
use crate::web::answer::Done;
use crate::web::components::dialog::Dialog;
use crate::web::components::empty::empty;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

/// Members that are shown; no household has more.
const MEMBERS: i64 = 500;

pub fn routes() -> Vec<Route> {
    vec![
        page("/households/{id}", "One household").who(ADMINS).to(show),
        form("/households/{id}", "Change a household").who(ADMINS).to(change),
    ]
}

async fn payer_of(
    read: &mut Read,
    organization: &str,
    household: &Household,
) -> Result<Option<Person>, Problem> {
    Ok(match &household.payer {
        Some(id) => read.find_person(organization, id).await?,
        None => None,
    })
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let (ui, organization) = (&page.ui, page.scope.organization());
    let mut read = page.read().await?;
    let household = households::find(&mut read, &page.scope, &page.caller.person, page.id()).await?;
    let payer = payer_of(&mut read, organization, &household).await?;
    let filter =
        PeopleFilter { household: Some(household.id.clone()), limit: MEMBERS, ..PeopleFilter::default() };
    let mut members = read.list_people(&page.scope, &filter).await?;
    members.sort_by(|a, b| ui.formats().compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
    let address = format!("/households/{}", household.id);
    let form = FormView::new(ui, &address);
    let editing = Dialog {
        id: "edit-household",
        title: ui.say("households-edit-title", args![name = &household.name]),
        what: ui.text("households-edit-what"),
        fields: household_fields(&form, &household.name, payer.as_ref().map_or("", shown_payer)),
        confirm: ui.text("common-save"),
        is_danger: false,
    };
    let body = html! {
        nav.crumbs { a href="/households" { (ui.text("households-title")) } span { (ui.name(&household.name)) } }
        div.page-head {
            h1 { (ui.name(&household.name)) }
            div.actions {
                (editing.opener(&ui.text("households-edit"), ""))
                a.button href=(format!("/billing?household={}", household.id)) {
                    (icon("i-money")) (ui.text("households-bill"))
                }
            }
        }
        p.answer {
            (ui.say("households-has", args![count = members.len()])) " "
            @match &payer {
                Some(payer) => (ui.say("households-is-paid", args![name = &payer.name])),
                None => (ui.text("households-nobody-pays")),
            }
        }
        section.card { dl.facts {
            div { dt { (ui.text("households-payer")) } dd {
                @match &payer {
                    Some(payer) => { a href=(format!("/people/{}", payer.id)) { (ui.name(&payer.name)) } }
                    None => { span.pill.amber { (ui.text("households-no-payer")) } }
                }
            } }
            div { dt { (ui.text("households-since")) } dd {
                (ui.instant(household.created_at, &ui.date(household.created_at)))
            } }
        } }
        section.section { h2 { (ui.text("households-members")) } (list(ui, &members)) }
        (editing.render(ui, form))
    };
    Ok(WebPage::new(without_controls(&household.name), body))
}

fn list(ui: &Ui, members: &[Person]) -> Markup {
    html! {
        @if members.is_empty() {
            (empty("i-people", &ui.text("households-no-members"), &ui.text("households-no-members-what"), html! {
                a.button href="/people" { (ui.text("households-people")) }
            }))
        } @else {
            ul.list { @for person in members { li { span.what {
                a.row-link href=(format!("/people/{}", person.id)) { (ui.name(&person.name)) }
                span.sub {
                    @for (place, role) in person.roles.iter().enumerate() {
                        @if place > 0 { " · " }
                        (ui.word("role", role.as_str()))
                    }
                }
            } } } }
        }
    }
}

async fn change(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let held = households::find(&mut write, &page.scope, &page.caller.person, page.id()).await?;
    let payer = payer_of(&mut write, page.scope.organization(), &held).await?;
    let (name, payer) = read_fields(&page, &mut write, payer.as_ref()).await?;
    let change = HouseholdChange { name: Some(name), payer: Some(payer) };
    let changed = households::change(&mut write, &page.actor(), page.id(), change).await?;
    let said = page.ui.say("households-saved", args![name = &changed.name]);
    page.commit(write, Done::to(format!("/households/{}", changed.id)).saying(said)).await
}
