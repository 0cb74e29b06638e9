//! Who registers for an event, and what somebody is registered for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::bodies::{EventBody, RegistrationBody, TicketBody};
use crate::api::{Created, NoBody, NoContent, Page, Problem, Route, RouteRequest, delete, get, post};
use crate::app::checkin::codes::CodeKeys;
use crate::app::event::{find, mine, register};
use crate::domain::access::{Grant, Rows};
use crate::domain::checkin::event::RegistrationStatus;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::http::pagination;
use crate::http::roles::{EVENT_REGISTRANTS, REGISTRATION_READERS};
use crate::store::event::registrations::RegistrationFilter;

const STUDENTS: &[Grant] = &[(Role::Student, Rows::OwnPerson)];

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/events/{id}/registrations", "Registrations for an event, in the order they were made")
            .who(REGISTRATION_READERS)
            .to(list),
        post(
            "/api/v1/events/{id}/registrations",
            "Register oneself, or by who has the event somebody else; where no place is left, on the waiting list",
        )
        .who(EVENT_REGISTRANTS)
        .to(create)
        .refuses(&["already_registered", "cancelled", "over", "unknown_person"]),
        delete(
            "/api/v1/events/{id}/registrations/{registration}",
            "Cancel a registration; its place goes to who has waited longest",
        )
        .who(EVENT_REGISTRANTS)
        .to(cancel)
        .refuses(&["already_checked_in", "cancelled", "over"]),
        get("/api/v1/me/registrations", "What one is registered for, cancelled ones too, the latest event first")
            .who(STUDENTS)
            .to(list_own),
    ]
}

/// A registration with its person and ticket.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ListedRegistration)]
struct ListedRegistrationBody {
    #[serde(flatten)]
    registration: RegistrationBody,
    user_name: String,
    email: Option<String>,
    /// Left out where there is none that holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    ticket: Option<TicketBody>,
}

#[derive(Deserialize, IntoParams)]
struct RegistrationParameters {
    /// `REGISTERED`, `WAITLISTED` or `CANCELLED`.
    #[param(value_type = Option<String>)]
    status: Option<RegistrationStatus>,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list(
    request: RouteRequest<NoBody, RegistrationParameters>,
) -> Result<Page<ListedRegistrationBody>, Problem> {
    let query = &request.query;
    let limit = pagination::limit(query.limit)?;
    let after: Option<(Timestamp, String)> = pagination::decode_cursor(query.cursor.as_deref())?;
    let (mut read, organization) = (request.read().await?, request.scope.organization());
    let event = find::find(&mut read, &request.scope, request.id()).await?;
    let filter = RegistrationFilter { status: query.status, after };
    let rows = read.list_registrations(organization, &event.id, &filter, limit + 1).await?;
    let mut tickets = mine::tickets_of(&mut read, organization, &rows).await?;
    let ids: BTreeSet<&str> = rows.iter().map(|one| one.person_id.as_str()).collect();
    let people = read.find_people(organization, &ids).await?;
    let keys = CodeKeys::load(&mut read, &request.app.secrets, organization).await?;
    let mut named = Vec::with_capacity(rows.len());
    for row in rows {
        let person = people.iter().find(|person| person.id == row.person_id);
        let (name, email) = person
            .map_or((row.person_id.clone(), None), |person| (person.name.clone(), person.email.clone()));
        let ticket = tickets.remove(&row.id);
        named.push((row, name, email, ticket));
    }
    Ok(Page::from_rows(
        named,
        limit,
        |(row, ..)| (row.created_at, row.id.clone()),
        |(row, user_name, email, ticket)| ListedRegistrationBody {
            registration: RegistrationBody::of(&keys, &event, row),
            user_name,
            email,
            ticket: ticket.map(|ticket| TicketBody::of(&keys, ticket)),
        },
    ))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewRegistration)]
#[schema(example = json!({}))]
struct NewRegistrationBody {
    /// Left out: oneself.
    person_id: Option<String>,
}

async fn create(request: RouteRequest<NewRegistrationBody>) -> Result<Created<RegistrationBody>, Problem> {
    let person = request.body.person_id.as_ref().unwrap_or(&request.caller.person);
    let (mut write, actor) = (request.write().await?, request.actor());
    let registration = register::register(&mut write, &actor, request.id(), person).await?;
    let event = write.find_event(actor.organization(), request.id()).await?;
    let event = event.ok_or_else(|| Problem::not_found("event"))?;
    let keys = CodeKeys::load(&mut write, &request.app.secrets, actor.organization()).await?;
    let body = RegistrationBody::of(&keys, &event, registration);
    request.commit_unevaluated(write, Created(body)).await
}

async fn cancel(request: RouteRequest) -> Result<NoContent, Problem> {
    let mut write = request.write().await?;
    let registration = request.path.get("registration");
    register::cancel(&mut write, &request.actor(), request.id(), registration).await?;
    request.commit_unevaluated(write, NoContent).await
}

#[derive(Serialize, ToSchema)]
#[schema(as = OwnRegistration)]
struct OwnRegistrationBody {
    event: EventBody,
    registration: RegistrationBody,
    /// Left out where there is none that holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    ticket: Option<TicketBody>,
}

async fn list_own(request: RouteRequest) -> Result<Page<OwnRegistrationBody>, Problem> {
    let (mut read, organization) = (request.read().await?, request.scope.organization());
    let own = mine::registrations_of(&mut read, organization, &request.caller.person).await?;
    let keys = CodeKeys::load(&mut read, &request.app.secrets, organization).await?;
    let items = own.into_iter().map(|one| OwnRegistrationBody {
        registration: RegistrationBody::of(&keys, &one.event, one.registration),
        ticket: one.ticket.map(|ticket| TicketBody::of(&keys, ticket)),
        event: one.event.into(),
    });
    Ok(Page::complete(items.collect()))
}
