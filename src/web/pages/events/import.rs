//! `/events/{id}/import`: a list of attendees pasted or chosen, and what came of it line by line. Sent again, a list only
//! counts who is registered already.

use maud::{Markup, html};

use super::parts::address_of;
use crate::app::event::find::find;
use crate::app::event::import::file::{AttendeeRefusal, read};
use crate::app::event::import::{AttendeeCounts, PART, import};
use crate::http::problem::Problem;
use crate::http::roles::EVENT_REGISTRARS;
use crate::http::route::Route;
use crate::store::event::StoredEvent;
use crate::text::args;
use crate::web::components::event::event_title;
use crate::web::components::icon::icon;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;
use crate::web::ui::fields::PAGE_FIELD;

const EXAMPLE: &str = "name,email\nLayla Al-Farsi,layla@example.org";
/// Lines that are told one by one.
const MOST_TOLD: usize = 200;

pub(super) fn routes() -> Vec<Route> {
    vec![
        page("/events/{id}/import", "A list of attendees").who(EVENT_REGISTRARS).to(show),
        form("/events/{id}/import", "Register the people of a list").who(EVENT_REGISTRARS).to(send),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let event = find(&mut page.read().await?, &page.scope, page.id()).await?;
    let kept = page.ui.kept.as_ref().map_or("", |kept| kept.fields.raw("list"));
    Ok(render(
        &page.ui,
        &event,
        html! {
            p.answer { (page.ui.text("events-import-answer")) }
            (paste(&page.ui, &event, kept))
        },
    ))
}

/// In parts, each a transaction of its own, as `/api/v1/events/{id}/registrations/import`.
async fn send(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let event = find(&mut page.read().await?, &page.scope, page.id()).await?;
    let list = page.form.raw("list");
    page.form.required("list")?;
    let lines = read(list.as_bytes())
        .map_err(|bad| Problem::invalid("invalid_csv", bad.to_string()).at_field("list"))?;
    let actor = page.actor();
    let mut counts = AttendeeCounts::default();
    for part in lines.chunks(PART) {
        let mut write = page.write().await?;
        import(&mut write, &actor, &event.id, part, &mut counts).await?;
        write.commit().await?;
    }
    Ok(render(
        ui,
        &event,
        html! {
            (outcome(ui, &counts))
            p { a.button.primary href=(address_of(&event.id)) { (ui.text("events-import-to-event")) } }
            details.more { summary { (ui.text("events-import-again")) } (paste(ui, &event, "")) }
        },
    ))
}

fn render(ui: &Ui, event: &StoredEvent, content: Markup) -> WebPage {
    let title = event_title(ui, event);
    let body = html! {
        nav.crumbs {
            a href="/events" { (ui.text("events-title")) } a href=(address_of(&event.id)) { (ui.name(&title)) }
            span { (ui.text("events-import")) }
        }
        div.page-head { h1 { (ui.text("events-import")) } }
        (content)
    };
    WebPage::new(ui.text("events-import"), body)
}

/// A list may be sent as often as one likes: the form has no `_once`.
fn paste(ui: &Ui, event: &StoredEvent, list: &str) -> Markup {
    let action = format!("{}/import", address_of(&event.id));
    let problem = ui.kept_for(&action).and_then(|kept| kept.problem.as_ref());
    let error = problem.filter(|one| one.field.as_deref() == Some("list")).map(|one| ui.refusal(one));
    html! {
        form.form method="post" action=(action) data-inplace {
            input type="hidden" name=(PAGE_FIELD) value=(action);
            div.field data-with-script hidden {
                label for="import-file" { (ui.text("events-import-file")) }
                input #import-file type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" data-file-into="import-list";
            }
            div.field {
                label for="import-list" { (ui.text("events-import-list")) }
                span.hint #import-list-hint { (ui.text("events-import-hint")) " " code translate="no" { "name,email" } }
                @if let Some(error) = &error { span.error #import-list-error { (error) } }
                textarea #import-list name="list" rows="10" required spellcheck="false" dir="auto" placeholder=(EXAMPLE)
                    aria-describedby=(if error.is_some() { "import-list-error" } else { "import-list-hint" })
                    aria-invalid=[error.is_some().then_some("true")] { "\n" (list) }
            }
            div.form-actions { button.button.primary { (ui.text("events-import-send")) } }
        }
    }
}

fn outcome(ui: &Ui, counts: &AttendeeCounts) -> Markup {
    html! {
        p.answer role="status" {
            (ui.say("events-import-created", args![count = counts.created]))
            @if counts.waiting > 0 { " " (ui.say("events-import-waiting", args![count = counts.waiting])) }
            @if counts.existing > 0 { " " (ui.say("events-import-existing", args![count = counts.existing])) }
            @if !counts.refused.is_empty() { " " (ui.say("events-import-refused", args![count = counts.refused.len()])) }
        }
        @if !counts.refused.is_empty() {
            section.section {
                h2 { (ui.text("events-import-left-out")) }
                div.scroll tabindex="0" role="region" aria-label=(ui.text("events-import-left-out")) { table.table.dense {
                    thead { tr {
                        th.num scope="col" { (ui.text("events-import-line")) }
                        th scope="col" { (ui.text("events-import-why")) }
                    } }
                    tbody { @for (line, why) in counts.refused.iter().take(MOST_TOLD) { tr {
                        td.num { (ui.number(i64::try_from(*line).unwrap_or(i64::MAX))) }
                        td { span.negative { (icon("i-cross")) } " " (refusal(ui, *why)) }
                    } } }
                } }
            }
        }
    }
}

fn refusal(ui: &Ui, why: AttendeeRefusal) -> String {
    ui.text(match why {
        AttendeeRefusal::InvalidName => "events-import-bad-name",
        AttendeeRefusal::InvalidEmail => "events-import-bad-email",
        AttendeeRefusal::Inactive => "events-import-inactive",
    })
}
