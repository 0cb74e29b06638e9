//! The fields of a rate, and the rate they say.

use maud::{Markup, html};

use super::price::read_price;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::rate::{Rate, RatePrice, RateScope};
use crate::domain::session::Kind;
use crate::http::problem::Problem;
use crate::text::args;
use crate::web::components::field::FormView;
use crate::web::ui::Ui;
use crate::web::ui::fields::Fields;

/// Kinds of session that have lines.
pub fn priced_kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Event)
}

/// How a scope is written in a form: `organization`, `kind:quran`, `person:ID`.
pub fn scope_value(scope: &RateScope) -> String {
    match scope {
        RateScope::Organization => "organization".to_owned(),
        RateScope::Kind(kind) => format!("kind:{kind}"),
        RateScope::Person(person) => format!("person:{person}"),
    }
}

/// What a scope without a person is called.
pub fn kind_or_all(ui: &Ui, kind: Option<Kind>) -> String {
    match kind {
        None => ui.text("money-everybody"),
        Some(kind) => ui.say("money-every-session", args![kind = ui.word("kind", kind.as_str())]),
    }
}

/// Price, what it is for, and from which day on; what else the form asks stands before them.
pub fn price_fields(form: &FormView<'_>, first_day: &str) -> Markup {
    let ui = form.ui;
    let per = [("hour", "money-hour"), ("session", "money-whole-session")];
    let per: Vec<(String, String)> =
        per.iter().map(|(value, text)| ((*value).to_owned(), ui.text(text))).collect();
    let currency = ui.viewer.as_ref().map_or("", |viewer| viewer.currency.code());
    html! {
        (form.text("price", ui.say("money-price", args![currency = currency]), "").required())
        (form.select("per", ui.text("money-per"), &per, "hour"))
        (form.input("date", "valid_from", ui.text("money-valid-from"), first_day).required())
    }
}

/// The rate that a form says, of lines of this kind.
///
/// # Errors
/// 400 for a field that is missing or does not read.
pub fn read_rate(fields: &Fields, kind: LineKind) -> Result<Rate, Problem> {
    let scope = read_scope(fields.required("who")?)
        .ok_or_else(|| Problem::invalid("invalid_body", "Say for whom it is.").at_field("who"))?;
    let price = read_price(fields, "price")?;
    let missing = || Problem::invalid("field_missing", "This field is needed.").at_field("valid_from");
    Ok(Rate {
        kind,
        scope,
        price: match fields.text("per") {
            "session" => RatePrice::Session(price),
            _ => RatePrice::Hour(price),
        },
        valid_from: fields.day("valid_from")?.ok_or_else(missing)?,
    })
}

fn read_scope(value: &str) -> Option<RateScope> {
    match value.split_once(':') {
        None => (value == "organization").then_some(RateScope::Organization),
        Some(("kind", kind)) => Kind::parse(kind).map(RateScope::Kind),
        Some(("person", person)) => Some(RateScope::Person(person.to_owned())),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_read_as_it_is_written() {
        for scope in
            [RateScope::Organization, RateScope::Kind(Kind::Quran), RateScope::Person("a:b".to_owned())]
        {
            assert_eq!(read_scope(&scope_value(&scope)), Some(scope));
        }
        assert_eq!((read_scope("kind:none"), read_scope("x:y"), read_scope("x")), (None, None, None));
    }
}
