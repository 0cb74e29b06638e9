//! People of the organisation.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::{Created, NoBody, NoContent, Problem, Route, RouteRequest, get, patch, post, put};
use crate::app::access::password::NewPassword;
use crate::app::people;
use crate::app::people::search::people_meant;
use crate::domain::access::{Grant, Rows};
use crate::domain::people::Role;
use crate::domain::people::validated_text::{Email, Name};
use crate::domain::time::Timestamp;
use crate::http::body::double_option;
use crate::http::pagination;
use crate::http::pagination::Page;
use crate::http::roles::ADMINS;
use crate::store::people::{PeopleFilter, Person};

/// Who sees people: the office sees all, everybody else those they have to do with.
const READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Receptionist, Rows::Organization),
    (Role::Moderator, Rows::Organization),
    (Role::Organizer, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnHousehold),
];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/people", "People, by id").who(READERS).to(list),
        post("/api/v1/people", "Add a person")
            .who(ADMINS)
            .to(create)
            .refuses(&["email_taken", "unknown_household"]),
        get("/api/v1/people/{id}", "One person").who(READERS).to(show),
        patch("/api/v1/people/{id}", "Change a person; what is left out stays")
            .who(ADMINS)
            .to(change)
            .refuses(&["email_taken", "unknown_household", "own_account"]),
        put("/api/v1/people/{id}/password", "Set somebody's password; their logins and API tokens end")
            .who(ADMINS)
            .to(set_password),
    ]
}

/// A person as the API shows them.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Person)]
#[schema(example = json!({
    "id": "0193f1c0", "name": "Aisha", "email": "aisha@alnoor.example", "roles": ["teacher"],
    "householdId": null, "hasPassword": true, "isActive": true, "createdAt": "2026-01-01T07:30:00.000Z"
}))]
pub(crate) struct PersonBody {
    id: String,
    name: String,
    email: Option<String>,
    roles: BTreeSet<Role>,
    household_id: Option<String>,
    /// Whether they can log in with a password.
    has_password: bool,
    is_active: bool,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Person> for PersonBody {
    fn from(person: Person) -> PersonBody {
        PersonBody {
            id: person.id,
            name: person.name,
            email: person.email,
            roles: person.roles,
            household_id: person.household,
            has_password: person.has_password,
            is_active: person.is_active,
            created_at: person.created_at,
        }
    }
}

#[derive(Deserialize, IntoParams)]
struct PeopleParameters {
    /// Only people with this role.
    #[param(inline)]
    role: Option<Role>,
    household_id: Option<String>,
    is_active: Option<bool>,
    /// Only active people who may be meant by this: an id, an e-mail address, a name or some words of it. One page, by name.
    q: Option<String>,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list(request: RouteRequest<NoBody, PeopleParameters>) -> Result<Page<PersonBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    if let Some(said) = &request.query.q {
        return search(&request, said, limit).await;
    }
    let filter = PeopleFilter {
        role: request.query.role,
        household: request.query.household_id.clone(),
        is_active: request.query.is_active,
        after: pagination::decode_cursor(request.query.cursor.as_deref())?,
        limit: limit + 1,
    };
    let people = request.read().await?.list_people(&request.scope, &filter).await?;
    Ok(Page::from_rows(people, limit, |person| person.id.clone(), PersonBody::from))
}

async fn search(
    request: &RouteRequest<NoBody, PeopleParameters>,
    said: &str,
    limit: i64,
) -> Result<Page<PersonBody>, Problem> {
    let PeopleParameters { role, household_id, is_active, .. } = &request.query;
    let mut found = people_meant(&mut request.read().await?, &request.scope, said).await?;
    found.retain(|one| {
        role.is_none_or(|role| one.roles.contains(&role))
            && household_id.as_ref().is_none_or(|wanted| one.household.as_ref() == Some(wanted))
            && is_active.is_none_or(|wanted| one.is_active == wanted)
    });
    found.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    found.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(Page::complete(found.into_iter().map(PersonBody::from).collect()))
}

async fn show(request: RouteRequest) -> Result<PersonBody, Problem> {
    Ok(people::find(&mut request.read().await?, &request.scope, request.id()).await?.into())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"name": "Aisha", "email": "aisha@alnoor.example", "roles": ["teacher"]}))]
#[schema(as = NewPerson)]
struct NewPersonBody {
    #[schema(value_type = String)]
    name: Name,
    /// Nobody else's in the organisation: it is what they log in with.
    #[schema(value_type = Option<String>)]
    email: Option<Email>,
    #[serde(default)]
    roles: BTreeSet<Role>,
    household_id: Option<String>,
    #[schema(value_type = Option<String>, format = Password, min_length = 8)]
    password: Option<NewPassword>,
}

async fn create(request: RouteRequest<NewPersonBody>) -> Result<Created<PersonBody>, Problem> {
    let NewPersonBody { name, email, roles, household_id, password } = &request.body;
    let hash = match password {
        Some(password) => Some(password.clone().hash().await),
        None => None,
    };
    let new = people::NewPerson {
        name: name.clone(),
        email: email.clone(),
        roles: roles.clone(),
        household: household_id.clone(),
    };
    let mut write = request.write().await?;
    let mut person = people::add(&mut write, &request.actor(), new).await?;
    if let Some(hash) = hash {
        people::set_password(&mut write, &request.actor(), &person.id, &hash).await?;
        person.has_password = true;
    }
    request.commit(write, Created(person.into())).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"roles": ["teacher", "admin"]}))]
#[schema(as = PersonChange)]
struct PersonChangeBody {
    #[schema(value_type = Option<String>)]
    name: Option<Name>,
    /// `null` takes the address away.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>)]
    email: Option<Option<Email>>,
    roles: Option<BTreeSet<Role>>,
    /// `null` takes them out of their household.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>)]
    household_id: Option<Option<String>>,
    /// Who is not active cannot log in, and has no login or API token left; their history stays.
    is_active: Option<bool>,
}

async fn change(request: RouteRequest<PersonChangeBody>) -> Result<PersonBody, Problem> {
    let change = people::PersonChange {
        name: request.body.name.clone(),
        email: request.body.email.clone(),
        roles: request.body.roles.clone(),
        household: request.body.household_id.clone(),
        is_active: request.body.is_active,
    };
    let mut write = request.write().await?;
    let person = people::change(&mut write, &request.actor(), request.id(), change).await?;
    request.commit(write, person.into()).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"password": "correct horse battery staple"}))]
#[schema(as = PasswordOf)]
struct NewPasswordBody {
    #[schema(value_type = String, format = Password, min_length = 8)]
    password: NewPassword,
}

async fn set_password(request: RouteRequest<NewPasswordBody>) -> Result<NoContent, Problem> {
    // Checks first that the caller may see this person, because computing the hash is expensive.
    people::find(&mut request.read().await?, &request.scope, request.id()).await?;
    let hash = request.body.password.clone().hash().await;
    let mut write = request.write().await?;
    people::set_password(&mut write, &request.actor(), request.id(), &hash).await?;
    request.commit(write, NoContent).await
}
