//! Figures as they are written on this page.

use crate::domain::analytics::counts::{self, Fraction};
use crate::web::ui::Ui;

/// A share in whole percent, cut; `–` where there is none.
pub fn percent(ui: &Ui, share: Option<Fraction>) -> String {
    let of = |part: u64| i64::try_from(part).unwrap_or(i64::MAX / 100);
    share.map_or_else(|| "–".to_owned(), |share| ui.percent(of(share.numerator), of(share.denominator)))
}

pub fn number(ui: &Ui, value: u64) -> String {
    ui.number(i64::try_from(value).unwrap_or(i64::MAX))
}

/// Hours with one decimal, as the API rounds them.
pub fn hours(ui: &Ui, seconds: u64) -> String {
    ui.formats().decimal(&format!("{:.1}", counts::hours(seconds)))
}
