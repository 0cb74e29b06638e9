//! What every route shares: reading the request, authentication, idempotency, pagination, errors, and writing the
//! response. It contains no routes and no use cases.

pub mod authentication;
pub mod body;
pub mod client_address;
pub mod cookie;
pub mod dispatch;
pub mod error_codes;
pub mod event_stream;
pub(crate) mod idempotency;
pub mod identity_id;
pub mod login_watch;
pub(crate) mod metrics;
pub(crate) mod open_page;
pub mod origin;
pub mod pagination;
pub mod problem;
pub mod query;
pub mod request;
pub mod response;
pub mod roles;
pub mod route;
pub mod route_declaration;
pub(crate) mod schema_components;
pub mod serve;
pub mod state;
pub mod time_parameter;
