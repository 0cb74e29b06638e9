//! What stands where a list is empty: why, and what to do next.

use maud::{Markup, html};

use super::icon::icon;

/// `action` is a link or a button, or nothing.
pub fn empty(symbol: &str, title: &str, what: &str, action: Markup) -> Markup {
    html! {
        div.empty {
            (icon(symbol))
            strong { (title) }
            p { (what) }
            (action)
        }
    }
}
