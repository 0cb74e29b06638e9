//! Gives a class its Meet space: a new one, or the one behind a pasted link.

use std::time::Duration;

use super::MeetOperationError;
use crate::app::jobs::run_errors::RunErrors;
use crate::app::meet::connections;
use crate::app::meet::schedule::PolledSession;
use crate::app::session::booking::session_in_same_place;
use crate::app::session::create::MeetPlace;
use crate::app::{App, Error};
use crate::domain::session::meet_link::{link_of_code, meeting_code};
use crate::sources::meet::resource::SpaceResource;
use crate::sources::meet::{MeetError, Organizer};
use crate::store::StoreError;
use crate::store::meet::connections::GoogleConnection;
use crate::store::session::StoredSession;

/// How long the planning of a session waits until a link is resolved; after that the poller does it.
const RESOLVE_TIMEOUT: Duration = Duration::from_secs(5);

/// A space that a session can be held in, as the session stores it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassSpace {
    /// `spaces/{id}`: the permanent name, by which records are found.
    pub space: String,
    /// `abc-mnop-xyz`: the code people type. Google may give it to another space later.
    pub code: String,
    /// E-mail of the organiser whose connection reads it.
    pub organizer: String,
}

/// Completes a place before a session is planned there: creates the new space that is asked for, or resolves a
/// pasted link. A link that cannot be resolved now keeps its code, and the poller tries again.
///
/// # Errors
/// Only where a new space was wanted and there is none.
pub async fn resolve_place(
    app: &App,
    organization: &str,
    place: MeetPlace,
) -> Result<MeetPlace, MeetOperationError> {
    let organizer = place.organizer.as_deref();
    let found = match &place {
        MeetPlace { is_new: true, .. } => create(app, organization, organizer).await?,
        MeetPlace { space: None, code: Some(code), .. } => {
            let asking = resolve(app, organization, code, organizer);
            match tokio::time::timeout(RESOLVE_TIMEOUT, asking).await {
                Ok(Ok(found)) => found,
                Ok(Err(error)) => {
                    tracing::info!(code, %error, "a Meet link is not resolved yet");
                    return Ok(place);
                }
                Err(_) => return Ok(place),
            }
        }
        _ => return Ok(place),
    };
    let ClassSpace { space, code, organizer } = found;
    Ok(MeetPlace { space: Some(space), code: Some(code), organizer: Some(organizer), is_new: false })
}

/// Creates a new space that belongs to an organiser: the one named, else the organisation's only one.
pub async fn create(
    app: &App,
    organization: &str,
    organizer: Option<&str>,
) -> Result<ClassSpace, MeetOperationError> {
    let connections = connections::list(app, organization).await?;
    let connection = connections::choose(&connections, organizer).map_err(Error::from)?;
    let space = app.meet.create_space(&connections::organizer(app, connection)?).await?;
    class_space(space, connection)
}

/// Finds the space behind a pasted link or code, and its organiser. Google shows the settings of a space only to
/// its owner, so with several organisers each is asked until one sees them.
pub async fn resolve(
    app: &App,
    organization: &str,
    link_or_code: &str,
    organizer: Option<&str>,
) -> Result<ClassSpace, MeetOperationError> {
    let code = meeting_code(link_or_code).ok_or_else(|| {
        Error::refused("invalid_meet_code", "A Meet link looks like https://meet.google.com/abc-mnop-xyz.")
    })?;
    let connections = connections::list(app, organization).await?;
    if organizer.is_some() || connections.len() < 2 {
        let connection = connections::choose(&connections, organizer).map_err(Error::from)?;
        let space = app.meet.space(&connections::organizer(app, connection)?, &code).await?;
        return class_space(space, connection);
    }
    let mut refused = MeetError::NotFound;
    for connection in &connections {
        match app.meet.space(&connections::organizer(app, connection)?, &code).await {
            Ok(space) if space.config.is_some() => return class_space(space, connection),
            Ok(_) => {}
            Err(error) => refused = error,
        }
    }
    match refused {
        MeetError::NotFound => Err(Error::refused(
            "not_our_space",
            "None of the connected organisers owns this meeting, so its attendance cannot be read.",
        )
        .into()),
        error => Err(error.into()),
    }
}

fn class_space(
    space: SpaceResource,
    connection: &GoogleConnection,
) -> Result<ClassSpace, MeetOperationError> {
    let incomplete = || MeetError::Unavailable("a space without name or code".to_owned());
    Ok(ClassSpace {
        space: space.name.ok_or_else(incomplete)?,
        code: space.meeting_code.as_deref().and_then(meeting_code).ok_or_else(incomplete)?,
        organizer: connection.email.clone(),
    })
}

/// Resolves the code of sessions that have a code but no space, and writes the space into them.
pub(super) async fn resolve_pending(
    app: &App,
    organization: &str,
    organizer: &Organizer,
    sessions: &[PolledSession],
    problems: &mut RunErrors,
) -> Result<(), StoreError> {
    for one in sessions {
        let Some(stored) = app.store.read().await?.find_session(organization, &one.session_id).await? else {
            continue;
        };
        let (None, Some(text)) = (&stored.session.meet_space, &stored.meet_code) else { continue };
        let Some(code) = meeting_code(text) else { continue };
        match app.meet.space(organizer, &code).await {
            Ok(space) => {
                if let Some(problem) = attach_space(app, organizer, &stored, space).await? {
                    problems.add(problem);
                }
            }
            Err(error) => {
                problems.add(format!("{}, {code}: {error}", organizer.email));
            }
        }
    }
    Ok(())
}

/// Writes the space into a session, unless another session has it at that time: two codes may stand for one
/// space, which was not known when they were typed. Then the session keeps its link without a space, nothing is
/// read for it, and every run reports the problem until one of the two gets another time or place.
async fn attach_space(
    app: &App,
    organizer: &Organizer,
    asked: &StoredSession,
    space: SpaceResource,
) -> Result<Option<String>, StoreError> {
    let Some(name) = space.name else { return Ok(None) };
    let (organization, id) = (&asked.organization_id, &asked.session.id);
    let mut write = app.store.write().await?;
    // The lock under which sessions are planned: of two that collide the second sees the first.
    write.lock_timetable(organization).await?;
    let Some(mut stored) = write.find_session(organization, id).await? else { return Ok(None) };
    if stored.session.meet_space.is_some() || stored.meet_code != asked.meet_code {
        // Changed by somebody meanwhile: the next run tries again.
        return Ok(None);
    }
    stored.session.meet_space = Some(name.clone());
    stored.meet_organizer = Some(organizer.email.clone());
    stored.meet_code = space.meeting_code.as_deref().and_then(meeting_code).or(stored.meet_code);
    if let Some(other) =
        session_in_same_place(&mut write, organization, &stored.session, stored.meet_code.as_deref()).await?
    {
        let link = asked.meet_code.as_deref().map(link_of_code).unwrap_or_default();
        return Ok(Some(format!(
            "{organization}: session {id} is not read, since its link {link} stands for {name}, where session {} is from {} to {}",
            other.session.id, other.session.start, other.session.end
        )));
    }
    if write.update_session(&stored, app.now()).await? {
        write.commit().await?;
    }
    Ok(None)
}
