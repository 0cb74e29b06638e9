//! From facts to a letter.

use super::bundle::{self, Grouped};
use super::composed::{Composed, Foot, LetterPart, PictureName};
use super::html_part::{self, HtmlLetter};
use super::isolate::plain_cut;
use super::letter::{Letter, LetterPicture, LetterReader, Sender, ToldFact};
use super::names::{name, quote};
use super::push;
use super::text_part;
use super::wording::{self, LetterItem, LetterStrip, Speaker};
use crate::domain::time::Timestamp;
use crate::output::strip_picture::{self, StripLabels};
use crate::text::{Voice, args};

/// Subjects are cut by most mail programs long before.
const LONGEST_SUBJECT: usize = 150;
/// Strips are drawn for so many facts of a bundle; the words stand everywhere.
const MOST_PICTURES: usize = 12;

/// The letter of these facts, of which there is at least one. `now` is when it is sent.
pub fn compose(
    reader: &LetterReader,
    sender: &Sender,
    facts: &[ToldFact],
    unsubscribe_url: &str,
    now: Timestamp,
) -> Letter {
    let voice = reader.voice;
    let is_bundled = facts.len() != 1;
    let word = |told: &ToldFact| {
        let speaker = Speaker { voice, sender, told, now, is_bundled };
        wording::item(&speaker)
    };
    let mut pictures = Vec::new();
    let mut with_picture = |item: LetterItem| {
        let strip = item.strip.as_ref().filter(|_| pictures.len() < MOST_PICTURES);
        let picture = strip.map(|strip| {
            let content_id = format!("strip-{}@rollcall", pictures.len() + 1);
            pictures.push(LetterPicture { content_id: content_id.clone(), png: draw(voice, strip) });
            PictureName(content_id)
        });
        (item, picture)
    };
    let mut about_bundle = Vec::new();
    let parts: Vec<LetterPart> = match facts {
        [told] => vec![LetterPart { title: None, items: vec![with_picture(word(told))] }],
        _ => {
            let Grouped { groups, left_out } = bundle::group(reader, sender, facts);
            if reader.has_waited {
                about_bundle.push(voice.text("letter-bundle-why"));
            }
            if left_out > 0 {
                about_bundle.push(voice.say("common-and-more", args![count = left_out]));
            }
            let part = |group: bundle::FactGroup<'_>| LetterPart {
                title: Some(group.title),
                items: group.facts.into_iter().map(|told| with_picture(word(told))).collect(),
            };
            groups.into_iter().map(part).collect()
        }
    };
    let headline = match parts.as_slice() {
        [LetterPart { title: None, items }] => items[0].0.headline.clone(),
        _ => bundle::headline(reader, sender, facts),
    };
    let organization = name(&sender.organization_name).unwrap_or_else(|| voice.text("common-nameless"));
    let may_be_mistaken = parts.iter().flat_map(|part| &part.items).any(|(item, _)| item.may_be_mistaken);
    let mistake = may_be_mistaken.then(|| voice.say("letter-mistake", args![organization = &organization]));
    let foot = foot(reader, sender, facts, &organization, unsubscribe_url);
    let composed = Composed { voice, headline, organization, parts, about_bundle, mistake, foot };
    let subject = plain_cut(&composed.headline, LONGEST_SUBJECT);
    Letter {
        text: text_part::write(&composed, &sender.address),
        html: html_part::write(&HtmlLetter {
            composed: &composed,
            subject: &subject,
            address: &sender.address,
        }),
        pictures,
        push: push::write(&composed),
        subject,
    }
}

fn draw(voice: Voice, strip: &LetterStrip) -> Vec<u8> {
    let sketch = &strip.sketch;
    let (first, last) = (sketch.stays().next(), sketch.stays().last());
    let labels = StripLabels {
        planned_from: voice.clock(sketch.planned.from),
        planned_to: voice.clock(sketch.planned.to),
        first: first.map(|stay| voice.clock(stay.span.from)),
        last: last.filter(|stay| !stay.is_open).map(|stay| voice.clock(stay.span.to)),
    };
    strip_picture::png(sketch, &labels, voice.locale.is_right_to_left())
}

/// Who sent it to whom, why, and how to be told less.
fn foot(
    reader: &LetterReader,
    sender: &Sender,
    facts: &[ToldFact],
    organization: &str,
    unsubscribe_url: &str,
) -> Foot {
    let voice = reader.voice;
    let why = format!("{} {}", voice.text("letter-foot-why"), bundle::topics(voice, facts));
    let reader_name = name(&reader.name).unwrap_or_else(|| voice.text("common-nameless"));
    let from = voice.say("letter-foot-from", args![reader = reader_name, organization = organization]);
    let own = sender.footer.as_deref().map(quote).filter(|footer| !footer.is_empty());
    Foot {
        own,
        said: vec![from, why],
        links: vec![
            (voice.text("letter-foot-preferences"), format!("{}/me/notifications", sender.address)),
            (voice.text("letter-foot-unsubscribe"), unsubscribe_url.to_owned()),
        ],
    }
}
