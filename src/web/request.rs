//! A request for a page, as its handler sees it.

use std::ops::Deref;
use std::sync::Arc;

use axum::http::{Extensions, Uri};

use super::ui::Ui;
use super::ui::fields::Fields;
use crate::http::query::LenientQuery;
use crate::http::request::{PublicRequest, RouteRequest};

/// A request for a page by somebody who may open it. What every route has (`app`, `scope`, `read()`, `commit()`, …) is
/// there too.
pub struct PageRequest {
    pub(super) request: RouteRequest<Fields, LenientQuery>,
    /// What stands in the address behind the `?`.
    pub query: Fields,
    /// What was sent; empty for a page that is only looked at.
    pub form: Fields,
    pub ui: Arc<Ui>,
}

impl Deref for PageRequest {
    type Target = RouteRequest<Fields, LenientQuery>;

    fn deref(&self) -> &Self::Target {
        &self.request
    }
}

/// A request for a page that is open to everybody.
pub struct PublicPageRequest {
    pub(super) request: PublicRequest<Fields, LenientQuery>,
    pub(super) extensions: Extensions,
    pub query: Fields,
    pub form: Fields,
    pub ui: Arc<Ui>,
}

impl Deref for PublicPageRequest {
    type Target = PublicRequest<Fields, LenientQuery>;

    fn deref(&self) -> &Self::Target {
        &self.request
    }
}

/// The fields of an address.
pub fn query_of(uri: &Uri) -> Fields {
    Fields::parse(&uri.query().unwrap_or_default().replace("%00", ""))
}
