//! Who plays: the people of the academy with the ids Rollcall gave them.

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

    pub fn name(&self, key: &str) -> &'static str {
        MEMBERS.iter().find(|member| member.key == key).map_or("", |member| member.name)
    }
}
