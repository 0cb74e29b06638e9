//! A grid of days and hours: the more, the darker.

use maud::{Markup, html};

use super::{Canvas, coordinate};

/// One cell.
#[derive(Clone, Debug, Default)]
pub struct HeatCell {
    pub value: u64,
    /// What it says to whoever points at it.
    pub title: String,
}

/// Rows with their name, all of the same length, and the names of the columns: where there are many, every other one is written.
#[derive(Clone, Debug)]
pub struct HeatGrid {
    pub rows: Vec<(String, Vec<HeatCell>)>,
    pub columns: Vec<String>,
}

const ROW: f64 = 20.0;
const HEAD: f64 = 16.0;
/// Room for the names of the rows.
const NAMES: f64 = 44.0;

/// The height a grid of so many rows needs.
pub fn height(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(0) * 20 + 16
}

/// From 0 for nothing to 4 for what comes close to the most.
pub fn level(value: u64, most: u64) -> u8 {
    match (value, most) {
        (0, _) | (_, 0) => 0,
        _ => {
            let quarters = u128::from(value.min(most)) * 4;
            u8::try_from(quarters.div_ceil(u128::from(most))).unwrap_or(4).clamp(1, 4)
        }
    }
}

/// The grid.
pub fn heat(canvas: Canvas, label: &str, grid: &HeatGrid) -> Markup {
    let most = grid.rows.iter().flat_map(|(_, cells)| cells).map(|cell| cell.value).max().unwrap_or(0);
    let every = if grid.columns.len() > 12 { 2 } else { 1 };
    let column = (canvas.width - NAMES) / grid.columns.len().max(1) as f64;
    canvas.svg(label, html! {
        @for (at, name) in grid.columns.iter().enumerate().step_by(every) {
            text x=(coordinate(canvas.point(NAMES + (at as f64 + 0.5) * column))) y="11" text-anchor="middle" { (name) }
        }
        @for (row, (name, cells)) in grid.rows.iter().enumerate() {
            @let y = HEAD + row as f64 * ROW;
            text x=(coordinate(canvas.point(NAMES - 6.0))) y=(coordinate(y + 14.0)) text-anchor="end" { (name) }
            @for (at, cell) in cells.iter().enumerate().take(grid.columns.len()) {
                rect class=(format!("heat heat-{}", level(cell.value, most))) x=(coordinate(canvas.edge(NAMES + at as f64 * column + 1.0, column - 2.0)))
                    y=(coordinate(y + 1.0)) width=(coordinate(column - 2.0)) height=(coordinate(ROW - 2.0)) rx="2" {
                    title { (cell.title) }
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_inside;
    use super::*;

    #[test]
    fn nothing_lies_outside_of_the_picture() {
        for (rows, columns) in [(0, 0), (7, 0), (7, 1), (7, 9), (7, 24)] {
            let cell = |at: usize| HeatCell { value: at as u64, title: format!("{at}") };
            let row = |at: usize| (format!("day {at}"), (0..columns).map(cell).collect());
            let grid = HeatGrid {
                rows: (0..rows).map(row).collect(),
                columns: (0..columns).map(|hour| hour.to_string()).collect(),
            };
            for is_mirrored in [false, true] {
                let canvas = Canvas::new(height(rows), is_mirrored);
                let picture = heat(canvas, "hours", &grid);
                assert_inside(canvas, &picture);
                assert_eq!(picture.0.matches("<rect").count(), rows * columns);
            }
        }
    }

    #[test]
    fn only_nothing_is_pale_and_the_most_is_darkest() {
        assert_eq!([0, 1, 25, 26, 75, 100].map(|value| level(value, 100)), [0, 1, 1, 2, 3, 4]);
        assert_eq!((level(0, 0), level(u64::MAX, u64::MAX), level(3, 0)), (0, 4, 0));
    }
}
