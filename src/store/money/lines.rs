//! Lines of money, and their sums: a balance is a sum, never a counter.

use serde_json::{Value, json};
use sqlx::{Database, Encode, QueryBuilder, Type};

use crate::domain::access::Scope;
use crate::domain::money::amount::Currency;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::line::Blocked;
use crate::domain::time::{Span, Timestamp};
use crate::store::access::access_filter;
use crate::store::database::error::Unreadable;
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Read, Result, StoreError, in_json_sql, instant, json_rows, json_rows_sql, micros,
    with_connection,
};

/// One line as it is stored.
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
    /// The subscription that covers it.
    pub covered_by: Option<String>,
}

/// The sum of one person's lines of one kind and currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineSum {
    pub person_id: String,
    pub currency: String,
    /// Lines that are not blocked and whose cell is not `none`; of one kind there is one for each session.
    pub sessions: i64,
    /// Whole seconds of these, as each line shows them.
    pub seconds: i64,
    /// Minor units of all lines.
    pub minor: i128,
    pub unsettled: i64,
    pub needs_review: i64,
    pub missing_rate: i64,
}

#[derive(sqlx::FromRow)]
struct LineSumRow {
    person_id: String,
    currency: String,
    sessions: i64,
    seconds: i64,
    billions: i64,
    below_billions: i64,
    unsettled: i64,
    needs_review: i64,
    missing_rate: i64,
}

impl From<LineSumRow> for LineSum {
    fn from(row: LineSumRow) -> LineSum {
        LineSum {
            person_id: row.person_id,
            currency: row.currency,
            sessions: row.sessions,
            seconds: row.seconds,
            minor: i128::from(row.billions) * 1_000_000_000 + i128::from(row.below_billions),
            unsettled: row.unsettled,
            needs_review: row.needs_review,
            missing_rate: row.missing_rate,
        }
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct LineRow {
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
    covered_by: Option<String>,
}

impl TryFrom<LineRow> for StoredLine {
    type Error = StoreError;

    fn try_from(row: LineRow) -> Result<StoredLine> {
        let wrong = |column, found: &str| corrupt("lines", column, &row.id, format!("found {found:?}"));
        let kind = LineKind::parse(&row.kind).ok_or_else(|| wrong("kind", &row.kind))?;
        if Currency::from_code(&row.currency).is_none() {
            return Err(wrong("currency", &row.currency));
        }
        let blocked = match &row.blocked {
            None => None,
            Some(text) => Some(Blocked::parse(text).ok_or_else(|| wrong("blocked", text))?),
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
            covered_by: row.covered_by,
        })
    }
}

macro_rules! select_lines {
    ($rest:literal) => {
        concat!(
            "SELECT id, session_id, person_id, kind, session_start, millis, minor, currency, rule, cell, rate, ",
            "blocked, policy_version, covered_by FROM lines ",
            $rest
        )
    };
}
pub(super) use select_lines;

/// Inserts rows of `line_columns`.
pub(in crate::store) const INSERT_LINES: DialectSql = json_rows_sql!(
    "INSERT INTO lines
            (organization_id, session_id, person_id, kind, id, session_start, millis, minor, currency,
             rule, cell, rate, blocked, policy_version, covered_by)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4,
            CAST(value ->> 5 AS BIGINT), CAST(value ->> 6 AS BIGINT), CAST(value ->> 7 AS BIGINT),
            value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12,
            CAST(value ->> 13 AS BIGINT), value ->> 14",
    ""
);

/// The columns of a session's line in the order of `INSERT_LINES`.
pub(in crate::store) fn line_columns(organization: &str, session: &str, line: &StoredLine) -> Value {
    json!([
        organization,
        session,
        line.person_id,
        line.kind,
        line.id,
        micros(line.session_start),
        line.millis,
        line.minor,
        line.currency,
        line.rule,
        line.cell,
        line.rate,
        line.blocked,
        line.policy_version,
        line.covered_by,
    ])
}

impl Read {
    /// One line.
    pub async fn find_line(&mut self, organization: &str, id: &str) -> Result<Option<StoredLine>> {
        const SQL: &str = select_lines!("WHERE organization_id = $1 AND id = $2");
        let row: Option<LineRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }

    /// Lines in reach of one kind, of sessions that start in `starting`; by start, session, person.
    pub async fn list_lines(
        &mut self,
        scope: &Scope,
        kind: LineKind,
        starting: Span,
    ) -> Result<Vec<StoredLine>> {
        let rows: Vec<LineRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(select_lines!("WHERE organization_id = "));
            push_line_conditions(&mut query, scope, kind, starting);
            query.push(" ORDER BY session_start, session_id, person_id");
            query.build_query_as().fetch_all(c).await
        })?;
        self.readable_rows(scope.organization(), rows)
    }

    /// The lines of one session, by kind and person.
    pub async fn list_session_lines(&mut self, organization: &str, session: &str) -> Result<Vec<StoredLine>> {
        const SQL: &str = select_lines!(
            "WHERE organization_id = $1 AND kind IN ('charge', 'pay') AND session_id = $2 ORDER BY kind, person_id"
        );
        let rows: Vec<LineRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(session)
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// The lines of these sessions, by session, kind and person.
    pub async fn list_lines_of(&mut self, organization: &str, sessions: &[&str]) -> Result<Vec<StoredLine>> {
        const SQL: DialectSql = in_json_sql!(
            select_lines!(
                "WHERE organization_id = $1 AND kind IN ('charge', 'pay')
                   AND session_id IN"
            ),
            "$2",
            "ORDER BY session_id, kind, person_id"
        );
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let found: Vec<LineRow> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(sessions))
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, found)
    }

    /// Sums of one kind over the lines in reach of sessions that start in `starting`, by person and currency.
    pub async fn sum_lines(&mut self, scope: &Scope, kind: LineKind, starting: Span) -> Result<Vec<LineSum>> {
        // SUM over BIGINT can overflow and fail the query, so billions and the remainder are summed separately and
        // combined as i128.
        const SUMS: &str = "
            SELECT person_id,
                   currency,
                   COUNT(*) FILTER (WHERE blocked IS NULL AND cell <> 'none') AS sessions,
                   CAST(COALESCE(SUM(millis / 1000) FILTER (WHERE blocked IS NULL AND cell <> 'none'), 0) AS BIGINT)
                       AS seconds,
                   CAST(SUM(minor / 1000000000) AS BIGINT) AS billions,
                   CAST(SUM(minor % 1000000000) AS BIGINT) AS below_billions,
                   COUNT(*) FILTER (WHERE blocked = 'unsettled') AS unsettled,
                   COUNT(*) FILTER (WHERE blocked = 'needs_review') AS needs_review,
                   COUNT(*) FILTER (WHERE blocked = 'missing_rate') AS missing_rate
              FROM lines
             WHERE organization_id = ";
        let rows: Vec<LineSumRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SUMS);
            push_line_conditions(&mut query, scope, kind, starting);
            query.push(" GROUP BY person_id, currency ORDER BY person_id, currency");
            query.build_query_as().fetch_all(c).await
        })?;
        for one in &rows {
            self.check_currency(scope.organization(), &one.person_id, &one.currency);
        }
        Ok(rows.into_iter().map(LineSum::from).collect())
    }

    /// Records currencies of a person's lines that cannot be read, which is why they cannot be summed.
    pub(crate) async fn check_currencies(&mut self, organization: &str, person: &str) -> Result<()> {
        const SQL: &str = "SELECT DISTINCT currency FROM lines WHERE organization_id = $1 AND person_id = $2 ORDER BY currency";
        let codes: Vec<String> = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(person)
            .fetch_all(c)
            .await)?;
        for code in codes {
            self.check_currency(organization, person, &code);
        }
        Ok(())
    }

    fn check_currency(&mut self, organization: &str, person: &str, code: &str) {
        if Currency::from_code(code).is_none() {
            self.record_unreadable(Unreadable {
                organization_id: organization.to_owned(),
                table: "lines".to_owned(),
                row: person.to_owned(),
                column: "currency".to_owned(),
                found: format!("found {code:?}"),
            });
        }
    }

    /// The first and the last scheduled start of sessions with lines.
    pub async fn span_of_lines(&mut self, organization: &str) -> Result<Option<(Timestamp, Timestamp)>> {
        const SQL: &str =
            "SELECT MIN(session_start), MAX(session_start) FROM lines WHERE organization_id = $1";
        let (first, last): (Option<i64>, Option<i64>) =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(organization).fetch_one(c).await)?;
        Ok(first.zip(last).map(|(first, last)| (instant(first), instant(last))))
    }
}

/// Continues `WHERE organization_id = ` with the scope's organisation and people, a kind, and a range of starts.
pub(super) fn push_line_conditions<DB>(
    query: &mut QueryBuilder<DB>,
    scope: &Scope,
    kind: LineKind,
    starting: Span,
) where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
    for<'a> i64: Encode<'a, DB> + Type<DB>,
{
    query.push_bind(scope.organization().to_owned());
    query.push(" AND kind = ").push_bind(kind.as_str().to_owned());
    query.push(" AND session_start >= ").push_bind(micros(starting.from));
    query.push(" AND session_start < ").push_bind(micros(starting.to));
    access_filter::lines(query, scope, kind);
}
