//! The mail server of the demo: other people's clients hand letters in, and what it keeps is what they sent.

use std::sync::Arc;

use lettre::Address;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension};
use rollcall::clock::ManualClock;
use rollcall::domain::time::Timestamp;
use rollcall::simulator::mail::{MailLimits, ReceivedLetter, SimulatedMail};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::helper::Helper;
use crate::mail::{mail_to, mailer};

fn now() -> Timestamp {
    Timestamp::from_seconds(1_800_000_000)
}

async fn start(limits: MailLimits) -> (SimulatedMail, u16) {
    let mail = SimulatedMail::new(Arc::new(ManualClock::at(now())), limits);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(mail.clone().serve(listener));
    (mail, port)
}

async fn lettre(port: u16) -> AsyncSmtpConnection {
    let hello = ClientId::Domain("school.example".to_owned());
    AsyncSmtpConnection::connect_tokio1(("127.0.0.1", port), None, &hello, None, None).await.unwrap()
}

/// Hands in a letter from and to these, as lettre does it; the answer's code, or that of the refusal.
async fn hand_in(over: &mut AsyncSmtpConnection, from: &str, to: &str, content: &[u8]) -> u16 {
    let address = |text: &str| text.parse::<Address>().unwrap();
    over.command(Mail::new(Some(address(from)), Vec::new())).await.unwrap();
    over.command(Rcpt::new(address(to), Vec::new())).await.unwrap();
    over.command(Data).await.unwrap();
    match over.message(content).await {
        Ok(taken) => taken.code().into(),
        Err(refused) => refused.status().unwrap().into(),
    }
}

/// What was sent; a client ends the last line itself.
fn content(letter: &ReceivedLetter) -> &[u8] {
    letter.content.trim_ascii_end()
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_of_the_product_are_kept_as_they_were_sent() {
    let (mail, port) = start(MailLimits::default()).await;
    let mailer = mailer(&format!("smtp://127.0.0.1:{port}"), "");
    assert_eq!(mailer.try_connection().await, Ok(()));
    for to in ["omar@school.example", "عمر@school.example"] {
        let outcome = mailer.send(&mail_to(to)).await;
        assert!(outcome.is_accepted(), "{outcome:?}");
    }
    let letters = mail.letters();
    let to: Vec<&str> = letters.iter().map(|one| one.recipients[0].as_str()).collect();
    assert_eq!(to, ["عمر@school.example", "omar@school.example"], "newest first");
    assert_eq!((letters[0].number, letters[0].received_at, mail.taken()), (2, now(), 2));
    assert!(
        String::from_utf8_lossy(&letters[0].content).contains("Message-ID: <0198a4c2@rollcall.example.org>")
    );
    mailer.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dots_and_large_letters_come_through_one_connection_as_they_are() {
    let (mail, port) = start(MailLimits { letter_bytes: 300_000, ..MailLimits::default() }).await;
    let mut connection = lettre(port).await;
    assert!(connection.server_info().supports_feature(Extension::SmtpUtfEight));
    let dots = b"Subject: dots\r\n\r\n.\r\n..\r\n.begins\r\nends.\r\n...\r\n.";
    assert_eq!(hand_in(&mut connection, "a@school.example", "b@school.example", dots).await, 250);
    let long_line = [b"Subject: big\r\n\r\n".to_vec(), vec![b'x'; 290_000]].concat();
    assert_eq!(hand_in(&mut connection, "c@school.example", "d@school.example", &long_line).await, 250);
    // One that is too large is refused whatever its lines are like, and the next one is none the worse for it.
    let many_lines = [b"Subject: huge\r\n\r\n".to_vec(), b".\r\nQUIT\r\n".repeat(100_000)].concat();
    let one_line = [b"Subject: huge\r\n\r\n".to_vec(), vec![b'.'; 3_000_000]].concat();
    for huge in [many_lines, one_line] {
        assert_eq!(hand_in(&mut connection, "a@school.example", "b@school.example", &huge).await, 552);
    }
    assert_eq!(
        hand_in(&mut connection, "e@school.example", "f@school.example", b"Subject: after\r\n\r\n").await,
        250
    );
    let letters = mail.letters();
    let kept: Vec<&[u8]> = letters.iter().rev().map(|one| content(one)).collect();
    assert_eq!(kept, [dots.as_slice(), &long_line, b"Subject: after"]);
    let envelopes: Vec<_> =
        letters.iter().rev().map(|one| (one.sender.as_str(), one.recipients.clone())).collect();
    let envelope = |from, to: &str| (from, vec![to.to_owned()]);
    assert_eq!(
        envelopes,
        [
            envelope("a@school.example", "b@school.example"),
            envelope("c@school.example", "d@school.example"),
            envelope("e@school.example", "f@school.example"),
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_is_not_kept_and_only_the_newest_are() {
    let limits = MailLimits { letter_bytes: 1_000, kept_letters: 3, kept_bytes: 1_500 };
    let (mail, port) = start(limits).await;
    let mut connection = lettre(port).await;
    connection.command(Mail::new(None, Vec::new())).await.unwrap();
    connection.command(Rcpt::new("x@school.example".parse().unwrap(), Vec::new())).await.unwrap();
    connection.command(Rset).await.unwrap();
    let numbers =
        |mail: &SimulatedMail| -> Vec<u64> { mail.letters().iter().map(|one| one.number).collect() };
    for number in 1..=5 {
        let text = format!("Subject: {number}\r\n\r\n");
        assert_eq!(
            hand_in(&mut connection, "a@school.example", "b@school.example", text.as_bytes()).await,
            250
        );
    }
    assert_eq!((numbers(&mail), mail.taken()), (vec![5, 4, 3], 5));
    let heavy = [b"Subject: heavy\r\n\r\n".to_vec(), vec![b'x'; 900]].concat();
    for _ in 0..2 {
        hand_in(&mut connection, "a@school.example", "b@school.example", &heavy).await;
    }
    assert_eq!(numbers(&mail), [7], "two of these are more than is kept");
    assert!(mail.letter(7).is_some() && mail.letter(6).is_none());
}

/// A client that says anything.
struct Rude(BufReader<TcpStream>);

impl Rude {
    async fn connect(port: u16) -> Rude {
        let mut rude = Rude(BufReader::new(TcpStream::connect(("127.0.0.1", port)).await.unwrap()));
        assert!(rude.answer().await.starts_with("220 "));
        rude
    }

    /// The last line of an answer; empty: the server has hung up.
    async fn answer(&mut self) -> String {
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).await.unwrap();
            if line.as_bytes().get(3) != Some(&b'-') {
                return line;
            }
        }
    }

    async fn say(&mut self, bytes: &[u8]) -> String {
        self.0.get_mut().write_all(bytes).await.unwrap();
        self.answer().await
    }

    /// The code of each answer.
    async fn hears(&mut self, commands: &[(&str, &str)]) {
        for (command, code) in commands {
            let answer = self.say(format!("{command}\r\n").as_bytes()).await;
            assert!(answer.starts_with(code), "{command}: {answer}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_out_of_order_and_nonsense_are_refused() {
    let (mail, port) = start(MailLimits { letter_bytes: 1_000, ..MailLimits::default() }).await;
    let mut rude = Rude::connect(port).await;
    rude.hears(&[
        ("MAIL FROM:<a@b>", "503"),
        ("HELO", "501"),
        ("helo me", "250"),
        ("RCPT TO:<a@b>", "503"),
        ("DATA", "503"),
        ("MAIL FROM a@b", "501"),
        ("MAIL FROM:<a@b> SIZE=1001", "552"),
        ("mail from:<\"a>b\"@c> BODY=8BITMIME size=1000", "250"),
        ("MAIL FROM:<a@b>", "503"),
        ("RCPT TO:<>", "501"),
        ("RCPT TO:<a@b", "501"),
        ("RCPT TO: <c@d>", "250"),
        ("NOOP and more", "250"),
        ("VRFY a", "252"),
        ("STARTTLS", "500"),
        ("AUTH PLAIN AGEAYg==", "500"),
        ("", "500"),
    ])
    .await;
    let long = [vec![b'x'; 5_000], b"\r\n".to_vec()].concat();
    assert!(rude.say(&long).await.starts_with("500"));
    assert!(rude.say(b"NOOP \xff\xfe\r\n").await.starts_with("500"));
    rude.hears(&[("NOOP", "250"), ("QUIT", "221")]).await;
    assert_eq!(rude.answer().await, "", "it hangs up after a goodbye");
    let mut nonsense = Rude::connect(port).await;
    nonsense.hears(&[("WHAT", "500"); 20]).await;
    nonsense.hears(&[("WHAT", "421")]).await;
    assert_eq!(nonsense.answer().await, "");
    assert_eq!(mail.taken(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_dot_on_a_line_of_its_own_ends_a_letter() {
    let (mail, port) = start(MailLimits::default()).await;
    let mut rude = Rude::connect(port).await;
    // Commands may come together, and line feeds alone end nothing: by them a second letter would be smuggled in.
    let begin = b"EHLO me\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n";
    rude.say(begin).await;
    for code in ["250", "250", "354"] {
        assert!(rude.answer().await.starts_with(code));
    }
    let smuggled = b"one\n.\nMAIL FROM:<x@y>\n.\r\n\n.\r\r\n..\r\nend\r\n.\r\n";
    assert!(rude.say(smuggled).await.starts_with("250 2.0.0 taken as 1"));
    let letters = mail.letters();
    assert_eq!(letters[0].content, b"one\n.\nMAIL FROM:<x@y>\n.\r\n\n.\r\r\n.\r\nend\r\n");

    // Whoever hangs up before the dot has handed nothing in.
    rude.hears(&[("MAIL FROM:<a@b>", "250"), ("RCPT TO:<c@d>", "250"), ("DATA", "354")]).await;
    rude.0.get_mut().write_all(b"half of\r\n").await.unwrap();
    rude.0.get_mut().shutdown().await.unwrap();
    assert_eq!(rude.answer().await, "");
    assert_eq!(mail.taken(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pythons_own_client_hands_letters_in() {
    let (mail, port) = start(MailLimits::default()).await;
    let answers: Vec<Value> = tokio::task::spawn_blocking(move || {
        let python = Helper::start("send_mail.py", &[&port.to_string()]);
        (0..6).map(|_| python.json()).collect()
    })
    .await
    .unwrap();
    assert_eq!(answers[0], json!(["8bitmime", "enhancedstatuscodes", "pipelining", "size", "smtputf8"]));
    assert_eq!((&answers[1], &answers[2]), (&json!({}), &json!({})), "nobody was refused");
    assert!(answers[3].to_string().contains("552"), "{}", answers[3]);
    assert_eq!((&answers[4], &answers[5]), (&json!(250), &json!({})));
    let letters = mail.letters();
    let [after, plain, letter] = &letters[..] else { panic!("{} letters", letters.len()) };
    assert_eq!(after.sender, "c@school.example");
    assert_eq!((plain.sender.as_str(), plain.recipients.len()), ("", 2));
    assert_eq!(content(plain), b"Subject: plain\r\n\r\n.\r\nhello");
    let read = mail_parser::MessageParser::default().parse(&letter.content).unwrap();
    assert_eq!(read.subject(), Some("وصلت ليلى"));
    let text = read.body_text(0).unwrap().replace('\r', "");
    assert_eq!(text.trim_end(), "مرحبا\n\n.\n..\n.a line that begins with a dot");
}
