//! The people of an organisation as an office looks for them: by what is typed, in the order of their names.

use sqlx::{Database, Encode, QueryBuilder, Type};

use super::{PersonRow, SELECT};
use crate::domain::access::Scope;
use crate::domain::people::Role;
use crate::domain::people::search::spellings_of_words;
use crate::store::access::access_filter;
use crate::store::people::Person;
use crate::store::{Read, Result, json_rows, with_connection};

/// Who is looked for; by default everybody.
#[derive(Clone, Debug, Default)]
pub struct PeopleSearch {
    /// Words of the name or the e-mail address, or parts of them.
    pub text: String,
    pub role: Option<Role>,
    pub is_active: Option<bool>,
}

impl Read {
    /// The people in reach who are looked for, by name and id, beyond `after` (name and id), at most `limit`.
    pub async fn search_people(
        &mut self,
        scope: &Scope,
        wanted: &PeopleSearch,
        after: Option<&(String, String)>,
        limit: i64,
    ) -> Result<Vec<Person>> {
        let contains = self.contains_function();
        let rows: Vec<PersonRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SELECT);
            query.push_bind(scope.organization());
            push_search(&mut query, contains, scope, wanted);
            if let Some((name, id)) = after {
                query.push(" AND (p.name, p.id) > (").push_bind(name.as_str());
                query.push(", ").push_bind(id.as_str()).push(")");
            }
            query.push(" ORDER BY p.name, p.id LIMIT ").push_bind(limit);
            query.build_query_as().fetch_all(c).await
        })?;
        Ok(rows.into_iter().map(|row| self.person_from_row(scope.organization(), row)).collect())
    }

    /// How many people in reach are looked for.
    pub async fn count_people(&mut self, scope: &Scope, wanted: &PeopleSearch) -> Result<i64> {
        let contains = self.contains_function();
        Ok(with_connection!(self, |c| {
            let mut query =
                QueryBuilder::new("SELECT CAST(count(*) AS BIGINT) FROM people p WHERE p.organization_id = ");
            query.push_bind(scope.organization());
            push_search(&mut query, contains, scope, wanted);
            query.build_query_scalar().fetch_one(c).await
        })?)
    }

    /// The people of the organisation who have one of these lower-cased e-mail addresses or one of these names, by id.
    pub async fn people_of_emails_or_names(
        &mut self,
        organization: &str,
        email_keys: &[&str],
        names: &[&str],
    ) -> Result<Vec<Person>> {
        let begin =
            self.for_dialect("(SELECT value FROM json_each(", "(SELECT jsonb_array_elements_text(CAST(");
        let end = self.for_dialect("))", " AS JSONB)))");
        let rows: Vec<PersonRow> = with_connection!(self, |c| {
            let mut query = QueryBuilder::new(SELECT);
            query.push_bind(organization);
            query.push(" AND (p.email_key IN ").push(begin).push_bind(json_rows(email_keys)).push(end);
            query.push(" OR p.name IN ").push(begin).push_bind(json_rows(names)).push(end);
            query.push(") ORDER BY p.id");
            query.build_query_as().fetch_all(c).await
        })?;
        Ok(rows.into_iter().map(|row| self.person_from_row(organization, row)).collect())
    }

    /// The function of the database that says where a text stands in another: 0 is nowhere.
    pub(in crate::store) fn contains_function(&self) -> &'static str {
        self.for_dialect("instr", "strpos")
    }
}

fn push_search<DB>(query: &mut QueryBuilder<DB>, contains: &'static str, scope: &Scope, wanted: &PeopleSearch)
where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
    for<'a> bool: Encode<'a, DB> + Type<DB>,
{
    access_filter::people(query, scope);
    push_words(query, contains, &["p.name", "p.email_key"], &wanted.text);
    if let Some(role) = wanted.role {
        query.push(
            " AND EXISTS (SELECT 1 FROM person_roles r
                           WHERE r.organization_id = p.organization_id AND r.person_id = p.id AND r.role = ",
        );
        query.push_bind(role.as_str().to_owned()).push(")");
    }
    if let Some(is_active) = wanted.is_active {
        query.push(" AND p.is_active = ").push_bind(is_active);
    }
}

/// Narrows a query to rows that have every word of the text in one of these columns.
pub(in crate::store) fn push_words<DB>(
    query: &mut QueryBuilder<DB>,
    contains: &'static str,
    columns: &[&'static str],
    text: &str,
) where
    DB: Database,
    for<'a> String: Encode<'a, DB> + Type<DB>,
{
    for spellings in spellings_of_words(text) {
        query.push(" AND (FALSE");
        for column in columns {
            for spelling in &spellings {
                query.push(" OR ").push(contains).push("(lower(").push(*column).push("), ");
                query.push_bind(spelling.clone()).push(") > 0");
            }
        }
        query.push(")");
    }
}
