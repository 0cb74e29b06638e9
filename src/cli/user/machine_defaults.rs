//! Defaults for a new organisation, from this machine: its time zone, and the currency of its locale's country.

use chrono_tz::Tz;

use crate::domain::money::amount::Currency;

/// The system's time zone, or UTC.
pub fn time_zone() -> Tz {
    let name = iana_time_zone::get_timezone().ok();
    name.and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC)
}

/// The currency of the country in the system's locale, or US dollars.
pub fn currency() -> Currency {
    let set = ["LC_ALL", "LC_MONETARY", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    set.into_iter().find_map(|locale| of_locale(&locale)).unwrap_or_else(dollars)
}

fn of_locale(locale: &str) -> Option<Currency> {
    let (_, rest) = locale.split_once('_')?;
    Currency::of_country(rest.get(..2)?)
}

fn dollars() -> Currency {
    Currency::from_code("USD").expect("US dollars have two decimals")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_the_currency_of_its_country() {
        for (locale, code) in [
            ("ar_SA.UTF-8", Some("SAR")),
            ("en_US", Some("USD")),
            ("de_CH.UTF-8", Some("CHF")),
            ("de_DE@euro", Some("EUR")),
            ("ar_BH", Some("BHD")),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
            ("xx_ж", None),
        ] {
            assert_eq!(of_locale(locale).map(Currency::code), code, "{locale}");
        }
    }
}
