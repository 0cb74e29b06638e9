//! Whether the login of a request that is answered for a long time still holds.

use std::sync::Arc;

use axum::http::request::Parts;

use crate::domain::access::Caller;
use crate::http::authentication::authenticate;
use crate::http::route_declaration::Declaration;
use crate::http::state::ServerState;

/// The login of one request, to be looked at again later.
pub struct LoginWatch {
    pub(crate) shared: Arc<ServerState>,
    pub(crate) declaration: Arc<Declaration>,
    pub(crate) parts: Parts,
    /// Who it was when the request came, and the era of the login.
    pub(crate) known: (Caller, i64),
}

impl LoginWatch {
    /// Whether the request would be let in once more, for the same rows: false when the login has ended or the caller's
    /// roles or household are others now. While the database does not answer, what was known holds.
    pub async fn still_holds(&self) -> bool {
        match authenticate(&self.shared, &self.declaration, &self.parts).await {
            Ok(now) => (now.caller, now.era) == self.known,
            Err(problem) => problem.status.is_server_error(),
        }
    }
}
