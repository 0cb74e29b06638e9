//! Money: the rates of an organisation, and the lines that sessions are charged and paid by. It computes no amounts.

pub mod held_lines;
pub mod lines;
pub mod rates;
