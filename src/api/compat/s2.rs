//! How the teacher's session actions of the LiveKit academy write their refusals.

use serde_json::{Value, json};

use crate::api::Problem;
use crate::api::http::problem::problem_json;

/// A problem document with `success` and `message` beside it.
pub fn error_shape(problem: &Problem, request_id: &str) -> (Value, &'static str) {
    let (mut body, content_type) = problem_json(problem, request_id);
    body["success"] = json!(false);
    body["message"] = json!(problem.detail);
    (body, content_type)
}
