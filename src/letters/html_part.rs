//! The letter as HTML: one column, tables and styles in the elements as mail programs want them, nothing loaded from
//! elsewhere. The one picture of a fact comes with the letter, and its words stand beside it.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::composed::{Composed, LetterPart, PictureName};
use super::html_style::{
    ACCENT, ACCENT_INK, CARD, FONT, GROUND, INK, INK_2, INK_3, LINE, SHEET, WELL, of_tone,
};
use super::isolate::markup;
use super::wording::{LetterIcon, LetterItem, LetterRow};
use crate::output::strip_picture;

pub struct HtmlLetter<'a> {
    pub composed: &'a Composed,
    pub subject: &'a str,
    /// Stands before the paths of links.
    pub address: &'a str,
}

pub fn write(letter: &HtmlLetter<'_>) -> String {
    let composed = letter.composed;
    let (language, direction) = (composed.voice.locale.language.as_str(), composed.voice.direction());
    html! {
        (DOCTYPE)
        html lang=(language) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                meta name="format-detection" content="telephone=no, date=no, address=no";
                title { (letter.subject) }
                style { (PreEscaped(SHEET)) }
            }
            body.ground style=(format!("margin:0;padding:0;background:{GROUND}")) {
                // Programs that drop `html` and `body` keep this.
                div.ground lang=(language) dir=(direction) style=(format!("background:{GROUND};{FONT}")) {
                    (preheader(composed))
                    (column(html! { (sheet(letter)) (foot(composed)) }))
                }
            }
        }
    }
    .into_string()
}

/// What lists of letters show after the subject.
fn preheader(composed: &Composed) -> Markup {
    let items = composed.parts.iter().flat_map(|part| &part.items);
    let first =
        items.map(|(item, _)| if composed.parts[0].title.is_some() { &item.headline } else { &item.note });
    let hidden =
        "display:none;max-height:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;opacity:0";
    html! {
        @if let Some(words) = first.into_iter().next().filter(|words| !words.is_empty()) {
            div style=(hidden) { (markup(words)) }
        }
    }
}

/// A column in the middle, at most 600 pixels wide.
fn column(inner: Markup) -> Markup {
    html! {
        table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" {
            tr { td align="center" style="padding:20px 8px" {
                table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px" {
                    (inner)
                }
            } }
        }
    }
}

/// The card with what is told.
fn sheet(letter: &HtmlLetter<'_>) -> Markup {
    let composed = letter.composed;
    html! {
        tr { td.ink-3 style=(format!("padding:0 12px 10px;font-size:14px;line-height:20px;color:{INK_3}")) {
            bdi { (composed.organization) }
        } }
        tr { td.card.wide style=(format!("padding:24px;background:{CARD};border:1px solid {LINE};border-radius:12px")) {
            @match composed.parts.as_slice() {
                [LetterPart { title: None, items }] => @for (item, picture) in items {
                    (whole_item(item, picture.as_ref(), letter.address))
                },
                parts => {
                    (heading(&composed.headline))
                    @for said in &composed.about_bundle { (paragraph(said)) }
                    @for part in parts { (group(part, letter.address)) }
                }
            }
            @if let Some(mistake) = &composed.mistake {
                div.line.ink-3 style=(format!("margin:20px 0 0;padding:14px 0 0;border-top:1px solid {LINE};font-size:14px;line-height:21px;color:{INK_3}")) {
                    (markup(mistake))
                }
            }
        } }
    }
}

fn heading(words: &str) -> Markup {
    html! {
        h1.ink style=(format!("margin:0;font-size:22px;line-height:30px;font-weight:600;overflow-wrap:anywhere;color:{INK}")) { (markup(words)) }
    }
}

fn paragraph(words: &str) -> Markup {
    html! {
        p.ink-2 style=(format!("margin:14px 0 0;font-size:16px;line-height:24px;color:{INK_2}")) { (markup(words)) }
    }
}

/// The one fact of a letter.
fn whole_item(item: &LetterItem, picture: Option<&PictureName>, address: &str) -> Markup {
    html! {
        (beside_sign(&item.icon, 48, heading(&item.headline)))
        (details(item, picture))
        @if !item.note.is_empty() { (paragraph(&item.note)) }
        div style="margin:20px 0 0" {
            a.button href=(format!("{address}{}", item.path)) style=(format!("display:inline-block;padding:12px 20px;border-radius:8px;background:{ACCENT};color:{ACCENT_INK};font-size:16px;line-height:20px;font-weight:600;text-decoration:none")) {
                (item.link)
            }
        }
    }
}

/// The facts about one person in a bundle.
fn group(part: &LetterPart, address: &str) -> Markup {
    html! {
        @if let Some(title) = &part.title {
            h2.ink style=(format!("margin:24px 0 0;font-size:17px;line-height:24px;font-weight:600;color:{INK}")) { bdi { (title) } }
        }
        @for (item, picture) in &part.items {
            div.line style=(format!("margin:12px 0 0;padding:14px 0 0;border-top:1px solid {LINE}")) {
                (beside_sign(&item.icon, 32, html! {
                    p.ink style=(format!("margin:0;font-size:16px;line-height:24px;font-weight:600;color:{INK}")) { (markup(&item.headline)) }
                }))
                (details(item, picture.as_ref()))
                p style="margin:10px 0 0;font-size:15px;line-height:22px" {
                    a.link href=(format!("{address}{}", item.path)) style=(format!("color:{ACCENT}")) { (item.link) }
                }
            }
        }
    }
}

/// A round sign beside words that say the same.
fn beside_sign(icon: &LetterIcon, size: u32, words: Markup) -> Markup {
    let (ground, ink) = of_tone(icon.tone);
    let class = icon.tone.class();
    let letters = if icon.sign.chars().count() > 2 { size * 3 / 8 } else { size / 2 };
    html! {
        table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" {
            tr {
                td width=(size) valign="top" style=(format!("width:{size}px")) {
                    div class=(class) dir="ltr" aria-hidden="true" style=(format!("width:{size}px;height:{size}px;border-radius:50%;background:{ground};color:{ink};font-size:{letters}px;line-height:{size}px;font-weight:700;text-align:center")) {
                        (icon.sign)
                    }
                }
                td width="14" style="width:14px;font-size:0;line-height:0" { "\u{a0}" }
                td valign="middle" { (words) }
            }
        }
    }
}

/// The picture, the rows and the quoted words.
fn details(item: &LetterItem, picture: Option<&PictureName>) -> Markup {
    html! {
        @if let (Some(strip), Some(PictureName(id))) = (&item.strip, picture) {
            div style="margin:16px 0 0" {
                img src=(format!("cid:{id}")) alt=(strip.words) width=(strip_picture::WIDTH) height=(strip_picture::HEIGHT) style=(format!("display:block;width:100%;max-width:{}px;height:auto;border:0;border-radius:10px", strip_picture::WIDTH));
            }
        }
        @if !item.rows.is_empty() {
            table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:14px 0 0" {
                @for LetterRow { label, value } in &item.rows {
                    tr {
                        td.ink-3 valign="top" style=(format!("padding:2px 0;font-size:15px;line-height:22px;white-space:nowrap;color:{INK_3}")) { (label) }
                        td width="14" style="width:14px;font-size:0;line-height:0" { "\u{a0}" }
                        td.ink valign="top" style=(format!("padding:2px 0;font-size:15px;line-height:22px;color:{INK}")) { (markup(value)) }
                    }
                }
            }
        }
        @if let Some(LetterRow { label, value }) = &item.quote {
            div.ink-3 style=(format!("margin:14px 0 0;font-size:14px;line-height:20px;color:{INK_3}")) { (label) }
            blockquote.well.ink style=(format!("margin:4px 0 0;padding:8px 12px;background:{WELL};border-radius:6px;font-size:15px;line-height:22px;color:{INK};word-break:break-word")) {
                (lines(value))
            }
        }
    }
}

/// Lines of somebody, each in its own direction.
fn lines(said: &str) -> Markup {
    html! { @for line in said.lines() { div { bdi { (line) } } } }
}

/// Who sent it, why, and how to be told less.
fn foot(composed: &Composed) -> Markup {
    html! {
        tr { td.ink-3 style=(format!("padding:16px 12px 8px;font-size:13px;line-height:20px;color:{INK_3}")) {
            @if let Some(own) = &composed.foot.own {
                div style="margin:0 0 6px" { (lines(own)) }
            }
            @for said in &composed.foot.said {
                div style="margin:0 0 6px" { (markup(said)) }
            }
            @for (index, (words, address)) in composed.foot.links.iter().enumerate() {
                @if index > 0 { " · " }
                a.link href=(address) style=(format!("color:{ACCENT}")) { (words) }
            }
        } }
    }
}
