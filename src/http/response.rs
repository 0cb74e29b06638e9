//! The responses a handler can return: 200, 201 or 202 with JSON, 204, or one that it builds itself (a file or a page).

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::{ContentBuilder, RefOr, Response as ResponseSchema, ResponseBuilder, Schema};

use crate::http::schema_components::Components;

/// What a handler returns: how it is sent, and its schema in the OpenAPI document.
pub trait RouteResponse: Send + 'static {
    const STATUS: StatusCode;

    fn into_http_response(self) -> Response;

    /// The JSON body to save for `Idempotency-Key` replays; `None` for responses that the handler built itself.
    fn replay_body(&self) -> Option<String>;

    fn describe(components: &mut Components) -> ResponseSchema;
}

/// 200 with JSON.
impl<T: Serialize + ToSchema + Send + 'static> RouteResponse for T {
    const STATUS: StatusCode = StatusCode::OK;

    fn into_http_response(self) -> Response {
        json(Self::STATUS, &self)
    }

    fn replay_body(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    fn describe(components: &mut Components) -> ResponseSchema {
        json_schema("Done", components.reference::<T>())
    }
}

/// 201 with what was created.
#[derive(Debug)]
pub struct Created<T>(pub T);

impl<T: Serialize + ToSchema + Send + 'static> RouteResponse for Created<T> {
    const STATUS: StatusCode = StatusCode::CREATED;

    fn into_http_response(self) -> Response {
        json(Self::STATUS, &self.0)
    }

    fn replay_body(&self) -> Option<String> {
        serde_json::to_string(&self.0).ok()
    }

    fn describe(components: &mut Components) -> ResponseSchema {
        json_schema("Created", components.reference::<T>())
    }
}

/// 202 with what is to become of it.
#[derive(Debug)]
pub struct Accepted<T>(pub T);

impl<T: Serialize + ToSchema + Send + 'static> RouteResponse for Accepted<T> {
    const STATUS: StatusCode = StatusCode::ACCEPTED;

    fn into_http_response(self) -> Response {
        json(Self::STATUS, &self.0)
    }

    fn replay_body(&self) -> Option<String> {
        serde_json::to_string(&self.0).ok()
    }

    fn describe(components: &mut Components) -> ResponseSchema {
        json_schema("Accepted", components.reference::<T>())
    }
}

/// 204.
#[derive(Debug)]
pub struct NoContent;

impl RouteResponse for NoContent {
    const STATUS: StatusCode = StatusCode::NO_CONTENT;

    fn into_http_response(self) -> Response {
        Self::STATUS.into_response()
    }

    fn replay_body(&self) -> Option<String> {
        Some(String::new())
    }

    fn describe(_: &mut Components) -> ResponseSchema {
        ResponseBuilder::new().description("Done").build()
    }
}

/// A response that the handler builds itself, because its body is not JSON, or not always: a file or a page.
#[derive(Debug)]
pub struct CustomResponse(pub Response);

impl CustomResponse {
    /// 200 with these bytes and this content type.
    pub fn of(content_type: &'static str, body: impl Into<Body>) -> CustomResponse {
        let mut response = Response::new(body.into());
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        CustomResponse(response)
    }
}

impl RouteResponse for CustomResponse {
    const STATUS: StatusCode = StatusCode::OK;

    fn into_http_response(self) -> Response {
        self.0
    }

    fn replay_body(&self) -> Option<String> {
        None
    }

    fn describe(_: &mut Components) -> ResponseSchema {
        ResponseBuilder::new().description("Done").build()
    }
}

fn json_schema(description: &str, schema: RefOr<Schema>) -> ResponseSchema {
    ResponseBuilder::new()
        .description(description)
        .content("application/json", ContentBuilder::new().schema(Some(schema)).build())
        .build()
}

fn json<T: Serialize>(status: StatusCode, value: &T) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => {
            let mut response = (status, body).into_response();
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            response
        }
        // Derived types with text keys can always be serialised. Should it fail all the same, the client gets a 500 and
        // no panic.
        Err(cause) => {
            tracing::error!(%cause, "an answer cannot be written as JSON");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
