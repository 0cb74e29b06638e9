//! The stays of one person in a session as a picture for a letter: the planned time as a track, the stays as bars, clock
//! times at their ends. It has a light ground of its own, so that it reads on a dark page too; what it says stands in words
//! beside it.

use std::fmt::Write;

use super::lettering;
use crate::domain::session_timeline::sketch::{LaneSketch, SketchedStay};
use crate::domain::time::{MINUTE, Span, Timestamp};

/// Size in the letter, in CSS pixels; the picture has two for each.
pub const WIDTH: u32 = 420;
pub const HEIGHT: u32 = 92;
const DENSITY: u32 = 2;

/// Left and right of everything.
const MARGIN: f32 = 16.0;
/// What a clock time takes, with some air.
const LABEL: f32 = 46.0;

/// The clock times that stand in the picture, as the reader's language writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripLabels {
    pub planned_from: String,
    pub planned_to: String,
    /// The first sign of them; `None`: they were not seen.
    pub first: Option<String>,
    /// When they left; `None` while they are there.
    pub last: Option<String>,
}

/// The picture, as PNG. Time runs to the left where one reads from right to left.
pub fn png(sketch: &LaneSketch, labels: &StripLabels, is_right_to_left: bool) -> Vec<u8> {
    let drawing = svg(sketch, labels, is_right_to_left);
    let (width, height) = (WIDTH * DENSITY, HEIGHT * DENSITY);
    let pixels = lettering::render(&drawing, width, height, DENSITY as f32)
        .unwrap_or_else(|| vec![0; (width * height * 4) as usize]);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels));
    written.expect("writing into memory fails for no picture of this size");
    file
}

/// Where instants are drawn.
struct Scale {
    window: Span,
    is_right_to_left: bool,
}

impl Scale {
    /// The planned time and the stays, and of these at most half the planned time more on each side.
    fn of(sketch: &LaneSketch, is_right_to_left: bool) -> Scale {
        let planned = sketch.planned;
        let more = (planned.millis() / 2).max(10 * MINUTE);
        let from = sketch.stays().map(|stay| stay.span.from).min().unwrap_or(planned.from);
        let to = sketch.stays().map(|stay| stay.span.to).max().unwrap_or(planned.to);
        let window = Span::new(
            from.clamp(planned.from.plus(-more), planned.from),
            to.clamp(planned.to, planned.to.plus(more).max(planned.to)),
        );
        Scale { window, is_right_to_left }
    }

    fn x(&self, at: Timestamp) -> f32 {
        let inner = WIDTH as f32 - 2.0 * MARGIN;
        let at = at.clamp(self.window.from, self.window.to.max(self.window.from));
        let part = at.since(self.window.from) as f32 / self.window.millis().max(1) as f32;
        MARGIN + inner * if self.is_right_to_left { 1.0 - part } else { part }
    }

    /// Left edge and width of a span, never too narrow to be seen.
    fn bar(&self, span: Span) -> (f32, f32) {
        let (a, b) = (self.x(span.from), self.x(span.to));
        let (left, width) = (a.min(b), (a - b).abs());
        if width < 4.0 {
            return ((left + width / 2.0 - 2.0).clamp(MARGIN, WIDTH as f32 - MARGIN - 4.0), 4.0);
        }
        (left, width)
    }
}

fn svg(sketch: &LaneSketch, labels: &StripLabels, is_right_to_left: bool) -> String {
    let scale = Scale::of(sketch, is_right_to_left);
    let mut drawn = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
         <defs><pattern id=\"e\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"6\" height=\"6\" fill=\"#cfe9d9\"/><rect width=\"3\" height=\"6\" fill=\"#2f8f5b\"/></pattern></defs>\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"10\" fill=\"#f3f1ed\"/>"
    );
    let (left, width) = scale.bar(sketch.planned);
    _ = write!(
        drawn,
        "<rect x=\"{left}\" y=\"34\" width=\"{width}\" height=\"20\" rx=\"4\" fill=\"#d5d0c9\"/>"
    );
    sketch.stays().for_each(|stay| draw_stay(&mut drawn, &scale, stay));
    for x in [left, left + width] {
        _ = write!(drawn, "<rect x=\"{}\" y=\"30\" width=\"1.5\" height=\"28\" fill=\"#6b655f\"/>", x - 0.75);
    }
    let planned = [
        (scale.x(sketch.planned.from), &labels.planned_from),
        (scale.x(sketch.planned.to), &labels.planned_to),
    ];
    for (x, text) in planned {
        // Each under its end, towards the middle of the track.
        let is_left = x < left + width / 2.0;
        write_label(&mut drawn, x, 77, if is_left { "start" } else { "end" }, "#544f49", text);
    }
    draw_seen(&mut drawn, &scale, sketch, labels);
    drawn.push_str("</svg>");
    drawn
}

fn draw_stay(drawn: &mut String, scale: &Scale, stay: SketchedStay) {
    let (left, width) = scale.bar(stay.span);
    let look = match stay.estimated {
        true => "fill=\"url(#e)\" stroke=\"#2f8f5b\"",
        false => "fill=\"#2f8f5b\"",
    };
    _ = write!(drawn, "<rect x=\"{left}\" y=\"36\" width=\"{width}\" height=\"16\" rx=\"3\" {look}/>");
}

/// The first and the last time, above the bars; side by side where the bars leave no room between them.
fn draw_seen(drawn: &mut String, scale: &Scale, sketch: &LaneSketch, labels: &StripLabels) {
    let Some(first) = &labels.first else { return };
    let from = sketch.stays().map(|stay| stay.span.from).min().unwrap_or(sketch.planned.from);
    let to = sketch.stays().map(|stay| stay.span.to).max().unwrap_or(from);
    let (a, b) = (scale.x(from), scale.x(to));
    let (left, right) = (a.min(b), a.max(b));
    let mut ends = [(left, Some(first)), (right, labels.last.as_ref())];
    if scale.is_right_to_left {
        ends = [(left, labels.last.as_ref()), (right, Some(first))];
    }
    let is_narrow = right - left < 2.0 * LABEL;
    let middle = ((left + right) / 2.0).clamp(MARGIN + LABEL, WIDTH as f32 - MARGIN - LABEL);
    let anchors = if is_narrow {
        [(middle - 5.0, "end"), (middle + 5.0, "start")]
    } else {
        [(left, "start"), (right, "end")]
    };
    for ((_, text), (x, anchor)) in ends.into_iter().zip(anchors) {
        if let Some(text) = text {
            write_label(drawn, x, 25, anchor, "#146c3f", text);
        }
    }
}

fn write_label(drawn: &mut String, x: f32, y: u32, anchor: &str, colour: &str, text: &str) {
    _ = write!(
        drawn,
        "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-family=\"Noto Sans\" font-size=\"14\" \
         fill=\"{colour}\">{}</text>",
        super::escape(text)
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::presence::timeline::Interval;
    use crate::domain::time::HOUR;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_seconds(1_800_000_000).plus(minutes * MINUTE)
    }

    fn sketch(stays: &[(i64, i64)]) -> LaneSketch {
        let stay =
            |(from, to): &(i64, i64)| Interval { from: at(*from), to: Some(at(*to)), estimated: false };
        LaneSketch {
            planned: Span::new(at(0), at(60)),
            now: at(120),
            intervals: stays.iter().map(stay).collect(),
        }
    }

    fn labels() -> StripLabels {
        let text = |text: &str| text.to_owned();
        StripLabels {
            planned_from: text("17:00"),
            planned_to: text("18:00"),
            first: Some(text("17:02")),
            last: Some(text("17:58")),
        }
    }

    /// Colours of the row of pixels in the middle of the track.
    fn middle_row(file: &[u8]) -> Vec<[u8; 4]> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG");
        assert_eq!((reader.info().width, reader.info().height), (840, 184));
        let mut pixels = vec![0; reader.output_buffer_size().expect("fits")];
        reader.next_frame(&mut pixels).expect("whole");
        let (row, _) = pixels.as_chunks::<4>();
        row[88 * 840..89 * 840].to_vec()
    }

    fn green(row: &[[u8; 4]]) -> Vec<usize> {
        let is_green = |pixel: &[u8; 4]| *pixel == [0x2f, 0x8f, 0x5b, 255];
        row.iter().enumerate().filter(|(_, pixel)| is_green(pixel)).map(|(x, _)| x).collect()
    }

    #[test]
    fn the_stays_are_bars_on_the_track_of_the_planned_time() {
        let row = middle_row(&png(&sketch(&[(0, 30)]), &labels(), false));
        let bars = green(&row);
        let (first, last) = (bars[0], bars[bars.len() - 1]);
        assert!((30..40).contains(&first) && (410..425).contains(&last), "{first} to {last}");
        assert_eq!(row[600], [0xd5, 0xd0, 0xc9, 255], "the rest of the plan is a track");
        let mirrored = green(&middle_row(&png(&sketch(&[(0, 30)]), &labels(), true)));
        assert!(mirrored[0] > 415, "where one reads from the right, time begins there: {}", mirrored[0]);
    }

    #[test]
    fn a_moment_is_seen_and_days_of_presence_do_not_hide_the_plan() {
        assert!(green(&middle_row(&png(&sketch(&[(10, 10)]), &labels(), false))).len() >= 4);
        let day = sketch(&[(-HOUR / MINUTE * 12, HOUR / MINUTE * 12)]);
        let drawn = svg(&day, &labels(), false);
        assert!(drawn.contains("<rect x=\"113\" y=\"34\" width=\"194\""), "half of the width: {drawn}");
    }

    #[test]
    fn nobody_seen_is_an_empty_track_and_labels_are_only_text() {
        let empty = StripLabels { first: None, last: None, ..labels() };
        assert!(green(&middle_row(&png(&sketch(&[]), &empty, false))).is_empty());
        let hostile = StripLabels { planned_from: "</text><script>&".to_owned(), ..labels() };
        let drawn = svg(&sketch(&[(0, 60)]), &hostile, false);
        assert!(!drawn.contains("<script") && drawn.contains("&lt;script&gt;&amp;"));
        assert!(!green(&middle_row(&png(&sketch(&[(0, 60)]), &hostile, false))).is_empty());
    }

    #[test]
    fn clock_times_are_drawn_in_the_digits_of_the_language() {
        let arabic = StripLabels { first: Some("١٧:٠٢".to_owned()), ..labels() };
        assert_ne!(png(&sketch(&[(2, 58)]), &labels(), false), png(&sketch(&[(2, 58)]), &arabic, false));
    }
}
