//! Signs that a code was shared. They are shown to a human and decide nothing: a family has one telephone, and a clock may
//! be wrong.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::{HOUR, MINUTE, Timestamp};

/// One sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum SharingSign {
    /// Somebody else scanned with the same device within the last hours.
    SharedDevice,
    /// The person was at another place so shortly before that nobody gets from there to here.
    ImpossibleDistance,
    /// A code of a short life was uploaded long after it ended: only the device says that it was read in time.
    OutlivedCode,
}
string_enum_methods!(SharingSign);

/// How long a device remembers who scanned with it.
pub const DEVICE_MEMORY: i64 = 12 * HOUR;
/// How long after its end a code of a short life may arrive before that is a sign.
const LATE_UPLOAD: i64 = 2 * MINUTE;

/// What is known about a scan that was taken.
#[derive(Clone, Copy, Debug)]
pub struct SharingFacts {
    pub scanned_at: Timestamp,
    pub received_at: Timestamp,
    /// Whether somebody else scanned with this device within `DEVICE_MEMORY` before.
    pub device_of_another: bool,
    /// When the person was scanned at another place, the nearest time before or after.
    pub elsewhere_at: Option<Timestamp>,
    /// The least time between two places, in milliseconds.
    pub travel: i64,
    pub code_expired_at: Option<Timestamp>,
}

/// The signs, in order.
pub fn sharing_signs(facts: &SharingFacts) -> Vec<SharingSign> {
    let is_near = |other: Timestamp| facts.scanned_at.since(other).abs() < facts.travel;
    let is_late = |end: Timestamp| facts.received_at > end.plus(LATE_UPLOAD);
    let signs = [
        (SharingSign::SharedDevice, facts.device_of_another),
        (SharingSign::ImpossibleDistance, facts.elsewhere_at.is_some_and(is_near)),
        (SharingSign::OutlivedCode, facts.code_expired_at.is_some_and(is_late)),
    ];
    signs.into_iter().filter(|(_, shows)| *shows).map(|(sign, _)| sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_stands_for_itself() {
        let at = Timestamp::from_seconds(1_767_600_000);
        let plain = SharingFacts {
            scanned_at: at,
            received_at: at,
            device_of_another: false,
            elsewhere_at: None,
            travel: 10 * MINUTE,
            code_expired_at: Some(at.plus(30_000)),
        };
        assert_eq!(sharing_signs(&plain), []);
        let near = SharingFacts { elsewhere_at: Some(at.plus(-10 * MINUTE + 1)), ..plain };
        assert_eq!(sharing_signs(&near), [SharingSign::ImpossibleDistance]);
        assert_eq!(sharing_signs(&SharingFacts { elsewhere_at: Some(at.plus(-10 * MINUTE)), ..plain }), []);
        let late =
            SharingFacts { received_at: at.plus(30_001 + LATE_UPLOAD), device_of_another: true, ..plain };
        assert_eq!(sharing_signs(&late), [SharingSign::SharedDevice, SharingSign::OutlivedCode]);
    }
}
