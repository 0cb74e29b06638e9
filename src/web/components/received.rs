//! A piece of evidence as it was received, for whoever wants to see the very text.

use maud::{Markup, html};
use serde_json::Value;

use crate::text::with_controls_escaped;

/// Characters that are shown; the whole is in the API.
const MAX_CHARS: usize = 4_000;

/// JSON, cut, with nothing in it that hides or turns.
pub fn as_received(item: &Value) -> Markup {
    let whole = serde_json::to_string_pretty(item).unwrap_or_default();
    let end = whole.char_indices().nth(MAX_CHARS).map(|(end, _)| end);
    html! {
        pre { code translate="no" dir="ltr" {
            (with_controls_escaped(&whole[..end.unwrap_or(whole.len())]))
            @if end.is_some() { "…" }
        } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_the_text_is_seen_as_an_escape_and_a_long_piece_is_cut() {
        let html = as_received(&Value::from("<b>\u{202e}x")).into_string();
        assert!(html.contains("&lt;b&gt;\\u202ex") && !html.contains('…'), "{html}");
        let html = as_received(&Value::from("قرآن".repeat(5_000))).into_string();
        assert!(html.ends_with("…</code></pre>") && html.chars().count() < 4_100, "{html}");
    }
}
