//! Each event in its sentences.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::correction;
use super::item::{LetterItem, LetterRow, LetterTone};
use super::speaker::Speaker;
use super::visit_correction;
use crate::domain::money::line::Blocked;
use crate::domain::notification::fact::{Correction, FactContent, SessionBrief};
use crate::domain::time::{Span, Timestamp};
use crate::letters::names::{name, quote};
use crate::text::args;

/// What stands in an address as it is (RFC 3986, "unreserved").
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A fact in words.
pub fn item(speaker: &Speaker<'_>) -> LetterItem {
    let voice = speaker.voice;
    match &speaker.told.fact.content {
        FactContent::Arrival { .. } | FactContent::Departure { .. } => visit(speaker),
        FactContent::SessionArrival { session, .. }
        | FactContent::SessionDeparture { session, .. }
        | FactContent::Absence { session }
        | FactContent::Late { session, .. } => attendance(speaker, session),
        FactContent::Correction { of: Correction::Verdict { session, told, now, reasons, statement } } => {
            let changed =
                correction::ChangedWords { told: *told, now: *now, reasons, statement: statement.as_deref() };
            with_session(speaker, session, correction::item(speaker, session, &changed))
        }
        FactContent::Correction { of: Correction::Visit { told, now, .. } } => {
            with_visits(speaker, visit_correction::item(speaker, told, now))
        }
        FactContent::SessionCancelled { session, reason } => {
            let args = args![title = speaker.title(session), start = speaker.moment(session.start)];
            let item = LetterItem {
                headline: voice.say("letter-cancelled", args),
                note: voice.text("letter-note-cancelled"),
                quote: said_reason(speaker, reason.as_deref()),
                ..LetterItem::of_sign("✕", LetterTone::Careful)
            };
            {
                let rows = [speaker.session_rows(session), for_whom(speaker)].concat();
                with_session(speaker, session, LetterItem { rows, ..item })
            }
        }
        FactContent::SessionMoved { session, previous_start, previous_end, reason } => {
            moved(speaker, session, Span::new(*previous_start, *previous_end), reason.as_deref())
        }
        FactContent::LowBalance { subscription_id, left } => low_balance(speaker, subscription_id, *left),
        FactContent::MoneyHeld { session, blocked } => money_held(speaker, session, *blocked),
        FactContent::PlatformSilent { platform, name: of, since, detail } => {
            let platform = match platform.as_str() {
                "webhook" => voice.text("letter-endpoint"),
                other => name(&voice.word("platform", other)).unwrap_or_default(),
            };
            platform_silent(speaker, &platform, of, *since, detail)
        }
    }
}

/// A path with an id, whatever the id holds.
fn path_to(folder: &str, id: &str) -> String {
    format!("/{folder}/{}", utf8_percent_encode(id, SEGMENT))
}

/// With the strip of the stays and the way to the session's page.
fn with_session(speaker: &Speaker<'_>, session: &SessionBrief, item: LetterItem) -> LetterItem {
    LetterItem {
        strip: speaker.strip(session),
        link: speaker.voice.text("letter-open-session"),
        path: path_to("sessions", &session.session_id),
        ..item
    }
}

/// With the way to where the visits are: of a child, or one's own.
fn with_visits(speaker: &Speaker<'_>, item: LetterItem) -> LetterItem {
    let (link, path) = match speaker.told.is_reader {
        true => (speaker.voice.text("letter-open-me"), "/me"),
        false => (speaker.voice.text("letter-open-family"), "/family"),
    };
    LetterItem { link, path: path.to_owned(), ..item }
}

/// Away from where one is: to the left where one reads from the right.
fn away(speaker: &Speaker<'_>) -> &'static str {
    if speaker.voice.locale.is_right_to_left() { "←" } else { "→" }
}

fn visit(speaker: &Speaker<'_>) -> LetterItem {
    let args = args![venue = speaker.venue(), when = speaker.when(speaker.told.fact.occurred_at)];
    let item = match speaker.told.fact.content {
        FactContent::Departure { .. } => LetterItem {
            headline: speaker.about("letter-departure", "letter-departure-you", args),
            ..LetterItem::of_sign(away(speaker), LetterTone::Neutral)
        },
        _ => LetterItem {
            headline: speaker.about("letter-arrival", "letter-arrival-you", args),
            ..LetterItem::of_sign("✓", LetterTone::Good)
        },
    };
    with_visits(speaker, LetterItem { note: speaker.voice.text("letter-note-visit"), ..item })
}

fn attendance(speaker: &Speaker<'_>, session: &SessionBrief) -> LetterItem {
    let voice = speaker.voice;
    let (title, start) = (speaker.title(session), speaker.moment(session.start));
    let item = match &speaker.told.fact.content {
        FactContent::SessionDeparture { at, .. } => {
            let args = args![title = title, when = speaker.when(*at)];
            LetterItem {
                headline: speaker.about("letter-session-departure", "letter-session-departure-you", args),
                note: voice.text("letter-note-session-departure"),
                ..LetterItem::of_sign(away(speaker), LetterTone::Neutral)
            }
        }
        FactContent::Late { late_seconds, .. } => {
            let minutes = late_seconds / 60;
            let sign = if minutes > 0 { format!("+{}", voice.number(minutes)) } else { "!".to_owned() };
            let args = args![title = title, minutes = minutes, start = start];
            LetterItem {
                headline: speaker.about("letter-late", "letter-late-you", args),
                note: voice.text("letter-note-late"),
                ..LetterItem::of_sign(&sign, LetterTone::Careful)
            }
        }
        FactContent::SessionArrival { at, .. } => {
            let args = args![title = title, when = speaker.when(*at)];
            LetterItem {
                headline: speaker.about("letter-session-arrival", "letter-session-arrival-you", args),
                note: voice.text("letter-note-session-arrival"),
                ..LetterItem::of_sign("✓", LetterTone::Good)
            }
        }
        _ => LetterItem {
            headline: speaker.about(
                "letter-absence",
                "letter-absence-you",
                args![title = title, start = start],
            ),
            note: voice.text("letter-note-absence"),
            ..LetterItem::of_sign("✕", LetterTone::Bad)
        },
    };
    with_session(speaker, session, LetterItem { rows: speaker.session_rows(session), ..item })
}

/// Whose session it is, where it is not the reader's own.
fn for_whom(speaker: &Speaker<'_>) -> Vec<LetterRow> {
    match (&speaker.told.person_name, speaker.told.is_reader) {
        (Some(_), false) => vec![speaker.row("letter-for", speaker.person())],
        _ => Vec::new(),
    }
}

fn said_reason(speaker: &Speaker<'_>, reason: Option<&str>) -> Option<LetterRow> {
    let reason = quote(reason?);
    (!reason.is_empty()).then(|| speaker.row("letter-reason", reason))
}

fn moved(speaker: &Speaker<'_>, session: &SessionBrief, previous: Span, reason: Option<&str>) -> LetterItem {
    let args = args![
        title = speaker.title(session),
        start = speaker.moment(session.start),
        previous = speaker.moment(previous.from),
    ];
    let before = vec![speaker.row("letter-before", speaker.span(previous))];
    let rows = [speaker.session_rows(session), before, for_whom(speaker)].concat();
    let item = LetterItem {
        headline: speaker.voice.say("letter-moved", args),
        rows,
        note: speaker.voice.say("letter-note-moved", args![organization = speaker.organization()]),
        quote: said_reason(speaker, reason),
        ..LetterItem::of_sign("⇄", LetterTone::Careful)
    };
    with_session(speaker, session, item)
}

fn low_balance(speaker: &Speaker<'_>, subscription_id: &str, left: i64) -> LetterItem {
    let left = left.max(0);
    let args = args![subscription = speaker.subscription(), left = left];
    LetterItem {
        headline: speaker.about("letter-low-balance", "letter-low-balance-you", args),
        note: speaker.voice.say("letter-note-low-balance", args![organization = speaker.organization()]),
        link: speaker.voice.text("letter-open-subscription"),
        path: path_to("subscriptions", subscription_id),
        ..LetterItem::of_sign(&speaker.voice.number(left), LetterTone::Careful)
    }
}

fn money_held(speaker: &Speaker<'_>, session: &SessionBrief, blocked: Blocked) -> LetterItem {
    let voice = speaker.voice;
    let args = args![title = speaker.title(session), start = speaker.moment(session.start)];
    let item = LetterItem {
        headline: voice.say("letter-money-held", args),
        rows: [
            vec![speaker.row("letter-why", voice.word("blocked", blocked.as_str()))],
            speaker.session_rows(session),
        ]
        .concat(),
        note: voice.text(match blocked {
            Blocked::Unsettled => "letter-note-unsettled",
            Blocked::NeedsReview => "letter-note-needs-review",
            Blocked::MissingRate => "letter-note-missing-rate",
        }),
        may_be_mistaken: false,
        ..LetterItem::of_sign("…", LetterTone::Careful)
    };
    with_session(speaker, session, item)
}

fn platform_silent(
    speaker: &Speaker<'_>,
    platform: &str,
    of: &str,
    since: Option<Timestamp>,
    detail: &str,
) -> LetterItem {
    let voice = speaker.voice;
    let of = name(of).unwrap_or_else(|| voice.text("common-nameless"));
    let since = since.map(|since| speaker.row("letter-since", speaker.moment(since)));
    let detail = quote(detail);
    LetterItem {
        headline: voice.say("letter-silent", args![platform = platform, name = of]),
        rows: since.into_iter().collect(),
        quote: (!detail.is_empty()).then(|| speaker.row("letter-detail", detail)),
        note: voice.text("letter-note-silent"),
        may_be_mistaken: false,
        link: voice.text("letter-open-connections"),
        path: "/connections".to_owned(),
        ..LetterItem::of_sign("!", LetterTone::Bad)
    }
}
