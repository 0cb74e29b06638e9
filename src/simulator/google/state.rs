//! Everything a simulated Google knows, its clock, and the tokens it handed out.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::simulator::google::fault::{CallMeter, Fault, Knobs, SimulatedFailure};
use crate::simulator::google::world::World;

/// A running simulated Google. Clones steer the same one.
#[derive(Clone)]
pub struct SimulatedGoogle(Arc<Mutex<GoogleState>>);

/// Everything it knows. The parts that make up a script are public.
pub struct GoogleState {
    pub world: World,
    pub knobs: Knobs,
    pub faults: Vec<Fault>,
    pub meter: CallMeter,
    pub clock: AdjustableClock,
    pub(super) tokens: BTreeMap<String, IssuedToken>,
    pub(super) codes: BTreeMap<String, AuthorizationCode>,
    opaque_count: u64,
    pub(super) read_count: u64,
}

/// A clock that follows another with an offset, or stands still at the instant it was set to.
pub struct AdjustableClock {
    source: Box<dyn Fn() -> DateTime<Utc> + Send>,
    offset: TimeDelta,
    set: Option<DateTime<Utc>>,
}

impl AdjustableClock {
    pub fn now(&self) -> DateTime<Utc> {
        self.set.unwrap_or_else(|| (self.source)() + self.offset)
    }

    pub fn set(&mut self, moment: DateTime<Utc>) {
        self.set = Some(moment);
    }

    pub fn advance(&mut self, by: TimeDelta) {
        match &mut self.set {
            Some(moment) => *moment += by,
            None => self.offset += by,
        }
    }

    pub fn follow(&mut self) {
        self.set = None;
        self.offset = TimeDelta::zero();
    }
}

/// An access token that was handed out.
#[derive(Clone, Debug)]
pub struct IssuedToken {
    /// The account whose data it gives access to; `None` for a service account that acts for nobody.
    pub email: Option<String>,
    pub client: String,
    pub scopes: Vec<String>,
    pub expires: DateTime<Utc>,
}

/// An authorisation code, which can be used once.
#[derive(Clone, Debug)]
pub struct AuthorizationCode {
    pub client_id: String,
    pub redirect_uri: String,
    pub challenge: Option<String>,
    pub email: String,
    pub scopes: Vec<String>,
    pub offline: bool,
    pub expires: DateTime<Utc>,
}

impl SimulatedGoogle {
    /// An empty Google whose time is `now`.
    pub fn new(now: impl Fn() -> DateTime<Utc> + Send + 'static) -> SimulatedGoogle {
        SimulatedGoogle(Arc::new(Mutex::new(GoogleState {
            world: World::default(),
            knobs: Knobs::default(),
            faults: Vec::new(),
            meter: CallMeter::default(),
            clock: AdjustableClock { source: Box::new(now), offset: TimeDelta::zero(), set: None },
            tokens: BTreeMap::new(),
            codes: BTreeMap::new(),
            opaque_count: 0,
            read_count: 0,
        })))
    }

    /// Looks at or changes what it knows.
    pub fn with<T>(&self, then: impl FnOnce(&mut GoogleState) -> T) -> T {
        then(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Withdraws every consent of an account; its access tokens die with them.
    pub fn revoke(&self, email: &str) {
        self.with(|state| {
            for grant in state.world.grants.iter_mut().filter(|grant| grant.email == email) {
                grant.revoked = true;
            }
            state.tokens.retain(|_, access| access.email.as_deref() != Some(email));
        });
    }

    /// The failure that a request meets, if one does.
    pub(super) fn fault(&self, path: &str, email: Option<&str>) -> Option<SimulatedFailure> {
        self.with(|state| {
            let now = state.clock.now();
            let GoogleState { faults, .. } = state;
            faults.iter_mut().find_map(|fault| fault.hits(path, email, now).then(|| fault.what.clone()))
        })
    }
}

impl GoogleState {
    /// An id that reveals nothing, different each time and the same in each run.
    pub(super) fn opaque(&mut self) -> String {
        self.opaque_count += 1;
        let hash = Sha256::digest(format!("made {}", self.opaque_count).as_bytes());
        hex::encode(&hash[..20])
    }
}
