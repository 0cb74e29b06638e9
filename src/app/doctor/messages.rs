//! What is wrong with how messages leave: the mail server, webhooks, and notifications to browsers.

use super::facts::{Facts, MailFacts, MessageFacts};
use super::finding::{DoctorFinding, FindingArea};
use crate::delivery::mail::{MailTrouble, TroubleStep};
use crate::net::smtp_url::SmtpSecurity;

const AREA: FindingArea = FindingArea::Messages;

pub(super) fn findings(facts: &Facts) -> Vec<DoctorFinding> {
    // Settings that cannot be used say nothing about messages.
    if facts.settings.error.is_some() {
        return Vec::new();
    }
    let MessageFacts { mail, may_be_private, push_contact } = &facts.messages;
    let mut all = match mail {
        Some(mail) => of_server(mail),
        None => vec![DoctorFinding::ok(
            AREA,
            "mail_off",
            "No mail server is set, so nobody is written to by e-mail; mail.url and mail.from set one",
        )],
    };
    all.push(push(push_contact.as_deref(), &facts.settings.address));
    all.push(if *may_be_private {
        DoctorFinding::ok(
            AREA,
            "webhooks_private",
            "webhooks.allow_private_addresses is on: admins of every organisation may have webhooks sent to machines inside your network",
        )
    } else {
        DoctorFinding::ok(AREA, "webhooks_public", "Outgoing webhooks go to public addresses alone")
    });
    all
}

fn of_server(mail: &MailFacts) -> Vec<DoctorFinding> {
    let MailFacts { server, security, has_login, is_local, from, answer } = mail;
    let mut all = Vec::new();
    match answer {
        None => all.push(DoctorFinding::ok(AREA, "mail_not_asked", format!("{server} was not asked"))),
        Some(Ok(())) => {
            let way = match security {
                SmtpSecurity::Tls => "over TLS",
                SmtpSecurity::StartTls => "over STARTTLS",
                SmtpSecurity::Plain => "in the clear",
            };
            let login = if *has_login { ", takes the login," } else { "" };
            let says = format!("The mail server {server} answers {way}{login} and mail is from {from}");
            all.push(DoctorFinding::ok(AREA, "mail", says));
        }
        Some(Err(trouble)) => all.push(of_trouble(trouble, *security)),
    }
    if *security == SmtpSecurity::Plain && !is_local {
        let with = if *has_login { " with the password" } else { "" };
        all.push(DoctorFinding::warning(
            AREA,
            "mail_insecure",
            format!("Mail travels to {server} in the open{with}: tls=none stands in mail.url"),
            "Remove ?tls=none, or write smtps://, where the server can do TLS; keep it only inside a network that is yours alone.",
        ));
    }
    all
}

/// Messages wait while the mail server cannot be used, so it is a problem whatever the cause.
fn of_trouble(trouble: &MailTrouble, security: SmtpSecurity) -> DoctorFinding {
    let says = format!("Mail cannot be handed in, and waits: {}", trouble.detail);
    let (code, mend) = match (trouble.step, security) {
        (TroubleStep::Connect, SmtpSecurity::Tls) => (
            "mail_unreachable",
            "See that host and port in mail.url are right and reached from here, that the port speaks TLS from the first byte \
             (465 mostly; smtp:// with 587 begins in the clear), and that the certificate names this host; one that you made \
             yourself belongs in mail.ca_certificate.",
        ),
        (TroubleStep::Connect, _) => (
            "mail_unreachable",
            "See that host and port in mail.url are right, that the server runs, and that no firewall is between; a port that \
             speaks TLS from the first byte (465 mostly) wants smtps://.",
        ),
        (TroubleStep::Encrypt, _) => (
            "mail_no_tls",
            "See that the port offers STARTTLS (587 mostly) and that the certificate names this host; one that you made yourself \
             belongs in mail.ca_certificate, and a server with TLS from the first byte wants smtps://.",
        ),
        (TroubleStep::Login, _) => (
            "mail_login",
            "Put the right user and password into mail.url (ROLLCALL_MAIL__URL_FILE), with %40 for @, %3A for : and %2F for / in \
             them; many providers want a password made for programs.",
        ),
    };
    DoctorFinding::problem(AREA, code, says, mend)
}

fn push(contact: Option<&str>, address: &str) -> DoctorFinding {
    match contact {
        None => DoctorFinding::ok(
            AREA,
            "push_off",
            "No notifications are sent to browsers, since push services are told of no contact; push.subject or mail.from names one",
        ),
        Some(_) if !address.starts_with("https://") => DoctorFinding::ok(
            AREA,
            "push_needs_https",
            format!(
                "Browsers take no notifications from {address}: they want https, except from their own machine"
            ),
        ),
        Some(contact) => {
            let says = format!("Browsers may be sent notifications; push services are told of {contact}");
            DoctorFinding::ok(AREA, "push", says)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::finding::FindingLevel;
    use super::*;
    use crate::domain::time::Timestamp;

    fn found(change: impl Fn(&mut Facts)) -> Vec<DoctorFinding> {
        let mut facts = Facts::healthy(Timestamp::from_seconds(1_767_600_000));
        change(&mut facts);
        findings(&facts)
    }

    fn codes(change: impl Fn(&mut Facts)) -> Vec<&'static str> {
        let to_mend = found(change).into_iter().filter(|one| one.level != FindingLevel::Ok);
        to_mend.map(|one| one.code).collect()
    }

    #[test]
    fn the_trouble_with_a_mail_server_is_told_with_what_mends_it() {
        use TroubleStep::{Connect, Encrypt, Login};
        for (step, security, code, mend) in [
            (Connect, SmtpSecurity::Tls, "mail_unreachable", "speaks TLS from the first byte (465"),
            (Connect, SmtpSecurity::StartTls, "mail_unreachable", "wants smtps://"),
            (Encrypt, SmtpSecurity::StartTls, "mail_no_tls", "mail.ca_certificate"),
            (Login, SmtpSecurity::Tls, "mail_login", "ROLLCALL_MAIL__URL_FILE"),
        ] {
            let all = found(|facts| {
                let mail = facts.messages.mail.as_mut().expect("a mail server");
                mail.security = security;
                mail.answer = Some(Err(MailTrouble { step, detail: "mail:25, so it is".to_owned() }));
            });
            let problem = all.iter().find(|one| one.code == code).expect(code);
            assert_eq!(problem.level, FindingLevel::Problem);
            assert!(problem.says.ends_with("mail:25, so it is"), "{problem:?}");
            assert!(problem.mend.as_ref().is_some_and(|text| text.contains(mend)), "{problem:?}");
        }
    }

    #[test]
    fn what_leaves_the_machine_in_the_open_is_a_warning() {
        let plain = |is_local: bool| {
            codes(move |facts| {
                let mail = facts.messages.mail.as_mut().expect("a mail server");
                (mail.security, mail.is_local) = (SmtpSecurity::Plain, is_local);
            })
        };
        assert_eq!((plain(true), plain(false)), (vec![], vec!["mail_insecure"]));
    }

    #[test]
    fn what_was_not_set_is_a_note_and_settings_that_cannot_be_read_say_nothing() {
        assert!(codes(|facts| facts.messages = MessageFacts::default()).is_empty());
        let notes = found(|facts| facts.messages = MessageFacts::default());
        let notes: Vec<&str> = notes.iter().map(|one| one.code).collect();
        assert_eq!(notes, ["mail_off", "push_off", "webhooks_public"]);
        assert!(found(|facts| facts.settings.error = Some("wrong".to_owned())).is_empty());
    }
}
