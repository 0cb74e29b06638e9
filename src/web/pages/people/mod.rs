//! `/people`: who belongs to the organisation, looked for by name or e-mail address; adding somebody; and a page of each.

mod fields;
mod import;
mod person;

use maud::{Markup, html};

use self::fields::{PersonFields, PersonInput};
use crate::app::people::{self, NewPerson};
use crate::domain::people::Role;
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::people::Person;
use crate::store::people::directory::PeopleSearch;
use crate::web::answer::Done;
use crate::web::components::dialog::Dialog;
use crate::web::components::empty::empty;
use crate::web::components::field::FormView;
use crate::web::components::filter::FilterForm;
use crate::web::components::icon::icon;
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::text::args;
use crate::web::ui::Ui;

/// Rows on a page.
const LIMIT: usize = 100;

pub fn routes() -> Vec<Route> {
    let list = vec![
        page("/people", "People, by name").who(ADMINS).to(show),
        form("/people", "Add a person").who(ADMINS).to(add),
    ];
    [list, import::routes(), person::routes()].concat()
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let wanted = PeopleSearch {
        text: page.query.text("q").to_owned(),
        role: Role::parse(page.query.text("role")),
        is_active: match page.query.text("active") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
    };
    let after: Option<(String, String)> = decode_cursor(page.query.optional("cursor"))?;
    let organization = page.scope.organization();
    let mut read = page.read().await?;
    let count = read.count_people(&page.scope, &wanted).await?;
    let mut rows = read.search_people(&page.scope, &wanted, after.as_ref(), LIMIT as i64 + 1).await?;
    let more = rows.len() > LIMIT;
    rows.truncate(LIMIT);
    let next = rows.last().filter(|_| more).map(|last| encode_cursor(&(&last.name, &last.id)));
    let households = rows.iter().filter_map(|one| one.household.as_deref()).collect();
    let households = read.household_names(organization, &households).await?;
    let suggested = fields::household_suggestions(&mut read, organization).await?;
    let adding = Dialog {
        id: "add-person",
        title: ui.text("people-add"),
        what: ui.text("people-add-what"),
        fields: PersonFields::default().render(&FormView::new(ui, "/people"), &suggested),
        confirm: ui.text("people-add"),
        is_danger: false,
    };
    let body = html! {
        div.page-head {
            h1 { (ui.text("people-title")) }
            div.actions {
                a.button href="/people/import" { (ui.text("people-import-title")) }
                (adding.opener(&ui.text("people-add"), "primary"))
            }
        }
        p.answer { (ui.say("people-answer", args![count = count])) }
        (filters(&page))
        @if rows.is_empty() {
            (empty("i-people", &ui.text("people-empty"), &ui.text("people-empty-what"), html! {
                a.button href="/people/import" { (ui.text("people-import-title")) }
            }))
        } @else {
            (table(ui, &rows, |person| {
                person.household.as_ref().and_then(|id| Some((id.as_str(), households.get(id)?.as_str())))
            }))
            (next_page(ui, &page.query, next.as_deref()))
        }
        (adding.render(ui, FormView::new(ui, "/people")))
    };
    Ok(WebPage::new(ui.text("people-title"), body).wide())
}

fn filters(page: &PageRequest) -> Markup {
    let ui = &page.ui;
    let any = (String::new(), ui.text("common-any"));
    let roles = Role::ALL.iter().map(|role| (role.as_str().to_owned(), ui.word("role", role.as_str())));
    let roles: Vec<(String, String)> = [any.clone()].into_iter().chain(roles).collect();
    let active = [any, ("yes".to_owned(), ui.text("people-active")), ("no".to_owned(), ui.text("people-inactive"))];
    let form = FilterForm::new(ui, "/people", &page.query);
    form.render(html! {
        (form.input("search", "q", ui.text("people-search")))
        (form.select("role", ui.text("people-role"), &roles))
        (form.select("active", ui.text("people-account"), &active))
    })
}

fn table<'a>(
    ui: &Ui,
    rows: &'a [Person],
    household_of: impl Fn(&'a Person) -> Option<(&'a str, &'a str)>,
) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("people-title")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("people-name")) }
                th scope="col" { (ui.text("people-roles")) }
                th scope="col" { (ui.text("people-household")) }
                th scope="col" { (ui.text("people-email")) }
                th scope="col" { (ui.text("people-account")) }
            } }
            tbody { @for person in rows { tr {
                td { a.row-link href=(format!("/people/{}", person.id)) { (ui.name(&person.name)) } }
                td data-label=(ui.text("people-roles")) { (roles_of(ui, person)) }
                td data-label=(ui.text("people-household")) {
                    @match household_of(person) {
                        Some((id, name)) => { a href=(format!("/households/{id}")) { (ui.name(name)) } }
                        None => "–",
                    }
                }
                td data-label=(ui.text("people-email")) { (email_of(ui, person)) }
                td data-label=(ui.text("people-account")) { (account_pill(ui, person)) }
            } } }
        } }
    }
}

/// `Teacher, Parent`
fn roles_of(ui: &Ui, person: &Person) -> String {
    let words: Vec<String> = person.roles.iter().map(|role| ui.word("role", role.as_str())).collect();
    if words.is_empty() { "–".to_owned() } else { words.join(&ui.text("people-comma")) }
}

fn email_of(ui: &Ui, person: &Person) -> Markup {
    html! {
        @match &person.email {
            Some(email) => { span.ltr { (ui.name(email)) } }
            None => "–",
        }
    }
}

/// Whether somebody can log in, and if not, for which of the reasons.
fn account_pill(ui: &Ui, person: &Person) -> Markup {
    html! {
        @if !person.is_active {
            span.pill.negative { (icon("i-cross")) (ui.text("people-inactive")) }
        } @else if person.email.is_none() || !person.has_password {
            span.pill.outline { (ui.text("people-no-login")) }
        } @else {
            span.pill.positive { (icon("i-check")) (ui.text("people-active")) }
        }
    }
}

async fn add(page: PageRequest) -> Result<Done, Problem> {
    let PersonInput { name, email, roles, household } = PersonInput::read(&page)?;
    let mut write = page.write().await?;
    let household = fields::household(&page, &mut write, household, None).await?;
    let new = NewPerson { name, email, roles, household };
    let person = people::add(&mut write, &page.actor(), new).await.map_err(fields::at_its_field)?;
    let said = page.ui.say("people-added", args![name = &person.name]);
    page.commit(write, Done::to(format!("/people/{}", person.id)).saying(said)).await
}
