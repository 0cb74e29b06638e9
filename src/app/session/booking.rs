//! Checks whether a session can be planned as it is wanted: its day, room, teacher and roster.

use std::collections::BTreeSet;

use crate::app::Error;
use crate::domain::organization::Organization;
use crate::domain::people::Role;
use crate::domain::session::{Session, SessionPlace};
use crate::domain::time::{DAY, MINUTE, Span};
use crate::store::session::{OverlapFilter, StoredSession};
use crate::store::{Read, StoreError, Write};

/// Google may reuse a meeting code for another space later: a code is taken to mean the same space only within this time.
const CODE_REUSE_PERIOD: i64 = 30 * DAY;

/// Checks a session that is about to be stored against the organisation's settings and all stored sessions. It
/// locks the organisation's timetable until the transaction ends, so that of two that collide the second is
/// refused. When a session is changed (`before`), its day if it stays and the people who are on its roster
/// already are not checked again: a setting or a person that has changed since must not prevent the change.
///
/// # Errors
/// 409 `room_taken`, `double_booked`; 422 `blocked_day`, `unknown_person`, `not_a_teacher`, `twice_on_roster`,
/// `one_student`, `over_capacity`, `unknown_venue`.
pub async fn check(
    write: &mut Write,
    organization: &Organization,
    before: Option<&Session>,
    wanted: &Session,
    meet_code: Option<&str>,
) -> Result<(), Error> {
    write.lock_timetable(&organization.id).await?;
    if before.is_none_or(|before| before.start != wanted.start) {
        check_day(organization, wanted)?;
    }
    if let Some(venue) = &wanted.venue_id
        && before.is_none_or(|before| before.venue_id != wanted.venue_id)
        && !write.has_venue(&organization.id, venue).await?
    {
        return Err(Error::refused("unknown_venue", format!("There is no venue {venue}.")));
    }
    check_roster(write, organization, wanted, before).await?;
    match collisions(write, organization, wanted, meet_code).await?.into_iter().next() {
        Some(first) => Err(Error::conflict(first.code, first.detail)),
        None => Ok(()),
    }
}

/// What is in the way of a session: another one in its place, or of its teacher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// `room_taken` or `double_booked`.
    pub code: &'static str,
    /// A sentence for people.
    pub detail: String,
    /// The other session.
    pub session_id: String,
    pub title: Option<String>,
    pub planned: Span,
}

impl Collision {
    fn with(other: StoredSession, code: &'static str, detail: String) -> Collision {
        let planned = other.session.planned();
        Collision { code, detail, session_id: other.session.id, title: other.title, planned }
    }
}

/// Every session that is in the way of a wanted one, those in its place first; each is told once.
pub async fn collisions(
    read: &mut Read,
    organization: &Organization,
    wanted: &Session,
    meet_code: Option<&str>,
) -> Result<Vec<Collision>, Error> {
    let mut found = Vec::new();
    for other in sessions_in_same_place(read, &organization.id, wanted, meet_code).await? {
        let session = &other.session;
        let detail =
            format!("Session {} is in this room from {} to {}.", session.id, session.start, session.end);
        found.push(Collision::with(other, "room_taken", detail));
    }
    let of_teacher = teacher_collisions(read, organization, wanted).await?;
    let known: BTreeSet<String> = found.iter().map(|one| one.session_id.clone()).collect();
    found.extend(of_teacher.into_iter().filter(|one| !known.contains(&one.session_id)));
    Ok(found)
}

fn check_day(organization: &Organization, wanted: &Session) -> Result<(), Error> {
    use chrono::Datelike;
    let local = wanted.start.to_utc().with_timezone(&organization.time_zone);
    let blocked = organization.settings.blocked_days.iter().any(|day| day.0 == local.weekday());
    if blocked {
        let day = local.format("%A, %Y-%m-%d");
        let detail =
            format!("{day} is a blocked day: choose another one, or change the setting blocked_days.");
        return Err(Error::refused("blocked_day", detail));
    }
    Ok(())
}

/// Checks teacher and students of a wanted session; whoever is on the roster of `before` already is not checked again.
///
/// # Errors
/// 422 `unknown_person`, `not_a_teacher`, `twice_on_roster`, `one_student`, `over_capacity`.
pub async fn check_roster(
    read: &mut Read,
    organization: &Organization,
    wanted: &Session,
    before: Option<&Session>,
) -> Result<(), Error> {
    let ids = wanted.teacher.iter().chain(&wanted.students).map(String::as_str).collect();
    let people = read.find_people(&organization.id, &ids).await?;
    let mut seen = BTreeSet::new();
    for id in wanted.teacher.iter().chain(&wanted.students) {
        if !seen.insert(id) {
            return Err(Error::refused("twice_on_roster", "Somebody is on the roster twice."));
        }
        let teaches = wanted.teacher.as_ref() == Some(id);
        let known = |before: &Session| match teaches {
            true => before.teacher.as_ref() == Some(id),
            false => before.is_on_roster(id),
        };
        if before.is_some_and(known) {
            continue;
        }
        let person = people.iter().find(|person| person.id == *id && person.is_active);
        let Some(person) = person else {
            let detail = "Somebody on the roster is unknown here, or no longer active.";
            return Err(Error::refused("unknown_person", detail));
        };
        if teaches && !person.roles.contains(&Role::Teacher) {
            let detail =
                format!("{} is no teacher: give them the role before they are named as one.", person.name);
            return Err(Error::refused("not_a_teacher", detail));
        }
    }
    if wanted.format.has_one_learner() && wanted.students.len() > 1 {
        let detail = format!("A session of format {} has one student.", wanted.format);
        return Err(Error::refused("one_student", detail));
    }
    let most = organization.settings.max_participants.map(|most| most.get());
    if let Some(most) = most.filter(|most| seen.len() as i64 > *most) {
        let detail = format!("{} people are on the roster, and max_participants is {most}.", seen.len());
        return Err(Error::refused("over_capacity", detail));
    }
    Ok(())
}

/// A session that is not cancelled and overlaps in time in the same place. A place of Meet has a space and a
/// code, and the space of a code may not be known yet; two sessions are in one place if either is the same.
pub async fn session_in_same_place(
    read: &mut Read,
    organization: &str,
    wanted: &Session,
    meet_code: Option<&str>,
) -> Result<Option<StoredSession>, StoreError> {
    Ok(sessions_in_same_place(read, organization, wanted, meet_code).await?.into_iter().next())
}

async fn sessions_in_same_place(
    read: &mut Read,
    organization: &str,
    wanted: &Session,
    meet_code: Option<&str>,
) -> Result<Vec<StoredSession>, StoreError> {
    let places: Vec<SessionPlace<'_>> = wanted.places().collect();
    let near = Span::new(wanted.start.plus(-CODE_REUSE_PERIOD), wanted.end.plus(CODE_REUSE_PERIOD));
    let mut sharing =
        read.list_occupying_sessions(organization, &places, OverlapFilter::overlapping(near)).await?;
    // The space of a code may not be known yet, or be stored in another session only.
    let codes: BTreeSet<String> =
        sharing.iter().filter_map(|one| one.meet_code.clone()).chain(meet_code.map(str::to_owned)).collect();
    let mut spaces = BTreeSet::new();
    for code in codes {
        let span = if meet_code == Some(&code) { near } else { wanted.planned() };
        let found = read.list_sessions_with_code(organization, &code, span).await?;
        spaces.extend(found.iter().filter_map(|one| one.session.meet_space.clone()));
        sharing.extend(found);
    }
    spaces.retain(|space| wanted.meet_space.as_ref() != Some(space));
    let others: Vec<SessionPlace<'_>> = spaces.iter().map(|space| SessionPlace::Space(space)).collect();
    if wanted.meet_space.is_none() && !others.is_empty() {
        let at_that_time = OverlapFilter::overlapping(wanted.planned());
        sharing.extend(read.list_occupying_sessions(organization, &others, at_that_time).await?);
    }
    let mut told = BTreeSet::new();
    sharing.retain(|other| {
        let other = &other.session;
        let is_in_the_way =
            other.id != wanted.id && !other.cancelled && other.planned().overlaps(wanted.planned());
        is_in_the_way && told.insert(other.id.clone())
    });
    Ok(sharing)
}

async fn teacher_collisions(
    read: &mut Read,
    organization: &Organization,
    wanted: &Session,
) -> Result<Vec<Collision>, StoreError> {
    let Some(teacher) = &wanted.teacher else { return Ok(Vec::new()) };
    let minutes = organization.settings.session_buffer_minutes.get();
    let buffer = minutes * MINUTE;
    let busy = Span::new(wanted.start.plus(-buffer), wanted.end.plus(buffer));
    let others = read.list_sessions_of_teacher(&organization.id, teacher, busy).await?;
    let kept_free = match minutes {
        0 => String::new(),
        minutes => format!(" ({minutes} minutes are kept free between sessions)"),
    };
    let others = others.into_iter().filter(|other| other.session.id != wanted.id);
    Ok(others
        .map(|other| {
            let session = &other.session;
            let detail = format!(
                "The teacher has session {} from {} to {}{kept_free}.",
                session.id, session.start, session.end
            );
            Collision::with(other, "double_booked", detail)
        })
        .collect())
}
