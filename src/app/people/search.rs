//! Finds people by what somebody types of them: an id, an e-mail address, a name or some words of it.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::domain::access::Scope;
use crate::store::people::{PeopleFilter, Person, email_key};
use crate::store::{Read, StoreError};

/// People read for one search.
const MAX_SEARCHED: i64 = 20_000;

/// The active people of the scope who may be meant by `said`. Who has it as id or e-mail address is alone in the answer, then
/// whoever is called exactly so, then everybody in whose name all its words occur.
///
/// # Errors
/// Those of the store.
pub async fn people_meant(read: &mut Read, scope: &Scope, said: &str) -> Result<Vec<Person>, StoreError> {
    let filter = PeopleFilter { is_active: Some(true), limit: MAX_SEARCHED, ..PeopleFilter::default() };
    let all = read.list_people(scope, &filter).await?;
    Ok(meant(all, said))
}

/// Some active people to choose from, at most `limit`, by name.
///
/// # Errors
/// Those of the store.
pub async fn some_people(read: &mut Read, scope: &Scope, limit: i64) -> Result<Vec<Person>, StoreError> {
    let filter = PeopleFilter { is_active: Some(true), limit, ..PeopleFilter::default() };
    let mut people = read.list_people(scope, &filter).await?;
    people.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    Ok(people)
}

fn meant(all: Vec<Person>, said: &str) -> Vec<Person> {
    let wanted = words(said);
    if wanted.is_empty() {
        return Vec::new();
    }
    let key = email_key(said.trim());
    let ways: [&dyn Fn(&Person) -> bool; 3] = [
        &|one| one.id == said.trim() || one.email.as_deref().is_some_and(|email| email_key(email) == key),
        &|one| words(&one.name) == wanted,
        &|one| {
            let own = words(&one.name);
            wanted.iter().all(|word| own.iter().any(|other| other.contains(word.as_str())))
        },
    ];
    let found: Option<BTreeSet<String>> = ways
        .iter()
        .map(|fits| all.iter().filter(|one| fits(one)).map(|one| one.id.clone()).collect::<BTreeSet<_>>())
        .find(|found| !found.is_empty());
    let found = found.unwrap_or_default();
    all.into_iter().filter(|one| found.contains(&one.id)).collect()
}

/// The words of a name; case and compatibility forms make no difference.
fn words(name: &str) -> Vec<String> {
    let same: String = name.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    same.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;

    fn person(id: &str, name: &str, email: Option<&str>) -> Person {
        Person {
            id: id.to_owned(),
            name: name.to_owned(),
            email: email.map(str::to_owned),
            household: None,
            roles: BTreeSet::new(),
            has_password: false,
            is_active: true,
            created_at: Timestamp::from_seconds(0),
        }
    }

    fn found(said: &str) -> Vec<String> {
        let all = vec![
            person("1", "Layla Al-Farsi", Some("layla@example.com")),
            person("2", "Layla Al-Farsi Haddad", None),
            person("3", "عمر", None),
        ];
        meant(all, said).into_iter().map(|one| one.id).collect()
    }

    #[test]
    fn the_surest_way_to_name_somebody_wins() {
        assert_eq!(found(" LAYLA@example.com "), ["1"]);
        assert_eq!(found("layla al-farsi"), ["1"]);
        assert_eq!(found("layla"), ["1", "2"]);
        assert_eq!(found("haddad lay"), ["2"]);
        assert_eq!(found("عمر"), ["3"]);
        assert!(found("  ").is_empty() && found("nobody").is_empty());
    }
}
