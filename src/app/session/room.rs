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
    /// Where they are told themselves that they are missed. None where it is their family's address as well, and for whoever
    /// may not tell them.
    pub mail: Option<String>,
    /// The address of whoever else pays for their household. None for whoever may not tell them.
    pub family_mail: Option<String>,
    /// Whether somebody else may pay for a learner: their family can be told.
    pub has_family: bool,
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
        let payer = home.and_then(|home| payers.get(home));
        let has_family = is_moderator && home.is_some() && payer.is_none_or(|payer| payer.id != person.id);
        let family_mail = payer.filter(|_| has_family).and_then(|payer| payer.email.clone());
        let mail = person.email.clone().filter(|own| is_moderator && family_mail.as_ref() != Some(own));
        ExpectedPerson {
            id: person.id.clone(),
            name: person.name.clone(),
            part,
            mail,
            family_mail,
            has_family,
        }
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

/// Whoever pays for each household of these people.
async fn payers_of(
    read: &mut Read,
    organization: &str,
    learners: &[&Person],
) -> Result<BTreeMap<String, Person>, StoreError> {
    let homes: BTreeSet<&str> = learners.iter().filter_map(|one| one.household.as_deref()).collect();
    let mut payers = BTreeMap::new();
    for home in homes {
        let payer = read.find_household(organization, home).await?.and_then(|home| home.payer);
        let Some(payer) = payer else { continue };
        if let Some(payer) = read.find_person(organization, &payer).await?.filter(|one| one.is_active) {
            payers.insert(home.to_owned(), payer);
        }
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
