//! `/`: everybody's own start.

use crate::http::problem::Problem;
use crate::http::roles::EVERYBODY;
use crate::http::route::Route;
use crate::web::answer::Done;
use crate::web::menu::start_of;
use crate::web::route::{PageRequest, page};

pub fn routes() -> Vec<Route> {
    vec![page("/", "The own start").who(EVERYBODY).to(start)]
}

async fn start(page: PageRequest) -> Result<Done, Problem> {
    Ok(Done::to(start_of(&page.caller)))
}
