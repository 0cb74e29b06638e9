//! A table as an Excel workbook of one sheet.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::table::{Table, TableCell, escape_formula};

pub const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub fn to_xlsx(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    for (column, head) in (0_u16..).zip(table.columns) {
        sheet.write_string(0, column, *head)?;
    }
    for (number, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                TableCell::Text(text) => sheet.write_string(number, column, escape_formula(text))?,
                TableCell::Count(count) => sheet.write_number(number, column, *count as f64)?,
            };
        }
    }
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_a_zip_file() {
        let table = Table {
            file_stem: "families-2026-01".into(),
            columns: &["name", "sessions"],
            rows: vec![vec!["=cmd, \"x\"".to_owned().into(), TableCell::Count(20)]],
        };
        let bytes = to_xlsx(&table).expect("two rows fit");
        assert_eq!(&bytes[..2], b"PK");
    }
}
