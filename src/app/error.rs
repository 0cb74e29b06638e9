//! Why an operation was not carried out. No HTTP in here; the API maps each variant to one status.

use crate::store::StoreError;

use crate::app::installation::secrets::SecretsError;

/// A refusal with a stable word and a sentence, or a failure of ours.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Missing, or another organisation's.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// It exists, but is not the caller's to touch.
    #[error("{0}")]
    Forbidden(&'static str),
    /// The same, with a word of its own.
    #[error("{detail}")]
    ForbiddenWithCode { code: &'static str, detail: &'static str },
    /// What is asked for does not fit how things are now.
    #[error("{detail}")]
    Conflict { code: &'static str, detail: String },
    /// Well formed, and against a rule.
    #[error("{detail}")]
    Refused { code: &'static str, detail: String },
    /// Asked too often; after so many seconds it is worth it.
    #[error("{detail}")]
    TooManyRequests { detail: &'static str, seconds: u64 },
    /// The login it is asked with has ended meanwhile.
    #[error("this login has ended")]
    LoginEnded,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Secrets(#[from] SecretsError),
}

impl Error {
    /// What is said of a row of the organisation that the caller's roles do not reach.
    pub const OUT_OF_SCOPE: Error = Error::Forbidden("This belongs to somebody else in your organisation.");

    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Error {
        Error::Conflict { code, detail: detail.into() }
    }

    pub fn refused(code: &'static str, detail: impl Into<String>) -> Error {
        Error::Refused { code, detail: detail.into() }
    }

    /// Reads a broken uniqueness as a refusal: `named` is a part of the database's name for the constraint.
    pub fn from_unique_violation(error: StoreError, named: &str, code: &'static str, detail: &str) -> Error {
        match error {
            StoreError::Conflict { constraint } if constraint.contains(named) => {
                Error::conflict(code, detail)
            }
            other => Error::Store(other),
        }
    }
}
