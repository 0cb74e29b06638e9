//! Signing and reading codes with the keys of an organisation.

use crate::app::installation::secrets::InstallationSecrets;
use crate::domain::checkin::code::{Code, UnverifiedCode};
use crate::domain::checkin::code_key::{CodeKey, OrganizationTag};
use crate::domain::evidence::manual::Purpose;
use crate::domain::time::Timestamp;
use crate::store::checkin::code_keys::CodeKeyNumber;
use crate::store::{Read, StoreError};

/// The key that every organisation has from the beginning.
const FIRST_KEY: u16 = 1;

/// The keys of one organisation, as they stand.
pub struct CodeKeys<'a> {
    secrets: &'a InstallationSecrets,
    organization: OrganizationTag,
    known: Vec<CodeKeyNumber>,
}

/// A code to be signed.
#[derive(Clone, Debug)]
pub struct NewCode<'a> {
    pub purpose: Purpose,
    /// Id of the venue, session, ticket, registration or person, by the purpose.
    pub subject: &'a str,
    pub issued_at: Timestamp,
    pub expires_at: Option<Timestamp>,
}

/// Why a text is no code of this organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadCode {
    /// It is not written like a code.
    Unreadable,
    /// It is written like one, and was not signed with a key of ours that still holds.
    BadSignature,
    /// Another organisation of this installation signed it.
    Foreign,
}

impl CodeKeys<'_> {
    /// Reads them.
    pub async fn load<'a>(
        read: &mut Read,
        secrets: &'a InstallationSecrets,
        organization: &str,
    ) -> Result<CodeKeys<'a>, StoreError> {
        let known = read.list_code_keys(organization).await?;
        Ok(CodeKeys { secrets, organization: OrganizationTag::of(organization), known })
    }

    /// Signs with the newest key that is not revoked.
    pub fn sign(&self, new: NewCode) -> String {
        let live = self.known.iter().filter(|one| one.revoked_at.is_none()).map(|one| one.number);
        let number = live.max().unwrap_or(FIRST_KEY);
        let code = Code {
            purpose: new.purpose,
            organization: self.organization,
            subject: new.subject.to_owned(),
            issued_at: new.issued_at,
            expires_at: new.expires_at,
        };
        code.sign(number, &self.key(self.organization, new.purpose, number))
    }

    /// What a text says, if this organisation signed it.
    ///
    /// # Errors
    /// `BadCode`.
    pub fn read(&self, text: &str) -> Result<Code, BadCode> {
        let unverified = UnverifiedCode::read(text).ok_or(BadCode::Unreadable)?;
        let (organization, number) = (unverified.organization(), unverified.key_number());
        let is_ours = organization == self.organization;
        if is_ours && !self.holds(number) {
            return Err(BadCode::BadSignature);
        }
        let key = self.key(organization, unverified.purpose(), number);
        let code = unverified.verify(&key).ok_or(BadCode::BadSignature)?;
        if is_ours { Ok(code) } else { Err(BadCode::Foreign) }
    }

    fn holds(&self, number: u16) -> bool {
        match self.known.iter().find(|one| one.number == number) {
            Some(known) => known.revoked_at.is_none(),
            None => number == FIRST_KEY,
        }
    }

    fn key(&self, organization: OrganizationTag, purpose: Purpose, number: u16) -> CodeKey {
        CodeKey::derive(self.secrets.code_key(), organization, purpose, number)
    }
}
