//! What people and systems are told: facts, the messages made of them with all their tries, how everybody wants to be told,
//! the endpoints of systems and the browsers that take messages.

pub mod attempts;
pub mod deliveries;
pub mod delivery_log;
pub mod endpoints;
pub mod facts;
pub mod inbox;
pub mod preferences;
pub mod push_subscriptions;
pub mod recipients;
