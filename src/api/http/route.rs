//! A route is declared before it has a body: method, path, what it is for, who may call it and which rows each role
//! reaches. The router is built from declarations alone, so an undeclared route cannot be mounted, and the schema of
//! a request or an answer is that of the handler's own types, so the document cannot disagree with the code.
//!
//! ```text
//! get("/api/v1/people/{id}", "One person")
//!     .who(&[(Role::Admin, Rows::Organization), (Role::Student, Rows::OwnPerson)])
//!     .to(find) // async fn find(call: Call) -> Result<Person, Problem>
//! ```

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use axum::response::Response;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::{RefOr, Response as Described, Schema};

use super::body::Body;
use super::problem::{ErrorShape, Problem, problem_json};
use super::query::Query;
use crate::api::http::request::{Arrived, Call, Open, Received};
use crate::api::http::response::Answer;
use crate::api::openapi::Components;
use crate::domain::access::Grant;

/// How long a request may take before it is answered with 504; its work goes on.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a route promises.
#[derive(Clone)]
pub struct Declaration {
    pub method: Method,
    pub path: &'static str,
    pub summary: &'static str,
    pub who: Who,
    pub errors: ErrorShape,
    pub within: Duration,
    /// Whether an API token is refused whatever it may do: where a token would get more than it was made for.
    pub login_only: bool,
    /// Words of refusals beside those of every route of its shape (`refusal.rs`).
    pub refuses: Vec<&'static str>,
    /// What it answers with where that is no JSON.
    pub gives: Vec<&'static str>,
}

impl Declaration {
    /// `GET /api/v1/people/{id}`
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// Who may call a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Without a login: the route decides by what it is sent (a password, a signature) or shows nobody's data.
    Anyone,
    /// These roles, each with the rows it reaches; everybody else is refused with 403.
    Roles(Vec<Grant>),
}

pub(crate) type Work = dyn Fn(Arc<Declaration>, Arrived) -> Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>>
    + Send
    + Sync;

/// What the document shows of a route's types.
#[derive(Clone, Copy)]
pub(crate) struct Types {
    pub body: fn(&mut Components) -> Option<RefOr<Schema>>,
    pub query: fn() -> Vec<Parameter>,
    /// Whether parameters nobody declared are left alone.
    pub loose: bool,
    pub media: &'static str,
    /// The status of a body that does not arrive whole.
    pub cut_off: u16,
    pub answer: fn(&mut Components) -> Described,
    pub status: u16,
}

/// A declared route with its handler.
#[derive(Clone)]
pub struct Route {
    pub declaration: Declaration,
    pub(crate) types: Types,
    pub(crate) work: Arc<Work>,
}

impl Route {
    /// `GET /api/v1/people/{id}`: what names the route in the document, the metrics and the tests.
    pub fn name(&self) -> String {
        self.declaration.name()
    }

    /// Writes refusals in another shape than `/api/v1`.
    pub fn errors_as(mut self, shape: ErrorShape) -> Route {
        self.declaration.errors = shape;
        self
    }

    /// Refuses API tokens, with 403 `login_required`.
    pub fn login_only(mut self) -> Route {
        self.declaration.login_only = true;
        self
    }

    /// Says which words it refuses with of its own; each stands in `refusal::REFUSALS`.
    pub fn refuses(mut self, words: &[&'static str]) -> Route {
        self.declaration.refuses.extend(words);
        self
    }

    /// Says what it answers with, where that is no JSON or not always.
    pub fn gives(mut self, media: &[&'static str]) -> Route {
        self.declaration.gives.extend(media);
        self
    }

    /// Gives the handler another time than 30 s.
    pub fn within(mut self, patience: Duration) -> Route {
        self.declaration.within = patience;
        self
    }
}

pub fn get(path: &'static str, summary: &'static str) -> Draft {
    Draft::new(Method::GET, path, summary)
}

/// Every POST honours `Idempotency-Key`.
pub fn post(path: &'static str, summary: &'static str) -> Draft {
    Draft::new(Method::POST, path, summary)
}

pub fn put(path: &'static str, summary: &'static str) -> Draft {
    Draft::new(Method::PUT, path, summary)
}

pub fn patch(path: &'static str, summary: &'static str) -> Draft {
    Draft::new(Method::PATCH, path, summary)
}

pub fn delete(path: &'static str, summary: &'static str) -> Draft {
    Draft::new(Method::DELETE, path, summary)
}

/// A declaration that does not say yet who may call it.
pub struct Draft(Declaration);

impl Draft {
    fn new(method: Method, path: &'static str, summary: &'static str) -> Draft {
        let who = Who::Roles(Vec::new());
        let (refuses, gives) = (Vec::new(), Vec::new());
        Draft(Declaration {
            method,
            path,
            summary,
            who,
            errors: problem_json,
            within: PATIENCE,
            login_only: false,
            refuses,
            gives,
        })
    }

    /// Open to these roles, each with the rows it reaches.
    pub fn who(mut self, grants: &[Grant]) -> Guarded {
        self.0.who = Who::Roles(grants.to_vec());
        Guarded(self.0)
    }

    /// Open to everybody, without a login.
    pub fn anyone<B, Q, A, F, Answering>(mut self, handler: F) -> Route
    where
        B: Body,
        Q: Query,
        A: Answer,
        F: Fn(Open<B, Q>) -> Answering + Clone + Send + Sync + 'static,
        Answering: Future<Output = Result<A, Problem>> + Send + 'static,
    {
        self.0.who = Who::Anyone;
        let work = move |_: Arc<Declaration>, arrived: Arrived| {
            let handler = handler.clone();
            let answering = async move {
                let open = Open::receive(arrived).await?;
                Ok(handler(open).await?.into_response())
            };
            Box::pin(answering) as Pin<Box<dyn Future<Output = _> + Send>>
        };
        Route { declaration: self.0, types: types::<B, Q, A>(), work: Arc::new(work) }
    }
}

/// A declaration that says who may call it.
pub struct Guarded(Declaration);

impl Guarded {
    /// Gives the route its body.
    pub fn to<B, Q, A, F, Answering>(self, handler: F) -> Route
    where
        B: Body,
        Q: Query,
        A: Answer,
        F: Fn(Call<B, Q>) -> Answering + Clone + Send + Sync + 'static,
        Answering: Future<Output = Result<A, Problem>> + Send + 'static,
    {
        let work = move |declaration: Arc<Declaration>, arrived: Arrived| {
            let handler = handler.clone();
            let answering = async move {
                match Call::receive(&declaration, arrived).await? {
                    Received::Answered(response) => Ok(response),
                    Received::Call(call, None) => Ok(handler(*call).await?.into_response()),
                    Received::Call(call, Some(repeat)) => {
                        repeat.answered_once(async { Ok(handler(*call).await?.into_response()) }).await
                    }
                }
            };
            Box::pin(answering) as Pin<Box<dyn Future<Output = _> + Send>>
        };
        Route { declaration: self.0, types: types::<B, Q, A>(), work: Arc::new(work) }
    }
}

fn types<B: Body, Q: Query, A: Answer>() -> Types {
    Types {
        body: B::describe,
        media: B::MEDIA,
        cut_off: B::CUT_OFF.as_u16(),
        query: Q::describe,
        loose: Q::LOOSE,
        answer: A::describe,
        status: A::STATUS.as_u16(),
    }
}
