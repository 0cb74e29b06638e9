//! Amounts, rules, rates and what is held back, in words; and the parts that the pages of money share.

pub mod held;
pub mod month_page;
pub mod month_table;
pub mod period;
pub mod price;
pub mod rate_form;

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::app::money::line_totals::LineTotals;
use crate::domain::money::amount::{Currency, Money, Price};
use crate::domain::money::written_rate::WrittenRate;
use crate::store::money::lines::StoredLine;
use crate::text::args;
use crate::web::ui::Ui;

/// One amount for each currency: `5,120.00 SAR`, `5,120.00 SAR + 20.00 USD`.
pub fn amounts(ui: &Ui, totals: &LineTotals, currency: Currency) -> Markup {
    html! {
        @for (index, money) in totals.amounts(currency).into_iter().enumerate() {
            @if index > 0 { " + " }
            (ui.money(money))
        }
    }
}

/// The same for sentences.
pub fn amounts_text(ui: &Ui, totals: &LineTotals, currency: Currency) -> String {
    let all: Vec<String> = totals.amounts(currency).into_iter().map(|money| ui.money_text(money)).collect();
    all.join(" + ")
}

/// The amount of one line, in the currency it was computed in.
pub fn line_money(line: &StoredLine) -> Option<Money> {
    Some(Money::new(line.minor, Currency::from_code(&line.currency)?))
}

/// What of these lines is held back: `1 without a rate, 2 not settled yet`; nothing where nothing is.
pub fn held_words(ui: &Ui, held: &BTreeMap<&'static str, i64>) -> String {
    let words: Vec<String> = held.iter().map(|(why, lines)| held_word(ui, why, *lines)).collect();
    words.join(ui.text("money-comma").as_str())
}

fn held_word(ui: &Ui, why: &str, lines: i64) -> String {
    let text = match why {
        "missing_rate" => "money-held-missing-rate",
        "needs_review" => "money-held-needs-review",
        "unsettled" => "money-held-unsettled",
        _ => "money-held-unreadable",
    };
    ui.say(text, args![count = lines])
}

/// Lines that wait for somebody: those without a rate, to review, or unreadable. Unsettled ones settle by themselves.
pub fn waiting(totals: &LineTotals) -> i64 {
    totals.blocked.iter().filter(|(why, _)| **why != "unsettled").map(|(_, lines)| lines).sum()
}

/// Lines that settle by themselves.
pub fn settling(totals: &LineTotals) -> i64 {
    totals.blocked.get("unsettled").copied().unwrap_or(0)
}

/// All lines: those that count time, and those held back.
pub fn all_lines(totals: &LineTotals) -> i64 {
    totals.sessions + totals.blocked.values().sum::<i64>()
}

/// The rule of a line in words: `present+absent:copresence` is "Present + Absent: time together". One that does not read is
/// shown as it is.
pub fn rule_words(ui: &Ui, rule: &str) -> String {
    let parts = rule.split_once(':').and_then(|(pair, cell)| Some((pair.split_once('+')?, cell)));
    match parts {
        None => rule.to_owned(),
        Some(((teacher, learner), cell)) => {
            let (teacher, learner) = (ui.word("outcome", teacher), ui.word("outcome", learner));
            ui.say("money-rule", args![teacher = teacher, learner = learner, cell = ui.word("cell", cell)])
        }
    }
}

/// The rate a line was made with; `None` where there was none, or it does not read.
pub fn rate_of(line: &StoredLine) -> Option<WrittenRate> {
    serde_json::from_str(line.rate.as_deref()?).ok()
}

/// `55.00 per hour`
pub fn rate_words(ui: &Ui, rate: &WrittenRate) -> String {
    match (rate.per_hour, rate.per_session) {
        (Some(price), _) => ui.say("money-per-hour", args![price = price_text(ui, price)]),
        (None, Some(price)) => ui.say("money-per-session", args![price = price_text(ui, price)]),
        (None, None) => "–".to_owned(),
    }
}

/// A price as the language writes decimals, without a currency.
pub fn price_text(ui: &Ui, price: Price) -> String {
    ui.formats().decimal(&price.to_string())
}
