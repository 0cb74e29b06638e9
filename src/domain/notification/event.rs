//! What there is to be told of, and the ways to tell.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::string_enum::string_enum_methods;

/// What happened. The words are those of preferences, of endpoints and of the type of a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum NotificationEvent {
    /// Somebody came to a venue.
    Arrival,
    /// Somebody left it, and was seen leaving: an estimate is no departure.
    Departure,
    /// Somebody came into a session.
    SessionArrival,
    /// Somebody left a session for good; told once it is settled.
    SessionDeparture,
    /// Somebody did not come; told once the session is settled.
    Absence,
    /// Somebody came late; told once the session is settled, with the minutes.
    Late,
    /// What was told before turned out otherwise.
    Correction,
    SessionCancelled,
    SessionMoved,
    /// A subscription has hardly anything left.
    LowBalance,
    /// A session has lines that nothing is paid for before a human has looked.
    MoneyHeld,
    /// A platform stopped answering.
    PlatformSilent,
}
string_enum_methods!(NotificationEvent);

/// A way to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Channel {
    Email,
    /// To the browsers that a person allowed it in.
    Push,
    /// To a system; the recipient is an endpoint and no person.
    Webhook,
}
string_enum_methods!(Channel);

impl Channel {
    /// The channels that people choose among.
    pub const OF_PEOPLE: &'static [Channel] = &[Channel::Email, Channel::Push];
}

/// Why a message, or one fact of it, was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum DropReason {
    /// It was too late to be of use.
    Stale,
    /// It was not so any more when it was to be sent.
    NoLongerTrue,
    /// The reader switched it off before it was sent.
    SwitchedOff,
    /// The reader has no address for this channel.
    NoAddress,
    /// The installation has no way to send: no mail server is set.
    NotConfigured,
    /// The reader's account is not active any more, or is gone.
    Inactive,
    /// The endpoint is switched off, or gone.
    EndpointOff,
}
string_enum_methods!(DropReason);
