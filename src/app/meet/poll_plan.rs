//! Which spaces a run of a Meet job reads, grouped by organiser.

use std::collections::BTreeMap;

use crate::app::App;
use crate::app::meet::connections;
use crate::app::meet::poll_outcome::PollOutcomes;
use crate::app::meet::schedule::{LIVE_LEAD, LIVE_TAIL, MAX_READ_AGE, PolledSession};
use crate::domain::session::Platform;
use crate::domain::time::{DAY, HOUR, Timestamp};
use crate::store::StoreError;
use crate::store::meet::connections::GoogleConnection;
use crate::store::session::StoredSession;

/// Which sessions a run reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollKind {
    /// Live ones, and those that ended less than two hours ago.
    Live,
    /// Those that ended earlier and are not final.
    Retry,
}

/// One space with the sessions held in it.
pub(super) struct SpaceSessions {
    pub space: String,
    pub sessions: Vec<PolledSession>,
}

/// One organiser with the spaces to read.
pub(super) struct OrganizerPoll {
    pub organization: String,
    pub connection: GoogleConnection,
    pub targets: Vec<SpaceSessions>,
}

/// Groups the sessions of this kind by organiser and space.
pub(super) async fn plan_organizer_polls(
    app: &App,
    kind: PollKind,
    only: Option<&str>,
    now: Timestamp,
    outcomes: &mut PollOutcomes,
) -> Result<Vec<OrganizerPoll>, StoreError> {
    let mut read = app.store.read().await?;
    let after = match kind {
        PollKind::Live => LIVE_TAIL + DAY,
        PollKind::Retry => MAX_READ_AGE + DAY,
    };
    let sessions = read.list_sessions_around(Platform::Meet, now, LIVE_LEAD + HOUR, after).await?;
    let mut by_organization: BTreeMap<String, Vec<StoredSession>> = BTreeMap::new();
    for session in sessions.into_iter().filter(|one| only.is_none_or(|only| only == one.organization_id)) {
        by_organization.entry(session.organization_id.clone()).or_default().push(session);
    }
    let mut found = Vec::new();
    for (organization, sessions) in by_organization {
        let connections = read.list_google_connections(&organization).await?;
        let mut by_organizer: BTreeMap<String, BTreeMap<String, Vec<PolledSession>>> = BTreeMap::new();
        for stored in sessions {
            let polled = PolledSession::of(&stored, None);
            let is_recent = now < polled.window.to.plus(LIVE_TAIL);
            if (kind == PollKind::Live) != is_recent || !is_recent && polled.waits_for_late_read(now) {
                continue;
            }
            let Ok(connection) = connections::choose(&connections, stored.meet_organizer.as_deref()) else {
                if stored.session.meet_space.is_some() || stored.meet_code.is_some() {
                    let problems = &mut outcomes.entry(organization.clone()).or_default().problems;
                    problems.add(match &stored.meet_organizer {
                        Some(email) => format!("{email}: not connected to Google"),
                        None => format!("{organization}: no organiser is connected to Google"),
                    });
                }
                continue;
            };
            let space = match (&stored.session.meet_space, &stored.meet_code) {
                (Some(space), _) => space.clone(),
                // Resolved later in the run, by asking Google what the code stands for.
                (None, Some(_)) => String::new(),
                (None, None) => continue,
            };
            let full_poll = read.find_meet_full_poll(&organization, &stored.session.id).await?;
            let spaces = by_organizer.entry(connection.email.clone()).or_default();
            spaces.entry(space).or_default().push(PolledSession { full_poll, ..polled });
        }
        for connection in connections {
            let Some(spaces) = by_organizer.remove(&connection.email) else { continue };
            let targets =
                spaces.into_iter().map(|(space, sessions)| SpaceSessions { space, sessions }).collect();
            found.push(OrganizerPoll { organization: organization.clone(), connection, targets });
        }
    }
    Ok(found)
}
