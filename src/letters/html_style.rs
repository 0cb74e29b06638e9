//! The colours and measures of a letter. Everything stands in the elements, as mail programs drop style sheets; the sheet
//! only darkens it where the reader's screen is dark. The colours are those of `assets/css/tokens.css`.

use super::wording::LetterTone;

pub const FONT: &str = "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic','Noto Sans Devanagari',Arial,sans-serif;";

pub const GROUND: &str = "#fbfaf7";
pub const CARD: &str = "#ffffff";
/// Under what is quoted.
pub const WELL: &str = "#f3f1ed";
pub const LINE: &str = "#e2dfdb";
pub const INK: &str = "#25211b";
pub const INK_2: &str = "#544f49";
pub const INK_3: &str = "#6b655f";
pub const ACCENT: &str = "#2f559d";
pub const ACCENT_INK: &str = "#fdfdfd";

/// Ground and ink of a sign.
pub fn of_tone(tone: LetterTone) -> (&'static str, &'static str) {
    match tone {
        LetterTone::Good => ("#e1f8e8", "#146c3f"),
        LetterTone::Neutral => ("#f1eeea", "#5f5a54"),
        LetterTone::Careful => ("#fff1d7", "#8a560c"),
        LetterTone::Bad => ("#ffecea", "#ae2e2a"),
        LetterTone::Corrected => ("#f6edfd", "#743c98"),
    }
}

pub const SHEET: &str = "\
:root{color-scheme:light dark;supported-color-schemes:light dark}\
@media (prefers-color-scheme:dark){\
.ground{background:#191714!important}\
.card{background:#211f1c!important;border-color:#393632!important}\
.well{background:#2d2926!important}\
.line{border-color:#393632!important}\
.ink{color:#eae7e3!important}\
.ink-2{color:#bab7b2!important}\
.ink-3{color:#9f9b95!important}\
.link{color:#91b5f4!important}\
.button{background:#91b5f4!important;color:#0c1628!important}\
.good{background:#173221!important;color:#77d199!important}\
.neutral{background:#2e2b27!important;color:#b4b0aa!important}\
.careful{background:#3e2d14!important;color:#edbb6a!important}\
.bad{background:#47211f!important;color:#f7958d!important}\
.corrected{background:#392845!important;color:#d2acee!important}\
}\
@media (max-width:480px){.wide{padding-left:16px!important;padding-right:16px!important}}";
