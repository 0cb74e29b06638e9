//! `/households`: who is billed together and who pays; adding one; and a page of each.

mod fields;
mod one;

use maud::{Markup, html};

use self::fields::{household_fields, read_fields};
use crate::app::people::households;
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::people::households::HouseholdSummary;
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
        page("/households", "Households, by name").who(ADMINS).to(show),
        form("/households", "Add a household").who(ADMINS).to(add),
    ];
    [list, one::routes()].concat()
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let (ui, organization, text) = (&page.ui, page.scope.organization(), page.query.text("q"));
    let after: Option<(String, String)> = decode_cursor(page.query.optional("cursor"))?;
    let mut read = page.read().await?;
    let count = read.count_households(organization, text).await?;
    let mut rows = read.search_households(organization, text, after.as_ref(), LIMIT as i64 + 1).await?;
    let more = rows.len() > LIMIT;
    rows.truncate(LIMIT);
    let next = rows.last().filter(|_| more).map(|last| encode_cursor(&(&last.name, &last.id)));
    let form = FormView::new(ui, "/households");
    let adding = Dialog {
        id: "add-household",
        title: ui.text("households-add"),
        what: ui.text("households-add-what"),
        fields: household_fields(&form, "", ""),
        confirm: ui.text("households-add"),
        is_danger: false,
    };
    let filter = FilterForm::new(ui, "/households", &page.query);
    let body = html! {
        div.page-head {
            h1 { (ui.text("households-title")) }
            div.actions { (adding.opener(&ui.text("households-add"), "primary")) }
        }
        p.answer { (ui.say("households-answer", args![count = count])) }
        (filter.render(filter.input("search", "q", ui.text("households-search"))))
        @if rows.is_empty() {
            (empty("i-family", &ui.text("households-empty"), &ui.text("households-empty-what"), html! {}))
        } @else {
            (table(ui, &rows))
            (next_page(ui, &page.query, next.as_deref()))
        }
        (adding.render(ui, form))
    };
    Ok(WebPage::new(ui.text("households-title"), body))
}

fn table(ui: &Ui, rows: &[HouseholdSummary]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("households-title")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("households-name")) }
                th scope="col" { (ui.text("households-payer")) }
                th.num scope="col" { (ui.text("households-members")) }
            } }
            tbody { @for row in rows { tr {
                td { a.row-link href=(format!("/households/{}", row.id)) { (ui.name(&row.name)) } }
                td data-label=(ui.text("households-payer")) {
                    @match (&row.payer_id, &row.payer_name) {
                        (Some(id), Some(name)) => { a href=(format!("/people/{id}")) { (ui.name(name)) } }
                        _ => { span.pill.amber { (ui.text("households-no-payer")) } }
                    }
                }
                td.num data-label=(ui.text("households-members")) { (ui.number(row.members)) }
            } } }
        } }
    }
}

async fn add(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let (name, payer) = read_fields(&page, &mut write, None).await?;
    let added = households::add(&mut write, &page.actor(), name, payer).await?;
    let said = page.ui.say("households-added", args![name = &added.name]);
    page.commit(write, Done::to(format!("/households/{}", added.id)).saying(said)).await
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use crate::domain::people::Role;
    use crate::testing::{TestServer, without_isolates};

    #[tokio::test]
    async fn a_household_is_added_changed_and_found_by_who_pays() {
        let server = TestServer::new().await;
        let (status, to) = server.form("/households", "name=Nur&payer=parent").html_by(Role::Admin).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
        let (_, html) = server.get(&to).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert!(html.contains(&format!("href=\"/people/{}\"", server.person(Role::Parent))), "{html}");
        assert!(html.contains("Nobody belongs to it"), "{html}");
        let (_, html) = server.get("/households?q=PARENT").html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert!(html.contains("Nur") && html.contains("1 household."), "{html}");
        let (status, _) = server.form(&to, "name=Noor&payer=").html_by(Role::Admin).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (_, html) = server.get("/households").html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert!(html.contains("Noor") && html.contains("Nobody"), "{html}");
    }

    #[tokio::test]
    async fn a_payer_nobody_knows_is_refused_beside_the_field() {
        let server = TestServer::new().await;
        let fields = "name=%3Cb%3ENur&payer=zzz&_page=%2Fhouseholds&_once=x";
        let (status, html) = server.form("/households", fields).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(html.contains("Nobody here has this") && html.contains("value=\"&lt;b&gt;Nur\""), "{html}");
        let (status, _) = server.get("/households/nothing").html_by(Role::Admin).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
