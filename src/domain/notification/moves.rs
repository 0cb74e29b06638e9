//! What a change of a session's time is for somebody who was not told of every change before it: the time they know is not
//! always the one before.

use super::fact::{Fact, FactContent};
use crate::domain::time::Span;

impl Fact {
    /// The fact as it is told to a reader who knows the session at another time than the one it names; `None` where it
    /// is news to nobody, since the session is back at the time they know. `earlier` are the moves of the session before
    /// it, the last one first, each with whether the reader was told of it.
    pub fn as_known<'a>(mut self, earlier: impl IntoIterator<Item = (&'a Fact, bool)>) -> Option<Fact> {
        match &mut self.content {
            FactContent::SessionMoved { session, previous_start, previous_end, .. } => {
                let known = known_time(Span::new(*previous_start, *previous_end), earlier);
                if known == Span::new(session.start, session.end) {
                    return None;
                }
                (*previous_start, *previous_end) = (known.from, known.to);
            }
            FactContent::SessionCancelled { session, .. } => {
                let known = known_time(Span::new(session.start, session.end), earlier);
                (session.start, session.end) = (known.from, known.to);
            }
            _ => {}
        }
        Some(self)
    }
}

/// Goes back over the moves that were not told.
fn known_time<'a>(before: Span, earlier: impl IntoIterator<Item = (&'a Fact, bool)>) -> Span {
    let untold = earlier.into_iter().take_while(|(_, is_told)| !is_told);
    untold.fold(before, |known, (fact, _)| match &fact.content {
        FactContent::SessionMoved { previous_start, previous_end, .. } => {
            Span::new(*previous_start, *previous_end)
        }
        _ => known,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notification::fact::SessionBrief;
    use crate::domain::session::Kind;
    use crate::domain::time::{HOUR, Timestamp};

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000 + hour * HOUR)
    }

    fn fact(content: FactContent) -> Fact {
        Fact { key: "k".to_owned(), person_id: None, occurred_at: at(0), content }
    }

    fn brief(hour: i64) -> SessionBrief {
        SessionBrief {
            session_id: "s".to_owned(),
            title: None,
            kind: Kind::Quran,
            start: at(hour),
            end: at(hour + 1),
        }
    }

    fn moved(from: i64, to: i64) -> Fact {
        let (previous_start, previous_end) = (at(from), at(from + 1));
        fact(FactContent::SessionMoved { session: brief(to), previous_start, previous_end, reason: None })
    }

    #[test]
    fn a_move_is_told_from_the_time_the_reader_knows() {
        let earlier = [moved(17, 18), moved(16, 17)];
        let known = |told: [bool; 2]| moved(18, 20).as_known(earlier.iter().zip(told));
        assert_eq!(known([true, true]), Some(moved(18, 20)));
        assert_eq!(known([false, true]), Some(moved(17, 20)));
        assert_eq!(known([false, false]), Some(moved(16, 20)));
        // What was told before an untold move says nothing of what came after it.
        assert_eq!(known([true, false]), Some(moved(18, 20)));
    }

    #[test]
    fn there_and_back_is_no_news_to_whoever_heard_of_neither() {
        let there = moved(16, 17);
        assert_eq!(moved(17, 16).as_known([(&there, false)]), None);
        assert_eq!(moved(17, 16).as_known([(&there, true)]), Some(moved(17, 16)));
    }

    #[test]
    fn a_session_is_cancelled_at_the_time_the_reader_knows() {
        let cancelled = |hour| fact(FactContent::SessionCancelled { session: brief(hour), reason: None });
        let there = moved(16, 17);
        assert_eq!(cancelled(17).as_known([(&there, false)]), Some(cancelled(16)));
        assert_eq!(cancelled(17).as_known([(&there, true)]), Some(cancelled(17)));
    }
}
