//! The code of a lesson, and a person's own card.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::{NoBody, Problem, Route, RouteRequest, get};
use crate::app::checkin::session_code;
use crate::domain::access::{Grant, Rows};
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::http::request::scan_address;
use crate::http::roles::SESSION_EDITORS;
use crate::output::code_picture::png_data_url;

/// Who has a card: students, and parents those of their children.
pub(crate) const CARD_HOLDERS: &[Grant] =
    &[(Role::Student, Rows::OwnPerson), (Role::Parent, Rows::OwnHousehold)];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/sessions/{id}/code", "A code of a session that its students scan")
            .who(SESSION_EDITORS)
            .to(of_session)
            .refuses(&["cancelled", "over"]),
        get("/api/v1/me/code", "One's own card, or that of a child").who(CARD_HOLDERS).to(own_card),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SessionCode)]
struct SessionCodeBody {
    session_id: String,
    code: String,
    /// A picture of it: `data:image/png;base64,…`.
    qr_code: String,
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

async fn of_session(request: RouteRequest) -> Result<SessionCodeBody, Problem> {
    let mut read = request.read().await?;
    let (secrets, now) = (&request.app.secrets, request.app.now());
    let code = session_code::for_lesson(&mut read, secrets, &request.scope, request.id(), now).await?;
    Ok(SessionCodeBody {
        qr_code: png_data_url(&scan_address(&request, &code.text)),
        session_id: code.session_id,
        code: code.text,
        expires_at: code.expires_at,
    })
}

#[derive(Deserialize, IntoParams)]
struct CardQuery {
    /// A child of one's own.
    person_id: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PersonCard)]
struct CardBody {
    code: String,
    /// A picture of it: `data:image/png;base64,…`.
    qr_code: String,
}

async fn own_card(request: RouteRequest<NoBody, CardQuery>) -> Result<CardBody, Problem> {
    let mut read = request.read().await?;
    let person = request.query.person_id.as_ref().unwrap_or(&request.caller.person);
    let code = session_code::card(&mut read, &request.app.secrets, &request.scope, person).await?;
    Ok(CardBody { qr_code: png_data_url(&code), code })
}
