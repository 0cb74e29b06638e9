//! Who calls the Meet API, with which scopes, and the parameters of the call.

use chrono::{DateTime, TimeDelta, Utc};

use crate::simulator::google::error_response::GoogleErrorResponse;
use crate::simulator::google::state::{GoogleState, IssuedToken};
use crate::simulator::google::world::ScriptedSpace;

/// The OAuth scopes, independent of the product's on purpose: a mistake there must not be made here too.
pub const SCOPE_CREATED: &str = "https://www.googleapis.com/auth/meetings.space.created";
pub const SCOPE_READONLY: &str = "https://www.googleapis.com/auth/meetings.space.readonly";
pub const SCOPE_SETTINGS: &str = "https://www.googleapis.com/auth/meetings.space.settings";
pub const SCOPE_DIRECTORY: &str = "https://www.googleapis.com/auth/admin.directory.user.readonly";

/// Parameters every Google API takes.
const SYSTEM_PARAMETERS: &[&str] =
    &["alt", "$alt", "prettyPrint", "$prettyPrint", "fields", "$fields", "key", "quotaUser"];

/// The caller of a request whose token was accepted.
pub struct AuthorizedCaller {
    pub email: Option<String>,
    pub user: String,
    pub client: String,
    scopes: Vec<String>,
    /// The moment that is shown; one in the past for a stale read.
    pub at: DateTime<Utc>,
}

impl AuthorizedCaller {
    fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|one| one == scope)
    }

    pub fn require_scope(&self, scopes: &[&str]) -> Result<(), GoogleErrorResponse> {
        if scopes.iter().any(|scope| self.has(scope)) {
            return Ok(());
        }
        Err(GoogleErrorResponse::new(403, "Request had insufficient authentication scopes.")
            .with_reason("ACCESS_TOKEN_SCOPE_INSUFFICIENT"))
    }

    pub fn owns(&self, space: &ScriptedSpace) -> bool {
        self.email.as_deref() == Some(&space.owner)
    }

    /// With the scope `created` alone an application sees only spaces it made itself.
    pub fn may_see_space(&self, space: &ScriptedSpace) -> bool {
        self.has(SCOPE_READONLY) || space.made_by.as_deref() == Some(&self.client)
    }
}

/// The query parameters of a call; unknown ones are refused.
pub struct QueryParameters(Vec<(String, String)>);

impl QueryParameters {
    pub fn parse(query: &str, own: &[&str]) -> Result<QueryParameters, GoogleErrorResponse> {
        let pairs: Vec<(String, String)> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        match pairs
            .iter()
            .find(|(name, _)| !SYSTEM_PARAMETERS.contains(&name.as_str()) && !own.contains(&name.as_str()))
        {
            Some((name, _)) => Err(GoogleErrorResponse::bad_argument(format!(
                "Invalid JSON payload received. Unknown name \"{name}\": Cannot bind query parameter."
            ))),
            None => Ok(QueryParameters(pairs)),
        }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The caller that a token stands for. A service account that acts for nobody has no scopes.
pub fn authorize(state: &mut GoogleState, access: IssuedToken, now: DateTime<Utc>) -> AuthorizedCaller {
    state.read_count += 1;
    let every = state.knobs.stale_every;
    let stale = every > 0 && state.read_count.is_multiple_of(every);
    let at = if stale { now - TimeDelta::seconds(state.knobs.stale_by_seconds) } else { now };
    let user = access.email.as_deref().and_then(|email| state.world.account(email));
    AuthorizedCaller {
        user: user.map(|account| account.user.clone()).unwrap_or_default(),
        scopes: if access.email.is_some() { access.scopes } else { Vec::new() },
        email: access.email,
        client: access.client,
        at,
    }
}
