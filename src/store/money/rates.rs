//! Rates, and with them what an organisation keeps its books by.

use crate::domain::money::amount::{Currency, Price};
use crate::domain::money::line::Books;
use crate::domain::money::rate::{Per, Rate, Scope};
use crate::domain::money::table::LineKind;
use crate::domain::session::Kind;
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{Read, Result, StoreError, Write, instant, micros, on};

/// A rate as it is kept.
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
struct BooksRow {
    time_zone: String,
    currency: String,
}

impl RateRow {
    fn scope(&self) -> Option<Scope> {
        match self.scope.split_once(':') {
            None if self.scope == "organization" => Some(Scope::Organization),
            Some(("kind", kind)) => Kind::from_word(kind).map(Scope::Kind),
            Some(("person", id)) => Some(Scope::Person(id.to_owned())),
            _ => None,
        }
    }

    /// What holds in the place of a rate that cannot be read: nobody can say how much. `None` where it is for lines or
    /// sessions that this version does not know either.
    fn unreadable(&self) -> Option<Rate> {
        Some(Rate {
            kind: LineKind::from_word(&self.line_kind)?,
            scope: self.scope()?,
            per: Per::Unreadable,
            valid_from: self.valid_from.parse().unwrap_or(Rate::ALWAYS),
        })
    }
}

impl TryFrom<RateRow> for StoredRate {
    type Error = StoreError;

    fn try_from(row: RateRow) -> Result<StoredRate> {
        let wrong = |column, found: &str| corrupt("rates", column, &row.id, format!("found {found:?}"));
        let price = Price::parse(&row.amount).ok_or_else(|| wrong("amount", &row.amount))?;
        let per = match row.per.as_str() {
            "hour" => Some(Per::Hour(price)),
            "session" => Some(Per::Session(price)),
            _ => None,
        };
        let rate = Rate {
            kind: LineKind::from_word(&row.line_kind).ok_or_else(|| wrong("line_kind", &row.line_kind))?,
            scope: row.scope().ok_or_else(|| wrong("scope", &row.scope))?,
            per: per.ok_or_else(|| wrong("per", &row.per))?,
            valid_from: row.valid_from.parse().map_err(|_| wrong("valid_from", &row.valid_from))?,
        };
        Ok(StoredRate { id: row.id, rate, created_at: instant(row.created_at) })
    }
}

impl Read {
    /// All rates of an organisation, by id.
    pub async fn list_rates(&mut self, organization: &str) -> Result<Vec<StoredRate>> {
        let rows = self.rate_rows(organization).await?;
        self.readable(organization, rows)
    }

    async fn rate_rows(&mut self, organization: &str) -> Result<Vec<RateRow>> {
        const SQL: &str = "
            SELECT id, line_kind, scope, per, amount, valid_from, created_at
              FROM rates WHERE organization_id = $1 ORDER BY id";
        Ok(on!(self, |c| sqlx::query_as(SQL).bind(organization).fetch_all(c).await)?)
    }

    /// What an organisation's books are kept by; `None` when there is no such organisation.
    pub async fn find_books(&mut self, organization: &str) -> Result<Option<Books>> {
        const SQL: &str = "SELECT time_zone, currency FROM organizations WHERE id = $1";
        let row: Option<BooksRow> =
            on!(self, |c| sqlx::query_as(SQL).bind(organization).fetch_optional(c).await)?;
        let Some(row) = row else { return Ok(None) };
        let (currency, time_zone) = self.own_money(organization, &row)?;
        let rows = self.rate_rows(organization).await?;
        let unreadable = rows.iter().filter(|row| StoredRate::try_from((*row).clone()).is_err());
        let mut rates: Vec<Rate> = unreadable.filter_map(RateRow::unreadable).collect();
        let readable: Vec<StoredRate> = self.readable(organization, rows)?;
        rates.extend(readable.into_iter().map(|stored| stored.rate));
        Ok(Some(Books { currency, time_zone, rates }))
    }

    fn own_money(&mut self, organization: &str, row: &BooksRow) -> Result<(Currency, chrono_tz::Tz)> {
        let wrong =
            |column, found: &str| corrupt("organizations", column, organization, format!("found {found:?}"));
        let read = || {
            let currency = Currency::from_code(&row.currency);
            let time_zone = row.time_zone.parse().map_err(|_| wrong("time_zone", &row.time_zone))?;
            Ok((currency.ok_or_else(|| wrong("currency", &row.currency))?, time_zone))
        };
        self.told(organization, read())
    }
}

impl Write {
    /// Adds a rate. Lines of sessions it holds for change: mark them in the same transaction.
    ///
    /// # Errors
    /// `Conflict` when one of this kind, scope and date is there.
    pub async fn insert_rate(&mut self, organization: &str, one: &StoredRate) -> Result<()> {
        const SQL: &str = "
            INSERT INTO rates (organization_id, id, line_kind, scope, per, amount, valid_from, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let scope = match &one.rate.scope {
            Scope::Organization => "organization".to_owned(),
            Scope::Kind(kind) => format!("kind:{kind}"),
            Scope::Person(id) => format!("person:{id}"),
        };
        let (per, price) = match one.rate.per {
            Per::Hour(price) => ("hour", price.to_string()),
            Per::Session(price) => ("session", price.to_string()),
            // Made of what cannot be read, and nobody's to write.
            Per::Unreadable => ("unreadable", String::new()),
        };
        on!(&mut **self, |c| sqlx::query(SQL)
            .bind(organization)
            .bind(&one.id)
            .bind(one.rate.kind.word())
            .bind(&scope)
            .bind(per)
            .bind(price)
            .bind(one.rate.valid_from.to_string())
            .bind(micros(one.created_at))
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Takes a rate away; says whether it was there. Mark the sessions it held for.
    pub async fn delete_rate(&mut self, organization: &str, id: &str) -> Result<bool> {
        const SQL: &str = "DELETE FROM rates WHERE organization_id = $1 AND id = $2";
        let gone = on!(&mut **self, |c| sqlx::query(SQL)
            .bind(organization)
            .bind(id)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(gone == 1)
    }
}
