//! Which rows somebody may touch: roles grant `Rows`, and the rows granted to one caller make a `Scope`.
//!
//! A scope is built from a route's declaration and handed to the store and the app with every call, so that no
//! query is written without saying whose rows it may return. The organisation is always one.

use std::collections::BTreeSet;

use super::person::Role;

/// Which rows of an operation one role reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rows {
    /// What concerns the caller: their own person, reports, lines, tokens.
    OwnPerson,
    /// The caller, and the other people of the household they pay for or are a parent in.
    OwnHousehold,
    /// Sessions the caller teaches, and what hangs on them: people of their rosters, reports, evidence.
    OwnSessions,
    /// Every row of the caller's organisation.
    Organization,
    /// Every organisation of the installation.
    Installation,
}

/// One entry of a role table: this role reaches these rows.
pub type Grant = (Role, Rows);

/// Who asks: a logged-in person in the organisation they act in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The organisation acted in: a superadmin may choose one, everybody else has their own.
    pub organization: String,
    /// The organisation the person belongs to.
    pub home: String,
    pub person: String,
    pub roles: BTreeSet<Role>,
    /// People of the households the caller pays for or is a parent in, without the caller.
    pub children: BTreeSet<String>,
}

impl Caller {
    pub fn is_superadmin(&self) -> bool {
        self.roles.contains(&Role::Superadmin)
    }

    /// The rows `grants` give this caller: what any one of the roles may do. `None` where no role is named.
    pub fn scope(&self, grants: &[Grant]) -> Option<Scope> {
        let rows: BTreeSet<Rows> =
            grants.iter().filter(|(role, _)| self.roles.contains(role)).map(|(_, rows)| *rows).collect();
        if rows.is_empty() {
            return None;
        }
        let mut own = Own::default();
        if rows.contains(&Rows::OwnSessions) {
            own.teacher = Some(self.person.clone());
        }
        if rows.contains(&Rows::OwnHousehold) {
            own.people.extend(self.children.iter().cloned());
        }
        own.people.insert(self.person.clone());
        let reach = match rows.last() {
            Some(Rows::Installation) => Reach::Installation,
            Some(Rows::Organization) => Reach::Organization,
            _ => Reach::Own(own),
        };
        Some(Scope { organization: self.organization.clone(), reach })
    }
}

/// The rows of one organisation that one call may read and change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    organization: String,
    reach: Reach,
}

/// How far a scope reaches inside its organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every organisation, for the few operations on organisations themselves.
    Installation,
    Organization,
    Own(Own),
}

/// The caller's own rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Set where sessions the caller teaches count as own.
    pub teacher: Option<String>,
    /// The people who count as own: the caller, and the children where the route says so.
    pub people: BTreeSet<String>,
}

impl Scope {
    /// Every row of an organisation: for jobs and commands, which act for the organisation itself.
    pub fn whole(organization: impl Into<String>) -> Scope {
        Scope { organization: organization.into(), reach: Reach::Organization }
    }

    pub fn organization(&self) -> &str {
        &self.organization
    }

    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The narrower set to filter by, or `None` where every row of the organisation is in reach.
    pub fn own(&self) -> Option<&Own> {
        match &self.reach {
            Reach::Installation | Reach::Organization => None,
            Reach::Own(own) => Some(own),
        }
    }

    pub fn spans_organizations(&self) -> bool {
        self.reach == Reach::Installation
    }

    /// Whether a row about this person alone is in reach. Who is met in own sessions is the store's to say.
    pub fn covers_person(&self, person: &str) -> bool {
        self.own().is_none_or(|own| own.people.contains(person))
    }

    /// Whether a session with this teacher and these students is in reach.
    pub fn covers_session<'a>(
        &self,
        teacher: Option<&str>,
        students: impl IntoIterator<Item = &'a str>,
    ) -> bool {
        self.own().is_none_or(|own| {
            (teacher.is_some() && own.teacher.as_deref() == teacher)
                || students.into_iter().any(|student| own.people.contains(student))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(roles: &[Role]) -> Caller {
        Caller {
            organization: "a".into(),
            home: "a".into(),
            person: "me".into(),
            roles: roles.iter().copied().collect(),
            children: ["kid".to_owned()].into(),
        }
    }

    const GRANTS: &[Grant] = &[
        (Role::Admin, Rows::Organization),
        (Role::Teacher, Rows::OwnSessions),
        (Role::Parent, Rows::OwnHousehold),
        (Role::Student, Rows::OwnPerson),
    ];

    #[test]
    fn a_role_that_is_not_named_reaches_nothing() {
        assert_eq!(caller(&[Role::Receptionist]).scope(GRANTS), None);
        assert_eq!(caller(&[]).scope(GRANTS), None);
    }

    #[test]
    fn several_roles_may_do_what_any_one_of_them_may() {
        let both = caller(&[Role::Teacher, Role::Parent]).scope(GRANTS).expect("both are named");
        assert!(both.covers_session(Some("me"), []));
        assert!(both.covers_person("kid") && both.covers_person("me"));
        assert!(!both.covers_person("stranger"));
        assert!(!both.covers_session(Some("other"), ["stranger"]));
        let admin = caller(&[Role::Student, Role::Admin]).scope(GRANTS).expect("named");
        assert!(admin.covers_person("stranger") && admin.covers_session(None, []));
    }

    #[test]
    fn children_count_only_where_the_route_says_household() {
        let student = caller(&[Role::Student]).scope(GRANTS).expect("named");
        assert!(student.covers_person("me") && !student.covers_person("kid"));
        assert!(!student.covers_session(Some("me"), []), "teaching is not granted to a student");
    }
}
