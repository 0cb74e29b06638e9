//! Lines: shares of a whole over time, from nothing at the bottom to all of it at the top.

use maud::{Markup, html};

use super::{Canvas, coordinate, labelled};

/// One step of time.
#[derive(Clone, Debug)]
pub struct LinePoint {
    /// Under it, where there is room.
    pub label: String,
    /// What its dot says to whoever points at it.
    pub title: String,
    /// Between 0 and 1; `None` where there is no such figure: the line has a gap.
    pub share: Option<f64>,
    /// Of a second line, dashed.
    pub second: Option<f64>,
    /// What it is made of.
    pub href: Option<String>,
}

const ABOVE: f64 = 8.0;
const BELOW: f64 = 18.0;
/// Room for the words of the scale.
const SCALE: f64 = 40.0;

/// The lines; `scale` is how 0, 50 and 100 percent are written.
pub fn lines(canvas: Canvas, label: &str, points: &[LinePoint], scale: [&str; 3]) -> Markup {
    let base = canvas.height - BELOW;
    let y = |share: f64| base - share.clamp(0.0, 1.0) * (base - ABOVE);
    let step = (canvas.width - SCALE - 8.0) / points.len().saturating_sub(1).max(1) as f64;
    let x = |at: usize| canvas.point(SCALE + 4.0 + at as f64 * step);
    let path = |of: fn(&LinePoint) -> Option<f64>| {
        path(points.iter().map(of).enumerate().map(|(at, share)| (x(at), share.map(y))))
    };
    let dot = |at: usize, share: f64, title: &str| {
        html! { circle.dot cx=(coordinate(x(at))) cy=(coordinate(y(share))) r="4" { title { (title) } } }
    };
    canvas.svg(label, html! {
        @for (at, words) in scale.iter().enumerate() {
            @let height = y(at as f64 / 2.0);
            line class=(if at == 0 { "axis base" } else { "axis" }) x1=(coordinate(canvas.point(SCALE))) x2=(coordinate(canvas.point(canvas.width)))
                y1=(coordinate(height)) y2=(coordinate(height)) {}
            text x=(coordinate(canvas.point(SCALE - 6.0))) y=(coordinate((height + 4.0).max(11.0))) text-anchor="end" { (words) }
        }
        path.line.second d=(path(|point| point.second)) {}
        path.line d=(path(|point| point.share)) {}
        @for (at, point) in points.iter().enumerate() {
            @if let Some(share) = point.share {
                @match &point.href {
                    Some(href) => a href=(href) { (dot(at, share, &point.title)) },
                    None => (dot(at, share, &point.title)),
                }
            }
        }
        @for (at, anchor) in labelled(points.len()) {
            @let place = match anchor { "end" => canvas.point(canvas.width), _ => x(at) };
            text x=(coordinate(place)) y=(coordinate(canvas.height - 4.0)) text-anchor=(anchor) { (points[at].label) }
        }
    })
}

/// A path through these points; a point without a height interrupts it.
fn path(points: impl Iterator<Item = (f64, Option<f64>)>) -> String {
    let mut text = String::new();
    let mut is_drawing = false;
    for (x, y) in points {
        if let Some(y) = y {
            let command = if is_drawing { " L" } else { " M" };
            text.push_str(&format!("{command}{} {}", coordinate(x), coordinate(y)));
        }
        is_drawing = y.is_some();
    }
    text.trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_inside;
    use super::*;

    fn of(shares: &[Option<f64>]) -> Vec<LinePoint> {
        let point = |(at, share): (usize, &Option<f64>)| LinePoint {
            label: format!("week {at}"),
            title: "91 %".to_owned(),
            share: *share,
            second: share.map(|share| share / 2.0),
            href: Some("/analytics".to_owned()),
        };
        shares.iter().enumerate().map(point).collect()
    }

    #[test]
    fn nothing_lies_outside_of_the_picture() {
        let many: Vec<Option<f64>> = (0..60).map(|n| (n % 7 > 0).then(|| f64::from(n) / 60.0)).collect();
        for shares in
            [&[][..], &[None], &[Some(1.0)], &[Some(0.0), Some(1.0)], &[Some(7.0), Some(-3.0)], &many]
        {
            for is_mirrored in [false, true] {
                let canvas = Canvas::new(160, is_mirrored);
                let picture = lines(canvas, "attendance", &of(shares), ["0 %", "50 %", "100 %"]);
                assert_inside(canvas, &picture);
                assert_eq!(picture.0.matches("<circle").count(), shares.iter().flatten().count());
            }
        }
    }

    #[test]
    fn a_week_without_a_figure_is_a_gap_and_not_zero() {
        let drawn = path([(0.0, Some(1.0)), (1.0, Some(2.0)), (2.0, None), (3.0, Some(4.0))].into_iter());
        assert_eq!(drawn, "M0 1 L1 2 M3 4");
    }
}
