//! Presence: the stored log of who was seen in which session, and when. How it is made is in `domain::presence`.

pub mod attendance_logs;
pub(crate) mod signs_of_life;
