//! What a page is written with: who looks at it, in which language and zone, and what stands on it from the request
//! before. Every component takes it.

pub mod fields;
mod load;
mod values;

use std::ops::Deref;

use chrono_tz::Tz;

use self::fields::Fields;
use crate::domain::access::{Caller, Grant};
use crate::domain::money::amount::Currency;
use crate::domain::people::preferences::{Language, Theme};
use crate::domain::time::Timestamp;
use crate::http::problem::Problem;
use crate::text::{Locale, Voice, messages};
use crate::web::flash::Toast;

pub use self::load::{LANGUAGE_COOKIE, THEME_COOKIE, kept_choice, load, of_nobody};

/// The code of a refusal whose detail is a text of the page, in the viewer's language: it is shown as it is.
pub const IN_WORDS: &str = "refused";

/// The surroundings of one page.
#[derive(Clone, Debug)]
pub struct Ui {
    /// The viewer's language, and the organisation's zone: every date and clock time of a page is local there.
    pub voice: Voice,
    pub theme: Theme,
    pub now: Timestamp,
    /// Path and query of the page as it was asked for.
    pub address: String,
    /// `None`: nobody is logged in.
    pub viewer: Option<PageViewer>,
    /// What was typed into a form that could not be accepted, or whose login had ended.
    pub kept: Option<KeptForm>,
    /// What became of the request before.
    pub toast: Option<Toast>,
    /// New on every page: a form that is sent twice is carried out once.
    pub once: String,
    pub request_id: String,
}

/// Who is logged in.
#[derive(Clone, Debug)]
pub struct PageViewer {
    pub caller: Caller,
    pub name: String,
    pub organization_name: String,
    pub currency: Currency,
    /// What they were told since they last looked.
    pub unseen: i64,
}

/// A form as it was sent, to be shown again.
#[derive(Clone, Debug)]
pub struct KeptForm {
    /// The address it was sent to.
    pub action: String,
    pub fields: Fields,
    /// Why it was not accepted; `None` where only the login had ended.
    pub problem: Option<Problem>,
}

impl Ui {
    /// Why a request was refused, in words of the language where there are some for its code.
    pub fn refusal(&self, problem: &Problem) -> String {
        if problem.code == IN_WORDS {
            return problem.detail.clone();
        }
        messages::find(self.locale, &format!("refusal-{}", problem.code.replace('_', "-")))
            .unwrap_or_else(|| problem.detail.clone())
    }

    /// The refusal of a field of a form, in the words of a message.
    pub fn refuse(&self, id: &str, field: &str) -> Problem {
        Problem::invalid(IN_WORDS, self.text(id)).at_field(field)
    }

    /// Whether the viewer may open what these grants guard.
    pub fn may(&self, grants: &[Grant]) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.caller.scope(grants).is_some())
    }

    /// Whether this is the viewer.
    pub fn is_viewer(&self, person: &str) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.caller.person == person)
    }

    /// The kept values of the form that is sent to this address.
    pub fn kept_for(&self, action: &str) -> Option<&KeptForm> {
        self.kept.as_ref().filter(|kept| kept.action == action)
    }

    /// The same in another language.
    pub fn in_language(&self, language: Language) -> Ui {
        let locale = Locale { language, ..self.voice.locale };
        Ui { voice: Voice { locale, ..self.voice }, ..self.clone() }
    }

    /// The same with the clock of another place.
    pub fn in_zone(&self, zone: Tz) -> Ui {
        Ui { voice: Voice { zone, ..self.voice }, ..self.clone() }
    }
}

impl Deref for Ui {
    type Target = Voice;

    fn deref(&self) -> &Voice {
        &self.voice
    }
}
