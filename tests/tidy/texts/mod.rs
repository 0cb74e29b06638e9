//! What pages say: every text is there in four languages, whole, and said somewhere.

mod fluent;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use self::fluent::Texts;
use super::{assert_none, code, files};

/// Languages with the plural forms that whole numbers take.
const LANGUAGES: [(&str, &[&str]); 4] = [
    ("en", &["one", "other"]),
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("ru", &["one", "few", "many", "other"]),
    ("hi", &["one", "other"]),
];

/// Files of a folder without their tests, with no space after a bracket that opens.
fn source(folder: &str) -> BTreeMap<PathBuf, String> {
    let without_breaks = |text: &str| {
        let mut parts = text.split('(');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| all + "(" + part.trim_start())
    };
    files(folder, ".rs").into_iter().map(|(path, text)| (path, without_breaks(&code(&text)))).collect()
}

/// The literals with which a function is called, as its first argument.
fn called_with(code: &str, call: &str) -> Vec<String> {
    let opening = format!("{call}\"");
    code.split(&opening).skip(1).map(|rest| rest[..rest.find('"').unwrap_or(0)].to_owned()).collect()
}

/// The id of a message by what a page asks for: `Ui::word`.
fn word_id(family: &str, word: &str) -> String {
    format!("{family}-{}", word.replace(['_', '.'], "-"))
}

/// Ids with their variables in one language; what is wrong in its files is added to the problems.
fn texts_of(
    language: &str,
    forms: &[&str],
    problems: &mut Vec<String>,
) -> BTreeMap<String, (PathBuf, BTreeSet<String>)> {
    let mut all = BTreeMap::new();
    for (path, text) in files("src", ".ftl") {
        if path.file_stem().unwrap().to_str() != Some(language) {
            continue;
        }
        let texts = Texts::read(&text, forms);
        problems.extend(texts.problems.iter().map(|problem| format!("{}: {problem}", path.display())));
        for (id, variables) in texts.variables {
            if let Some((other, _)) = all.insert(id.clone(), (path.clone(), variables)) {
                problems.push(format!("{}: {id} is in {} too", path.display(), other.display()));
            }
        }
    }
    all
}

fn english() -> BTreeMap<String, (PathBuf, BTreeSet<String>)> {
    texts_of("en", LANGUAGES[0].1, &mut Vec::new())
}

#[test]
fn every_text_is_whole_and_in_every_language() {
    let mut problems = Vec::new();
    for path in files("src", ".ftl").keys() {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        if !LANGUAGES.iter().any(|(language, _)| *language == stem) {
            problems.push(format!("{}: is of no language that pages speak", path.display()));
        }
    }
    let english = english();
    for (language, forms) in LANGUAGES {
        let texts = texts_of(language, forms, &mut problems);
        for (id, (path, variables)) in &english {
            let path = path.with_file_name(format!("{language}.ftl"));
            match texts.get(id) {
                None => problems.push(format!("{}: lacks {id}", path.display())),
                Some((found, _)) if *found != path => {
                    problems.push(format!("{}: {id} belongs into {}", found.display(), path.display()));
                }
                Some((_, found)) if found != variables => {
                    problems.push(format!("{}: {id} has {found:?}, not {variables:?}", path.display()));
                }
                Some(_) => {}
            }
        }
        for (id, (path, _)) in texts.iter().filter(|(id, _)| !english.contains_key(*id)) {
            problems.push(format!("{}: {id} is not in English", path.display()));
        }
    }
    assert_none(&problems);
}

/// Whether a message of this id may be meant: `page-what`.
fn is_id(text: &str) -> bool {
    text.contains('-') && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// Ids that a source asks for by name.
fn asked_for(code: &str) -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = [".text(", ".say("]
        .iter()
        .flat_map(|call| called_with(code, call))
        // `.text("email")` reads a field of a form.
        .filter(|text| is_id(text))
        .collect();
    ids.extend(code.split('"').filter(|text| text.starts_with("menu-") && is_id(text)).map(str::to_owned));
    for call in code.split(".word(\"").skip(1) {
        let mut parts = call.split('"');
        let (family, between, word) = (parts.next(), parts.next(), parts.next());
        if let (Some(family), Some(", "), Some(word)) = (family, between, word) {
            ids.insert(word_id(family, word));
        }
    }
    ids
}

#[test]
fn every_text_that_is_said_is_there_and_every_text_is_said() {
    let (english, families) = (english(), words::families());
    let sources: BTreeMap<PathBuf, String> =
        ["src/web", "src/text", "src/letters"].into_iter().flat_map(source).collect();
    let mut problems = Vec::new();
    for (path, code) in &sources {
        for id in asked_for(code).iter().filter(|id| !english.contains_key(*id)) {
            problems.push(format!("{}: there is no text {id}", path.display()));
        }
    }
    // Pages may have families of their own.
    let own: BTreeSet<String> = sources.values().flat_map(|code| called_with(code, ".word(")).collect();
    let all: String = sources.into_values().collect();
    let literals: BTreeSet<&str> = all.split('"').collect();
    for (id, (path, _)) in &english {
        let family = id.split('-').next().unwrap();
        let is_word = families.contains_key(family) || own.contains(family);
        if !is_word && !literals.contains(id.as_str()) {
            problems.push(format!("{}: {id} is said nowhere", path.display()));
        }
    }
    assert_none(&problems);
}

#[test]
fn every_machine_word_has_its_text_and_every_such_text_its_word() {
    let english = english();
    let mut problems = Vec::new();
    for (family, words) in words::families() {
        assert!(!words.is_empty(), "no words of {family} were found");
        let ids: BTreeSet<String> = words.iter().map(|word| word_id(family, word)).collect();
        for id in ids.iter().filter(|id| !english.contains_key(*id)) {
            problems.push(format!("src/text/words: lacks {id}"));
        }
        let is_of_family = |id: &str| id.split('-').next() == Some(family);
        let in_words = |path: &Path| path.starts_with("src/text/words");
        for (id, (path, _)) in &english {
            if is_of_family(id) && in_words(path) && !ids.contains(id) {
                problems.push(format!("{}: nothing is called {id} any more", path.display()));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn what_a_source_asks_for_is_found() {
    let code = r#"ui.text("a-b"); ui.say("a-c", args![n = 1]); form.text("email"); entry("/x", "i-x", "menu-x", Y);
        ui.word("kind", "interactive_course"); ui.word("status", status.as_str())"#;
    let found: Vec<String> = asked_for(code).into_iter().collect();
    assert_eq!(found, ["a-b", "a-c", "kind-interactive-course", "menu-x"]);
}
