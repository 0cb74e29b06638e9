//! The link to the rest of a list.

use maud::{Markup, html};

use super::icon::icon;
use crate::web::ui::Ui;
use crate::web::ui::fields::Fields;

/// To the page after this one, with the same filters; nothing on the last.
pub fn next_page(ui: &Ui, query: &Fields, next: Option<&str>) -> Markup {
    let Some(next) = next else { return html! {} };
    let mut fields: Vec<(String, String)> =
        query.0.iter().filter(|(name, _)| name != "cursor").cloned().collect();
    fields.push(("cursor".to_owned(), next.to_owned()));
    let address = format!("?{}", Fields(fields).encode());
    html! {
        nav.pager { a.button rel="next" href=(address) { (ui.text("common-next-page")) (icon("i-chevron")) } }
    }
}
