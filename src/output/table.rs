//! A table that can be written as a file.
//!
//! Spreadsheet programs execute text cells that start with `=`, `+`, `-` or `@` (CSV injection). Such cells get a leading
//! apostrophe, in workbooks too, because a workbook is often saved as CSV later.

/// A table, with the name of its file without an ending.
#[derive(Clone, Debug)]
pub struct Table {
    pub file_stem: String,
    pub columns: &'static [&'static str],
    pub rows: Vec<Vec<TableCell>>,
}

/// Amounts are text, so that they stay exact; counts are numbers, so that a spreadsheet can sum them.
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

/// The cell as text that no spreadsheet takes for a formula. Numbers, negative ones too, stay as they are.
pub(super) fn escape_formula(cell: &str) -> String {
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
}
