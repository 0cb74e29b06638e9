//! Codes and check-in: scans, visits, the codes of venues, lessons and people.

pub(crate) mod answers;
pub(crate) mod code_keys;
pub(crate) mod codes;
pub(crate) mod scan_body;
pub(crate) mod scan_log;
pub(crate) mod scans;
pub(crate) mod venue_codes;
pub(crate) mod visits;

use crate::api::Route;

pub(crate) fn routes() -> Vec<Route> {
    [
        scans::routes(),
        scan_log::routes(),
        visits::routes(),
        venue_codes::routes(),
        codes::routes(),
        code_keys::routes(),
    ]
    .concat()
}
