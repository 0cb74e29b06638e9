//! The members of the academy with the ids that Rollcall gave them.

use std::collections::BTreeMap;

use super::academy::MEMBERS;

#[derive(Clone, Default)]
pub struct MemberIds(BTreeMap<&'static str, String>);

impl MemberIds {
    pub fn add(&mut self, key: &'static str, id: String) {
        self.0.insert(key, id);
    }

    /// The id of a member, by the script's key.
    pub fn id(&self, key: &str) -> String {
        self.0.get(key).cloned().unwrap_or_default()
    }

    /// The name of the member with this id; the id itself where it is nobody's.
    pub fn name_of_id(&self, id: &str) -> String {
        let member = MEMBERS.iter().find(|member| self.id(member.key) == id);
        member.map_or_else(|| id.to_owned(), |member| member.name.to_owned())
    }

    pub fn name(&self, key: &str) -> &'static str {
        name_of(key)
    }
}

/// The name of a member, by the script's key.
pub fn name_of(key: &str) -> &'static str {
    MEMBERS.iter().find(|member| member.key == key).map_or("", |member| member.name)
}
