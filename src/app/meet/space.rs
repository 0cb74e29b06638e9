//! A class gets its space: a new one, or the one behind a link somebody pasted.

use std::time::Duration;

use super::connect;
use super::plan::Watched;
use super::{Failed, MeetError};
use crate::app::problems::Problems;
use crate::app::session::create::MeetPlace;
use crate::app::{App, Error};
use crate::sources::meet::Organizer;
use crate::sources::meet::resource::Space;
use crate::store::StoreError;
use crate::store::google::GoogleConnection;

/// Whoever plans a session waits so long for what a link stands for; the poller has more time.
const PATIENCE: Duration = Duration::from_secs(5);

/// A space a session can be held in, as the session keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassSpace {
    /// `spaces/{id}`: what everything is found by.
    pub space: String,
    /// `abc-mnop-xyz`: what people type. It can be given to another space one day.
    pub code: String,
    /// E-mail of the organiser whose consent reads it.
    pub organizer: String,
}

/// What can be found out about a place before a session is planned there: makes the space that is asked for, or asks
/// what a pasted link stands for. A link nobody can tell about now keeps its code, and the poller asks again.
///
/// # Errors
/// Only where a new space was wanted and there is none.
pub async fn found(app: &App, organization: &str, place: MeetPlace) -> Result<MeetPlace, Failed> {
    let organizer = place.organizer.as_deref();
    let found = match &place {
        MeetPlace { is_new: true, .. } => create(app, organization, organizer).await?,
        MeetPlace { space: None, code: Some(code), .. } => {
            let asking = resolve(app, organization, code, organizer);
            match tokio::time::timeout(PATIENCE, asking).await {
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

/// Makes a new space that belongs to an organiser: the one named, else the organisation's only one.
pub async fn create(app: &App, organization: &str, organizer: Option<&str>) -> Result<ClassSpace, Failed> {
    let connections = connect::list(app, organization).await?;
    let connection = chosen(&connections, organizer)?;
    let space = app.meet.create_space(&connect::organizer(app, connection)?).await?;
    class_space(space, connection)
}

/// Finds the space behind a pasted link or code, and whose it is. Only its owner is shown a space's settings, so
/// with several organisers each is asked until one owns it.
pub async fn resolve(
    app: &App,
    organization: &str,
    link_or_code: &str,
    organizer: Option<&str>,
) -> Result<ClassSpace, Failed> {
    let code = code(link_or_code).ok_or_else(|| {
        Error::refused("invalid_meet_code", "A Meet link looks like https://meet.google.com/abc-mnop-xyz.")
    })?;
    let connections = connect::list(app, organization).await?;
    if organizer.is_some() || connections.len() < 2 {
        let connection = chosen(&connections, organizer)?;
        let space = app.meet.space(&connect::organizer(app, connection)?, &code).await?;
        return class_space(space, connection);
    }
    let mut refused = MeetError::NotFound;
    for connection in &connections {
        match app.meet.space(&connect::organizer(app, connection)?, &code).await {
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

/// The code in a link, or the code itself: letters, digits and hyphens.
pub fn code(link_or_code: &str) -> Option<String> {
    let text = link_or_code.trim();
    let last = match text.split_once("meet.google.com/") {
        Some((_, path)) => path.split(['?', '#', '/']).next()?,
        None => text,
    };
    let fits =
        !last.is_empty() && last.len() <= 128 && last.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    fits.then(|| last.to_lowercase())
}

fn chosen<'a>(
    connections: &'a [GoogleConnection],
    organizer: Option<&str>,
) -> Result<&'a GoogleConnection, Error> {
    let found = match (organizer, connections) {
        (Some(email), _) => connections.iter().find(|one| one.email.eq_ignore_ascii_case(email.trim())),
        (None, [only]) => Some(only),
        (None, []) => None,
        (None, _) => {
            return Err(Error::refused(
                "which_organizer",
                "Several organisers are connected. Say which one.",
            ));
        }
    };
    found.ok_or_else(|| Error::conflict("platform_not_connected", "Google Meet API not available"))
}

fn class_space(space: Space, connection: &GoogleConnection) -> Result<ClassSpace, Failed> {
    let incomplete = || MeetError::Unavailable("a space without name or code".to_owned());
    Ok(ClassSpace {
        space: space.name.ok_or_else(incomplete)?,
        code: space.meeting_code.ok_or_else(incomplete)?,
        organizer: connection.email.clone(),
    })
}

/// Sessions that came with a code alone: asks once what it stands for and writes it into them.
pub(super) async fn resolve_pending(
    app: &App,
    organization: &str,
    organizer: &Organizer,
    sessions: &[Watched],
    problems: &mut Problems,
) -> Result<(), StoreError> {
    for one in sessions {
        let Some(stored) = app.store.read().await?.find_session(organization, &one.session_id).await? else {
            continue;
        };
        let (None, Some(text)) = (&stored.session.meet_space, &stored.meet_code) else { continue };
        let Some(code) = code(text) else { continue };
        match app.meet.space(organizer, &code).await {
            Ok(Space { name: Some(name), .. }) => {
                let mut changed = stored;
                changed.session.meet_space = Some(name);
                changed.meet_organizer = Some(organizer.email.clone());
                let mut write = app.store.write().await?;
                // Changed by somebody meanwhile: the next run sees how it is now.
                write.update_session(&changed, app.now()).await?;
                write.commit().await?;
            }
            Ok(_) => {}
            Err(error) => {
                problems.add(format!("{}, {code}: {error}", organizer.email));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn a_code_is_found_in_whatever_is_pasted() {
        for text in [
            "abc-mnop-xyz",
            " ABC-mnop-xyz ",
            "https://meet.google.com/abc-mnop-xyz",
            "meet.google.com/abc-mnop-xyz?authuser=1&pli=1",
            "Join: https://meet.google.com/abc-mnop-xyz#x",
        ] {
            assert_eq!(code(text).as_deref(), Some("abc-mnop-xyz"), "{text}");
        }
        for text in ["", "https://zoom.us/j/1", "abc mnop", "../spaces"] {
            assert_eq!(code(text), None, "{text}");
        }
    }
}
