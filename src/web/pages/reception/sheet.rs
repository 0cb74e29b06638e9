//! `/reception/sheet`: the code of a venue on one sheet of paper, to be hung up at the entrance.

use maud::html;

use super::load::{address, named_venue};
use crate::app::checkin::venue_code::printed;
use crate::http::problem::Problem;
use crate::http::request::scan_address;
use crate::text::args;
use crate::web::components::code::{code_picture, print_button};
use crate::web::page::WebPage;
use crate::web::route::PageRequest;

pub async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    let venue = named_venue(&page, &mut read).await?;
    let code = printed(&mut read, &page.app.secrets, page.scope.organization(), &venue).await?;
    let picture = ui.say("reception-code-of", args![venue = &venue.name]);
    let body = html! {
        nav.crumbs { a href=(address(&venue)) { (ui.text("reception-title")) } }
        div.page-head.no-print {
            p { (ui.text("reception-sheet-what")) }
            div.actions { (print_button(ui, "primary")) }
        }
        article.code-sheet {
            h1 { (ui.name(&venue.name)) }
            (code_picture(&scan_address(&page, &code.text), &picture, !code.is_enabled))
            p { (ui.text("reception-screen-hint")) }
        }
    };
    Ok(WebPage::new(picture, body))
}
