//! Codes as pictures on pages: of a place, of a lesson, and of a person on a card.

use maud::{Markup, PreEscaped, html};

use crate::output::code_picture::svg;
use crate::text::args;
use crate::web::components::icon::icon;
use crate::web::page::WebPage;
use crate::web::ui::Ui;

/// The picture of a text, black on white in both themes; `label` says what it is the code of. One that is off is grey.
pub fn code_picture(text: &str, label: &str, is_off: bool) -> Markup {
    html! {
        div.code-picture.off[is_off] role="img" aria-label=(label) { (PreEscaped(svg(text, ""))) }
    }
}

/// Prints the page; without script the browser's own menu does.
pub fn print_button(ui: &Ui, class: &str) -> Markup {
    html! {
        button class=(format!("button {class}")) type="button" data-print hidden { (icon("i-print")) (ui.text("code-print")) }
    }
}

/// The page of somebody's card: large on a telephone, as large as a card of plastic on paper. `back` leads to where one came
/// from, by address and name.
pub fn card_page(ui: &Ui, back: (&str, Markup), name: &str, code: &str) -> WebPage {
    let title = ui.say("code-card-of", args![name = name]);
    let organization = ui.viewer.as_ref().map_or("", |viewer| viewer.organization_name.as_str());
    let body = html! {
        nav.crumbs { a href=(back.0) { (back.1) } }
        div.page-head {
            h1 { (title) }
            div.actions { (print_button(ui, "")) }
        }
        p.answer { (ui.text("code-card-what")) }
        article.person-card {
            header { (icon("i-mark")) (ui.name(organization)) }
            (code_picture(code, &ui.say("code-picture-of", args![name = name]), false))
            strong { (ui.name(name)) }
        }
        p.muted.small.no-print { (ui.text("code-card-keep")) }
    };
    WebPage::new(title, body)
}
