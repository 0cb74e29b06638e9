//! Instants in query parameters: `2026-01-05T08:00:00Z`, or a local day, `2026-01-05`, for its midnight.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer};

use super::problem::Problem;
use crate::domain::access::Scope;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::store::Read;

/// An instant or a local day, as the client wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeParameter {
    Instant(Timestamp),
    /// Local midnight of the organisation.
    Day(NaiveDate),
}

impl TimeParameter {
    pub fn parse(text: &str) -> Option<TimeParameter> {
        // An unescaped `+` in a query string decodes to a space, so a space is read as the `+` of a time-zone offset.
        let instant = || Timestamp::parse(&text.replace(' ', "+")).map(TimeParameter::Instant);
        let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10);
        instant().or_else(|| day().map(TimeParameter::Day))
    }

    pub fn to_timestamp(self, zone: Tz) -> Timestamp {
        match self {
            TimeParameter::Instant(at) => at,
            TimeParameter::Day(day) => midnight(day, zone),
        }
    }
}

impl<'de> Deserialize<'de> for TimeParameter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TimeParameter, D::Error> {
        let text = String::deserialize(deserializer)?;
        TimeParameter::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "{text:?} is neither an instant like 2026-01-05T08:00:00Z nor a day like 2026-01-05"
            ))
        })
    }
}

/// The half-open range given by two parameters; one that is left out means no limit on that side.
pub fn time_range(from: Option<TimeParameter>, to: Option<TimeParameter>, zone: Tz) -> Result<Span, Problem> {
    let from_at = from.map_or(Timestamp::MIN, |from| from.to_timestamp(zone));
    let to_at = to.map_or(Timestamp::MAX, |to| to.to_timestamp(zone));
    if from_at < to_at {
        return Ok(Span::new(from_at, to_at));
    }
    Err(Problem::invalid("invalid_range", "from must lie before to."))
}

/// The organisation's time zone, read only if a parameter is a local day; otherwise UTC is returned and not used, which
/// saves a query.
pub async fn organization_zone(
    read: &mut Read,
    scope: &Scope,
    parameters: &[Option<TimeParameter>],
) -> Result<Tz, Problem> {
    if !parameters.iter().any(|one| matches!(one, Some(TimeParameter::Day(_)))) {
        return Ok(chrono_tz::UTC);
    }
    let organization = read.find_organization(scope.organization()).await?;
    Ok(organization.ok_or_else(|| Problem::not_found("organisation"))?.time_zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_its_local_midnight_and_an_instant_keeps_its_offset() {
        let zone = chrono_tz::Asia::Riyadh;
        let at = |text: &str| TimeParameter::parse(text).map(|when| when.to_timestamp(zone).to_string());
        assert_eq!(at("2026-01-05").as_deref(), Some("2026-01-04T21:00:00.000Z"));
        assert_eq!(at("2026-01-05T08:00:00+03:00").as_deref(), Some("2026-01-05T05:00:00.000Z"));
        assert_eq!(at("2026-01-05T08:00:00 03:00").as_deref(), Some("2026-01-05T05:00:00.000Z"));
        for bad in ["", "today", "2026-1-5", "2026-02-30", "2026-01-05T08:00:00"] {
            assert_eq!(at(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_range_that_holds_nothing_is_refused() {
        let day = |text| TimeParameter::parse(text);
        assert!(time_range(day("2026-01-05"), day("2026-01-05"), chrono_tz::UTC).is_err());
        assert!(time_range(day("2026-01-05"), day("2026-01-06"), chrono_tz::UTC).is_ok());
        assert!(time_range(None, None, chrono_tz::UTC).is_ok());
    }
}
