//! Time zones to choose from.

use chrono_tz::{TZ_VARIANTS, Tz};

/// Names that stand for others, and offsets that know no summer.
const OLD: [&str; 7] = ["Etc/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/", "SystemV/"];

/// The zones of places, and what is set now whatever it is: value and text.
pub fn zones(now: Option<Tz>) -> Vec<(String, String)> {
    let is_place = |name: &str| name.contains('/') && !OLD.iter().any(|old| name.starts_with(old));
    TZ_VARIANTS
        .iter()
        .filter(|zone| is_place(zone.name()) || **zone == Tz::UTC || Some(**zone) == now)
        .map(|zone| (zone.name().to_owned(), zone.name().replace('_', " ")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_offered_and_what_is_set_stays() {
        let offered = |now, name: &str| zones(now).iter().any(|(value, _)| value == name);
        for place in ["Asia/Riyadh", "America/Argentina/Buenos_Aires", "UTC"] {
            assert!(offered(None, place), "{place}");
        }
        for old in ["EST5EDT", "US/Eastern", "Etc/GMT+10", "GB"] {
            assert!(!offered(None, old), "{old}");
        }
        assert!(offered(Some(Tz::GB), "GB"));
    }
}
