//! Tables: columns as wide as their contents, with a bold head on a terminal and as plain text in a pipe.

use comfy_table::{ContentArrangement, Table, presets};

use crate::terminal::output::say;
use crate::terminal::text::{TerminalStyle, bidi_isolated};

/// Prints the rows under their heads; without rows, nothing.
pub fn print_table(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(heads.iter().copied());
    for row in rows {
        table.add_row(row.iter().map(|cell| single_line(cell)));
    }
    if table.row_count() == 0 {
        return;
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let text = table.trim_fmt();
    let paint = TerminalStyle::for_stdout();
    for (index, line) in text.lines().enumerate() {
        if index == 0 { say!("{}", paint.bold(line)) } else { say!("{line}") }
    }
}

/// Control characters become blanks, because names from platforms may contain any.
fn single_line(cell: &str) -> String {
    let plain: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    bidi_isolated(&plain)
}
