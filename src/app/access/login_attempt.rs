//! An attempt to log in, as the API and the pages make it: it is held back by the login throttle, and ends with a token or
//! with a login of the browser.

use std::net::IpAddr;

use secrecy::SecretString;

use super::browser_logins;
use super::login::{self, Login, LoginOutcome};
use super::login_throttle::{LoginOrigin, LoginThrottle, TooManyAttempts};
use crate::app::{App, Error};
use crate::store::access::browser_logins::BrowserLogin;
use crate::store::access::logins::LoginCandidate;
use crate::store::people::email_key;

/// What somebody types, and from where.
#[derive(Clone, Copy, Debug)]
pub struct LoginAttempt<'a> {
    /// At most `MAX_EMAIL_BYTES`; the caller has checked.
    pub email: &'a str,
    /// At most `password::MAX_BYTES`; the caller has checked.
    pub password: &'a SecretString,
    /// Where one is somebody in several organisations.
    pub organization: Option<&'a str>,
    pub address: Option<IpAddr>,
    /// What may prove that this device was logged in before.
    pub earlier: Option<EarlierLogin<'a>>,
}

/// What is left on a device of a login, alive or not.
#[derive(Clone, Copy, Debug)]
pub enum EarlierLogin<'a> {
    Token(&'a str),
    /// The secret of a browser's cookie.
    Cookie(&'a str),
}

impl From<TooManyAttempts> for Error {
    fn from(refused: TooManyAttempts) -> Error {
        let detail = "Too many wrong passwords. Please wait a moment.";
        Error::TooManyRequests { detail, seconds: refused.wait_seconds }
    }
}

/// Logs in with a token (`POST /api/v1/logins`).
///
/// # Errors
/// `TooManyRequests` where the throttle holds the attempt back.
pub async fn log_in(
    app: &App,
    throttle: &LoginThrottle,
    attempt: &LoginAttempt<'_>,
) -> Result<LoginOutcome<Login>, Error> {
    Ok(try_password(app, throttle, attempt).await?.map(|to| login::login_for(app, &to)))
}

/// Logs a browser in; gives the login and the secret for its cookie. `client` is the browser's `User-Agent`. The secret is
/// always a new one; the login that the browser had is ended, whoever's it was.
///
/// # Errors
/// `TooManyRequests` where the throttle holds the attempt back.
pub async fn log_in_browser(
    app: &App,
    throttle: &LoginThrottle,
    attempt: &LoginAttempt<'_>,
    client: &str,
) -> Result<LoginOutcome<(BrowserLogin, String)>, Error> {
    let to = match try_password(app, throttle, attempt).await? {
        LoginOutcome::LoggedIn(to) => to,
        LoginOutcome::Refused => return Ok(LoginOutcome::Refused),
        LoginOutcome::ChooseOrganization(several) => return Ok(LoginOutcome::ChooseOrganization(several)),
    };
    let mut write = app.store.write().await?;
    if let Some(EarlierLogin::Cookie(secret)) = attempt.earlier
        && let Some(old) = browser_logins::find_valid(&mut write, secret, app.now()).await?
    {
        write.end_browser_login(&old.organization, &old.person, &old.id, app.now()).await?;
    }
    let started = browser_logins::start(&mut write, app, &to, client, attempt.address).await?;
    write.commit().await?;
    Ok(LoginOutcome::LoggedIn(started))
}

async fn try_password(
    app: &App,
    throttle: &LoginThrottle,
    attempt: &LoginAttempt<'_>,
) -> Result<LoginOutcome<LoginCandidate>, Error> {
    let account = email_key(attempt.email);
    let origin = login_origin(app, throttle, attempt, &account).await?;
    let check = login::check_password(app, attempt.email, attempt.password, attempt.organization);
    let is_right = |outcome: &LoginOutcome<LoginCandidate>| !matches!(outcome, LoginOutcome::Refused);
    throttle.attempt(&account, origin, app.now(), check, is_right).await
}

/// Which quota the attempt uses: the device's, if the device has a login of this account, an expired one too, and that
/// quota is not used up; otherwise the client address's.
async fn login_origin(
    app: &App,
    throttle: &LoginThrottle,
    attempt: &LoginAttempt<'_>,
    account: &str,
) -> Result<LoginOrigin, Error> {
    let address = LoginOrigin::from_address(attempt.address);
    let Some(earlier) = attempt.earlier else { return Ok(address) };
    if throttle.check(account, LoginOrigin::Device, app.now()).is_err() {
        return Ok(address);
    }
    let is_known = match earlier {
        EarlierLogin::Token(token) => login::is_of_known_device(app, token, account).await?,
        EarlierLogin::Cookie(secret) => browser_logins::is_of_known_device(app, secret, account).await?,
    };
    Ok(if is_known { LoginOrigin::Device } else { address })
}
