//! What people are told, from their side: how they want to be told (`preferences`), what they were told (`inbox`), and the
//! browsers it comes to (`push`).

mod inbox;
mod preferences;
mod push;

use crate::api::Route;

pub(crate) fn routes() -> Vec<Route> {
    [preferences::routes(), inbox::routes(), push::routes()].concat()
}
