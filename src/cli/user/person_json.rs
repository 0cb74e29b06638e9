//! A person as `--json` prints them.

use serde_json::{Value, json};

use crate::domain::organization::Organization;
use crate::store::people::Person;

/// The fields of the API's person, with the organisation they belong to.
pub fn user_json(organization: &Organization, person: &Person) -> Value {
    json!({
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "roles": person.roles,
        "organizationId": organization.id,
        "organizationName": organization.name,
        "householdId": person.household,
        "hasPassword": person.has_password,
        "isActive": person.is_active,
        "createdAt": person.created_at,
    })
}
