//! What stands in messages: numbers, and texts that cannot turn a sentence around.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

/// The arguments of a message: `args![count = 3, name = name]`.
pub type Args<'a> = FluentArgs<'a>;

/// Makes the arguments of a message.
macro_rules! args {
    ($($name:ident = $value:expr),* $(,)?) => {{
        let mut args = $crate::web::text::args::Args::new();
        $(args.set(stringify!($name), $crate::web::text::args::IntoArg::into_arg($value));)*
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
    let turns = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    if !text.chars().any(turns) && text.chars().count() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let mut kept: String = text.chars().filter(|c| !turns(*c)).take(LONGEST).collect();
    if text.chars().filter(|c| !turns(*c)).count() > LONGEST {
        kept.push('…');
    }
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_turn_the_sentence_it_stands_in() {
        assert_eq!(without_controls("a\u{202e}b\u{2069}\u{0}c"), "abc");
        assert_eq!(without_controls("Aisha"), "Aisha");
        assert_eq!(without_controls(&"x".repeat(500)).chars().count(), 121);
    }
}
