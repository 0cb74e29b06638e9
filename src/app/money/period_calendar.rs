//! The periods of an organisation: which local days each of its accounting months covers.

use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::money::amount::Currency;
use crate::domain::money::period::{Period, StartDay};
use crate::domain::organization::Organization;
use crate::domain::time::{Span, Timestamp};
use crate::store::Read;

/// A period with its range in the organisation's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPeriod {
    pub year: i32,
    pub month: u32,
    pub span: Span,
}

/// The settings of an organisation that its periods depend on.
#[derive(Clone, Debug)]
pub struct PeriodCalendar {
    organization: Organization,
}

impl PeriodCalendar {
    /// The calendar of the organisation acted in.
    pub async fn load(read: &mut Read, scope: &Scope) -> Result<PeriodCalendar, Error> {
        let organization = read.find_organization(scope.organization()).await?;
        Ok(PeriodCalendar { organization: organization.ok_or(Error::NotFound("organisation"))? })
    }

    pub fn currency(&self) -> Currency {
        self.organization.currency
    }

    /// The organisation's zone, by whose days everything local is counted.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.organization.time_zone
    }

    /// The period named by the month of its last day. `None` outside the calendar.
    pub fn period_named(&self, year: i32, month: u32) -> Option<NamedPeriod> {
        Some(self.with_range(Period::named(year, month, self.start_day())?))
    }

    /// Every period from that of `first` to that of `last`, the newest first.
    pub fn periods_between(&self, first: Timestamp, last: Timestamp) -> Vec<NamedPeriod> {
        let zone = self.organization.time_zone;
        let mut periods = vec![self.with_range(Period::of(last, zone, self.start_day()))];
        while let Some(oldest) = periods.last().map(|oldest| oldest.span.from).filter(|from| *from > first) {
            periods.push(self.with_range(Period::of(oldest.plus(-1), zone, self.start_day())));
        }
        periods
    }

    fn start_day(&self) -> StartDay {
        let day = self.organization.settings.period_start_day.get();
        u32::try_from(day).ok().and_then(StartDay::new).expect("the setting lies between 1 and 31")
    }

    fn with_range(&self, period: Period) -> NamedPeriod {
        NamedPeriod {
            year: period.year,
            month: period.month,
            span: period.range(self.organization.time_zone),
        }
    }
}
