//! What a person earns or is charged by a rate of their own: shown on their page, and added there.

use maud::{Markup, html};

use crate::app::money::rates;
use crate::app::people;
use crate::domain::money::amount::{Currency, Price};
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::rate::{Rate, RatePrice, RateScope};
use crate::domain::people::Role;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::money::rates::StoredRate;
use crate::store::people::Person;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::field::FormView;
use crate::web::route::{PageRequest, form};
use crate::web::ui::Ui;
use crate::web::ui::fields::latin_digits;

pub fn routes() -> Vec<Route> {
    vec![form("/people/{id}/rates", "Add a rate for this person").who(ADMINS).to(add)]
}

pub fn section(ui: &Ui, person: &Person, rates: &[StoredRate]) -> Markup {
    let action = format!("/people/{}/rates", person.id);
    let form = FormView::new(ui, &action);
    let kinds: Vec<(String, String)> = LineKind::ALL
        .iter()
        .map(|kind| (kind.as_str().to_owned(), ui.word("linekind", kind.as_str())))
        .collect();
    let per: Vec<(String, String)> =
        ["hour", "session"].iter().map(|per| ((*per).to_owned(), ui.word("rateper", per))).collect();
    let likely = if person.roles.contains(&Role::Teacher) { LineKind::Pay } else { LineKind::Charge };
    let today = ui.today().to_string();
    let currency = ui.viewer.as_ref().map(|viewer| viewer.currency);
    html! {
        section.card #rates {
            h2 { (ui.text("people-rates")) }
            @if rates.is_empty() {
                p.muted { (ui.text("people-rates-none")) }
            } @else {
                div.scroll tabindex="0" role="region" aria-label=(ui.text("people-rates")) { table.table {
                    thead { tr {
                        th scope="col" { (ui.text("people-rate-for")) }
                        th.num scope="col" { (ui.text("people-rate-amount")) }
                        th scope="col" { (ui.text("people-rate-from")) }
                    } }
                    tbody { @for one in rates { tr {
                        td { (ui.word("linekind", one.rate.kind.as_str())) }
                        td.num { (price(ui, one.rate.price, currency)) }
                        td { (ui.formats().date(one.rate.valid_from)) }
                    } } }
                } }
            }
            details.more open[form.is_kept()] {
                summary { (ui.text("people-rate-add")) }
                (form.post(html! {
                    p.muted { (ui.text("people-rate-what")) }
                    div.fields {
                        (form.select("for", ui.text("people-rate-for"), &kinds, likely.as_str()))
                        (form.text("amount", ui.text("people-rate-amount"), "").required().autocomplete("off"))
                        (form.select("per", ui.text("people-rate-per"), &per, "hour"))
                        (form.input("date", "valid_from", ui.text("people-rate-from"), &today).required())
                    }
                    div.form-actions { (form.submit(ui.text("people-rate-add"))) }
                }))
            }
            p { a href="/rates" { (ui.text("people-rates-all")) } }
        }
    }
}

/// `30.00 SAR per hour`
fn price(ui: &Ui, price: RatePrice, currency: Option<Currency>) -> Markup {
    let (price, per) = match price {
        RatePrice::Hour(price) => (price, "hour"),
        RatePrice::Session(price) => (price, "session"),
        RatePrice::Unreadable => return html! { "–" },
    };
    html! {
        bdi { (ui.formats().decimal(&price.to_string())) }
        @if let Some(currency) = currency { "\u{a0}" bdi { (currency.code()) } }
        " " (ui.word("rateper", per))
    }
}

async fn add(page: PageRequest) -> Result<Done, Problem> {
    let (form, ui) = (&page.form, &page.ui);
    let kind = LineKind::parse(form.text("for")).ok_or_else(|| ui.refuse("people-bad-rate-kind", "for"))?;
    let typed = latin_digits(form.required("amount")?).replace(',', ".");
    let price = Price::parse(&typed).filter(|price| price.is_allowed_rate());
    let price = price.ok_or_else(|| ui.refuse("people-bad-amount", "amount"))?;
    let price = match form.text("per") {
        "session" => RatePrice::Session(price),
        _ => RatePrice::Hour(price),
    };
    let valid_from = form.day("valid_from")?;
    let valid_from = valid_from.ok_or_else(|| ui.refuse("people-rate-no-day", "valid_from"))?;
    let mut write = page.write().await?;
    let person = people::find(&mut write, &page.scope, page.id()).await?;
    let rate = Rate { kind, scope: RateScope::Person(person.id.clone()), price, valid_from };
    rates::add(&mut write, &page.actor(), rate).await.map_err(|error| {
        let problem = Problem::from(error);
        if problem.code == "rate_exists" { problem.at_field("valid_from") } else { problem }
    })?;
    let said = ui.say("people-rate-added", args![name = &person.name]);
    page.commit(write, Done::to(format!("/people/{}", person.id)).saying(said)).await
}
