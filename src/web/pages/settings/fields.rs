//! A field for each setting, and what was typed into them as a change.

use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::domain::organization::settings::{DAYS, SettingKey, SettingType, Settings};
use crate::http::problem::Problem;
use crate::text::args;
use crate::web::components::field::FormView;
use crate::web::ui::Ui;
use crate::web::ui::fields::Fields;

/// The hidden field that names the keys a form has: boxes that are not ticked are not sent.
pub(super) const KEYS_FIELD: &str = "keys";

/// The words of `family` for `word`, else `otherwise`.
fn word_or(ui: &Ui, family: &str, word: &str, otherwise: &str) -> String {
    let found = ui.word(family, word);
    if found == word { otherwise.to_owned() } else { found }
}

fn value_of(settings: &Settings, key: &str) -> Value {
    serde_json::to_value(settings).ok().and_then(|all| all.get(key).cloned()).unwrap_or_default()
}

/// How many settings are not the default.
pub(super) fn number_of_changed(settings: &Settings) -> usize {
    let default = Settings::default();
    let differs = |key: &&SettingKey| value_of(settings, key.name) != value_of(&default, key.name);
    Settings::KEYS.iter().filter(differs).count()
}

/// A value in words.
fn in_words(ui: &Ui, key: &SettingKey, value: &Value) -> String {
    match (value, key.takes) {
        (Value::Number(number), _) => ui.number(number.as_i64().unwrap_or(0)),
        (
            Value::String(text),
            SettingType::TextOrNull(_) | SettingType::LinesOrNull(_) | SettingType::EmailOrNull,
        ) => text.clone(),
        (Value::String(word), _) => ui.word(key.name, word),
        (Value::Array(days), _) if !days.is_empty() => {
            let names: Vec<String> =
                days.iter().filter_map(Value::as_str).map(|day| ui.word("weekday", day)).collect();
            names.join(", ")
        }
        (_, SettingType::IntegerOrNull(..)) => ui.text("settings-no-limit"),
        _ => ui.text("settings-none"),
    }
}

/// The field of one setting: what it is called, what it means, its default, and the present value.
pub(super) fn setting_field(form: &FormView<'_>, key: &'static SettingKey, settings: &Settings) -> Markup {
    let ui = form.ui;
    let label = word_or(ui, "setting", key.name, key.name);
    let meaning = word_or(ui, "setting", &format!("{}_what", key.name), key.meaning);
    let (value, default) = (value_of(settings, key.name), value_of(&Settings::default(), key.name));
    let is_default = value == default;
    // Of a text the meaning says what holds where there is none.
    let is_text = matches!(
        key.takes,
        SettingType::TextOrNull(_) | SettingType::LinesOrNull(_) | SettingType::EmailOrNull
    );
    let hint = if is_text {
        meaning
    } else {
        format!("{meaning} {}", ui.say("settings-default", args![value = in_words(ui, key, &default)]))
    };
    html! {
        div id=(format!("setting-{}", key.name)) {
            @match key.takes {
                SettingType::Integer(least, most) => {
                    @let range = ui.say("settings-range", args![least = least, most = most]);
                    (form.input("text", key.name, label, &number_text(&value)).hint(format!("{hint} {range}")).required())
                },
                SettingType::IntegerOrNull(..) => {
                    @let range = ui.text("settings-empty-is-no-limit");
                    (form.input("text", key.name, label, &number_text(&value)).hint(format!("{hint} {range}")))
                },
                SettingType::TextOrNull(most) => {
                    @let limit = ui.say("settings-longest", args![count = most]);
                    (form.text(key.name, label, value.as_str().unwrap_or_default()).hint(format!("{hint} {limit}")))
                },
                SettingType::LinesOrNull(most) => {
                    @let limit = ui.say("settings-longest", args![count = most]);
                    (form.textarea(key.name, label, value.as_str().unwrap_or_default()).hint(format!("{hint} {limit}")))
                },
                SettingType::EmailOrNull => {
                    (form.input("email", key.name, label, value.as_str().unwrap_or_default()).hint(hint).autocomplete("off"))
                },
                SettingType::Days => {
                    (form.group(label, html! {
                        @for (day, _) in DAYS {
                            @let ticked = value.as_array().is_some_and(|days| days.iter().any(|one| one == day));
                            (form.checkbox(key.name, day, ui.word("weekday", day), ticked))
                        }
                    }))
                    p.hint { (hint) }
                },
                SettingType::Word(words) => {
                    @let options: Vec<(String, String)> =
                        words.iter().map(|word| ((*word).to_owned(), ui.word(key.name, word))).collect();
                    (form.select(key.name, label, &options, value.as_str().unwrap_or_default()))
                    p.hint { (hint) }
                },
            }
            p.small.muted {
                code translate="no" { (key.name) }
                @if !is_default { " " span.pill.accent { (ui.text("settings-changed")) } }
            }
        }
    }
}

fn number_text(value: &Value) -> String {
    value.as_i64().map_or_else(String::new, |number| number.to_string())
}

/// What a form says of the keys it has.
///
/// # Errors
/// 400 where a number is none.
pub(super) fn read_changes(form: &Fields) -> Result<Map<String, Value>, Problem> {
    let named: Vec<&str> = form.all(KEYS_FIELD).collect();
    let mut changes = Map::new();
    for key in Settings::KEYS.iter().filter(|key| named.contains(&key.name)) {
        let value = match key.takes {
            SettingType::Integer(..) => {
                form.required(key.name)?;
                Value::from(form.number(key.name)?)
            }
            SettingType::IntegerOrNull(..) => Value::from(form.number(key.name)?),
            SettingType::Days => Value::from(form.all(key.name).collect::<Vec<_>>()),
            SettingType::Word(_) => Value::from(form.text(key.name)),
            SettingType::TextOrNull(_) | SettingType::LinesOrNull(_) | SettingType::EmailOrNull => {
                Value::from(form.optional(key.name))
            }
        };
        changes.insert(key.name.to_owned(), value);
    }
    Ok(changes)
}

/// The form that puts these keys back to what they were.
pub(super) fn undo_fields(before: &Settings, keys: &[&'static str]) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for key in keys {
        fields.push((KEYS_FIELD.to_owned(), (*key).to_owned()));
        match value_of(before, key) {
            Value::Array(days) => {
                let days = days.iter().filter_map(Value::as_str);
                fields.extend(days.map(|day| ((*key).to_owned(), day.to_owned())));
            }
            Value::String(word) => fields.push(((*key).to_owned(), word)),
            Value::Null => fields.push(((*key).to_owned(), String::new())),
            other => fields.push(((*key).to_owned(), other.to_string())),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_undo_is_a_form_that_puts_everything_back() {
        let default = Settings::default();
        let change = json!({"blocked_days": ["friday"], "digits": "arabic", "max_participants": 7, "period_start_day": 5,
            "message_sender_name": "Al Noor", "message_footer": "Al Noor\nKing Road 7", "message_reply_to": "office@alnoor.example"});
        let before = default.changed(change.as_object().expect("an object")).expect("settings");
        let keys: Vec<&'static str> = Settings::KEYS.iter().map(|key| key.name).collect();
        for settings in [before, default] {
            let fields = Fields(undo_fields(&settings, &keys));
            let changes = read_changes(&fields).expect("a change");
            assert_eq!(Settings::default().changed(&changes).expect("settings"), settings);
        }
    }
}
