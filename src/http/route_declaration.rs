//! The declaration of a route: method, path, summary, who may call it, its error codes, and the schemas of its types.
//! Authorisation, error responses, metrics and the OpenAPI document are all derived from it.

use std::time::Duration;

use axum::http::Method;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::{RefOr, Response as ResponseSchema, Schema};

use super::problem::ErrorShape;
use super::schema_components::Components;
use crate::domain::access::Grant;

/// The declaration of one route.
#[derive(Clone)]
pub struct Declaration {
    pub method: Method,
    pub path: &'static str,
    pub summary: &'static str,
    pub access: RouteAccess,
    pub error_shape: ErrorShape,
    pub timeout: Duration,
    /// Whether API tokens are refused: for routes with which a token could get more rights than it was given: creating
    /// tokens and changing the password.
    pub login_only: bool,
    /// Error codes in addition to those that follow from its method, access and types (`implied_error_codes`).
    pub error_codes: Vec<&'static str>,
    /// Content types of responses that are not JSON.
    pub content_types: Vec<&'static str>,
    /// Whether it answers people with HTML. Pages are left out of the OpenAPI document.
    pub is_page: bool,
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
    /// The status returned when the body does not arrive whole.
    pub incomplete_body_status: u16,
    pub answer: fn(&mut Components) -> ResponseSchema,
    pub status: u16,
}
