//! How a word that somebody types may be written in a name or an e-mail address: in capitals or not, with the digits of
//! any language. Databases fold the case of Latin letters alone, so the ways are told them.

use std::collections::BTreeSet;

/// More words than this narrow nothing.
const MAX_WORDS: usize = 8;
/// No name is longer, in characters.
const MAX_WORD_CHARS: usize = 200;

/// The words of what was typed, each with its spellings: whoever is looked for has one spelling of every word. Latin
/// letters are small in all of them.
pub fn spellings_of_words(typed: &str) -> Vec<BTreeSet<String>> {
    typed.split_whitespace().take(MAX_WORDS).map(spellings).collect()
}

fn spellings(word: &str) -> BTreeSet<String> {
    let word: String = word.chars().take(MAX_WORD_CHARS).collect();
    let small = word.to_lowercase();
    let mut letters = small.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let plain = latin_digits(&small);
    [word.to_uppercase(), capital, plain, small].iter().map(|one| one.to_ascii_lowercase()).collect()
}

/// Arabic-Indic, Persian and Devanagari digits as Latin ones.
fn latin_digits(text: &str) -> String {
    let zeros = [0x660_u32, 0x6f0, 0x966];
    let digit =
        |c: char| zeros.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|digit| *digit < 10));
    text.chars().map(|c| digit(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(typed: &str) -> Vec<Vec<String>> {
        spellings_of_words(typed).into_iter().map(|one| one.into_iter().collect()).collect()
    }

    #[test]
    fn case_and_digits_of_every_script_are_tried() {
        assert_eq!(all("AISHA"), [["aisha"]]);
        assert_eq!(all("ибрагим"), [["ИБРАГИМ", "Ибрагим", "ибрагим"]]);
        assert_eq!(all("ЛИ"), [["ЛИ", "Ли", "ли"]]);
        assert_eq!(all("عائشة"), [["عائشة"]]);
        assert_eq!(all("٠١२"), [["012", "٠١२"]]);
    }

    #[test]
    fn every_word_counts_and_a_flood_of_them_does_not() {
        assert_eq!(all("  Omar\u{a0}Hassan\n"), [["omar"], ["hassan"]]);
        assert!(all(" \t ").is_empty());
        assert_eq!(all(&"a ".repeat(10_000)).len(), 8);
        assert_eq!(all(&"x".repeat(10_000))[0][0].len(), 200);
    }
}
