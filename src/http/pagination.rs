//! Lists: `{"items": […], "next": cursor|null}`. A cursor is the encoded sort key of the last row shown, opaque to
//! clients; the next page begins after it.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use super::body::has_nul;
use super::problem::Problem;

/// Rows on a page without the parameter `limit`.
pub const DEFAULT_LIMIT: i64 = 100;
/// Most rows on a page.
pub const MAX_LIMIT: i64 = 500;

/// The query parameters of a list without filters.
#[derive(Deserialize, IntoParams)]
pub struct PageParameters {
    /// Rows on a page, 1 to 500.
    pub limit: Option<i64>,
    /// `next` of the page before.
    pub cursor: Option<String>,
}

/// One page of a list.
#[derive(Debug, Serialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Send it back as `cursor` for the next page; `null` on the last.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A list that is returned whole: the only page.
    pub fn complete(items: Vec<T>) -> Page<T> {
        Page { items, next: None }
    }

    /// A page of at most `limit` rows. Callers query `limit + 1` of them: if the extra row came back, `next` is a cursor
    /// built from `sort_key` of the last row shown.
    pub fn from_rows<Row, P: Serialize>(
        mut rows: Vec<Row>,
        limit: i64,
        sort_key: impl Fn(&Row) -> P,
        show: impl Fn(Row) -> T,
    ) -> Page<T> {
        let limit = usize::try_from(limit).unwrap_or(0);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|last| encode_cursor(&sort_key(last)));
        Page { items: rows.into_iter().map(show).collect(), next }
    }
}

/// `PersonPage` for a page of `Person`: the derived schema would name every page alike.
impl<T: ToSchema> ToSchema for Page<T> {
    fn name() -> Cow<'static, str> {
        format!("{}Page", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(schemas);
    }
}

impl<T: ToSchema> PartialSchema for Page<T> {
    fn schema() -> RefOr<Schema> {
        let next = SchemaType::from_iter([Type::String, Type::Null]);
        let next = ObjectBuilder::new()
            .schema_type(next)
            .description(Some("Send it back as `cursor` for the next page; null on the last."));
        ObjectBuilder::new()
            .property("items", ArrayBuilder::new().items(Ref::from_schema_name(T::name())))
            .property("next", next)
            .required("items")
            .required("next")
            .into()
    }
}

/// The page size that was asked for, 1 to 500.
pub fn limit(wanted: Option<i64>) -> Result<i64, Problem> {
    let limit = wanted.unwrap_or(DEFAULT_LIMIT);
    if (1..=MAX_LIMIT).contains(&limit) {
        return Ok(limit);
    }
    Err(Problem::invalid("invalid_limit", format!("limit is between 1 and {MAX_LIMIT}.")))
}

/// The sort key in a cursor; `None` for the first page.
pub fn decode_cursor<P: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<P>, Problem> {
    let Some(cursor) = cursor else { return Ok(None) };
    let read = || {
        let value: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
        // PostgreSQL rejects NUL in text, and no stored sort key contains one.
        serde_json::from_value(Some(value).filter(|value| !has_nul(value))?).ok()
    };
    read().map(Some).ok_or_else(|| Problem::invalid("invalid_cursor", "This cursor is not one of ours."))
}

pub fn encode_cursor<P: Serialize>(sort_key: &P) -> String {
    let json = serde_json::to_vec(sort_key).expect("a sort key is numbers and text");
    URL_SAFE_NO_PAD.encode(json)
}
