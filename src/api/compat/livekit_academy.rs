//! The addresses of the online academy on LiveKit (S2, doors.md section 2): what a teacher does with a session, with
//! `success` and `message` in every error document.

use serde_json::{Value, json};

use crate::api::v1::sessions::actions::{cancel, complete, mark_absent};
use crate::api::{Problem, Route, post};
use crate::http::error_codes::{CANCEL_ERRORS, COMPLETE_ERRORS, MARK_ABSENT_ERRORS};
use crate::http::problem::problem_json;
use crate::http::roles::SESSION_EDITORS;

pub(super) fn routes() -> Vec<Route> {
    [
        post("/teacher/sessions/{id}/cancel", "Door of /api/v1/sessions/{id}/cancel")
            .who(SESSION_EDITORS)
            .to(cancel)
            .refuses(CANCEL_ERRORS),
        post(
            "/teacher/sessions/{id}/mark-student-absent",
            "Door of /api/v1/sessions/{id}/mark-student-absent",
        )
        .who(SESSION_EDITORS)
        .to(mark_absent)
        .refuses(MARK_ABSENT_ERRORS),
        post("/teacher/sessions/{id}/complete", "Door of /api/v1/sessions/{id}/complete")
            .who(SESSION_EDITORS)
            .to(complete)
            .refuses(COMPLETE_ERRORS),
    ]
    .map(|route| route.error_shape(error_shape))
    .into()
}

/// The problem document of `/api/v1`, with the members `success: false` and `message` added.
fn error_shape(problem: &Problem, request_id: &str) -> (Value, &'static str) {
    let (mut body, content_type) = problem_json(problem, request_id);
    body["success"] = json!(false);
    body["message"] = json!(problem.detail);
    (body, content_type)
}
