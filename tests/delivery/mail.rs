//! Mails that are taken: what arrives, read back by Python's own library, and how it got there.

use std::time::Duration;

use rollcall::delivery::DeliveryOutcome;
use rollcall::delivery::mail::{MailParty, MailPicture, Mailer, MailerSettings, OutgoingMail};
use rollcall::domain::time::Timestamp;
use rollcall::net::smtp_url::SmtpUrl;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::helper::Helper;

/// A mail server, and where it is.
pub struct MailServer {
    pub helper: Helper,
    pub port: u64,
    pub ca: String,
}

impl MailServer {
    pub fn start(arguments: &[&str]) -> MailServer {
        let helper = Helper::start("smtp_server.py", arguments);
        let ready = helper.json();
        MailServer {
            helper,
            port: ready["port"].as_u64().unwrap(),
            ca: ready["ca"].as_str().unwrap().to_owned(),
        }
    }

    pub fn mailer(&self) -> Mailer {
        mailer(&format!("smtp://127.0.0.1:{}", self.port), "")
    }

    pub fn mailer_with(&self, begin: &str, end: &str) -> Mailer {
        mailer(&format!("{begin}127.0.0.1:{}{end}", self.port), &self.ca)
    }
}

/// A client that waits on a busy machine too.
pub fn mailer(url: &str, ca_certificate: &str) -> Mailer {
    mailer_that_waits(Duration::from_secs(60), url, ca_certificate)
}

pub fn mailer_that_waits(timeout: Duration, url: &str, ca_certificate: &str) -> Mailer {
    Mailer::new(&MailerSettings {
        server: SmtpUrl::parse(url).unwrap(),
        ca_certificate: ca_certificate.to_owned(),
        hello_name: "rollcall.example.org".to_owned(),
        timeout,
    })
    .unwrap()
}

pub fn party(name: &str, address: &str) -> MailParty {
    MailParty { name: name.to_owned(), address: address.to_owned() }
}

pub fn mail_to(address: &str) -> OutgoingMail {
    OutgoingMail {
        message_id: "0198a4c2@rollcall.example.org".to_owned(),
        date: Timestamp::from_seconds(1_767_600_000),
        from: party("Rollcall", "rollcall@example.org"),
        reply_to: None,
        to: party("", address),
        subject: "Omar has arrived".to_owned(),
        text: "Omar has arrived at 08:03.\n".to_owned(),
        html: "<p>Omar has arrived at <b>08:03</b>.</p>\n".to_owned(),
        language: "en".to_owned(),
        pictures: Vec::new(),
        unsubscribe_url: Some("https://rollcall.example.org/unsubscribe/x?of=arrival".parse().unwrap()),
    }
}

/// The one header of this name.
fn header<'a>(message: &'a Value, name: &str) -> &'a str {
    let all = message["headers"].as_array().unwrap();
    let found: Vec<&Value> = all.iter().filter(|one| one[0] == name).collect();
    assert_eq!(found.len(), 1, "{name} in {message:#}");
    found[0][1].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_in_arabic_with_a_picture_arrives_as_it_was_written() {
    let server = MailServer::start(&[]);
    let (strip, logo) = ([0x89, b'P', b'N', b'G', 0, 13, 10, 26, b'.'].repeat(900), b"PNG?".to_vec());
    let text = format!(".السلام عليكم\n..\nوصل عمر في الساعة ٠٨:٠٣\n{}\n", "طويل ".repeat(400));
    let html = "<html lang=\"ar\" dir=\"rtl\"><p>وصل عمر <img src=\"cid:strip\" alt=\"٠٨:٠٣\"></p></html>\n"
        .to_owned();
    let mail = OutgoingMail {
        from: party("مدرسة النور، الفرع الأول", "rollcall@example.org"),
        reply_to: Some(party("Büro \"Süd\", <x>", "buero@school.example")),
        to: party("أمّ عمر", "parent+omar@school.example"),
        subject: "وصل \u{2068}Omar Khan\u{2069} إلى المدرسة في الساعة ٠٨:٠٣ وسيبقى حتى نهاية اليوم الدراسي الطويل جدًا".to_owned(),
        text: text.clone(),
        html: html.clone(),
        language: "ar".to_owned(),
        pictures: vec![
            MailPicture { content_id: "strip".to_owned(), png: strip.clone() },
            MailPicture { content_id: "logo@rollcall".to_owned(), png: logo.clone() },
        ],
        ..mail_to("")
    };
    let outcome = server.mailer().send(&mail).await;
    assert_eq!(outcome, DeliveryOutcome::Accepted { detail: "250 2.0.0 taken as 4711".to_owned() });

    let got = server.helper.json();
    assert_eq!(got["from"], "rollcall@example.org");
    assert_eq!(got["to"], json!(["parent+omar@school.example"]));
    assert_eq!(got["hello"], "rollcall.example.org");
    assert_eq!(got["defects"], json!([]));
    assert_eq!(header(&got, "Subject"), mail.subject);
    assert_eq!(header(&got, "From"), "مدرسة النور، الفرع الأول <rollcall@example.org>");
    assert_eq!(header(&got, "To"), "أمّ عمر <parent+omar@school.example>");
    assert_eq!(header(&got, "Reply-To"), "Büro \"Süd\", <x> <buero@school.example>");
    // However it is named, it is one address.
    assert_eq!(
        got["addresses"],
        json!(["rollcall@example.org", "parent+omar@school.example", "buero@school.example"])
    );
    assert_eq!(header(&got, "Message-ID"), "<0198a4c2@rollcall.example.org>");
    assert_eq!(header(&got, "Date"), "Mon, 05 Jan 2026 08:00:00 +0000");
    assert_eq!(header(&got, "Content-Language"), "ar");
    assert_eq!(header(&got, "Auto-Submitted"), "auto-generated");
    let unsubscribe = "<https://rollcall.example.org/unsubscribe/x?of=arrival>";
    assert_eq!(header(&got, "List-Unsubscribe"), unsubscribe);
    assert_eq!(header(&got, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");

    let raw = got["raw"].as_str().unwrap();
    assert!(raw.is_ascii(), "every mail server takes it");
    assert!(raw.split("\r\n").all(|line| line.len() <= 998));

    let parts = got["parts"].as_array().unwrap();
    let types: Vec<&str> = parts.iter().map(|part| part["type"].as_str().unwrap()).collect();
    assert_eq!(
        types,
        ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "image/png"]
    );
    for (index, written) in [(1, text), (3, html)] {
        assert_eq!(parts[index]["charset"], "utf-8");
        assert_eq!(parts[index]["text"].as_str().unwrap().replace("\r\n", "\n"), written);
    }
    for (index, id, png) in [(4, "<strip>", strip), (5, "<logo@rollcall>", logo)] {
        assert_eq!(
            (&parts[index]["content_id"], &parts[index]["disposition"]),
            (&json!(id), &json!("inline"))
        );
        assert_eq!(parts[index]["sha256"], hex::encode(Sha256::digest(&png)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_without_pictures_is_text_and_html() {
    let server = MailServer::start(&[]);
    assert!(server.mailer().send(&mail_to("omar@school.example")).await.is_accepted());
    let got = server.helper.json();
    let types: Vec<&Value> = got["parts"].as_array().unwrap().iter().map(|part| &part["type"]).collect();
    assert_eq!(types, ["multipart/alternative", "text/plain", "text/html"]);
    assert_eq!(header(&got, "To"), "omar@school.example");
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_would_add_headers_add_nothing() {
    let server = MailServer::start(&[]);
    let mailer = server.mailer();
    let mut names = None;
    for evil in [
        "Omar",
        "Omar\r\nBcc: evil@example.org",
        "عمر\nX-Evil: 1\r\n\r\nbody",
        "\"<evil@example.org>,\u{202e}",
    ] {
        let mail = OutgoingMail {
            subject: evil.to_owned(),
            from: party(evil, "rollcall@example.org"),
            to: party(evil, "omar@school.example"),
            ..mail_to("")
        };
        assert!(mailer.send(&mail).await.is_accepted());
        let got = server.helper.json();
        let found: Vec<Value> = got["headers"].as_array().unwrap().iter().map(|one| one[0].clone()).collect();
        assert_eq!(*names.get_or_insert_with(|| found.clone()), found, "{evil:?}");
        assert_eq!(got["to"], json!(["omar@school.example"]));
        assert_eq!(got["addresses"], json!(["rollcall@example.org", "omar@school.example"]), "{evil:?}");
        assert_eq!(got["parts"][1]["text"].as_str().unwrap().trim_end(), mail.text.trim_end());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_share_a_connection_until_the_server_hangs_up() {
    let server = MailServer::start(&["--idle", "4"]);
    let mailer = server.mailer();
    let mut connections = Vec::new();
    for wait in [0, 0, 6_000] {
        tokio::time::sleep(Duration::from_millis(wait)).await;
        assert!(mailer.send(&mail_to("omar@school.example")).await.is_accepted());
        connections.push(server.helper.json()["connection"].as_u64().unwrap());
    }
    assert_eq!(connections[0], connections[1]);
    assert_ne!(connections[1], connections[2]);
    // What was refused leaves the connection as it was.
    assert!(!mailer.send(&mail_to("refuse@school.example")).await.is_accepted());
    assert!(mailer.send(&mail_to("omar@school.example")).await.is_accepted());
    assert_eq!(server.helper.json()["connection"].as_u64().unwrap(), connections[2]);
    mailer.close().await;
    assert!(mailer.send(&mail_to("omar@school.example")).await.is_accepted());
    assert_ne!(server.helper.json()["connection"].as_u64().unwrap(), connections[2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_all_arrive_over_few_connections() {
    let server = MailServer::start(&[]);
    let mailer = std::sync::Arc::new(server.mailer());
    let sent: Vec<_> = (0..40)
        .map(|n| {
            let mailer = mailer.clone();
            tokio::spawn(async move { mailer.send(&mail_to(&format!("n{n}@school.example"))).await })
        })
        .collect();
    for one in sent {
        let outcome = one.await.unwrap();
        assert!(outcome.is_accepted(), "{outcome:?}");
    }
    let got: Vec<Value> = (0..40).map(|_| server.helper.json()).collect();
    let to: std::collections::BTreeSet<String> = got.iter().map(|one| one["to"].to_string()).collect();
    let over: std::collections::BTreeSet<u64> =
        got.iter().map(|one| one["connection"].as_u64().unwrap()).collect();
    assert_eq!(to.len(), 40);
    assert!(over.len() <= 4, "{over:?}");
    assert!(server.helper.is_quiet());
}

#[tokio::test(flavor = "multi_thread")]
async fn logins_go_over_tls_however_it_begins() {
    for (tls, begin) in [("implicit", "smtps://"), ("starttls", "smtp://")] {
        let server = MailServer::start(&["--tls", tls, "--login"]);
        let mailer =
            server.mailer_with(&format!("{begin}me%40school.example:p%3Ass%2Fword@"), "?tls=required");
        assert_eq!(mailer.try_connection().await, Ok(()), "{tls}");
        let outcome = mailer.send(&mail_to("omar@school.example")).await;
        assert!(outcome.is_accepted(), "{tls}: {outcome:?}");
        let got = server.helper.json();
        assert_eq!((&got["tls"], &got["user"]), (&json!(true), &json!("me@school.example")));
    }
}
