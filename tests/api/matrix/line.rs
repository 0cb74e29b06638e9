//! A line of the role table, and the words that it is written in: the head of `lines.rs` explains them.

use std::collections::BTreeSet;

use rollcall::domain::people::Role;
use serde_json::Value;

pub struct Line {
    pub route: &'static str,
    pub public: bool,
    pub all: BTreeSet<Role>,
    pub own: BTreeSet<Role>,
    /// Whether superadmins reach other organisations by it.
    pub everywhere: bool,
    pub thing: Option<&'static str>,
    pub lists: bool,
    pub query: &'static str,
    pub body: Option<Value>,
    pub success: Option<u16>,
    pub names_rows: bool,
    pub limited: bool,
    pub foreign: u16,
    pub other: u16,
    pub touches: BTreeSet<&'static str>,
    /// What a superadmin at home touches, who does it for all organisations.
    pub of_all: Option<BTreeSet<&'static str>>,
    /// Whether it is a page's, which answers with HTML.
    pub page: bool,
    /// What a form sends, as `name=x&person={id}`.
    pub form: Option<&'static str>,
}

pub fn line(route: &'static str, who: &str) -> Line {
    let (all, own) = who.split_once('|').unwrap_or((who, ""));
    let roles = |words: &str| {
        let words = words.split_whitespace().map(|word| word.trim_end_matches('+'));
        words.map(|word| Role::parse(word).unwrap_or_else(|| panic!("{word} is no role"))).collect()
    };
    Line {
        route,
        public: false,
        all: roles(all),
        own: roles(own),
        everywhere: who.contains('+'),
        thing: None,
        lists: false,
        query: "",
        body: None,
        success: None,
        names_rows: false,
        limited: false,
        foreign: 404,
        other: 403,
        touches: BTreeSet::new(),
        of_all: None,
        page: false,
        form: None,
    }
}

pub fn public(route: &'static str) -> Line {
    Line { public: true, ..line(route, "") }
}

impl Line {
    /// A page's: `form` is what it sends.
    pub fn sending(self, form: &'static str) -> Line {
        Line { form: Some(form), ..self }
    }

    pub fn of(self, thing: &'static str) -> Line {
        Line { thing: Some(thing), ..self }
    }

    pub fn lists(self, thing: &'static str) -> Line {
        Line { thing: Some(thing), lists: true, ..self }
    }

    pub fn names_rows(self) -> Line {
        Line { names_rows: true, ..self }
    }

    pub fn limited(self) -> Line {
        Line { limited: true, ..self }
    }

    pub fn with(self, body: Value) -> Line {
        Line { body: Some(body), ..self }
    }

    pub fn asking(self, query: &'static str) -> Line {
        Line { query, ..self }
    }

    pub fn answers(self, success: u16) -> Line {
        Line { success: Some(success), ..self }
    }

    pub fn foreign(self, foreign: u16) -> Line {
        Line { foreign, ..self }
    }

    pub fn other(self, other: u16) -> Line {
        Line { other, ..self }
    }

    pub fn touches(self, tables: &'static str) -> Line {
        Line { touches: tables.split_whitespace().collect(), ..self }
    }

    pub fn of_all(self, tables: &'static str) -> Line {
        Line { of_all: Some(tables.split_whitespace().collect()), ..self }
    }
}
