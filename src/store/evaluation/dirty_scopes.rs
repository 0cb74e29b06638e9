//! The queue of dirty scopes (table `unevaluated`): those that something changed in since they were evaluated. Each
//! has a version, its column `mark`, which rises with every change.
//!
//! Whoever stores a fact marks its scope dirty in the same transaction. An evaluation removes a scope only if the
//! version is still the one it read, so no change is lost, whatever runs at the same time. `evidence::append` writes
//! into the table itself, in the statement that stores evidence on PostgreSQL, and takes `upsert_dirty!`,
//! `new_version` and `sorted_unique` from here.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::domain::evidence::scope;
use crate::domain::time::{Span, Timestamp};
use crate::store::{
    DialectSql, Read, Result, Write, execute, instant, json_rows, json_rows_sql, micros, with_connection,
};

/// A scope with something that no stored evaluation has seen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct DirtyScope {
    pub organization_id: String,
    /// As in `domain::evidence::scope`.
    pub scope: String,
    /// The instant of the last change in microseconds, or a little more: it rises with every change.
    #[sqlx(rename = "mark")]
    pub version: i64,
    /// In microseconds: what changed tells of nothing before it.
    pub since: i64,
    /// In microseconds: when the first change came that is not evaluated yet.
    pub waiting_since: i64,
}

/// What there is to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PendingEvaluation {
    /// Whether a dirty scope can be evaluated now.
    pub is_dirty: bool,
    /// Since when the scope waits that waits longest.
    pub waiting_since: Option<Timestamp>,
    /// When the next session has to be evaluated though nothing changed.
    pub due_at: Option<Timestamp>,
}

/// A version must never come again after its row was deleted, or an evaluation that still holds the old version would
/// delete the new change. The clock gives milliseconds, so a counter of this process fills the first 500 µs of each;
/// the other 500 µs are for increments of an existing row.
const VERSION_SLOTS: i64 = 500;
static WRITE_COUNT: AtomicI64 = AtomicI64::new(0);

/// The version of a change at an instant.
pub(crate) fn new_version(at: Timestamp) -> i64 {
    micros(at) + WRITE_COUNT.fetch_add(1, Ordering::Relaxed) % VERSION_SLOTS
}

/// The end of a statement that inserts into `unevaluated`. Where the scope is dirty already its version rises, even
/// if the clock stands still or steps back. (Without the WHERE, SQLite takes ON for a part of the SELECT before it.)
macro_rules! upsert_dirty {
    () => {
        "WHERE true
         ON CONFLICT (organization_id, scope)
         DO UPDATE SET mark = CASE WHEN excluded.mark > unevaluated.mark
                                   THEN excluded.mark ELSE unevaluated.mark + 1 END,
                       since = CASE WHEN excluded.since < unevaluated.since
                                    THEN excluded.since ELSE unevaluated.since END"
    };
}
pub(crate) use upsert_dirty;

/// Sorted, so that concurrent writers lock rows in the same order and cannot deadlock, and each scope once, because
/// PostgreSQL's ON CONFLICT DO UPDATE may touch a row only once per statement.
pub(crate) fn sorted_unique(mut changes: Vec<ScopeChange<'_>>) -> Vec<ScopeChange<'_>> {
    changes.sort_unstable();
    // Of several of one scope the earliest stays: it comes first.
    changes.dedup_by_key(|one| (one.organization, one.scope));
    changes
}

/// A change of what a scope is evaluated from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScopeChange<'a> {
    pub organization: &'a str,
    pub scope: &'a str,
    /// It tells of nothing before this instant; `MIN` where it concerns the whole past.
    pub since: Timestamp,
}

impl Read {
    /// Dirty scopes after the given one, in order of organisation and scope; at most `limit`. Those changed after
    /// `as_of` are left for later: an evaluation as of then would not see the change.
    pub async fn list_dirty_scopes(
        &mut self,
        after: Option<&DirtyScope>,
        as_of: Timestamp,
        limit: i64,
    ) -> Result<Vec<DirtyScope>> {
        const SQL: &str = "
            SELECT organization_id, scope, mark, since, COALESCE(waiting_since, mark) AS waiting_since
              FROM unevaluated
             WHERE (organization_id, scope) > ($1, $2) AND scope <> $3 AND mark < $4
             ORDER BY organization_id, scope
             LIMIT $5";
        let (organization, place) =
            after.map_or(("", ""), |one| (one.organization_id.as_str(), one.scope.as_str()));
        Ok(with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(place)
            .bind(scope::IDENTITIES)
            // Versions are microseconds: all of this millisecond.
            .bind(micros(as_of.plus(1)))
            .bind(limit)
            .fetch_all(c)
            .await)?)
    }

    /// Those of these scopes that are dirty.
    pub async fn find_dirty_scopes(
        &mut self,
        organization: &str,
        scopes: &[&str],
    ) -> Result<Vec<DirtyScope>> {
        const SQL: DialectSql = json_rows_sql!(
            "SELECT u.organization_id, u.scope, u.mark, u.since, COALESCE(u.waiting_since, u.mark) AS waiting_since",
            "CROSS JOIN unevaluated u
             WHERE u.organization_id = $2 AND u.scope = item.value ->> 0 AND u.scope <> $3"
        );
        let wanted: Vec<_> = scopes.iter().map(|scope| [scope]).collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        Ok(with_connection!(self, |c| sqlx::query_as(sql)
            .bind(json_rows(&wanted))
            .bind(organization)
            .bind(scope::IDENTITIES)
            .fetch_all(c)
            .await)?)
    }

    /// Organisations with a dirty scope that can be evaluated as of then.
    pub async fn list_dirty_organizations(&mut self, as_of: Timestamp) -> Result<Vec<String>> {
        const SQL: &str = "
            SELECT DISTINCT organization_id FROM unevaluated WHERE scope <> $1 AND mark < $2 ORDER BY organization_id";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(scope::IDENTITIES)
            .bind(micros(as_of.plus(1)))
            .fetch_all(c)
            .await)?)
    }

    /// What there is to do, of all organisations.
    pub async fn pending_evaluation(&mut self, as_of: Timestamp) -> Result<PendingEvaluation> {
        const SQL: &str = "
            SELECT MIN(mark), MIN(COALESCE(waiting_since, mark)), (SELECT MIN(due_at) FROM sessions WHERE due_at IS NOT NULL)
              FROM unevaluated
             WHERE scope <> $1";
        let (version, waiting, due): (Option<i64>, Option<i64>, Option<i64>) =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(scope::IDENTITIES).fetch_one(c).await)?;
        Ok(PendingEvaluation {
            is_dirty: version.is_some_and(|version| version < micros(as_of.plus(1))),
            waiting_since: waiting.map(instant),
            due_at: due.map(instant),
        })
    }

    /// Whether any of these scopes is dirty.
    pub async fn is_dirty(&mut self, organization: &str, scopes: &[String]) -> Result<bool> {
        const SQL: DialectSql = json_rows_sql!(
            "SELECT COUNT(*)",
            "CROSS JOIN unevaluated u WHERE u.organization_id = $2 AND u.scope = item.value ->> 0"
        );
        let wanted: Vec<_> = scopes.iter().map(|scope| [scope]).collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let count: i64 = with_connection!(self, |c| sqlx::query_scalar(sql)
            .bind(json_rows(&wanted))
            .bind(organization)
            .fetch_one(c)
            .await)?;
        Ok(count > 0)
    }
}

impl Write {
    /// Marks scopes dirty.
    pub async fn mark_dirty(&mut self, changes: &[ScopeChange<'_>], at: Timestamp) -> Result<()> {
        self.remember_dirty_scopes(changes);
        self.mark_dirty_unremembered(changes, at).await
    }

    /// Adds the scopes of changes to what `dirty_scopes` gives.
    pub(crate) fn remember_dirty_scopes(&mut self, changes: &[ScopeChange<'_>]) {
        self.remember_scopes(changes.iter().map(|one| (one.organization.to_owned(), one.scope.to_owned())));
    }

    /// The same as `mark_dirty`, without adding them to `dirty_scopes`: the path every delivery waits for copies no
    /// text for it.
    pub(crate) async fn mark_dirty_unremembered(
        &mut self,
        changes: &[ScopeChange<'_>],
        at: Timestamp,
    ) -> Result<()> {
        const SQL: DialectSql = json_rows_sql!(
            "INSERT INTO unevaluated (organization_id, scope, mark, since, waiting_since)
             SELECT value ->> 0, value ->> 1, $2, CAST(value ->> 2 AS BIGINT), $2",
            upsert_dirty!()
        );
        let values: Vec<_> = sorted_unique(changes.to_vec())
            .iter()
            .map(|one| (one.organization, one.scope, micros(one.since)))
            .collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        self.notify_on_commit();
        execute!(self, sqlx::query(sql).bind(json_rows(&values)).bind(new_version(at)))?;
        Ok(())
    }

    /// Marks the whole past of these scopes dirty.
    pub(in crate::store) async fn mark_whole_past_dirty(
        &mut self,
        organization: &str,
        scopes: &[String],
        at: Timestamp,
    ) -> Result<()> {
        let whole = |scope| ScopeChange { organization, scope, since: Timestamp::MIN };
        let changes: Vec<ScopeChange> = scopes.iter().map(String::as_str).map(whole).collect();
        self.mark_dirty(&changes, at).await
    }

    /// Marks every session dirty that starts in `starting`, because of a changed rate, for example.
    pub async fn mark_sessions_dirty(
        &mut self,
        organization: &str,
        starting: Span,
        at: Timestamp,
    ) -> Result<()> {
        const SQL: &str =
            "SELECT id FROM sessions WHERE organization_id = $1 AND start_at >= $2 AND start_at < $3";
        let ids: Vec<String> = with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(micros(starting.from))
            .bind(micros(starting.to))
            .fetch_all(c)
            .await)?;
        let scopes: Vec<String> = ids.iter().map(|id| scope::session(id)).collect();
        self.mark_whole_past_dirty(organization, &scopes, at).await
    }

    /// Removes the scopes whose version is still the given one. Those that have changed since stay, and wait since
    /// then.
    pub async fn clear_dirty(&mut self, seen: &[DirtyScope]) -> Result<()> {
        // PostgreSQL skips locked rows: a row that is being marked gets a new version anyway, and waiting for it in
        // arbitrary order could deadlock with a transaction that marks several.
        const SQL: DialectSql = DialectSql {
            sqlite: "
                DELETE FROM unevaluated
                 WHERE (organization_id, scope, mark) IN
                       (SELECT value ->> 0, value ->> 1, CAST(value ->> 2 AS BIGINT) FROM json_each($1))",
            postgres: "
                DELETE FROM unevaluated
                 WHERE (organization_id, scope) IN
                       (SELECT u.organization_id, u.scope
                          FROM jsonb_array_elements($1::JSONB) AS item (value)
                         CROSS JOIN unevaluated u
                         WHERE u.organization_id = value ->> 0 AND u.scope = value ->> 1
                           AND u.mark = CAST(value ->> 2 AS BIGINT)
                           FOR UPDATE OF u SKIP LOCKED)",
        };
        const GROWN: DialectSql = DialectSql {
            sqlite: "
                UPDATE unevaluated SET waiting_since = CAST(item.value ->> 2 AS BIGINT)
                  FROM json_each($1) AS item
                 WHERE unevaluated.organization_id = item.value ->> 0 AND unevaluated.scope = item.value ->> 1
                   AND COALESCE(unevaluated.waiting_since, unevaluated.mark) < CAST(item.value ->> 2 AS BIGINT)",
            postgres: "
                UPDATE unevaluated SET waiting_since = seen.mark
                  FROM (SELECT u.organization_id, u.scope, CAST(value ->> 2 AS BIGINT) AS mark
                          FROM jsonb_array_elements($1::JSONB) AS item (value)
                         CROSS JOIN unevaluated u
                         WHERE u.organization_id = value ->> 0 AND u.scope = value ->> 1
                           AND COALESCE(u.waiting_since, u.mark) < CAST(value ->> 2 AS BIGINT)
                           FOR UPDATE OF u SKIP LOCKED) AS seen
                 WHERE unevaluated.organization_id = seen.organization_id AND unevaluated.scope = seen.scope",
        };
        let seen: Vec<_> = seen.iter().map(|one| (&one.organization_id, &one.scope, one.version)).collect();
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let deleted = execute!(self, sqlx::query(sql).bind(json_rows(&seen)))?;
        if deleted < seen.len() as u64 {
            let sql = self.for_dialect(GROWN.sqlite, GROWN.postgres);
            execute!(self, sqlx::query(sql).bind(json_rows(&seen)))?;
        }
        Ok(())
    }
}
