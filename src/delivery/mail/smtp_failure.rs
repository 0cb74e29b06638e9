//! What the failure of a step means: for this message, or for the whole channel.

use std::error::Error as _;

use lettre::transport::smtp::Error as SmtpError;

use crate::delivery::outcome::DeliveryOutcome;

/// The steps of handing in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SmtpStep {
    /// Connecting, TLS from the first byte, greeting.
    Connect,
    /// STARTTLS.
    Tls,
    Login,
    /// MAIL
    Sender,
    /// RCPT
    Recipient,
    /// DATA, before anything of the message is sent.
    Data,
    /// The message, until the server's answer to it.
    Content,
}

/// Why a step failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SmtpCause {
    /// The server's own refusal: its code, and what it says.
    Reply {
        code: u16,
        text: String,
    },
    Timeout,
    NoStartTls,
    NoUnicodeAddresses,
    /// The connection was not made or broke, or what came back is no SMTP.
    Broken(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SmtpFailure {
    pub step: SmtpStep,
    pub cause: SmtpCause,
}

/// Why a mail server cannot be used at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailTrouble {
    pub step: TroubleStep,
    /// One printable line, without secrets.
    pub detail: String,
}

/// How far one came with a mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TroubleStep {
    /// It was not reached, or did not greet; with `smtps` this is TLS too.
    Connect,
    /// It offers no STARTTLS, or that failed.
    Encrypt,
    Login,
}

impl SmtpCause {
    pub fn of(error: &SmtpError) -> SmtpCause {
        let said = error.source().map(ToString::to_string);
        match error.status() {
            Some(code) => SmtpCause::Reply { code: code.into(), text: said.unwrap_or_default() },
            None => SmtpCause::Broken(said.unwrap_or_else(|| error.to_string())),
        }
    }
}

impl SmtpFailure {
    /// Whether the server has answered and waits for the next command.
    pub fn leaves_connection_usable(&self) -> bool {
        match &self.cause {
            SmtpCause::Reply { code, .. } => *code != 421,
            SmtpCause::NoUnicodeAddresses => true,
            SmtpCause::Timeout | SmtpCause::NoStartTls | SmtpCause::Broken(_) => false,
        }
    }

    /// Whether the server may have hung up between two messages, as it may at any time: nothing of this message was said.
    pub fn may_be_a_stale_connection(&self) -> bool {
        self.step == SmtpStep::Sender
            && matches!(self.cause, SmtpCause::Broken(_) | SmtpCause::Reply { code: 421, .. })
    }

    /// Of what failed before any message.
    pub fn trouble(&self, server: &str) -> MailTrouble {
        let step = match self.step {
            SmtpStep::Tls => TroubleStep::Encrypt,
            SmtpStep::Login => TroubleStep::Login,
            _ => TroubleStep::Connect,
        };
        MailTrouble { step, detail: self.outcome(server).detail().to_owned() }
    }

    /// `server` is what it is called.
    pub fn outcome(&self, server: &str) -> DeliveryOutcome {
        let detail = self.detail(server);
        let is_before_message = matches!(self.step, SmtpStep::Connect | SmtpStep::Tls | SmtpStep::Login);
        match &self.cause {
            _ if is_before_message => DeliveryOutcome::unreachable(&detail),
            // It is about to stop, or it wants a login first: nothing that this message could help.
            SmtpCause::Reply { code: 421, .. } => DeliveryOutcome::unreachable(&detail),
            SmtpCause::Reply { code: 530 | 538, .. } if self.step == SmtpStep::Sender => {
                DeliveryOutcome::unreachable(&detail)
            }
            SmtpCause::Reply { code: 400..500, .. } => DeliveryOutcome::temporary(&detail),
            SmtpCause::Reply { text, .. } if self.step == SmtpStep::Recipient && is_no_mailbox(text) => {
                DeliveryOutcome::gone(&detail)
            }
            SmtpCause::Reply { .. } | SmtpCause::NoUnicodeAddresses => DeliveryOutcome::permanent(&detail),
            SmtpCause::Timeout | SmtpCause::NoStartTls | SmtpCause::Broken(_) => {
                DeliveryOutcome::temporary(&detail)
            }
        }
    }

    fn detail(&self, server: &str) -> String {
        let at = match self.step {
            SmtpStep::Connect => "greeting",
            SmtpStep::Tls => "STARTTLS",
            SmtpStep::Login => "login",
            SmtpStep::Sender => "sender",
            SmtpStep::Recipient => "recipient",
            SmtpStep::Data => "DATA",
            SmtpStep::Content => "message",
        };
        let unsure =
            if self.step == SmtpStep::Content { "; it may have been taken all the same" } else { "" };
        match &self.cause {
            SmtpCause::Reply { code, text } => format!("{server}, {at}: {code} {text}"),
            SmtpCause::Timeout => format!("{server}, {at}: no answer in time{unsure}"),
            SmtpCause::NoStartTls => format!("{server} does not offer STARTTLS, and tls=none is not set"),
            SmtpCause::NoUnicodeAddresses => {
                format!("{server} does not take addresses with letters beyond ASCII before the @")
            }
            SmtpCause::Broken(text) => format!("{server}, {at}: {text}{unsure}"),
        }
    }
}

/// Whether the answer's enhanced code (RFC 3463) says that there is no such mailbox, or no such host: it is moved without
/// a new address, or it has never been.
fn is_no_mailbox(text: &str) -> bool {
    let code = text.split_whitespace().next().unwrap_or_default();
    matches!(code, "5.1.1" | "5.1.2" | "5.1.6" | "5.1.10")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(step: SmtpStep, code: u16, text: &str) -> DeliveryOutcome {
        SmtpFailure { step, cause: SmtpCause::Reply { code, text: text.to_owned() } }.outcome("mail:25")
    }

    fn word(outcome: &DeliveryOutcome) -> &'static str {
        match outcome {
            DeliveryOutcome::Accepted { .. } => "accepted",
            DeliveryOutcome::Temporary { .. } => "temporary",
            DeliveryOutcome::Permanent { gone: false, .. } => "permanent",
            DeliveryOutcome::Permanent { gone: true, .. } => "gone",
            DeliveryOutcome::Unreachable { .. } => "unreachable",
        }
    }

    #[test]
    fn an_answer_means_what_the_step_makes_of_it() {
        use SmtpStep::{Connect, Content, Data, Login, Recipient, Sender};
        for (step, code, text, expected) in [
            (Connect, 554, "5.7.1 you are on a list", "unreachable"),
            (Login, 535, "5.7.8 bad credentials", "unreachable"),
            (Login, 454, "4.7.0 later", "unreachable"),
            (Sender, 530, "5.7.0 authentication required", "unreachable"),
            (Sender, 553, "5.7.1 not your address", "permanent"),
            (Recipient, 450, "4.2.0 greylisted", "temporary"),
            (Recipient, 451, "4.7.1 greylisted", "temporary"),
            (Recipient, 550, "5.1.1 no such user", "gone"),
            (Recipient, 550, "5.7.1 refused", "permanent"),
            (Recipient, 421, "4.3.2 going down", "unreachable"),
            (Data, 554, "5.5.1 no recipients", "permanent"),
            (Content, 552, "5.3.4 too big", "permanent"),
            (Content, 452, "4.3.1 disk full", "temporary"),
        ] {
            let outcome = reply(step, code, text);
            assert_eq!(word(&outcome), expected, "{step:?} {code}: {outcome:?}");
            assert!(outcome.detail().contains(text), "{outcome:?}");
        }
    }

    #[test]
    fn what_breaks_after_the_message_was_sent_is_said_to_be_unsure() {
        let broken = SmtpCause::Broken("connection reset".to_owned());
        for (step, unsure) in
            [(SmtpStep::Recipient, false), (SmtpStep::Data, false), (SmtpStep::Content, true)]
        {
            for cause in [broken.clone(), SmtpCause::Timeout] {
                let outcome = SmtpFailure { step, cause }.outcome("mail:25");
                assert_eq!(word(&outcome), "temporary");
                assert_eq!(outcome.detail().contains("may have been taken"), unsure, "{outcome:?}");
            }
        }
    }
}
