//! Values that several commands take as arguments, parsed for clap.

use crate::domain::people::Role;
use crate::domain::time::Timestamp;

pub fn parse_instant(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| "an instant like 2026-01-05T08:00:00Z".to_owned())
}

pub fn parse_role(text: &str) -> Result<Role, String> {
    let names = || Role::ALL.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ");
    Role::parse(text).ok_or_else(|| format!("one of {}", names()))
}
