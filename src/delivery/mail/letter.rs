//! A mail as it is given, and the message made of it: text and HTML of the same content, pictures inside the HTML, and
//! the headers that let a machine see what it is and how to be rid of it.

use std::time::{Duration, SystemTime};

use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
use url::Url;

use crate::delivery::mail::header_text::header_text;
use crate::domain::people::validated_text::Email;
use crate::domain::time::Timestamp;
use crate::net::http_response::printable;

/// Longest address to unsubscribe at: a line of a mail has at most 998 characters (RFC 5322).
const MAX_URL_BYTES: usize = 900;

/// One mail to one person.
#[derive(Clone, Debug)]
pub struct OutgoingMail {
    /// Without angle brackets: `0198…@rollcall.example.org`. The same at every attempt, so that a mailbox which got it
    /// twice can tell.
    pub message_id: String,
    /// When it was written; the same at every attempt.
    pub date: Timestamp,
    pub from: MailParty,
    pub reply_to: Option<MailParty>,
    pub to: MailParty,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// `ar`, `en`, …
    pub language: String,
    /// Those that the HTML names as `cid:…`.
    pub pictures: Vec<MailPicture>,
    /// Where a POST of `List-Unsubscribe=One-Click` without any login unsubscribes (RFC 8058), and a GET says how.
    pub unsubscribe_url: Option<Url>,
}

/// Somebody with a name, which may be empty, and an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailParty {
    pub name: String,
    pub address: String,
}

/// A picture inside the HTML.
#[derive(Clone, Debug)]
pub struct MailPicture {
    /// As the HTML names it behind `cid:`: letters, digits, `.`, `-`, `_` and `@`.
    pub content_id: String,
    pub png: Vec<u8>,
}

/// What is handed to a mail server.
pub(super) struct ComposedMail {
    pub from: Address,
    pub to: Address,
    pub bytes: Vec<u8>,
}

/// Makes the message.
///
/// # Errors
/// What is wrong with the mail, naming it: such a mail can never be sent.
pub(super) fn compose(mail: &OutgoingMail) -> Result<ComposedMail, String> {
    let (from, to) = (mailbox("sender", &mail.from)?, mailbox("recipient", &mail.to)?);
    let envelope =
        Envelope::new(Some(from.email.clone()), vec![to.email.clone()]).map_err(|e| e.to_string())?;
    let date = Duration::from_millis(u64::try_from(mail.date.millis()).unwrap_or(0));
    let mut builder = Message::builder()
        .from(from.clone())
        .to(to.clone())
        .envelope(envelope)
        .subject(header_text(&mail.subject))
        .date(SystemTime::UNIX_EPOCH + date);
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.reply_to(mailbox("reply address", reply_to)?);
    }
    for (name, value) in machine_headers(mail)? {
        builder = builder.raw_header(HeaderValue::dangerous_new_pre_encoded(
            HeaderName::new_from_ascii_str(name),
            value.clone(),
            value,
        ));
    }
    let message = builder.multipart(parts(mail)?).map_err(|error| error.to_string())?;
    Ok(ComposedMail { from: from.email, to: to.email, bytes: message.formatted() })
}

/// Headers for machines. Each value is of characters that need no encoding, or the mail is refused.
fn machine_headers(mail: &OutgoingMail) -> Result<Vec<(&'static str, String)>, String> {
    let id = &mail.message_id;
    let is_id = id.len() <= MAX_URL_BYTES
        && id.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>'))
        && id.split_once('@').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty());
    if !is_id {
        return Err(format!("{} is no id of a message", named(id)));
    }
    let is_language = !mail.language.is_empty()
        && mail.language.len() <= 35
        && mail.language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !is_language {
        return Err(format!("{} is no language", named(&mail.language)));
    }
    let mut headers = vec![
        ("Message-ID", format!("<{id}>")),
        ("Content-Language", mail.language.clone()),
        // So that an absence notice is not sent back to it.
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("X-Auto-Response-Suppress", "All".to_owned()),
    ];
    if let Some(url) = &mail.unsubscribe_url {
        if !matches!(url.scheme(), "http" | "https") || url.as_str().len() > MAX_URL_BYTES {
            return Err(format!("{} is no address to unsubscribe at", named(url.as_str())));
        }
        headers.push(("List-Unsubscribe", format!("<{url}>")));
        headers.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    Ok(headers)
}

fn parts(mail: &OutgoingMail) -> Result<MultiPart, String> {
    let alternative = MultiPart::alternative().singlepart(SinglePart::plain(mail.text.clone()));
    let html = SinglePart::html(mail.html.clone());
    if mail.pictures.is_empty() {
        return Ok(alternative.singlepart(html));
    }
    let png = ContentType::parse("image/png").expect("it is a content type");
    let mut related = MultiPart::related().singlepart(html);
    for picture in &mail.pictures {
        let id = &picture.content_id;
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'@');
        if id.is_empty() || id.len() > 200 || !id.bytes().all(fits) {
            return Err(format!("{} is no name of a picture", named(id)));
        }
        related =
            related.singlepart(Attachment::new_inline(id.clone()).body(picture.png.clone(), png.clone()));
    }
    Ok(alternative.multipart(related))
}

/// `role` names it where it is refused.
fn mailbox(role: &str, party: &MailParty) -> Result<Mailbox, String> {
    let refused = || format!("the {role} {} is no e-mail address", named(&party.address));
    let address = Email::parse(&party.address).map_err(|_| refused())?;
    // What was typed may have spaces around it, but no line break anywhere.
    if party.address.chars().any(char::is_control) {
        return Err(refused());
    }
    let (user, domain) = address.as_str().split_once('@').ok_or_else(refused)?;
    let domain = match url::Host::parse(domain) {
        Ok(url::Host::Domain(ascii)) => ascii,
        _ => domain.to_owned(),
    };
    let address = Address::new(user, domain).map_err(|_| refused())?;
    Ok(Mailbox::new(Some(header_text(&party.name)).filter(|name| !name.is_empty()), address))
}

/// A text in quotation marks, printable and cut, so that it can be found again.
fn named(text: &str) -> String {
    format!("“{}”", printable(text, 80))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(name: &str, address: &str) -> MailParty {
        MailParty { name: name.to_owned(), address: address.to_owned() }
    }

    fn mail() -> OutgoingMail {
        OutgoingMail {
            message_id: "0198a@rollcall.example.org".to_owned(),
            date: Timestamp::from_seconds(1_767_600_000),
            from: party("Rollcall", "rollcall@example.org"),
            reply_to: None,
            to: party("Omar", "omar@school.example"),
            subject: "Hello".to_owned(),
            text: "Hello".to_owned(),
            html: "<p>Hello</p>".to_owned(),
            language: "en".to_owned(),
            pictures: Vec::new(),
            unsubscribe_url: Some("https://rollcall.example.org/u/x?y=<z>\r\n".parse().unwrap()),
        }
    }

    /// The lines of the headers of the whole, folded ones joined.
    fn headers(mail: &OutgoingMail) -> Vec<String> {
        let message = String::from_utf8(compose(mail).unwrap().bytes).unwrap();
        let head = message.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
        head.lines().map(str::to_owned).collect()
    }

    #[test]
    fn the_headers_say_what_it_is_and_how_to_be_rid_of_it() {
        let found = headers(&mail());
        for line in [
            "Message-ID: <0198a@rollcall.example.org>",
            "Date: Mon, 05 Jan 2026 08:00:00 +0000",
            "Content-Language: en",
            "Auto-Submitted: auto-generated",
            "List-Unsubscribe: <https://rollcall.example.org/u/x?y=%3Cz%3E>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "From: Rollcall <rollcall@example.org>",
            "To: Omar <omar@school.example>",
        ] {
            assert!(found.iter().any(|one| one == line), "{line} is not in {found:#?}");
        }
    }

    #[test]
    fn no_name_and_no_subject_adds_or_breaks_a_header() {
        let plain: Vec<String> = header_names(&mail());
        for evil in [
            "Omar\r\nBcc: everybody@school.example",
            "Omar\r\n\r\nanother body",
            "Omar\nX-Evil: 1",
            "Omar\rX-Evil: 1",
            "Омар\r\nX-Evil: 1\u{2028}X-Evil: 2",
            "\"<evil@example.org>\", Omar",
            "a\\\" <evil@example.org>, \"b",
            "=?utf-8?Q?Omar=0D=0AX-Evil:_1?=",
            "\u{202e}ramO\u{2066}",
            "\0",
        ] {
            let changed = OutgoingMail {
                subject: evil.to_owned(),
                from: party(evil, "rollcall@example.org"),
                to: party(evil, "omar@school.example"),
                ..mail()
            };
            assert_eq!(header_names(&changed), plain, "{evil:?}");
            assert_eq!(compose(&changed).unwrap().to.to_string(), "omar@school.example");
        }
    }

    fn header_names(mail: &OutgoingMail) -> Vec<String> {
        headers(mail).iter().map(|line| line.split(':').next().unwrap().to_owned()).collect()
    }

    #[test]
    fn what_is_no_address_is_refused_by_name() {
        for wrong in [
            "omar",
            "omar@",
            "@school.example",
            "omar@school.example\r\nRCPT TO:<evil@example.org>",
            "omar@school.example\n",
            "omar\u{0}@school.example",
            "omar@school.example, evil@example.org",
            "Omar <omar@school.example>",
            "omar khan@school.example",
            "omar@school..example",
            "",
        ] {
            let refused = compose(&OutgoingMail { to: party("", wrong), ..mail() }).map(drop).unwrap_err();
            assert!(refused.starts_with("the recipient “"), "{wrong:?}: {refused}");
            assert!(!refused.chars().any(char::is_control), "{refused:?}");
        }
        let accents = compose(&OutgoingMail { to: party("", "omar@schüle.example"), ..mail() }).unwrap();
        assert_eq!(accents.to.to_string(), "omar@xn--schle-mva.example");
    }

    #[test]
    fn an_id_a_language_or_a_picture_that_would_break_a_header_is_refused() {
        let picture = |content_id: &str| MailPicture { content_id: content_id.to_owned(), png: Vec::new() };
        for wrong in [
            OutgoingMail { message_id: "a@b>\r\nX: 1".to_owned(), ..mail() },
            OutgoingMail { message_id: "a".to_owned(), ..mail() },
            OutgoingMail { language: "en\r\nX: 1".to_owned(), ..mail() },
            OutgoingMail { pictures: vec![picture("a>\r\nX: 1")], ..mail() },
            OutgoingMail { unsubscribe_url: Some("mailto:a@b".parse().unwrap()), ..mail() },
        ] {
            assert!(compose(&wrong).is_err(), "{wrong:?}");
        }
    }
}
