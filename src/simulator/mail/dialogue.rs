//! One connection: commands and their answers (RFC 5321), and the letters between them.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::time::timeout;

use super::lines::{TakenLine, read_line};
use super::mailbox::SimulatedMail;

/// The longest command, with its end. RFC 5321 wants 512 and more for each extension.
const MAX_COMMAND: usize = 2_048;
const MAX_RECIPIENTS: usize = 100;
/// Wrong commands after which it hangs up.
const MAX_MISTAKES: u32 = 20;
/// How long the next line may take to come.
const PATIENCE: Duration = Duration::from_secs(120);

/// What is known of the letter that is being handed in.
#[derive(Default)]
struct Envelope {
    sender: Option<String>,
    recipients: Vec<String>,
}

struct Dialogue<'a> {
    mail: &'a SimulatedMail,
    reader: BufReader<OwnedReadHalf>,
    writer: OwnedWriteHalf,
    has_greeted: bool,
    envelope: Envelope,
    mistakes: u32,
}

/// Speaks with one client until it says goodbye, hangs up, falls silent or makes too many mistakes.
pub(super) async fn converse(stream: TcpStream, mail: &SimulatedMail) -> io::Result<()> {
    let (reader, writer) = stream.into_split();
    let (reader, envelope) = (BufReader::new(reader), Envelope::default());
    let mut dialogue = Dialogue { mail, reader, writer, has_greeted: false, envelope, mistakes: 0 };
    dialogue.answer("220 mail.simulated ESMTP").await?;
    while let Some(line) = dialogue.line(MAX_COMMAND).await? {
        let answer = match line {
            TakenLine::TooLong => "500 5.5.2 the line is too long".to_owned(),
            TakenLine::Whole(line) => match String::from_utf8(line) {
                Ok(command) if command.trim().eq_ignore_ascii_case("QUIT") => {
                    return dialogue.answer("221 2.0.0 goodbye").await;
                }
                Ok(command) => dialogue.command(command.trim_end_matches(['\r', '\n'])).await?,
                Err(_) => "500 5.5.2 that is no text".to_owned(),
            },
        };
        dialogue.mistakes += u32::from(answer.starts_with("50"));
        if dialogue.mistakes > MAX_MISTAKES {
            return dialogue.answer("421 4.7.0 too many mistakes").await;
        }
        dialogue.answer(&answer).await?;
    }
    Ok(())
}

impl Dialogue<'_> {
    /// The next line; `None` too where it does not come in time.
    async fn line(&mut self, most: usize) -> io::Result<Option<TakenLine>> {
        timeout(PATIENCE, read_line(&mut self.reader, most)).await.unwrap_or(Ok(None))
    }

    async fn answer(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_all(format!("{text}\r\n").as_bytes()).await
    }

    /// Does what a command says; the answer.
    async fn command(&mut self, line: &str) -> io::Result<String> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        Ok(match verb.to_ascii_uppercase().as_str() {
            "EHLO" if !rest.is_empty() => {
                self.greeted();
                let size = self.mail.limits().letter_bytes;
                format!(
                    "250-mail.simulated\r\n250-PIPELINING\r\n250-SIZE {size}\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES"
                )
            }
            "HELO" if !rest.is_empty() => {
                self.greeted();
                "250 mail.simulated".to_owned()
            }
            "EHLO" | "HELO" => "501 5.5.4 who are you?".to_owned(),
            "MAIL" => self.sender(rest),
            "RCPT" => self.recipient(rest),
            "DATA" if self.envelope.recipients.is_empty() => "503 5.5.1 to whom?".to_owned(),
            "DATA" => return self.letter().await,
            "RSET" => {
                self.envelope = Envelope::default();
                "250 2.0.0 forgotten".to_owned()
            }
            "NOOP" => "250 2.0.0 here".to_owned(),
            "VRFY" => "252 2.5.2 send it and see".to_owned(),
            _ => "500 5.5.1 there is no such command here".to_owned(),
        })
    }

    fn greeted(&mut self) {
        self.has_greeted = true;
        self.envelope = Envelope::default();
    }

    fn sender(&mut self, rest: &str) -> String {
        if !self.has_greeted {
            return "503 5.5.1 say EHLO first".to_owned();
        }
        if self.envelope.sender.is_some() {
            return "503 5.5.1 a letter is begun already".to_owned();
        }
        let Some((sender, parameters)) = path(rest, "FROM:") else {
            return "501 5.5.4 MAIL FROM:<address>".to_owned();
        };
        let sizes = parameters.split_whitespace().filter_map(|one| {
            let (name, value) = one.split_once('=')?;
            name.eq_ignore_ascii_case("SIZE").then(|| value.parse::<usize>().unwrap_or(usize::MAX))
        });
        if sizes.max().is_some_and(|size| size > self.mail.limits().letter_bytes) {
            return TOO_LARGE.to_owned();
        }
        self.envelope.sender = Some(sender.to_owned());
        "250 2.1.0 fine".to_owned()
    }

    fn recipient(&mut self, rest: &str) -> String {
        if self.envelope.sender.is_none() {
            return "503 5.5.1 from whom?".to_owned();
        }
        if self.envelope.recipients.len() >= MAX_RECIPIENTS {
            return "452 4.5.3 so many are too many".to_owned();
        }
        match path(rest, "TO:") {
            Some((recipient, _)) if !recipient.is_empty() => {
                self.envelope.recipients.push(recipient.to_owned());
                "250 2.1.5 fine".to_owned()
            }
            _ => "501 5.5.4 RCPT TO:<address>".to_owned(),
        }
    }

    /// Takes the lines of a letter until the dot; the answer.
    async fn letter(&mut self) -> io::Result<String> {
        self.answer("354 go on, and end with a dot").await?;
        let most = self.mail.limits().letter_bytes;
        let (mut content, mut is_too_large) = (Vec::new(), false);
        loop {
            // One that is too large is read to its end, so that its rest is not taken for commands.
            let Some(line) = self.line(most.max(MAX_COMMAND)).await? else {
                return Err(io::ErrorKind::UnexpectedEof.into());
            };
            let TakenLine::Whole(line) = line else {
                is_too_large = true;
                continue;
            };
            if line == b".\r\n" {
                break;
            }
            // The sender put a dot before every line that begins with one.
            let line = line.strip_prefix(b".").unwrap_or(&line);
            is_too_large |= content.len() + line.len() > most;
            if is_too_large {
                content = Vec::new();
            } else {
                content.extend_from_slice(line);
            }
        }
        let Envelope { sender, recipients } = std::mem::take(&mut self.envelope);
        if is_too_large {
            return Ok(TOO_LARGE.to_owned());
        }
        let number = self.mail.keep(sender.unwrap_or_default(), recipients, content);
        Ok(format!("250 2.0.0 taken as {number}"))
    }
}

const TOO_LARGE: &str = "552 5.3.4 the letter is too large";

/// The address in `FROM:<address> PARAMETERS`, and the parameters.
fn path<'a>(rest: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let begin = rest.get(..word.len()).filter(|begin| begin.eq_ignore_ascii_case(word))?;
    let inner = rest[begin.len()..].trim_start().strip_prefix('<')?;
    // The part before the @ may be quoted, with anything in it.
    let (mut is_quoted, mut is_escaped) = (false, false);
    for (at, c) in inner.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            '>' if !is_quoted => return Some((&inner[..at], &inner[at + 1..])),
            c if c.is_control() => return None,
            _ => {}
        }
    }
    None
}
