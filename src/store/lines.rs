//! Lines of money, and their sums: a balance is a sum, never a counter.

use super::error::corrupt;
use super::{Read, Result, StoreError, instant, micros, on};
use crate::domain::money::line::Blocked;
use crate::domain::money::table::LineKind;
use crate::domain::time::{Span, Timestamp};

/// One line as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLine {
    pub id: String,
    pub session_id: String,
    pub person_id: String,
    pub kind: LineKind,
    /// The session's scheduled start; names the period.
    pub session_start: Timestamp,
    pub millis: i64,
    /// Minor units of `currency`.
    pub minor: i64,
    pub currency: String,
    /// `present+absent:copresence`
    pub rule: Option<String>,
    pub cell: Option<String>,
    /// JSON of the rate as it was.
    pub rate: Option<String>,
    pub blocked: Option<Blocked>,
    pub policy_version: i64,
}

/// The sum of one person's lines of one kind and currency.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LineSum {
    pub person_id: String,
    pub currency: String,
    /// Lines summed; of one kind there is one for each session.
    pub sessions: i64,
    /// Whole seconds as each line shows them.
    pub seconds: i64,
    /// Minor units.
    pub minor: i64,
    pub unsettled: i64,
    pub needs_review: i64,
    pub missing_rate: i64,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: String,
    session_id: String,
    person_id: String,
    kind: String,
    session_start: i64,
    millis: i64,
    minor: i64,
    currency: String,
    rule: Option<String>,
    cell: Option<String>,
    rate: Option<String>,
    blocked: Option<String>,
    policy_version: i64,
}

impl TryFrom<LineRow> for StoredLine {
    type Error = StoreError;

    fn try_from(row: LineRow) -> Result<StoredLine> {
        let wrong = |column, found: &str| corrupt("lines", column, &row.id, format!("found {found:?}"));
        let kind = LineKind::from_word(&row.kind).ok_or_else(|| wrong("kind", &row.kind))?;
        let blocked = match &row.blocked {
            None => None,
            Some(word) => Some(Blocked::from_word(word).ok_or_else(|| wrong("blocked", word))?),
        };
        Ok(StoredLine {
            id: row.id,
            session_id: row.session_id,
            person_id: row.person_id,
            kind,
            session_start: instant(row.session_start),
            millis: row.millis,
            minor: row.minor,
            currency: row.currency,
            rule: row.rule,
            cell: row.cell,
            rate: row.rate,
            blocked,
            policy_version: row.policy_version,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, session_id, person_id, kind, session_start, millis, minor, currency, rule, cell, rate, ",
            "blocked, policy_version FROM lines ",
            $rest
        )
    };
}

impl Read {
    /// One line.
    pub async fn find_line(&mut self, organization: &str, id: &str) -> Result<Option<StoredLine>> {
        const SQL: &str = select!("WHERE organization_id = $1 AND id = $2");
        let row: Option<LineRow> =
            on!(self, |c| sqlx::query_as(SQL).bind(organization).bind(id).fetch_optional(c).await)?;
        row.map(StoredLine::try_from).transpose()
    }

    /// Lines of one kind of sessions that start in `starting`, of one person or of all; by start, session, person.
    pub async fn list_lines(
        &mut self,
        organization: &str,
        kind: LineKind,
        starting: Span,
        person: Option<&str>,
    ) -> Result<Vec<StoredLine>> {
        const SQL: &str = select!(
            "WHERE organization_id = $1 AND kind = $2 AND session_start >= $3 AND session_start < $4
               AND ($5 = '' OR person_id = $5)
             ORDER BY session_start, session_id, person_id"
        );
        let rows: Vec<LineRow> = on!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(kind.word())
            .bind(micros(starting.from))
            .bind(micros(starting.to))
            .bind(person.unwrap_or_default())
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(StoredLine::try_from).collect()
    }

    /// The lines of one session, by kind and person.
    pub async fn list_session_lines(&mut self, organization: &str, session: &str) -> Result<Vec<StoredLine>> {
        const SQL: &str = select!(
            "WHERE organization_id = $1 AND kind IN ('charge', 'pay') AND session_id = $2 ORDER BY kind, person_id"
        );
        let rows: Vec<LineRow> =
            on!(self, |c| sqlx::query_as(SQL).bind(organization).bind(session).fetch_all(c).await)?;
        rows.into_iter().map(StoredLine::try_from).collect()
    }

    /// Sums of one kind over sessions that start in `starting`, by person and currency.
    pub async fn sum_lines(
        &mut self,
        organization: &str,
        kind: LineKind,
        starting: Span,
    ) -> Result<Vec<LineSum>> {
        const SQL: &str = "
            SELECT person_id,
                   currency,
                   COUNT(*) AS sessions,
                   CAST(SUM(millis / 1000) AS BIGINT) AS seconds,
                   CAST(SUM(minor) AS BIGINT) AS minor,
                   COUNT(*) FILTER (WHERE blocked = 'unsettled') AS unsettled,
                   COUNT(*) FILTER (WHERE blocked = 'needs_review') AS needs_review,
                   COUNT(*) FILTER (WHERE blocked = 'missing_rate') AS missing_rate
              FROM lines
             WHERE organization_id = $1 AND kind = $2 AND session_start >= $3 AND session_start < $4
             GROUP BY person_id, currency
             ORDER BY person_id, currency";
        Ok(on!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(kind.word())
            .bind(micros(starting.from))
            .bind(micros(starting.to))
            .fetch_all(c)
            .await)?)
    }
}
