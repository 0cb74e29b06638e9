//! Letters of every event in every language, and what hostile facts make of them.

mod shown;

use unicode_width::UnicodeWidthStr;

use super::example;
use super::{Letter, LetterReader, Sender, ToldFact, compose};
use crate::domain::notification::event::NotificationEvent;
use crate::domain::notification::fact::{Claim, Correction, FactContent};
use crate::domain::people::preferences::Language;
use crate::domain::time::{DAY, HOUR, MINUTE, Timestamp};
use crate::domain::verdict::outcome::Outcome;
use crate::text::Voice;
use crate::text::locale::Locale;

const UNSUBSCRIBE: &str = "https://rollcall.example.org/unsubscribe/abc?x=1&y=2";

/// A Tuesday, 16:04 in Riyadh.
fn now() -> Timestamp {
    Timestamp::parse("2026-11-03T13:04:00Z").expect("an instant")
}

fn voice(language: Language) -> Voice {
    let locale = Locale { language, arabic_digits: false };
    Voice { locale, zone: chrono_tz::Asia::Riyadh }
}

fn sender() -> Sender {
    Sender {
        organization_name: "Lantern Academy".to_owned(),
        footer: Some("12 Garden Street\nTel. +966 11 000 0000".to_owned()),
        address: "https://rollcall.example.org".to_owned(),
    }
}

fn letter_in(language: Language, facts: &[ToldFact], now: Timestamp) -> Letter {
    let reader = LetterReader { name: "Sara Hassan".to_owned(), voice: voice(language), has_waited: true };
    compose(&reader, &sender(), facts, UNSUBSCRIBE, now)
}

fn letter(facts: &[ToldFact]) -> Letter {
    letter_in(Language::English, facts, now())
}

/// Every event, about a child, about the reader and about nobody with a name, and corrections of both kinds.
fn every_fact() -> Vec<ToldFact> {
    let events = NotificationEvent::ALL.iter().map(|event| example::fact(*event, now()));
    let examples = events.chain([example::visit_correction(now())]);
    let variants = |told: ToldFact| {
        // Pictures take their time; one is enough to see that they are named.
        let own = ToldFact { is_reader: true, sketch: None, ..told.clone() };
        let bare = ToldFact {
            person_name: None,
            venue_name: None,
            subscription_name: None,
            sketch: None,
            ..told.clone()
        };
        [told, own, bare]
    };
    examples.flat_map(variants).chain(every_correction()).collect()
}

fn corrected(told: Claim, now_so: Claim) -> ToldFact {
    let mut fact = ToldFact { sketch: None, ..example::fact(NotificationEvent::Correction, now()) };
    if let FactContent::Correction { of: Correction::Verdict { told: was, now, .. } } = &mut fact.fact.content
    {
        (*was, *now) = (told, now_so);
    }
    fact
}

fn claim(outcome: Option<Outcome>, late_minutes: Option<i64>) -> Claim {
    Claim { outcome, late_seconds: late_minutes.map(|minutes| minutes * 60) }
}

fn every_correction() -> Vec<ToldFact> {
    let outcomes = Outcome::ALL.iter().map(|one| Some(*one)).chain([None]);
    let claims: Vec<Claim> =
        outcomes.flat_map(|outcome| [claim(outcome, None), claim(outcome, Some(5))]).collect();
    claims.iter().flat_map(|told| claims.iter().map(|now| corrected(*told, *now))).collect()
}

/// A text without what makes it HTML.
fn words_of(html: &str) -> String {
    let after_head = html.split("</head>").nth(1).unwrap_or_default();
    let mut words = String::new();
    for part in after_head.split('<') {
        words.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        words.push(' ');
    }
    words.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without isolates and breaks of lines.
fn bare(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !matches!(c, '\u{2068}' | '\u{2069}')).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_sound(letter: &Letter) {
    let Letter { subject, text, html, push, .. } = letter;
    assert!(!subject.is_empty() && subject.chars().count() <= 150, "{subject}");
    assert!(!subject.contains(['\n', '\r', '\u{2028}']), "{subject:?}");
    assert!((1..=60).contains(&push.title.chars().count()), "{push:?}");
    assert!((1..=200).contains(&push.body.chars().count()), "{push:?}");
    assert!(push.path.starts_with('/'), "{push:?}");
    for line in text.lines().filter(|line| !line.contains("://")) {
        assert!(line.width() <= 78, "{line}");
    }
    for part in [subject, text, html] {
        assert!(!part.contains("letter-") && !part.contains("{$") && !part.contains("{ $"), "{part}");
        let count = |c: char| part.chars().filter(|one| *one == c).count();
        assert_eq!(count('\u{2068}'), count('\u{2069}'), "{part}");
    }
    assert_eq!(html.matches("<bdi>").count(), html.matches("</bdi>").count());
    assert!(!html.contains("<script") && !html.contains("http://") && !html.contains("src=\"http"));
    assert!(text.contains(UNSUBSCRIBE) && html.contains("unsubscribe/abc?x=1&amp;y=2"));
    let preferences = "https://rollcall.example.org/me/notifications";
    assert!(text.contains(preferences) && html.contains(preferences));
    for picture in &letter.pictures {
        assert!(html.contains(&format!("src=\"cid:{}\"", picture.content_id)));
        assert!(picture.png.starts_with(b"\x89PNG"));
    }
    assert_eq!(html.matches("<img").count(), letter.pictures.len());
    assert!(html.len() < 100_000, "mail programs cut longer ones: {}", html.len());
}

#[test]
fn every_fact_is_told_in_every_language_with_nothing_missing() {
    // What lacks a text or an argument panics in `text::messages`.
    for language in Language::ALL {
        for told in every_fact() {
            assert_sound(&letter_in(*language, std::slice::from_ref(&told), now()));
            let later = ToldFact { sketch: None, ..told };
            assert_sound(&letter_in(*language, &[later], now().plus(400 * DAY)));
        }
        assert_sound(&letter_in(*language, &every_fact()[..20], now()));
    }
}

#[test]
fn a_language_is_not_told_in_english() {
    for language in Language::ALL.iter().filter(|one| **one != Language::English) {
        let without_pictures = every_fact().into_iter().filter(|told| told.sketch.is_none());
        for told in without_pictures {
            let told = &told;
            let english = letter(std::slice::from_ref(told));
            let said = letter_in(*language, std::slice::from_ref(told), now());
            assert_ne!(said.subject, english.subject);
        }
    }
}

#[test]
fn a_subject_says_it_all() {
    let subject = |event| letter(&[example::fact(event, now())]).subject;
    assert_eq!(subject(NotificationEvent::Arrival), "Ali Hassan arrived at Lantern Centre at 16:02");
    assert_eq!(subject(NotificationEvent::Absence), "Ali Hassan was absent from Maths, Tue 3 Nov, 14:00");
    assert_eq!(
        subject(NotificationEvent::Late),
        "Ali Hassan came 12 minutes late to Maths, Tue 3 Nov, 14:00"
    );
    assert_eq!(
        subject(NotificationEvent::Correction),
        "Correction: Ali Hassan was present, not absent – Maths, Tue 3 Nov, 14:00"
    );
    assert_eq!(
        letter(&[example::visit_correction(now())]).subject,
        "Correction: Ali Hassan arrived at Lantern Centre at 15:09, not at 15:24"
    );
    let own = ToldFact { is_reader: true, ..example::fact(NotificationEvent::Departure, now()) };
    assert_eq!(letter(&[own]).subject, "You left Lantern Centre at 16:02");
}

#[test]
fn what_is_not_fresh_says_its_day() {
    let told = [example::fact(NotificationEvent::Arrival, now())];
    let subject = |later: i64| letter_in(Language::English, &told, now().plus(later)).subject;
    assert!(subject(58 * MINUTE).ends_with("Centre at 16:02"), "an hour old");
    assert!(subject(59 * MINUTE).ends_with("on Tue 3 Nov at 16:02"), "{}", subject(59 * MINUTE));
    assert!(subject(400 * DAY).contains("2026"), "{}", subject(400 * DAY));
    let before_midnight = example::fact(NotificationEvent::Arrival, now().plus(8 * HOUR - 10 * MINUTE));
    let after = letter_in(Language::English, &[before_midnight], now().plus(8 * HOUR)).subject;
    assert!(after.ends_with("on Tue 3 Nov at 23:52"), "{after}");
}

#[test]
fn a_correction_says_what_was_told_what_is_true_and_why() {
    let said = letter(&[example::fact(NotificationEvent::Correction, now())]);
    for part in [bare(&said.text), words_of(&said.html)] {
        for words in ["We told you", "absent", "What is true", "present", "set by hand", "a friend’s tablet"]
        {
            assert!(part.contains(words), "{words}: {part}");
        }
        assert!(!part.contains("compared with the planned time"), "no help: {part}");
    }
    let subject = |told, now| letter(&[corrected(told, now)]).subject;
    let (present, absent) = (claim(Some(Outcome::Present), None), claim(Some(Outcome::Absent), None));
    let late = claim(None, Some(12));
    assert!(
        subject(late, present).contains("was on time, not 12 minutes late"),
        "{}",
        subject(late, present)
    );
    assert!(subject(late, absent).contains("was absent, not 12 minutes late"));
    let less_late = claim(Some(Outcome::Partial), Some(1));
    assert!(subject(late, less_late).contains("was 1 minute late, not 12 minutes late"));
    assert!(subject(absent, less_late).contains("was there for part of the time, 1 minute late, not absent"));
    let unknown = claim(Some(Outcome::Unknown), None);
    assert!(
        subject(absent, unknown).starts_with("Correction: it is not certain whether Ali Hassan was there")
    );
    assert!(subject(unknown, present).starts_with("It is certain now: Ali Hassan was present"));
}

#[test]
fn several_facts_are_one_letter_by_person_in_the_order_of_time() {
    let of = |name: Option<&str>, event, at: Timestamp| {
        let mut told = example::fact(event, at);
        told.person_name = name.map(str::to_owned);
        told
    };
    let facts = [
        of(Some("Sara"), NotificationEvent::Arrival, now().plus(-10 * HOUR)),
        of(Some("Ali"), NotificationEvent::Departure, now().plus(-9 * HOUR)),
        of(Some("Ali"), NotificationEvent::Arrival, now().plus(-12 * HOUR)),
        of(None, NotificationEvent::SessionCancelled, now().plus(-8 * HOUR)),
    ];
    let said = letter(&facts);
    assert_eq!(said.subject, "4 messages about Sara, Ali and 1 more");
    assert_eq!(letter(&facts[..2]).subject, "2 messages about Sara and Ali");
    assert_eq!(letter(&facts[1..3]).subject, "2 messages about Ali");
    let own = ToldFact { is_reader: true, ..facts[0].clone() };
    assert_eq!(letter(&[own.clone(), own.clone()]).subject, "2 messages about you");
    assert_eq!(letter(&[own, facts[1].clone()]).subject, "2 messages about Ali and you");
    for part in [bare(&said.text), words_of(&said.html)] {
        assert!(part.contains("waited until your quiet hours were over"), "{part}");
        let order = [
            "Ali arrived at Lantern Centre on Tue 3 Nov at 04:02",
            "Ali left",
            "Sara arrived",
            "Cancelled: Maths",
        ];
        let places: Vec<usize> = order
            .iter()
            .map(|words| bare(&part).rfind(words).unwrap_or_else(|| panic!("{words}: {part}")))
            .collect();
        assert!(places.is_sorted(), "{places:?} {part}");
    }
    assert_sound(&said);
}

#[test]
fn a_bundle_of_thousands_is_still_a_letter() {
    let fact = example::fact(NotificationEvent::Late, now());
    let facts: Vec<ToldFact> = std::iter::repeat_n(fact, 3_000).collect();
    let said = letter(&facts);
    assert_eq!(said.subject, "3,000 messages about Ali Hassan");
    assert!(said.text.contains("and 2,940 more") && said.pictures.len() == 12);
    assert!(said.html.len() < 200_000, "{}", said.html.len());
}

#[test]
fn what_is_about_nobody_says_in_its_subject_what_it_is_about() {
    let fact = |event| example::fact(event, now());
    let held: Vec<ToldFact> = std::iter::repeat_n(fact(NotificationEvent::MoneyHeld), 10).collect();
    assert_eq!(letter(&held).subject, "10 messages: Money held back");
    let both = [fact(NotificationEvent::PlatformSilent), fact(NotificationEvent::MoneyHeld)];
    assert_eq!(letter(&both).subject, "2 messages: Money held back, A platform is silent");
}

#[test]
fn hostile_names_break_nothing() {
    let hostile = [
        "</bdi></td><script>alert(1)</script>",
        "Ali\r\nBcc: everybody@example.org\r\n\r\nbody",
        "\u{202e}evil\u{2069}\u{2069}\u{2028}x",
        "علي\u{200f}\u{2067}",
        "{ $name } { letter-arrival }",
        "\u{0}\u{7}",
        "",
    ];
    let long = ["x".repeat(5_000), "م ".repeat(2_500)];
    for evil in hostile.into_iter().map(str::to_owned).chain(long) {
        let everything = every_fact().into_iter().take(39).step_by(3);
        for mut told in everything.chain([example::visit_correction(now())]) {
            told.sketch = None;
            told.person_name = Some(evil.clone());
            told.venue_name = Some(evil.clone());
            told.subscription_name = Some(evil.clone());
            match &mut told.fact.content {
                FactContent::SessionMoved { session, reason, .. }
                | FactContent::SessionCancelled { session, reason } => {
                    (session.title, *reason) = (Some(evil.clone()), Some(evil.clone()));
                    session.session_id = format!("../x?{evil}");
                }
                FactContent::Absence { session } | FactContent::Late { session, .. } => {
                    session.title = Some(evil.clone());
                }
                FactContent::Correction { of: Correction::Verdict { statement, reasons, .. } } => {
                    (*statement, *reasons) = (Some(evil.clone()), vec![evil.clone()]);
                }
                FactContent::PlatformSilent { platform, name, detail, .. } => {
                    (*platform, *name, *detail) = (evil.clone(), evil.clone(), evil.clone());
                }
                _ => {}
            }
            for language in [Language::English, Language::Arabic] {
                let reader = LetterReader { name: evil.clone(), voice: voice(language), has_waited: true };
                let sender =
                    Sender { organization_name: evil.clone(), footer: Some(evil.clone()), ..sender() };
                let facts = [told.clone(), told.clone()];
                for facts in [&facts[..1], &facts] {
                    let said = compose(&reader, &sender, facts, UNSUBSCRIBE, now());
                    let Letter { subject, text, html, push, .. } = &said;
                    assert!(subject.chars().count() <= 150, "{subject}");
                    assert!(!subject.contains(['\n', '\r', '\u{2028}', '\u{202e}']), "{subject:?}");
                    assert!(!html.contains("<script") && !text.contains('\r') && !text.contains('\u{202e}'));
                    assert!(!html.contains(['\u{202e}', '\u{2028}', '\u{0}']) && html.len() < 60_000);
                    assert!(push.path.chars().all(|c| c.is_ascii_graphic()), "{}", push.path);
                    assert!(push.title.chars().count() <= 60 && push.body.chars().count() <= 200);
                }
            }
        }
    }
}

#[test]
fn arabic_runs_from_the_right_and_names_stand_alone() {
    let said = letter_in(Language::Arabic, &[example::fact(NotificationEvent::Arrival, now())], now());
    assert!(said.html.contains("<html lang=\"ar\" dir=\"rtl\">"), "{}", said.html);
    assert!(said.html.contains("<bdi>\u{2068}") || said.html.contains("<bdi>Ali Hassan</bdi>"));
    assert!(said.subject.contains("\u{2068}Ali Hassan\u{2069}"), "{:?}", said.subject);
    let english = letter(&[example::fact(NotificationEvent::Arrival, now())]);
    assert!(english.html.contains("<html lang=\"en\" dir=\"ltr\">"));
    assert!(english.html.contains("<bdi>Ali Hassan</bdi> arrived at <bdi>Lantern Centre</bdi>"));
    assert!(english.subject.is_ascii(), "no isolates where nothing turns: {:?}", english.subject);
}

#[test]
fn the_picture_is_told_in_words() {
    let told = [example::fact(NotificationEvent::Late, now())];
    let said = letter(&told);
    let words = "Planned: Tue 3 Nov, 14:00–15:00. There: 14:12–14:34, 14:38–14:58.";
    assert!(said.html.contains(&format!("alt=\"{words}\"")), "{}", said.html);
    assert!(said.text.contains("There: 14:12–14:34, 14:38–14:58"), "{}", said.text);
    let [picture] = said.pictures.as_slice() else { panic!("{} pictures", said.pictures.len()) };
    assert_eq!(picture.content_id, "strip-1@rollcall");
    let arabic = letter_in(Language::Arabic, &told, now());
    assert_ne!(arabic.pictures[0].png, picture.png, "time runs to the left");
}

#[test]
fn the_text_says_everything_that_the_html_says() {
    for language in Language::ALL {
        for told in every_fact().into_iter().filter(|told| told.sketch.is_none()) {
            let said = letter_in(*language, &[told], now());
            let text = bare(&said.text);
            // Whole words of the HTML, its signs, its preheader and its picture aside.
            let html = said.html.split("</head>").nth(1).expect("a body");
            for part in html.split(['<', '>']).skip(2).step_by(2) {
                let words = bare(&part.replace("&amp;", "&").replace("&quot;", "\"").replace('\u{a0}', " "));
                let is_sign = words.chars().count() <= 3;
                assert!(is_sign || text.contains(&words), "{words:?} is not in {text}");
            }
        }
    }
}

#[test]
fn a_link_leads_to_the_page_of_the_fact() {
    let path = |told: ToldFact| letter(&[told]).push.path;
    assert_eq!(path(example::fact(NotificationEvent::Arrival, now())), "/family");
    let own = ToldFact { is_reader: true, ..example::fact(NotificationEvent::Arrival, now()) };
    assert_eq!(path(own), "/me");
    assert_eq!(path(example::fact(NotificationEvent::Late, now())), "/sessions/example");
    assert_eq!(path(example::fact(NotificationEvent::MoneyHeld, now())), "/sessions/example");
    assert_eq!(path(example::fact(NotificationEvent::LowBalance, now())), "/subscriptions/example");
    assert_eq!(path(example::fact(NotificationEvent::PlatformSilent, now())), "/connections");
    let said = letter(&[example::fact(NotificationEvent::Late, now())]);
    let link = "https://rollcall.example.org/sessions/example";
    assert!(said.text.contains(link) && said.html.contains(&format!("href=\"{link}\"")));
}
