//! What a list of people would change, line by line, beside the people and households that are there already. Pure: what
//! is there is given.

use std::collections::BTreeMap;

use super::file::{ImportFile, ImportLine, LineRefusal, ListedPerson};
use crate::domain::people::Role;
use crate::store::people::households::Household;
use crate::store::people::{Person, email_key};

/// What will become of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineFate {
    Add(ListedPerson),
    /// This person is there already, by id; nothing of them changes.
    Exists(String),
    Refused(LineRefusal),
}

/// One line with its fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedLine {
    pub number: u64,
    /// What stands there as a name, cut.
    pub shown: String,
    pub fate: LineFate,
}

/// A whole list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportPlan {
    pub lines: Vec<PlannedLine>,
    /// Names of households that are not there yet, by name.
    pub new_households: Vec<String>,
    pub ignored_columns: Vec<String>,
}

/// How many lines have which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    pub added: usize,
    pub existing: usize,
    pub refused: usize,
}

impl ImportPlan {
    pub fn counts(&self) -> ImportCounts {
        let mut counts = ImportCounts::default();
        for line in &self.lines {
            match line.fate {
                LineFate::Add(_) => counts.added += 1,
                LineFate::Exists(_) => counts.existing += 1,
                LineFate::Refused(_) => counts.refused += 1,
            }
        }
        counts
    }
}

/// Who is there already: the people with an address or a name of the list, and the households of its names.
#[derive(Debug, Default)]
pub struct Present<'a> {
    pub people: &'a [Person],
    pub households: &'a [Household],
    /// Whether the list may make superadmins.
    pub is_superadmin: bool,
}

/// Decides about every line. With an address the address says who it is; without one, name and household do.
pub fn plan(file: ImportFile, present: &Present<'_>) -> ImportPlan {
    let by_email: BTreeMap<String, &Person> =
        present.people.iter().filter_map(|one| Some((email_key(one.email.as_deref()?), one))).collect();
    let mut households: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for one in present.households {
        households.entry(&one.name).or_default().push(&one.id);
    }
    let decision = Decision { present, by_email, households };
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    let mut new_households = Vec::new();
    let lines = file.lines.into_iter().map(|ImportLine { number, shown, person }| {
        let fate = match person {
            Err(refusal) => LineFate::Refused(refusal),
            Ok(person) => match *seen.entry(key_of(&person)).or_insert(number) {
                first if first != number => LineFate::Refused(LineRefusal::TwiceInFile(first)),
                _ => decision.fate_of(person),
            },
        };
        if let LineFate::Add(ListedPerson { household: Some(name), .. }) = &fate
            && !decision.households.contains_key(name.as_str())
        {
            new_households.push(name.as_str().to_owned());
        }
        PlannedLine { number, shown, fate }
    });
    let lines = lines.collect();
    new_households.sort();
    new_households.dedup();
    ImportPlan { lines, new_households, ignored_columns: file.ignored_columns }
}

/// What tells one person of a list from another.
fn key_of(person: &ListedPerson) -> String {
    match &person.email {
        Some(email) => email_key(email.as_str()),
        // No address holds a line break.
        None => {
            format!("{}\n{}", person.name.as_str(), person.household.as_ref().map_or("", |one| one.as_str()))
        }
    }
}

struct Decision<'a> {
    present: &'a Present<'a>,
    by_email: BTreeMap<String, &'a Person>,
    /// Ids of the households of a name.
    households: BTreeMap<&'a str, Vec<&'a str>>,
}

impl Decision<'_> {
    fn fate_of(&self, person: ListedPerson) -> LineFate {
        if person.roles.contains(&Role::Superadmin) && !self.present.is_superadmin {
            return LineFate::Refused(LineRefusal::RoleNotYours(Role::Superadmin));
        }
        let ids = person.household.as_ref().and_then(|name| self.households.get(name.as_str()));
        if ids.is_some_and(|ids| ids.len() > 1) {
            return LineFate::Refused(LineRefusal::AmbiguousHousehold);
        }
        let household = ids.and_then(|ids| ids.first()).copied();
        match &person.email {
            Some(email) => match self.by_email.get(&email_key(email.as_str())) {
                Some(held) if held.name == person.name.as_str() => LineFate::Exists(held.id.clone()),
                Some(held) => LineFate::Refused(LineRefusal::EmailInUse(held.name.clone())),
                None => LineFate::Add(person),
            },
            None => {
                let is_new_household = person.household.is_some() && household.is_none();
                let same = |held: &&Person| {
                    held.name == person.name.as_str() && held.household.as_deref() == household
                };
                match self.present.people.iter().find(same).filter(|_| !is_new_household) {
                    Some(held) => LineFate::Exists(held.id.clone()),
                    None => LineFate::Add(person),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::file::read;
    use super::*;
    use crate::domain::time::Timestamp;

    fn held(id: &str, name: &str, email: Option<&str>, household: Option<&str>) -> Person {
        Person {
            id: id.into(),
            name: name.into(),
            email: email.map(str::to_owned),
            household: household.map(str::to_owned),
            roles: BTreeSet::new(),
            has_password: false,
            is_active: true,
            created_at: Timestamp::from_millis(0),
        }
    }

    fn home(id: &str, name: &str) -> Household {
        Household { id: id.into(), name: name.into(), payer: None, created_at: Timestamp::from_millis(0) }
    }

    /// What becomes of each line: `+`, the id of who is there, or why not.
    fn fates(text: &str, present: &Present<'_>) -> (Vec<String>, Vec<String>) {
        let words = Role::ALL.iter().map(|role| (role.as_str().to_owned(), *role)).collect();
        let plan = plan(read(text, &words).expect("a list"), present);
        let fates = plan.lines.iter().map(|line| match &line.fate {
            LineFate::Add(_) => "+".to_owned(),
            LineFate::Exists(id) => id.clone(),
            LineFate::Refused(why) => format!("{why:?}"),
        });
        (fates.collect(), plan.new_households)
    }

    #[test]
    fn who_is_there_stays_and_who_is_new_is_added_once() {
        let people = [held("p1", "Aisha", Some("Aisha@B"), None), held("p2", "Omar", None, Some("h1"))];
        let households = [home("h1", "Omar's")];
        let present = Present { people: &people, households: &households, is_superadmin: false };
        let text = "name,email,roles,household\n\
            Aisha,aisha@b,teacher,\n\
            Zara,AISHA@b ,student,\n\
            Other,aisha@B,student,\n\
            Omar,,student,Omar's\n\
            Omar,,student,\n\
            Omar,,student,New\n\
            Omar,,parent,New\n";
        let (fates, new) = fates(text, &present);
        assert_eq!(fates, ["p1", "TwiceInFile(2)", "TwiceInFile(2)", "p2", "+", "+", "TwiceInFile(7)"]);
        assert_eq!(new, ["New"]);
    }

    #[test]
    fn an_address_of_somebody_else_and_a_role_that_is_not_ours_to_give_are_refused() {
        let people = [held("p1", "Aisha", Some("a@b"), None)];
        let households = [home("h1", "Twins"), home("h2", "Twins")];
        let mut present = Present { people: &people, households: &households, is_superadmin: false };
        let text = "name,email,roles,household\nZara,a@b,student,\nRoot,,superadmin,Kept\nA,,student,Twins\n";
        let (refused, new) = fates(text, &present);
        assert_eq!(refused, ["EmailInUse(\"Aisha\")", "RoleNotYours(Superadmin)", "AmbiguousHousehold"]);
        assert!(new.is_empty(), "a line that is left out makes no household");
        present.is_superadmin = true;
        assert_eq!(fates(text, &present).0[1], "+");
    }
}
