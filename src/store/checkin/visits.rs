//! Visits at venues, as the scans of a person and a venue's day come to them (`domain::checkin::visits`).

use sqlx::QueryBuilder;

use crate::domain::checkin::words::{CheckInFinding, VisitSource};
use crate::domain::time::{Span, Timestamp};
use crate::store::database::error::corrupt;
use crate::store::{Read, Result, StoreError, Write, execute, instant, json_rows, micros, with_connection};

/// One visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredVisit {
    pub id: String,
    pub venue_id: String,
    pub person_id: String,
    pub in_at: Timestamp,
    /// `None`: inside.
    pub out_at: Option<Timestamp>,
    pub source: VisitSource,
    /// Nobody saw the end.
    pub is_estimated: bool,
    pub finding: Option<CheckInFinding>,
    /// When one that is open counts as forgotten.
    pub ends_by: Option<Timestamp>,
}

/// A visit with the name of who was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedVisit {
    pub visit: StoredVisit,
    pub person_name: String,
}

/// Which visits a list holds.
#[derive(Clone, Debug, Default)]
pub struct VisitFilter<'a> {
    pub venue: Option<&'a str>,
    /// Only of these people.
    pub people: Option<Vec<String>>,
    /// By when they began.
    pub span: Option<Span>,
    /// Only who is inside.
    pub open: bool,
}

/// The figures of a venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VenueFigures {
    /// Visits that are open, whichever day they began.
    pub currently_in: i64,
    /// Visits begun on the day.
    pub check_ins_today: i64,
    /// Different people among these.
    pub unique_members_today: i64,
}

#[derive(sqlx::FromRow)]
struct VisitRow {
    id: String,
    venue_id: String,
    person_id: String,
    in_at: i64,
    out_at: Option<i64>,
    source: String,
    is_estimated: bool,
    finding: Option<String>,
    ends_by: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct NamedVisitRow {
    #[sqlx(flatten)]
    visit: VisitRow,
    person_name: String,
}

impl TryFrom<VisitRow> for StoredVisit {
    type Error = StoreError;

    fn try_from(row: VisitRow) -> Result<StoredVisit> {
        let unreadable =
            |column: &str, text: &str| corrupt("visits", column, &row.id, format!("found {text:?}"));
        let source = VisitSource::parse(&row.source).ok_or_else(|| unreadable("source", &row.source))?;
        let finding = match &row.finding {
            Some(text) => Some(CheckInFinding::parse(text).ok_or_else(|| unreadable("finding", text))?),
            None => None,
        };
        Ok(StoredVisit {
            id: row.id,
            venue_id: row.venue_id,
            person_id: row.person_id,
            in_at: instant(row.in_at),
            out_at: row.out_at.map(instant),
            source,
            is_estimated: row.is_estimated,
            finding,
            ends_by: row.ends_by.map(instant),
        })
    }
}

impl TryFrom<NamedVisitRow> for NamedVisit {
    type Error = StoreError;

    fn try_from(row: NamedVisitRow) -> Result<NamedVisit> {
        Ok(NamedVisit { visit: row.visit.try_into()?, person_name: row.person_name })
    }
}

macro_rules! visit_columns {
    () => {
        "v.id, v.venue_id, v.person_id, v.in_at, v.out_at, v.source, v.is_estimated, v.finding, v.ends_by"
    };
}

impl Read {
    /// A person's visits at a venue that began within a span, in order.
    pub async fn visits_of_person(
        &mut self,
        organization: &str,
        person: &str,
        venue: &str,
        span: Span,
    ) -> Result<Vec<StoredVisit>> {
        const SQL: &str = concat!(
            "SELECT ",
            visit_columns!(),
            " FROM visits v
               WHERE v.organization_id = $1 AND v.person_id = $2 AND v.venue_id = $3 AND v.in_at >= $4 AND v.in_at < $5
               ORDER BY v.in_at, v.id"
        );
        let rows: Vec<VisitRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .bind(venue)
            .bind(micros(span.from))
            .bind(micros(span.to))
            .fetch_all(c)
            .await)?;
        self.readable_rows(organization, rows)
    }

    /// Visits of an organisation, the newest first, after `after`; at most `limit`.
    pub async fn list_visits(
        &mut self,
        organization: &str,
        filter: &VisitFilter<'_>,
        after: Option<&(Timestamp, String)>,
        limit: i64,
    ) -> Result<Vec<NamedVisit>> {
        let rows: Vec<NamedVisitRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(concat!(
                "SELECT ",
                visit_columns!(),
                ", p.name AS person_name
                   FROM visits v
                   JOIN people p ON p.organization_id = v.organization_id AND p.id = v.person_id
                  WHERE v.organization_id = "
            ));
            query.push_bind(organization.to_owned());
            if let Some(venue) = filter.venue {
                query.push(" AND v.venue_id = ").push_bind(venue.to_owned());
            }
            if let Some(people) = &filter.people {
                query.push(" AND (FALSE");
                for person in people {
                    query.push(" OR v.person_id = ").push_bind(person.clone());
                }
                query.push(")");
            }
            if let Some(span) = filter.span {
                query.push(" AND v.in_at >= ").push_bind(micros(span.from));
                query.push(" AND v.in_at < ").push_bind(micros(span.to));
            }
            if filter.open {
                query.push(" AND v.out_at IS NULL");
            }
            if let Some((at, id)) = after {
                query.push(" AND (v.in_at, v.id) < (").push_bind(micros(*at));
                query.push(", ").push_bind(id.clone()).push(")");
            }
            query.push(" ORDER BY v.in_at DESC, v.id DESC LIMIT ").push_bind(limit);
            query.build_query_as().fetch_all(c).await
        })?;
        self.readable_rows(organization, rows)
    }

    /// The figures of a venue for the visits that began within `day`.
    pub async fn venue_figures(
        &mut self,
        organization: &str,
        venue: &str,
        day: Span,
    ) -> Result<VenueFigures> {
        const SQL: &str = "
            SELECT (SELECT COUNT(*) FROM visits
                     WHERE organization_id = $1 AND venue_id = $2 AND out_at IS NULL),
                   COUNT(*), COUNT(DISTINCT person_id)
              FROM visits WHERE organization_id = $1 AND venue_id = $2 AND in_at >= $3 AND in_at < $4";
        let (currently_in, check_ins_today, unique_members_today) =
            with_connection!(self, |c| sqlx::query_as(SQL)
                .bind(organization)
                .bind(venue)
                .bind(micros(day.from))
                .bind(micros(day.to))
                .fetch_one(c)
                .await)?;
        Ok(VenueFigures { currently_in, check_ins_today, unique_members_today })
    }
}

impl Write {
    /// Writes a visit as it stands now.
    pub async fn put_visit(&mut self, organization: &str, one: &StoredVisit) -> Result<()> {
        const SQL: &str = "
            INSERT INTO visits (organization_id, id, venue_id, person_id, in_at, out_at, source, is_estimated, finding, ends_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (organization_id, id) DO UPDATE
               SET in_at = excluded.in_at, out_at = excluded.out_at, is_estimated = excluded.is_estimated,
                   ends_by = excluded.ends_by";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(&one.venue_id)
                .bind(&one.person_id)
                .bind(micros(one.in_at))
                .bind(one.out_at.map(micros))
                .bind(one.source.as_str())
                .bind(one.is_estimated)
                .bind(one.finding.map(CheckInFinding::as_str))
                .bind(one.ends_by.map(micros))
        )?;
        Ok(())
    }

    /// Takes away visits that a day's scans do not come to any more. The scans stay.
    pub async fn delete_visits(&mut self, organization: &str, ids: &[&str]) -> Result<()> {
        const SQL: crate::store::DialectSql =
            crate::store::in_json_sql!("DELETE FROM visits WHERE organization_id = $1 AND id IN", "$2", "");
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        execute!(self, sqlx::query(sql).bind(organization).bind(json_rows(ids)))?;
        Ok(())
    }

    /// The same for the visits of one person at one venue.
    pub async fn close_forgotten_visits_of(
        &mut self,
        organization: &str,
        person: &str,
        venue: &str,
        now: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            UPDATE visits SET out_at = ends_by, is_estimated = TRUE
             WHERE organization_id = $1 AND person_id = $2 AND venue_id = $3 AND out_at IS NULL AND ends_by <= $4";
        execute!(self, sqlx::query(SQL).bind(organization).bind(person).bind(venue).bind(micros(now)))?;
        Ok(())
    }

    /// Closes every visit of one organisation, or of all, that nobody ended in time, where it ends by itself; gives the
    /// organisation and venue of each.
    pub async fn close_forgotten_visits(
        &mut self,
        organization: Option<&str>,
        now: Timestamp,
    ) -> Result<Vec<(String, String)>> {
        const SQL: &str = "
            UPDATE visits SET out_at = ends_by, is_estimated = TRUE
             WHERE out_at IS NULL AND ends_by <= $1 AND ($2 IS NULL OR organization_id = $2)
            RETURNING organization_id, venue_id";
        Ok(with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(micros(now))
            .bind(organization)
            .fetch_all(c)
            .await)?)
    }
}
