//! `/memberships/{id}`: one membership, changed from now on.

use maud::html;

use crate::app::venue::memberships::{self, ListedMembership, MembershipChange};
use crate::domain::checkin::membership::MembershipStatus;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::Read;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::field::FormView;
use crate::web::components::membership::{
    MembershipChoices, MembershipInput, at_its_field, days_of, plan_of, standing, venue_of,
};
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};

pub fn routes() -> Vec<Route> {
    vec![
        page("/memberships/{id}", "One membership").who(ADMINS).to(show),
        form("/memberships/{id}", "Change a membership").who(ADMINS).to(change),
        form("/memberships/{id}/status", "Pause, resume or end a membership").who(ADMINS).to(set_status),
    ]
}

async fn find(read: &mut Read, page: &PageRequest) -> Result<ListedMembership, Problem> {
    Ok(memberships::find_with_names(read, page.scope.organization(), page.id()).await?)
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    let one = find(&mut read, &page).await?;
    let choices = MembershipChoices::load(&mut read, page.scope.organization()).await?;
    let (membership, state) = (&one.membership, &one.membership.state);
    let name = one.person_name.as_deref().unwrap_or(&membership.person_id);
    let action = format!("/memberships/{}", membership.id);
    let form = FormView::new(ui, &action);
    let statuses: Vec<(String, String)> = MembershipStatus::ALL
        .iter()
        .map(|one| (one.as_str().to_owned(), ui.word("membershipstatus", one.as_str())))
        .collect();
    let title = ui.say("memberships-of", args![name = name]);
    let body = html! {
        nav.crumbs { a href="/memberships" { (ui.text("memberships-title")) } span { (ui.name(name)) } }
        div.page-head {
            h1 { (title) }
            div.actions {
                a.button href=(format!("/people/{}", membership.person_id)) { (ui.text("memberships-to-person")) }
            }
        }
        section.card { dl.facts {
            div { dt { (ui.text("membership-plan")) } dd { (plan_of(ui, &one)) } }
            div { dt { (ui.text("membership-venue")) } dd { (venue_of(ui, &one)) } }
            div { dt { (ui.text("memberships-days")) } dd { (days_of(ui, &one)) } }
            div { dt { (ui.text("memberships-status")) } dd { (standing(ui, state)) } }
        } }
        section.card {
            h2 { (ui.text("memberships-change")) }
            p.muted { (ui.text("memberships-change-what")) }
            (form.post(html! {
                (choices.fields(&form, Some(state)))
                (form.select("status", ui.text("memberships-status"), &statuses, state.status.as_str()))
                div.form-actions { (form.submit(ui.text("common-save"))) }
            }))
        }
        p { a href=(format!("/audit-log?subject=membership:{}", membership.id)) { (ui.text("memberships-log")) } }
    };
    Ok(WebPage::new(title.clone(), body))
}

/// The status that a form names.
fn status_of(page: &PageRequest) -> Result<MembershipStatus, Problem> {
    let status = MembershipStatus::parse(page.form.required("status")?);
    status.ok_or_else(|| Problem::invalid("invalid_body", "There is no such status.").at_field("status"))
}

async fn change(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let person = find(&mut write, &page).await?.membership.person_id;
    let MembershipInput { plan, venue, valid_from, valid_until } = MembershipInput::read(&page)?;
    let change = MembershipChange {
        person: None,
        plan: Some(plan),
        venue: Some(venue),
        valid_from: Some(valid_from),
        valid_until: Some(valid_until),
        status: Some(status_of(&page)?),
    };
    let changed = memberships::change(&mut write, &page.actor(), page.id(), change).await;
    changed.map_err(at_its_field)?;
    let done = Done::to(format!("/people/{person}#memberships")).saying(page.ui.text("memberships-changed"));
    page.commit(write, done).await
}

async fn set_status(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let person = find(&mut write, &page).await?.membership.person_id;
    let status = status_of(&page)?;
    let change = MembershipChange { status: Some(status), ..MembershipChange::default() };
    memberships::change(&mut write, &page.actor(), page.id(), change).await?;
    let said = page.ui.text(match status {
        MembershipStatus::Active => "memberships-resumed",
        MembershipStatus::Paused => "memberships-paused",
        MembershipStatus::Ended => "memberships-ended",
    });
    page.commit(write, Done::to(format!("/people/{person}#memberships")).saying(said)).await
}
