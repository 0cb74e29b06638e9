//! What a route says about itself before it has a handler: address, purpose, who may call it, how it refuses, and the
//! schemas of its types. Every later step of a request reads it from here.

use std::time::Duration;

use axum::http::Method;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::{RefOr, Response as ResponseSchema, Schema};

use super::problem::ErrorShape;
use super::schema_components::Components;
use crate::domain::access::Grant;

/// What a route says about itself.
#[derive(Clone)]
pub struct Declaration {
    pub method: Method,
    pub path: &'static str,
    pub summary: &'static str,
    pub access: RouteAccess,
    pub error_shape: ErrorShape,
    pub timeout: Duration,
    /// Whether API tokens are refused, where one would get more than it was made for.
    pub login_only: bool,
    /// Error codes beside those that every route of its kind has (`error_codes.rs`).
    pub error_codes: Vec<&'static str>,
    /// Content types of responses that are not JSON.
    pub content_types: Vec<&'static str>,
}

impl Declaration {
    /// `GET /api/v1/people/{id}`
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// Who may call a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RouteAccess {
    /// Without a login: the route decides by what it is sent (a password, a signature) or shows nobody's data.
    Public,
    /// These roles, each with the rows it reaches; everybody else is refused with 403.
    Roles(Vec<Grant>),
}

/// What the document shows of a route's types.
#[derive(Clone, Copy)]
pub(crate) struct RouteSchema {
    pub body: fn(&mut Components) -> Option<RefOr<Schema>>,
    pub query: fn() -> Vec<Parameter>,
    /// Whether undeclared parameters are ignored.
    pub allows_unknown_parameters: bool,
    pub content_type: &'static str,
    /// The status of a body that does not arrive whole.
    pub incomplete_body_status: u16,
    pub answer: fn(&mut Components) -> ResponseSchema,
    pub status: u16,
}
