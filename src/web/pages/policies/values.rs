//! Values of policies in words.

use maud::{Markup, html};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::domain::organization::policy::effective::Origin;
use crate::domain::organization::policy::keys::{DefaultValue, POLICY_KEYS, PolicyKey};
use crate::web::ui::Ui;

/// What a key is called.
pub(super) fn name_of(ui: &Ui, key: &str) -> String {
    ui.word("policy", key)
}

/// What it means, in the language's words, else in ours.
pub(super) fn meaning_of(ui: &Ui, key: &PolicyKey) -> String {
    let id = format!("{}-what", key.name);
    let found = ui.word("policy", &id);
    if found == id { key.meaning.to_owned() } else { found }
}

/// `2:00`, `80 %`, `yes`.
pub(super) fn in_words(ui: &Ui, key: &PolicyKey, value: &Value) -> String {
    match (key.default, value) {
        (DefaultValue::Seconds(_), value) => ui.duration(value.as_i64().unwrap_or(0)),
        (DefaultValue::Share(_), value) => format!("{}\u{a0}%", ui.formats().decimal(&percent(value))),
        (DefaultValue::Flag(_), value) => yes_or_no(ui, value.as_bool().unwrap_or(false)),
    }
}

/// The same of a key by its name; what this version does not know as it stands.
pub(super) fn named_in_words(ui: &Ui, key: &str, value: &Value) -> String {
    match POLICY_KEYS.iter().find(|known| known.name == key) {
        Some(key) => in_words(ui, key, value),
        None => value.to_string(),
    }
}

pub(super) fn yes_or_no(ui: &Ui, flag: bool) -> String {
    ui.text(if flag { "policies-yes" } else { "policies-no" })
}

/// A share as a share of 100, `72.5`, exactly.
pub(super) fn percent(share: &Value) -> String {
    let text = share.as_number().map(ToString::to_string).unwrap_or_default();
    let share: Decimal = text.parse().unwrap_or_default();
    (share * Decimal::ONE_HUNDRED).normalize().to_string()
}

/// A share of 100 as a share; `None`: it is no number.
pub(super) fn share_of_percent(text: &str) -> Option<Value> {
    let percent: Decimal = text.trim_end_matches(['%', '٪']).trim().replace(',', ".").parse().ok()?;
    let share = (percent / Decimal::ONE_HUNDRED).normalize().to_string();
    serde_json::from_str(&share).ok()
}

pub(super) fn origin_pill(ui: &Ui, from: Origin) -> Markup {
    let (class, text) = match from {
        Origin::Default => ("pill outline", "policies-from-default"),
        Origin::Organization => ("pill accent", "policies-from-organization"),
        Origin::Kind => ("pill attention", "policies-from-kind"),
    };
    html! { span class=(class) { (ui.text(text)) } }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn shares_are_shares_of_a_hundred_and_back() {
        assert_eq!(percent(&json!(0.8)), "80");
        assert_eq!(percent(&json!(0.725)), "72.5");
        assert_eq!(percent(&json!(1)), "100");
        assert_eq!(share_of_percent("72.5"), Some(json!(0.725)));
        assert_eq!(share_of_percent("80 %"), Some(json!(0.8)));
        assert_eq!(share_of_percent("72,5"), Some(json!(0.725)));
        assert_eq!(share_of_percent("x"), None);
    }
}
