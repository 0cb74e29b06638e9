//! What stands in messages: numbers, and texts that cannot turn a sentence around.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

/// The arguments of a message: `args![count = 3, name = name]`.
pub type Args<'a> = FluentArgs<'a>;

/// Makes the arguments of a message.
macro_rules! args {
    ($($name:ident = $value:expr),* $(,)?) => {{
        let mut args = $crate::text::args::Args::new();
        $(args.set(stringify!($name), $crate::text::args::IntoArg::into_arg($value));)*
        args
    }};
}
pub(crate) use args;

/// What may stand in a message: a number, which decides about plural forms, or a text.
pub trait IntoArg<'a> {
    fn into_arg(self) -> FluentValue<'a>;
}

impl<'a> IntoArg<'a> for &'a str {
    fn into_arg(self) -> FluentValue<'a> {
        FluentValue::String(without_controls(self))
    }
}

impl<'a> IntoArg<'a> for &'a String {
    fn into_arg(self) -> FluentValue<'a> {
        FluentValue::String(without_controls(self))
    }
}

impl IntoArg<'static> for String {
    fn into_arg(self) -> FluentValue<'static> {
        FluentValue::String(Cow::Owned(without_controls(&self).into_owned()))
    }
}

macro_rules! number_args {
    ($($kind:ty),*) => {$(
        impl IntoArg<'static> for $kind {
            fn into_arg(self) -> FluentValue<'static> {
                FluentValue::from(self)
            }
        }
    )*};
}
number_args!(i32, i64, u32, u64, usize);

/// A name as it may stand inside a sentence: control characters and those that turn the direction of what follows are left
/// out, and beyond 120 characters it is cut. Whoever is called `\u{202e}` shall not turn the sentence around.
pub fn without_controls(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 120;
    let whole = whole_without_controls(text);
    match whole.char_indices().nth(LONGEST) {
        None => whole,
        Some((end, _)) => Cow::Owned(format!("{}…", &whole[..end])),
    }
}

/// The same in its whole length, for tooltips.
pub fn whole_without_controls(text: &str) -> Cow<'_, str> {
    match text.chars().any(is_unseen) {
        false => Cow::Borrowed(text),
        true => Cow::Owned(text.chars().filter(|c| !is_unseen(*c)).collect()),
    }
}

/// JSON as it was received, where nothing unseen hides and nothing turns: such characters are escapes, which read back as
/// the same text. Line breaks stay.
pub fn with_controls_escaped(json: &str) -> String {
    let escaped = |c: char| format!("\\u{:04x}", u32::from(c));
    json.chars().map(|c| if is_unseen(c) && c != '\n' { escaped(c) } else { c.to_string() }).collect()
}

/// Control characters, those of no width, those that begin a line or a paragraph, and those that turn the direction.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_turn_the_sentence_it_stands_in() {
        assert_eq!(without_controls("a\u{202e}b\u{2069}\u{0}c\u{2028}\u{2029}"), "abc");
        assert_eq!(without_controls("Aisha"), "Aisha");
        assert_eq!(without_controls(&"x".repeat(500)).chars().count(), 121);
        assert_eq!(without_controls(&"x\u{202e}".repeat(120)), "x".repeat(120));
        assert_eq!(whole_without_controls(&"x\u{202e}".repeat(500)), "x".repeat(500));
    }

    #[test]
    fn json_hides_nothing_and_says_the_same() {
        let received = serde_json::json!({"name": "a\u{202e}b\u{200b}\u{85}قرآن", "text": "one\ntwo"});
        let shown = with_controls_escaped(&serde_json::to_string_pretty(&received).expect("JSON"));
        assert!(shown.contains("a\\u202eb\\u200b\\u0085قرآن") && shown.contains('\n'), "{shown}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).expect("JSON"), received);
    }
}
