//! Why an application cannot be made over an open database.

use super::secrets::SecretsError;
use crate::app::notify::send::senders::SendersError;

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(transparent)]
    Secrets(#[from] SecretsError),
    #[error(transparent)]
    Senders(#[from] SendersError),
}
