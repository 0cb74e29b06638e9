//! What stands in a file of texts: its ids, their variables, and what is wrong with their plural forms.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::parser;

/// The categories of plural forms (CLDR).
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The texts of one file.
#[derive(Default)]
pub struct Texts {
    /// Variables by message id.
    pub variables: BTreeMap<String, BTreeSet<String>>,
    pub problems: Vec<String>,
}

impl Texts {
    /// Reads a file of a language whose whole numbers take these plural forms.
    pub fn read(text: &str, forms: &[&str]) -> Texts {
        let mut texts = Texts::default();
        let resource = parser::parse(text).unwrap_or_else(|(readable, errors)| {
            texts.problems.extend(errors.into_iter().map(|error| error.to_string()));
            readable
        });
        for entry in resource.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Term(term) => {
                    texts.problems.push(format!("-{}: pages have messages alone", term.id.name));
                    continue;
                }
                _ => continue,
            };
            let id = message.id.name;
            if !message.attributes.is_empty() {
                texts.problems.push(format!("{id}: give it messages instead of attributes"));
            }
            let Some(pattern) = message.value else {
                texts.problems.push(format!("{id}: says nothing"));
                continue;
            };
            let mut walk = Walk { forms, variables: BTreeSet::new(), problems: Vec::new() };
            walk.pattern(&pattern);
            texts.problems.extend(walk.problems.into_iter().map(|problem| format!("{id}: {problem}")));
            if texts.variables.insert(id.to_owned(), walk.variables).is_some() {
                texts.problems.push(format!("{id}: is there twice"));
            }
        }
        texts
    }
}

struct Walk<'a> {
    forms: &'a [&'a str],
    variables: BTreeSet<String>,
    problems: Vec<String>,
}

impl Walk<'_> {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                self.forms(variants);
                variants.iter().for_each(|variant| self.pattern(&variant.value));
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            // Functions are not registered, and one message inside of another cannot be translated by itself.
            _ => self.problems.push("refers to something else than a variable".to_owned()),
        }
    }

    /// A choice by plural forms has all of the language, and no other.
    fn forms(&mut self, variants: &[Variant<&str>]) {
        let keys: BTreeSet<&str> = variants
            .iter()
            .filter_map(|variant| match &variant.key {
                VariantKey::Identifier { name } => Some(*name),
                VariantKey::NumberLiteral { .. } => None,
            })
            .collect();
        if !keys.iter().all(|key| CATEGORIES.contains(key)) {
            return;
        }
        for form in self.forms {
            if !keys.contains(form) {
                self.problems.push(format!("lacks the plural form [{form}]"));
            }
        }
        for key in keys {
            if !self.forms.contains(&key) {
                self.problems.push(format!("no number takes the plural form [{key}]"));
            }
        }
    }
}

#[test]
fn what_is_wrong_in_a_file_is_found() {
    let problems = |text: &str| Texts::read(text, &["one", "few", "many", "other"]).problems;
    let good =
        "a-b = { $n ->\n    [0] нет\n    [one] { $n } a\n    [few] b\n    [many] c\n   *[other] d\n}\n";
    assert!(problems(good).is_empty());
    assert_eq!(problems(&good.replace("    [few] b\n", "")), ["a-b: lacks the plural form [few]"]);
    assert_eq!(problems(&good.replace("[0]", "[two]")), ["a-b: no number takes the plural form [two]"]);
    assert_eq!(problems("a-b = 1\na-b = 2\n"), ["a-b: is there twice"]);
    assert_eq!(problems("a-b = { c-d }\n"), ["a-b: refers to something else than a variable"]);
    assert_eq!(problems("a-b = { $n\n").len(), 1);
    assert!(problems("a-b = { $kind ->\n    [pay] x\n   *[charge] y\n}\n").is_empty());
    let variables =
        &Texts::read("a-b = { $n ->\n    [one] { $who }\n   *[other] x\n}\n", &[]).variables["a-b"];
    assert_eq!(variables.iter().collect::<Vec<_>>(), ["n", "who"]);
}
