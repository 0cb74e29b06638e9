//! `/plans`: what members pay for, and whether they may enter by a code; adding one, changing one.

use maud::{Markup, html};

use crate::app::venue::plans::{self, PlanChange};
use crate::domain::people::validated_text::Name;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::venue::plans::MembershipPlan;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::empty::empty;
use crate::web::components::field::FormView;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

/// Nobody has more.
const LIMIT: i64 = 500;

pub fn routes() -> Vec<Route> {
    vec![
        page("/plans", "Plans of members").who(ADMINS).to(show),
        form("/plans", "Add a plan").who(ADMINS).to(add),
        form("/plans/{id}", "Change a plan").who(ADMINS).to(change),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let all = page.read().await?.list_plans(page.scope.organization(), "", LIMIT).await?;
    let changing = page.query.optional("edit").and_then(|id| all.iter().find(|one| one.id == id));
    let with_codes = all.iter().filter(|one| one.qr_attendance_enabled).count();
    let body = html! {
        nav.crumbs { a href="/memberships" { (ui.text("memberships-title")) } }
        div.page-head {
            h1 { (ui.text("plans-title")) }
            div.actions { a.button.primary href="/plans#edit" { (ui.text("plans-add")) } }
        }
        p.answer { (ui.say("plans-answer", args![count = all.len(), codes = with_codes])) }
        @if all.is_empty() {
            (empty("i-ticket", &ui.text("plans-empty"), &ui.text("plans-empty-what"), html! {}))
        } @else {
            (table(ui, &all))
        }
        (fields_card(ui, changing))
    };
    Ok(WebPage::new(ui.text("plans-title"), body))
}

fn table(ui: &Ui, all: &[MembershipPlan]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("plans-title")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("plans-name")) }
                th scope="col" { (ui.text("plans-codes")) }
                th scope="col" { (ui.text("plans-members")) }
                th scope="col" { span.sr-only { (ui.text("plans-change")) } }
            } }
            tbody { @for one in all { tr {
                td { (ui.name(&one.name)) }
                td data-label=(ui.text("plans-codes")) {
                    @if one.qr_attendance_enabled {
                        span.pill.positive { (ui.text("plans-codes-yes")) }
                    } @else {
                        span.pill { (ui.text("plans-codes-no")) }
                    }
                }
                td data-label=(ui.text("plans-members")) {
                    a href=(format!("/memberships?plan={}", one.id)) {
                        (ui.text("plans-show-members")) span.sr-only { " " (ui.name(&one.name)) }
                    }
                }
                td.tight {
                    a.button.small href=(format!("/plans?edit={}#edit", one.id)) {
                        (ui.text("plans-change")) span.sr-only { " " (ui.name(&one.name)) }
                    }
                }
            } } }
        } }
    }
}

/// The form of a new plan, or of one that is changed.
fn fields_card(ui: &Ui, changing: Option<&MembershipPlan>) -> Markup {
    let action = changing.map_or_else(|| "/plans".to_owned(), |one| format!("/plans/{}", one.id));
    let form = FormView::new(ui, &action);
    let (title, what) = match changing {
        Some(one) => (ui.say("plans-edit", args![name = &one.name]), ui.text("plans-edit-what")),
        None => (ui.text("plans-add"), ui.text("plans-add-what")),
    };
    html! {
        section.card #edit {
            h2 { (title) }
            p.muted { (what) }
            (form.post(html! {
                (form.text("name", ui.text("plans-name"), changing.map_or("", |one| &one.name))
                    .required().autocomplete("off"))
                (form.checkbox("codes", "yes", ui.text("plans-takes-codes"),
                    changing.is_some_and(|one| one.qr_attendance_enabled)))
                div.form-actions {
                    @if changing.is_some() { a.button href="/plans" { (ui.text("common-back")) } }
                    (form.submit(ui.text(if changing.is_some() { "common-save" } else { "plans-add" })))
                }
            }))
        }
    }
}

/// Name, and whether its members may enter by a code, as they were sent.
fn read(page: &PageRequest) -> Result<(Name, bool), Problem> {
    let name = Name::parse(page.form.required("name")?);
    let name = name.map_err(|_| page.ui.refuse("plans-bad-name", "name"))?;
    Ok((name, page.form.is_checked("codes")))
}

async fn add(page: PageRequest) -> Result<Done, Problem> {
    let (name, takes_codes) = read(&page)?;
    let mut write = page.write().await?;
    let added = plans::add(&mut write, &page.actor(), name, takes_codes).await?;
    let said = page.ui.say("plans-added", args![name = &added.name]);
    page.commit(write, Done::to("/plans").saying(said)).await
}

async fn change(page: PageRequest) -> Result<Done, Problem> {
    let (name, takes_codes) = read(&page)?;
    let change = PlanChange { name: Some(name), qr_attendance_enabled: Some(takes_codes) };
    let mut write = page.write().await?;
    let changed = plans::change(&mut write, &page.actor(), page.id(), change).await?;
    let said = page.ui.say("plans-changed", args![name = &changed.name]);
    page.commit(write, Done::to("/plans").saying(said)).await
}

#[cfg(test)]
mod tests {
    use crate::domain::people::Role;
    use crate::testing::{TestServer, without_isolates};

    #[tokio::test]
    async fn a_plan_is_added_and_its_codes_are_switched_off() {
        let server = TestServer::new().await;
        assert_eq!(server.form("/plans", "name=%3Cb%3EGold&codes=yes").html_by(Role::Admin).await.0, 303);
        let (_, all) = server.get("/api/v1/plans").by(Role::Admin).await;
        let id = all["items"][0]["id"].as_str().expect("an id");
        let (_, html) = server.get(&format!("/plans?edit={id}")).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        for shown in ["&lt;b&gt;Gold", "1 plan", "Enter by code", "checked"] {
            assert!(html.contains(shown), "{shown}: {html}");
        }
        assert_eq!(server.form(&format!("/plans/{id}"), "name=Gold").html_by(Role::Admin).await.0, 303);
        let (_, one) = server.get(&format!("/api/v1/plans/{id}")).by(Role::Admin).await;
        assert_eq!((&one["name"], &one["qrAttendanceEnabled"]), (&"Gold".into(), &false.into()));
        let long = format!("name={}&_page=%2Fplans&_once=x", "x".repeat(201));
        let (status, html) = server.form("/plans", &long).html_by(Role::Admin).await;
        assert!(status == 400 && html.contains("1 to 200 characters"), "{html}");
    }
}
