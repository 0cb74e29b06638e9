//! Proposes who a displayed name may be, for staff to decide. A proposal binds no identity and bills nobody.
//!
//! A name is only compared with the people expected in the same session, word by word: 'Ali' has nothing to do with
//! 'Khalid'. Everybody whose name fits is proposed, so that of two siblings neither is chosen by chance.

use unicode_normalization::UnicodeNormalization;

/// Somebody an unmatched identity may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub person_id: String,
    /// Above 0, at most 1: every word of both names is the same. In hundredths, rounded down.
    pub score: f64,
}

/// Words shorter than this are compared letter by letter; longer ones may differ in a spelling.
const MIN_FUZZY_WORD_CHARS: usize = 4;
/// How alike two spellings have to be, 1 being equal: Khalid and Khaled, Mohammed and Muhammad are.
const MIN_SPELLING_SIMILARITY: f64 = 0.7;
/// What another spelling is worth beside the same one.
const FUZZY_WORD_SCORE: f64 = 0.75;
/// How much of a displayed name is looked at.
const MAX_COMPARED_CHARS: usize = 200;
/// Fewer hundredths than this are no proposal.
const MIN_PROPOSAL_SCORE: f64 = 0.3;

/// Who of `expected` (id and name) may be shown as `display_name`: best first, then by id.
pub fn propose<'a>(
    display_name: &str,
    expected: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Vec<Proposal> {
    // A platform shows whatever somebody typed. Names of people have 200 characters at most; what is longer fits nobody, and
    // comparing all of it would only take long.
    let shown: String = display_name.chars().take(MAX_COMPARED_CHARS).collect();
    let shown = name_words(&shown);
    let mut proposals: Vec<Proposal> = expected
        .into_iter()
        .map(|(id, name)| Proposal { person_id: id.to_owned(), score: score(&shown, &name_words(name)) })
        .filter(|proposal| proposal.score >= MIN_PROPOSAL_SCORE)
        .collect();
    proposals.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.person_id.cmp(&b.person_id)));
    proposals
}

/// A name as its words: compatibility forms, case and blanks make no difference, nor does what is no letter.
fn name_words(name: &str) -> Vec<String> {
    let same: String = name.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    same.split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Vowel signs and the like, which belong to the letter before them (Arabic, Devanagari).
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The share of the longer name's words that the other has too.
fn score(shown: &[String], name: &[String]) -> f64 {
    let mut left: Vec<&String> = name.iter().collect();
    let mut common = 0.0;
    for word in shown {
        let likeness = |other: &String| likeness(word, other);
        let best = left.iter().enumerate().map(|(place, other)| (place, likeness(other)));
        let Some((place, worth)) = best.max_by(|a, b| a.1.total_cmp(&b.1)) else { break };
        if worth > 0.0 {
            common += worth;
            left.remove(place);
        }
    }
    let longer = shown.len().max(name.len());
    if longer == 0 { 0.0 } else { (common * 100.0 / longer as f64).floor() / 100.0 }
}

fn likeness(one: &str, other: &str) -> f64 {
    let long = |word: &str| word.chars().count() >= MIN_FUZZY_WORD_CHARS;
    if one == other {
        1.0
    } else if long(one)
        && long(other)
        && strsim::normalized_damerau_levenshtein(one, other) >= MIN_SPELLING_SIMILARITY
    {
        FUZZY_WORD_SCORE
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLASS: [(&str, &str); 5] = [
        ("p1", "Khalid Nasser"),
        ("p2", "Omar Hassan"),
        ("p3", "Sara Hassan"),
        ("p4", "Ali"),
        ("p5", "فاطمة علي"),
    ];

    fn ids(name: &str) -> Vec<String> {
        propose(name, CLASS).into_iter().map(|one| one.person_id).collect()
    }

    #[test]
    fn ali_is_not_khalid() {
        assert_eq!(ids("Ali"), ["p4"]);
        assert_eq!(ids("Al"), [""; 0]);
        assert_eq!(ids("Khal"), [""; 0]);
    }

    #[test]
    fn two_siblings_are_both_proposed() {
        assert_eq!(ids("Hassan"), ["p2", "p3"]);
        assert_eq!(ids("Hassan family"), ["p2", "p3"]);
        assert_eq!(ids("Sara Hassan"), ["p3", "p2"]);
        let two = [("a", "Yusuf Amin"), ("b", "Yusuf Amin")];
        let scores: Vec<f64> = propose("yusuf amin", two).into_iter().map(|one| one.score).collect();
        assert_eq!(scores, [1.0, 1.0], "the same name twice is asked, not chosen");
    }

    #[test]
    fn case_blanks_and_compatibility_forms_make_no_difference() {
        for name in
            ["omar hassan", "  OMAR\u{a0}\u{2003}HASSAN ", "Ｏｍａｒ Ｈａｓｓａｎ", "Omar Hassan (phone)"]
        {
            assert_eq!(ids(name)[0], "p2", "{name}");
        }
        assert_eq!(propose("ＯＭＡＲ  hassan", CLASS)[0].score, 1.0);
        assert_eq!(ids("فاطمة علي"), ["p5"]);
    }

    #[test]
    fn another_spelling_is_proposed_below_the_same_one() {
        let proposals = propose("Khaled Nasser", CLASS);
        assert_eq!(proposals[0].person_id, "p1");
        assert!(proposals[0].score < 1.0);
    }

    #[test]
    fn nothing_is_proposed_for_nothing() {
        for name in ["", "   ", "📱", "+966 ••• •••42", "iPad"] {
            assert_eq!(ids(name), [""; 0], "{name}");
        }
    }
}
