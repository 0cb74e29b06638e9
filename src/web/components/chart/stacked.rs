//! The parts of one whole, side by side.

use maud::{Markup, html};

use super::{Canvas, coordinate, length_of};

/// One part.
#[derive(Clone, Debug)]
pub struct StackedPart {
    /// Its colour: `positive`, `amber`, `negative`, `attention`, `neutral`, `faint`.
    pub colour: &'static str,
    pub title: String,
    pub value: u64,
}

/// The parts in their order. Of a whole that is empty there is an empty ground.
pub fn stacked(canvas: Canvas, label: &str, parts: &[StackedPart]) -> Markup {
    let whole = parts.iter().fold(0_u64, |sum, part| sum.saturating_add(part.value));
    let mut begin = 0.0;
    let drawn = parts.iter().filter(|part| part.value > 0).map(|part| {
        // A part that is not nothing is seen.
        let width = length_of(part.value, whole, canvas.width).max(1.0).min(canvas.width - begin);
        let x = canvas.edge(begin, width);
        begin = (begin + width).min(canvas.width);
        html! {
            rect class=(format!("bar {}", part.colour)) x=(coordinate(x)) y="0" width=(coordinate(width)) height=(coordinate(canvas.height)) {
                title { (part.title) }
            }
        }
    });
    let drawn: Vec<Markup> = drawn.collect();
    canvas.svg(label, html! {
        @if drawn.is_empty() {
            rect.bar.faint x="0" y="0" width=(coordinate(canvas.width)) height=(coordinate(canvas.height)) {}
        }
        @for one in drawn { (one) }
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_inside;
    use super::*;

    fn of(values: &[u64]) -> Vec<StackedPart> {
        values
            .iter()
            .map(|value| StackedPart { colour: "positive", title: value.to_string(), value: *value })
            .collect()
    }

    #[test]
    fn nothing_lies_outside_of_the_picture() {
        for values in [&[][..], &[0, 0], &[1], &[1_000_000, 1, 1], &[u64::MAX, u64::MAX], &[1, 2, 3]] {
            for is_mirrored in [false, true] {
                let canvas = Canvas::new(20, is_mirrored);
                let picture = stacked(canvas, "coverage", &of(values));
                assert_inside(canvas, &picture);
                let seen = values.iter().filter(|value| **value > 0).count().max(1);
                assert_eq!(picture.0.matches("<rect").count(), seen, "{values:?}");
            }
        }
    }

    #[test]
    fn the_first_part_stands_where_one_begins_to_read() {
        let plain = stacked(Canvas::new(20, false), "c", &of(&[1, 3])).0;
        let mirrored = stacked(Canvas::new(20, true), "c", &of(&[1, 3])).0;
        assert!(plain.contains(r#"x="0" y="0" width="100""#), "{plain}");
        assert!(mirrored.contains(r#"x="300" y="0" width="100""#), "{mirrored}");
    }
}
