//! The list of subscriptions that somebody may see, by what is left of them, and how many there are.

use chrono::NaiveDate;
use sqlx::{Database, Encode, QueryBuilder, Type};

use super::subscriptions::{StoredSubscription, SubscriptionRow, select_subscriptions};
use crate::domain::access::Scope;
use crate::store::access::access_filter;
use crate::store::people::directory::push_words;
use crate::store::{Read, Result, fill_page, with_connection};

/// Where a subscription stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubscriptionState {
    /// Its last day is not over; it may not have begun.
    Running,
    /// Runs, one or none is left, and its person has no other one that could follow.
    Low,
    /// Its last day is over.
    Ended,
}

/// How many subscriptions are in these states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct SubscriptionCounts {
    pub running: i64,
    /// Of them, those in the state `Low`.
    pub low: i64,
}

/// Which subscriptions in reach are listed. By default all of them.
#[derive(Clone, Debug, Default)]
pub struct SubscriptionFilter<'a> {
    pub person: Option<&'a str>,
    /// Only of people whose name has every word of this.
    pub text: &'a str,
    /// Only those in this state on this day.
    pub state: Option<(SubscriptionState, NaiveDate)>,
    /// Only ids before this one.
    pub before: Option<String>,
}

/// What is left of the subscription of this name in a query.
macro_rules! left_of {
    ($name:literal) => {
        concat!(
            "(",
            $name,
            ".granted + COALESCE((SELECT SUM(e.change) FROM subscription_entries e ",
            "WHERE e.organization_id = ",
            $name,
            ".organization_id AND e.subscription_id = ",
            $name,
            ".id), 0))"
        )
    };
}

/// The condition that `subscriptions s` is in a state on a day.
fn push_state<DB>(query: &mut QueryBuilder<DB>, state: SubscriptionState, day: NaiveDate)
where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
{
    if state == SubscriptionState::Ended {
        query.push("NOT ");
    }
    query.push("(s.lapsed_at IS NULL AND (s.valid_until IS NULL OR s.valid_until >= ");
    query.push_bind(day.to_string()).push("))");
    if state == SubscriptionState::Low {
        query.push(concat!(" AND ", left_of!("s"), " <= 1"));
        query.push(concat!(
            " AND NOT EXISTS (SELECT 1 FROM subscriptions o",
            " WHERE o.organization_id = s.organization_id AND o.person_id = s.person_id AND o.id <> s.id",
            " AND (o.kind IS NULL OR o.kind = s.kind) AND ",
            left_of!("o"),
            " > 1 AND o.lapsed_at IS NULL AND (o.valid_until IS NULL OR o.valid_until >= "
        ));
        query.push_bind(day.to_string()).push("))");
    }
}

impl Read {
    /// The subscriptions in reach that pass the filter, newest first; at most `limit`.
    pub async fn list_subscriptions(
        &mut self,
        scope: &Scope,
        filter: &SubscriptionFilter<'_>,
        limit: i64,
    ) -> Result<Vec<StoredSubscription>> {
        let contains = self.contains_function();
        Ok(fill_page!(
            limit,
            after = filter.before.clone(),
            |wanted| -> Vec<SubscriptionRow> {
                with_connection!(self, |c| {
                    let mut query = QueryBuilder::new(select_subscriptions!("WHERE s.organization_id = "));
                    query.push_bind(scope.organization());
                    access_filter::subscriptions(&mut query, scope);
                    if let Some(person) = filter.person {
                        query.push(" AND s.person_id = ").push_bind(person);
                    }
                    if !filter.text.trim().is_empty() {
                        query.push(
                            " AND EXISTS (SELECT 1 FROM people p
                                           WHERE p.organization_id = s.organization_id AND p.id = s.person_id",
                        );
                        push_words(&mut query, contains, &["p.name"], filter.text);
                        query.push(")");
                    }
                    if let Some((state, day)) = filter.state {
                        query.push(" AND ");
                        push_state(&mut query, state, day);
                    }
                    if let Some(before) = &after {
                        query.push(" AND s.id < ").push_bind(before.as_str());
                    }
                    query.push(" ORDER BY s.id DESC LIMIT ").push_bind(wanted);
                    query.build_query_as().fetch_all(c).await
                })?
            },
            |row| Some(row.id.clone()),
            |rows| self.readable_rows(scope.organization(), rows)?
        ))
    }

    /// How many subscriptions in reach run on a day, and how many of these ask for a next one.
    pub async fn count_subscriptions(&mut self, scope: &Scope, day: NaiveDate) -> Result<SubscriptionCounts> {
        Ok(with_connection!(self, |c| {
            let mut query =
                QueryBuilder::new("SELECT CAST(COUNT(*) AS BIGINT) AS running, CAST(COUNT(*) FILTER (WHERE ");
            push_state(&mut query, SubscriptionState::Low, day);
            query.push(") AS BIGINT) AS low FROM subscriptions s WHERE s.organization_id = ");
            query.push_bind(scope.organization());
            access_filter::subscriptions(&mut query, scope);
            query.push(" AND ");
            push_state(&mut query, SubscriptionState::Running, day);
            query.build_query_as().fetch_one(c).await
        })?)
    }
}
