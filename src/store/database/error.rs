//! What may go wrong with a statement, as far as a caller can act on it.

use sqlx::error::ErrorKind;

/// What a statement gives: its answer, or why there is none.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Why a statement gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique constraint is violated: another row has this key.
    #[error("already there: {constraint}")]
    Conflict {
        /// The database's name for it: a constraint (PostgreSQL) or columns (SQLite).
        constraint: String,
    },
    /// A row holds what this version of the program never writes. It is recorded for the admin.
    #[error(transparent)]
    Corrupt(#[from] Box<Unreadable>),
    /// The database does not answer in time, or not at all: try again later.
    #[error("the database is not available: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// The schema cannot be brought up to date.
    #[error("the database cannot be migrated: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// `database.url` is not an address of a database.
    #[error("{0}")]
    InvalidUrl(String),
    /// Nothing answers at `database.url`, or what answers is no database.
    #[error("database.url: {place} cannot be opened: {cause}{}", advice(.place, .cause))]
    Open { place: String, cause: sqlx::Error },
    /// Any other error: a bug in this program.
    #[error("the database refused a statement: {0}")]
    Driver(#[source] sqlx::Error),
}

impl StoreError {
    /// The same, naming the organisation whose row cannot be read where the row itself did not say.
    pub(crate) fn in_organization(mut self, organization: &str) -> StoreError {
        if let StoreError::Corrupt(one) = &mut self
            && one.organization_id.is_empty()
        {
            organization.clone_into(&mut one.organization_id);
        }
        self
    }
}

/// A cell that this version of the program cannot read, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{table}.{column} of {row} cannot be read: {found}")]
pub struct Unreadable {
    /// Empty where the row does not say.
    pub organization_id: String,
    pub table: String,
    /// Its key beside the organisation, the parts of it with a space between.
    pub row: String,
    pub column: String,
    /// What stands there instead of what was expected.
    pub found: String,
}

impl Unreadable {
    /// Whether it is the same cell, whatever was found there.
    pub fn is_same_cell(&self, other: &Unreadable) -> bool {
        (&self.organization_id, &self.table, &self.row, &self.column)
            == (&other.organization_id, &other.table, &other.row, &other.column)
    }
}

/// A hint for an operator whose database cannot be opened.
fn advice(place: &str, cause: &sqlx::Error) -> &'static str {
    match cause {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut if place.starts_with("postgres") => {
            "; is PostgreSQL running there, and can this machine reach it?"
        }
        sqlx::Error::Database(db) => match db.code().as_deref() {
            Some("3D000") => "; make it with createdb",
            Some("28P01" | "28000") => "; are the user and the password of database.url right?",
            // SQLite: it is no database, or cannot be opened.
            Some("26" | "14") => "; is this the file you mean?",
            _ => "",
        },
        _ => "",
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(db) if db.kind() == ErrorKind::UniqueViolation => {
                let constraint = db.constraint().unwrap_or_else(|| db.message()).to_owned();
                StoreError::Conflict { constraint }
            }
            sqlx::Error::Database(db) if is_transient(db.code().as_deref()) => StoreError::Unavailable(error),
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Io(_)
            | sqlx::Error::Tls(_) => StoreError::Unavailable(error),
            _ => StoreError::Driver(error),
        }
    }
}

/// Conditions that pass by themselves. PostgreSQL: serialization failure, deadlock, lock not available, too many
/// connections, shutting down or starting up. SQLite: busy, locked, full disk, I/O.
fn is_transient(code: Option<&str>) -> bool {
    match code {
        Some("40001" | "40P01" | "55P03" | "53300" | "53100" | "57P01" | "57P02" | "57P03") => true,
        // SQLite's extended codes carry the primary one in their low byte.
        Some(code) if code.len() < 5 => {
            code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 10 | 13))
        }
        _ => false,
    }
}

/// The error for a stored value that cannot be read. The organisation is added where the row is decoded
/// (`Read::readable_rows`, `Read::record_if_corrupt`).
pub(crate) fn corrupt(table: &str, column: &str, row: &str, problem: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt(Box::new(Unreadable {
        organization_id: String::new(),
        table: table.to_owned(),
        row: row.to_owned(),
        column: column.to_owned(),
        found: problem.to_string(),
    }))
}
