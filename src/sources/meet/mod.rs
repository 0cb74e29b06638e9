//! Google Meet's REST API v2 and the Directory API: access tokens, calls, paging, retries and quotas. It knows
//! nothing of the store.
//!
//! The API serves users only: every call is made for an organiser, by that person's consent or by a service account
//! acting as that person, and shows that organiser's calls alone. An error is never an empty answer.

mod calls;
mod client;
mod credential;
mod error;
mod quota;
pub mod resource;
mod token;
mod transport;

pub use self::client::{MeetClient, MeetClientSettings, SleepFn, tokio_sleep};
pub use self::credential::{
    Credential, Organizer, SCOPE_CREATED, SCOPE_DIRECTORY, SCOPE_READONLY, ServiceAccountKey,
};
pub use self::error::MeetError;
pub use self::token::OauthConsent;
