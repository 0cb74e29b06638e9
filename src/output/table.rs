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
pub enum Format {
    #[default]
    Json,
    Csv,
    Xlsx,
    /// Known, and not made here: whoever wants paper prints the page.
    Pdf,
}

/// Those that are made here.
impl utoipa::PartialSchema for Format {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        crate::domain::vocabulary::schema(&["json", "csv", "xlsx"])
    }
}

impl utoipa::ToSchema for Format {}

/// The content types of the files.
pub const FILES: &[&str] = &["text/csv", XLSX];
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A table, with the name of its file without an ending.
pub struct Sheet {
    pub stem: String,
    pub heads: &'static [&'static str],
    pub rows: Vec<Vec<Cell>>,
}

/// Amounts are texts, so that they stay exact; what is counted can be summed.
#[derive(Clone, Debug)]
pub enum Cell {
    Text(String),
    Count(i64),
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cell::Text(text) => f.write_str(&harmless(text)),
            Cell::Count(count) => write!(f, "{count}"),
        }
    }
}

impl Sheet {
    /// RFC 4180, in UTF-8, with CRLF.
    pub fn csv(&self) -> Result<Response, Problem> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let heads = self.heads.iter().map(|head| (*head).to_owned());
        writer.write_record(heads).map_err(|error| Problem::internal(&error))?;
        for row in &self.rows {
            writer
                .write_record(row.iter().map(Cell::to_string))
                .map_err(|error| Problem::internal(&error))?;
        }
        let bytes = writer.into_inner().map_err(|error| Problem::internal(&error))?;
        Ok(self.file("csv", "text/csv; charset=utf-8", bytes))
    }

    /// An Excel workbook of one sheet.
    pub fn xlsx(&self) -> Result<Response, Problem> {
        let bytes = self.workbook().map_err(|error| Problem::internal(&error))?;
        Ok(self.file("xlsx", XLSX, bytes))
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        for (column, head) in (0_u16..).zip(self.heads) {
            sheet.write_string(0, column, *head)?;
        }
        for (number, row) in (1_u32..).zip(&self.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                match cell {
                    Cell::Text(text) => sheet.write_string(number, column, harmless(text))?,
                    Cell::Count(count) => sheet.write_number(number, column, *count as f64)?,
                };
            }
        }
        workbook.save_to_buffer()
    }

    fn file(&self, ending: &str, content_type: &'static str, bytes: Vec<u8>) -> Response {
        let mut response = Response::new(Body::from(bytes));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        let name = format!("attachment; filename=\"{}.{ending}\"", self.stem);
        if let Ok(name) = HeaderValue::from_str(&name) {
            headers.insert(header::CONTENT_DISPOSITION, name);
        }
        response
    }
}

/// The cell as text that no spreadsheet takes for a formula. Numbers, negative ones too, stay as they are.
fn harmless(cell: &str) -> String {
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
            assert_eq!(harmless(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in ["", "Aisha", "20.17", "-20.17", "0", "a=b", "quran"] {
            assert_eq!(harmless(cell), cell);
        }
    }

    #[test]
    fn a_workbook_and_a_csv_hold_the_same_cells() {
        let sheet = Sheet {
            stem: "families-2026-01".into(),
            heads: &["name", "sessions"],
            rows: vec![vec!["=cmd, \"x\"".to_owned().into(), Cell::Count(20)]],
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
