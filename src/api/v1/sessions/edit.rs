//! Editing a session that is not over.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::v1::sessions::SessionBody;
use crate::api::v1::sessions::bodies::{check_room, parse_meet_place};
use crate::api::{Problem, Route, RouteRequest, patch};
use crate::app::session::change::SessionChange;
use crate::app::session::planning::{SessionPlan, plan_session};
use crate::domain::people::validated_text::Name;
use crate::http::body::double_option;
use crate::http::error_codes::{BOOKING_ERRORS, MEET_SPACE_ERRORS};
use crate::http::roles::SESSION_EDITORS;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        patch("/api/v1/sessions/{id}", "Change a session until it is over; what is left out stays")
            .who(SESSION_EDITORS)
            .to(edit)
            .refuses(BOOKING_ERRORS)
            .refuses(MEET_SPACE_ERRORS)
            .refuses(&["session_over", "settled", "busy", "has_registrations"]),
    ]
}

/// What is to be different. A teacher changes the title of the own session; the rest is an admin's.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = SessionChange)]
#[schema(example = json!({"title": "Tajweed, second term", "teacherId": "0193f1c0"}))]
struct SessionChangeBody {
    /// `null` takes it away.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>)]
    title: Option<Option<Name>>,
    /// Somebody with the role `teacher`; `null`: nobody.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>)]
    teacher_id: Option<Option<String>>,
    /// The whole roster as it shall be.
    student_ids: Option<Vec<String>>,
    /// A LiveKit room that exists already.
    #[schema(max_length = 200)]
    room: Option<String>,
    /// Google Meet's link or its code; `null`: no place any more.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>)]
    meet_link: Option<Option<String>>,
    /// A Meet space that is known already, `spaces/…`.
    meet_space: Option<String>,
    /// E-mail address of the Meet organiser.
    meet_organizer: Option<String>,
    /// The venue it is held at; `null`: at none.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>)]
    venue_id: Option<Option<String>>,
}

async fn edit(request: RouteRequest<SessionChangeBody>) -> Result<SessionBody, Problem> {
    let changed = SessionPlan::Changed(request.id().to_owned(), Box::new(request.body.read()?));
    let (write, shown) = plan_session(&request.app, &request.actor(), changed).await?;
    request.commit(write, shown.into()).await
}

impl SessionChangeBody {
    fn read(&self) -> Result<SessionChange, Problem> {
        check_room(self.room.as_ref())?;
        let (link, space, organizer) =
            (&self.meet_link, self.meet_space.as_ref(), self.meet_organizer.as_ref());
        let meet = match (link, space) {
            (None, None) if organizer.is_some() => {
                let detail = "An organiser belongs to a meetLink or a meetSpace: send it too.";
                return Err(Problem::invalid("invalid_body", detail).at_field("meetOrganizer"));
            }
            (None, None) => None,
            (Some(None), None) => Some(None),
            (Some(None), Some(_)) => {
                let detail = "Send no meetLink, or no meetSpace.";
                return Err(Problem::invalid("invalid_body", detail).at_field("meetLink"));
            }
            (link, space) => {
                Some(Some(parse_meet_place(link.as_ref().and_then(Option::as_deref), space, organizer)?))
            }
        };
        let title = self.title.clone().map(|title| title.map(Name::into_inner));
        let (teacher, students, room) =
            (self.teacher_id.clone(), self.student_ids.clone(), self.room.clone());
        Ok(SessionChange { title, teacher, students, room, meet, venue: self.venue_id.clone() })
    }
}
