//! What a line rests on: the verdict of each person that decides it, and the rule that follows.

use maud::{Markup, html};
use serde_json::Value;

use crate::app::session::explain::{Explanation, rests_on};
use crate::store::money::lines::StoredLine;
use crate::text::args;
use crate::web::components::money::rule_words;
use crate::web::ui::Ui;

/// People whose verdicts are listed at once; the others open.
const MOST_PEOPLE: usize = 12;

pub fn because(ui: &Ui, line: &StoredLine, explained: &Explanation) -> Markup {
    let people = rests_on(&explained.session.session, line);
    let is_about = |report: &&Value| report["personId"].as_str().is_some_and(|id| people.contains(id));
    let mut reports: Vec<&Value> = explained.reports.iter().filter(is_about).collect();
    // The teacher first.
    reports.sort_by_key(|report| report["role"].as_str() != Some("teacher"));
    let (first, rest) = reports.split_at(reports.len().min(MOST_PEOPLE));
    html! {
        section.section {
            h2 { (ui.text("line-because")) }
            ul.list {
                @for report in first { (verdict_row(ui, report, explained)) }
            }
            @if !rest.is_empty() {
                details.more {
                    summary { (ui.say("common-and-more", args![count = rest.len()])) }
                    ul.list { @for report in rest { (verdict_row(ui, report, explained)) } }
                }
            }
            @if let Some(rule) = &line.rule {
                p { (ui.text("line-rule")) " " strong { (rule_words(ui, rule)) } " " code translate="no" { (rule) } }
            }
        }
    }
}

fn verdict_row(ui: &Ui, report: &Value, explained: &Explanation) -> Markup {
    let id = report["personId"].as_str().unwrap_or_default();
    let name = explained.names.get(id).map_or("", String::as_str);
    let outcome = report["outcome"].as_str().unwrap_or("unknown");
    let shape = shape_of(report, outcome);
    let seconds = report["creditedSeconds"].as_i64().unwrap_or(0);
    let reasons = report["reasons"].as_array().into_iter().flatten().filter_map(|one| one["code"].as_str());
    html! {
        li {
            div.what {
                (ui.name(name)) " "
                span.muted.small { (ui.word("role", report["role"].as_str().unwrap_or_default())) }
                span.sub { @for (index, code) in reasons.enumerate() { @if index > 0 { " · " } (reason(ui, code)) } }
                @if let Some(why) = report["override"]["reason"].as_str() { span.sub { (ui.text("line-stated")) " " (ui.name(why)) } }
            }
            span.num { bdi { (ui.duration(seconds)) } " · " (share(ui, report)) }
            span class=(format!("verdict {shape}")) {
                svg.v aria-hidden="true" { use href=(format!("#v-{shape}")) {} }
                (ui.word("outcome", outcome))
            }
        }
    }
}

/// Findings are a family of their own.
fn reason(ui: &Ui, code: &str) -> String {
    match code.strip_prefix("finding: ") {
        Some(finding) => ui.word("finding", finding),
        None => ui.word("reason", code),
    }
}

/// `91 %` of the planned time, rounded down.
fn share(ui: &Ui, report: &Value) -> String {
    let share = report["share"].as_f64().unwrap_or(0.0).clamp(0.0, 1_000.0);
    // Stored with four decimals: rounding finds the number that was written.
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 10,000,000")]
    let parts = (share * 10_000.0).round() as i64;
    ui.percent(parts, 10_000)
}

/// The shape of a verdict: `open` is not certain yet, `unknown` is settled and not certain.
fn shape_of<'a>(report: &Value, outcome: &'a str) -> &'a str {
    match outcome {
        "present" if report["isLate"].as_bool() == Some(true) => "late",
        "unknown" if report["settled"].as_bool() != Some(true) => "open",
        "present" | "partial" | "absent" | "excused" => outcome,
        _ => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn shapes_tell_late_and_open_apart() {
        let shape = |outcome, late: bool, settled: bool| {
            shape_of(&json!({"isLate": late, "settled": settled}), outcome).to_owned()
        };
        assert_eq!(shape("present", true, true), "late");
        assert_eq!(shape("unknown", false, false), "open");
        assert_eq!(shape("unknown", false, true), "unknown");
        assert_eq!(shape("<script>", false, true), "unknown");
    }
}
