//! People at risk: why in words, and the sessions it rests on.

use maud::{Markup, html};

use super::filters::AskedFigures;
use super::written::percent;
use crate::app::analytics::{AtRisk, PersonAtRisk, SessionBehind};
use crate::domain::analytics::risk::RiskReason;
use crate::domain::verdict::outcome::Outcome;
use crate::text::args;
use crate::web::components::history::session_address;
use crate::web::components::verdict::verdict_shape;
use crate::web::ui::Ui;

/// People that stand open; the others are behind them.
const MOST_OPEN: usize = 6;

pub fn section(ui: &Ui, at_risk: &AtRisk, asked: &AskedFigures) -> Markup {
    let (open, folded) = at_risk.people.split_at(at_risk.people.len().min(MOST_OPEN));
    let unnamed = at_risk.total - at_risk.people.len();
    html! {
        section.section #risk {
            h2 { (ui.text("analytics-risk")) }
            p.muted { (ui.text("analytics-risk-what")) }
            div.cards { @for one in open { (person(ui, one, asked)) } }
            @if !folded.is_empty() {
                details.more {
                    summary { (ui.say("common-and-more", args![count = folded.len()])) }
                    div.cards { @for one in folded { (person(ui, one, asked)) } }
                }
            }
            @if unnamed > 0 { p.muted { (ui.say("analytics-rest", args![count = unnamed])) } }
        }
    }
}

fn person(ui: &Ui, one: &PersonAtRisk, asked: &AskedFigures) -> Markup {
    html! {
        article.card {
            h3 { a href=(asked.narrowed(&[("student", &one.person)])) { (ui.name(&one.name)) } }
            ul { @for reason in &one.reasons { li { (words(ui, *reason, one)) } } }
            ul.verdict-row { @for session in &one.sessions { li { (behind(ui, session)) } } }
        }
    }
}

fn words(ui: &Ui, reason: RiskReason, one: &PersonAtRisk) -> String {
    match reason {
        RiskReason::AbsentInARow => ui.text("analytics-risk-absent-in-a-row"),
        RiskReason::Falling => {
            let rates =
                args![recent = percent(ui, one.recent.rate()), before = percent(ui, one.before.rate())];
            ui.say("analytics-risk-falling", rates)
        }
    }
}

/// A session as its shape, which is a link and says what it is.
fn behind(ui: &Ui, session: &SessionBehind) -> Markup {
    let shape = match session.outcome {
        Outcome::Unknown => "unknown",
        other => other.as_str(),
    };
    let title = session.title.as_deref().map(|title| format!(" · {}", crate::text::without_controls(title)));
    let outcome = ui.word("outcome", session.outcome.as_str());
    let words = format!("{}: {}{}", ui.day(session.start), outcome, title.unwrap_or_default());
    html! { a href=(session_address(&session.id)) title=(words) aria-label=(words) { (verdict_shape(shape)) } }
}
