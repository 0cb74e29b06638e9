//! One run of a job in words.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::domain::time::SECOND;
use crate::store::jobs::JobRun;
use crate::text::args;
use crate::web::ui::Ui;

/// Longer errors are cut: a page shows what went wrong, the log the whole of it.
const MAX_ERROR_CHARS: usize = 4_000;

fn outcome_of(run: &JobRun) -> &str {
    run.outcome.as_deref().unwrap_or("running")
}

pub(super) fn outcome_pill(ui: &Ui, run: &JobRun) -> Markup {
    let outcome = outcome_of(run);
    let class = match outcome {
        "done" => "pill positive",
        "failed" => "pill negative",
        "rescued" => "pill amber",
        "running" => "pill accent",
        _ => "pill",
    };
    html! { span class=(class) { (ui.word("joboutcome", outcome)) } }
}

/// How long it took; of one that runs, so far.
pub(super) fn duration(ui: &Ui, run: &JobRun) -> String {
    let millis = run.ended_at.unwrap_or(ui.now).millis() - run.started_at.millis();
    if millis < SECOND {
        return ui.text("jobs-under-a-second");
    }
    ui.duration(millis / SECOND)
}

/// How late it began against its plan; `None` of one by hand, and where it was not late.
pub(super) fn lag(ui: &Ui, run: &JobRun) -> Option<String> {
    let late = (run.started_at.millis() - run.slot?.millis()) / SECOND;
    (late > 0).then(|| ui.duration(late))
}

/// What it did: what was counted, without what was nothing.
pub(super) fn counts(ui: &Ui, run: &JobRun) -> Markup {
    let counts: BTreeMap<String, i64> = serde_json::from_str(&run.counts).unwrap_or_default();
    let done: Vec<(String, i64)> = counts.into_iter().filter(|(_, count)| *count != 0).collect();
    html! {
        @if done.is_empty() {
            span.muted { (ui.text("jobs-nothing")) }
        } @else {
            @for (index, (name, count)) in done.iter().enumerate() {
                @if index > 0 { " · " }
                span { (ui.word("jobcount", name)) "\u{a0}" strong.num { (ui.number(*count)) } }
            }
        }
    }
}

/// Why it failed, in the words of the program, for whoever wants them.
pub(super) fn error_details(ui: &Ui, run: &JobRun) -> Markup {
    let Some(error) = run.error.as_deref().filter(|error| !error.is_empty()) else { return html! {} };
    let shown: String = error.chars().take(MAX_ERROR_CHARS).collect();
    html! {
        details.more {
            summary { (ui.say("jobs-error", args![lines = error.lines().count()])) }
            p { bdi dir="ltr" translate="no" { code { (shown) } } }
        }
    }
}
