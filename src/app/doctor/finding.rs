//! One sentence of the doctor.

use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingLevel {
    Ok,
    /// It works, but not as it should, or not for long.
    Warning,
    /// Something does not work.
    Problem,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingArea {
    Settings,
    Database,
    Time,
    Jobs,
    Messages,
    Livekit,
    Google,
    Data,
}

impl FindingArea {
    /// What people call it.
    pub fn heading(self) -> &'static str {
        match self {
            FindingArea::Settings => "Settings",
            FindingArea::Database => "Database",
            FindingArea::Time => "Time",
            FindingArea::Jobs => "Jobs",
            FindingArea::Messages => "Messages",
            FindingArea::Livekit => "LiveKit",
            FindingArea::Google => "Google Meet",
            FindingArea::Data => "Data",
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DoctorFinding {
    pub level: FindingLevel,
    pub area: FindingArea,
    /// The stable word of the check, for programs.
    pub code: &'static str,
    /// The name of the organisation it is about; `None`: the installation.
    pub organization: Option<String>,
    /// What is so, as a sentence without a full stop.
    pub says: String,
    /// How to mend it; `None` where nothing is to be done.
    pub mend: Option<String>,
}

impl DoctorFinding {
    pub fn ok(area: FindingArea, code: &'static str, says: impl Into<String>) -> DoctorFinding {
        let says = says.into();
        DoctorFinding { level: FindingLevel::Ok, area, code, organization: None, says, mend: None }
    }

    pub fn warning(
        area: FindingArea,
        code: &'static str,
        says: impl Into<String>,
        mend: impl Into<String>,
    ) -> DoctorFinding {
        let mend = Some(mend.into());
        DoctorFinding { level: FindingLevel::Warning, mend, ..DoctorFinding::ok(area, code, says) }
    }

    pub fn problem(
        area: FindingArea,
        code: &'static str,
        says: impl Into<String>,
        mend: impl Into<String>,
    ) -> DoctorFinding {
        DoctorFinding { level: FindingLevel::Problem, ..DoctorFinding::warning(area, code, says, mend) }
    }

    /// The same about an organisation.
    pub fn of(self, organization: &str) -> DoctorFinding {
        DoctorFinding { organization: Some(organization.to_owned()), ..self }
    }
}
