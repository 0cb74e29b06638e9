//! The life of a session (DESIGN.md 4.3): which transition is allowed from which status, and to which it leads.
//!
//! `unscheduled → scheduled → ready → ongoing → completed`; `scheduled|ready → cancelled`;
//! `ready|ongoing|completed → absent → completed`. Some of these happen as time passes; the ones people ask for are
//! `Transition`.

use strum::{Display, VariantArray};

use crate::domain::session::Status;

/// A change of status that somebody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, VariantArray)]
pub enum Transition {
    #[strum(serialize = "cancelled")]
    Cancel,
    #[strum(serialize = "completed")]
    Complete,
    /// The teacher states that the one learner did not come, which ends the session.
    #[strum(serialize = "marked absent")]
    MarkAbsent,
    /// Another time. The room's name stays.
    #[strum(serialize = "rescheduled")]
    Reschedule,
}

/// Why a transition is refused. Clients of earlier systems read this sentence (doors.md section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This session is {from} and cannot be {to}.")]
pub struct IllegalTransition {
    pub from: Status,
    pub to: Transition,
}

impl Transition {
    /// The status it leads to from `from`.
    ///
    /// # Errors
    /// `IllegalTransition` from every other status, the one it leads to included: a second click changes nothing.
    pub fn apply(self, from: Status) -> Result<Status, IllegalTransition> {
        match (self, from) {
            (Transition::Cancel, Status::Scheduled | Status::Ready) => Ok(Status::Cancelled),
            (Transition::Complete, Status::Ongoing) => Ok(Status::Completed),
            (Transition::MarkAbsent, Status::Ready | Status::Ongoing | Status::Completed) => {
                Ok(Status::Absent)
            }
            (Transition::Reschedule, Status::Unscheduled | Status::Scheduled | Status::Ready) => {
                Ok(Status::Scheduled)
            }
            _ => Err(IllegalTransition { from, to: self }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, written out: every pair that is not here is refused.
    const OPEN: &[(Transition, Status, Status)] = &[
        (Transition::Cancel, Status::Scheduled, Status::Cancelled),
        (Transition::Cancel, Status::Ready, Status::Cancelled),
        (Transition::Complete, Status::Ongoing, Status::Completed),
        (Transition::MarkAbsent, Status::Ready, Status::Absent),
        (Transition::MarkAbsent, Status::Ongoing, Status::Absent),
        (Transition::MarkAbsent, Status::Completed, Status::Absent),
        (Transition::Reschedule, Status::Unscheduled, Status::Scheduled),
        (Transition::Reschedule, Status::Scheduled, Status::Scheduled),
        (Transition::Reschedule, Status::Ready, Status::Scheduled),
    ];

    #[test]
    fn every_move_from_every_status_is_as_the_contract_says() {
        for &what in Transition::VARIANTS {
            for &from in Status::ALL {
                let open = OPEN.iter().find(|(one, status, _)| (*one, *status) == (what, from));
                let wanted = open.map(|(_, _, to)| *to).ok_or(IllegalTransition { from, to: what });
                assert_eq!(what.apply(from), wanted, "{what} from {from}");
            }
        }
    }

    #[test]
    fn a_refusal_says_the_sentence_of_the_doors() {
        let refused = Transition::MarkAbsent.apply(Status::Cancelled).expect_err("cancelled is an end");
        assert_eq!(refused.to_string(), "This session is cancelled and cannot be marked absent.");
    }
}
