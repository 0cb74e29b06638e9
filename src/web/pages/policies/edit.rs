//! The form of one layer of policies: an empty field leaves a rule as it would be without.

use maud::{Markup, html};
use serde_json::{Map, Value, json};

use super::layer::Layer;
use super::table::{self, cell_field};
use super::values::{in_words, meaning_of, name_of, percent, share_of_percent, yes_or_no};
use crate::domain::money::charge_pay_table::{Cell, LineKind, OutcomePair};
use crate::domain::organization::policy::PolicyPatch;
use crate::domain::organization::policy::keys::{DefaultValue, POLICY_KEYS, PolicyKey};
use crate::domain::verdict::outcome::Verdict;
use crate::http::problem::Problem;
use crate::text::args;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::ui::Ui;
use crate::web::ui::fields::{Fields, latin_digits};

/// Where the form leads to see what its rules would do.
pub(super) const TRY: &str = "/policies/try";

pub(super) fn edit_form(ui: &Ui, layer: &Layer, next_version: i64) -> Markup {
    let action = layer.action();
    let form = FormView::new(ui, &action);
    let set = serde_json::to_value(&layer.patch).unwrap_or_default();
    html! {
        details.more.card open[form.is_kept()] {
            summary { (icon("i-edit")) (ui.text("policies-change")) }
            (form.post(html! {
                div.banner { (icon("i-warning")) p { (ui.say("policies-new-version", args![version = next_version])) } }
                @for key in POLICY_KEYS { (key_field(&form, layer, key, set.get(key.name))) }
                fieldset.field {
                    legend { (ui.text("policies-money")) }
                    (table::fields(&form, layer))
                }
                @if let Some(kind) = layer.kind { (form.hidden("kind", kind.as_str())) }
                div.form-actions {
                    (form.submit(ui.text("common-save")))
                    // Nothing is changed by it: the rules go into the address.
                    button.button formaction=(TRY) formmethod="get" { (ui.text("policies-try")) }
                }
            }))
        }
    }
}

fn key_field(form: &FormView<'_>, layer: &Layer, key: &PolicyKey, set: Option<&Value>) -> Markup {
    let ui = form.ui;
    let without = in_words(ui, key, &layer.without.keys[key.name].value);
    let without = ui.say("policies-without", args![value = without]);
    let meaning = meaning_of(ui, key);
    match key.default {
        DefaultValue::Seconds(_) => {
            let value = set.and_then(Value::as_i64).map_or_else(String::new, |seconds| seconds.to_string());
            let hint = format!("{meaning} {} {without}", ui.text("policies-in-seconds"));
            html! { (form.text(key.name, name_of(ui, key.name), &value).hint(hint)) }
        }
        DefaultValue::Share(_) => {
            let value = set.map_or_else(String::new, percent);
            let hint = format!("{meaning} {} {without}", ui.text("policies-in-percent"));
            html! { (form.text(key.name, name_of(ui, key.name), &value).hint(hint)) }
        }
        DefaultValue::Flag(_) => {
            let options = [
                (String::new(), without),
                ("true".to_owned(), yes_or_no(ui, true)),
                ("false".to_owned(), yes_or_no(ui, false)),
            ];
            let chosen = set.and_then(Value::as_bool).map_or("", |flag| if flag { "true" } else { "false" });
            html! {
                (form.select(key.name, name_of(ui, key.name), &options, chosen))
                p.hint { (meaning) }
            }
        }
    }
}

/// What was typed for one rule, if the rule takes it.
fn value_of(key: &PolicyKey, typed: &str) -> Result<Value, Problem> {
    let typed = latin_digits(typed);
    let (value, refusal) = match key.default {
        DefaultValue::Seconds(_) => (
            typed.parse::<u64>().ok().map(Value::from),
            Problem::invalid("not_seconds", "These are no seconds between 0 and ten years."),
        ),
        DefaultValue::Share(_) => {
            (share_of_percent(&typed), Problem::invalid("not_a_share", "This is no number from 0 to 100."))
        }
        DefaultValue::Flag(_) => (
            typed.parse::<bool>().ok().map(Value::from),
            Problem::invalid("not_a_choice", "Choose yes or no."),
        ),
    };
    let is_taken = |value: &Value| serde_json::from_value::<PolicyPatch>(json!({ key.name: value })).is_ok();
    value.filter(is_taken).ok_or(refusal)
}

/// What the form sets.
///
/// # Errors
/// 400 at the field whose value its rule does not take.
pub(super) fn read_patch(form: &Fields) -> Result<PolicyPatch, Problem> {
    let mut patch = Map::new();
    for key in POLICY_KEYS {
        let Some(typed) = form.optional(key.name) else { continue };
        let value = value_of(key, typed).map_err(|problem| problem.at_field(key.name))?;
        patch.insert(key.name.to_owned(), value);
    }
    let mut cells = Map::new();
    for &teacher in Verdict::ALL {
        for &learner in Verdict::ALL {
            let pair = OutcomePair { teacher, learner };
            let lines: Map<String, Value> = LineKind::ALL
                .iter()
                .filter_map(|line| {
                    let cell = Cell::parse(form.optional(&cell_field(pair, *line))?)?;
                    Some((line.to_string(), Value::from(cell.as_str())))
                })
                .collect();
            if !lines.is_empty() {
                cells.insert(pair.to_string(), Value::Object(lines));
            }
        }
    }
    if !cells.is_empty() {
        patch.insert("table".to_owned(), Value::Object(cells));
    }
    serde_json::from_value(Value::Object(patch))
        .map_err(|error| Problem::invalid("invalid_parameter", error.to_string()))
}
