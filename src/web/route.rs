//! Pages and forms as routes: declared like those of the API (who may open them, and which rows each role reaches),
//! answered with HTML.
//!
//! ```text
//! page("/people/{id}", "One person").who(&[(Role::Admin, Rows::Organization)]).to(show)
//! form("/people/{id}", "Change a person").who(ADMINS).to(change)
//!
//! async fn show(page: PageRequest) -> Result<WebPage, Problem>
//! async fn change(page: PageRequest) -> Result<Done, Problem>
//! ```
//!
//! A form that cannot be accepted shows the page it came from again, with what was typed and why not; one whose login has
//! ended shows the login, and after it the page with what was typed. A form sent twice is carried out once.

use std::future::Future;
use std::sync::Arc;

use axum::http::Method;

use super::answer::Answer;
use super::answering::{answer, respond};
use super::errors;
use super::request::query_of;
use super::ui::fields::Fields;
use super::ui::{self};
use crate::domain::access::Grant;
use crate::http::problem::Problem;
use crate::http::query::LenientQuery;
use crate::http::request::{PublicRequest, RawRequest};
use crate::http::route::{Route, RouteHandler};
use crate::http::route_declaration::{Declaration, RouteAccess};

pub use super::request::{PageRequest, PublicPageRequest};

/// A page to be looked at.
pub fn page(path: &'static str, summary: &'static str) -> PageBuilder {
    PageBuilder { method: Method::GET, path, summary }
}

/// A form to be sent.
pub fn form(path: &'static str, summary: &'static str) -> PageBuilder {
    PageBuilder { method: Method::POST, path, summary }
}

/// A declaration without access: `who` or `public` comes next.
pub struct PageBuilder {
    method: Method,
    path: &'static str,
    summary: &'static str,
}

impl PageBuilder {
    /// Open to these roles, each with the rows it reaches.
    pub fn who(self, grants: &[Grant]) -> GuardedPageBuilder {
        GuardedPageBuilder { builder: self, grants: grants.to_vec() }
    }

    /// Open to everybody, logged in or not.
    pub fn public<A, F, Fut>(self, handler: F) -> Route
    where
        A: Into<Answer>,
        F: Fn(PublicPageRequest) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<A, Problem>> + Send + 'static,
    {
        let work: Arc<RouteHandler> = Arc::new(move |_, raw: RawRequest| {
            let handler = handler.clone();
            Box::pin(async move {
                let (shared, headers, uri) =
                    (raw.shared.clone(), raw.parts.headers.clone(), raw.parts.uri.clone());
                let extensions = raw.parts.extensions.clone();
                let ui = Arc::new(ui::of_nobody(Some(&shared.app), &headers, &uri, &raw.request_id));
                let received = PublicRequest::<Fields, LenientQuery>::receive(raw).await;
                let answer = match received {
                    Ok(request) => {
                        let (query, form) = (query_of(&uri), request.body.clone());
                        let page = PublicPageRequest { request, extensions, query, form, ui: ui.clone() };
                        handler(page).await.map(Into::into)
                    }
                    Err(problem) => Err(problem),
                };
                Ok(match answer {
                    Ok(answer) => respond(answer, &ui),
                    Err(problem) => errors::page(&ui, &problem).into_response(&ui),
                })
            })
        });
        Route::page(self.method, self.path, self.summary, RouteAccess::Public, work)
    }
}

/// A declaration with access: `to` comes next.
pub struct GuardedPageBuilder {
    builder: PageBuilder,
    grants: Vec<Grant>,
}

impl GuardedPageBuilder {
    /// Sets the handler.
    pub fn to<A, F, Fut>(self, handler: F) -> Route
    where
        A: Into<Answer> + Send,
        F: Fn(PageRequest) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<A, Problem>> + Send + 'static,
    {
        let work: Arc<RouteHandler> = Arc::new(move |declaration: Arc<Declaration>, raw: RawRequest| {
            let handler = handler.clone();
            Box::pin(async move { Ok(answer(&declaration, raw, handler).await) })
        });
        let PageBuilder { method, path, summary } = self.builder;
        Route::page(method, path, summary, RouteAccess::Roles(self.grants), work)
    }
}
