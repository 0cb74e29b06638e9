//! Finds the organisation or person that a command-line argument names (id, exact name, or e-mail address); the
//! error lists the candidates where nothing fits, or more than one does.

use crate::app::Error;
use crate::domain::organization::Organization;
use crate::store::Read;
use crate::store::people::{Person, email_key};

/// Candidates named at most.
const MAX_CANDIDATES_SHOWN: usize = 8;

/// The organisation of this id or name, or the only one there is when nothing is said.
///
/// # Errors
/// `unknown_organization` and `ambiguous_organization`.
pub async fn organization(read: &mut Read, said: Option<&str>) -> Result<Organization, Error> {
    if let Some(id) = said
        && let Some(found) = read.find_organization(id).await?
    {
        return Ok(found);
    }
    let all = read.list_organizations("", i64::MAX).await?;
    if all.is_empty() {
        let named = said.map_or_else(String::new, |said| format!(" {said}, nor any other"));
        let detail =
            format!("There is no organisation{named} yet; `rollcall user create` founds the first one.");
        return Err(Error::refused("unknown_organization", detail));
    }
    let mut fitting = all.clone();
    fitting.retain(|one| said.is_none_or(|name| one.name == name.trim()));
    let named =
        |some: &[Organization]| join_candidates(some.iter().map(|one| format!("{} ({})", one.id, one.name)));
    match (&fitting[..], said) {
        ([only], _) => Ok(only.clone()),
        ([], said) => {
            let said = said.unwrap_or_default();
            let detail = format!("There is no organisation {said}; there is {}.", named(&all));
            Err(Error::refused("unknown_organization", detail))
        }
        (_, None) => {
            let detail =
                format!("There are several organisations; say which, by id or name: {}.", named(&all));
            Err(Error::refused("ambiguous_organization", detail))
        }
        (several, Some(said)) => {
            let detail =
                format!("Several organisations are called {said}; say which, by its id: {}.", named(several));
            Err(Error::refused("ambiguous_organization", detail))
        }
    }
}

/// The person of this id, e-mail address or name, in the first of these ways that fits anybody, with the organisation
/// they belong to. They are looked for in every organisation when none is said.
///
/// # Errors
/// `unknown_person` and `ambiguous_person`; those of `organization` when one is said.
pub async fn person(
    read: &mut Read,
    within: Option<&str>,
    said: &str,
) -> Result<(Organization, Person), Error> {
    let organizations = match within {
        Some(_) => vec![organization(read, within).await?],
        None => read.list_organizations("", i64::MAX).await?,
    };
    let mut fitting: Vec<(Organization, Person, MatchKind)> = Vec::new();
    for organization in organizations {
        for person in read.find_people_matching(&organization.id, said).await? {
            let way = MatchKind::of(&person, said);
            fitting.push((organization.clone(), person, way));
        }
    }
    let best = fitting.iter().map(|(.., way)| *way).min();
    fitting.retain(|(.., way)| Some(*way) == best);
    match &fitting[..] {
        [(organization, person, _)] => Ok((organization.clone(), person.clone())),
        [] => {
            let detail = format!("Nobody is called {said}; `rollcall user list --all` shows who there is.");
            Err(Error::refused("unknown_person", detail))
        }
        several => {
            let named = join_candidates(several.iter().map(|(organization, person, _)| {
                format!("{} ({} at {})", person.id, person.name, organization.name)
            }));
            let detail = format!(
                "Several people may be meant by {said}; say which, by id, or add --organization: {named}."
            );
            Err(Error::refused("ambiguous_person", detail))
        }
    }
}

/// By what the argument fits a person, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MatchKind {
    Id,
    Email,
    Name,
}

impl MatchKind {
    fn of(person: &Person, said: &str) -> MatchKind {
        if person.id == said {
            MatchKind::Id
        } else if person.email.as_deref().is_some_and(|email| email_key(email) == email_key(said)) {
            MatchKind::Email
        } else {
            MatchKind::Name
        }
    }
}

/// The first few, and how many more there are.
fn join_candidates(all: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = all.collect();
    let named = all[..all.len().min(MAX_CANDIDATES_SHOWN)].join(", ");
    match all.len() - all.len().min(MAX_CANDIDATES_SHOWN) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
