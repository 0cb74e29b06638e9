//! What a letter says: its headers, its text, and its HTML with the pictures that came with it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use mail_parser::{Address, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// Pictures that a letter may show.
const PICTURES: [&str; 4] = ["png", "jpeg", "gif", "webp"];

/// A letter as somebody reads it. Whatever it lacks is empty.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ReadLetter {
    pub message_id: String,
    pub from: String,
    /// Names of the recipients, or their addresses.
    pub to: String,
    pub subject: String,
    /// The language that it says it is in.
    pub language: Option<String>,
    pub text: String,
    /// Pictures stand in it as data.
    pub html: Option<String>,
}

impl ReadLetter {
    pub fn of(content: &[u8]) -> ReadLetter {
        let Some(message) = MessageParser::default().parse(content) else {
            let text = String::from_utf8_lossy(content).into_owned();
            return ReadLetter { text, ..ReadLetter::default() };
        };
        let text = message.text_part(0).and_then(MessagePart::text_contents);
        ReadLetter {
            message_id: message.message_id().unwrap_or_default().to_owned(),
            from: message.from().map(names).unwrap_or_default(),
            to: message.to().map(names).unwrap_or_default(),
            subject: message.subject().unwrap_or_default().to_owned(),
            language: language(&message),
            text: text.unwrap_or_default().trim().to_owned(),
            html: html(&message),
        }
    }

    /// The beginning of the text behind its first line, which is the subject, on one line and without addresses.
    pub fn beginning(&self) -> String {
        const MOST: usize = 160;
        let lines =
            self.text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("http"));
        let text = lines.skip(1).collect::<Vec<_>>().join(" ");
        match text.char_indices().nth(MOST) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    }
}

fn names(addresses: &Address<'_>) -> String {
    let each = addresses.iter().filter_map(|one| one.name().or(one.address()));
    each.collect::<Vec<_>>().join(", ")
}

/// `ar`, from `Content-Language`.
fn language(message: &Message<'_>) -> Option<String> {
    let language = match message.header("Content-Language")? {
        HeaderValue::Text(text) => text.trim(),
        HeaderValue::TextList(all) => all.first()?.trim(),
        _ => return None,
    };
    let is_tag = !language.is_empty() && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_tag.then(|| language.to_owned())
}

fn html(message: &Message<'_>) -> Option<String> {
    let part = message.html_part(0)?;
    let PartType::Html(html) = &part.body else { return None };
    let mut html = html.clone().into_owned();
    for picture in &message.parts {
        let (Some(id), Some(kind)) = (picture.content_id(), picture.content_type()) else { continue };
        let subtype = kind.subtype().unwrap_or_default();
        if kind.ctype() == "image" && PICTURES.contains(&subtype) {
            let data = BASE64_STANDARD.encode(picture.contents());
            html = html.replace(&format!("cid:{id}"), &format!("data:image/{subtype};base64,{data}"));
        }
    }
    Some(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_read_with_its_pictures_and_in_any_language() {
        let content = "Message-ID: <1@demo.example>\r\nFrom: =?utf-8?B?2YbZiNix?= <a@demo.example>\r\n\
            To: Huda <huda@demo.example>\r\nSubject: =?utf-8?B?2YjYtdmE2Ko=?=\r\nContent-Language: ar\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/related; boundary=r\r\n\r\n\
            --r\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n\
            --a\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n2YXYsdit2KjYpw==\r\n\
            --a\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            <img src=3D\"cid:strip\">=D9=85\r\n--a--\r\n\
            --r\r\nContent-Type: image/png\r\nContent-ID: <strip>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n\
            --r\r\nContent-Type: image/svg+xml\r\nContent-ID: <drawn>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n--r--\r\n";
        let read = ReadLetter::of(content.as_bytes());
        assert_eq!((read.message_id.as_str(), read.from.as_str()), ("1@demo.example", "نور"));
        assert_eq!((read.to.as_str(), read.subject.as_str()), ("Huda", "وصلت"));
        assert_eq!((read.language.as_deref(), read.text.as_str()), (Some("ar"), "مرحبا"));
        assert_eq!(read.html.as_deref().map(str::trim), Some("<img src=\"data:image/png;base64,iVBO\">م"));
    }

    #[test]
    fn what_is_no_letter_is_shown_as_what_came() {
        for content in [
            &b""[..],
            b"\r\n",
            b"\xff\xfe",
            b"Subject:",
            b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x",
        ] {
            let read = ReadLetter::of(content);
            assert_eq!((read.html, read.to.as_str()), (None, ""), "{content:?}");
        }
        let plain = ReadLetter::of(
            b"Subject: Hi\r\nContent-Language: en\"><b>\r\n\r\nHello,\r\n\r\nyou & <b>me</b>\r\n",
        );
        assert_eq!((plain.html.as_ref(), plain.language.as_ref()), (None, None));
        assert_eq!(plain.beginning(), "you & <b>me</b>");
    }
}
