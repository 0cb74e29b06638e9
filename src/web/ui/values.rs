//! Instants, amounts and durations in the viewer's language and the organisation's zone.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::Ui;
use crate::domain::money::amount::Money;
use crate::domain::time::Timestamp;
use crate::text::{whole_without_controls, without_controls};

impl Ui {
    pub fn today(&self) -> NaiveDate {
        self.day_of(self.now)
    }

    /// An instant for machines and in full for whoever points at it; shown is `text`.
    pub fn instant(&self, at: Timestamp, text: &str) -> Markup {
        html! { time datetime=(at) title=(format!("{} {}", self.date(at), self.clock_with_seconds(at))) { (text) } }
    }

    /// `1,322.74 SAR`: the number by the locale, the currency by its code, which is the same everywhere.
    pub fn money(&self, money: Money) -> Markup {
        let number = self.formats().decimal(&money.to_decimal_string());
        html! { span.money { bdi { (number) } "\u{a0}" bdi { (money.currency.code()) } } }
    }

    /// A name, isolated from the direction of what is around it; a long one is cut by the style sheet, with the whole of it
    /// in reach.
    pub fn name(&self, name: &str) -> Markup {
        let shown = without_controls(name);
        let shown = if shown.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200c}' | '\u{200d}')) {
            self.text("common-nameless").into()
        } else {
            shown
        };
        let whole = (shown.chars().count() > 40).then(|| whole_without_controls(name));
        html! { bdi.bdi-cut title=[whole] { (shown) } }
    }
}
