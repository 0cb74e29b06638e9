//! A table as CSV (RFC 4180), in UTF-8 and with CRLF.

use csv::{Error, Terminator, WriterBuilder};

use super::table::{Table, TableCell, escape_formula};

/// The content type without its parameters.
pub const MEDIA_TYPE: &str = "text/csv";
pub const CONTENT_TYPE: &str = "text/csv; charset=utf-8";

pub fn to_csv(table: &Table) -> Result<Vec<u8>, Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(table.columns)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(cell_text))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn cell_text(cell: &TableCell) -> String {
    match cell {
        TableCell::Text(text) => escape_formula(text),
        TableCell::Count(count) => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_csv_quotes_what_it_must_and_holds_no_formula() {
        let table = Table {
            file_stem: "families-2026-01".into(),
            columns: &["name", "sessions"],
            rows: vec![vec!["=cmd, \"x\"".to_owned().into(), TableCell::Count(20)]],
        };
        let text = String::from_utf8(to_csv(&table).expect("text")).expect("UTF-8");
        assert_eq!(text, "name,sessions\r\n\"'=cmd, \"\"x\"\"\",20\r\n");
    }
}
