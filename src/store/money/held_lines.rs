//! Lines for whoever has a doubt about some: those of one person, those that are held back, those of one rate.

use sqlx::QueryBuilder;

use crate::domain::access::Scope;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::line::Blocked;
use crate::domain::session::Kind;
use crate::domain::time::{Span, Timestamp};
use crate::store::money::lines::{LineRow, StoredLine, push_line_conditions, select_lines};
use crate::store::{Read, Result, instant, with_connection};

/// Lines of one person, in sessions of one kind, that wait for a rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingRate {
    pub person_id: String,
    pub session_kind: Kind,
    pub lines: i64,
    /// The scheduled start of the first of these sessions.
    pub first_start: Timestamp,
}

impl Read {
    /// One person's lines in reach of one kind, of sessions that start in `starting`; by start and session.
    pub async fn list_person_lines(
        &mut self,
        scope: &Scope,
        kind: LineKind,
        starting: Span,
        person: &str,
    ) -> Result<Vec<StoredLine>> {
        let rows: Vec<LineRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(select_lines!("WHERE organization_id = "));
            push_line_conditions(&mut query, scope, kind, starting);
            query.push(" AND person_id = ").push_bind(person.to_owned());
            query.push(" ORDER BY session_start, session_id");
            query.build_query_as().fetch_all(c).await
        })?;
        self.readable_rows(scope.organization(), rows)
    }

    /// Lines in reach that are held back for one reason, at most `limit`; by start, session, person.
    pub async fn list_held_lines(
        &mut self,
        scope: &Scope,
        kind: LineKind,
        starting: Span,
        why: Blocked,
        limit: i64,
    ) -> Result<Vec<StoredLine>> {
        let rows: Vec<LineRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(select_lines!("WHERE organization_id = "));
            push_line_conditions(&mut query, scope, kind, starting);
            query.push(" AND blocked = ").push_bind(why.as_str().to_owned());
            query.push(" ORDER BY session_start, session_id, person_id LIMIT ").push_bind(limit);
            query.build_query_as().fetch_all(c).await
        })?;
        self.readable_rows(scope.organization(), rows)
    }

    /// How many lines in reach wait for a rate, by person and kind of session. Kinds that cannot be read are left out.
    pub async fn list_missing_rates(
        &mut self,
        scope: &Scope,
        kind: LineKind,
        starting: Span,
    ) -> Result<Vec<MissingRate>> {
        let rows: Vec<(String, String, i64, i64)> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(
                "SELECT l.person_id, s.kind, COUNT(*), MIN(l.session_start)
                   FROM (SELECT organization_id, session_id, person_id, session_start
                           FROM lines WHERE organization_id = ",
            );
            push_line_conditions(&mut query, scope, kind, starting);
            query.push(
                " AND blocked = 'missing_rate') l
                   JOIN sessions s ON s.organization_id = l.organization_id AND s.id = l.session_id
                  GROUP BY l.person_id, s.kind ORDER BY l.person_id, s.kind",
            );
            query.build_query_as().fetch_all(c).await
        })?;
        let missing = rows.into_iter().filter_map(|(person_id, kind, lines, first)| {
            Some(MissingRate {
                person_id,
                session_kind: Kind::parse(&kind)?,
                lines,
                first_start: instant(first),
            })
        });
        Ok(missing.collect())
    }

    /// How many lines were priced by a rate, written as lines keep it.
    pub async fn count_lines_of_rate(
        &mut self,
        organization: &str,
        kind: LineKind,
        written: &str,
    ) -> Result<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM lines WHERE organization_id = $1 AND kind = $2 AND rate = $3";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(kind.as_str())
            .bind(written)
            .fetch_one(c)
            .await)?)
    }
}
