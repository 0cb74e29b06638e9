//! Which rows somebody may read and change: roles grant `Rows`, and the rows granted to one caller make a `Scope`.
//!
//! The API builds a `Scope` from the roles a route allows and the caller's roles; store and app take it as an argument,
//! so that every query is limited to one organisation and, for those who are not staff, to the caller's own rows.

use std::collections::BTreeSet;

use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::people::Role;

/// Which rows of an operation one role reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rows {
    /// What concerns the caller: their own person and tokens, their part of sessions, what is charged for them.
    OwnPerson,
    /// The caller, and the other people of the household they pay for or are a parent in: of sessions their part, of
    /// money their charges.
    OwnHousehold,
    /// Sessions the caller teaches, never those one only attends, and what hangs on them: people of their rosters,
    /// reports, evidence, the own pay.
    OwnSessions,
    /// Events: of an organizer those they created or that are shared with them, of a partner those held at their place.
    OwnEvents,
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
    pub home_organization: String,
    pub person: String,
    pub roles: BTreeSet<Role>,
    /// People of the households the caller pays for or is a parent in, without the caller.
    pub household_members: BTreeSet<String>,
}

impl Caller {
    pub fn is_superadmin(&self) -> bool {
        self.roles.contains(&Role::Superadmin)
    }

    /// The rows `grants` give this caller: those of each of the caller's roles that `grants` name, together. `None` where
    /// they name none of them.
    pub fn scope(&self, grants: &[Grant]) -> Option<Scope> {
        let named = || grants.iter().filter(|(role, _)| self.acts_as(*role));
        let mut own = OwnRows::default();
        for (role, rows) in named() {
            match rows {
                Rows::OwnPerson => _ = own.people.insert(self.person.clone()),
                Rows::OwnHousehold => {
                    own.people.insert(self.person.clone());
                    own.people.extend(self.household_members.iter().cloned());
                }
                Rows::OwnSessions => own.teacher = Some(self.person.clone()),
                Rows::OwnEvents if *role == Role::Partner => own.partner = Some(self.person.clone()),
                Rows::OwnEvents => own.organizer = Some(self.person.clone()),
                Rows::Organization | Rows::Installation => {}
            }
        }
        let reach = match named().map(|(_, rows)| rows).max()? {
            Rows::Installation => ScopeReach::Installation,
            Rows::Organization => ScopeReach::Organization,
            Rows::OwnPerson | Rows::OwnHousehold | Rows::OwnSessions | Rows::OwnEvents => {
                ScopeReach::Own(own)
            }
        };
        Some(Scope { organization: self.organization.clone(), reach })
    }

    /// Roles apply only in the person's own organisation; a superadmin's role applies in every organisation.
    fn acts_as(&self, role: Role) -> bool {
        self.roles.contains(&role)
            && (role == Role::Superadmin || self.organization == self.home_organization)
    }
}

/// The rows of one organisation that one request may read and change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    organization: String,
    reach: ScopeReach,
}

/// How far a scope reaches inside its organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScopeReach {
    /// Every organisation, for the few operations on organisations themselves.
    Installation,
    Organization,
    Own(OwnRows),
}

/// The rows of a caller who is not staff: everything of sessions they teach (`teacher`) and of events they organise or that
/// are held at their place (`organizer`, `partner`), and, of other sessions, only the entries and charges of `people`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnRows {
    /// Set where a role reaches the sessions that the caller teaches.
    pub teacher: Option<String>,
    /// The caller as a student, and the people of their household as a parent.
    pub people: BTreeSet<String>,
    /// Set where a role reaches the events that the caller created or that are shared with them.
    pub organizer: Option<String>,
    /// Set where a role reaches the events whose external partner the caller is.
    pub partner: Option<String>,
}

impl OwnRows {
    /// Whose lines of this kind the caller may see: pay lines of the teacher themselves, charge lines of `people`.
    pub fn line_people(&self, kind: LineKind) -> impl Iterator<Item = &String> {
        let (earning, paying) = match kind {
            LineKind::Pay => (self.teacher.as_ref(), None),
            LineKind::Charge => (None, Some(&self.people)),
        };
        earning.into_iter().chain(paying.into_iter().flatten())
    }

    /// Whether events are all there is: no sessions taught, nobody's part of any.
    pub fn are_events_alone(&self) -> bool {
        self.teacher.is_none() && self.people.is_empty()
    }

    /// The teacher and the people together.
    pub fn persons(&self) -> impl Iterator<Item = &String> {
        self.teacher.iter().chain(&self.people)
    }
}

/// These check one loaded row; `store::access::access_filter` holds the same conditions as SQL for lists. Change both
/// together.
impl Scope {
    /// Every row of an organisation: for jobs and commands, which act for the organisation itself.
    pub fn whole_organization(organization: impl Into<String>) -> Scope {
        Scope { organization: organization.into(), reach: ScopeReach::Organization }
    }

    /// What concerns one person: the sessions they teach, and their part of others.
    pub fn of_person(organization: impl Into<String>, person: &str) -> Scope {
        let own = OwnRows {
            teacher: Some(person.to_owned()),
            people: BTreeSet::from([person.to_owned()]),
            ..OwnRows::default()
        };
        Scope { organization: organization.into(), reach: ScopeReach::Own(own) }
    }

    pub fn organization(&self) -> &str {
        &self.organization
    }

    pub fn reach(&self) -> &ScopeReach {
        &self.reach
    }

    /// The narrower set to filter by, or `None` where every row of the organisation is in reach.
    pub fn own_rows(&self) -> Option<&OwnRows> {
        match &self.reach {
            ScopeReach::Installation | ScopeReach::Organization => None,
            ScopeReach::Own(own) => Some(own),
        }
    }

    pub fn spans_organizations(&self) -> bool {
        self.reach == ScopeReach::Installation
    }

    /// Whether a row about this person alone is in reach. Students of sessions the caller teaches are also visible, but
    /// that needs the rosters, so the store checks it.
    pub fn covers_person(&self, person: &str) -> bool {
        self.own_rows().is_none_or(|own| own.persons().any(|one| one == person))
    }

    /// Whether all of a session with this teacher is in reach: for staff, and for its teacher.
    pub fn covers_whole_session(&self, teacher: Option<&str>) -> bool {
        self.own_rows().is_none_or(|own| teacher.is_some() && own.teacher.as_deref() == teacher)
    }

    /// Whether a session with this teacher and these students is in reach, all of it or a part.
    pub fn covers_session<'a>(
        &self,
        teacher: Option<&str>,
        students: impl IntoIterator<Item = &'a str>,
    ) -> bool {
        self.covers_whole_session(teacher)
            || self
                .own_rows()
                .is_some_and(|own| students.into_iter().any(|student| own.people.contains(student)))
    }

    /// Whether an event with this creator, these organizers and this external partner is in reach.
    pub fn covers_event(
        &self,
        organizers: &[String],
        created_by: Option<&str>,
        partner: Option<&str>,
    ) -> bool {
        let Some(own) = self.own_rows() else { return true };
        let organizes = |me: &String| created_by == Some(me) || organizers.contains(me);
        own.organizer.as_ref().is_some_and(organizes)
            || own.partner.as_deref().is_some_and(|me| partner == Some(me))
    }

    /// Whether a person's line of this kind is in reach.
    pub fn covers_line(&self, kind: LineKind, person: &str) -> bool {
        self.own_rows().is_none_or(|own| own.line_people(kind).any(|one| one == person))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(roles: &[Role]) -> Caller {
        Caller {
            organization: "a".into(),
            home_organization: "a".into(),
            person: "me".into(),
            roles: roles.iter().copied().collect(),
            household_members: ["kid".to_owned()].into(),
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
    fn a_role_that_the_route_does_not_name_adds_nothing() {
        const KEEPERS: &[Grant] = &[(Role::Admin, Rows::Organization), (Role::Teacher, Rows::OwnSessions)];
        let both =
            caller(&[Role::Teacher, Role::Student, Role::Parent]).scope(KEEPERS).expect("teacher is named");
        assert!(both.covers_session(Some("me"), ["stranger"]));
        assert!(!both.covers_session(Some("other"), ["me"]), "attending is no teaching");
        assert!(!both.covers_session(Some("other"), ["kid"]));
        assert!(!both.covers_person("kid") && both.covers_person("me"));
        assert!(!both.covers_line(LineKind::Charge, "me") && both.covers_line(LineKind::Pay, "me"));
    }

    #[test]
    fn of_a_session_one_attends_one_has_a_part() {
        let both = caller(&[Role::Teacher, Role::Student]).scope(GRANTS).expect("both are named");
        assert!(both.covers_session(Some("other"), ["me"]) && !both.covers_whole_session(Some("other")));
        assert!(both.covers_whole_session(Some("me")) && !both.covers_whole_session(None));
        assert!(both.covers_line(LineKind::Charge, "me") && both.covers_line(LineKind::Pay, "me"));
        let student = caller(&[Role::Student]).scope(GRANTS).expect("named");
        assert!(!student.covers_line(LineKind::Pay, "me"), "students earn nothing");
    }

    #[test]
    fn roles_are_held_at_home_but_for_a_superadmins() {
        let mut visitor = caller(&[Role::Superadmin, Role::Teacher]);
        visitor.organization = "b".into();
        assert_eq!(visitor.scope(GRANTS), None);
        assert!(visitor.scope(&[(Role::Superadmin, Rows::Organization)]).is_some());
    }

    #[test]
    fn an_organizer_has_their_events_and_a_partner_those_at_their_place() {
        const EVENTS: &[Grant] = &[
            (Role::Admin, Rows::Organization),
            (Role::Organizer, Rows::OwnEvents),
            (Role::Partner, Rows::OwnEvents),
        ];
        let shared = ["other".to_owned(), "me".to_owned()];
        let of = |role| caller(&[role]).scope(EVENTS).expect("named");
        let organizer = of(Role::Organizer);
        assert!(organizer.covers_event(&shared, Some("other"), None));
        assert!(organizer.covers_event(&[], Some("me"), None));
        assert!(
            !organizer.covers_event(&shared[..1], Some("other"), Some("me")),
            "being its partner is no sharing"
        );
        let partner = of(Role::Partner);
        assert!(partner.covers_event(&[], Some("other"), Some("me")));
        assert!(!partner.covers_event(&shared, Some("me"), Some("other")), "the place alone counts");
        assert!(!partner.covers_event(&shared, Some("me"), None));
        assert!(of(Role::Admin).covers_event(&[], None, None));
        assert!(!organizer.covers_session(Some("me"), ["me"]) && !organizer.covers_person("me"));
        let student = caller(&[Role::Student, Role::Teacher]).scope(GRANTS).expect("named");
        assert!(!student.covers_event(&shared, Some("me"), Some("me")));
    }

    #[test]
    fn children_count_only_where_the_route_says_household() {
        let student = caller(&[Role::Student]).scope(GRANTS).expect("named");
        assert!(student.covers_person("me") && !student.covers_person("kid"));
        assert!(!student.covers_session(Some("me"), []), "teaching is not granted to a student");
    }
}
