//! A list of people into the organisation: first what would happen, line by line, then all of it in one transaction.
//! Lines that are refused are left out; whoever is there already stays as they are.

pub mod file;
pub mod plan;

use std::collections::BTreeMap;

use self::file::{ImportFile, ListedPerson, RoleWords, UnreadableFile};
use self::plan::{ImportPlan, LineFate, Present};
use super::{NewPerson, households};
use crate::app::{ActorContext, Error};
use crate::domain::people::validated_text::Name;
use crate::store::people::email_key;
use crate::store::{Read, Write};

/// Says what a list would change, and changes nothing.
pub async fn preview(
    read: &mut Read,
    actor: &ActorContext,
    text: &str,
    roles: &RoleWords,
) -> Result<Result<ImportPlan, UnreadableFile>, Error> {
    match file::read(text, roles) {
        Ok(file) => Ok(Ok(plan_of(read, actor, file).await?)),
        Err(unreadable) => Ok(Err(unreadable)),
    }
}

/// Adds everybody of a list who is new, and the households that are. It is planned again in the transaction, so that what
/// happened since the preview is seen; the plan that was carried out is given back.
pub async fn run(
    write: &mut Write,
    actor: &ActorContext,
    text: &str,
    roles: &RoleWords,
) -> Result<Result<ImportPlan, UnreadableFile>, Error> {
    let plan = match preview(write, actor, text, roles).await? {
        Ok(plan) => plan,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    let mut made: BTreeMap<String, String> = BTreeMap::new();
    for line in &plan.lines {
        let LineFate::Add(ListedPerson { name, email, roles, household }) = &line.fate else { continue };
        let household = match household {
            Some(name) => Some(household_of(write, actor, name, &mut made).await?),
            None => None,
        };
        let (name, email, roles) = (name.clone(), email.clone(), roles.clone());
        super::add(write, actor, NewPerson { name, email, roles, household }).await?;
    }
    Ok(Ok(plan))
}

async fn household_of(
    write: &mut Write,
    actor: &ActorContext,
    name: &Name,
    known: &mut BTreeMap<String, String>,
) -> Result<String, Error> {
    if let Some(id) = known.get(name.as_str()) {
        return Ok(id.clone());
    }
    let (household, _) = households::find_or_add(write, actor, name.clone()).await?;
    known.insert(household.name, household.id.clone());
    Ok(household.id)
}

async fn plan_of(read: &mut Read, actor: &ActorContext, file: ImportFile) -> Result<ImportPlan, Error> {
    let listed = || file.lines.iter().filter_map(|line| line.person.as_ref().ok());
    let emails: Vec<String> =
        listed().filter_map(|one| Some(email_key(one.email.as_ref()?.as_str()))).collect();
    let emails: Vec<&str> = emails.iter().map(String::as_str).collect();
    let names: Vec<&str> = listed().filter(|one| one.email.is_none()).map(|one| one.name.as_str()).collect();
    let homes: Vec<&str> = listed().filter_map(|one| Some(one.household.as_ref()?.as_str())).collect();
    let organization = actor.organization();
    let people = read.people_of_emails_or_names(organization, &emails, &names).await?;
    let households = read.households_named(organization, &homes).await?;
    let present = Present { people: &people, households: &households, is_superadmin: actor.is_superadmin };
    Ok(plan::plan(file, &present))
}
