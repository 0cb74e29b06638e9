//! The periods of an organisation: which local days a month of its money covers.

use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::money::amount::Currency;
use crate::domain::money::period::{Period, StartDay};
use crate::domain::organization::Organization;
use crate::domain::time::{Span, Timestamp};
use crate::store::Read;

/// A period with its range in the organisation's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub year: i32,
    pub month: u32,
    pub span: Span,
}

/// What an organisation keeps its books by, as far as sums need it.
#[derive(Clone, Debug)]
pub struct Ledger {
    organization: Organization,
}

impl Ledger {
    /// The ledger of the organisation acted in.
    pub async fn open(read: &mut Read, scope: &Scope) -> Result<Ledger, Error> {
        let organization = read.find_organization(scope.organization()).await?;
        Ok(Ledger { organization: organization.ok_or(Error::NotFound("organisation"))? })
    }

    pub fn currency(&self) -> Currency {
        self.organization.currency
    }

    /// The period named by the month of its last day. `None` outside the calendar.
    pub fn named(&self, year: i32, month: u32) -> Option<Stretch> {
        Some(self.stretch(Period::named(year, month, self.start_day())?))
    }

    /// Every period from that of `first` to that of `last`, the newest first.
    pub fn between(&self, first: Timestamp, last: Timestamp) -> Vec<Stretch> {
        let zone = self.organization.time_zone;
        let mut periods = vec![self.stretch(Period::of(last, zone, self.start_day()))];
        while let Some(oldest) = periods.last().map(|oldest| oldest.span.from).filter(|from| *from > first) {
            periods.push(self.stretch(Period::of(oldest.plus(-1), zone, self.start_day())));
        }
        periods
    }

    fn start_day(&self) -> StartDay {
        let day = self.organization.settings.period_start_day.get();
        u32::try_from(day).ok().and_then(StartDay::new).expect("the setting lies between 1 and 31")
    }

    fn stretch(&self, period: Period) -> Stretch {
        Stretch { year: period.year, month: period.month, span: period.range(self.organization.time_zone) }
    }
}
