//! The fields of a person: shown, and read again when they are sent.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::app::Error;
use crate::app::people::households;
use crate::domain::people::Role;
use crate::domain::people::validated_text::{Email, Name};
use crate::http::problem::Problem;
use crate::store::people::households::Household;
use crate::store::{Read, Write};
use crate::web::components::field::FormView;
use crate::web::route::PageRequest;

/// Households offered while one types; others may be typed all the same.
const MAX_SUGGESTIONS: i64 = 300;

/// What stands in the fields before anything is typed.
#[derive(Default)]
pub struct PersonFields<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub roles: BTreeSet<Role>,
    pub household: &'a str,
}

impl PersonFields<'_> {
    pub fn render(&self, form: &FormView<'_>, households: &[String]) -> Markup {
        let ui = form.ui;
        let is_superadmin = ui.viewer.as_ref().is_some_and(|viewer| viewer.caller.is_superadmin());
        // Whom only a superadmin may make is offered to them alone; who is one shows it.
        let offered = |role: &&Role| **role != Role::Superadmin || is_superadmin || self.roles.contains(role);
        html! {
            (form.text("name", ui.text("people-name"), self.name).required().autocomplete("off"))
            (form.input("email", "email", ui.text("people-email"), self.email)
                .hint(ui.text("people-email-hint")).autocomplete("off"))
            (form.group(ui.text("people-roles"), html! {
                @for role in Role::ALL.iter().filter(offered) {
                    (form.checkbox("roles", role.as_str(), ui.word("role", role.as_str()), self.roles.contains(role)))
                }
            }))
            (form.text("household", ui.text("people-household"), self.household)
                .hint(ui.text("people-household-hint")).suggesting(households).autocomplete("off"))
        }
    }
}

/// What was sent.
pub struct PersonInput {
    pub name: Name,
    pub email: Option<Email>,
    pub roles: BTreeSet<Role>,
    pub household: Option<Name>,
}

impl PersonInput {
    pub fn read(page: &PageRequest) -> Result<PersonInput, Problem> {
        let (form, ui) = (&page.form, &page.ui);
        let name = Name::parse(form.required("name")?).map_err(|_| ui.refuse("people-bad-name", "name"))?;
        let email = form.optional("email").map(Email::parse).transpose();
        let household = form.optional("household").map(Name::parse).transpose();
        let roles = form
            .all("roles")
            .map(|word| Role::parse(word).ok_or_else(|| ui.refuse("people-bad-role", "roles")));
        Ok(PersonInput {
            name,
            email: email.map_err(|_| ui.refuse("people-bad-email", "email"))?,
            roles: roles.collect::<Result<_, _>>()?,
            household: household.map_err(|_| ui.refuse("people-bad-name", "household"))?,
        })
    }
}

/// The id of the household that was named, made where there is none of this name. The one held so far stays where its name
/// does, however many are called so.
pub async fn household(
    page: &PageRequest,
    write: &mut Write,
    named: Option<Name>,
    held: Option<Household>,
) -> Result<Option<String>, Problem> {
    let Some(name) = named else { return Ok(None) };
    if let Some(held) = held.filter(|held| held.name == name.as_str()) {
        return Ok(Some(held.id));
    }
    if write.households_named(page.scope.organization(), &[name.as_str()]).await?.len() > 1 {
        return Err(page.ui.refuse("people-import-ambiguous", "household"));
    }
    let (household, _) = households::find_or_add(write, &page.actor(), name).await?;
    Ok(Some(household.id))
}

/// The names of households to choose from.
pub async fn household_suggestions(read: &mut Read, organization: &str) -> Result<Vec<String>, Problem> {
    let some = read.search_households(organization, "", None, MAX_SUGGESTIONS).await?;
    Ok(some.into_iter().map(|one| one.name).collect())
}

/// A refusal, beside the field it is about.
pub fn at_its_field(error: Error) -> Problem {
    let problem = Problem::from(error);
    if problem.code == "email_taken" { problem.at_field("email") } else { problem }
}
