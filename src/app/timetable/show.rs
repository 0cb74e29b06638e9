//! What a timetable looks like now: the lessons of the next weeks, which of them are drawn, and why others are not.

use std::collections::{BTreeMap, BTreeSet};

use super::foresee::{ForeseenLesson, foresee};
use super::{drawn_span, find, find_organization};
use crate::app::session::list::{ListedSession, show_sessions};
use crate::app::{ActorContext, Error};
use crate::domain::time::Timestamp;
use crate::domain::time::calendar::local_date;
use crate::store::Read;
use crate::store::session::StoredSession;
use crate::store::timetable::StoredTimetable;
use chrono::{Days, NaiveDate};

/// One of the lessons to come.
#[derive(Clone, Debug)]
pub struct UpcomingLesson {
    /// Of the timetable as it is now; `None` where the timetable does not name this day any more.
    pub lesson: Option<ForeseenLesson>,
    /// The local day it stands for.
    pub day: NaiveDate,
    /// The session that was drawn for it.
    pub session: Option<StoredSession>,
}

/// The lessons of a timetable in the weeks for which sessions are drawn, in order. What is in the way of a lesson is told
/// only where no session stands for it.
///
/// # Errors
/// Those of the store.
pub async fn upcoming(
    read: &mut Read,
    actor: &ActorContext,
    timetable: &StoredTimetable,
) -> Result<Vec<UpcomingLesson>, Error> {
    let organization = find_organization(read, actor).await?;
    let from = local_date(actor.now, organization.time_zone);
    let from = from.checked_sub_days(Days::new(1)).unwrap_or(from);
    let links = read.list_drawn_occurrences(&organization.id, &timetable.id, from).await?;
    let ids: Vec<&str> = links.iter().map(|link| link.session_id.as_str()).collect();
    let sessions = read.find_sessions(&organization.id, &ids).await?;
    let by_id: BTreeMap<&str, &StoredSession> =
        sessions.iter().map(|one| (one.session.id.as_str(), one)).collect();
    let mut days: BTreeMap<NaiveDate, UpcomingLesson> = links
        .iter()
        .filter_map(|link| Some((link.day, (*by_id.get(link.session_id.as_str())?).clone())))
        .filter(|(_, session)| session.session.end > actor.now)
        .map(|(day, session)| (day, UpcomingLesson { lesson: None, day, session: Some(session) }))
        .collect();
    if timetable.ended_at.is_none() {
        let drawn: BTreeSet<NaiveDate> = links.iter().map(|link| link.day).collect();
        let own = ids.iter().map(|id| (*id).to_owned()).collect();
        let span = drawn_span(actor.now);
        let lessons =
            foresee(read, &organization, &timetable.versions, span, Some(&timetable.id), &own, actor.now)
                .await?;
        for mut lesson in lessons {
            let day = lesson.occurrence.day;
            if drawn.contains(&day) {
                lesson.conflicts.clear();
                lesson.skipped = None;
                if let Some(one) = days.get_mut(&day) {
                    one.lesson = Some(lesson);
                }
            } else {
                days.insert(day, UpcomingLesson { lesson: Some(lesson), day, session: None });
            }
        }
    }
    Ok(days.into_values().collect())
}

/// The sessions ever drawn from a timetable, by start, beyond `after`; at most `limit`.
///
/// # Errors
/// 404.
pub async fn sessions(
    read: &mut Read,
    actor: &ActorContext,
    id: &str,
    after: Option<&(Timestamp, String)>,
    limit: i64,
) -> Result<Vec<ListedSession>, Error> {
    find(read, actor.organization(), id).await?;
    let found = read.list_sessions_of_timetable(actor.organization(), id, after, limit).await?;
    show_sessions(read, &actor.scope, found).await
}
