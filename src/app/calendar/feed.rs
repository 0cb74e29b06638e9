//! What a calendar program is shown by a secret address: the sessions its person teaches and attends, and, for a parent,
//! those of the children.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use super::address::hash_secret;
use crate::app::{App, Error};
use crate::domain::time::{DAY, Span, Timestamp};
use crate::store::Read;
use crate::store::calendar::sessions::{CalendarFilter, CalendarSession};
use crate::store::people::viewer::Viewer;

/// How long past sessions stay, and cancelled ones after they were cancelled.
const PAST: i64 = 30 * DAY;
/// Sessions in a feed at most, the earliest: years of a full week.
const MOST_SESSIONS: i64 = 5_000;

/// A feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Whose it is.
    pub viewer: Viewer,
    /// By start.
    pub entries: Vec<FeedEntry>,
}

/// One session of a feed.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    pub session: CalendarSession,
    /// Whether the person teaches or attends it.
    pub is_own: bool,
    /// The names of their children who attend it, by name.
    pub children: Vec<String>,
}

/// The feed with this secret, for somebody who asks from this address without a login.
///
/// # Errors
/// Not found where no feed has the secret, or its person was deactivated; `TooManyRequests`.
pub async fn read(app: &App, secret: &str, from: Option<IpAddr>) -> Result<Feed, Error> {
    let (mut read, now, hash) = (app.store.read().await?, app.now(), hash_secret(secret));
    let Some(found) = read.find_calendar_feed(&hash).await? else {
        app.feed_limit.read_unknown(from, now).map_err(too_often)?;
        return Err(UNKNOWN);
    };
    app.feed_limit.read_feed(&hash, now).map_err(too_often)?;
    let (organization, person) = (found.organization_id.as_str(), found.person_id.as_str());
    let account = read.find_account_status(organization, person).await?;
    let account = account.filter(|account| account.is_active).ok_or(UNKNOWN)?;
    let viewer = read.find_viewer(organization, person).await?.ok_or(UNKNOWN)?;
    let children = children(&mut read, organization, &account.household_members).await?;
    let entries = entries(&mut read, organization, person, &children, now).await?;
    Ok(Feed { viewer, entries })
}

const UNKNOWN: Error = Error::NotFound("calendar");

fn too_often(seconds: u64) -> Error {
    Error::TooManyRequests { detail: "This calendar is asked for too often.", seconds }
}

/// The names of those of the household who are on rosters now, by id.
async fn children(
    read: &mut Read,
    organization: &str,
    household: &BTreeSet<String>,
) -> Result<BTreeMap<String, String>, Error> {
    if household.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids = household.iter().map(String::as_str).collect();
    let people = read.find_people(organization, &ids).await?;
    let active = people.into_iter().filter(|one| one.is_active);
    Ok(active.map(|one| (one.id, one.name)).collect())
}

async fn entries(
    read: &mut Read,
    organization: &str,
    person: &str,
    children: &BTreeMap<String, String>,
    now: Timestamp,
) -> Result<Vec<FeedEntry>, Error> {
    let students: Vec<&str> = [person].into_iter().chain(children.keys().map(String::as_str)).collect();
    let since = now.plus(-PAST);
    let filter = CalendarFilter {
        organization,
        teacher: person,
        students: &students,
        touching: Span::new(since, Timestamp::MAX),
        cancelled_after: since,
        limit: MOST_SESSIONS,
    };
    let sessions = read.list_calendar_sessions(filter).await?;
    let entry = |session: CalendarSession| {
        let mut names: Vec<String> =
            session.students.iter().filter_map(|student| children.get(student).cloned()).collect();
        names.sort_unstable();
        let attends = session.students.iter().any(|student| student == person);
        FeedEntry { is_own: attends || session.teacher.as_deref() == Some(person), children: names, session }
    };
    Ok(sessions.into_iter().map(entry).collect())
}
