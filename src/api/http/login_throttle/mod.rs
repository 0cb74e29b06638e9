//! Guessing passwords is held back, and whoever knows the password gets in. The two pull at each other, so:
//!
//! - Only wrong passwords count, and they count against the account *from where they came* (`PAIR`). So nobody keeps the
//!   owner out from elsewhere, and who shares an address with a guesser is held back for the guessed account alone.
//! - What an account or an address suffers as a whole refuses nobody. It makes us careful: then a place where the
//!   account was never logged in to gets a few tries (`CAREFUL`) instead of many. Many places are no help to a guesser
//!   then, and an owner who comes from a new one still gets in.
//! - A device that has been logged in before shows it with its old login and has tries of its own, so that a guesser
//!   behind the same address does not use up the owner's.
//! - Tries cost us a hash each. `FLOOD` bounds the work one address can make, high above what people type.
//!
//! The memory is this process's, of numbers alone (keyed digests of what was typed), and of bounded size: when it is
//! full, what would be forgotten soonest goes first.

mod spent;

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use self::spent::{Limit, Memory, Spent};
use crate::domain::time::Timestamp;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;

/// Wrong passwords for one account from one place.
const PAIR: Limit = Limit { burst: 10, each: MINUTE };
/// The same where the account or the address suffers many, and the account was never logged in to from there.
const CAREFUL: Limit = Limit { burst: 3, each: 10 * MINUTE };
/// Wrong ones for one account from everywhere, after which we are careful.
const ACCOUNT: Limit = Limit { burst: 50, each: 5 * MINUTE };
/// Wrong ones from one place for all accounts, after which we are careful.
const ADDRESS: Limit = Limit { burst: 200, each: 5 * SECOND };
/// Tries from one place, other than right ones and those where the account was logged in to before.
const FLOOD: Limit = Limit { burst: 600, each: 100 };

/// Where a login is tried from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// An IPv4 address, or the first half of an IPv6 one: a household is given a /64, and every address in it.
    /// `None` where the server does not know (in tests).
    Address(Option<IpAddr>),
    /// A device that has been logged in to this account before.
    Device,
}

impl Place {
    pub fn of(peer: Option<IpAddr>) -> Place {
        Place::Address(peer.map(|peer| first_bits(peer, 64)))
    }
}

/// An IPv6 address without what follows its first bits; an IPv4 one as it is.
fn first_bits(address: IpAddr, bits: u32) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => Ipv6Addr::from_bits(six.to_bits() & !(u128::MAX >> bits)).into(),
    }
}

struct Tries {
    pair: Spent,
    careful: Spent,
    account: Spent,
    address: Spent,
    flood: Spent,
    /// When an account was last logged in to from a place.
    familiar: Memory,
}

/// The keys one try counts under.
#[derive(Clone, Copy)]
struct Keys {
    pair: u64,
    /// As `pair`, but an IPv6 provider's customer with a /48 is one: 65,536 places are cheap there.
    site: u64,
    account: u64,
    /// Of the address; a known device has none.
    address: Option<u64>,
}

/// Memory of tries to log in, of this process.
pub(crate) struct Throttle {
    hasher: RandomState,
    tries: Mutex<Tries>,
}

impl Throttle {
    pub fn new() -> Throttle {
        let tries = Tries {
            pair: Spent::new(PAIR),
            careful: Spent::new(CAREFUL),
            account: Spent::new(ACCOUNT),
            address: Spent::new(ADDRESS),
            flood: Spent::new(FLOOD),
            familiar: Memory::default(),
        };
        Throttle { hasher: RandomState::new(), tries: Mutex::new(tries) }
    }

    /// Whether this may be tried now; else the seconds to wait.
    pub fn check(&self, account: &str, from: Place, now: Timestamp) -> Result<(), u64> {
        let (keys, now) = (self.keys(account, from), now.millis());
        let mut tries = self.lock();
        tries.allow(&keys, now)?;
        if let Some(address) = keys.address.filter(|_| !tries.knows(&keys)) {
            if let Some(wait) = tries.flood.wait(address, now) {
                return Err(seconds(wait));
            }
            tries.flood.spend(address, now);
        }
        Ok(())
    }

    /// Counts a wrong password. An error when others, at work at the same time, have used up what was allowed: then
    /// nobody is told whether theirs was right or wrong.
    pub fn wrong(&self, account: &str, from: Place, now: Timestamp) -> Result<(), u64> {
        let (keys, now) = (self.keys(account, from), now.millis());
        let mut tries = self.lock();
        let allowed = tries.allow(&keys, now);
        tries.pair.spend(keys.pair, now);
        tries.careful.spend(keys.site, now);
        tries.account.spend(keys.account, now);
        if let Some(address) = keys.address {
            tries.address.spend(address, now);
        }
        allowed
    }

    /// Remembers where a right password came from, which is not counted. An error as above.
    pub fn right(&self, account: &str, from: Place, now: Timestamp) -> Result<(), u64> {
        let (keys, now) = (self.keys(account, from), now.millis());
        let mut tries = self.lock();
        tries.allow(&keys, now)?;
        if let Some(address) = keys.address.filter(|_| !tries.knows(&keys)) {
            tries.flood.give_back(address, now);
        }
        tries.familiar.put(keys.pair, now);
        Ok(())
    }

    fn keys(&self, account: &str, from: Place) -> Keys {
        let site = match from {
            Place::Address(Some(address)) => Place::Address(Some(first_bits(address, 48))),
            other => other,
        };
        let of = |what: &str, account: &str, from: Option<Place>| self.digest(&(what, account, from));
        Keys {
            pair: of("pair", account, Some(from)),
            site: of("site", account, Some(site)),
            account: of("account", account, None),
            address: (from != Place::Device).then(|| of("address", "", Some(from))),
        }
    }

    fn digest(&self, what: &impl Hash) -> u64 {
        self.hasher.hash_one(what)
    }

    fn lock(&self) -> MutexGuard<'_, Tries> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tries {
    /// Whether the account was logged in to from there before.
    fn knows(&self, keys: &Keys) -> bool {
        keys.address.is_none() || self.familiar.knows(keys.pair)
    }

    fn allow(&self, keys: &Keys, now: i64) -> Result<(), u64> {
        let suffers = self.account.wait(keys.account, now).is_some()
            || keys.address.is_some_and(|address| self.address.wait(address, now).is_some());
        let careful = if suffers && !self.knows(keys) { self.careful.wait(keys.site, now) } else { None };
        match self.pair.wait(keys.pair, now).max(careful) {
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

    fn place(address: &str) -> Place {
        Place::of(Some(address.parse().unwrap()))
    }

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(1_767_600_000_000 + millis)
    }

    /// So many wrong ones, as far as they are let.
    fn guess(throttle: &Throttle, times: usize, account: &str, from: Place, now: Timestamp) -> usize {
        (0..times)
            .filter(|_| {
                throttle.check(account, from, now).is_ok() && throttle.wrong(account, from, now).is_ok()
            })
            .count()
    }

    fn enters(throttle: &Throttle, account: &str, from: Place, now: Timestamp) -> bool {
        throttle.check(account, from, now).is_ok() && throttle.right(account, from, now).is_ok()
    }

    #[test]
    fn a_guesser_is_held_back_for_that_account_from_there() {
        let throttle = Throttle::new();
        let here = place("1.1.1.1");
        assert_eq!(guess(&throttle, 50, OWNER, here, at(0)), 10);
        assert_eq!(throttle.check(OWNER, here, at(0)), Err(61));
        assert_eq!(guess(&throttle, 50, OWNER, here, at(60_000)), 1, "one a minute");
        assert!(enters(&throttle, OWNER, place("2.2.2.2"), at(60_000)), "the owner, from elsewhere");
        assert!(enters(&throttle, "b@x", here, at(60_000)), "somebody else, from there");
        assert!(enters(&throttle, OWNER, Place::Device, at(60_000)), "the owner's own device, from there");
    }

    #[test]
    fn a_right_password_gets_in_however_many_wrong_ones_came_from_elsewhere() {
        let throttle = Throttle::new();
        let mut told = 0;
        for n in 0..2_000_u32 {
            let guesser = Place::of(Some(std::net::Ipv4Addr::from(0x0a00_0000 + n).into()));
            told += guess(&throttle, 10, OWNER, guesser, at(0));
        }
        assert!(told < 50 + 10 + 2_000 * 3, "three from each place, once there were many: {told}");
        assert!(enters(&throttle, OWNER, place("2.2.2.2"), at(0)));
        // From where one has been before, one may mistype as ever.
        assert_eq!(guess(&throttle, 50, OWNER, place("2.2.2.2"), at(0)), 10);
    }

    #[test]
    fn an_address_that_tries_many_accounts_keeps_nobody_out_who_knows_the_password() {
        let throttle = Throttle::new();
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
        let throttle = Throttle::new();
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
        let throttle = Throttle::new();
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
        let throttle = Throttle::new();
        let here = place("1.1.1.1");
        assert!(
            (0..40).all(|_| throttle.check(OWNER, here, at(0)).is_ok()),
            "all begin before one has ended"
        );
        let told = (0..40).filter(|_| throttle.wrong(OWNER, here, at(0)).is_ok()).count();
        assert_eq!(told, 10);
        assert!(throttle.right(OWNER, here, at(0)).is_err(), "the right one reads like the others");
    }
}
