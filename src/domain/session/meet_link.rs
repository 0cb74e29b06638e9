//! Parses links and codes of Google Meet into one spelling, so that one meeting has one text.
//!
//! A code has ten letters, shown `abc-mnop-xyz`; Meet takes it in any case and without the hyphens. A space is
//! `spaces/{id}`, whose letters' case matters; Google's API takes a code in the id's place.

/// The link people click, from the code they see.
pub fn link_of_code(code: &str) -> String {
    format!("https://meet.google.com/{code}")
}

/// The code in a link, or the code itself, as Meet shows it. Others than Meet's own ten letters are kept as they are, in
/// lower case.
pub fn meeting_code(link_or_code: &str) -> Option<String> {
    let text = link_or_code.trim().to_lowercase();
    let last = match text.split_once("meet.google.com/") {
        Some((_, rest)) => {
            let path = rest.split(['?', '#']).next()?.split_whitespace().next()?;
            let mut parts = path.split('/').filter(|part| !part.is_empty());
            match parts.next()? {
                // Older links of the app, and links of whoever has several accounts.
                "_meet" => parts.next()?,
                "u" => parts.nth(1)?,
                // A nickname: another meeting each time.
                "lookup" => return None,
                first => first,
            }
        }
        None => &text,
    };
    // Word processors make other hyphens of it.
    let last: String = last.chars().map(|c| if is_hyphen(c) { '-' } else { c }).collect();
    let fits =
        !last.is_empty() && last.len() <= 128 && last.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !fits || last.chars().all(|c| c == '-') {
        return None;
    }
    let letters: String = last.chars().filter(|c| *c != '-').collect();
    let is_meets = letters.len() == 10 && letters.chars().all(|c| c.is_ascii_lowercase());
    Some(if is_meets { format!("{}-{}-{}", &letters[..3], &letters[3..7], &letters[7..]) } else { last })
}

/// How somebody names a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpaceReference {
    /// `spaces/{id}`
    Space(String),
    /// A meeting code, written in the place of the id or in a link.
    Code(String),
}

/// A space as it is written; `None` where it is none.
pub fn parse_space(text: &str) -> Option<SpaceReference> {
    let text = text.trim();
    let Some(id) = text.strip_prefix("spaces/") else {
        return text
            .contains("meet.google.com/")
            .then(|| meeting_code(text).map(SpaceReference::Code))
            .flatten();
    };
    let is_code = id.len() == 12 && id.contains('-');
    match meeting_code(id).filter(|code| is_code && code.eq_ignore_ascii_case(id)) {
        Some(code) => Some(SpaceReference::Code(code)),
        None => {
            let fits = (1..=193).contains(&id.len())
                && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            fits.then(|| SpaceReference::Space(text.to_owned()))
        }
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_has_one_code_however_it_is_written() {
        for text in [
            "abc-mnop-xyz",
            "abcmnopxyz",
            "ABC-MNOP-XYZ",
            " ABC-mnop-xyz ",
            "abc\u{2011}mnop\u{2013}xyz",
            "https://meet.google.com/abc-mnop-xyz",
            "https://meet.google.com/ABCMNOPXYZ",
            "https://MEET.google.com/abc-mnop-xyz?authuser=1",
            "meet.google.com/abc-mnop-xyz?authuser=1&pli=1",
            "https://meet.google.com/abc-mnop-xyz/",
            "https://meet.google.com/u/1/abc-mnop-xyz",
            "https://meet.google.com/_meet/abc-mnop-xyz?ijlm=1",
            "Join: https://meet.google.com/abc-mnop-xyz#x",
            "https://meet.google.com/abc-mnop-xyz (the link)",
        ] {
            assert_eq!(meeting_code(text).as_deref(), Some("abc-mnop-xyz"), "{text}");
        }
        assert_eq!(
            meeting_code("https://meet.google.com/Our-Class").as_deref(),
            Some("our-class"),
            "one of a school's own"
        );
        for text in [
            "",
            "-",
            "https://zoom.us/j/1",
            "abc mnop",
            "../spaces",
            "https://meet.google.com/",
            "meet.google.com/lookup/abc",
        ] {
            assert_eq!(meeting_code(text), None, "{text}");
        }
    }

    #[test]
    fn a_space_is_told_from_a_code_in_its_place() {
        let space_of = |text: &str| Some(SpaceReference::Space(text.to_owned()));
        let code_of = |text: &str| Some(SpaceReference::Code(text.to_owned()));
        assert_eq!(parse_space("spaces/jQCFfuBOdN5z"), space_of("spaces/jQCFfuBOdN5z"));
        assert_eq!(parse_space(" spaces/AAA "), space_of("spaces/AAA"));
        assert_eq!(
            parse_space("spaces/abcMNOPxyz"),
            space_of("spaces/abcMNOPxyz"),
            "ten letters may be an id"
        );
        assert_eq!(parse_space("spaces/ABC-mnop-xyz"), code_of("abc-mnop-xyz"));
        assert_eq!(parse_space("https://meet.google.com/abcmnopxyz"), code_of("abc-mnop-xyz"));
        for text in ["", "spaces/", "abc", "spaces/a/b", "spaces/a b"] {
            assert_eq!(parse_space(text), None, "{text}");
        }
    }
}
