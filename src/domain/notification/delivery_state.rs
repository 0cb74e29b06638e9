//! What became of a message.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::string_enum::string_enum_methods;

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum DeliveryState {
    /// Its time has not come, or it is to be tried again.
    Waiting,
    Sent,
    /// It was not to be sent any more.
    Dropped,
    /// Given up.
    Dead,
}
string_enum_methods!(DeliveryState);

/// Why a message was given up: the provider refused it for good, or took it at no try.
pub const DEATHS: [&str; 2] = ["refused", "exhausted"];

/// Why an endpoint is switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum EndpointOffReason {
    /// It took nothing for days.
    Failing,
    /// It said that it is gone for good.
    Gone,
    /// Somebody of the office did it.
    ByHand,
}
string_enum_methods!(EndpointOffReason);
