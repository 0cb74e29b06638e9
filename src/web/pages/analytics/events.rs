//! Events in the range of the page: who came by type, how many of each mode there were, and how many scans were taken.

use maud::{Markup, html};

use super::filters::AskedFigures;
use crate::app::analytics::Analytics;
use crate::app::event::figures::{EventAnalytics, EventTypeFigures, event_analytics};
use crate::domain::checkin::event::CheckInMode;
use crate::domain::session::Kind;
use crate::http::problem::Problem;
use crate::store::Read;
use crate::text::args;
use crate::web::components::chart::stacked::{StackedPart, stacked};
use crate::web::components::chart::{Canvas, figure, legend};
use crate::web::components::event::{mode_words, type_words};
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// Events are nobody's lessons: they are not asked for where somebody's alone or another kind is.
fn is_asked(asked: &AskedFigures) -> bool {
    let query = &asked.query;
    query.teacher.is_none() && query.student.is_none() && query.kind.is_none_or(|kind| kind == Kind::Event)
}

/// The figures of events; `None` where they are not asked for, or there are none.
pub async fn load(
    page: &PageRequest,
    read: &mut Read,
    figures: &Analytics,
    asked: &AskedFigures,
) -> Result<Option<EventAnalytics>, Problem> {
    if !is_asked(asked) {
        return Ok(None);
    }
    let span = figures.range.span(figures.zone);
    let found = event_analytics(read, &page.scope, span, figures.as_of).await?;
    Ok((found.events() + found.scans() > 0).then_some(found))
}

pub fn section(ui: &Ui, figures: &EventAnalytics) -> Markup {
    html! {
        section.section #events {
            h2 { (ui.text("analytics-events")) }
            p {
                (ui.say("analytics-events-count", args![count = figures.events()])) " "
                @for mode in [CheckInMode::StudentsScan, CheckInMode::OrganizerScans] {
                    (mode_words(ui, mode)) ": " strong { (ui.number(figures.of_mode(mode))) } ". "
                }
            }
            (by_type(ui, figures))
        }
        @if figures.scans() > 0 { section.card #scans { h2 { (ui.text("analytics-scans")) } (scans(ui, figures)) } }
    }
}

/// `32.5 %`, as the API rounds it.
fn tenths(ui: &Ui, tenths: i64) -> String {
    format!("{}\u{a0}%", ui.formats().decimal(&format!("{}.{}", tenths / 10, tenths % 10)))
}

fn by_type(ui: &Ui, figures: &EventAnalytics) -> Markup {
    let rate = |one: &EventTypeFigures| match one.rate_tenths() {
        Some(rate) => html! {
            meter min="0" max="100" value=(format!("{}.{}", rate / 10, rate % 10)) aria-label=(type_words(ui, one.event_type)) { (tenths(ui, rate)) }
            " " (tenths(ui, rate))
            span.sub { (ui.say("history-of", args![own = one.checked_in, planned = one.base])) }
        },
        None => html! { "–" },
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("analytics-events")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("analytics-event-type")) }
                th.num scope="col" { (ui.text("analytics-events")) }
                th.num scope="col" { (ui.text("analytics-event-rate")) }
            } }
            tbody { @for one in &figures.types { tr {
                td { (type_words(ui, one.event_type)) }
                td.num data-label=(ui.text("analytics-events")) { (ui.number(one.events)) }
                td.num data-label=(ui.text("analytics-event-rate")) { (rate(one)) }
            } } }
        } }
    }
}

/// How many were taken, as a picture; why the others were not, by word.
fn scans(ui: &Ui, figures: &EventAnalytics) -> Markup {
    let (taken, all) = (figures.taken, figures.scans());
    let sentence = ui.say(
        "analytics-scans-sentence",
        args![rate = ui.percent(taken, all), taken = ui.number(taken), count = all],
    );
    let amount = |count: i64| u64::try_from(count).unwrap_or(0);
    let parts = [
        StackedPart {
            colour: "positive",
            title: format!("{}: {}", ui.text("analytics-scans-taken"), ui.number(taken)),
            value: amount(taken),
        },
        StackedPart {
            colour: "negative",
            title: format!("{}: {}", ui.text("analytics-scans-refused"), ui.number(all - taken)),
            value: amount(all - taken),
        },
    ];
    let picture = stacked(Canvas::new(20, ui.locale.is_right_to_left()), &ui.text("analytics-scans"), &parts);
    let keys = legend(&[
        ("bar positive", ui.text("analytics-scans-taken")),
        ("bar negative", ui.text("analytics-scans-refused")),
    ]);
    let row = |what: Markup, count: i64| {
        html! { tr { td { (what) } td.num { (ui.number(count)) } td.num { (ui.percent(count, all)) } } }
    };
    let table = html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("analytics-scans")) { table.table.dense {
            thead { tr {
                th scope="col" { (ui.text("analytics-scans-what")) }
                th.num scope="col" { (ui.text("analytics-scans")) }
                th.num scope="col" { (ui.text("analytics-share")) }
            } }
            tbody {
                (row(html! { (ui.text("analytics-scans-taken")) }, taken))
                @for (why, count) in &figures.refused { (row(html! { (ui.word("refusal", why.as_str())) }, *count)) }
            }
        } }
    };
    figure(ui, &sentence, html! { (picture) (keys) }, table)
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use serde_json::json;

    use crate::domain::people::Role;
    use crate::testing::{TestServer, without_isolates};

    #[tokio::test]
    async fn events_of_the_range_are_counted_by_type_and_mode() {
        let server = TestServer::new().await;
        let (_, html) = server.get("/analytics").html_by(Role::Finance).await;
        assert!(!html.contains("id=\"events\""), "without events there is nothing of them: {html}");
        for (is_paid, start) in
            [(false, "2026-01-05T06:00:00Z"), (true, "2026-01-05T06:30:00Z"), (false, "2026-01-09T06:00:00Z")]
        {
            let end = start.replace("T06", "T16");
            let new = json!({"title": "Fair", "isPaid": is_paid, "start": start, "end": end});
            let (status, made) = server.post("/api/v1/events", new).by(Role::Admin).await;
            assert_eq!(status, StatusCode::CREATED, "{made}");
            let id = made["id"].as_str().expect("an id");
            let other = json!({"personId": server.person(Role::Student)});
            server.post(&format!("/api/v1/events/{id}/registrations"), other).by(Role::Admin).await;
        }
        let (status, html) = server.get("/analytics").html_by(Role::Finance).await;
        let html = without_isolates(&html);
        assert_eq!(status, StatusCode::OK);
        for said in [
            "2 events began.",
            "Students scan the code of the event: <strong>1</strong>",
            "0.0\u{a0}%",
            "0 of 1",
        ] {
            assert!(html.contains(said), "{said}: {html}");
        }
        let scan = json!({"code": "no code of ours", "nonce": "one"});
        server.post("/api/v1/scans", scan).by(Role::Admin).await;
        let (_, html) = server.get("/analytics?kind=event").html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert!(html.contains("0\u{a0}% of the scans were taken: 0 of 1."), "{html}");
        assert!(html.contains("This is no code of ours"), "{html}");
        let (_, html) = server.get("/analytics?kind=quran").html_by(Role::Admin).await;
        assert!(!html.contains("id=\"events\""), "{html}");
    }
}
