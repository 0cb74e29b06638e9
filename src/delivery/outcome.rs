//! What became of one attempt to deliver, in the same words for every channel: they say what to do next.

use crate::net::http_response::printable;

/// Longest detail, in characters.
const MAX_DETAIL_CHARS: usize = 300;

/// What became of one attempt. Every `detail` is one printable line, cut and without secrets: it may stand in a log that
/// an organisation's admin reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryOutcome {
    /// The provider has taken it. (That somebody reads it is more than anybody says.)
    Accepted { detail: String },
    /// Not now; the same message may be tried again.
    Temporary {
        detail: String,
        /// The shortest time to wait, in milliseconds, where the provider says one.
        retry_after: Option<i64>,
    },
    /// Never, as it is.
    Permanent {
        detail: String,
        /// The address itself is no more (no such mailbox, an endpoint or a subscription that was given up), so nothing
        /// else should be sent to it either.
        gone: bool,
    },
    /// The provider of the whole channel cannot be reached, greeted or logged in to. It says nothing about this message:
    /// the channel should pause, and the try should not be counted.
    Unreachable { detail: String },
}

impl DeliveryOutcome {
    pub(super) fn accepted(detail: &str) -> DeliveryOutcome {
        DeliveryOutcome::Accepted { detail: line(detail) }
    }

    pub(super) fn temporary(detail: &str) -> DeliveryOutcome {
        DeliveryOutcome::Temporary { detail: line(detail), retry_after: None }
    }

    pub(super) fn temporary_until(detail: &str, retry_after: Option<i64>) -> DeliveryOutcome {
        DeliveryOutcome::Temporary { detail: line(detail), retry_after }
    }

    pub(super) fn permanent(detail: &str) -> DeliveryOutcome {
        DeliveryOutcome::Permanent { detail: line(detail), gone: false }
    }

    pub(super) fn gone(detail: &str) -> DeliveryOutcome {
        DeliveryOutcome::Permanent { detail: line(detail), gone: true }
    }

    pub(super) fn unreachable(detail: &str) -> DeliveryOutcome {
        DeliveryOutcome::Unreachable { detail: line(detail) }
    }

    /// What happened, in words.
    pub fn detail(&self) -> &str {
        match self {
            DeliveryOutcome::Accepted { detail }
            | DeliveryOutcome::Temporary { detail, .. }
            | DeliveryOutcome::Permanent { detail, .. }
            | DeliveryOutcome::Unreachable { detail } => detail,
        }
    }

    pub fn is_accepted(&self) -> bool {
        matches!(self, DeliveryOutcome::Accepted { .. })
    }
}

/// One printable line. A server's answer may have several, which are put behind each other.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    printable(&words.join(" "), MAX_DETAIL_CHARS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_is_one_short_printable_line() {
        let outcome = DeliveryOutcome::temporary("450 4.2.0\r\nlater\u{1b}[31m \0 please");
        assert_eq!(outcome.detail(), "450 4.2.0 later[31m  please");
        assert_eq!(DeliveryOutcome::gone(&"x".repeat(9_999)).detail().len(), MAX_DETAIL_CHARS);
    }
}
