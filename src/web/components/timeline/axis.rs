//! Geometry: from instants to places along the width, in hundredths of a percent, and sensible times for ticks.

use crate::domain::time::{HOUR, MINUTE, Span, Timestamp};

/// The whole width.
pub const WIDTH: i64 = 10_000;
/// Gaps thinner than this are drawn over: less than half a pixel at any width.
const THINNEST_GAP: i64 = 5;

/// The time that a drawing shows, and its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeAxis {
    span: Span,
    is_rtl: bool,
}

/// A stretch along the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeBar {
    pub x: i64,
    pub width: i64,
}

/// A labelled time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTick {
    pub at: Timestamp,
    /// The planned start or end.
    pub is_planned: bool,
}

impl TimeAxis {
    /// At least a millisecond long, so that there is always something to divide by.
    pub fn new(span: Span, is_rtl: bool) -> TimeAxis {
        let to = span.to.max(span.from.plus(1));
        TimeAxis { span: Span::new(span.from, to), is_rtl }
    }

    /// Shows all of `whole` and, at most a quarter of its length further on each side, what of `extents` lies outside; with
    /// a margin, where the labels of the first and the last time find room.
    pub fn around(whole: Span, extents: impl IntoIterator<Item = Span>, is_rtl: bool) -> TimeAxis {
        let farthest = whole.millis() / 4;
        let mut span = whole;
        for extent in extents {
            span.from = span.from.min(extent.from);
            span.to = span.to.max(extent.to);
        }
        span.from = span.from.max(whole.from.plus(-farthest));
        span.to = span.to.min(whole.to.plus(farthest));
        let margin = span.millis() / 16;
        TimeAxis::new(Span::new(span.from.plus(-margin), span.to.plus(margin)), is_rtl)
    }

    pub fn is_rtl(&self) -> bool {
        self.is_rtl
    }

    pub fn span(&self) -> Span {
        self.span
    }

    /// Whether an instant is on it, its end included.
    pub fn shows(&self, at: Timestamp) -> bool {
        self.span.from <= at && at <= self.span.to
    }

    /// The place of an instant, 0 to `WIDTH`; what lies outside stands at the nearer end.
    pub fn position(&self, at: Timestamp) -> i64 {
        let along = self.along(at);
        if self.is_rtl { WIDTH - along } else { along }
    }

    /// The place counted from where time begins, whatever the direction.
    pub fn along(&self, at: Timestamp) -> i64 {
        let passed = i128::from(at.since(self.span.from)) * i128::from(WIDTH);
        let along = passed / i128::from(self.span.millis());
        i64::try_from(along.clamp(0, i128::from(WIDTH))).unwrap_or(WIDTH)
    }

    /// What of a stretch is shown, at least `thinnest` wide; `None` for one that is wholly outside or runs backwards.
    pub fn bar(&self, span: Span, thinnest: i64) -> Option<TimeBar> {
        self.bars([span], thinnest, usize::MAX).pop()
    }

    /// The same of several stretches in their order, at most `most` of them: where there are more, the narrowest gaps are
    /// drawn over.
    pub fn bars(&self, spans: impl IntoIterator<Item = Span>, thinnest: i64, most: usize) -> Vec<TimeBar> {
        let all: Vec<TimeBar> =
            spans.into_iter().filter_map(|span| self.unmirrored(span, thinnest)).collect();
        let mut gap = THINNEST_GAP;
        let mut bars = joined(&all, gap);
        while bars.len() > most.max(1) {
            gap *= 2;
            bars = joined(&all, gap);
        }
        if self.is_rtl {
            for bar in &mut bars {
                bar.x = WIDTH - bar.x - bar.width;
            }
        }
        bars
    }

    fn unmirrored(&self, span: Span, thinnest: i64) -> Option<TimeBar> {
        let is_outside = span.to < self.span.from || span.from > self.span.to || span.to < span.from;
        let only_touches = !span.is_empty() && (span.to == self.span.from || span.from == self.span.to);
        if is_outside || only_touches {
            return None;
        }
        let (from, to) = (self.along(span.from), self.along(span.to));
        let width = (to - from).max(thinnest).min(WIDTH);
        Some(TimeBar { x: from.min(WIDTH - width), width })
    }

    /// The planned start and end, and times between and beside them at whole steps of the local clock, which differs from
    /// UTC by `utc_offset` milliseconds; at most eight.
    pub fn ticks(&self, planned: Span, utc_offset: i64) -> Vec<ClockTick> {
        const STEPS: [i64; 11] = [
            MINUTE,
            5 * MINUTE,
            10 * MINUTE,
            15 * MINUTE,
            30 * MINUTE,
            HOUR,
            2 * HOUR,
            4 * HOUR,
            6 * HOUR,
            12 * HOUR,
            24 * HOUR,
        ];
        /// As near to another label no label stands: it is as wide on a telephone.
        const NEAREST: i64 = 1_100;
        let mut ticks: Vec<ClockTick> = Vec::new();
        let mut add = |at: Timestamp, is_planned: bool| {
            let is_free = ticks.iter().all(|one| (self.along(one.at) - self.along(at)).abs() >= NEAREST);
            if self.shows(at) && is_free {
                ticks.push(ClockTick { at, is_planned });
            }
        };
        add(planned.from, true);
        add(planned.to, true);
        let whole = self.span.millis();
        if let Some(step) = STEPS.into_iter().find(|step| whole / step <= 6) {
            let local = self.span.from.millis() + utc_offset;
            let mut at = self.span.from.plus(step - local.rem_euclid(step));
            while at < self.span.to {
                // Half of it stands outside at the very ends.
                if (300..=WIDTH - 300).contains(&self.along(at)) {
                    add(at, false);
                }
                at = at.plus(step);
            }
        }
        ticks.sort_by_key(|tick| tick.at);
        ticks
    }
}

/// Bars in their order, those united that are no further apart than `gap`.
fn joined(bars: &[TimeBar], gap: i64) -> Vec<TimeBar> {
    let mut united: Vec<TimeBar> = Vec::with_capacity(bars.len());
    for bar in bars {
        match united.last_mut() {
            Some(last) if bar.x <= last.x + last.width + gap => {
                last.width = (bar.x + bar.width).max(last.x + last.width) - last.x;
            }
            _ => united.push(*bar),
        }
    }
    united
}

/// Hundredths of a percent as an SVG length.
pub fn percent(place: i64) -> String {
    match (place / 100, place % 100) {
        (whole, 0) => format!("{whole}%"),
        (whole, rest) => format!("{whole}.{rest:02}%"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds)
    }

    fn span(from: i64, to: i64) -> Span {
        Span::new(at(from), at(to))
    }

    proptest! {
        #[test]
        fn later_is_never_drawn_before(start in -100_i64..100, length in 0_i64..5_000, a in -9_000_i64..9_000, b in -9_000_i64..9_000) {
            let (a, b) = (a.min(b), a.max(b));
            let axis = TimeAxis::new(span(start, start + length), false);
            prop_assert!(axis.position(at(a)) <= axis.position(at(b)));
            prop_assert!((0..=WIDTH).contains(&axis.position(at(a))));
        }

        #[test]
        fn right_to_left_is_exactly_the_mirror(from in -500_i64..4_000, length in 0_i64..4_000, thinnest in 0_i64..200) {
            let stretch = span(from, from + length);
            let ltr = TimeAxis::new(span(0, 3_000), false).bar(stretch, thinnest);
            let rtl = TimeAxis::new(span(0, 3_000), true).bar(stretch, thinnest);
            let mirrored = ltr.map(|bar| TimeBar { x: WIDTH - bar.x - bar.width, width: bar.width });
            prop_assert_eq!(rtl, mirrored);
        }

        #[test]
        fn nothing_leaves_the_drawing(from in -9_000_i64..9_000, length in -10_i64..9_000, thinnest in 0_i64..20_000, rtl: bool) {
            if let Some(bar) = TimeAxis::new(span(0, 3_000), rtl).bar(span(from, from + length), thinnest) {
                prop_assert!(bar.x >= 0 && bar.width >= thinnest.min(WIDTH) && bar.x + bar.width <= WIDTH);
            }
        }
    }

    #[test]
    fn a_moment_is_as_wide_as_can_be_seen() {
        let axis = TimeAxis::new(span(0, 1_000), false);
        assert_eq!(axis.bar(span(500, 500), 30), Some(TimeBar { x: 5_000, width: 30 }));
        assert_eq!(axis.bar(span(1_000, 1_000), 30), Some(TimeBar { x: WIDTH - 30, width: 30 }));
    }

    #[test]
    fn stretches_are_half_open() {
        let axis = TimeAxis::new(span(0, 1_000), false);
        assert_eq!(axis.bar(span(-50, 0), 30), None);
        assert_eq!(axis.bar(span(1_000, 1_050), 30), None);
        assert_eq!(axis.bar(span(-50, 100), 30), Some(TimeBar { x: 0, width: 1_000 }));
        assert_eq!(axis.bar(span(70, 20), 30), None, "backwards");
        let touching = axis.bars([span(0, 100), span(100, 200)], 0, 9);
        assert_eq!(touching, [TimeBar { x: 0, width: 2_000 }]);
    }

    #[test]
    fn where_there_are_too_many_the_narrowest_gaps_go_first() {
        let axis = TimeAxis::new(span(0, 10_000), false);
        let many = (0..900).map(|n| span(n * 10, n * 10 + 2)).chain([span(9_500, 9_600)]);
        let bars = axis.bars(many, 1, 20);
        assert_eq!(bars, [TimeBar { x: 0, width: 8_992 }, TimeBar { x: 9_500, width: 100 }]);
    }

    #[test]
    fn an_outlier_does_not_squeeze_the_lesson() {
        let axis = TimeAxis::around(span(0, 3_600), [span(-90_000, 90_000)], false);
        assert!(axis.position(at(0)) < 2_500 && axis.position(at(3_600)) > 7_500);
        assert_eq!(
            TimeAxis::around(span(0, 3_600), [span(100, 200)], false),
            TimeAxis::around(span(0, 3_600), [], false)
        );
    }

    #[test]
    fn ticks_stand_at_whole_local_times_and_not_on_each_other() {
        // 16:00 to 16:45 in a zone 5 hours 45 minutes ahead.
        let start = at(1_767_600_000 + 2 * 3_600 + 900);
        let planned = Span::new(start, start.plus(45 * MINUTE));
        let axis = TimeAxis::around(planned, [], false);
        let offset = 5 * HOUR + 45 * MINUTE;
        let ticks = axis.ticks(planned, offset);
        let local: Vec<i64> =
            ticks.iter().map(|tick| (tick.at.millis() + offset).rem_euclid(24 * HOUR) / MINUTE).collect();
        assert_eq!(local, [16 * 60, 16 * 60 + 10, 16 * 60 + 20, 16 * 60 + 30, 16 * 60 + 45]);
        assert_eq!(ticks.iter().filter(|tick| tick.is_planned).count(), 2);
        for long in [1, 7, 90, 600, 6_000] {
            let planned = Span::new(start, start.plus(long * MINUTE));
            let count = TimeAxis::around(planned, [], true).ticks(planned, offset).len();
            assert!((2..=8).contains(&count), "{long} minutes have {count} ticks");
        }
    }

    #[test]
    fn percentages_are_written_short() {
        assert_eq!(
            (percent(0), percent(1_205), percent(WIDTH)),
            ("0%".into(), "12.05%".into(), "100%".into())
        );
    }
}
