//! Fluent puts every argument between two invisible characters, so that a name of another alphabet turns nothing around it.
//! In HTML these are `bdi` elements; in a line of text they are needed only where two directions meet.

use maud::{Markup, PreEscaped, html};
use unicode_normalization::char::is_combining_mark;

const OPEN: char = '\u{2068}';
const CLOSE: char = '\u{2069}';

/// For subjects and texts: isolates only around words, and only where two directions meet. Numbers and times turn nothing.
pub fn plain(text: &str) -> String {
    let has = |is: fn(char) -> bool| text.chars().any(is);
    let is_mixed = has(runs_left) && has(runs_right);
    let mut kept = String::with_capacity(text.len());
    // Whether each isolate that is open was written.
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            OPEN => {
                let inside = text[at + c.len_utf8()..].split(CLOSE).next().unwrap_or_default();
                open.push(is_mixed && inside.chars().any(char::is_alphabetic));
            }
            CLOSE if open.pop() == Some(true) => kept.push(c),
            CLOSE => {}
            other => kept.push(other),
        }
        if c == OPEN && open.last() == Some(&true) {
            kept.push(c);
        }
    }
    kept
}

/// As `plain`, at most `longest` characters, with every isolate closed.
pub fn plain_cut(text: &str, longest: usize) -> String {
    let whole = plain(text);
    if whole.chars().count() <= longest {
        return whole;
    }
    let (mut kept, mut open) = (String::new(), 0);
    for (index, c) in whole.chars().enumerate() {
        // Room for the sign, and for closing what is open.
        if index + 2 + open + usize::from(c == OPEN) > longest {
            break;
        }
        match c {
            OPEN => open += 1,
            CLOSE => open = open.saturating_sub(1),
            _ => {}
        }
        kept.push(c);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept.extend(std::iter::repeat_n(CLOSE, open));
    kept
}

/// For HTML: escaped, with each argument in a `bdi`.
pub fn markup(text: &str) -> Markup {
    let mut written = String::new();
    let mut open = 0_usize;
    for part in text.split_inclusive([OPEN, CLOSE]) {
        let words = part.trim_end_matches([OPEN, CLOSE]);
        written.push_str(&html! { (words) }.into_string());
        match part.chars().next_back() {
            Some(OPEN) => {
                open += 1;
                written.push_str("<bdi>");
            }
            Some(CLOSE) if open > 0 => {
                open -= 1;
                written.push_str("</bdi>");
            }
            _ => {}
        }
    }
    (0..open).for_each(|_| written.push_str("</bdi>"));
    PreEscaped(written)
}

/// Letters of Hebrew, Arabic and their neighbours.
fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && !is_combining_mark(c)
        && c.is_alphabetic()
}

fn runs_right(c: char) -> bool {
    c.is_alphabetic() && !runs_left(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolates_stay_only_where_directions_meet() {
        assert_eq!(plain("\u{2068}Ali\u{2069} arrived at \u{2068}16:02\u{2069}"), "Ali arrived at 16:02");
        assert_eq!(plain("وصول \u{2068}علي\u{2069} \u{2068}16:02\u{2069}"), "وصول علي 16:02");
        let mixed = "\u{2068}علي\u{2069} arrived \u{2068}12\u{2069} minutes late";
        assert_eq!(plain(mixed), "\u{2068}علي\u{2069} arrived 12 minutes late");
    }

    #[test]
    fn what_is_cut_closes_what_it_opened() {
        let long = format!("وصول \u{2068}{}\u{2069} الآن", "Ali".repeat(100));
        for longest in [6, 7, 8, 60] {
            let cut = plain_cut(&long, longest);
            let count = |c: char| cut.chars().filter(|one| *one == c).count();
            assert!(cut.contains('…') && cut.chars().count() <= longest, "{cut:?}");
            assert_eq!(count(OPEN), count(CLOSE), "{cut:?}");
        }
        assert_eq!(plain_cut("short", 60), "short");
    }

    #[test]
    fn an_argument_is_an_element_of_its_own_and_stays_a_text() {
        let said = markup("\u{2068}<script>\u{2069} arrived & \u{2068}left").into_string();
        assert_eq!(said, "<bdi>&lt;script&gt;</bdi> arrived &amp; <bdi>left</bdi>");
        assert_eq!(markup("a\u{2069}b").into_string(), "ab");
    }
}
