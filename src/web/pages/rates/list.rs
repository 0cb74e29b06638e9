//! The table of the rates that pay, or that charge.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::rate::{Rate, RateScope};
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::store::money::rates::StoredRate;
use crate::text::args;
use crate::web::components::money::rate_form::kind_or_all;
use crate::web::components::money::rate_words;
use crate::web::components::pager::next_page;
use crate::web::ui::Ui;
use crate::web::ui::fields::Fields;

/// Rows of a part on a page.
const LIMIT: usize = 100;

/// The rates of one kind of line among all of them, newest first.
pub struct RatesPart<'a> {
    pub ui: &'a Ui,
    pub kind: LineKind,
    pub rates: &'a [StoredRate],
    pub names: &'a BTreeMap<String, String>,
    pub query: &'a Fields,
}

impl RatesPart<'_> {
    pub fn render(&self) -> Markup {
        let ui = self.ui;
        let title =
            ui.text(if self.kind == LineKind::Pay { "rates-pay-title" } else { "rates-charge-title" });
        let mine: Vec<&StoredRate> = self.rates.iter().filter(|one| one.rate.kind == self.kind).collect();
        let begin = self.begin(&mine);
        let shown: Vec<&StoredRate> = mine.iter().skip(begin).take(LIMIT).copied().collect();
        let next = shown.last().filter(|_| begin + LIMIT < mine.len());
        let next = next.map(|last| encode_cursor(&(self.kind, &last.id)));
        html! {
            section.section {
                h2 { (title) }
                @if mine.is_empty() {
                    p.muted { (ui.text("rates-none")) }
                } @else {
                    div.scroll tabindex="0" role="region" aria-label=(title) { table.table.dense.cards-on-phone {
                        thead { tr {
                            th scope="col" { (ui.text("money-for-whom")) }
                            th.num scope="col" { (ui.text("money-rate")) }
                            th scope="col" { (ui.text("money-valid-from")) }
                            th scope="col" { span.sr-only { (ui.text("rates-remove")) } }
                        } }
                        tbody { @for one in shown { (self.row(one)) } }
                    } }
                    (next_page(ui, self.query, next.as_deref()))
                }
            }
        }
    }

    /// Where the page begins: after the rate that the cursor names, if it is one of these.
    fn begin(&self, mine: &[&StoredRate]) -> usize {
        let after: Option<(LineKind, String)> = decode_cursor(self.query.optional("cursor")).ok().flatten();
        let Some((_, id)) = after.filter(|(kind, _)| *kind == self.kind) else { return 0 };
        mine.iter().position(|one| one.id == id).map_or(0, |place| place + 1)
    }

    fn row(&self, one: &StoredRate) -> Markup {
        let ui = self.ui;
        html! {
            tr {
                td { (who(ui, &one.rate.scope, self.names)) }
                td.num data-label=(ui.text("money-rate")) { (price(ui, &one.rate)) }
                td data-label=(ui.text("money-valid-from")) {
                    time datetime=(one.rate.valid_from) { (ui.formats().date(one.rate.valid_from)) }
                }
                td.tight { a.button.small.danger href=(format!("/rates?remove={}#remove", one.id)) { (ui.text("rates-remove")) } }
            }
        }
    }
}

/// Whom a rate is for.
pub fn who(ui: &Ui, scope: &RateScope, names: &BTreeMap<String, String>) -> Markup {
    match scope {
        RateScope::Organization => html! { (kind_or_all(ui, None)) },
        RateScope::Kind(kind) => html! { (kind_or_all(ui, Some(*kind))) },
        RateScope::Person(person) => ui.name(names.get(person).map_or("", String::as_str)),
    }
}

/// `55.00 per hour`, with the organisation's currency.
pub fn price(ui: &Ui, rate: &Rate) -> Markup {
    let currency = ui.viewer.as_ref().map_or("", |viewer| viewer.currency.code());
    let words = rate_words(ui, &rate.clone().into());
    html! { bdi { (ui.say("rates-price", args![rate = words, currency = currency])) } }
}
