//! `/people`: who belongs to the organisation, looked for by name or e-mail address; adding somebody; and a page of each.

mod fields;
mod import;
mod person;
mod summary;

use maud::{Markup, html};

use self::fields::{PersonFields, PersonInput};
use self::summary::{account_pill, email_of, roles_of};
use crate::app::people::{self, NewPerson};
use crate::domain::people::Role;
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::people::Person;
use crate::store::people::directory::PeopleSearch;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::dialog::Dialog;
use crate::web::components::empty::empty;
use crate::web::components::field::FormView;
use crate::web::components::filter::FilterForm;
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
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
    let active =
        [any, ("yes".to_owned(), ui.text("people-active")), ("no".to_owned(), ui.text("people-inactive"))];
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

async fn add(page: PageRequest) -> Result<Done, Problem> {
    let PersonInput { name, email, roles, household } = PersonInput::read(&page)?;
    let mut write = page.write().await?;
    let household = fields::household(&page, &mut write, household, None).await?;
    let new = NewPerson { name, email, roles, household };
    let person = people::add(&mut write, &page.actor(), new).await.map_err(fields::at_its_field)?;
    let said = page.ui.say("people-added", args![name = &person.name]);
    page.commit(write, Done::to(format!("/people/{}", person.id)).saying(said)).await
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;
    use crate::testing::{TestServer, without_isolates};

    /// Adds somebody by the form; the address of their page.
    async fn added(server: &TestServer, fields: &str) -> String {
        let (status, to) = server.form("/people", fields).html_by(Role::Admin).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
        to
    }

    #[tokio::test]
    async fn somebody_is_added_found_and_shown() {
        let server = TestServer::new().await;
        let to = added(
            &server,
            "name=%D0%98%D0%B1%D1%80%D0%B0%D0%B3%D0%B8%D0%BC&email=i@b&roles=student&household=Nur",
        )
        .await;
        let (_, found) = server.get("/people?q=%D0%B8%D0%B1%D1%80").html_by(Role::Admin).await;
        let found = without_isolates(&found);
        assert!(found.contains("Ибрагим") && found.contains(&format!("href=\"{to}\"")), "{found}");
        assert!(found.contains(">1 person."), "{found}");
        let (status, person) = server.get(&to).html_by(Role::Admin).await;
        let person = without_isolates(&person);
        assert_eq!(status, StatusCode::OK);
        assert!(person.contains("no password is set") && person.contains("Nur"), "{person}");
        let (_, nobody) = server.get("/people?q=zzz&role=parent&active=no").html_by(Role::Admin).await;
        let nobody = without_isolates(&nobody);
        assert!(nobody.contains("Nobody is found"), "{nobody}");
        let (status, _) = server.get("/people").html_by(Role::Teacher).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }

    #[tokio::test]
    async fn a_hostile_name_is_text_and_an_error_keeps_what_was_typed() {
        let server = TestServer::new().await;
        let hostile = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%E2%80%AE";
        let to = added(&server, &format!("name={hostile}&email=a@b&roles=student&household={hostile}")).await;
        for path in ["/people", to.as_str(), "/households", "/audit-log"] {
            let (status, html) = server.get(path).html_by(Role::Admin).await;
            let html = without_isolates(&html);
            assert_eq!(status, StatusCode::OK, "{path}");
            assert!(
                html.contains("&lt;script&gt;alert(1)") && !html.contains("<script>alert"),
                "{path}: {html}"
            );
        }
        let again = "name=Kept+name&email=A@b&roles=parent&_page=%2Fpeople&_once=x1";
        let (status, html) = server.form("/people", again).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(html.contains("value=\"Kept name\"") && html.contains("aria-invalid=\"true\""), "{html}");
        let long = format!("name={}&_page=%2Fpeople&_once=x2", "x".repeat(10_000));
        let (status, html) = server.form("/people", &long).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(
            html.contains("1 to 200 characters"),
            "said in words of the page, not of the machine: {html}"
        );
    }

    #[tokio::test]
    async fn more_than_a_page_has_a_next_page() {
        let server = TestServer::new().await;
        let lines: String = (0..110).map(|n| format!("Person {n:03},,student,\n")).collect();
        let list = crate::web::ui::fields::Fields(vec![
            ("list".into(), format!("name,email,roles,household\n{lines}")),
            ("added".into(), "110".into()),
        ]);
        let (status, to) = server.form("/people/import/confirm", &list.encode()).html_by(Role::Admin).await;
        assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/people"));
        let (_, first) = server.get("/people?q=person").html_by(Role::Admin).await;
        let first = without_isolates(&first);
        assert!(first.contains("Person 099") && !first.contains("Person 100"), "{first}");
        let next = first
            .split("rel=\"next\" href=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("a link");
        let next = format!("/people{}", next.replace("&amp;", "&"));
        let (_, second) = server.get(&next).html_by(Role::Admin).await;
        let second = without_isolates(&second);
        assert!(second.contains("Person 109") && !second.contains("Person 099"), "{second}");
    }
}
