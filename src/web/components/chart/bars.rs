//! Bars: one amount for each step of time.

use maud::{Markup, html};

use super::{Canvas, coordinate, labelled, length_of};

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Under the bar, where there is room.
    pub label: String,
    /// What it says to whoever points at it.
    pub title: String,
    pub value: u64,
    /// What it is made of.
    pub href: Option<String>,
}

/// Room for the words above and under the bars.
const ABOVE: f64 = 16.0;
const BELOW: f64 = 18.0;

/// The bars; `most` is the greatest of them as it is written.
pub fn bars(canvas: Canvas, label: &str, all: &[Bar], most: &str) -> Markup {
    let (base, greatest) = (canvas.height - BELOW, all.iter().map(|bar| bar.value).max().unwrap_or(0));
    let step = canvas.width / all.len().max(1) as f64;
    let width = (step * 0.72).min(40.0);
    let rect = |at: usize, bar: &Bar| {
        let height = length_of(bar.value, greatest, base - ABOVE);
        // One that is not nothing is seen.
        let height = if bar.value > 0 { height.max(1.0) } else { 0.0 };
        let x = canvas.edge(at as f64 * step + (step - width) / 2.0, width);
        html! {
            rect.bar x=(coordinate(x)) y=(coordinate(base - height)) width=(coordinate(width)) height=(coordinate(height)) {
                title { (bar.title) }
            }
        }
    };
    canvas.svg(label, html! {
        line.axis.base x1="0" x2=(coordinate(canvas.width)) y1=(coordinate(base)) y2=(coordinate(base)) {}
        @for (at, bar) in all.iter().enumerate() {
            @match &bar.href {
                Some(href) => a href=(href) { (rect(at, bar)) },
                None => (rect(at, bar)),
            }
        }
        @if greatest > 0 {
            line.axis x1="0" x2=(coordinate(canvas.width)) y1=(coordinate(ABOVE)) y2=(coordinate(ABOVE)) {}
            text x=(coordinate(canvas.point(0.0))) y="11" { (most) }
        }
        @for (at, anchor) in labelled(all.len()) {
            @let x = match anchor { "start" => 0.0, "end" => canvas.width, _ => (at as f64 + 0.5) * step };
            text x=(coordinate(canvas.point(x))) y=(coordinate(canvas.height - 4.0)) text-anchor=(anchor) { (all[at].label) }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_inside;
    use super::*;

    fn of(values: &[u64]) -> Vec<Bar> {
        let bar = |(at, value): (usize, &u64)| Bar {
            label: format!("week {at}"),
            title: format!("<b>{value}</b>"),
            value: *value,
            href: (at % 2 == 0).then(|| format!("/x?w={at}")),
        };
        values.iter().enumerate().map(bar).collect()
    }

    #[test]
    fn nothing_lies_outside_of_the_picture() {
        let many: Vec<u64> = (0..60).map(|n| n * 7 % 13).collect();
        for values in [&[][..], &[0], &[0, 0, 0], &[5], &[u64::MAX, 1, 0], &many] {
            for is_mirrored in [false, true] {
                let canvas = Canvas::new(160, is_mirrored);
                let picture = bars(canvas, "hours", &of(values), "12");
                assert_inside(canvas, &picture);
                assert_eq!(picture.0.matches("<rect").count(), values.len());
            }
        }
    }

    #[test]
    fn time_runs_the_way_one_reads() {
        let first_x = |is_mirrored| {
            let picture = bars(Canvas::new(160, is_mirrored), "hours", &of(&[1, 2]), "2").0;
            let x = picture
                .split("<rect")
                .nth(1)
                .and_then(|rest| rest.split("x=\"").nth(1)?.split('"').next()?.parse().ok());
            x.unwrap_or(-1.0_f64)
        };
        assert!(first_x(false) < 200.0 && first_x(true) > 200.0);
    }

    #[test]
    fn a_small_amount_is_seen_and_markup_is_text() {
        let picture = bars(Canvas::new(160, false), "h", &of(&[1_000_000, 1]), "max").0;
        assert!(picture.contains("height=\"1\"") && picture.contains("&lt;b&gt;"));
    }
}
