//! The filter language of Meet's lists, as far as it is documented: `=`, `<`, `<=`, `>`, `>=`, `IS NULL`, joined by
//! `AND`.

use chrono::{DateTime, Utc};
use serde_json::Value;

/// A condition on one field.
#[derive(Debug, PartialEq)]
pub struct Condition {
    field: String,
    test: ConditionTest,
}

#[derive(Debug, PartialEq)]
enum ConditionTest {
    IsNull,
    Text(String),
    Time(Comparison, DateTime<Utc>),
}

#[derive(Debug, PartialEq, Clone, Copy)]
enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    GreaterOrEqual,
    Greater,
}

/// Parses a filter. `texts` and `times` are the fields that may be used; the error is a text for the caller.
pub fn parse(filter: &str, texts: &[&str], times: &[&str]) -> Result<Vec<Condition>, String> {
    if filter.trim().is_empty() {
        return Ok(Vec::new());
    }
    let tokens = tokens(filter)?;
    tokens
        .split(|token| *token == FilterToken::Word("AND".into()))
        .map(|condition| read(condition, texts, times))
        .collect()
}

#[derive(Debug, PartialEq, Clone)]
enum FilterToken {
    Word(String),
    Sign(Comparison),
    Quoted(String),
}

fn tokens(filter: &str) -> Result<Vec<FilterToken>, String> {
    let mut tokens = Vec::new();
    let mut rest = filter.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => {
                let end = rest[1..].find('"').ok_or("a quoted value does not end")?;
                tokens.push(FilterToken::Quoted(rest[1..=end].to_owned()));
                end + 2
            }
            '=' | '<' | '>' => {
                let two = rest.as_bytes().get(1) == Some(&b'=');
                let (sign, length) = match (first, two) {
                    ('=', _) => (Comparison::Equal, 1),
                    ('<', true) => (Comparison::LessOrEqual, 2),
                    ('<', false) => (Comparison::Less, 1),
                    (_, true) => (Comparison::GreaterOrEqual, 2),
                    (_, false) => (Comparison::Greater, 1),
                };
                tokens.push(FilterToken::Sign(sign));
                length
            }
            _ => {
                let end = rest.find(|c: char| c.is_whitespace() || "=<>\"".contains(c)).unwrap_or(rest.len());
                tokens.push(FilterToken::Word(rest[..end].to_owned()));
                end
            }
        };
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

fn read(condition: &[FilterToken], texts: &[&str], times: &[&str]) -> Result<Condition, String> {
    let known = |field: &String| -> Result<bool, String> {
        match (texts.contains(&field.as_str()), times.contains(&field.as_str())) {
            (true, _) => Ok(false),
            (_, true) => Ok(true),
            _ => Err(format!("unknown field {field}")),
        }
    };
    let (field, test) = match condition {
        [FilterToken::Word(field), FilterToken::Word(is), FilterToken::Word(null)]
            if is == "IS" && null == "NULL" =>
        {
            known(field)?;
            (field, ConditionTest::IsNull)
        }
        [FilterToken::Word(field), FilterToken::Sign(sign), FilterToken::Quoted(value)] => {
            if known(field)? {
                let time =
                    DateTime::parse_from_rfc3339(value).map_err(|_| format!("{value} is not a time"))?;
                (field, ConditionTest::Time(*sign, time.to_utc()))
            } else if *sign == Comparison::Equal {
                (field, ConditionTest::Text(value.clone()))
            } else {
                return Err(format!("{field} can only be compared with ="));
            }
        }
        _ => return Err("expected: field = \"value\" or field IS NULL, joined by AND".into()),
    };
    Ok(Condition { field: field.clone(), test })
}

impl Condition {
    /// Whether a resource fits; `value` gives the resource's own value of a filterable field.
    pub fn fits(&self, value: impl Fn(&str) -> Option<Value>) -> bool {
        let value = value(&self.field);
        let text = value.as_ref().and_then(Value::as_str);
        match &self.test {
            ConditionTest::IsNull => text.is_none(),
            ConditionTest::Text(wanted) => text.is_some_and(|text| text.eq_ignore_ascii_case(wanted)),
            ConditionTest::Time(sign, wanted) => {
                let Some(time) = text.and_then(|text| DateTime::parse_from_rfc3339(text).ok()) else {
                    return false;
                };
                match sign {
                    Comparison::Less => time < *wanted,
                    Comparison::LessOrEqual => time <= *wanted,
                    Comparison::Equal => time == *wanted,
                    Comparison::GreaterOrEqual => time >= *wanted,
                    Comparison::Greater => time > *wanted,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMES: &[&str] = &["start_time", "end_time"];

    #[test]
    fn blanks_around_the_signs_do_not_matter() {
        let tight = parse("space.name=\"spaces/a\" AND end_time IS NULL", &["space.name"], TIMES);
        let wide = parse(" space.name = \"spaces/a\"  AND  end_time  IS NULL", &["space.name"], TIMES);
        assert!(tight.is_ok());
        assert_eq!(tight, wide);
    }

    #[test]
    fn unknown_fields_unquoted_times_and_or_are_refused() {
        for filter in
            ["endTime IS NULL", "start_time>=2026-01-05T08:00:00Z", "end_time IS NULL OR end_time IS NULL"]
        {
            assert!(parse(filter, &[], TIMES).is_err(), "{filter}");
        }
    }
}
