//! Checks that planning and editing a session share: the Meet place and the name of a room.

use crate::api::Problem;
use crate::app::session::create::MeetPlace;
use crate::domain::session::meet_link;
use crate::domain::session::meet_link::{SpaceReference, meeting_code};

/// The Meet place that a body names by link, space and organiser.
pub(in crate::api::v1) fn parse_meet_place(
    link: Option<&str>,
    space: Option<&String>,
    organizer: Option<&String>,
) -> Result<MeetPlace, Problem> {
    let code = match link {
        None => None,
        Some(link) => Some(meeting_code(link).ok_or_else(|| {
            let detail = "This is not a Google Meet link like https://meet.google.com/abc-mnop-xyz.";
            Problem::invalid("invalid_meet_link", detail).at_field("meetLink")
        })?),
    };
    let wrong = |detail| Problem::invalid("invalid_meet_space", detail).at_field("meetSpace");
    let named = match space {
        None => None,
        Some(text) => {
            let named = meet_link::parse_space(text);
            Some(named.ok_or_else(|| wrong("A Meet space is written like spaces/jQCFfuBOdN5z."))?)
        }
    };
    // Google accepts a meeting code in place of a space's id, so `meetSpace` may hold a code; it is then treated as
    // one.
    let (space, code) = match (named, code) {
        (None, code) => (None, code),
        (Some(SpaceReference::Space(space)), code) => (Some(space), code),
        (Some(SpaceReference::Code(one)), None) => (None, Some(one)),
        (Some(SpaceReference::Code(one)), Some(other)) if one == other => (None, Some(one)),
        (Some(SpaceReference::Code(_)), Some(_)) => {
            return Err(wrong("meetSpace and meetLink name two different meetings."));
        }
    };
    Ok(MeetPlace { space, code, organizer: organizer.cloned(), is_new: false })
}

/// Refuses a room name that is empty, too long, or has control characters.
pub(super) fn check_room(room: Option<&String>) -> Result<(), Problem> {
    let odd = |room: &String| room.is_empty() || room.len() > 200 || room.chars().any(char::is_control);
    if room.is_some_and(odd) {
        let detail = "A room's name has 1 to 200 characters on one line.";
        return Err(Problem::invalid("invalid_body", detail).at_field("room"));
    }
    Ok(())
}
