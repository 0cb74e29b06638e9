//! Instants, amounts and durations in the viewer's language and the organisation's zone.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::Ui;
use crate::domain::money::amount::Money;
use crate::domain::time::Timestamp;
use crate::web::text::format::{self, Formats};
use crate::web::text::{whole_without_controls, without_controls};

impl Ui {
    pub fn formats(&self) -> &'static Formats {
        format::of(self.locale)
    }

    /// The local day of an instant.
    pub fn day_of(&self, at: Timestamp) -> NaiveDate {
        at.to_utc().with_timezone(&self.zone).date_naive()
    }

    pub fn today(&self) -> NaiveDate {
        self.day_of(self.now)
    }

    /// `17:12`
    pub fn clock(&self, at: Timestamp) -> String {
        self.formats().clock(at.to_utc().with_timezone(&self.zone).time())
    }

    /// `17:12:04`
    pub fn clock_with_seconds(&self, at: Timestamp) -> String {
        self.formats().clock_with_seconds(at.to_utc().with_timezone(&self.zone).time())
    }

    /// `Wed, 4 Nov`
    pub fn day(&self, at: Timestamp) -> String {
        self.formats().day(self.day_of(at))
    }

    /// `4 Nov 2026`
    pub fn date(&self, at: Timestamp) -> String {
        self.formats().date(self.day_of(at))
    }

    /// `4 Nov 2026, 17:12`
    pub fn date_and_clock(&self, at: Timestamp) -> String {
        format!("{}, {}", self.date(at), self.clock(at))
    }

    /// An instant for machines and in full for whoever points at it; shown is `text`.
    pub fn instant(&self, at: Timestamp, text: &str) -> Markup {
        html! { time datetime=(at) title=(format!("{} {}", self.date(at), self.clock_with_seconds(at))) { (text) } }
    }

    /// `1,234`
    pub fn number(&self, number: i64) -> String {
        self.formats().number(number)
    }

    /// `41:19` or `1:05:10`
    pub fn duration(&self, seconds: i64) -> String {
        self.formats().duration(seconds)
    }

    /// Hours with one decimal, `12.1`, rounded down.
    pub fn hours(&self, seconds: i64) -> String {
        let tenths = seconds / 360;
        self.formats().decimal(&format!("{}.{}", tenths / 10, tenths % 10))
    }

    /// `91 %` of a part of a whole, rounded down; `–` of nothing.
    pub fn percent(&self, part: i64, whole: i64) -> String {
        if whole == 0 {
            return "–".to_owned();
        }
        format!("{}\u{a0}%", self.number(part * 100 / whole))
    }

    /// `1,322.74 SAR`: the number by the locale, the currency by its code, which is the same everywhere.
    pub fn money(&self, money: Money) -> Markup {
        let number = self.formats().decimal(&money.to_decimal_string());
        html! { span.money { bdi { (number) } "\u{a0}" bdi { (money.currency.code()) } } }
    }

    /// The same as text, for sentences.
    pub fn money_text(&self, money: Money) -> String {
        format!("{}\u{a0}{}", self.formats().decimal(&money.to_decimal_string()), money.currency.code())
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
