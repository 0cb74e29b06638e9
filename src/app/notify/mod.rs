//! What people are told, from their side: how they want to be told, what they were told, and the browsers it comes to.

pub mod inbox;
pub mod preferences;
pub mod push_subscriptions;
pub mod unsubscribe;
