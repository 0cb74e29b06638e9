//! The packages on `/subscriptions`: the list, adding one, changing one.

use maud::{Markup, html};

use crate::app::subscription::packages::{self, NewPackage, PackageChange};
use crate::domain::people::validated_text::Name;
use crate::domain::session::Kind;
use crate::domain::subscription::MAX_SESSIONS;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::subscription::packages::Package;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::field::FormView;
use crate::web::components::money::rate_form::priced_kinds;
use crate::web::components::subscription::kind_of;
use crate::web::route::{PageRequest, form};
use crate::web::ui::Ui;
use crate::web::ui::fields::Fields;

/// The longest session, in minutes: a week.
const MAX_MINUTES: i64 = 10_080;

pub fn routes() -> Vec<Route> {
    vec![
        form("/subscriptions/packages", "Add a package").who(ADMINS).to(add),
        form("/subscriptions/packages/{id}", "Change a package").who(ADMINS).to(change),
    ]
}

pub fn section(page: &PageRequest, all: &[Package]) -> Markup {
    let ui = &page.ui;
    let changing = page.query.optional("package").and_then(|id| all.iter().find(|one| one.id == id));
    html! {
        section.section #packages {
            h2 { (ui.text("subscriptions-packages")) }
            @if all.is_empty() {
                p.muted { (ui.text("subscriptions-packages-none")) }
            } @else {
                (table(ui, all))
            }
            @if ui.may(ADMINS) { (fields_card(ui, changing)) }
        }
    }
}

fn table(ui: &Ui, all: &[Package]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("subscriptions-packages")) { table.table.dense.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("subscriptions-package-name")) }
                th scope="col" { (ui.text("subscriptions-kind")) }
                th.num scope="col" { (ui.text("subscriptions-sessions")) }
                th.num scope="col" { (ui.text("subscriptions-minutes")) }
                th scope="col" { span.sr-only { (ui.text("subscriptions-package-change")) } }
            } }
            tbody { @for one in all {
                tr {
                    td { (ui.name(&one.name)) }
                    td data-label=(ui.text("subscriptions-kind")) { (kind_of(ui, one.kind)) }
                    td.num data-label=(ui.text("subscriptions-sessions")) { (ui.number(one.sessions)) }
                    td.num data-label=(ui.text("subscriptions-minutes")) {
                        @match one.duration_minutes {
                            Some(minutes) => (ui.number(minutes)),
                            None => span.muted { (ui.text("subscriptions-minutes-default")) },
                        }
                    }
                    td.tight {
                        @if ui.may(ADMINS) {
                            a.button.small href=(format!("/subscriptions?package={}#package", one.id)) {
                                (ui.text("subscriptions-package-change"))
                                span.sr-only { " " (ui.name(&one.name)) }
                            }
                        }
                    }
                }
            } }
        } }
    }
}

/// The form of a new package, or of one that is changed.
fn fields_card(ui: &Ui, changing: Option<&Package>) -> Markup {
    let action = match changing {
        Some(one) => format!("/subscriptions/packages/{}", one.id),
        None => "/subscriptions/packages".to_owned(),
    };
    let form = FormView::new(ui, &action);
    let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    let sessions = number(changing.map(|one| one.sessions));
    let minutes = number(changing.and_then(|one| one.duration_minutes));
    let kind = changing.and_then(|one| one.kind).map_or("", Kind::as_str);
    let title =
        ui.text(if changing.is_some() { "subscriptions-package-edit" } else { "subscriptions-package-add" });
    html! {
        section.card #package {
            h3 { (title) }
            p.muted { (ui.text("subscriptions-package-what")) }
            (form.post(html! {
                div.fields {
                    (form.text("name", ui.text("subscriptions-package-name"), changing.map_or("", |one| &one.name)).required())
                    (form.select("kind", ui.text("subscriptions-kind"), &kinds(ui), kind))
                    (form.input("number", "sessions", ui.text("subscriptions-sessions"), &sessions).required())
                    (form.input("number", "minutes", ui.text("subscriptions-minutes"), &minutes)
                        .hint(ui.text("subscriptions-minutes-hint")))
                }
                div.form-actions {
                    @if changing.is_some() { a.button href="/subscriptions#packages" { (ui.text("common-back")) } }
                    (form.submit(title.clone()))
                }
            }))
        }
    }
}

/// Every kind, and each kind of lesson: value and text.
pub fn kinds(ui: &Ui) -> Vec<(String, String)> {
    let every = std::iter::once((String::new(), kind_of(ui, None)));
    every.chain(priced_kinds().map(|kind| (kind.as_str().to_owned(), kind_of(ui, Some(kind))))).collect()
}

/// The kind that was chosen; `None`: every kind.
pub fn read_kind(fields: &Fields) -> Result<Option<Kind>, Problem> {
    let Some(text) = fields.optional("kind") else { return Ok(None) };
    let unknown = || Problem::invalid("invalid_body", "There is no such kind.").at_field("kind");
    Kind::parse(text).map(Some).ok_or_else(unknown)
}

/// A number from 1 to `most`.
pub fn read_count(ui: &Ui, fields: &Fields, name: &str, most: i64) -> Result<Option<i64>, Problem> {
    let Some(number) = fields.number(name)? else { return Ok(None) };
    if (1..=most).contains(&number) {
        return Ok(Some(number));
    }
    Err(Problem::invalid(crate::web::ui::IN_WORDS, ui.say("subscriptions-bad-number", args![most = most]))
        .at_field(name))
}

/// Name, kind, sessions and minutes as they were sent.
fn read(page: &PageRequest) -> Result<NewPackage, Problem> {
    let (ui, fields) = (&page.ui, &page.form);
    let name =
        Name::parse(fields.required("name")?).map_err(|_| ui.refuse("subscriptions-bad-name", "name"))?;
    fields.required("sessions")?;
    Ok(NewPackage {
        name,
        kind: read_kind(fields)?,
        sessions: read_count(ui, fields, "sessions", MAX_SESSIONS)?.unwrap_or(1),
        duration_minutes: read_count(ui, fields, "minutes", MAX_MINUTES)?,
    })
}

async fn add(page: PageRequest) -> Result<Done, Problem> {
    let new = read(&page)?;
    let mut write = page.write().await?;
    let added = packages::add(&mut write, &page.actor(), new).await?;
    let said = page.ui.say("subscriptions-package-added", args![name = &added.name]);
    page.commit(write, Done::to("/subscriptions#packages").saying(said)).await
}

async fn change(page: PageRequest) -> Result<Done, Problem> {
    let NewPackage { name, kind, sessions, duration_minutes } = read(&page)?;
    let change = PackageChange {
        name: Some(name),
        kind: Some(kind),
        sessions: Some(sessions),
        duration_minutes: Some(duration_minutes),
    };
    let mut write = page.write().await?;
    let changed = packages::change(&mut write, &page.actor(), page.id(), change).await?;
    let said = page.ui.say("subscriptions-package-changed", args![name = &changed.name]);
    page.commit(write, Done::to("/subscriptions#packages").saying(said)).await
}
