//! Why a scan is refused: the stable words of DESIGN.md 4.6. What each is as a status and a sentence is `api`'s (and the
//! doors' own, doors.md section 0).

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::string_enum::string_enum_methods;

/// The word a refused scan is kept with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Refusal {
    /// No code of ours, or not signed by us.
    InvalidCode,
    /// A code for something else than is asked here.
    WrongPurpose,
    WrongOrganization,
    Expired,
    /// Replaced by a newer one, taken back, or of something that was cancelled.
    Revoked,
    /// The venue takes no codes at present.
    Disabled,
    NotRegistered,
    NotPaid,
    AlreadyUsed,
    AlreadyCheckedIn,
    MembershipInactive,
    PlanNotEligible,
    TooEarly,
    TooLate,
    RateLimited,
}
string_enum_methods!(Refusal);
