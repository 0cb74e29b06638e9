//! `/audit-log`: who changed what, newest first, filtered by day, by whom, and by what was changed.

mod subject;

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use self::subject::SubjectNames;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::organization::audit_log::{AuditEntry, AuditFilter};
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::filter::FilterForm;
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// Rows on a page.
const LIMIT: usize = 100;

pub fn routes() -> Vec<Route> {
    vec![page("/audit-log", "Who changed what").who(ADMINS).to(show)]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let (ui, organization) = (&page.ui, page.scope.organization());
    let (span, subject, who) = (asked_span(&page)?, page.query.text("subject"), page.query.text("who"));
    let place: Option<(Timestamp, String)> = decode_cursor(page.query.optional("cursor"))?;
    let place = place.as_ref().map(|(at, id)| (*at, id.as_str()));
    let mut read = page.read().await?;
    // Whoever is meant by the name: of several, the filter takes the first, and their names are links to choose by.
    let actors =
        if who.is_empty() { Vec::new() } else { read.find_people_matching(organization, who).await? };
    let is_nobody = !who.is_empty() && actors.is_empty();
    let actor = actors.first().map_or("", |person| person.id.as_str());
    let filter = AuditFilter { subject, actor, span, ..AuditFilter::default() };
    let mut entries = match is_nobody {
        true => Vec::new(),
        false => read.search_audit(organization, &filter, place, LIMIT as i64 + 1).await?,
    };
    let more = entries.len() > LIMIT;
    entries.truncate(LIMIT);
    let next = entries.last().filter(|_| more).map(|last| encode_cursor(&(last.at, &last.id)));
    let actor_ids: BTreeSet<&str> = entries.iter().filter_map(|entry| entry.actor.as_deref()).collect();
    let actor_names = read.people_names(organization, &actor_ids).await?;
    let subjects = SubjectNames::load(&mut read, organization, &entries).await?;
    let body = html! {
        div.page-head { h1 { (ui.text("audit-log-title")) } }
        p.answer { (answer(ui, &entries, more)) }
        (filters(&page))
        @if is_nobody {
            (empty("i-person", &ui.text("audit-log-nobody"), &ui.text("audit-log-nobody-what"), html! {}))
        } @else if entries.is_empty() {
            (empty("i-log", &ui.text("audit-log-empty"), &ui.text("audit-log-empty-what"), html! {}))
        } @else {
            (table(ui, &entries, &actor_names, &subjects))
            (next_page(ui, &page.query, next.as_deref()))
        }
    };
    Ok(WebPage::new(ui.text("audit-log-title"), body).wide())
}

/// The days that are asked for; the last one counts.
fn asked_span(page: &PageRequest) -> Result<Span, Problem> {
    let zone = page.ui.zone;
    let from = page.query.day("from")?.map_or(Timestamp::MIN, |day| midnight(day, zone));
    let until = page.query.day("to")?.and_then(|day| day.succ_opt());
    let to = until.map_or(Timestamp::MAX, |day| midnight(day, zone));
    Ok(Span::new(from, to.max(from)))
}

fn answer(ui: &Ui, entries: &[AuditEntry], more: bool) -> String {
    let id = if more { "audit-log-answer-many" } else { "audit-log-answer" };
    ui.say(id, args![count = entries.len()])
}

fn filters(page: &PageRequest) -> Markup {
    let ui = &page.ui;
    let subject = page.query.text("subject");
    let form = FilterForm::new(ui, "/audit-log", &page.query);
    form.render(html! {
        (form.input("date", "from", ui.text("common-from")))
        (form.input("date", "to", ui.text("common-to")))
        (form.input("search", "who", ui.text("audit-log-by-whom")))
        @if !subject.is_empty() { (form.input("text", "subject", ui.text("audit-log-subject"))) }
    })
}

fn table(
    ui: &Ui,
    entries: &[AuditEntry],
    actors: &BTreeMap<String, String>,
    subjects: &SubjectNames,
) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("audit-log-title")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("audit-log-what")) }
                th scope="col" { (ui.text("audit-log-subject")) }
                th scope="col" { (ui.text("audit-log-who")) }
                th scope="col" { (ui.text("audit-log-when")) }
                th scope="col" { (ui.text("audit-log-detail")) }
            } }
            tbody { @for entry in entries { (row(ui, entry, actors, subjects)) } }
        } }
    }
}

fn row(ui: &Ui, entry: &AuditEntry, actors: &BTreeMap<String, String>, subjects: &SubjectNames) -> Markup {
    html! {
        tr {
            td { (ui.word("audit", &entry.action.replace('.', "-"))) }
            td data-label=(ui.text("audit-log-subject")) { (subjects.link(ui, &entry.subject)) }
            td data-label=(ui.text("audit-log-who")) {
                @match &entry.actor {
                    Some(id) => { a href=(format!("/people/{id}")) { (ui.name(actors.get(id).map_or("", String::as_str))) } }
                    None => { span.muted { (ui.text("audit-log-by-itself")) } }
                }
            }
            td data-label=(ui.text("audit-log-when")) {
                (ui.instant(entry.at, &ui.date(entry.at))) " "
                span.num.muted { bdi { (ui.clock_with_seconds(entry.at)) } }
            }
            td data-label=(ui.text("audit-log-detail")) { (detail(ui, entry)) }
        }
    }
}

/// What the entry keeps of the change, as it is kept.
fn detail(ui: &Ui, entry: &AuditEntry) -> Markup {
    let is_empty = entry.detail.as_object().is_some_and(serde_json::Map::is_empty) || entry.detail.is_null();
    let text = serde_json::to_string_pretty(&entry.detail).unwrap_or_default();
    html! {
        @if !is_empty {
            details.more {
                summary { (ui.text("audit-log-open")) }
                pre.audit-detail dir="ltr" translate="no" { (text) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use crate::domain::people::Role;
    use crate::testing::{TestServer, without_isolates};

    #[tokio::test]
    async fn changes_are_said_in_words_and_filtered() {
        let server = TestServer::new().await;
        let (_, to) = server.form("/households", "name=Nur").html_by(Role::Admin).await;
        let (status, html) = server.get("/audit-log").html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert_eq!(status, StatusCode::OK);
        assert!(html.contains(&format!("href=\"{to}\"")) && html.contains("Nur"), "{html}");
        assert!(html.contains("Rollcall itself"), "what nobody did is said too: {html}");
        let (_, by_admin) = server.get("/audit-log?who=admin").html_by(Role::Admin).await;
        let by_admin = without_isolates(&by_admin);
        assert!(by_admin.contains("1 change.") && !by_admin.contains("Rollcall itself"), "{by_admin}");
        let (_, nobody) = server.get("/audit-log?who=zzz").html_by(Role::Admin).await;
        let nobody = without_isolates(&nobody);
        assert!(nobody.contains("Nobody is called so"), "{nobody}");
        let (_, before) = server.get("/audit-log?to=2026-01-04").html_by(Role::Admin).await;
        let before = without_isolates(&before);
        assert!(before.contains("No change here"), "{before}");
        let (status, _) = server.get("/audit-log").html_by(Role::Finance).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
}
