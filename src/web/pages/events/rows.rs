//! Who registered for an event, waits, cancelled or came, as a table; and people who are looked for. A row leads to what can
//! be done about its person.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use crate::app::event::mine::tickets_of;
use crate::app::people::search::people_meant;
use crate::domain::access::Scope;
use crate::domain::checkin::event::{RegistrationStatus, TicketStatus};
use crate::domain::time::Timestamp;
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::EVENT_REGISTRARS;
use crate::store::Read;
use crate::store::event::StoredEvent;
use crate::store::event::admissions::StoredAdmission;
use crate::store::event::registrations::{RegistrationFilter, StoredRegistration};
use crate::store::event::tickets::StoredTicket;
use crate::store::people::Person;
use crate::web::components::event::registration_pill;
use crate::web::components::icon::icon;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// Rows on a page.
const LIMIT: usize = 100;
/// People of one search.
const MOST_FOUND: usize = 20;

/// Where somebody stands in an event.
pub(super) struct PersonAtEvent {
    pub person_id: String,
    pub name: String,
    pub email: Option<String>,
    pub registration: Option<StoredRegistration>,
    /// Unless it is revoked.
    pub ticket: Option<StoredTicket>,
    /// The last one that holds.
    pub admission: Option<StoredAdmission>,
}

/// Which of them are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    Registered,
    Waiting,
    Cancelled,
    Here,
}

impl Listed {
    pub const ALL: [Listed; 4] = [Listed::Registered, Listed::Waiting, Listed::Here, Listed::Cancelled];

    pub fn of(page: &PageRequest) -> Listed {
        let asked = page.query.text("show");
        Listed::ALL.into_iter().find(|one| one.word() == asked).unwrap_or(Listed::Registered)
    }

    pub fn word(self) -> &'static str {
        match self {
            Listed::Registered => "registered",
            Listed::Waiting => "waiting",
            Listed::Cancelled => "cancelled",
            Listed::Here => "here",
        }
    }

    pub fn text(self) -> &'static str {
        match self {
            Listed::Registered => "events-registered",
            Listed::Waiting => "events-waiting",
            Listed::Cancelled => "events-cancelled-ones",
            Listed::Here => "events-here",
        }
    }

    fn status(self) -> Option<RegistrationStatus> {
        match self {
            Listed::Registered => Some(RegistrationStatus::Registered),
            Listed::Waiting => Some(RegistrationStatus::Waitlisted),
            Listed::Cancelled => Some(RegistrationStatus::Cancelled),
            Listed::Here => None,
        }
    }
}

/// The last admission of each person that holds.
pub(super) type Admissions = BTreeMap<String, StoredAdmission>;

pub(super) fn by_person(admissions: &[StoredAdmission]) -> Admissions {
    admissions.iter().map(|one| (one.person_id.clone(), one.clone())).collect()
}

/// One page of a list, and where the next begins.
pub(super) async fn list(
    page: &PageRequest,
    read: &mut Read,
    event: &StoredEvent,
    admissions: &[StoredAdmission],
) -> Result<(Vec<PersonAtEvent>, Option<String>), Problem> {
    let organization = page.scope.organization();
    let listed = Listed::of(page);
    let Some(status) = listed.status() else {
        // Who came last is looked for first.
        let from: usize = decode_cursor(page.query.optional("cursor"))?.unwrap_or(0);
        let next = (admissions.len() > from.saturating_add(LIMIT)).then(|| encode_cursor(&(from + LIMIT)));
        let mut seen = BTreeSet::new();
        let mut people = Vec::new();
        for one in admissions.iter().rev().skip(from).take(LIMIT).filter(|one| seen.insert(&one.person_id)) {
            let registration = read.find_registration_of(organization, &event.id, &one.person_id).await?;
            people.push((one.person_id.clone(), registration));
        }
        return Ok((named(read, organization, people, &by_person(admissions)).await?, next));
    };
    let after: Option<(Timestamp, String)> = decode_cursor(page.query.optional("cursor"))?;
    let filter = RegistrationFilter { status: Some(status), after };
    let mut rows = read.list_registrations(organization, &event.id, &filter, LIMIT as i64 + 1).await?;
    let more = rows.len() > LIMIT;
    rows.truncate(LIMIT);
    let next = rows.last().filter(|_| more).map(|last| encode_cursor(&(last.created_at, &last.id)));
    let people = rows.into_iter().map(|row| (row.person_id.clone(), Some(row))).collect();
    Ok((named(read, organization, people, &by_person(admissions)).await?, next))
}

/// Whoever is meant by what was typed; who registers nobody finds those alone who are registered or here.
pub(super) async fn found(
    page: &PageRequest,
    read: &mut Read,
    event: &StoredEvent,
    admissions: &Admissions,
) -> Result<Vec<PersonAtEvent>, Problem> {
    let organization = page.scope.organization();
    let whole = Scope::whole_organization(organization);
    let may_register = page.ui.may(EVENT_REGISTRARS);
    let mut people = Vec::new();
    for person in people_meant(read, &whole, page.query.text("q")).await? {
        let registration = read.find_registration_of(organization, &event.id, &person.id).await?;
        if may_register || registration.is_some() || admissions.contains_key(&person.id) {
            people.push((person.id, registration));
        }
        if people.len() == MOST_FOUND {
            break;
        }
    }
    named(read, organization, people, admissions).await
}

/// The one person who is looked at, if the viewer may.
pub(super) async fn one(
    page: &PageRequest,
    read: &mut Read,
    event: &StoredEvent,
    admissions: &Admissions,
) -> Result<Option<PersonAtEvent>, Problem> {
    let Some(id) = page.query.optional("person") else { return Ok(None) };
    let organization = page.scope.organization();
    let registration = read.find_registration_of(organization, &event.id, id).await?;
    let is_known = registration.is_some() || admissions.contains_key(id);
    if !is_known && (!page.ui.may(EVENT_REGISTRARS) || read.find_person(organization, id).await?.is_none()) {
        return Ok(None);
    }
    Ok(named(read, organization, vec![(id.to_owned(), registration)], admissions).await?.pop())
}

async fn named(
    read: &mut Read,
    organization: &str,
    people: Vec<(String, Option<StoredRegistration>)>,
    admissions: &Admissions,
) -> Result<Vec<PersonAtEvent>, Problem> {
    let registrations: Vec<StoredRegistration> = people.iter().filter_map(|(_, one)| one.clone()).collect();
    let mut tickets = tickets_of(read, organization, &registrations).await?;
    let ids: BTreeSet<&str> = people.iter().map(|(id, _)| id.as_str()).collect();
    let known: BTreeMap<String, Person> =
        read.find_people(organization, &ids).await?.into_iter().map(|one| (one.id.clone(), one)).collect();
    let rows = people.into_iter().map(|(person_id, registration)| PersonAtEvent {
        name: known.get(&person_id).map_or_else(|| person_id.clone(), |one| one.name.clone()),
        email: known.get(&person_id).and_then(|one| one.email.clone()),
        ticket: registration.as_ref().and_then(|one| tickets.remove(&one.id)),
        admission: admissions.get(&person_id).cloned(),
        person_id,
        registration,
    });
    Ok(rows.collect())
}

/// The rows; each name leads to what can be done.
pub(super) fn table(ui: &Ui, event: &StoredEvent, label: &str, rows: &[PersonAtEvent]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(label) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("events-person")) }
                th scope="col" { (ui.text("events-standing")) }
                @if event.is_paid { th scope="col" { (ui.text("events-ticket")) } }
                th scope="col" { (ui.text("events-here-since")) }
            } }
            tbody { @for one in rows { tr id=(format!("row-{}", one.person_id)) {
                td {
                    a.row-link href=(format!("/events/{}?person={}#person", event.id, one.person_id)) { (ui.name(&one.name)) }
                    @if let Some(email) = &one.email { span.sub.ltr { (ui.name(email)) } }
                }
                td data-label=(ui.text("events-standing")) { (standing(ui, one)) }
                @if event.is_paid { td data-label=(ui.text("events-ticket")) { (ticket(ui, one.ticket.as_ref())) } }
                td data-label=(ui.text("events-here-since")) { (here_since(ui, one.admission.as_ref())) }
            } } }
        } }
    }
}

pub(super) fn standing(ui: &Ui, one: &PersonAtEvent) -> Markup {
    html! {
        @match &one.registration {
            Some(registration) => {
                (registration_pill(ui, registration.status))
                @if registration.is_walk_in { " " span.muted.small { (ui.text("events-walk-in")) } }
            }
            None => span.muted { (ui.text("events-not-registered")) },
        }
    }
}

pub(super) fn ticket(ui: &Ui, ticket: Option<&StoredTicket>) -> Markup {
    html! {
        @match ticket.map(|one| one.status) {
            Some(TicketStatus::Paid) => span.pill.positive { (icon("i-ticket")) (ui.text("events-ticket-paid")) },
            Some(TicketStatus::Pending) => span.pill.amber { (icon("i-clock")) (ui.text("events-ticket-pending")) },
            Some(TicketStatus::Revoked) | None => span.muted { (ui.text("events-ticket-none")) },
        }
    }
}

/// `17:02`; of another day with the day.
pub(super) fn here_since(ui: &Ui, admission: Option<&StoredAdmission>) -> Markup {
    html! {
        @match admission {
            Some(one) => {
                @let at = one.admitted_at;
                @let shown = if ui.day_of(at) == ui.today() { ui.clock(at) } else { format!("{}, {}", ui.day(at), ui.clock(at)) };
                span.positive { (icon("i-check")) } " " (ui.instant(at, &shown))
            }
            None => "–",
        }
    }
}
