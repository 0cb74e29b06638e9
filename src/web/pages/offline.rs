//! What a browser shows while the network is away: kept by the service worker.

use maud::html;

use crate::http::problem::Problem;
use crate::http::route::Route;
use crate::web::page::WebPage;
use crate::web::route::{PublicPageRequest, page};

pub fn routes() -> Vec<Route> {
    vec![page("/offline", "The network is away").public(offline)]
}

async fn offline(page: PublicPageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let body = html! {
        div.stack {

            h1 { (ui.text("error-offline")) }
            p { (ui.text("error-offline-what")) }
            p { a.button.primary href="/" data-reload { (ui.text("error-try-again")) } }
        }
    };
    Ok(WebPage::new(ui.text("error-offline"), body))
}
