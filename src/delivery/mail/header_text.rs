//! Texts that people typed, made fit for a header of a mail: a name or a subject must neither end a header and begin
//! another, nor show itself as something else than it is.

/// Longest name or subject, in characters.
const MAX_CHARS: usize = 250;

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_DIRECTIONAL_ISOLATE: char = '\u{2069}';

/// The text on one line, without control characters and without what turns the direction of all that follows it. The
/// isolates of mixed texts stay, and those left open are closed.
pub(super) fn header_text(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut open = 0_u32;
    for c in text.chars().take(MAX_CHARS) {
        match c {
            '\u{2028}' | '\u{2029}' => line.push(' '),
            _ if c.is_control() => line.push(' '),
            // Embeddings and overrides, and marks that nobody sees.
            '\u{202a}'..='\u{202e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => {}
            '\u{2066}'..=FIRST_STRONG_ISOLATE => {
                open += 1;
                line.push(c);
            }
            POP_DIRECTIONAL_ISOLATE if open == 0 => {}
            POP_DIRECTIONAL_ISOLATE => {
                open -= 1;
                line.push(c);
            }
            _ => line.push(c),
        }
    }
    line.extend((0..open).map(|_| POP_DIRECTIONAL_ISOLATE));
    let words: Vec<&str> = line.split_whitespace().collect();
    // Whoever reads the mail would take it for a text in another encoding (RFC 2047), and show what that says.
    words.join(" ").replace("=?", "= ?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_on_its_line() {
        for (text, line) in [
            ("Omar\r\nBcc: everybody@school.example", "Omar Bcc: everybody@school.example"),
            ("Omar\nX: 1\u{2028}Y: 2\u{85}Z: 3", "Omar X: 1 Y: 2 Z: 3"),
            ("\u{0}\u{7f}\tOmar \u{1b}[31m", "Omar [31m"),
            ("  Omar   Khan ", "Omar Khan"),
            ("=?utf-8?B?QmNjOiBldmlsQGV4YW1wbGU=?=", "= ?utf-8?B?QmNjOiBldmlsQGV4YW1wbGU= ?="),
            ("مدرسة النور", "مدرسة النور"),
            ("क्‍ष", "क्‍ष"),
        ] {
            assert_eq!(header_text(text), line, "{text:?}");
        }
        assert_eq!(header_text(&"x".repeat(9_999)).len(), MAX_CHARS);
    }

    #[test]
    fn a_text_cannot_turn_what_follows_it() {
        assert_eq!(header_text("Omar\u{202e}gro.live"), "Omargro.live");
        assert_eq!(header_text("\u{2068}Omar"), "\u{2068}Omar\u{2069}");
        assert_eq!(header_text("\u{2069}Omar\u{2067}a\u{2069}"), "Omar\u{2067}a\u{2069}");
    }
}
