//! `/holidays`: days on which timetables draw nothing, with what is planned on them all the same.

use maud::{Markup, html};

use crate::app::timetable::holidays;
use crate::domain::organization::Organization;
use crate::domain::people::validated_text::Name;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::session::StoredSession;
use crate::store::timetable::holidays::Holiday;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::empty::empty;
use crate::web::components::field::FormView;
use crate::web::components::session::session_title;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

/// Holidays on a page.
const LIMIT: i64 = 200;

pub fn routes() -> Vec<Route> {
    vec![
        page("/holidays", "Days without lessons").who(ADMINS).to(show),
        form("/holidays", "Add a holiday").who(ADMINS).to(add),
        form("/holidays/{id}/remove", "Take a holiday away").who(ADMINS).to(remove),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    let organization = read.find_organization(page.scope.organization()).await?;
    let organization: Organization = organization.ok_or_else(|| Problem::not_found("organisation"))?;
    let (first, last) = holidays::all_days();
    let from = if page.query.is_checked("past") { first } else { ui.today() };
    let all = read.list_holidays(&organization.id, from, last, LIMIT).await?;
    let mut planned = Vec::with_capacity(all.len());
    for one in &all {
        planned.push(match one.day >= ui.today() {
            true => holidays::sessions_on(&mut read, &organization, one.day).await?,
            false => Vec::new(),
        });
    }
    let waiting: usize = planned.iter().map(Vec::len).sum();
    let form = FormView::new(ui, "/holidays");
    let body = html! {
        nav.crumbs { a href="/timetables" { (ui.text("timetables-title")) } }
        div.page-head { h1 { (ui.text("holidays-title")) } }
        p.answer { (ui.say("holidays-answer", args![count = all.len(), sessions = waiting])) }
        @if all.is_empty() {
            (empty("i-sun", &ui.text("holidays-empty"), &ui.text("holidays-empty-what"), html! {}))
        } @else {
            section.card.flush { ul.list {
                @for (one, sessions) in all.iter().zip(&planned) { (row(ui, one, sessions)) }
            } }
        }
        @if from != first { p { a href="/holidays?past=1" { (ui.text("holidays-past")) } } }
        section.card id="add" {
            h2 { (ui.text("holidays-add")) }
            p.muted { (ui.text("holidays-add-what")) }
            (form.post(html! {
                div.fields {
                    (form.input("date", "day", ui.text("holidays-day"), "").required())
                    (form.text("name", ui.text("holidays-name"), "").required().autocomplete("off"))
                }
                div.form-actions { (form.submit(ui.text("holidays-add"))) }
            }))
        }
    };
    Ok(WebPage::new(ui.text("holidays-title"), body))
}

/// A holiday with the sessions that are planned on it.
fn row(ui: &Ui, one: &Holiday, sessions: &[StoredSession]) -> Markup {
    let action = format!("/holidays/{}/remove", one.id);
    let form = FormView::new(ui, &action);
    html! {
        li class=[(!sessions.is_empty()).then_some("waits")] {
            span.what {
                span { (ui.name(&one.name)) }
                span.sub { (ui.formats().long_date(one.day)) }
                @for stored in sessions {
                    span.sub.amber { a href=(format!("/sessions/{}", stored.session.id)) {
                        (ui.say("holidays-planned", args![title = session_title(ui, stored), time = ui.clock(stored.session.start)]))
                    } }
                }
            }
            (form.post_inline(html! { button.button.small.quiet { (ui.text("holidays-remove")) } }))
        }
    }
}

async fn add(page: PageRequest) -> Result<Done, Problem> {
    let ui = &page.ui;
    page.form.required("day")?;
    let day = page.form.day("day")?.ok_or_else(|| ui.refuse("holidays-bad-day", "day"))?;
    let name =
        Name::parse(page.form.required("name")?).map_err(|_| ui.refuse("holidays-bad-name", "name"))?;
    let mut write = page.write().await?;
    let added = holidays::add(&mut write, &page.actor(), day, name.into_inner()).await;
    let (added, planned) = added.map_err(|error| Problem::from(error).at_field("day"))?;
    let said = ui.say("holidays-added", args![name = &added.name, count = planned.len()]);
    page.commit(write, Done::to("/holidays").saying(said)).await
}

async fn remove(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    holidays::remove(&mut write, &page.actor(), page.id()).await?;
    page.commit(write, Done::to("/holidays").saying(page.ui.text("holidays-removed"))).await
}

#[cfg(test)]
mod tests {
    use crate::domain::people::Role;
    use crate::testing::{TestServer, without_isolates};

    #[tokio::test]
    async fn a_holiday_is_added_once_and_taken_away() {
        let server = TestServer::new().await;
        let fields = "day=2026-03-20&name=%3Cb%3EEid&_page=%2Fholidays&_once=x";
        assert_eq!(server.form("/holidays", fields).html_by(Role::Admin).await.0, 303);
        let (_, html) = server.get("/holidays").html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert!(html.contains("&lt;b&gt;Eid") && html.contains("1 holiday"), "{html}");
        let twice = "day=2026-03-20&name=Again&_page=%2Fholidays&_once=y";
        let (status, html) = server.form("/holidays", twice).html_by(Role::Admin).await;
        assert!(status == 409 && html.contains("value=\"Again\""), "{html}");
        let (_, all) = server.get("/api/v1/holidays").by(Role::Admin).await;
        let remove = format!("/holidays/{}/remove", all["items"][0]["id"].as_str().expect("an id"));
        assert_eq!(server.form(&remove, "").html_by(Role::Admin).await.0, 303);
        let (_, html) = server.get("/holidays").html_by(Role::Admin).await;
        assert!(html.contains("No holiday"), "{html}");
    }
}
