//! The letters that were taken, and how many are kept.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::Clock;
use crate::domain::time::Timestamp;

/// How much is taken and kept.
#[derive(Clone, Copy, Debug)]
pub struct MailLimits {
    /// The longest letter.
    pub letter_bytes: usize,
    /// Letters that are kept; the oldest goes first.
    pub kept_letters: usize,
    /// What all of them may have together.
    pub kept_bytes: usize,
}

impl Default for MailLimits {
    fn default() -> MailLimits {
        MailLimits { letter_bytes: 2 << 20, kept_letters: 1_000, kept_bytes: 64 << 20 }
    }
}

/// A letter as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedLetter {
    /// From 1 in the order in which they came.
    pub number: u64,
    pub received_at: Timestamp,
    /// Who hands it in; empty for a notice that must not be answered.
    pub sender: String,
    pub recipients: Vec<String>,
    /// Headers and body, as they came.
    pub content: Vec<u8>,
}

/// The mail server with its letters. Clones share them.
#[derive(Clone)]
pub struct SimulatedMail(Arc<MailInner>);

struct MailInner {
    clock: Arc<dyn Clock>,
    limits: MailLimits,
    mailbox: Mutex<Mailbox>,
}

#[derive(Default)]
struct Mailbox {
    /// Newest first.
    letters: VecDeque<Arc<ReceivedLetter>>,
    bytes: usize,
    taken: u64,
}

impl SimulatedMail {
    pub fn new(clock: Arc<dyn Clock>, limits: MailLimits) -> SimulatedMail {
        SimulatedMail(Arc::new(MailInner { clock, limits, mailbox: Mutex::default() }))
    }

    /// How many letters it has taken, kept or not.
    pub fn taken(&self) -> u64 {
        self.mailbox().taken
    }

    /// The letters that are kept, newest first.
    pub fn letters(&self) -> Vec<Arc<ReceivedLetter>> {
        self.mailbox().letters.iter().cloned().collect()
    }

    /// A letter that is kept.
    pub fn letter(&self, number: u64) -> Option<Arc<ReceivedLetter>> {
        self.mailbox().letters.iter().find(|one| one.number == number).cloned()
    }

    pub(super) fn limits(&self) -> MailLimits {
        self.0.limits
    }

    /// Keeps a letter; gives its number.
    pub(super) fn keep(&self, sender: String, recipients: Vec<String>, content: Vec<u8>) -> u64 {
        let received_at = self.0.clock.now();
        let limits = self.0.limits;
        let mut mailbox = self.mailbox();
        mailbox.taken += 1;
        mailbox.bytes += content.len();
        let number = mailbox.taken;
        let letter = ReceivedLetter { number, received_at, sender, recipients, content };
        mailbox.letters.push_front(Arc::new(letter));
        while mailbox.letters.len() > limits.kept_letters || mailbox.bytes > limits.kept_bytes {
            let Some(oldest) = mailbox.letters.pop_back() else { break };
            mailbox.bytes -= oldest.content.len();
        }
        number
    }

    fn mailbox(&self) -> MutexGuard<'_, Mailbox> {
        self.0.mailbox.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
