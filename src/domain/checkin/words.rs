//! Words of scans and visits that interfaces say: where somebody was let in, how a visit began, what is odd about one.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::string_enum::string_enum_methods;

/// What a scan let somebody into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum CheckInLevel {
    Venue,
    Session,
    Event,
}
string_enum_methods!(CheckInLevel);

/// How a visit was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum VisitSource {
    QrScan,
    AdminManual,
    /// Only of imported history.
    Class,
}
string_enum_methods!(VisitSource);

/// What is odd about a scan or an entry that was taken; it decides nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum CheckInFinding {
    /// Good when it was read, and uploaded after the code was rotated, switched off or refunded.
    UploadedAfterChange,
    /// Let in by hand though no membership admits the person.
    NotEligible,
}
string_enum_methods!(CheckInFinding);
