//! Binds unmatched Google accounts by the domain's directory: if the account's e-mail address belongs to a person
//! here, the account is theirs.
//!
//! That is no guess: the directory is the school's own, and addresses are unique in an organisation. Display
//! names are never bound by.

use std::collections::BTreeSet;

use crate::app::jobs::run_errors::RunErrors;
use crate::app::meet::connections;
use crate::app::meet::poll_outcome::PollOutcomes;
use crate::app::people::identities;
use crate::app::{ActorContext, App, Error};
use crate::domain::people::{Identity, Source};
use crate::sources::meet::{MeetError, Organizer};
use crate::store::StoreError;
use crate::store::meet::connections::ConsentState;
use crate::store::people::email_key;

/// Accounts asked about in one run, for each organisation.
const MAX_LOOKUPS_PER_RUN: usize = 200;

/// Binds every unmatched account whose e-mail address is somebody's, in one organisation or in all; the sessions
/// where it was seen become dirty. Does nothing unless `google.ask_directory` is set. How many were bound, and
/// what failed, is added to the outcomes.
pub async fn bind_known_accounts(
    app: &App,
    only: Option<&str>,
    outcomes: &mut PollOutcomes,
) -> Result<(), StoreError> {
    if !app.config.google.ask_directory {
        return Ok(());
    }
    let organizations = app.store.read().await?.list_organization_ids("", i64::MAX).await?;
    for organization in organizations.into_iter().filter(|one| only.is_none_or(|only| only == one)) {
        let outcome = outcomes.entry(organization.clone()).or_default();
        outcome.bound += bind_accounts_of(app, &organization, &mut outcome.problems).await?;
    }
    Ok(())
}

async fn bind_accounts_of(
    app: &App,
    organization: &str,
    problems: &mut RunErrors,
) -> Result<u64, StoreError> {
    let mut read = app.store.read().await?;
    let unmatched = read.list_unmatched(organization, None, None, i64::MAX).await?;
    let connections = read.list_google_connections(organization).await?;
    drop(read);
    let users: BTreeSet<String> = unmatched
        .into_iter()
        .map(|one| one.identity)
        .filter(|one| one.source == Source::Meet && one.value.starts_with("users/"))
        .map(|one| one.value)
        .filter(|user| !app.unknown_accounts.was_asked_recently(organization, user, app.now()))
        .take(MAX_LOOKUPS_PER_RUN)
        .collect();
    let mut organizers = Vec::new();
    for connection in connections.iter().filter(|one| one.state == ConsentState::Connected) {
        match connections::organizer(app, connection) {
            Ok(organizer) => organizers.push(organizer),
            Err(error) => problems.add(format!("{}: {error}", connection.email)),
        }
    }
    let mut bound = 0;
    for user in users {
        match find_email(app, &organizers, &user).await {
            Ok(Some(email)) if bind_account(app, organization, &user, &email).await? => bound += 1,
            Ok(_) => app.unknown_accounts.add(organization, &user, app.now()),
            // The error concerns the directory, not the account, so the remaining accounts are not
            // tried.
            Err(error) => {
                problems.add(format!("{organization}: the directory was not asked ({error})"));
                break;
            }
        }
    }
    Ok(bound)
}

/// The e-mail address of an account, from the first directory that knows it.
async fn find_email(app: &App, organizers: &[Organizer], user: &str) -> Result<Option<String>, MeetError> {
    for organizer in organizers {
        if let Some(email) = app.meet.email_of(organizer, user).await? {
            return Ok(Some(email));
        }
    }
    Ok(None)
}

/// Binds the account to the person of the organisation with this address; false where there is none.
async fn bind_account(app: &App, organization: &str, user: &str, email: &str) -> Result<bool, StoreError> {
    let mut write = app.store.write().await?;
    let Some(person) = write.find_person_by_email(organization, &email_key(email)).await? else {
        return Ok(false);
    };
    let identity = Identity { source: Source::Meet, value: user.to_owned() };
    let actor = ActorContext::of_installation(app, organization);
    match identities::add(&mut write, &actor, &identity, &person).await {
        Ok(()) => {}
        Err(Error::Store(error)) => return Err(error),
        // It has been bound meanwhile.
        Err(_) => return Ok(false),
    }
    write.commit().await?;
    Ok(true)
}
