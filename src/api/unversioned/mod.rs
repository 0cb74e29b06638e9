//! Routes without a version in their address: webhooks, health, and the document of this API.

pub(crate) mod docs;
pub(crate) mod health;
pub(crate) mod webhooks;
