//! Scans and entries at a venue: who may enter, whether it is in or out, and the visits of the day.

use super::attempt::{Attempt, NamedPerson, RefusedScan, ScanDecision, TakenScan};
use super::taken_again::taken_again;
use crate::app::Error;
use crate::app::notify::tell::visits;
use crate::domain::checkin::code::Code;
use crate::domain::checkin::membership::{Eligibility, eligibility};
use crate::domain::checkin::refusal::Refusal;
use crate::domain::checkin::venue_code::check_venue_code;
use crate::domain::checkin::venue_day::DayClock;
use crate::domain::checkin::visits::{DOUBLE_READ, DayVisit, StepKind, VisitStep, visits_of_day};
use crate::domain::checkin::words::{CheckInFinding, CheckInLevel, VisitSource};
use crate::domain::evidence::manual::{Direction, Purpose};
use crate::domain::notification::visit_news::Visitor;
use crate::domain::people::Role;
use crate::domain::time::calendar::local_date;
use crate::domain::time::{Span, Timestamp};
use crate::store::checkin::scans::StoredScan;
use crate::store::checkin::visits::StoredVisit;
use crate::store::people::Person;
use crate::store::venue::venues::Venue;
use crate::store::{Read, Write};

/// When days begin at a venue.
pub fn day_clock(venue: &Venue) -> DayClock {
    DayClock { zone: venue.time_zone, starts_at: venue.day_starts_at }
}

/// A member reads the code of a venue.
pub(super) async fn scan_venue_code(
    write: &mut Write,
    attempt: &Attempt<'_>,
    code: &Code,
) -> Result<ScanDecision, Error> {
    let organization = attempt.actor.organization();
    let refused = |refusal| RefusedScan {
        person_id: Some(attempt.caller.person.clone()),
        venue_id: Some(code.subject.clone()),
        ..RefusedScan::because(refusal)
    };
    let Some(venue) = write.find_venue(organization, &code.subject).await? else {
        return Ok(ScanDecision::Refused(RefusedScan::because(Refusal::InvalidCode)));
    };
    let person = write.lock_person(organization, &attempt.caller.person).await?;
    let person = person.ok_or(Error::NotFound("person"))?.into_inner();
    if code.is_read_too_early(code.issued_at, attempt.scanned_at) {
        return Ok(ScanDecision::Refused(refused(Refusal::TooEarly)));
    }
    let mut day = VenueDay::load(write, organization, &venue, &person, attempt.scanned_at).await?;
    if let Some(before) = day.double_read(attempt.scanned_at) {
        return Ok(ScanDecision::Repeated(taken_again(write, organization, before).await?));
    }
    let direction = day.take(attempt.step(StepKind::Toggle), attempt.actor.now);
    let eligible = match direction {
        // Whoever is inside may always leave.
        Direction::Out => Eligibility::Admitted,
        Direction::In => who_may_enter(write, organization, &venue, &person, attempt.scanned_at).await?,
    };
    if eligible == Eligibility::OtherVenue {
        return Ok(ScanDecision::Refused(refused(Refusal::WrongOrganization)));
    }
    let states: Vec<_> =
        write.venue_code_changes(organization, &venue.id).await?.into_iter().map(|one| one.state).collect();
    let changed_since = match check_venue_code(&states, code.issued_at, attempt.scanned_at) {
        Ok(changed_since) => changed_since,
        Err(refusal) => return Ok(ScanDecision::Refused(refused(refusal))),
    };
    if let Some(refusal) = not_admitted(eligible) {
        return Ok(ScanDecision::Refused(refused(refusal)));
    }
    day.save(write, organization, VisitSource::QrScan, None, attempt.actor.now).await?;
    Ok(ScanDecision::Taken(TakenScan {
        finding: changed_since.then_some(CheckInFinding::UploadedAfterChange),
        code_expires_at: code.expires_at,
        ..taken(attempt, Purpose::Venue, &venue, &person, direction)
    }))
}

/// A receptionist reads the card of a member.
pub(super) async fn scan_card(
    write: &mut Write,
    attempt: &Attempt<'_>,
    person: &Person,
) -> Result<ScanDecision, Error> {
    let organization = attempt.actor.organization();
    let venue = chosen_venue(write, organization, attempt.request.venue_id.as_deref()).await?;
    let mut day = VenueDay::load(write, organization, &venue, person, attempt.scanned_at).await?;
    if let Some(before) = day.double_read(attempt.scanned_at) {
        return Ok(ScanDecision::Repeated(taken_again(write, organization, before).await?));
    }
    let direction = day.take(attempt.step(StepKind::Toggle), attempt.actor.now);
    if direction == Direction::In {
        let eligible = who_may_enter(write, organization, &venue, person, attempt.scanned_at).await?;
        let refusal = not_admitted(eligible)
            .or((eligible == Eligibility::OtherVenue).then_some(Refusal::WrongOrganization));
        if let Some(refusal) = refusal {
            return Ok(ScanDecision::Refused(RefusedScan {
                person_id: Some(person.id.clone()),
                venue_id: Some(venue.id),
                ..RefusedScan::because(refusal)
            }));
        }
    }
    day.save(write, organization, VisitSource::QrScan, None, attempt.actor.now).await?;
    Ok(ScanDecision::Taken(taken(attempt, Purpose::Member, &venue, person, direction)))
}

impl Attempt<'_> {
    fn step(&self, kind: StepKind) -> VisitStep {
        VisitStep { at: self.scanned_at, id: self.id.clone(), kind }
    }
}

fn taken(
    attempt: &Attempt<'_>,
    purpose: Purpose,
    venue: &Venue,
    person: &Person,
    direction: Direction,
) -> TakenScan {
    TakenScan {
        id: attempt.id.clone(),
        purpose,
        level: CheckInLevel::Venue,
        person: NamedPerson { id: person.id.clone(), name: person.name.clone() },
        venue_id: Some(venue.id.clone()),
        session_id: None,
        direction,
        is_toggle: true,
        at: attempt.scanned_at,
        finding: None,
        code_expires_at: None,
    }
}

/// The venue that is named, or the organisation's only one.
///
/// # Errors
/// 400 `choose_venue` where there are several and none is named; 404 for one that is not there.
pub async fn chosen_venue(read: &mut Read, organization: &str, named: Option<&str>) -> Result<Venue, Error> {
    if let Some(id) = named {
        return read.find_venue(organization, id).await?.ok_or(Error::NotFound("venue"));
    }
    let mut venues = read.list_venues(organization, "", 2).await?;
    match venues.len() {
        0 => Err(Error::NotFound("venue")),
        1 => Ok(venues.remove(0)),
        _ => Err(Error::Invalid {
            code: "choose_venue",
            detail: "There are several venues: say which one (venueId).".to_owned(),
        }),
    }
}

/// Whether a venue admits somebody at an instant.
pub async fn who_may_enter(
    read: &mut Read,
    organization: &str,
    venue: &Venue,
    person: &Person,
    at: Timestamp,
) -> Result<Eligibility, Error> {
    if !person.is_active || !person.roles.contains(&Role::Student) {
        return Ok(Eligibility::MembershipInactive);
    }
    if !venue.requires_membership {
        return Ok(Eligibility::Admitted);
    }
    let memberships = read.membership_history(organization, &person.id).await?;
    // The last day counts to midnight of the venue's zone, whenever the venue's own day ends.
    Ok(eligibility(&memberships, &venue.id, local_date(at, venue.time_zone), at))
}

fn not_admitted(eligible: Eligibility) -> Option<Refusal> {
    match eligible {
        Eligibility::Admitted | Eligibility::OtherVenue => None,
        Eligibility::MembershipInactive => Some(Refusal::MembershipInactive),
        Eligibility::PlanNotEligible => Some(Refusal::PlanNotEligible),
    }
}

/// The scans of one person at one venue on one of its days, and the visits they come to.
pub(super) struct VenueDay<'a> {
    venue: &'a Venue,
    person: &'a Person,
    clock: DayClock,
    span: Span,
    limit: i64,
    scans: Vec<StoredScan>,
    steps: Vec<VisitStep>,
    visits: Vec<DayVisit>,
}

impl<'a> VenueDay<'a> {
    /// The day that an instant lies in. What the person forgot to end before is closed on the way.
    pub(super) async fn load(
        write: &mut Write,
        organization: &str,
        venue: &'a Venue,
        person: &'a Person,
        at: Timestamp,
    ) -> Result<VenueDay<'a>, Error> {
        write.close_forgotten_visits_of(organization, &person.id, &venue.id, at).await?;
        let (clock, limit) = (day_clock(venue), write.find_settings(organization).await?.visit_limit());
        let span = clock.day_of(at);
        // A double read may straddle the beginning of a day.
        let around = Span::new(span.from.plus(-DOUBLE_READ), span.to.plus(DOUBLE_READ));
        let mut scans = write.taken_scans(organization, &person.id, around).await?;
        scans.retain(|one| {
            one.level == Some(CheckInLevel::Venue) && one.venue_id.as_deref() == Some(venue.id.as_str())
        });
        let of_day = scans.iter().filter(|one| span.contains(one.scanned_at));
        let steps = of_day
            .filter_map(|one| {
                let kind = match (one.is_toggle, one.direction?) {
                    (true, _) => StepKind::Toggle,
                    (false, Direction::In) => StepKind::In,
                    (false, Direction::Out) => StepKind::Out,
                };
                Some(VisitStep { at: one.scanned_at, id: one.id.clone(), kind })
            })
            .collect();
        Ok(VenueDay { venue, person, clock, span, limit, scans, steps, visits: Vec::new() })
    }

    /// The scan that one at this instant is a double read of. Entries by hand are outside of it.
    fn double_read(&self, at: Timestamp) -> Option<&StoredScan> {
        let near = |one: &&StoredScan| one.is_toggle && at.since(one.scanned_at).abs() <= DOUBLE_READ;
        self.scans.iter().filter(near).min_by_key(|one| at.since(one.scanned_at).abs())
    }

    /// Whether the person is inside at an instant, by what is known of the day.
    pub(super) fn is_inside(&self, at: Timestamp) -> bool {
        let before = self.steps.iter().filter(|one| one.at <= at).cloned().collect();
        let visits = visits_of_day(before, &self.clock, self.limit, at);
        visits.last().is_some_and(|one| one.out_at.is_none())
    }

    /// Adds a step, and says which way it leads.
    pub(super) fn take(&mut self, step: VisitStep, now: Timestamp) -> Direction {
        let id = step.id.clone();
        self.steps.push(step);
        self.visits = visits_of_day(self.steps.clone(), &self.clock, self.limit, now);
        match self.visits.iter().any(|one| one.id == id) {
            true => Direction::In,
            false => Direction::Out,
        }
    }

    /// Writes the visits that the day comes to now. `source` and `finding` are those of a visit that the new step began.
    pub(super) async fn save(
        &self,
        write: &mut Write,
        organization: &str,
        source: VisitSource,
        finding: Option<CheckInFinding>,
        now: Timestamp,
    ) -> Result<Vec<StoredVisit>, Error> {
        let stored = write.visits_of_person(organization, &self.person.id, &self.venue.id, self.span).await?;
        let known = |id: &str| stored.iter().find(|one| one.id == id);
        let after: Vec<StoredVisit> = self
            .visits
            .iter()
            .map(|one| StoredVisit {
                id: one.id.clone(),
                venue_id: self.venue.id.clone(),
                person_id: self.person.id.clone(),
                in_at: one.in_at,
                out_at: one.out_at,
                source: known(&one.id)
                    .map_or_else(|| self.source_of(&one.id, source), |before| before.source),
                is_estimated: one.is_estimated(),
                finding: known(&one.id).map_or(finding, |before| before.finding),
                ends_by: Some(one.ends_by),
            })
            .collect();
        // Imported visits were made of no scan.
        let gone: Vec<&str> = stored
            .iter()
            .filter(|one| one.source != VisitSource::Class && !after.iter().any(|kept| kept.id == one.id))
            .map(|one| one.id.as_str())
            .collect();
        if !gone.is_empty() {
            write.delete_visits(organization, &gone).await?;
        }
        for visit in after.iter().filter(|visit| known(&visit.id) != Some(visit)) {
            write.put_visit(organization, visit).await?;
        }
        let visitor = Visitor { person_id: &self.person.id, venue_id: &self.venue.id };
        let made_of_scans: Vec<StoredVisit> =
            stored.into_iter().filter(|one| one.source != VisitSource::Class).collect();
        visits::tell(write, organization, visitor, &made_of_scans, &after, now).await?;
        Ok(after)
    }

    /// A later scan may begin a visit since another one came before it: it keeps its own source.
    fn source_of(&self, id: &str, new: VisitSource) -> VisitSource {
        match self.scans.iter().find(|one| one.id == id) {
            Some(scan) if scan.is_toggle => VisitSource::QrScan,
            Some(_) => VisitSource::AdminManual,
            None => new,
        }
    }
}
