//! SQL conditions equivalent to the checks in `domain::access::Scope`: lists use these, single rows use the checks,
//! and a test compares the two.
//!
//! Only conditions that apply are added: PostgreSQL rejects an empty `IN ()`, and a single `teacher_id = …` can use
//! its index.

use sqlx::{Database, Encode, QueryBuilder, Type};

use crate::domain::access::Scope;
use crate::domain::money::charge_pay_table::LineKind;

/// Narrows a query over `sessions s` as `Scope::covers_session` does.
pub(crate) fn sessions<DB>(query: &mut QueryBuilder<DB>, scope: &Scope)
where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
{
    let Some(own) = scope.own_rows() else { return };
    query.push(" AND (FALSE");
    if let Some(teacher) = &own.teacher {
        query.push(" OR s.teacher_id = ").push_bind(teacher.clone());
    }
    if !own.people.is_empty() {
        query.push(
            " OR EXISTS (SELECT 1 FROM session_students e
                          WHERE e.organization_id = s.organization_id AND e.session_id = s.id AND e.person_id IN (",
        );
        push_list(query, &own.people);
        query.push("))");
    }
    query.push(")");
}

/// Narrows a query over `sessions s` joined with `reports r` to reports in reach: all of a session one teaches, of others
/// those about the people one has.
pub(crate) fn reports<DB>(query: &mut QueryBuilder<DB>, scope: &Scope)
where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
{
    own_columns(query, scope, Some("s.teacher_id"), "r.person_id");
}

/// Narrows a query over `people p` as `Scope::covers_person` does, and to those met in sessions one teaches.
pub(crate) fn people<DB>(query: &mut QueryBuilder<DB>, scope: &Scope)
where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
{
    let Some(own) = scope.own_rows() else { return };
    query.push(" AND (FALSE");
    if own.persons().next().is_some() {
        query.push(" OR p.id IN (");
        push_list(query, own.persons());
        query.push(")");
    }
    if let Some(teacher) = &own.teacher {
        query.push(
            " OR EXISTS (SELECT 1 FROM session_students t
                           JOIN sessions s ON s.organization_id = t.organization_id AND s.id = t.session_id
                          WHERE t.organization_id = p.organization_id AND t.person_id = p.id AND s.teacher_id = ",
        );
        query.push_bind(teacher.clone()).push(")");
    }
    query.push(")");
}

/// Narrows a query over `events e` as `Scope::covers_event` does.
pub(crate) fn events<DB>(query: &mut QueryBuilder<DB>, scope: &Scope)
where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
{
    let Some(own) = scope.own_rows() else { return };
    query.push(" AND (FALSE");
    if let Some(organizer) = &own.organizer {
        query.push(" OR e.created_by = ").push_bind(organizer.clone());
        query.push(
            " OR EXISTS (SELECT 1 FROM event_organizers o
                          WHERE o.organization_id = e.organization_id AND o.session_id = e.session_id AND o.person_id = ",
        );
        query.push_bind(organizer.clone()).push(")");
    }
    if let Some(partner) = &own.partner {
        query.push(" OR e.partner_id = ").push_bind(partner.clone());
    }
    query.push(")");
}

/// Narrows a query over lines of one kind as `Scope::covers_line` does.
pub(crate) fn lines<DB>(query: &mut QueryBuilder<DB>, scope: &Scope, kind: LineKind)
where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
{
    let Some(own) = scope.own_rows() else { return };
    query.push(" AND (FALSE");
    if own.line_people(kind).next().is_some() {
        query.push(" OR person_id IN (");
        push_list(query, own.line_people(kind));
        query.push(")");
    }
    query.push(")");
}

/// Narrows a query over `subscriptions s` to those of people in reach.
pub(crate) fn subscriptions<DB>(query: &mut QueryBuilder<DB>, scope: &Scope)
where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
{
    own_columns(query, scope, None, "s.person_id");
}

/// Narrows a query over `unscheduled_sessions u` as `Scope::covers_session` does.
pub(crate) fn unscheduled<DB>(query: &mut QueryBuilder<DB>, scope: &Scope)
where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
{
    own_columns(query, scope, Some("u.teacher_id"), "u.person_id");
}

/// Narrows a query over rows with a teacher's and a person's column: all rows that one teaches, of others those of the people
/// one has. Without the first column it is theirs alone.
fn own_columns<DB>(
    query: &mut QueryBuilder<DB>,
    scope: &Scope,
    teacher_column: Option<&str>,
    person_column: &str,
) where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
{
    let Some(own) = scope.own_rows() else { return };
    query.push(" AND (FALSE");
    if let (Some(column), Some(teacher)) = (teacher_column, &own.teacher) {
        query.push(" OR ").push(column).push(" = ").push_bind(teacher.clone());
    }
    if !own.people.is_empty() {
        query.push(" OR ").push(person_column).push(" IN (");
        push_list(query, &own.people);
        query.push(")");
    }
    query.push(")");
}

fn push_list<'a, DB>(query: &mut QueryBuilder<DB>, people: impl IntoIterator<Item = &'a String>)
where
    DB: Database,
    for<'b> String: Encode<'b, DB> + Type<DB>,
{
    let mut list = query.separated(", ");
    for person in people {
        list.push_bind(person.clone());
    }
}
