//! The messages of each locale, read once from the files that are part of the program.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentResource, FluentValue};
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use super::args::Args;
use super::format;
use super::locale::Locale;
use crate::domain::people::preferences::Language;

#[derive(RustEmbed)]
#[folder = "src"]
#[include = "*.ftl"]
struct Files;

/// A message in the words of a locale. One that does not exist is shown by its id: `tests/tidy` finds it first.
pub fn message(locale: Locale, id: &str, args: Option<&Args<'_>>) -> String {
    let text = of(locale).format(id, args);
    assert!(!cfg!(test) || text.is_some(), "{id} is no text in {}", locale.tag());
    text.unwrap_or_else(|| id.to_owned())
}

/// A message, if there is one of this id.
pub fn find(locale: Locale, id: &str) -> Option<String> {
    of(locale).format(id, None)
}

/// The messages of one locale.
struct Messages(FluentBundle<FluentResource>);

fn of(locale: Locale) -> &'static Messages {
    static ALL: OnceLock<BTreeMap<Locale, Messages>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let languages =
            Language::ALL.iter().map(|language| Locale { language: *language, arabic_digits: false });
        let arabic = Locale { language: Language::Arabic, arabic_digits: true };
        languages.chain([arabic]).map(|locale| (locale, Messages::read(locale))).collect()
    });
    &all[&Locale { arabic_digits: locale.arabic_digits && locale.language == Language::Arabic, ..locale }]
}

impl Messages {
    /// What cannot be read is left out; `tests/tidy` says what and why.
    fn read(locale: Locale) -> Messages {
        let tag: LanguageIdentifier = locale.tag().parse().expect("a tag of `Locale::tag`");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_formatter(Some(write_number));
        let name = format!("{}.ftl", locale.language.as_str());
        for path in Files::iter().filter(|path| path.rsplit('/').next() == Some(&name)) {
            let Some(file) = Files::get(&path) else { continue };
            let text = String::from_utf8_lossy(&file.data).into_owned();
            let resource = FluentResource::try_new(text).unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(resource);
        }
        Messages(bundle)
    }

    /// A message with its arguments; `None`: there is none of this id.
    fn format(&self, id: &str, args: Option<&Args<'_>>) -> Option<String> {
        let pattern = self.0.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = self.0.format_pattern(pattern, args, &mut errors).into_owned();
        // The tests of what composes texts fail by it.
        assert!(!cfg!(test) || errors.is_empty(), "{id} lacks an argument: {errors:?}");
        if !errors.is_empty() {
            tracing::warn!(message.id = id, ?errors, "a text lacks an argument");
        }
        Some(text)
    }
}

/// Writes the numbers in messages with the digits and the grouping of the locale.
fn write_number(value: &FluentValue, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    #[expect(clippy::cast_possible_truncation, reason = "messages are given whole numbers alone")]
    let whole = *value as i64;
    memoizer.with_try_get::<WrittenNumber, _, _>((), |number| number.0.write(whole)).ok()
}

struct WrittenNumber(format::Numbers);

impl Memoizable for WrittenNumber {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        format::Numbers::of(&language.to_string()).map(WrittenNumber).ok_or(())
    }
}
