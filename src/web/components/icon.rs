//! Symbols of the sprite (`assets/sprite.svg`), which stands once on every page.

use maud::{Markup, html};

/// A symbol beside words that say the same: hidden from screen readers.
pub fn icon(id: &str) -> Markup {
    html! { svg.icon aria-hidden="true" focusable="false" { use href=(format!("#{id}")) {} } }
}
