//! Rates, and the pricing context they make together with an organisation's currency and time zone.

use crate::domain::money::amount::{Currency, Price};
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::line::PricingContext;
use crate::domain::money::rate::{Rate, RatePrice, RateScope};
use crate::domain::session::Kind;
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{Read, Result, StoreError, Write, execute, instant, micros, with_connection};

/// A rate as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRate {
    pub id: String,
    pub rate: Rate,
    pub created_at: Timestamp,
}

#[derive(Clone, sqlx::FromRow)]
struct RateRow {
    id: String,
    line_kind: String,
    scope: String,
    per: String,
    amount: String,
    valid_from: String,
    created_at: i64,
}

#[derive(sqlx::FromRow)]
struct PricingContextRow {
    time_zone: String,
    currency: String,
}

impl RateRow {
    fn scope(&self) -> Option<RateScope> {
        match self.scope.split_once(':') {
            None if self.scope == "organization" => Some(RateScope::Organization),
            Some(("kind", kind)) => Kind::parse(kind).map(RateScope::Kind),
            Some(("person", id)) => Some(RateScope::Person(id.to_owned())),
            _ => None,
        }
    }

    /// The rate that stands for one that cannot be read: lines it would apply to have no known price. `None` when it
    /// is for lines or sessions that this version does not know.
    fn as_unreadable_rate(&self) -> Option<Rate> {
        Some(Rate {
            kind: LineKind::parse(&self.line_kind)?,
            scope: self.scope()?,
            price: RatePrice::Unreadable,
            valid_from: self.valid_from.parse().unwrap_or(Rate::UNREADABLE_VALID_FROM),
        })
    }
}

impl TryFrom<RateRow> for StoredRate {
    type Error = StoreError;

    fn try_from(row: RateRow) -> Result<StoredRate> {
        let wrong = |column, found: &str| corrupt("rates", column, &row.id, format!("found {found:?}"));
        let price = Price::parse(&row.amount).ok_or_else(|| wrong("amount", &row.amount))?;
        let per = match row.per.as_str() {
            "hour" => Some(RatePrice::Hour(price)),
            "session" => Some(RatePrice::Session(price)),
            _ => None,
        };
        let rate = Rate {
            kind: LineKind::parse(&row.line_kind).ok_or_else(|| wrong("line_kind", &row.line_kind))?,
            scope: row.scope().ok_or_else(|| wrong("scope", &row.scope))?,
            price: per.ok_or_else(|| wrong("per", &row.per))?,
            valid_from: row.valid_from.parse().map_err(|_| wrong("valid_from", &row.valid_from))?,
        };
        Ok(StoredRate { id: row.id, rate, created_at: instant(row.created_at) })
    }
}

impl Read {
    /// All rates of an organisation, by id.
    pub async fn list_rates(&mut self, organization: &str) -> Result<Vec<StoredRate>> {
        let rows = self.rate_rows(organization).await?;
        self.readable_rows(organization, rows)
    }

    async fn rate_rows(&mut self, organization: &str) -> Result<Vec<RateRow>> {
        const SQL: &str = "
            SELECT id, line_kind, scope, per, amount, valid_from, created_at
              FROM rates WHERE organization_id = $1 ORDER BY id";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL).bind(organization).fetch_all(c).await)?)
    }

    /// Currency, time zone and rates of an organisation; `None` when there is no such organisation.
    pub async fn find_pricing_context(&mut self, organization: &str) -> Result<Option<PricingContext>> {
        const SQL: &str = "SELECT time_zone, currency FROM organizations WHERE id = $1";
        let row: Option<PricingContextRow> =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(organization).fetch_optional(c).await)?;
        let Some(row) = row else { return Ok(None) };
        let (currency, time_zone) = self.parse_currency_and_zone(organization, &row)?;
        let rows = self.rate_rows(organization).await?;
        let unreadable = rows.iter().filter(|row| StoredRate::try_from((*row).clone()).is_err());
        let mut rates: Vec<Rate> = unreadable.filter_map(RateRow::as_unreadable_rate).collect();
        let readable: Vec<StoredRate> = self.readable_rows(organization, rows)?;
        rates.extend(readable.into_iter().map(|stored| stored.rate));
        Ok(Some(PricingContext { currency, time_zone, rates }))
    }

    fn parse_currency_and_zone(
        &mut self,
        organization: &str,
        row: &PricingContextRow,
    ) -> Result<(Currency, chrono_tz::Tz)> {
        let wrong =
            |column, found: &str| corrupt("organizations", column, organization, format!("found {found:?}"));
        let read = || {
            let currency = Currency::from_code(&row.currency);
            let time_zone = row.time_zone.parse().map_err(|_| wrong("time_zone", &row.time_zone))?;
            Ok((currency.ok_or_else(|| wrong("currency", &row.currency))?, time_zone))
        };
        self.record_if_corrupt(organization, read())
    }
}

impl Write {
    /// Adds a rate. Lines of the sessions it applies to change: mark those dirty in the same transaction.
    ///
    /// # Errors
    /// `Conflict` when one of this kind, scope and date is there.
    pub async fn insert_rate(&mut self, organization: &str, one: &StoredRate) -> Result<()> {
        const SQL: &str = "
            INSERT INTO rates (organization_id, id, line_kind, scope, per, amount, valid_from, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let scope = match &one.rate.scope {
            RateScope::Organization => "organization".to_owned(),
            RateScope::Kind(kind) => format!("kind:{kind}"),
            RateScope::Person(id) => format!("person:{id}"),
        };
        let (per, price) = match one.rate.price {
            RatePrice::Hour(price) => ("hour", price.to_string()),
            RatePrice::Session(price) => ("session", price.to_string()),
            // Stands for a stored rate that cannot be read; no caller inserts one.
            RatePrice::Unreadable => ("unreadable", String::new()),
        };
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(one.rate.kind.as_str())
                .bind(&scope)
                .bind(per)
                .bind(price)
                .bind(one.rate.valid_from.to_string())
                .bind(micros(one.created_at))
        )?;
        Ok(())
    }

    /// Deletes a rate; says whether it was there. Mark the sessions it applied to dirty.
    pub async fn delete_rate(&mut self, organization: &str, id: &str) -> Result<bool> {
        const SQL: &str = "DELETE FROM rates WHERE organization_id = $1 AND id = $2";
        let deleted = execute!(self, sqlx::query(SQL).bind(organization).bind(id))?;
        Ok(deleted == 1)
    }
}
