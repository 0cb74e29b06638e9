//! What every route shares: reading the request, authentication, idempotency, pagination, errors, and writing the
//! response. It contains no routes and no use cases.

pub(crate) mod authentication;
pub(crate) mod body;
pub(crate) mod client_address;
pub(crate) mod dispatch;
pub mod error_codes;
pub mod event_stream;
pub(crate) mod idempotency;
pub mod login_watch;
pub(crate) mod metrics;
pub(crate) mod pagination;
pub(crate) mod problem;
pub(crate) mod query;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod roles;
pub(crate) mod route;
pub(crate) mod route_declaration;
pub(crate) mod schema_components;
pub mod serve;
pub(crate) mod state;
pub(crate) mod time_parameter;
