//! Subscriptions, each with the sums of its ledger.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::packages::parse_kind;
use crate::domain::session::{Format, Kind, Platform};
use crate::domain::subscription::{Balance, Subscription, SubscriptionAccount};
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Locked, Read, Result, StoreError, Write, execute, in_json_sql, instant, json_rows, micros,
    with_connection,
};

/// A subscription as it is stored, with what its ledger comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSubscription {
    pub account: SubscriptionAccount,
    pub package_id: Option<String>,
    /// How long its sessions last, where its package says so.
    pub duration_minutes: Option<i64>,
    pub draw: Option<Draw>,
    pub lapsed_at: Option<Timestamp>,
}

/// The subscriptions of some people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubscriptionsOfPeople {
    /// By id.
    pub readable: Vec<StoredSubscription>,
    /// Those of the people who have one that cannot be read: what they have left is not known.
    pub unreadable_of: BTreeSet<String>,
}

/// How the sessions of a subscription are drawn: without a time yet, and otherwise planned.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Draw {
    pub format: Format,
    pub platform: Platform,
    pub teacher_id: String,
    pub duration_minutes: Option<i64>,
}

#[derive(sqlx::FromRow)]
pub(super) struct SubscriptionRow {
    pub(super) id: String,
    person_id: String,
    package_id: Option<String>,
    kind: Option<String>,
    granted: i64,
    duration_minutes: Option<i64>,
    valid_from: String,
    valid_until: Option<String>,
    draw: Option<String>,
    lapsed_at: Option<i64>,
    created_at: i64,
    sessions: i64,
    corrections: i64,
    lapsed: i64,
}

impl TryFrom<SubscriptionRow> for StoredSubscription {
    type Error = StoreError;

    fn try_from(row: SubscriptionRow) -> Result<StoredSubscription> {
        let wrong =
            |column, found: &str| corrupt("subscriptions", column, &row.id, format!("found {found:?}"));
        let day = |column, text: &str| text.parse::<NaiveDate>().map_err(|_| wrong(column, text));
        let draw = match &row.draw {
            None => None,
            Some(text) => Some(serde_json::from_str(text).map_err(|_| wrong("draw", text))?),
        };
        let subscription = Subscription {
            kind: parse_kind("subscriptions", &row.id, row.kind.as_deref())?,
            granted: row.granted,
            valid_from: day("valid_from", &row.valid_from)?,
            valid_until: row.valid_until.as_deref().map(|text| day("valid_until", text)).transpose()?,
            created_at: instant(row.created_at),
            id: row.id,
            person: row.person_id,
        };
        let balance = Balance {
            granted: row.granted,
            sessions: row.sessions,
            corrections: row.corrections,
            lapsed: row.lapsed,
        };
        Ok(StoredSubscription {
            account: SubscriptionAccount { subscription, balance, has_lapsed: row.lapsed_at.is_some() },
            package_id: row.package_id,
            duration_minutes: row.duration_minutes,
            draw,
            lapsed_at: row.lapsed_at.map(instant),
        })
    }
}

/// Selects every column and the three sums of the ledger.
macro_rules! select_subscriptions {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.person_id, s.package_id, s.kind, s.granted, s.duration_minutes, s.valid_from, ",
            "s.valid_until, s.draw, s.lapsed_at, s.created_at, ",
            "CAST((SELECT COALESCE(SUM(e.change), 0) FROM subscription_entries e ",
            "WHERE e.organization_id = s.organization_id AND e.subscription_id = s.id ",
            "AND e.session_id IS NOT NULL) AS BIGINT) AS sessions, ",
            "CAST((SELECT COALESCE(SUM(e.change), 0) FROM subscription_entries e ",
            "WHERE e.organization_id = s.organization_id AND e.subscription_id = s.id ",
            "AND e.session_id IS NULL AND e.cause <> 'lapsed') AS BIGINT) AS corrections, ",
            "CAST((SELECT COALESCE(SUM(e.change), 0) FROM subscription_entries e ",
            "WHERE e.organization_id = s.organization_id AND e.subscription_id = s.id ",
            "AND e.session_id IS NULL AND e.cause = 'lapsed') AS BIGINT) AS lapsed ",
            "FROM subscriptions s ",
            $rest
        )
    };
}
pub(super) use select_subscriptions;

impl Read {
    /// Whether the organisation has any subscription.
    pub async fn has_subscriptions(&mut self, organization: &str) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM subscriptions WHERE organization_id = $1)";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL).bind(organization).fetch_one(c).await)?)
    }

    /// One subscription of the organisation.
    pub async fn find_subscription(
        &mut self,
        organization: &str,
        id: &str,
    ) -> Result<Option<StoredSubscription>> {
        const SQL: &str = select_subscriptions!("WHERE s.organization_id = $1 AND s.id = $2");
        let row: Option<SubscriptionRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }

    /// All subscriptions of these people.
    pub async fn list_subscriptions_of(
        &mut self,
        organization: &str,
        people: &[&str],
    ) -> Result<SubscriptionsOfPeople> {
        const SQL: DialectSql = in_json_sql!(
            select_subscriptions!("WHERE s.organization_id = $1 AND s.person_id IN"),
            "$2",
            "ORDER BY s.id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<SubscriptionRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(people))
            .fetch_all(c)
            .await)?;
        let owners: Vec<(String, String)> =
            rows.iter().map(|row| (row.id.clone(), row.person_id.clone())).collect();
        let readable: Vec<StoredSubscription> = self.readable_rows(organization, rows)?;
        let read: BTreeSet<&str> = readable.iter().map(|one| one.account.subscription.id.as_str()).collect();
        let unreadable = owners.into_iter().filter(|(id, _)| !read.contains(id.as_str()));
        let unreadable_of = unreadable.map(|(_, person)| person).collect();
        Ok(SubscriptionsOfPeople { readable, unreadable_of })
    }

    /// The organisations with a subscription whose last day is before this one and what was left has not lapsed yet.
    pub async fn list_organizations_to_lapse(&mut self, day: NaiveDate) -> Result<Vec<String>> {
        const SQL: &str = "
            SELECT DISTINCT organization_id FROM subscriptions
             WHERE lapsed_at IS NULL AND valid_until IS NOT NULL AND valid_until < $1 ORDER BY organization_id";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL).bind(day.to_string()).fetch_all(c).await)?)
    }

    /// Subscriptions of an organisation whose last day is before `today` and what was left has not lapsed yet, by their
    /// last day; at most `limit`.
    pub async fn list_subscriptions_to_lapse(
        &mut self,
        organization: &str,
        today: NaiveDate,
        limit: i64,
    ) -> Result<Vec<String>> {
        const SQL: &str = "
            SELECT id FROM subscriptions
             WHERE organization_id = $1 AND lapsed_at IS NULL AND valid_until IS NOT NULL AND valid_until < $2
             ORDER BY valid_until, id LIMIT $3";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(today.to_string())
            .bind(limit)
            .fetch_all(c)
            .await)?)
    }
}

impl Write {
    /// Until the transaction ends no subscription of the organisation is added or moved, so that whoever decides what
    /// covers a session knows all there are. Many hold this at once. Lock the sessions first: another order could
    /// deadlock. SQLite has one writer anyway.
    pub async fn share_subscriptions(&mut self, organization: &str) -> Result<()> {
        const SQL: &str = "SELECT pg_advisory_xact_lock_shared(hashtextextended('subscriptions/' || $1, 0))";
        self.lock_row(SQL, organization, None).await
    }

    /// Until the transaction ends nobody else decides what covers a session of the organisation.
    pub async fn lock_subscriptions(&mut self, organization: &str) -> Result<()> {
        const SQL: &str = "SELECT pg_advisory_xact_lock(hashtextextended('subscriptions/' || $1, 0))";
        self.lock_row(SQL, organization, None).await
    }

    /// One subscription, locked.
    pub async fn lock_subscription(
        &mut self,
        organization: &str,
        id: &str,
    ) -> Result<Option<Locked<StoredSubscription>>> {
        const SQL: &str = "SELECT 1 FROM subscriptions WHERE organization_id = $1 AND id = $2 FOR UPDATE";
        self.lock_row(SQL, organization, Some(id)).await?;
        Ok(self.find_subscription(organization, id).await?.map(Locked::new))
    }

    /// All subscriptions of these people, locked. Of two who need one, the later sees what the first took.
    pub async fn lock_subscriptions_of(
        &mut self,
        organization: &str,
        people: &[&str],
    ) -> Result<SubscriptionsOfPeople> {
        const SQL: &str = "
            SELECT id FROM subscriptions
             WHERE organization_id = $1 AND person_id IN (SELECT jsonb_array_elements_text($2::JSONB))
             ORDER BY id FOR UPDATE";
        self.lock_row(SQL, organization, Some(&json_rows(people))).await?;
        self.list_subscriptions_of(organization, people).await
    }

    pub async fn insert_subscription(&mut self, organization: &str, one: &StoredSubscription) -> Result<()> {
        const SQL: &str = "
            INSERT INTO subscriptions
                   (organization_id, id, person_id, package_id, kind, granted, duration_minutes, valid_from,
                    valid_until, draw, lapsed_at, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        let subscription = &one.account.subscription;
        let draw = one.draw.as_ref();
        let draw = draw.map(|draw| serde_json::to_string(draw).expect("a draw is words and numbers"));
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&subscription.id)
                .bind(&subscription.person)
                .bind(&one.package_id)
                .bind(subscription.kind.map(Kind::as_str))
                .bind(subscription.granted)
                .bind(one.duration_minutes)
                .bind(subscription.valid_from.to_string())
                .bind(subscription.valid_until.map(|day| day.to_string()))
                .bind(draw)
                .bind(one.lapsed_at.map(micros))
                .bind(micros(subscription.created_at))
        )?;
        Ok(())
    }

    /// Writes whose it is, package and length, kind, number of sessions, days, and whether it has lapsed.
    pub async fn update_subscription(
        &mut self,
        organization: &str,
        one: &Locked<StoredSubscription>,
    ) -> Result<()> {
        const SQL: &str = "
            UPDATE subscriptions
               SET kind = $3, valid_from = $4, valid_until = $5, lapsed_at = $6, granted = $7, person_id = $8,
                   package_id = $9, duration_minutes = $10
             WHERE organization_id = $1 AND id = $2";
        let subscription = &one.account.subscription;
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&subscription.id)
                .bind(subscription.kind.map(Kind::as_str))
                .bind(subscription.valid_from.to_string())
                .bind(subscription.valid_until.map(|day| day.to_string()))
                .bind(one.lapsed_at.map(micros))
                .bind(subscription.granted)
                .bind(&subscription.person)
                .bind(&one.package_id)
                .bind(one.duration_minutes)
        )?;
        Ok(())
    }
}
