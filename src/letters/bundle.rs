//! Several facts in one letter: by person, each in the order of time, and what the letter is called.

use std::collections::BTreeSet;

use crate::domain::notification::event::NotificationEvent;
use crate::letters::letter::{LetterReader, Sender, ToldFact};
use crate::letters::names::{listed, name};
use crate::text::{Voice, args};

/// More are counted, not told: no mail program shows a letter of a thousand parts.
const MOST_FACTS: usize = 60;

/// Facts about the same.
pub struct FactGroup<'a> {
    /// A name, a word for the reader, or the organisation.
    pub title: String,
    pub facts: Vec<&'a ToldFact>,
}

pub struct Grouped<'a> {
    pub groups: Vec<FactGroup<'a>>,
    /// How many were left out.
    pub left_out: usize,
}

#[derive(Clone, PartialEq, Eq)]
enum About {
    Reader,
    Person(String),
    Organization,
}

impl About {
    fn of(told: &ToldFact) -> About {
        if told.is_reader {
            return About::Reader;
        }
        told.person_name.as_deref().and_then(name).map_or(About::Organization, About::Person)
    }
}

/// Whose fact is the oldest comes first.
pub fn group<'a>(reader: &LetterReader, sender: &Sender, facts: &'a [ToldFact]) -> Grouped<'a> {
    let mut sorted: Vec<&ToldFact> = facts.iter().collect();
    sorted.sort_by_key(|told| told.fact.occurred_at);
    let left_out = sorted.len().saturating_sub(MOST_FACTS);
    sorted.truncate(MOST_FACTS);
    let mut groups: Vec<(About, FactGroup<'a>)> = Vec::new();
    for told in sorted {
        let about = About::of(told);
        if let Some((_, group)) = groups.iter_mut().find(|(one, _)| *one == about) {
            group.facts.push(told);
            continue;
        }
        let title = match &about {
            About::Reader => reader.voice.text("letter-you"),
            About::Person(name) => name.clone(),
            About::Organization => organization(reader, sender),
        };
        groups.push((about, FactGroup { title, facts: vec![told] }));
    }
    Grouped { groups: groups.into_iter().map(|(_, group)| group).collect(), left_out }
}

/// `3 messages about Ali and Sara`
pub fn headline(reader: &LetterReader, sender: &Sender, facts: &[ToldFact]) -> String {
    let voice = reader.voice;
    let count = facts.len();
    let mut abouts: Vec<About> = Vec::new();
    for about in facts.iter().map(About::of) {
        if !abouts.contains(&about) {
            abouts.push(about);
        }
    }
    if abouts == [About::Organization] {
        // Its name says nothing of what it is about.
        abouts.clear();
    }
    match abouts.as_slice() {
        [About::Reader] => return voice.say("letter-bundle-you", args![count = count]),
        _ => abouts.sort_by_key(|about| *about == About::Reader),
    }
    let name = |about: About| match about {
        About::Reader => voice.text("letter-you-too"),
        About::Person(name) => name,
        About::Organization => organization(reader, sender),
    };
    let names: Vec<String> = abouts.into_iter().map(name).collect();
    match names.as_slice() {
        [] => voice.say("letter-bundle", args![count = count, topics = topics(voice, facts)]),
        [one] => voice.say("letter-bundle-one", args![count = count, name = one]),
        [one, other] => voice.say("letter-bundle-two", args![count = count, name = one, other = other]),
        [one, other, more @ ..] => {
            let args = args![count = count, name = one, other = other, more = more.len()];
            voice.say("letter-bundle-many", args)
        }
    }
}

/// What facts are about, each kind of them once.
pub fn topics(voice: Voice, facts: &[ToldFact]) -> String {
    let events: BTreeSet<NotificationEvent> = facts.iter().map(|told| told.fact.event()).collect();
    let words: Vec<String> =
        events.into_iter().map(|event| voice.word("notification", event.as_str())).collect();
    listed(voice, &words)
}

fn organization(reader: &LetterReader, sender: &Sender) -> String {
    name(&sender.organization_name).unwrap_or_else(|| reader.voice.text("common-nameless"))
}
