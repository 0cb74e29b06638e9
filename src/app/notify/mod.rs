//! Telling people and systems: `tell` writes facts in the transactions that make them true, `plan` decides who is told by
//! which channel, `send` sends what is due.

pub mod plan;
pub mod send;
pub mod still_true;
pub mod tell;
