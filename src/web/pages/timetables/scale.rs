//! A week to scale: the hours that are drawn, and where each session stands among those of its day. Style sheets know no
//! styles of one element here, so that a place is said as the powers of two it is the sum of.

use chrono::{NaiveDate, Timelike};

use crate::domain::time::MINUTE;
use crate::store::session::StoredSession;
use crate::web::ui::Ui;

/// Minutes in a row of the drawing.
const ROW: i64 = 15;
/// Rows of an hour.
pub const HOUR_ROWS: i64 = 4;
/// Rows of a day.
const DAY_ROWS: i64 = 24 * HOUR_ROWS;
/// Sessions beside each other on a day: more could not be read.
const MOST_LANES: usize = 3;
/// Rows that a session has at least, so that its time can be read.
const LEAST_ROWS: i64 = 2;

/// Where a session stands on its day, in rows of a quarter of an hour from midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekPlace {
    pub from: i64,
    pub rows: i64,
    pub lane: usize,
    pub lanes: usize,
}

/// The hours that a week shows: whole ones around all of its sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekHours {
    pub first: i64,
    pub last: i64,
}

/// The rows of a session on the day it begins; what goes on after midnight is cut.
fn rows_of(ui: &Ui, stored: &StoredSession) -> (i64, i64) {
    let (session, clock) = (&stored.session, stored.session.start.to_utc().with_timezone(&ui.zone).time());
    let from = i64::from(clock.num_seconds_from_midnight()) / 60 / ROW;
    let length = session.end.since(session.start).max(0) / MINUTE;
    let from = from.min(DAY_ROWS - LEAST_ROWS);
    (from, ((length + ROW - 1) / ROW).clamp(LEAST_ROWS, DAY_ROWS - from))
}

/// The sessions of a day in the order of their start, each in the first lane that is free; `None` where there are too many
/// at once.
pub fn places(ui: &Ui, sessions: &[&StoredSession]) -> Option<Vec<WeekPlace>> {
    side_by_side(&sessions.iter().map(|one| rows_of(ui, one)).collect::<Vec<_>>())
}

fn side_by_side(rows: &[(i64, i64)]) -> Option<Vec<WeekPlace>> {
    let mut placed: Vec<WeekPlace> = Vec::with_capacity(rows.len());
    // Where each lane ends, and where those begin that touch each other.
    let (mut ends, mut first): (Vec<i64>, usize) = (Vec::new(), 0);
    let settle = |placed: &mut Vec<WeekPlace>, first: usize, lanes: usize| {
        placed.iter_mut().skip(first).for_each(|one| one.lanes = lanes);
    };
    for &(from, rows) in rows {
        if ends.iter().all(|end| *end <= from) {
            settle(&mut placed, first, ends.len());
            (ends, first) = (Vec::new(), placed.len());
        }
        let lane = ends.iter().position(|end| *end <= from).unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(end) => *end = from + rows,
            None => ends.push(from + rows),
        }
        if ends.len() > MOST_LANES {
            return None;
        }
        placed.push(WeekPlace { from, rows, lane, lanes: 1 });
    }
    settle(&mut placed, first, ends.len());
    Some(placed)
}

/// The hours around all places of a week; `None` without any.
pub fn hours(week: &[(NaiveDate, Vec<WeekPlace>)]) -> Option<WeekHours> {
    let all = || week.iter().flat_map(|(_, places)| places);
    let first = all().map(|one| one.from).min()? / HOUR_ROWS;
    let last = all().map(|one| one.from + one.rows).max()?;
    Some(WeekHours { first, last: (last + HOUR_ROWS - 1) / HOUR_ROWS })
}

/// The powers of two that a number is the sum of, as a style sheet reads them: `8 1` is nine.
pub fn powers(number: i64) -> String {
    let all = (0..7).rev().map(|bit| 1 << bit).filter(|power| number & power != 0);
    all.map(|power| power.to_string()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn those_at_once_stand_beside_each_other_and_others_have_the_whole_width() {
        let lanes = |rows: &[(i64, i64)]| -> Option<Vec<(usize, usize)>> {
            Some(side_by_side(rows)?.iter().map(|one| (one.lane, one.lanes)).collect())
        };
        assert_eq!(lanes(&[(4, 4), (8, 4)]), Some(vec![(0, 1), (0, 1)]), "one after the other");
        assert_eq!(lanes(&[(4, 4), (6, 4), (8, 4), (20, 2)]), Some(vec![(0, 2), (1, 2), (0, 2), (0, 1)]));
        assert_eq!(lanes(&[(4, 4); 3]), Some(vec![(0, 3), (1, 3), (2, 3)]));
        assert_eq!(lanes(&[(4, 4); 4]), None);
        assert_eq!(lanes(&[]), Some(Vec::new()));
    }

    #[test]
    fn the_hours_are_whole_and_hold_everything() {
        let day = NaiveDate::default();
        let places = side_by_side(&[(33, 3), (70, 3)]).expect("few");
        assert_eq!(hours(&[(day, places)]), Some(WeekHours { first: 8, last: 19 }));
        assert_eq!(hours(&[(day, Vec::new())]), None);
    }

    proptest! {
        #[test]
        fn a_number_is_the_sum_of_its_powers(number in 0_i64..128) {
            let sum: i64 = powers(number).split_whitespace().map(|one| one.parse::<i64>().expect("a number")).sum();
            prop_assert_eq!(sum, number);
        }
    }
}
