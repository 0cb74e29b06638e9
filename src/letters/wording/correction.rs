//! A verdict that was told wrong: what was said, what is so, and why.

use super::item::{LetterItem, LetterTone};
use super::speaker::Speaker;
use crate::domain::notification::fact::{Claim, SessionBrief};
use crate::domain::verdict::outcome::Outcome;
use crate::letters::names::quote;
use crate::text::args;
use crate::text::args::IntoArg;

/// Reasons that help whoever was told something else. That times are compared, or that data became final, does not.
const HELPFUL: &[&str] = &[
    "left_early",
    "no_presence",
    "unseen_end",
    "unseen_start",
    "unmatched_participants",
    "unwatched_time",
    "assumed_until_end",
];
const HELPFUL_FINDINGS: &[&str] = &["at_venue_not_in_session", "in_session_not_at_venue"];

pub struct ChangedWords<'a> {
    pub told: Claim,
    pub now: Claim,
    /// As `Correction::Verdict` has them.
    pub reasons: &'a [String],
    pub statement: Option<&'a str>,
}

pub fn item(speaker: &Speaker<'_>, session: &SessionBrief, changed: &ChangedWords<'_>) -> LetterItem {
    let told = claim(speaker, changed.told, changed.now);
    let now = claim(speaker, changed.now, changed.told);
    let mut args = args![title = speaker.title(session), start = speaker.moment(session.start)];
    let is_unknown = |claim: Claim| claim.outcome == Some(Outcome::Unknown);
    let headline = if is_unknown(changed.now) {
        speaker.about("letter-uncertain", "letter-uncertain-you", args)
    } else if is_unknown(changed.told) {
        args.set("now", now.as_str().into_arg());
        speaker.about("letter-certain", "letter-certain-you", args)
    } else {
        args.set("now", now.as_str().into_arg());
        args.set("told", told.as_str().into_arg());
        speaker.about("letter-corrected", "letter-corrected-you", args)
    };
    let statement = changed.statement.map(quote).filter(|said| !said.is_empty());
    LetterItem {
        headline,
        rows: [
            vec![
                speaker.row("letter-told", told),
                speaker.row("letter-true", now),
                speaker.row("letter-why", why(speaker, changed)),
            ],
            speaker.session_rows(session),
        ]
        .concat(),
        quote: statement.map(|said| speaker.row("letter-statement", said)),
        note: speaker.voice.text(match changed.now.outcome {
            // What was told was so then.
            Some(Outcome::Excused) => "letter-note-excused",
            _ => "letter-note-correction",
        }),
        ..LetterItem::of_sign("↻", LetterTone::Corrected)
    }
}

/// What a claim says, as far as it differs from another: nobody is told that they came on time who was told that they were absent.
fn claim(speaker: &Speaker<'_>, claim: Claim, other: Claim) -> String {
    let voice = speaker.voice;
    let came = |claim: Claim| matches!(claim.outcome, None | Some(Outcome::Present | Outcome::Partial));
    if !came(claim) {
        return voice.text(match claim.outcome {
            Some(Outcome::Excused) => "letter-claim-excused",
            Some(Outcome::Unknown) => "letter-claim-unknown",
            _ => "letter-claim-absent",
        });
    }
    let late = match claim.late_seconds {
        Some(seconds) => Some(voice.say("letter-claim-late", args![minutes = seconds / 60])),
        None => (came(other) && other.late_seconds.is_some()).then(|| voice.text("letter-claim-on-time")),
    };
    let is_worth_saying = !came(other) || (other.outcome.is_some() && other.outcome != claim.outcome);
    let outcome = match claim.outcome {
        Some(Outcome::Partial) if is_worth_saying => Some(voice.text("letter-claim-partial")),
        Some(_) if is_worth_saying => Some(voice.text("letter-claim-present")),
        _ => None,
    };
    match (outcome, late) {
        (Some(outcome), Some(late)) => voice.say("letter-claim-both", args![outcome = outcome, late = late]),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => voice.text("letter-claim-present"),
    }
}

/// The reasons that help, as sentences: what is found of somebody who was there after all is no reason why the message was wrong.
fn why(speaker: &Speaker<'_>, changed: &ChangedWords<'_>) -> String {
    let (voice, reasons) = (speaker.voice, changed.reasons);
    let was_there_after_all = changed.told.outcome == Some(Outcome::Absent)
        && matches!(changed.now.outcome, Some(Outcome::Present | Outcome::Partial));
    if reasons.iter().any(|reason| reason == "override") {
        return voice.word("reason", "override");
    }
    let said: Vec<String> = reasons
        .iter()
        .filter_map(|reason| match reason.strip_prefix("finding: ") {
            Some(finding) => HELPFUL_FINDINGS.contains(&finding).then(|| voice.word("finding", finding)),
            None => (HELPFUL.contains(&reason.as_str()) && !was_there_after_all)
                .then(|| voice.word("reason", reason)),
        })
        .collect();
    if said.is_empty() { voice.text("letter-why-unknown") } else { said.join(" ") }
}
