//! `/policies/try`: what rules that are not saved yet would have made of the last month, and the form again to save them.

use std::time::Duration;

use chrono::Days;
use maud::{Markup, html};

use super::edit::{edit_form, read_patch};
use super::layer::Layer;
use crate::app::evaluate::trial::{Judged, PolicyTrial, TrialChange, try_policies};
use crate::app::organization;
use crate::domain::money::amount::{Currency, Money};
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::organization::Organization;
use crate::domain::session::Kind;
use crate::domain::time::Span;
use crate::domain::time::calendar::midnight;
use crate::http::problem::Problem;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::session::session_link;
use crate::web::components::verdict::verdict_shape;
use crate::web::page::WebPage;
use crate::web::route::PageRequest;
use crate::web::ui::fields::{Fields, ONCE_FIELD, PAGE_FIELD};
use crate::web::ui::{KeptForm, Ui};

/// Longer than a month of tens of thousands of sessions takes to be judged.
pub(super) const TIMEOUT: Duration = Duration::from_secs(120);
/// Local days that are looked at, today included.
const DAYS: u64 = 31;

/// The rules stand in the address, so that what they would do can be sent to somebody.
pub(super) async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let mut read = page.read().await?;
    let found = organization::find(&mut read, &page.scope, page.scope.organization()).await?;
    drop(read);
    let kind = Kind::parse(page.query.text("kind"));
    let draft = read_patch(&page.query);
    let layer = Layer::of(&found.policies, kind);
    let ui = with_typed(&page, &layer, draft.as_ref().err());
    let result = match draft {
        Err(_) => html! { p.answer { (ui.text("policies-try-refused")) } },
        Ok(patch) => {
            let mut policies = found.policies.clone();
            policies.set(kind, patch);
            let today = page.ui.today();
            let span = Span::new(midnight(today - Days::new(DAYS - 1), ui.zone), ui.now);
            let trial = try_policies(&page.app, &page.scope, &policies, span).await?;
            outcome(&ui, &found, &trial, span)
        }
    };
    let body = html! {
        nav.crumbs { a href=(layer.address()) { (ui.text("policies-title")) } span { (ui.text("policies-try-title")) } }
        div.page-head { h1 { (ui.text("policies-try-title")) } }
        (result)
        (edit_form(&ui, &layer, found.policy_version + 1))
    };
    Ok(WebPage::new(ui.text("policies-try-title"), body))
}

/// The surroundings in which the form shows what the address says.
fn with_typed(page: &PageRequest, layer: &Layer, problem: Option<&Problem>) -> Ui {
    let typed = page.query.0.iter().filter(|(name, _)| name != ONCE_FIELD && name != PAGE_FIELD);
    let kept = KeptForm {
        action: layer.action(),
        fields: Fields(typed.cloned().collect()),
        problem: problem.cloned(),
    };
    Ui { kept: page.ui.kept.clone().or(Some(kept)), ..(*page.ui).clone() }
}

fn outcome(ui: &Ui, organization: &Organization, trial: &PolicyTrial, span: Span) -> Markup {
    let dates = args![from = ui.date(span.from), to = ui.date(span.to)];
    let grows = |kind: LineKind| {
        let minor = trial.money.get(&(kind, organization.currency.code().to_owned())).copied().unwrap_or(0);
        let sign = if minor > 0 { "+" } else { "" };
        format!(
            "{sign}{}",
            ui.money_text(Money::new(i64::try_from(minor).unwrap_or(i64::MAX), organization.currency))
        )
    };
    let number = |value: u64| ui.number(i64::try_from(value).unwrap_or(i64::MAX));
    html! {
        p.answer {
            @match trial.changed_people {
                0 => (ui.text("policies-try-same")),
                count => (ui.say("policies-try-answer", args![count = count])),
            }
        }
        p.muted {
            (ui.say("policies-try-span", dates)) " " (ui.text("policies-try-what"))
            @if trial.left_out > 0 { " " (ui.say("policies-try-left-out", args![count = trial.left_out])) }
        }
        div.figures {
            div { strong { (number(trial.sessions)) } span { (ui.text("policies-try-sessions")) } }
            div { strong { (number(trial.changed_reports)) " " small { (ui.say("policies-try-of", args![count = trial.reports])) } }
                span { (ui.text("policies-try-outcomes")) } }
            div { strong { bdi { (grows(LineKind::Charge)) } } span { (ui.text("policies-try-charge")) } }
            div { strong { bdi { (grows(LineKind::Pay)) } } span { (ui.text("policies-try-pay")) } }
        }
        @if trial.changes.is_empty() {
            @if trial.sessions == 0 { (empty("i-calendar", &ui.text("policies-try-empty"), &ui.text("policies-try-empty-what"), html! {})) }
        } @else {
            (changes(ui, trial))
        }
    }
}

fn changes(ui: &Ui, trial: &PolicyTrial) -> Markup {
    let rest = trial.changed_people.saturating_sub(trial.changes.len() as u64);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("policies-try-title")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("policies-try-session")) }
                th scope="col" { (ui.text("policies-try-person")) }
                th scope="col" { (ui.text("policies-try-before")) }
                th scope="col" { (ui.text("policies-try-after")) }
            } }
            tbody { @for one in &trial.changes { (change(ui, trial, one)) } }
        } }
        @if rest > 0 { p.muted { (ui.say("policies-try-more", args![count = rest])) } }
    }
}

fn change(ui: &Ui, trial: &PolicyTrial, one: &TrialChange) -> Markup {
    let name = trial.names.get(&one.person).map_or(one.person.as_str(), String::as_str);
    html! {
        tr {
            td.lead data-label=(ui.text("policies-try-session")) {
                (ui.instant(one.session.session.start, &ui.day(one.session.session.start))) " " (session_link(ui, &one.session))
            }
            td data-label=(ui.text("policies-try-person")) { (ui.name(name)) }
            td data-label=(ui.text("policies-try-before")) { (judged(ui, &one.before)) }
            td data-label=(ui.text("policies-try-after")) { (judged(ui, &one.after)) }
        }
    }
}

/// The outcome, and what it is worth.
fn judged(ui: &Ui, one: &Judged) -> Markup {
    html! {
        @match one.outcome {
            Some(outcome) => span class=(format!("verdict {outcome}")) {
                (verdict_shape(outcome.as_str()))
                span { (ui.word("outcome", outcome.as_str())) }
            },
            None => "–",
        }
        @for (minor, currency, is_held) in one.lines.values() {
            span.sub.nowrap {
                @if *is_held { (ui.text("policies-try-held")) }
                @else if let Some(currency) = Currency::from_code(currency) { (ui.money(Money::new(*minor, currency))) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::people::Role;
    use crate::testing::TestServer;
    use crate::testing::lesson::{lesson_under, stay};

    /// The student was there for 33 of 45 minutes: 73 %, which is partial by the default of 80 %.
    async fn tried(own: serde_json::Value, address: &str) -> (TestServer, String, String) {
        let api = TestServer::new().await;
        let rate = json!({"for": "charge", "perHour": "60", "validFrom": "2026-01-01"});
        let (status, added) = api.post("/api/v1/rates", rate).by(Role::Admin).await;
        assert_eq!(status, 201, "{added}");
        let id = lesson_under(&api, own).await;
        let mut items = stay(api.person(Role::Teacher), "t", 0, 2_700);
        items.extend(stay(api.person(Role::Student), "s", 0, 1_980));
        api.receive(&items, &id).await;
        let (status, html) = api.get(address).html_by(Role::Admin).await;
        assert_eq!(status, 200, "{html}");
        (api, id, crate::testing::without_isolates(&html))
    }

    #[tokio::test]
    async fn other_rules_are_tried_and_change_nothing() {
        let address = "/policies/try?learnerPresentShare=50&present%2Bpresent.charge=none&_once=x";
        let (api, id, html) = tried(json!({}), address).await;
        assert!(html.contains("verdict partial") && html.contains("verdict present"), "{html}");
        assert!(html.contains(&format!("/sessions/{id}")) && html.contains("-33.00"), "{html}");
        assert!(
            html.contains(r#"value="50""#) && !html.contains(r#"value="x""#),
            "the form has what was tried: {html}"
        );
        let (_, report) = api.get(&format!("/api/v1/sessions/{id}/attendance")).by(Role::Admin).await;
        assert!(report.to_string().contains(r#""outcome":"partial""#), "{report}");
        let (_, policies) = api.get("/api/v1/policies").by(Role::Admin).await;
        assert_eq!(policies["version"], 1, "{policies}");
    }

    #[tokio::test]
    async fn what_was_set_for_one_session_alone_stays() {
        let (_, _, html) =
            tried(json!({"learnerPresentShare": 0.9}), "/policies/try?learnerPresentShare=50").await;
        assert!(html.contains("Nothing would have been different"), "{html}");
        let (_, _, html) = tried(json!({}), "/policies/try?kind=quran&learnerPresentShare=no").await;
        assert!(html.contains(r#"aria-invalid="true""#), "{html}");
    }
}
