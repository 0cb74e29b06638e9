//! The board of one local day: its sessions with everybody's state, and the figures over them.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

use super::live_session::LiveSession;
use super::load::load;
use crate::app::{App, Error};
use crate::domain::access::Scope;
use crate::domain::board::figures::{BoardFigures, SIGN_OF_LIFE_MILLIS, figures};
use crate::domain::session::Session;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::store::Read;
use crate::store::session::SessionFilter;

/// A day of an organisation, as far as the caller may see it.
#[derive(Clone, Debug)]
pub struct Board {
    pub as_of: Timestamp,
    pub day: NaiveDate,
    pub time_zone: Tz,
    /// By start, then id.
    pub sessions: Vec<Arc<LiveSession>>,
    /// Over the sessions and people that the caller may see.
    pub figures: BoardFigures,
}

/// The board of a day in the organisation's time zone: every session that overlaps it, and is within the scope. Nothing
/// is evaluated, and the number of queries is the same for every day.
///
/// # Errors
/// Not found for an organisation that is not there.
pub async fn board(app: &App, read: &mut Read, scope: &Scope, day: NaiveDate) -> Result<Board, Error> {
    let (organization, now) = (scope.organization(), app.now());
    let found = read.find_organization(organization).await?;
    let time_zone = found.ok_or(Error::NotFound("organisation"))?.time_zone;
    let filter = SessionFilter {
        starting: Span::new(Timestamp::MIN, midnight(day + Days::new(1), time_zone)),
        ending_after: midnight(day, time_zone),
        ..SessionFilter::default()
    };
    let stored = read.list_sessions(scope, filter, None, i64::MAX).await?;
    let loaded = load(read, organization, &stored, now).await?;
    let running: Vec<&Session> = stored
        .iter()
        .zip(&loaded)
        .filter(|(_, live)| live.moment(now).is_running())
        .map(|(one, _)| &one.session)
        .collect();
    let since = now.plus(-SIGN_OF_LIFE_MILLIS);
    let heard_of = read.list_sessions_heard_of(organization, &running, since).await?;
    let sessions: Vec<Arc<LiveSession>> =
        loaded.into_iter().filter_map(|one| Arc::new(one).visible_to(scope)).collect();
    let entries: Vec<_> =
        sessions.iter().map(|one| one.board_entry(now, heard_of.contains(&one.id))).collect();
    Ok(Board { as_of: now, day, time_zone, figures: figures(&entries), sessions })
}
