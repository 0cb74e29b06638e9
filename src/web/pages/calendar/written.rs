//! A feed as iCalendar (RFC 5545), in the language of its person.

use chrono::Duration;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use crate::app::calendar::feed::{Feed, FeedEntry};
use crate::domain::organization::settings::Digits;
use crate::domain::people::preferences::Language;
use crate::domain::session::Platform;
use crate::domain::session::meet_link;
use crate::text::{Args, Locale, args, messages, whole_without_controls};

/// How often programs are asked to look again.
const REFRESH: Duration = Duration::hours(1);
/// A title is cut after so many characters.
const MOST_CHARACTERS: usize = 200;

/// What stands in a calendar without any session: RFC 5545 wants at least one component.
const UNIVERSAL_TIME: &str = "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
    TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// The whole feed; `base` is the server's address, which links begin with.
pub(super) fn calendar(feed: &Feed, base: &str) -> String {
    let words = Words(Locale {
        language: feed.viewer.language.unwrap_or(Language::English),
        arabic_digits: feed.viewer.digits == Digits::Arabic,
    });
    let name = words.say("calendar-name", args![organization = &feed.viewer.organization_name]);
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Rollcall//Rollcall//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    let name = one_line(&name);
    calendar.append_property(Property::new("NAME", &name).add_parameter("VALUE", "TEXT").done());
    calendar.append_property(Property::new("X-WR-CALNAME", &name));
    calendar.append_property(Property::new("X-WR-TIMEZONE", feed.viewer.time_zone.name()));
    calendar.ttl(&REFRESH);
    for entry in &feed.entries {
        calendar.push(event(entry, base, words));
    }
    let text = calendar.to_string();
    match feed.entries.is_empty() {
        true => text.replace("END:VCALENDAR", &format!("{UNIVERSAL_TIME}END:VCALENDAR")),
        false => text,
    }
}

fn event(entry: &FeedEntry, base: &str, words: Words) -> Event {
    let session = &entry.session;
    let link = match entry.is_own && session.platform == Platform::Livekit.as_str() && !session.is_cancelled {
        true => format!("{base}/sessions/{}/room", session.id),
        false => format!("{base}/sessions/{}", session.id),
    };
    let teacher = session.teacher_name.as_ref().map(|name| words.say("calendar-teacher", args![name = name]));
    let description = teacher.map(|line| one_line(&line)).into_iter().chain([link.clone()]);
    let mut event = Event::new();
    event
        .uid(&format!("{}@rollcall", session.id))
        .timestamp(session.changed_at.to_utc())
        .created(session.created_at.to_utc())
        .last_modified(session.changed_at.to_utc())
        .starts(session.start.to_utc())
        .ends(session.end.to_utc())
        .sequence(u32::try_from(session.sequence).unwrap_or(u32::MAX))
        .summary(&summary(entry, words))
        .description(&description.collect::<Vec<_>>().join("\n"))
        .url(&link);
    if let Some(code) = &session.meet_code {
        event.location(&meet_link::link_of_code(code));
    }
    let (status, transparency) = match session.is_cancelled {
        true => (EventStatus::Cancelled, "TRANSPARENT"),
        false => (EventStatus::Confirmed, "OPAQUE"),
    };
    event.status(status).add_property("TRANSP", transparency);
    event.done()
}

/// Its title, else its kind; whose lesson it is; and that it is cancelled, since not every program shows its status.
fn summary(entry: &FeedEntry, words: Words) -> String {
    let session = &entry.session;
    let titled = session.title.as_deref().map(one_line).filter(|title| !title.is_empty());
    let mut summary = titled.unwrap_or_else(|| words.word("kind", &session.kind));
    if !entry.children.is_empty() {
        let names: Vec<String> = entry.children.iter().map(|name| one_line(name)).collect();
        summary = format!("{}: {summary}", names.join(", "));
    }
    if session.is_cancelled {
        summary = words.say("calendar-cancelled", args![title = &summary]);
    }
    one_line(&summary)
}

/// A text from outside as part of a line: nothing unseen in it, and not too long.
fn one_line(text: &str) -> String {
    whole_without_controls(text.trim()).chars().take(MOST_CHARACTERS).collect()
}

/// Messages of a locale.
#[derive(Clone, Copy)]
struct Words(Locale);

impl Words {
    fn say(self, id: &str, args: Args<'_>) -> String {
        messages::message(self.0, id, Some(&args))
    }

    fn word(self, family: &str, word: &str) -> String {
        let found = messages::find(self.0, &format!("{family}-{}", word.replace(['_', '.'], "-")));
        found.unwrap_or_else(|| word.to_owned())
    }
}
