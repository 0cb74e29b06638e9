//! Tables as files: CSV and Excel workbooks.
//!
//! A name may be anything, and what opens these files runs formulas. So a cell that looks like one is written with an
//! apostrophe before it, in both formats: a workbook is saved as CSV sooner or later.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use rust_xlsxwriter::{Workbook, XlsxError};
use serde::Deserialize;

use crate::api::http::problem::Problem;

/// In which form a list of money is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileFormat {
    #[default]
    Json,
    Csv,
    Xlsx,
    /// Known, and not made here: whoever wants paper prints the page.
    Pdf,
}

/// Those that are made here.
impl utoipa::PartialSchema for FileFormat {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["json", "csv", "xlsx"])).into()
    }
}

impl utoipa::ToSchema for FileFormat {}

/// The content types of the files.
pub const FILE_CONTENT_TYPES: &[&str] = &["text/csv", XLSX_CONTENT_TYPE];
const XLSX_CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A table, with the name of its file without an ending.
pub struct Table {
    pub file_stem: String,
    pub columns: &'static [&'static str],
    pub rows: Vec<Vec<TableCell>>,
}

/// Amounts are texts, so that they stay exact; what is counted can be summed.
#[derive(Clone, Debug)]
pub enum TableCell {
    Text(String),
    Count(i64),
}

impl From<String> for TableCell {
    fn from(text: String) -> TableCell {
        TableCell::Text(text)
    }
}

impl std::fmt::Display for TableCell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            TableCell::Text(text) => f.write_str(&escape_formula(text)),
            TableCell::Count(count) => write!(f, "{count}"),
        }
    }
}

impl Table {
    /// RFC 4180, in UTF-8, with CRLF.
    pub fn csv(&self) -> Result<Response, Problem> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let heads = self.columns.iter().map(|head| (*head).to_owned());
        writer.write_record(heads).map_err(|error| Problem::internal(&error))?;
        for row in &self.rows {
            writer
                .write_record(row.iter().map(TableCell::to_string))
                .map_err(|error| Problem::internal(&error))?;
        }
        let bytes = writer.into_inner().map_err(|error| Problem::internal(&error))?;
        Ok(self.file("csv", "text/csv; charset=utf-8", bytes))
    }

    /// An Excel workbook of one sheet.
    pub fn xlsx(&self) -> Result<Response, Problem> {
        let bytes = self.workbook().map_err(|error| Problem::internal(&error))?;
        Ok(self.file("xlsx", XLSX_CONTENT_TYPE, bytes))
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        for (column, head) in (0_u16..).zip(self.columns) {
            sheet.write_string(0, column, *head)?;
        }
        for (number, row) in (1_u32..).zip(&self.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                match cell {
                    TableCell::Text(text) => sheet.write_string(number, column, escape_formula(text))?,
                    TableCell::Count(count) => sheet.write_number(number, column, *count as f64)?,
                };
            }
        }
        workbook.save_to_buffer()
    }

    fn file(&self, ending: &str, content_type: &'static str, bytes: Vec<u8>) -> Response {
        let mut response = Response::new(Body::from(bytes));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        let name = format!("attachment; filename=\"{}.{ending}\"", self.file_stem);
        if let Ok(name) = HeaderValue::from_str(&name) {
            headers.insert(header::CONTENT_DISPOSITION, name);
        }
        response
    }
}

/// The cell as text that no spreadsheet takes for a formula. Numbers, negative ones too, stay as they are.
fn escape_formula(cell: &str) -> String {
    let looks_like_one =
        cell.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
            || cell.starts_with(['\t', '\r', '\n']);
    let is_number = cell.parse::<rust_decimal::Decimal>().is_ok();
    if looks_like_one && !is_number { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_made_harmless() {
        for cell in
            ["=1+1", "+1+1", "-A1", "@SUM(A1)", "\t=1", " =1", "\r=1", "=HYPERLINK(\"http://x\")", "+"]
        {
            assert_eq!(escape_formula(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in ["", "Aisha", "20.17", "-20.17", "0", "a=b", "quran"] {
            assert_eq!(escape_formula(cell), cell);
        }
    }

    #[test]
    fn a_workbook_and_a_csv_hold_the_same_cells() {
        let sheet = Table {
            file_stem: "families-2026-01".into(),
            columns: &["name", "sessions"],
            rows: vec![vec!["=cmd, \"x\"".to_owned().into(), TableCell::Count(20)]],
        };
        let bytes = sheet.workbook().expect("two rows fit");
        assert_eq!(&bytes[..2], b"PK", "a workbook is a zip file");
        let response = sheet.csv().expect("text");
        assert_eq!(
            response.headers()[header::CONTENT_DISPOSITION],
            "attachment; filename=\"families-2026-01.csv\""
        );
    }
}
