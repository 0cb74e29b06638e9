//! People, their roles, and the names that sources know them by.

pub mod matching;
pub mod preferences;
pub mod search;
pub mod validated_text;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::string_enum::string_enum_methods;

/// What somebody may be in an organisation; one person may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    Superadmin,
    Admin,
    Finance,
    Teacher,
    Moderator,
    Organizer,
    Partner,
    Receptionist,
    Student,
    Parent,
}
string_enum_methods!(Role);

/// Where evidence, and with it the name of somebody, comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Source {
    Livekit,
    Meet,
    Qr,
    Manual,
    Import,
    /// Only of identities: an e-mail address.
    Email,
}
string_enum_methods!(Source);

/// A source's name for somebody: a LiveKit identity, `users/{id}`, a participant's resource name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Identity {
    pub source: Source,
    pub value: String,
}

impl Identity {
    /// No platform has longer names, and an index of a database limits the length of its entries.
    const MAX_VALUE_BYTES: usize = 512;
    /// The sources that have names for people.
    pub const SOURCES: [Source; 3] = [Source::Livekit, Source::Meet, Source::Email];

    /// Whether a source may call somebody so: 1 to 512 bytes of text.
    pub fn is_value(text: &str) -> bool {
        (1..=Self::MAX_VALUE_BYTES).contains(&text.len()) && !text.chars().any(char::is_control)
    }
}

/// Whom an identity belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdentityOwner {
    /// A person of the organisation.
    Person(String),
    /// Staff decided that it is nobody of the organisation.
    Nobody,
    /// Not bound yet. A guess is not a binding.
    Unmatched(Identity),
}

/// Which identity belongs to whom.
#[derive(Clone, Debug, Default)]
pub struct IdentityBindings(BTreeMap<Identity, Option<String>>);

impl IdentityBindings {
    /// Sets the owner of an identity; `None` is nobody of the organisation.
    pub fn set(&mut self, identity: Identity, person: Option<String>) {
        self.0.insert(identity, person);
    }

    pub fn owner_of(&self, identity: &Identity) -> IdentityOwner {
        match self.0.get(identity) {
            Some(Some(person)) => IdentityOwner::Person(person.clone()),
            Some(None) => IdentityOwner::Nobody,
            None => IdentityOwner::Unmatched(identity.clone()),
        }
    }
}
