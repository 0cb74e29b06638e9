//! Partial answers: the `fields` parameter, `a,b(c,d),e/f`.

use serde_json::{Map, Value};

/// The members that were asked for, each with what was asked for inside it (everything when empty).
#[derive(Debug, Default, PartialEq)]
pub struct FieldMask(Vec<(String, FieldMask)>);

impl FieldMask {
    /// Reads a mask; `None` when its parentheses do not fit.
    pub fn parse(text: &str) -> Option<FieldMask> {
        let mut rest = text;
        let mask = FieldMask::read(&mut rest)?;
        rest.is_empty().then_some(mask)
    }

    fn read(rest: &mut &str) -> Option<FieldMask> {
        let mut members = Vec::new();
        loop {
            let end = rest.find([',', '(', ')', '/']).unwrap_or(rest.len());
            let name = rest[..end].trim();
            if name.is_empty() {
                return None;
            }
            *rest = &rest[end..];
            let inside = if let Some(after) = rest.strip_prefix('/') {
                *rest = after;
                // a/b,c: the slash binds to one member only
                let end = rest.find([',', ')']).unwrap_or(rest.len());
                let mut path = &rest[..end];
                if path.contains('(') {
                    FieldMask::read(rest)?
                } else {
                    *rest = &rest[end..];
                    FieldMask::read(&mut path)?
                }
            } else if let Some(after) = rest.strip_prefix('(') {
                *rest = after;
                let inside = FieldMask::read(rest)?;
                *rest = rest.strip_prefix(')')?;
                inside
            } else {
                FieldMask::default()
            };
            members.push((name.to_owned(), inside));
            match rest.strip_prefix(',') {
                Some(after) => *rest = after,
                None => return Some(FieldMask(members)),
            }
        }
    }

    /// Whether a top-level member was asked for by name.
    pub fn names(&self, member: &str) -> bool {
        self.0.iter().any(|(name, _)| name == member)
    }

    /// The asked-for part of a value. Lists are looked through, `*` is everything.
    pub fn apply(&self, value: &Value) -> Value {
        if self.0.is_empty() || self.names("*") {
            return value.clone();
        }
        match value {
            Value::Array(items) => items.iter().map(|item| self.apply(item)).collect(),
            Value::Object(object) => {
                let mut kept = Map::new();
                for (name, inside) in &self.0 {
                    if let Some(member) = object.get(name) {
                        kept.insert(name.clone(), inside.apply(member));
                    }
                }
                kept.into()
            }
            scalar => scalar.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nested_members_are_picked_and_the_rest_is_left_out() {
        let value = json!({"participants": [{"name": "p", "signedinUser": {"user": "u", "displayName": "d"}}], "nextPageToken": "t"});
        for text in [
            "participants(name,signedinUser/user),nextPageToken",
            "participants(signedinUser(user),name),nextPageToken",
        ] {
            let mask = FieldMask::parse(text).expect("the mask is well formed");
            assert_eq!(
                mask.apply(&value),
                json!({"participants": [{"name": "p", "signedinUser": {"user": "u"}}], "nextPageToken": "t"})
            );
        }
        assert!(FieldMask::parse("a(b").is_none());
    }
}
