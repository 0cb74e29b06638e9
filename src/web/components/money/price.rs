//! Prices as people type them: digits of every language, a comma or a point before the decimals.

use crate::domain::money::amount::Price;
use crate::http::problem::Problem;
use crate::web::ui::fields::{Fields, latin_digits};

/// The price in a field.
///
/// # Errors
/// 400 where it is empty, no price, or could be read in two ways (`1,234`).
pub fn read_price(fields: &Fields, name: &str) -> Result<Price, Problem> {
    let typed = fields.required(name)?;
    let price = plain_decimal(typed).and_then(|text| Price::parse(&text));
    price.filter(|price| price.is_allowed_rate()).ok_or_else(|| {
        let detail = "Write a price like 55.00: not negative, at most six decimals, below 1000000000.";
        Problem::invalid("invalid_price", detail).at_field(name)
    })
}

/// As `1234.50`; `None` for what is none, or has two meanings.
fn plain_decimal(typed: &str) -> Option<String> {
    let latin = latin_digits(typed);
    let text: String =
        latin.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{66c}' | '\'' | '’')).collect();
    let commas = text.matches(',').count();
    match (commas, text.contains('.')) {
        (0, _) => Some(text),
        // `1,234.50`, `12,34,567`: commas group; `1.234,50`: points do.
        (_, true) if text.rfind(',') < text.rfind('.') => Some(text.replace(',', "")),
        (1, true) => Some(text.replace('.', "").replace(',', ".")),
        (1, false) => {
            let (whole, decimals) = text.split_once(',')?;
            let is_ambiguous = decimals.len() == 3 && !whole.trim_start_matches('0').is_empty();
            (!is_ambiguous).then(|| format!("{whole}.{decimals}"))
        }
        (_, false) => Some(text.replace(',', "")),
        (_, true) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Option<String> {
        let fields = Fields(vec![("price".to_owned(), typed.to_owned())]);
        read_price(&fields, "price").ok().map(|price| price.to_string())
    }

    #[test]
    fn prices_are_read_as_people_write_them() {
        for (typed, meant) in [
            ("55", "55"),
            ("55.00", "55.00"),
            ("55,5", "55.5"),
            ("0,125", "0.125"),
            ("٥٥٫٢٥", "55.25"),
            ("५५.२५", "55.25"),
            ("1,234.50", "1234.50"),
            ("1.234,50", "1234.50"),
            ("12,34,567", "1234567"),
            ("1 234,50", "1234.50"),
            ("١٬٢٣٤٫٥", "1234.5"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(meant), "{typed}");
        }
        for bad in ["", "-5", "1,234", "abc", "1e3", "1000000000", "1.2345678", "5.5.5", "=1"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
