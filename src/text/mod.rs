//! The words of pages and letters. Every folder of `src/web` and `src/letters` may hold a file for each language, `en.ftl`, `ar.ftl`, `ru.ftl` and
//! `hi.ftl` (Fluent); all of them together are the texts of a language, so that a message id is used once in the whole of
//! the program. By convention it begins with the name of its page: `today-answer`.
//!
//! A message that is missing, unused or ill-formed in any language fails `tests/tidy`.

pub mod args;
pub mod format;
pub mod locale;
pub mod messages;
pub mod voice;

pub(crate) use self::args::args;
pub use self::args::{Args, whole_without_controls, with_controls_escaped, without_controls};
pub use self::locale::Locale;
pub use self::voice::Voice;
