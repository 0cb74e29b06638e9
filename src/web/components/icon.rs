//! Symbols of the sprite (`assets/sprite.svg`), which stands once on every page.

use maud::{Markup, html};

/// A symbol beside words that say the same: hidden from screen readers.
pub fn icon(id: &str) -> Markup {
    html! {
        svg.icon.points[POINTING.contains(&id)] aria-hidden="true" focusable="false" { use href=(format!("#{id}")) {} }
    }
}

/// Those that point somewhere are mirrored where one reads from right to left.
const POINTING: &[&str] =
    &["i-chevron", "i-back", "i-arrow", "i-undo", "i-logout", "i-external", "i-list", "i-send"];
