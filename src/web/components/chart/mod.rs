//! Pictures of figures, drawn as SVG on the server: pure functions of what is to be shown. The markup is described in
//! `assets/README.md` ("Pictures"). Where one reads from right to left, time does so too.
//!
//! - `bars`: one amount for each step of time; `lines`: shares of a whole over time; `heat`: a grid of days and hours;
//!   `stacked`: the parts of one whole.

pub mod bars;
pub mod heat;
pub mod lines;
pub mod stacked;

use maud::{Markup, html};

use crate::web::ui::Ui;

/// The size of a picture, in units of which a line of text is 12 high, and the direction one reads in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Canvas {
    pub width: f64,
    pub height: f64,
    pub is_mirrored: bool,
}

impl Canvas {
    /// As wide as is read well on a phone and on a desk.
    pub fn new(height: u32, is_mirrored: bool) -> Canvas {
        Canvas { width: 400.0, height: f64::from(height), is_mirrored }
    }

    /// Where a point stands that lies `x` from where one begins to read.
    pub fn point(&self, x: f64) -> f64 {
        let x = x.clamp(0.0, self.width);
        if self.is_mirrored { self.width - x } else { x }
    }

    /// The edge from which a box of this width is drawn that begins `x` from where one begins to read.
    pub fn edge(&self, x: f64, width: f64) -> f64 {
        if self.is_mirrored { self.point(x + width) } else { self.point(x) }
    }

    /// The picture; `label` says what it shows.
    pub fn svg(&self, label: &str, content: Markup) -> Markup {
        let view = format!("0 0 {} {}", coordinate(self.width), coordinate(self.height));
        html! { svg.chart viewBox=(view) role="group" aria-label=(label) { (content) } }
    }
}

/// A coordinate with one decimal at most.
pub fn coordinate(value: f64) -> String {
    let text = format!("{:.1}", if value.is_finite() { value } else { 0.0 });
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// `value` of `most` as a length of at most `length`.
pub fn length_of(value: u64, most: u64, length: f64) -> f64 {
    if most == 0 { 0.0 } else { (value as f64 / most as f64).clamp(0.0, 1.0) * length }
}

/// Up to three of `count` places that carry a label: the first, the middle, the last. With the side of the label that
/// stands on the place.
pub fn labelled(count: usize) -> Vec<(usize, &'static str)> {
    match count {
        0 => Vec::new(),
        1 => vec![(0, "start")],
        2 => vec![(0, "start"), (1, "end")],
        _ => vec![(0, "start"), (count / 2, "middle"), (count - 1, "end")],
    }
}

/// A picture with the sentence above it and the same figures as a table behind it.
pub fn figure(ui: &Ui, sentence: &str, picture: Markup, table: Markup) -> Markup {
    html! {
        figure.figure {
            figcaption { (sentence) }
            (picture)
            details.more { summary { (ui.text("chart-as-table")) } (table) }
        }
    }
}

/// What the colours mean: classes of bars with words.
pub fn legend(entries: &[(&str, String)]) -> Markup {
    html! {
        ul.legend {
            @for (class, words) in entries {
                li {
                    svg.swatch.chart viewBox="0 0 12 12" aria-hidden="true" { rect class=(class) width="12" height="12" rx="2" {} }
                    (words)
                }
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Every number of the attributes that place things, by the attribute's name.
    fn numbers(svg: &str, name: &str) -> Vec<f64> {
        let mark = format!(" {name}=\"");
        let values = svg.split(mark.as_str()).skip(1).filter_map(|rest| rest.split('"').next());
        values.filter_map(|value| value.parse().ok()).collect()
    }

    /// Fails where something of a picture lies outside of its view box.
    pub(crate) fn assert_inside(canvas: Canvas, picture: &Markup) {
        let svg = &picture.0;
        for (name, most) in
            [("x", canvas.width), ("x1", canvas.width), ("x2", canvas.width), ("cx", canvas.width)]
                .into_iter()
                .chain([
                    ("y", canvas.height),
                    ("y1", canvas.height),
                    ("y2", canvas.height),
                    ("cy", canvas.height),
                ])
        {
            for value in numbers(svg, name) {
                assert!((0.0..=most).contains(&value), "{name}={value} in {svg}");
            }
        }
        for rect in svg.split("<rect").skip(1).filter_map(|rest| rest.split('>').next()) {
            let of = |name| numbers(rect, name).first().copied().unwrap_or(0.0);
            assert!(of("width") >= 0.0 && of("height") >= 0.0, "{rect}");
            assert!(of("x") + of("width") <= canvas.width + 0.11, "{rect}");
            assert!(of("y") + of("height") <= canvas.height + 0.11, "{rect}");
        }
        for path in svg.split(" d=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let all: Vec<f64> = path.split(['M', 'L', 'Z', ' ']).filter_map(|one| one.parse().ok()).collect();
            for pair in all.chunks(2) {
                assert!((0.0..=canvas.width).contains(&pair[0]), "{path}");
                assert!((0.0..=canvas.height).contains(&pair[1]), "{path}");
            }
        }
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }

    #[test]
    fn a_mirrored_box_keeps_its_width_and_changes_its_side() {
        let (plain, mirrored) = (Canvas::new(100, false), Canvas::new(100, true));
        assert_eq!((plain.edge(10.0, 30.0), mirrored.edge(10.0, 30.0)), (10.0, 360.0));
        assert_eq!((plain.point(10.0), mirrored.point(10.0)), (10.0, 390.0));
        assert_eq!(coordinate(f64::NAN), "0");
        assert_eq!((coordinate(3.0), coordinate(3.12)), ("3".to_owned(), "3.1".to_owned()));
    }

    #[test]
    fn few_places_carry_a_label() {
        assert_eq!(labelled(1), [(0, "start")]);
        assert_eq!(labelled(12), [(0, "start"), (6, "middle"), (11, "end")]);
        assert!(labelled(0).is_empty());
    }
}
