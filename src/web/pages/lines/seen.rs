//! What was seen of the people a line rests on: their merged intervals.

use maud::{Markup, html};
use serde_json::Value;

use crate::app::session::explain::Explanation;
use crate::domain::session_timeline::SessionTimeline;
use crate::domain::time::Timestamp;
use crate::web::components::timeline::spoken::SpokenTimeline;
use crate::web::ui::Ui;

/// The drawing of the session, and the intervals as a table.
pub fn seen(ui: &Ui, explained: &Explanation, timeline: &SessionTimeline) -> Markup {
    let words = SpokenTimeline::of(ui);
    let stays = explained.reports.iter().flat_map(|report| {
        report["intervals"].as_array().into_iter().flatten().map(move |interval| (report, interval))
    });
    let stays: Vec<(&Value, &Value)> = stays.collect();
    html! {
        section.section {
            h2 { (ui.text("line-seen")) }
            @if !timeline.lanes.is_empty() { div.card { (words.view("timeline").drawing(timeline)) } }
            @if stays.is_empty() {
                p.muted { (ui.text("line-seen-nobody")) }
            } @else {
                div.scroll tabindex="0" role="region" aria-label=(ui.text("line-seen")) { table.table.dense {
                    thead { tr {
                        th scope="col" { (ui.text("line-person")) }
                        th.num scope="col" { (ui.text("line-came")) }
                        th.num scope="col" { (ui.text("line-left")) }
                        th.num scope="col" { (ui.text("line-stayed")) }
                        th scope="col" { span.sr-only { (ui.text("line-estimated")) } }
                    } }
                    tbody { @for (report, interval) in &stays { (row(ui, report, interval, explained)) } }
                } }
            }
        }
    }
}

fn row(ui: &Ui, report: &Value, interval: &Value, explained: &Explanation) -> Markup {
    let instant = |key: &str| interval[key].as_str().and_then(Timestamp::parse);
    let (from, to) = (instant("from"), instant("to"));
    let id = report["personId"].as_str().unwrap_or_default();
    let name = explained.names.get(id).map_or("", String::as_str);
    let clock = |at: Option<Timestamp>| {
        html! {
            @match at {
                Some(at) => (ui.instant(at, &ui.clock_with_seconds(at))),
                None => (ui.text("line-still-there")),
            }
        }
    };
    html! {
        tr {
            td { (ui.name(name)) }
            td.num { (clock(from)) }
            td.num { (clock(to)) }
            td.num { @if let (Some(from), Some(to)) = (from, to) { bdi { (ui.duration(to.since(from) / 1_000)) } } }
            td { @if interval["estimated"].as_bool() == Some(true) { span.pill.amber { (ui.text("line-estimated")) } } }
        }
    }
}
