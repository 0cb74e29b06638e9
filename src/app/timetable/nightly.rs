//! Drawing further, each night: what has come within eight weeks becomes sessions. A lesson that collides is not made, is
//! told as a problem, and is tried again the next night.

use std::collections::{BTreeMap, BTreeSet};

use super::draw::draw;
use super::foresee::{holidays_in, skipped};
use super::{drawn_span, find, find_organization};
use crate::app::jobs::run_errors::RunErrors;
use crate::app::jobs::run_result::Counts;
use crate::app::{ActorContext, App, Error};
use crate::domain::organization::Organization;
use crate::domain::time::calendar::local_date;
use crate::domain::timetable::Occurrence;
use crate::domain::timetable::plan::{TimetablePlan, occurrences_of};
use crate::store::timetable::StoredTimetable;
use crate::store::{Read, StoreError};

/// What was drawn in one organisation, and what could not be.
#[derive(Clone, Debug, Default)]
pub struct DrawOutcome {
    pub drawn: u64,
    pub colliding: u64,
    pub problems: RunErrors,
}

impl DrawOutcome {
    /// As a run counts it.
    pub fn counts(&self) -> Counts {
        Counts::from([("drawn", self.drawn), ("colliding", self.colliding)])
    }
}

/// Draws what is missing in the next eight weeks in those of these organisations that have timetables, by organisation.
///
/// # Errors
/// Those of the store. What concerns one timetable alone is a problem of its organisation.
pub async fn draw_ahead(app: &App, among: &[String]) -> Result<BTreeMap<String, DrawOutcome>, StoreError> {
    let mut organizations = app.store.read().await?.organizations_with_timetables().await?;
    organizations.retain(|one| among.contains(one));
    let mut outcomes = BTreeMap::new();
    for organization in organizations {
        let actor = ActorContext::of_installation(app, &organization);
        let mut outcome = DrawOutcome::default();
        let timetables = app.store.read().await?.list_timetables(&organization, false, "", i64::MAX).await?;
        for timetable in timetables {
            match draw_missing(app, &actor, &timetable.id, &mut outcome).await {
                Ok(()) | Err(Error::NotFound(_)) => {}
                // It is listed among the problems.
                Err(Error::Store(StoreError::Corrupt(_))) => {}
                Err(Error::Store(error)) => return Err(error),
                Err(error) => outcome.problems.add(format!("{}: {error}", timetable.latest().plan.title)),
            }
        }
        outcomes.insert(organization, outcome);
    }
    Ok(outcomes)
}

async fn draw_missing(
    app: &App,
    actor: &ActorContext,
    id: &str,
    outcome: &mut DrawOutcome,
) -> Result<(), Error> {
    let mut read = app.store.read().await?;
    let organization = find_organization(&mut read, actor).await?;
    let timetable = find(&mut read, &organization.id, id).await?;
    let is_waiting = !missing(&mut read, &organization, &timetable, actor).await?.is_empty();
    drop(read);
    if !is_waiting {
        return Ok(());
    }
    let mut write = app.store.write().await?;
    // With the timetable of the organisation locked, no other replica draws meanwhile.
    write.lock_timetable(&organization.id).await?;
    let timetable = find(&mut write, &organization.id, id).await?;
    if timetable.ended_at.is_some() {
        return Ok(());
    }
    for (occurrence, plan) in missing(&mut write, &organization, &timetable, actor).await? {
        match draw(&mut write, actor, id, plan, occurrence).await {
            Ok(()) => outcome.drawn += 1,
            Err(Error::Conflict { detail, .. } | Error::Refused { detail, .. }) => {
                outcome.colliding += 1;
                outcome.problems.add(format!("{}, {}: {detail}", plan.title, occurrence.day));
            }
            Err(other) => return Err(other),
        }
    }
    write.commit().await?;
    Ok(())
}

/// The lessons within eight weeks that no session stands for, and that are not skipped.
async fn missing<'a>(
    read: &mut Read,
    organization: &Organization,
    timetable: &'a StoredTimetable,
    actor: &ActorContext,
) -> Result<Vec<(Occurrence, &'a TimetablePlan)>, StoreError> {
    let span = drawn_span(actor.now);
    let holidays = holidays_in(read, &organization.id, span).await?;
    let mut wanted = occurrences_of(&timetable.versions, span);
    let Some(first) = wanted.first().map(|(one, _)| one.day) else { return Ok(wanted) };
    let earliest = first.min(local_date(actor.now, organization.time_zone));
    let drawn: BTreeSet<_> = read
        .list_drawn_occurrences(&organization.id, &timetable.id, earliest)
        .await?
        .into_iter()
        .map(|link| link.day)
        .collect();
    wanted.retain(|(one, _)| {
        !drawn.contains(&one.day) && skipped(organization, &holidays, one.planned.from).is_none()
    });
    Ok(wanted)
}
