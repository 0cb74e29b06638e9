//! Changing one's own password, which ends every login and API token of the person.

use std::net::IpAddr;

use secrecy::SecretString;

use super::login_throttle::{LoginOrigin, LoginThrottle};
use super::password::{self, NewPassword};
use crate::app::{ActorContext, App, Error, people};
use crate::store::Write;

/// What somebody types to change their password, and from where.
#[derive(Clone, Debug)]
pub struct OwnPasswordChange {
    pub current: SecretString,
    pub new: NewPassword,
    /// The person's era as of the request.
    pub era: i64,
    pub address: Option<IpAddr>,
}

/// Changes the password of the acting person, who acts in their home organisation; the transaction is the caller's to commit.
///
/// # Errors
/// `wrong_password` (422) where the present one is another; `TooManyRequests` where the throttle holds the attempt back;
/// `LoginEnded` where another request was first.
pub async fn change(
    app: &App,
    throttle: &LoginThrottle,
    actor: &ActorContext,
    change: OwnPasswordChange,
) -> Result<Write, Error> {
    let Some(person) = actor.person_id.as_deref() else { return Err(Error::NotFound("person")) };
    let home = actor.organization();
    let status = app.store.read().await?.find_account_status(home, person).await?;
    let stored_hash = status.and_then(|status| status.password_hash);
    // The current password is throttled like a login, under a key that contains a space and no `@`, so it cannot be equal
    // to an e-mail address used as key by the login route.
    let (account, origin) = (format!("{home} {person}"), LoginOrigin::from_address(change.address));
    let try_password = async { Ok::<_, Error>(password::verify(change.current, stored_hash).await) };
    if !throttle.attempt(&account, origin, app.now(), try_password, |is_right| *is_right).await? {
        return Err(Error::refused("wrong_password", "The current password is wrong."));
    }
    let hash = change.new.hash().await;
    let mut write = app.store.write().await?;
    // Another request may have set a new password since the current one was verified.
    if write.lock_era(home, person).await? != Some(change.era) {
        return Err(Error::LoginEnded);
    }
    people::set_password(&mut write, actor, person, &hash).await?;
    Ok(write)
}
