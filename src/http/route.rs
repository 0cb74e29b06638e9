//! A route is declared before it has a handler: method, path, summary, who may call it and which rows each role
//! reaches. The router is built from declarations alone, so an undeclared route cannot be mounted, and the schema of a
//! request or a response is that of the handler's own types, so the document cannot disagree with the code.
//!
//! ```text
//! get("/api/v1/people/{id}", "One person")
//!     .who(&[(Role::Admin, Rows::Organization), (Role::Student, Rows::OwnPerson)])
//!     .to(find) // async fn find(request: RouteRequest) -> Result<PersonBody, Problem>
//! ```

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use axum::response::Response;

use super::body::{NoBody, RequestBody};
use super::problem::{ErrorShape, Problem, problem_json};
use super::query::{LenientQuery, RequestQuery};
use crate::domain::access::Grant;
use crate::http::request::{PathValues, PublicRequest, RawRequest, ReceivedRequest, RouteRequest};
use crate::http::response::{CustomResponse, RouteResponse};
use crate::http::route_declaration::{Declaration, RouteAccess, RouteSchema};

/// How long a request may take before it is answered with 504; its work goes on.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

pub(crate) type RouteHandler = dyn Fn(Arc<Declaration>, RawRequest) -> Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>>
    + Send
    + Sync;

/// A declared route with its handler.
#[derive(Clone)]
pub struct Route {
    pub declaration: Declaration,
    pub(crate) schema: RouteSchema,
    pub(crate) handler: Arc<RouteHandler>,
}

impl Route {
    /// As `GET /api/v1/people/{id}`: how tests and error messages name the route.
    pub fn name(&self) -> String {
        self.declaration.name()
    }

    /// Writes errors in another format than `/api/v1`.
    pub fn error_shape(mut self, shape: ErrorShape) -> Route {
        self.declaration.error_shape = shape;
        self
    }

    /// Refuses API tokens, with 403 `login_required`.
    pub fn login_only(mut self) -> Route {
        self.declaration.login_only = true;
        self
    }

    /// A route whose handler deals with authentication, forms and errors itself, and answers people with HTML.
    pub(crate) fn page(
        method: Method,
        path: &'static str,
        summary: &'static str,
        access: RouteAccess,
        handler: Arc<RouteHandler>,
    ) -> Route {
        let RouteBuilder(mut declaration) = RouteBuilder::new(method, path, summary);
        declaration.access = access;
        declaration.is_page = true;
        Route { declaration, schema: schema_of::<NoBody, LenientQuery, CustomResponse>(), handler }
    }

    /// Whether it is a page that is only looked at.
    pub(crate) fn is_looked_at(&self) -> bool {
        self.declaration.is_page && self.declaration.method == Method::GET
    }

    /// The values of a path if it is this route's, percent-decoded.
    pub(crate) fn path_values(&self, path: &str) -> Option<PathValues> {
        let (declared, asked) = (self.declaration.path.split('/'), path.split('/'));
        if declared.clone().count() != asked.clone().count() {
            return None;
        }
        let mut values = Vec::new();
        for (declared, asked) in declared.zip(asked) {
            let asked = percent_encoding::percent_decode_str(asked).decode_utf8().ok()?;
            match declared.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(name) if !asked.is_empty() => values.push((name.to_owned(), asked.into_owned())),
                None if declared == asked => {}
                _ => return None,
            }
        }
        Some(PathValues(values))
    }

    /// Adds error codes that only this route has; each has a row in `error_codes::ERROR_CODES`.
    pub fn refuses(mut self, codes: &[&'static str]) -> Route {
        self.declaration.error_codes.extend(codes);
        self
    }

    /// Names the content types of responses that are not JSON.
    pub fn produces(mut self, content_types: &[&'static str]) -> Route {
        self.declaration.content_types.extend(content_types);
        self
    }

    /// Another timeout than 30 s.
    pub fn timeout(mut self, timeout: Duration) -> Route {
        self.declaration.timeout = timeout;
        self
    }
}

pub fn get(path: &'static str, summary: &'static str) -> RouteBuilder {
    RouteBuilder::new(Method::GET, path, summary)
}

/// Every POST honours `Idempotency-Key`.
pub fn post(path: &'static str, summary: &'static str) -> RouteBuilder {
    RouteBuilder::new(Method::POST, path, summary)
}

pub fn put(path: &'static str, summary: &'static str) -> RouteBuilder {
    RouteBuilder::new(Method::PUT, path, summary)
}

pub fn patch(path: &'static str, summary: &'static str) -> RouteBuilder {
    RouteBuilder::new(Method::PATCH, path, summary)
}

pub fn delete(path: &'static str, summary: &'static str) -> RouteBuilder {
    RouteBuilder::new(Method::DELETE, path, summary)
}

/// A declaration without access: `who` or `public` comes next.
pub struct RouteBuilder(Declaration);

impl RouteBuilder {
    fn new(method: Method, path: &'static str, summary: &'static str) -> RouteBuilder {
        RouteBuilder(Declaration {
            method,
            path,
            summary,
            access: RouteAccess::Roles(Vec::new()),
            error_shape: problem_json,
            timeout: DEFAULT_TIMEOUT,
            login_only: false,
            error_codes: Vec::new(),
            content_types: Vec::new(),
            is_page: false,
        })
    }

    /// Open to these roles, each with the rows it reaches.
    pub fn who(mut self, grants: &[Grant]) -> GuardedRouteBuilder {
        self.0.access = RouteAccess::Roles(grants.to_vec());
        GuardedRouteBuilder(self.0)
    }

    /// Open to everybody, without a login.
    pub fn public<B, Q, A, F, Fut>(mut self, handler: F) -> Route
    where
        B: RequestBody,
        Q: RequestQuery,
        A: RouteResponse,
        F: Fn(PublicRequest<B, Q>) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<A, Problem>> + Send + 'static,
    {
        self.0.access = RouteAccess::Public;
        let work = move |_: Arc<Declaration>, raw: RawRequest| {
            let handler = handler.clone();
            let response = async move {
                let request = PublicRequest::receive(raw).await?;
                Ok(handler(request).await?.into_http_response())
            };
            Box::pin(response) as Pin<Box<dyn Future<Output = _> + Send>>
        };
        Route { declaration: self.0, schema: schema_of::<B, Q, A>(), handler: Arc::new(work) }
    }
}

/// A declaration with access: `to` comes next.
pub struct GuardedRouteBuilder(Declaration);

impl GuardedRouteBuilder {
    /// Sets the handler.
    pub fn to<B, Q, A, F, Fut>(self, handler: F) -> Route
    where
        B: RequestBody,
        Q: RequestQuery,
        A: RouteResponse,
        F: Fn(RouteRequest<B, Q>) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<A, Problem>> + Send + 'static,
    {
        let work = move |declaration: Arc<Declaration>, raw: RawRequest| {
            let handler = handler.clone();
            let response = async move {
                match RouteRequest::receive(&declaration, raw).await? {
                    ReceivedRequest::Replayed(response) => Ok(response),
                    ReceivedRequest::ToHandle(request, None) => {
                        Ok(handler(*request).await?.into_http_response())
                    }
                    ReceivedRequest::ToHandle(request, Some(idempotency)) => {
                        idempotency
                            .run_once(async { Ok(handler(*request).await?.into_http_response()) })
                            .await
                    }
                }
            };
            Box::pin(response) as Pin<Box<dyn Future<Output = _> + Send>>
        };
        Route { declaration: self.0, schema: schema_of::<B, Q, A>(), handler: Arc::new(work) }
    }
}

fn schema_of<B: RequestBody, Q: RequestQuery, A: RouteResponse>() -> RouteSchema {
    RouteSchema {
        body: B::describe,
        content_type: B::CONTENT_TYPE,
        incomplete_body_status: B::INCOMPLETE_STATUS.as_u16(),
        query: Q::describe,
        allows_unknown_parameters: Q::ALLOWS_UNKNOWN_PARAMETERS,
        answer: A::describe,
        status: A::STATUS.as_u16(),
    }
}
