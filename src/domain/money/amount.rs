//! Money: integer minor units of an ISO 4217 currency, and the one place where time becomes money.

use iso_currency::IntoEnumIterator;
use rust_decimal::Decimal;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::time::HOUR;

/// A currency with a minor unit (0, 2 or 3 decimals).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// From the three letters of ISO 4217; `None` for anything else, precious metals and test codes included.
    pub fn from_code(code: &str) -> Option<Currency> {
        let currency = iso_currency::Currency::from_code(code)?;
        currency.exponent().map(|_| Currency(currency))
    }

    /// What is paid with in a country, by its two letters of ISO 3166: the first where there are several.
    pub fn of_country(code: &str) -> Option<Currency> {
        let country: iso_currency::Country = code.parse().ok()?;
        let used =
            iso_currency::Currency::iter().find(|one| !one.is_fund() && one.used_by().contains(&country))?;
        Currency::from_code(used.code())
    }

    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Decimals of the minor unit.
    pub fn decimals(self) -> u32 {
        u32::from(self.0.exponent().expect("checked in from_code"))
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Currency::from_code(&code).ok_or_else(|| {
            serde::de::Error::custom(format!("{code:?} is not a currency code of ISO 4217 like USD"))
        })
    }
}

/// An amount. Sums stay in one currency because an organisation has one.
///
/// Of 128 bits, so that neither the highest price for the longest time nor the sum of any number of lines leaves it:
/// a price is below 10^12 of a currency with at most three decimals, and time below 10^17 milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    pub minor: i128,
    pub currency: Currency,
}

impl Money {
    pub fn zero(currency: Currency) -> Money {
        Money { minor: 0, currency }
    }

    pub fn new(minor: impl Into<i128>, currency: Currency) -> Money {
        Money { minor: minor.into(), currency }
    }

    /// `20.17`, with the currency's own number of decimals.
    pub fn to_decimal_string(self) -> String {
        let unit = 10_u128.pow(self.currency.decimals());
        let sign = if self.minor < 0 { "-" } else { "" };
        let (major, minor) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        match self.currency.decimals() as usize {
            0 => format!("{sign}{major}"),
            decimals => format!("{sign}{major}.{minor:0decimals$}"),
        }
    }

    /// The sum of amounts of one currency.
    pub fn sum(amounts: impl IntoIterator<Item = Money>, currency: Currency) -> Money {
        Money { minor: amounts.into_iter().map(|money| money.minor).sum(), currency }
    }
}

/// `{"amount": "20.17", "minor": 2017, "currency": "USD"}`
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Money", 3)?;
        object.serialize_field("amount", &self.to_decimal_string())?;
        object.serialize_field("minor", &self.minor)?;
        object.serialize_field("currency", &self.currency)?;
        object.end()
    }
}

/// A price: an exact decimal in a currency's major unit, not negative, below 10^12, at most six decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price(Decimal);

impl Price {
    pub fn parse(text: &str) -> Option<Price> {
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let decimal: Decimal = text.parse().ok().filter(|_| plain)?;
        (decimal < Decimal::from(1_000_000_000_000_i64) && decimal.scale() <= 6).then_some(Price(decimal))
    }

    /// Whether a new rate may have this price: below 10^9, so that its lines fit the 64-bit column.
    pub fn is_allowed_rate(self) -> bool {
        self.0 < Decimal::from(1_000_000_000)
    }

    /// This price per hour for `millis` milliseconds.
    pub fn for_time(self, millis: i64, currency: Currency) -> Money {
        self.rounded(i128::from(millis), i128::from(HOUR), currency)
    }

    /// This price once.
    pub fn once(self, currency: Currency) -> Money {
        self.rounded(1, 1, currency)
    }

    /// This price once, where it has no parts of the currency's smallest unit.
    pub fn exactly(self, currency: Currency) -> Option<Money> {
        let money = self.once(currency);
        (Price::parse(&money.to_decimal_string()) == Some(self)).then_some(money)
    }

    /// Where each line rounds, once: to the minor unit, half away from zero. 10.00/h for 7,260 s is 20.17.
    fn rounded(self, times: i128, over: i128, currency: Currency) -> Money {
        let numerator = self.0.mantissa() * times * 10_i128.pow(currency.decimals());
        let denominator = over * 10_i128.pow(self.0.scale());
        // Prices are not negative, so away from zero is up.
        let minor = (2 * numerator + denominator) / (2 * denominator);
        Money { minor, currency }
    }
}

impl std::fmt::Display for Price {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Price {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Price {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Price::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "{text:?} is not a price; write a decimal like \"20.00\", not negative, at most six decimals"
            ))
        })
    }
}
