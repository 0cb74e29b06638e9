//! Stored sessions → a bundle that holds everything they are evaluated from, so that a replay of it gives the
//! results shown here.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::app::evaluate::visitors::{is_about, visit_bounds, visits};
use crate::app::subscription::ledger;
use crate::bundle::{BundleDocument, BundleOrganization, BundlePerson, BundleSession};
use crate::domain::access;
use crate::domain::evidence::{Evidence, Observation, scope};
use crate::domain::money::line::SessionCoverage;
use crate::domain::money::rate::RateScope;
use crate::domain::organization::policy::PolicyPatch;
use crate::domain::people::{Identity, Role};
use crate::domain::session::{Session, SessionPlace};
use crate::domain::time::{DAY, Span, Timestamp};
use crate::store::people::Person;
use crate::store::session::{OverlapFilter, SessionFilter, StoredSession};
use crate::store::{Read, StoreError};

/// The version of the format.
const BUNDLE_VERSION: u32 = 1;
/// Sessions in one room or space that start and end so near to each other may cut each other's windows; milliseconds.
const NEIGHBOUR_DISTANCE: i64 = DAY;

/// Which sessions.
#[derive(Clone, Debug)]
pub enum ExportSelection {
    Session(String),
    /// Those whose scheduled start lies in it.
    Starting(Span),
}

/// The bundle of these sessions, and of those beside them in the same room, as of an instant; `None` where there is no
/// such organisation or session.
///
/// # Errors
/// Those of the store.
pub async fn export(
    read: &mut Read,
    organization: &str,
    selection: &ExportSelection,
    as_of: Timestamp,
) -> Result<Option<BundleDocument>, StoreError> {
    let Some(pricing) = read.find_pricing_context(organization).await? else { return Ok(None) };
    let wanted = match selection {
        ExportSelection::Session(id) => read.find_sessions(organization, &[id.as_str()]).await?,
        ExportSelection::Starting(span) => {
            let filter = SessionFilter { starting: *span, ..SessionFilter::default() };
            read.list_sessions(&access::Scope::whole_organization(organization), filter, None, i64::MAX)
                .await?
        }
    };
    if wanted.is_empty() && matches!(selection, ExportSelection::Session(_)) {
        return Ok(None);
    }
    let sessions = with_neighbours(read, organization, wanted).await?;
    let mut evidence = evidence(read, organization, &sessions, as_of).await?;

    let identity = |source, value: &str| Identity { source, value: value.to_owned() };
    let seen: BTreeSet<Identity> = evidence
        .iter()
        .flat_map(|(_, one)| one.participants().into_iter().map(|(value, _)| identity(one.source, value)))
        .collect();
    let owned = read.find_identities(organization, &seen.iter().collect::<Vec<_>>()).await?;
    evidence.retain(|(_, one)| match &one.observation {
        Observation::Bind(bind) => seen.contains(&bind.identity()),
        _ => true,
    });
    let people = people(read, organization, &sessions, &owned, &evidence).await?;
    let ids: BTreeSet<&str> = people.iter().map(|person| person.id.as_str()).collect();
    let rates = read.list_rates(organization).await?.into_iter().filter(|stored| match &stored.rate.scope {
        RateScope::Person(id) => ids.contains(id.as_str()),
        RateScope::Organization | RateScope::Kind(_) => true,
    });
    let sought: Vec<&str> = sessions.iter().map(|one| one.session.id.as_str()).collect();
    let mut coverage = ledger::coverage(read, organization, &sought).await?;
    Ok(Some(BundleDocument {
        rollcall_bundle: BUNDLE_VERSION,
        as_of,
        organization: BundleOrganization {
            time_zone: pricing.time_zone,
            currency: pricing.currency,
            // Each session carries the policy it was created under.
            policy: PolicyPatch::default(),
        },
        rates: rates.map(|stored| stored.rate.into()).collect(),
        sessions: sessions
            .into_iter()
            .map(|one| {
                let covered_by = coverage.remove(&one.session.id).unwrap_or_default();
                session(one, covered_by)
            })
            .collect(),
        people: people.into_iter().map(|one| person(one, &owned)).collect(),
        evidence: evidence.into_iter().map(|(item, _)| item).collect(),
    }))
}

async fn with_neighbours(
    read: &mut Read,
    organization: &str,
    wanted: Vec<StoredSession>,
) -> Result<Vec<StoredSession>, StoreError> {
    let places: BTreeSet<SessionPlace> = wanted.iter().flat_map(|one| one.session.places()).collect();
    let starts = wanted.iter().map(|one| one.session.start).min();
    let ends = wanted.iter().map(|one| one.session.end).max();
    let Some((from, to)) = starts.zip(ends) else { return Ok(wanted) };
    let near =
        OverlapFilter::overlapping(Span::new(from.plus(-NEIGHBOUR_DISTANCE), to.plus(NEIGHBOUR_DISTANCE)));
    let beside = read.list_sessions_at(organization, &Vec::from_iter(places), near).await?;
    let is_near = |other: &Session| {
        wanted.iter().any(|StoredSession { session: one, .. }| {
            let reach = Span::new(one.start.plus(-NEIGHBOUR_DISTANCE), one.end.plus(NEIGHBOUR_DISTANCE));
            reach.overlaps(Span::new(other.start, other.end))
                && one.places().any(|place| other.places().any(|other| other == place))
        })
    };
    let mut all: Vec<StoredSession> = beside.into_iter().filter(|other| is_near(&other.session)).collect();
    all.retain(|other| wanted.iter().all(|one| one.session.id != other.session.id));
    all.extend(wanted);
    all.sort_by_key(StoredSession::cursor);
    Ok(all)
}

/// What was received about these sessions: each item as it is stored, and parsed.
async fn evidence(
    read: &mut Read,
    organization: &str,
    sessions: &[StoredSession],
    as_of: Timestamp,
) -> Result<Vec<(Value, Evidence)>, StoreError> {
    let scopes: BTreeSet<String> = sessions.iter().flat_map(|one| one.session.evidence_scopes()).collect();
    let mut sought: Vec<&str> = scopes.iter().map(String::as_str).collect();
    sought.push(scope::IDENTITIES);
    let mut items = read.evidence_about(organization, &sought, as_of).await?;
    let planned: Vec<&Session> = sessions.iter().map(|one| &one.session).collect();
    let visitors = visit_bounds(read, organization, &planned).await?;
    items.extend(visits(read, organization, &visitors, as_of).await?);
    let mut found: Vec<(Value, Evidence)> =
        items.iter().filter_map(|item| Evidence::parse_stored_item(item).ok()).collect();
    if found.len() < items.len() {
        // Without all of its evidence a bundle would replay to another result.
        let all = Span::new(Timestamp::MIN, as_of.plus(1));
        let of_visitors: Vec<String> = visitors.keys().map(|person| scope::visitor(person)).collect();
        sought.extend(of_visitors.iter().map(String::as_str));
        if let Some(row) = read.unreadable_evidence(organization, &sought, all).await?.first() {
            return Err(Box::new(row.key.as_unreadable("it is no evidence")).into());
        }
    }
    // A person's visits at other times concern none of them.
    found.retain(|(_, one)| {
        let step = one.observation.venue_step();
        step.is_none_or(|step| planned.iter().any(|session| is_about(&step, session)))
    });
    Ok(found)
}

/// Everybody whom the sessions, their identities or their evidence name.
async fn people(
    read: &mut Read,
    organization: &str,
    sessions: &[StoredSession],
    owned: &[(Identity, String)],
    evidence: &[(Value, Evidence)],
) -> Result<Vec<Person>, StoreError> {
    let rosters = sessions.iter().flat_map(|one| one.session.teacher.iter().chain(&one.session.students));
    let owners = owned.iter().map(|(_, owner)| owner);
    let named = evidence.iter().filter_map(|(_, one)| match &one.observation {
        Observation::Scan(scan) => Some(&scan.person_id),
        Observation::Mark(mark) => Some(&mark.person_id),
        Observation::Visit(visit) => Some(&visit.person_id),
        Observation::Override(stated) => Some(&stated.person_id),
        Observation::Bind(bind) => bind.person_id.as_ref(),
        Observation::Webhook(_) | Observation::Roster(_) | Observation::Poll(_) => None,
    });
    let ids: BTreeSet<&str> = rosters.chain(owners).chain(named).map(String::as_str).collect();
    read.find_people(organization, &ids).await
}

fn person(person: Person, owned: &[(Identity, String)]) -> BundlePerson {
    let identities = owned.iter().filter(|(_, owner)| *owner == person.id);
    BundlePerson {
        identities: identities.map(|(identity, _)| identity.clone()).collect(),
        // A bundle has one role for each person; the rosters say who teaches.
        role: person.roles.first().copied().unwrap_or(Role::Student),
        name: Some(person.name),
        household_id: person.household,
        id: person.id,
    }
}

fn session(stored: StoredSession, covered_by: SessionCoverage) -> BundleSession {
    let Session { id, kind, format, platform, room, meet_space, venue_id, start, end, .. } = stored.session;
    BundleSession {
        id,
        kind,
        format,
        platform,
        room,
        meet_space,
        venue_id,
        start,
        end,
        teacher: stored.session.teacher,
        students: stored.session.students,
        cancelled: stored.session.cancelled,
        completed_at: stored.session.completed_at,
        policy: stored.policy_patch,
        covered_by,
    }
}
