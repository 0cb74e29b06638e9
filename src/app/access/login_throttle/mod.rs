//! Limits password guessing without locking the owner out. State is per process, bounded, and holds keyed hashes only.
//!
//! 1. Wrong passwords count per account and origin (`ACCOUNT_FROM_ORIGIN_QUOTA`). So nobody keeps the owner out from
//!    elsewhere, and who shares an address with a guesser is held back for the guessed account alone.
//! 2. When an account or an address as a whole has many failures, origins from which the account never logged in get the
//!    small quota `UNFAMILIAR_SITE_QUOTA`. Many origins are no help to a guesser then, and an owner who comes from a new
//!    one still gets in.
//! 3. A device that presents an old login of the account has a quota of its own, so that a guesser behind the same
//!    address does not use up the owner's.
//! 4. `HASHING_QUOTA` limits the password hashes one address can make us compute, high above what people type.

pub(in crate::app) mod rate_limiter;

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::app::access::login_throttle::rate_limiter::{AttemptQuota, BoundedMap, KeyedRateLimiter};
use crate::domain::time::{SECOND, Timestamp};

const MINUTE: i64 = 60 * SECOND;

/// Wrong passwords for one account from one origin.
const ACCOUNT_FROM_ORIGIN_QUOTA: AttemptQuota = AttemptQuota { burst: 10, refill_millis: MINUTE };
/// The same once `ACCOUNT_QUOTA` or `ADDRESS_QUOTA` is used up, for origins from which the account never logged in.
const UNFAMILIAR_SITE_QUOTA: AttemptQuota = AttemptQuota { burst: 3, refill_millis: 10 * MINUTE };
/// Wrong passwords for one account from everywhere.
const ACCOUNT_QUOTA: AttemptQuota = AttemptQuota { burst: 50, refill_millis: 5 * MINUTE };
/// Wrong passwords from one address for all accounts.
const ADDRESS_QUOTA: AttemptQuota = AttemptQuota { burst: 200, refill_millis: 5 * SECOND };
/// Attempts from one address; right ones, and those from where the account has logged in before, are not counted.
const HASHING_QUOTA: AttemptQuota = AttemptQuota { burst: 600, refill_millis: 100 };

/// The quota of attempts is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyAttempts {
    /// After so many seconds it is worth trying again.
    pub wait_seconds: u64,
}

/// Where a password is tried from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LoginOrigin {
    /// An IPv4 address, or the first half of an IPv6 one: a household is given a /64, and every address in it.
    /// `None` where the server does not know (in tests).
    Address(Option<IpAddr>),
    /// A device that has been logged in to this account before.
    Device,
}

impl LoginOrigin {
    pub fn from_address(peer: Option<IpAddr>) -> LoginOrigin {
        LoginOrigin::Address(peer.map(|peer| first_bits(peer, 64)))
    }
}

/// An IPv6 address without what follows its first bits; an IPv4 one as it is.
fn first_bits(address: IpAddr, bits: u32) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => Ipv6Addr::from_bits(six.to_bits() & !(u128::MAX >> bits)).into(),
    }
}

struct AttemptCounters {
    account_from_origin: KeyedRateLimiter,
    account_from_unfamiliar_site: KeyedRateLimiter,
    account: KeyedRateLimiter,
    address: KeyedRateLimiter,
    hashing: KeyedRateLimiter,
    /// When an account was last logged in to from a place.
    last_success: BoundedMap,
}

/// The keys one try counts under.
#[derive(Clone, Copy)]
struct AttemptKeys {
    account_and_origin: u64,
    /// Account and /48 network: one IPv6 customer can own a /48, that is 65,536 /64 origins, so the small quota counts
    /// them together.
    account_and_site: u64,
    account: u64,
    /// Of the address; a known device has none.
    address: Option<u64>,
}

/// Counts attempts to log in, in the memory of this process.
pub struct LoginThrottle {
    hasher: RandomState,
    tries: Mutex<AttemptCounters>,
}

impl Default for LoginThrottle {
    fn default() -> LoginThrottle {
        let tries = AttemptCounters {
            account_from_origin: KeyedRateLimiter::new(ACCOUNT_FROM_ORIGIN_QUOTA),
            account_from_unfamiliar_site: KeyedRateLimiter::new(UNFAMILIAR_SITE_QUOTA),
            account: KeyedRateLimiter::new(ACCOUNT_QUOTA),
            address: KeyedRateLimiter::new(ADDRESS_QUOTA),
            hashing: KeyedRateLimiter::new(HASHING_QUOTA),
            last_success: BoundedMap::default(),
        };
        LoginThrottle { hasher: RandomState::new(), tries: Mutex::new(tries) }
    }
}

impl LoginThrottle {
    /// Tries a password: refuses without trying where the quota is used up, and counts the outcome afterwards.
    ///
    /// # Errors
    /// `TooManyAttempts`, also where parallel attempts used up the quota meanwhile; and those of `try_password`, which
    /// are not counted.
    pub async fn attempt<T, E: From<TooManyAttempts>>(
        &self,
        account: &str,
        from: LoginOrigin,
        now: Timestamp,
        try_password: impl Future<Output = Result<T, E>>,
        is_right: impl FnOnce(&T) -> bool,
    ) -> Result<T, E> {
        let refuse = |wait_seconds| TooManyAttempts { wait_seconds };
        self.check(account, from, now).map_err(refuse)?;
        let outcome = try_password.await?;
        let counted = match is_right(&outcome) {
            true => self.record_success(account, from, now),
            false => self.record_failure(account, from, now),
        };
        counted.map_err(refuse)?;
        Ok(outcome)
    }

    /// Whether a password may be tried now; else the seconds to wait.
    pub fn check(&self, account: &str, from: LoginOrigin, now: Timestamp) -> Result<(), u64> {
        let (keys, now) = (self.keys(account, from), now.millis());
        let mut tries = self.lock();
        tries.check_quotas(&keys, now)?;
        if let Some(address) = keys.address.filter(|_| !tries.is_familiar(&keys)) {
            if let Some(wait) = tries.hashing.wait_millis(address, now) {
                return Err(seconds(wait));
            }
            tries.hashing.consume(address, now);
        }
        Ok(())
    }

    /// Counts a wrong password. Fails when parallel attempts used up the quota after `check`; the caller then answers 429
    /// without revealing whether the password was right.
    fn record_failure(&self, account: &str, from: LoginOrigin, now: Timestamp) -> Result<(), u64> {
        let (keys, now) = (self.keys(account, from), now.millis());
        let mut tries = self.lock();
        let allowed = tries.check_quotas(&keys, now);
        tries.account_from_origin.consume(keys.account_and_origin, now);
        tries.account_from_unfamiliar_site.consume(keys.account_and_site, now);
        tries.account.consume(keys.account, now);
        if let Some(address) = keys.address {
            tries.address.consume(address, now);
        }
        allowed
    }

    /// Remembers from where a right password came, which is not counted. Fails as `record_failure` does.
    fn record_success(&self, account: &str, from: LoginOrigin, now: Timestamp) -> Result<(), u64> {
        let (keys, now) = (self.keys(account, from), now.millis());
        let mut tries = self.lock();
        tries.check_quotas(&keys, now)?;
        if let Some(address) = keys.address.filter(|_| !tries.is_familiar(&keys)) {
            tries.hashing.refund(address, now);
        }
        tries.last_success.insert(keys.account_and_origin, now);
        Ok(())
    }

    fn keys(&self, account: &str, from: LoginOrigin) -> AttemptKeys {
        let site = match from {
            LoginOrigin::Address(Some(address)) => LoginOrigin::Address(Some(first_bits(address, 48))),
            other => other,
        };
        let of = |what: &str, account: &str, from: Option<LoginOrigin>| self.digest(&(what, account, from));
        AttemptKeys {
            account_and_origin: of("pair", account, Some(from)),
            account_and_site: of("site", account, Some(site)),
            account: of("account", account, None),
            address: (from != LoginOrigin::Device).then(|| of("address", "", Some(from))),
        }
    }

    fn digest(&self, what: &impl Hash) -> u64 {
        self.hasher.hash_one(what)
    }

    fn lock(&self) -> MutexGuard<'_, AttemptCounters> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AttemptCounters {
    /// Whether the account was logged in to from there before.
    fn is_familiar(&self, keys: &AttemptKeys) -> bool {
        keys.address.is_none() || self.last_success.contains(keys.account_and_origin)
    }

    fn check_quotas(&self, keys: &AttemptKeys, now: i64) -> Result<(), u64> {
        let suffers = self.account.wait_millis(keys.account, now).is_some()
            || keys.address.is_some_and(|address| self.address.wait_millis(address, now).is_some());
        let careful = if suffers && !self.is_familiar(keys) {
            self.account_from_unfamiliar_site.wait_millis(keys.account_and_site, now)
        } else {
            None
        };
        match self.account_from_origin.wait_millis(keys.account_and_origin, now).max(careful) {
            Some(wait) => Err(seconds(wait)),
            None => Ok(()),
        }
    }
}

fn seconds(millis: i64) -> u64 {
    u64::try_from(millis.div_euclid(SECOND) + 1).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: &str = "a@x";

    fn place(address: &str) -> LoginOrigin {
        LoginOrigin::from_address(Some(address.parse().unwrap()))
    }

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(1_767_600_000_000 + millis)
    }

    /// So many wrong ones, as far as they are let.
    fn guess(
        throttle: &LoginThrottle,
        times: usize,
        account: &str,
        from: LoginOrigin,
        now: Timestamp,
    ) -> usize {
        (0..times)
            .filter(|_| {
                throttle.check(account, from, now).is_ok()
                    && throttle.record_failure(account, from, now).is_ok()
            })
            .count()
    }

    fn enters(throttle: &LoginThrottle, account: &str, from: LoginOrigin, now: Timestamp) -> bool {
        throttle.check(account, from, now).is_ok() && throttle.record_success(account, from, now).is_ok()
    }

    #[test]
    fn a_guesser_is_held_back_for_that_account_from_there() {
        let throttle = LoginThrottle::default();
        let here = place("1.1.1.1");
        assert_eq!(guess(&throttle, 50, OWNER, here, at(0)), 10);
        assert_eq!(throttle.check(OWNER, here, at(0)), Err(61));
        assert_eq!(guess(&throttle, 50, OWNER, here, at(60_000)), 1, "one a minute");
        assert!(enters(&throttle, OWNER, place("2.2.2.2"), at(60_000)), "the owner, from elsewhere");
        assert!(enters(&throttle, "b@x", here, at(60_000)), "somebody else, from there");
        assert!(
            enters(&throttle, OWNER, LoginOrigin::Device, at(60_000)),
            "the owner's own device, from there"
        );
    }

    #[test]
    fn a_right_password_gets_in_however_many_wrong_ones_came_from_elsewhere() {
        let throttle = LoginThrottle::default();
        let mut told = 0;
        for n in 0..2_000_u32 {
            let guesser = LoginOrigin::from_address(Some(std::net::Ipv4Addr::from(0x0a00_0000 + n).into()));
            told += guess(&throttle, 10, OWNER, guesser, at(0));
        }
        assert!(told < 50 + 10 + 2_000 * 3, "three from each place, once there were many: {told}");
        assert!(enters(&throttle, OWNER, place("2.2.2.2"), at(0)));
        // From where one has been before, one may mistype as ever.
        assert_eq!(guess(&throttle, 50, OWNER, place("2.2.2.2"), at(0)), 10);
    }

    #[test]
    fn an_address_that_tries_many_accounts_keeps_nobody_out_who_knows_the_password() {
        let throttle = LoginThrottle::default();
        let proxy = place("10.0.0.1");
        assert!(enters(&throttle, "teacher@x", proxy, at(0)));
        let told: usize = (0..300).map(|n| guess(&throttle, 1, &format!("{n}@x"), proxy, at(0))).sum();
        assert_eq!(told, 300);
        assert_eq!(guess(&throttle, 10, "new@x", proxy, at(0)), 3, "now we are careful");
        assert!(enters(&throttle, OWNER, proxy, at(0)), "somebody who comes for the first time");
        assert_eq!(guess(&throttle, 20, "teacher@x", proxy, at(0)), 10, "somebody who was here before");
    }

    #[test]
    fn one_address_cannot_make_us_hash_without_end() {
        let throttle = LoginThrottle::default();
        let flooder = place("1.1.1.1");
        let told = |now| -> usize {
            (0..2_000).map(|n| guess(&throttle, 1, &format!("{n}@{now:?}"), flooder, now)).sum()
        };
        assert_eq!(told(at(0)), 600);
        assert_eq!(told(at(1_000)), 10);
        assert!(enters(&throttle, OWNER, place("2.2.2.2"), at(1_000)));
        // Right ones are not counted.
        assert!((0..2_000).all(|n| enters(&throttle, &format!("{n}@school"), place("3.3.3.3"), at(0))));
    }

    #[test]
    fn an_ipv6_household_is_one_place_and_another_is_not() {
        let throttle = LoginThrottle::default();
        let told: usize =
            (1..100).map(|n| guess(&throttle, 1, OWNER, place(&format!("2001:db8:1:2::{n:x}")), at(0))).sum();
        assert_eq!(told, 10);
        assert!(enters(&throttle, OWNER, place("2001:db8:1:3::1"), at(0)));
        // A whole /48 is of no more use to a guesser than one place, once there were many guesses.
        let told: usize = (0..1_000)
            .map(|n| guess(&throttle, 10, OWNER, place(&format!("2001:db8:2:{n:x}::1")), at(0)))
            .sum();
        assert!(told <= 50, "{told}");
        assert!(enters(&throttle, OWNER, place("2001:db8:3::1"), at(0)));
    }

    #[test]
    fn guesses_at_work_together_are_told_nothing_once_too_many_were_wrong() {
        let throttle = LoginThrottle::default();
        let here = place("1.1.1.1");
        assert!(
            (0..40).all(|_| throttle.check(OWNER, here, at(0)).is_ok()),
            "all begin before one has ended"
        );
        let told = (0..40).filter(|_| throttle.record_failure(OWNER, here, at(0)).is_ok()).count();
        assert_eq!(told, 10);
        assert!(throttle.record_success(OWNER, here, at(0)).is_err(), "the right one reads like the others");
    }
}
