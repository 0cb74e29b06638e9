//! What the meeting room of a session shows beside the pictures: who is expected, and who was told that they are missed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::create::subject;
use super::find::{VisiblePart, find};
use crate::app::Error;
use crate::app::actor::ActorContext;
use crate::domain::access::Scope;
use crate::domain::time::Timestamp;
use crate::domain::verdict::report::Part;
use crate::store::organization::audit_log::AuditFilter;
use crate::store::people::Person;
use crate::store::session::StoredSession;
use crate::store::{Read, StoreError, Write};

/// The action of the audit log that says that somebody was told.
pub const REMINDED: &str = "session.reminded";
/// The newest reminders of a session that are looked at.
const MAX_REMINDERS: i64 = 200;

/// A room with those who are expected in it, as far as one viewer may know them.
#[derive(Debug)]
pub struct RoomView {
    pub session: StoredSession,
    /// The teacher first, then the learners by name.
    pub expected: Vec<ExpectedPerson>,
    /// How many more are expected whose names the viewer is not told.
    pub others: usize,
    /// When somebody was last told that they are missed, by person; for whoever may tell them.
    pub reminders: BTreeMap<String, Timestamp>,
}

/// Somebody on the roster.
#[derive(Debug, PartialEq, Eq)]
pub struct ExpectedPerson {
    pub id: String,
    pub name: String,
    pub part: Part,
    /// Where they are told that they are missed: their own address, and that of whoever pays for the household. Empty for
    /// whoever may not tell them.
    pub mail: Vec<String>,
}

/// The room of a session. Addresses and reminders are only for whoever acts on the session.
///
/// # Errors
/// Those of `find`.
pub async fn room_view(
    read: &mut Read,
    scope: &Scope,
    id: &str,
    is_moderator: bool,
) -> Result<RoomView, Error> {
    let stored = find(read, scope, id).await?;
    let organization = scope.organization();
    let (teacher, students) = (stored.session.teacher.as_deref(), &stored.session.students);
    let ids: BTreeSet<&str> = teacher.into_iter().chain(students.iter().map(String::as_str)).collect();
    let people: BTreeMap<String, Person> =
        read.find_people(organization, &ids).await?.into_iter().map(|one| (one.id.clone(), one)).collect();
    let part = VisiblePart::of(scope, &stored.session);
    let mut learners: Vec<&Person> =
        students.iter().filter(|id| part.includes(id)).filter_map(|id| people.get(id)).collect();
    learners.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    let payers = match is_moderator {
        true => payers_of(read, organization, &learners).await?,
        false => BTreeMap::new(),
    };
    let expected = |person: &Person, part: Part| {
        let home = person.household.as_ref().filter(|_| part == Part::Student);
        let payer = home.and_then(|home| payers.get(home)).and_then(Option::as_deref);
        let own = person.email.as_deref().filter(|_| is_moderator);
        let mail: BTreeSet<&str> = own.into_iter().chain(payer).collect();
        let mail = mail.into_iter().map(str::to_owned).collect();
        ExpectedPerson { id: person.id.clone(), name: person.name.clone(), part, mail }
    };
    let teacher = teacher.and_then(|id| people.get(id)).map(|one| expected(one, Part::Teacher));
    let others = students.len() - learners.len();
    let expected: Vec<ExpectedPerson> =
        teacher.into_iter().chain(learners.into_iter().map(|one| expected(one, Part::Student))).collect();
    let reminders = match is_moderator {
        true => reminders(read, organization, id).await?,
        false => BTreeMap::new(),
    };
    Ok(RoomView { expected, others, reminders, session: stored })
}

/// The mail address of whoever pays for each household of these people.
async fn payers_of(
    read: &mut Read,
    organization: &str,
    learners: &[&Person],
) -> Result<BTreeMap<String, Option<String>>, StoreError> {
    let homes: BTreeSet<&str> = learners.iter().filter_map(|one| one.household.as_deref()).collect();
    let mut payers = BTreeMap::new();
    for home in homes {
        let payer = read.find_household(organization, home).await?.and_then(|home| home.payer);
        let payer = match payer {
            Some(payer) => read.find_person(organization, &payer).await?.filter(|one| one.is_active),
            None => None,
        };
        payers.insert(home.to_owned(), payer.and_then(|payer| payer.email));
    }
    Ok(payers)
}

async fn reminders(
    read: &mut Read,
    organization: &str,
    id: &str,
) -> Result<BTreeMap<String, Timestamp>, StoreError> {
    let subject = subject(id);
    let filter = AuditFilter { subject: &subject, actions: &[REMINDED], ..AuditFilter::default() };
    let told = read.search_audit(organization, &filter, None, MAX_REMINDERS).await?;
    // Newest first: the first of somebody stays.
    let mut found = BTreeMap::new();
    for change in told {
        if let Some(person) = change.detail["personId"].as_str() {
            found.entry(person.to_owned()).or_insert(change.at);
        }
    }
    Ok(found)
}

/// Records that the caller tells somebody on the roster that they are missed. Nothing is sent from here.
///
/// # Errors
/// Those of `find`; 422 `not_on_roster`; 409 `session_over`.
pub async fn remind(write: &mut Write, actor: &ActorContext, id: &str, person: &str) -> Result<(), Error> {
    let stored = find(write, &actor.scope, id).await?;
    let is_expected = stored.session.students.iter().any(|one| one == person)
        || stored.session.teacher.as_deref() == Some(person);
    if !is_expected {
        return Err(Error::refused("not_on_roster", "Only somebody on the roster is missed."));
    }
    if stored.status.is_over() {
        return Err(Error::conflict("session_over", "The session is over: nobody is missed any more."));
    }
    actor.record_audit(write, REMINDED, subject(id), json!({"personId": person})).await?;
    Ok(())
}
