//! Rows of timetables as the database holds them. One of whose versions cannot be read is not read at all: it would draw
//! sessions by a plan that no longer holds.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::stored::{LOCAL_TIME, StoredTimetable};
use crate::domain::session::{Format, Kind, Platform};
use crate::domain::timetable::Schedule;
use crate::domain::timetable::plan::{TimetablePlan, TimetableVersion};
use crate::domain::timetable::rule::RecurrenceRule;
use crate::store::database::error::corrupt;
use crate::store::{Result, StoreError, instant};

/// `select_versions!("WHERE …")`: every column that a `VersionRow` has.
macro_rules! select_versions {
    ($tail:expr) => {
        concat!(
            "SELECT timetable_id, effective_from, title, kind, format, platform, teacher_id, students, time_zone,
                    first_start, duration_minutes, recurrence, exceptions, meet_space, meet_code, meet_organizer
               FROM timetable_versions ",
            $tail
        )
    };
}
pub(super) use select_versions;

#[derive(sqlx::FromRow)]
pub(super) struct HeadRow {
    pub(super) id: String,
    created_at: i64,
    ended_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
pub(super) struct VersionRow {
    timetable_id: String,
    effective_from: String,
    title: String,
    kind: String,
    format: String,
    platform: String,
    teacher_id: String,
    students: String,
    time_zone: String,
    first_start: String,
    duration_minutes: i64,
    recurrence: String,
    exceptions: String,
    meet_space: Option<String>,
    meet_code: Option<String>,
    meet_organizer: Option<String>,
}

/// A timetable's row with those of its versions.
pub(super) struct TimetableRows {
    head: HeadRow,
    versions: Vec<VersionRow>,
}

impl TimetableRows {
    /// Each head with its versions, in the order of the heads.
    pub(super) fn together(heads: Vec<HeadRow>, mut rows: Vec<VersionRow>) -> Vec<TimetableRows> {
        heads
            .into_iter()
            .map(|head| {
                let (versions, others) = rows.drain(..).partition(|row| row.timetable_id == head.id);
                rows = others;
                TimetableRows { head, versions }
            })
            .collect()
    }

    pub(super) fn id(&self) -> &str {
        &self.head.id
    }
}

impl TryFrom<TimetableRows> for StoredTimetable {
    type Error = StoreError;

    fn try_from(rows: TimetableRows) -> Result<StoredTimetable> {
        let TimetableRows { head, versions } = rows;
        if versions.is_empty() {
            return Err(corrupt("timetables", "versions", &head.id, "there are none"));
        }
        Ok(StoredTimetable {
            versions: versions.into_iter().map(TimetableVersion::try_from).collect::<Result<_>>()?,
            created_at: instant(head.created_at),
            ended_at: head.ended_at.map(instant),
            id: head.id,
        })
    }
}

impl TryFrom<VersionRow> for TimetableVersion {
    type Error = StoreError;

    fn try_from(row: VersionRow) -> Result<TimetableVersion> {
        let key = format!("{} {}", row.timetable_id, row.effective_from);
        let wrong =
            |column, found: &str| corrupt("timetable_versions", column, &key, format!("found {found:?}"));
        let except: BTreeSet<NaiveDate> =
            serde_json::from_str(&row.exceptions).map_err(|_| wrong("exceptions", &row.exceptions))?;
        let schedule = Schedule {
            time_zone: row.time_zone.parse().map_err(|_| wrong("time_zone", &row.time_zone))?,
            first_start: NaiveDateTime::parse_from_str(&row.first_start, LOCAL_TIME)
                .map_err(|_| wrong("first_start", &row.first_start))?,
            duration_minutes: row.duration_minutes,
            rule: RecurrenceRule::parse(&row.recurrence).map_err(|_| wrong("recurrence", &row.recurrence))?,
            except,
        };
        Ok(TimetableVersion {
            effective_from: row
                .effective_from
                .parse()
                .map_err(|_| wrong("effective_from", &row.effective_from))?,
            plan: TimetablePlan {
                kind: Kind::parse(&row.kind).ok_or_else(|| wrong("kind", &row.kind))?,
                format: Format::parse(&row.format).ok_or_else(|| wrong("format", &row.format))?,
                platform: Platform::parse(&row.platform).ok_or_else(|| wrong("platform", &row.platform))?,
                students: serde_json::from_str(&row.students)
                    .map_err(|_| wrong("students", &row.students))?,
                title: row.title,
                teacher: row.teacher_id,
                schedule,
                meet_space: row.meet_space,
                meet_code: row.meet_code,
                meet_organizer: row.meet_organizer,
            },
        })
    }
}
