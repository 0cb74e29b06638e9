//! Reads a list of people as somebody has it: CSV with commas, semicolons or tabs, with or without a byte-order mark.
//! The first line says which column is which: `name,email,roles,household`, in any order. What is read is text and stays
//! text: a formula is a name.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::people::Role;
use crate::domain::people::validated_text::{Email, Name};

/// People in one file.
pub const MAX_LINES: usize = 2_000;
/// What a line is cut to where it is shown, in characters.
const MAX_SHOWN_CHARS: usize = 200;

/// What a role is called in a file, in small letters.
pub type RoleWords = BTreeMap<String, Role>;

/// Why a whole file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnreadableFile {
    Empty,
    /// The first line names no column `name`.
    NoHeader,
    /// It names this column twice.
    TwiceInHeader(&'static str),
    TooLong,
}

/// Why a line is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineRefusal {
    NoName,
    InvalidName,
    InvalidEmail,
    InvalidHousehold,
    NoRole,
    /// There is no such role.
    UnknownRole(String),
    /// Only a superadmin makes one.
    RoleNotYours(Role),
    /// Line of the file with the same person.
    TwiceInFile(u64),
    /// The address is that of somebody else, with this name.
    EmailInUse(String),
    /// Several households are called so.
    AmbiguousHousehold,
}

/// Somebody of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPerson {
    pub name: Name,
    pub email: Option<Email>,
    pub roles: BTreeSet<Role>,
    pub household: Option<Name>,
}

/// One line below the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportLine {
    /// Counted from 1, the line with the columns.
    pub number: u64,
    /// What stands there as a name, cut: to find the line by.
    pub shown: String,
    pub person: Result<ListedPerson, LineRefusal>,
}

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFile {
    pub lines: Vec<ImportLine>,
    /// Columns that say nothing to us, as they are called.
    pub ignored_columns: Vec<String>,
}

const COLUMNS: [&str; 4] = ["name", "email", "roles", "household"];

/// Reads a file. Empty lines count for nothing.
pub fn read(text: &str, roles: &RoleWords) -> Result<ImportFile, UnreadableFile> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.trim().is_empty()).ok_or(UnreadableFile::Empty)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter_of(first))
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    // The text is UTF-8 and lines may have any length: no record fails.
    let header = records.next().and_then(Result::ok).ok_or(UnreadableFile::Empty)?;
    let (places, ignored_columns) = columns_of(&header)?;
    let mut lines = Vec::new();
    for record in records.map_while(Result::ok) {
        if record.iter().all(str::is_empty) {
            continue;
        }
        if lines.len() == MAX_LINES {
            return Err(UnreadableFile::TooLong);
        }
        let cell = |column: usize| places[column].and_then(|place| record.get(place)).unwrap_or_default();
        lines.push(ImportLine {
            number: record.position().map_or(0, |place| line_of(text, place)),
            shown: cell(0).chars().take(MAX_SHOWN_CHARS).collect(),
            person: person_of([cell(0), cell(1), cell(2), cell(3)], roles),
        });
    }
    Ok(ImportFile { lines, ignored_columns })
}

/// The line where a record begins; empty lines before it may be counted as its own.
fn line_of(text: &str, place: &csv::Position) -> u64 {
    let begin = usize::try_from(place.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(begin..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n');
    place.line() + ends.count() as u64
}

/// What parts the columns of the first line: what is there most.
fn delimiter_of(line: &str) -> u8 {
    let count = |delimiter: &u8| line.bytes().filter(|byte| byte == delimiter).count();
    *b",;\t".iter().rev().max_by_key(|delimiter| count(delimiter)).unwrap_or(&b',')
}

/// Where each of `COLUMNS` stands, and the names of the others.
type ColumnPlaces = ([Option<usize>; 4], Vec<String>);

fn columns_of(header: &csv::StringRecord) -> Result<ColumnPlaces, UnreadableFile> {
    let mut places = [None; 4];
    let mut others = Vec::new();
    for (place, cell) in header.iter().enumerate() {
        let called = cell.to_lowercase();
        match COLUMNS.iter().position(|column| *column == called) {
            Some(column) if places[column].is_some() => {
                return Err(UnreadableFile::TwiceInHeader(COLUMNS[column]));
            }
            Some(column) => places[column] = Some(place),
            None if called.is_empty() => {}
            None => others.push(cell.chars().take(MAX_SHOWN_CHARS).collect()),
        }
    }
    if places[0].is_none() {
        return Err(UnreadableFile::NoHeader);
    }
    Ok((places, others))
}

fn person_of(cells: [&str; 4], words: &RoleWords) -> Result<ListedPerson, LineRefusal> {
    let [name, email, roles, household] = cells;
    if name.is_empty() {
        return Err(LineRefusal::NoName);
    }
    Ok(ListedPerson {
        name: Name::parse(name).map_err(|_| LineRefusal::InvalidName)?,
        email: optional(email).map(Email::parse).transpose().map_err(|_| LineRefusal::InvalidEmail)?,
        roles: roles_of(roles, words)?,
        household: optional(household)
            .map(Name::parse)
            .transpose()
            .map_err(|_| LineRefusal::InvalidHousehold)?,
    })
}

fn optional(cell: &str) -> Option<&str> {
    Some(cell).filter(|cell| !cell.is_empty())
}

/// Several roles stand in one cell: parted by whatever is no letter, as in `teacher, admin` or `teacher|admin`. A word of a
/// language may hold blanks itself, so the whole cell is tried first, then its parts.
fn roles_of(cell: &str, words: &RoleWords) -> Result<BTreeSet<Role>, LineRefusal> {
    let role_of = |word: &str| words.get(&word.trim().to_lowercase()).copied();
    if let Some(only) = role_of(cell) {
        return Ok([only].into());
    }
    let parts = |separators: &'static [char]| {
        cell.split(separators).map(str::trim).filter(|word| !word.is_empty()).collect::<Vec<_>>()
    };
    let by_marks = parts(&[',', ';', '|', '/', '+', '،', '؛']);
    let by_blanks = parts(&[',', ';', '|', '/', '+', '،', '؛', ' ', '\u{a0}', '\t', '\n']);
    let chosen = if by_marks.iter().all(|word| role_of(word).is_some()) { by_marks } else { by_blanks };
    if chosen.is_empty() {
        return Err(LineRefusal::NoRole);
    }
    chosen
        .into_iter()
        .map(|word| {
            let shown = || word.chars().take(MAX_SHOWN_CHARS).collect();
            role_of(word).ok_or_else(|| LineRefusal::UnknownRole(shown()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> RoleWords {
        let english = Role::ALL.iter().map(|role| (role.as_str().to_owned(), *role));
        english.chain([("ولي الأمر".to_owned(), Role::Parent), ("طالب".to_owned(), Role::Student)]).collect()
    }

    /// Name, address, roles and household.
    type Columns = (String, Option<String>, Vec<&'static str>, Option<String>);

    fn people(text: &str) -> Vec<Result<Columns, LineRefusal>> {
        let file = read(text, &words()).expect("a list");
        file.lines
            .into_iter()
            .map(|line| {
                line.person.map(|one| {
                    let roles = one.roles.iter().map(|role| role.as_str()).collect();
                    (
                        one.name.into_inner(),
                        one.email.map(Email::into_inner),
                        roles,
                        one.household.map(Name::into_inner),
                    )
                })
            })
            .collect()
    }

    #[test]
    fn commas_semicolons_tabs_and_a_byte_order_mark_are_read_alike() {
        let aisha =
            Ok(("Aisha".into(), Some("a@b".into()), vec!["teacher", "parent"], Some("Family, of A".into())));
        for text in [
            "name,email,roles,household\nAisha,a@b,parent teacher,\"Family, of A\"\n",
            "\u{feff}name;email;roles;household\r\nAisha;a@b;teacher,parent;Family, of A\r\n",
            "\n\nHousehold\tRoles\tName\tEmail\nFamily, of A\tTeacher / PARENT\t Aisha \ta@b",
        ] {
            assert_eq!(people(text), std::slice::from_ref(&aisha), "{text}");
        }
    }

    #[test]
    fn each_line_says_what_is_wrong_with_it_and_where_it_stands() {
        let text = "name,email,roles\n,x@y,student\nA,no address,student\n\nB,,king\nC,,\n\"D\nD\",,student\nE,,student";
        let file = read(text, &words()).expect("a list");
        let found: Vec<_> = file.lines.iter().map(|one| (one.number, one.person.clone().err())).collect();
        assert_eq!(
            found,
            [
                (2, Some(LineRefusal::NoName)),
                (3, Some(LineRefusal::InvalidEmail)),
                (5, Some(LineRefusal::UnknownRole("king".into()))),
                (6, Some(LineRefusal::NoRole)),
                (7, Some(LineRefusal::InvalidName)),
                (9, None),
            ]
        );
        assert_eq!(file.lines[1].shown, "A");
    }

    #[test]
    fn roles_are_read_in_the_words_of_a_language() {
        let text = "name,roles\nA,طالب\nB,ولي الأمر\nC,\"ولي الأمر، طالب\"";
        let roles: Vec<_> = people(text).into_iter().map(|one| one.expect("read").2).collect();
        assert_eq!(roles, [vec!["student"], vec!["parent"], vec!["student", "parent"]]);
    }

    #[test]
    fn what_is_no_list_is_refused_as_a_whole() {
        let of = |text: &str| read(text, &words()).expect_err("no list");
        assert_eq!((of(""), of("\u{feff} \n ")), (UnreadableFile::Empty, UnreadableFile::Empty));
        assert_eq!(of("Aisha,a@b,teacher"), UnreadableFile::NoHeader);
        assert_eq!(of("name,email,NAME"), UnreadableFile::TwiceInHeader("name"));
        let long = |lines: usize| format!("name,roles\n{}", "a,student\n".repeat(lines));
        assert_eq!(of(&long(MAX_LINES + 1)), UnreadableFile::TooLong);
        assert_eq!(read(&long(MAX_LINES), &words()).expect("a list").lines.len(), MAX_LINES);
    }

    #[test]
    fn formulas_and_markup_are_text_and_floods_are_cut() {
        let text = "name,roles,phone\n=HYPERLINK(\"x\"),student,1\n<script>alert(1)</script>,student,2\n";
        let file = read(text, &words()).expect("a list");
        assert_eq!(file.ignored_columns, ["phone"]);
        assert!(file.lines.iter().all(|line| line.person.is_ok()));
        let flood = format!(
            "name,roles\n{},student\na,{}\n\"open,student\nb,student",
            "x".repeat(100_000),
            "y".repeat(9_999)
        );
        let file = read(&flood, &words()).expect("a list");
        assert_eq!(file.lines[0].person, Err(LineRefusal::InvalidName));
        assert_eq!(file.lines[0].shown.len(), 200);
        assert_eq!(file.lines[1].person, Err(LineRefusal::UnknownRole("y".repeat(200))));
        assert!(
            file.lines[2].person.is_err(),
            "a quote that never closes swallows the rest, and that is seen"
        );
    }
}
