//! Routes without a version in their address: webhooks, health and metrics, and the document of this API. None of them
//! needs a login.

pub(crate) mod docs;
pub(crate) mod health;
pub(crate) mod webhooks;
