//! Mails that are not taken: whose fault it is, and what may be tried again.

use std::io::Write;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use rollcall::delivery::DeliveryOutcome;
use rollcall::delivery::mail::{Mailer, MailerSettings, OutgoingMail, TroubleStep};
use rollcall::net::smtp_url::SmtpUrl;

use crate::mail::{MailServer, mail_to, mailer, mailer_that_waits, party};

/// How long an impatient client waits for a step, and longer than it waits for a message on any machine.
const IMPATIENT: Duration = Duration::from_secs(2);
const SOON: Duration = Duration::from_secs(30);

fn word(outcome: &DeliveryOutcome) -> &'static str {
    match outcome {
        DeliveryOutcome::Accepted { .. } => "accepted",
        DeliveryOutcome::Temporary { .. } => "temporary",
        DeliveryOutcome::Permanent { gone: false, .. } => "permanent",
        DeliveryOutcome::Permanent { gone: true, .. } => "gone",
        DeliveryOutcome::Unreachable { .. } => "unreachable",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_that_refuses_says_whether_it_may_be_tried_again() {
    let server = MailServer::start(&[]);
    let mailer = server.mailer();
    for (local, expected, detail) in [
        ("refuse", "gone", "recipient: 550 5.1.1 no such user here"),
        ("policy", "permanent", "recipient: 550 5.7.1 not from you nor from anybody like you"),
        ("full", "temporary", "recipient: 452 4.2.2 mailbox full"),
        ("toobig", "permanent", "message: 552 5.3.4 too big"),
        ("closing", "unreachable", "recipient: 421 4.3.2 closing down"),
    ] {
        let outcome = mailer.send(&mail_to(&format!("{local}@school.example"))).await;
        assert_eq!(word(&outcome), expected, "{outcome:?}");
        assert!(outcome.detail().contains(detail), "{outcome:?}");
    }
    // A mail to somebody else is none the worse for it.
    assert!(mailer.send(&mail_to("omar@school.example")).await.is_accepted());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_greylisted_mail_is_taken_the_second_time_under_the_same_id() {
    let server = MailServer::start(&[]);
    let (mailer, mail) = (server.mailer(), mail_to("greylist@school.example"));
    let first = mailer.send(&mail).await;
    assert_eq!(word(&first), "temporary", "{first:?}");
    assert!(server.helper.is_quiet());
    assert!(mailer.send(&mail).await.is_accepted());
    assert!(server.helper.json()["raw"].as_str().unwrap().contains("<0198a4c2@rollcall.example.org>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_hangs_or_dribbles_or_hangs_up_costs_a_little_while_and_is_tried_again() {
    let server = MailServer::start(&[]);
    let patient = server.mailer();
    let impatient = mailer_that_waits(IMPATIENT, &format!("smtp://127.0.0.1:{}", server.port), "");
    for (mailer, local, detail) in [
        (&impatient, "hang", "recipient: no answer in time"),
        (&impatient, "dribble", "recipient: no answer in time"),
        (&patient, "drop", "it may have been taken"),
        (&patient, "vanish", "it may have been taken"),
    ] {
        let begun = Instant::now();
        let outcome = mailer.send(&mail_to(&format!("{local}@school.example"))).await;
        assert!(begun.elapsed() < SOON, "{local} took {:?}", begun.elapsed());
        assert_eq!(word(&outcome), "temporary", "{outcome:?}");
        assert!(outcome.detail().contains(detail), "{outcome:?}");
    }
    assert!(patient.send(&mail_to("omar@school.example")).await.is_accepted());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_cannot_be_reached_or_greeted_is_no_fault_of_the_mail() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let silent_port = silent.local_addr().unwrap().port();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let other_port = other.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in other.incoming() {
            let mut stream = stream.unwrap();
            _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    for port in [nobody, silent_port, other_port] {
        let begun = Instant::now();
        let mailer = mailer_that_waits(IMPATIENT, &format!("smtp://127.0.0.1:{port}"), "");
        let outcome = mailer.send(&mail_to("omar@school.example")).await;
        assert_eq!(word(&outcome), "unreachable", "{outcome:?}");
        assert!(outcome.detail().starts_with(&format!("127.0.0.1:{port}, greeting: ")), "{outcome:?}");
        assert!(begun.elapsed() < SOON);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_nobody_vouches_for_is_not_trusted() {
    for (tls, begin) in [("implicit", "smtps://"), ("starttls", "smtp://")] {
        let server = MailServer::start(&["--tls", tls]);
        let url = format!("{begin}127.0.0.1:{}?tls=required", server.port);
        let outcome = mailer(&url, "").send(&mail_to("omar@school.example")).await;
        assert_eq!(word(&outcome), "unreachable", "{outcome:?}");
        assert!(outcome.detail().contains("UnknownIssuer"), "{outcome:?}");
        let other = MailServer::start(&[]);
        let outcome = mailer(&url, &other.ca).send(&mail_to("omar@school.example")).await;
        assert_eq!(word(&outcome), "unreachable", "{outcome:?}");
        assert!(mailer(&url, &server.ca).send(&mail_to("omar@school.example")).await.is_accepted());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_said_in_the_clear_where_tls_is_wanted() {
    let server = MailServer::start(&["--login"]);
    let mailer = server.mailer_with("smtp://me%40school.example:p%3Ass%2Fword@", "?tls=required");
    let outcome = mailer.send(&mail_to("omar@school.example")).await;
    assert_eq!(word(&outcome), "unreachable", "{outcome:?}");
    assert!(outcome.detail().contains("does not offer STARTTLS"), "{outcome:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_or_a_missing_login_stops_the_channel_and_not_the_mail() {
    let server = MailServer::start(&["--login"]);
    let wrong = server.mailer_with("smtp://me%40school.example:hunter2@", "");
    let outcome = wrong.send(&mail_to("omar@school.example")).await;
    assert_eq!(word(&outcome), "unreachable", "{outcome:?}");
    let trouble = wrong.try_connection().await.unwrap_err();
    assert_eq!(trouble.step, TroubleStep::Login);
    for detail in [outcome.detail(), &trouble.detail] {
        assert!(detail.contains("login: 535") && !detail.contains("hunter2"), "{detail}");
    }
    let outcome = server.mailer().send(&mail_to("omar@school.example")).await;
    assert_eq!(word(&outcome), "unreachable", "{outcome:?}");
    assert!(outcome.detail().contains("530"), "{outcome:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_address_never_reaches_the_server() {
    let server = MailServer::start(&[]);
    let mailer = server.mailer();
    let evil = "omar@school.example>\r\nRCPT TO:<evil@example.org";
    for mail in [
        mail_to(evil),
        mail_to("omar"),
        OutgoingMail { from: party("Rollcall", evil), ..mail_to("omar@school.example") },
        OutgoingMail { reply_to: Some(party("", evil)), ..mail_to("omar@school.example") },
    ] {
        let outcome = mailer.send(&mail).await;
        assert_eq!(word(&outcome), "permanent", "{outcome:?}");
        assert!(outcome.detail().contains("“omar"), "{outcome:?}");
    }
    assert!(server.helper.is_quiet());
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_beyond_ascii_before_the_at_need_a_server_that_takes_them() {
    let able = MailServer::start(&[]);
    assert!(able.mailer().send(&mail_to("عمر@school.example")).await.is_accepted());
    assert_eq!(able.helper.json()["to"][0], "عمر@school.example");
    let unable = MailServer::start(&["--ascii"]);
    let outcome = unable.mailer().send(&mail_to("عمر@school.example")).await;
    assert_eq!(word(&outcome), "permanent", "{outcome:?}");
    // Behind the @ there is another way to write it.
    assert!(unable.mailer().send(&mail_to("omar@مدرسة.example")).await.is_accepted());
    assert_eq!(unable.helper.json()["to"][0], "omar@xn--ogblgi1g.example");
}

#[test]
fn certificates_that_are_none_are_named_when_the_program_starts() {
    for ca_certificate in ["hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let refused = Mailer::new(&MailerSettings {
            server: SmtpUrl::parse("smtps://mail.example.org").unwrap(),
            ca_certificate: ca_certificate.to_owned(),
            hello_name: String::new(),
            timeout: Duration::from_secs(1),
        });
        assert_eq!(refused.unwrap_err().key, "ca_certificate", "{ca_certificate}");
    }
}
