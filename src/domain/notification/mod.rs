//! What people and systems are told: which facts there are and when they may be told, how somebody wants to be told, when
//! to try again. A fact is written in the transaction that makes it true; who is told, and by which channel, is decided
//! after it.

pub mod audience;
pub mod delivery_state;
pub mod event;
pub mod fact;
pub mod moves;
pub mod preferences;
pub mod quiet_hours;
pub mod retry;
pub mod unsubscribe_token;
pub mod verdict_news;
pub mod visit_news;
pub mod worth_telling;
