//! Lists of money as JSON or as a file, whichever `format` asks for.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::http::response::RouteResponse;
use crate::http::schema_components::Components;
use crate::output::csv::to_csv;
use crate::output::table::Table;
use crate::output::xlsx::to_xlsx;
use crate::output::{csv, xlsx};

/// The content types of the files.
pub(crate) const FILE_CONTENT_TYPES: &[&str] = &[csv::MEDIA_TYPE, xlsx::CONTENT_TYPE];

/// The query parameter `format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FileFormat {
    #[default]
    Json,
    Csv,
    Xlsx,
    /// Not produced. It is parsed only so that it is refused with `format_unavailable`.
    Pdf,
}

/// The schema names only the formats that are produced, so not `pdf`.
impl utoipa::PartialSchema for FileFormat {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["json", "csv", "xlsx"])).into()
    }
}

impl ToSchema for FileFormat {}

/// JSON, or the file that was asked for.
pub(crate) enum JsonOrFile<T> {
    Json(T),
    File(Response),
}

impl<T> JsonOrFile<T> {
    /// `list` in the requested format: only the JSON body or only the table is built.
    pub fn of<L>(
        format: FileFormat,
        list: L,
        body: impl FnOnce(L) -> T,
        table: impl FnOnce(&L) -> Table,
    ) -> Result<JsonOrFile<T>, Problem> {
        let failed = |error: &dyn std::fmt::Display| Problem::internal(error);
        let (bytes, stem, extension, content_type) = match format {
            FileFormat::Json | FileFormat::Pdf => return Ok(JsonOrFile::Json(body(list))),
            FileFormat::Csv => {
                let table = table(&list);
                let bytes = to_csv(&table).map_err(|error| failed(&error))?;
                (bytes, table.file_stem, "csv", csv::CONTENT_TYPE)
            }
            FileFormat::Xlsx => {
                let table = table(&list);
                let bytes = to_xlsx(&table).map_err(|error| failed(&error))?;
                (bytes, table.file_stem, "xlsx", xlsx::CONTENT_TYPE)
            }
        };
        Ok(JsonOrFile::File(attachment(&format!("{stem}.{extension}"), content_type, bytes)))
    }

    /// The same with another body; a file stays as it is.
    pub fn map<U>(self, other_body: impl FnOnce(T) -> U) -> JsonOrFile<U> {
        match self {
            JsonOrFile::Json(body) => JsonOrFile::Json(other_body(body)),
            JsonOrFile::File(response) => JsonOrFile::File(response),
        }
    }
}

impl<T: Serialize + ToSchema + Send + 'static> RouteResponse for JsonOrFile<T> {
    const STATUS: StatusCode = StatusCode::OK;

    fn into_http_response(self) -> Response {
        match self {
            JsonOrFile::Json(body) => RouteResponse::into_http_response(body),
            JsonOrFile::File(response) => response,
        }
    }

    fn replay_body(&self) -> Option<String> {
        None
    }

    fn describe(components: &mut Components) -> utoipa::openapi::Response {
        T::describe(components)
    }
}

fn attachment(file_name: &str, content_type: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{file_name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_sent_under_its_name() {
        let response = attachment("families-2026-01.csv", csv::CONTENT_TYPE, Vec::new());
        assert_eq!(
            response.headers()[header::CONTENT_DISPOSITION],
            "attachment; filename=\"families-2026-01.csv\""
        );
    }
}
