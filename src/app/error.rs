//! Why an operation was not carried out. No HTTP in here; the API maps each variant to one status.

use serde_json::Value;

use crate::store::StoreError;

use crate::app::installation::secrets::SecretsError;

/// A refusal with a stable code and a sentence, or a failure of ours.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Missing, or another organisation's.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Missing, with its own error code instead of the general one.
    #[error("{detail}")]
    NotFoundWithCode { code: &'static str, detail: &'static str },
    /// It exists, but is not the caller's to touch.
    #[error("{0}")]
    Forbidden(&'static str),
    /// Forbidden, with its own error code instead of the general one.
    #[error("{detail}")]
    ForbiddenWithCode { code: &'static str, detail: &'static str },
    /// A value in it cannot be right, whatever the present state; the API answers 400.
    #[error("{detail}")]
    Invalid { code: &'static str, detail: String },
    /// The request does not fit the present state; the API answers 409.
    #[error("{detail}")]
    Conflict { code: &'static str, detail: String },
    /// As `Conflict`, with everything that is in the way as the members of a list.
    #[error("{detail}")]
    ConflictsWith { code: &'static str, detail: String, conflicts: Vec<Value> },
    /// The input parses but breaks a business rule; the API answers 422.
    #[error("{detail}")]
    Refused { code: &'static str, detail: String },
    /// Asked too often; worth trying again after so many seconds.
    #[error("{detail}")]
    TooManyRequests { detail: &'static str, seconds: u64 },
    /// The login that the request was made with has ended meanwhile.
    #[error("this login has ended")]
    LoginEnded,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Secrets(#[from] SecretsError),
}

impl Error {
    /// The refusal for a row of the organisation outside the caller's scope.
    pub const OUT_OF_SCOPE: Error = Error::Forbidden("This belongs to somebody else in your organisation.");

    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Error {
        Error::Conflict { code, detail: detail.into() }
    }

    pub fn refused(code: &'static str, detail: impl Into<String>) -> Error {
        Error::Refused { code, detail: detail.into() }
    }

    /// Turns a unique-constraint violation into a 409 conflict when the constraint's name contains `named`;
    /// every other store error stays as it is.
    pub fn from_unique_violation(error: StoreError, named: &str, code: &'static str, detail: &str) -> Error {
        match error {
            StoreError::Conflict { constraint } if constraint.contains(named) => {
                Error::conflict(code, detail)
            }
            other => Error::Store(other),
        }
    }
}
