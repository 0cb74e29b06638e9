//! Time zones to choose from.

use chrono_tz::TZ_VARIANTS;

/// Every zone: value and text.
pub fn zones() -> Vec<(String, String)> {
    TZ_VARIANTS.iter().map(|zone| (zone.name().to_owned(), zone.name().replace('_', " "))).collect()
}
