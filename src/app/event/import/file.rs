//! Reads a list of attendees: CSV with a header line that names `name` and `email`, in any order, parted by commas, semicolons
//! or tabs, with or without a byte-order mark. What is read is text and stays text.

use crate::domain::people::validated_text::{Email, Name};

/// Attendees in one file.
pub const MAX_ATTENDEES: usize = 20_000;

/// Why a whole file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAttendeeFile {
    #[error("The file is not text in UTF-8.")]
    NotText,
    #[error("The first line names the columns: name,email.")]
    NoHeader,
    #[error("A file has at most 20000 attendees: send it in parts.")]
    TooLong,
}

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttendeeRefusal {
    InvalidName,
    InvalidEmail,
    /// The address is of somebody who is not active any more.
    Inactive,
}

/// One line below the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendeeLine {
    /// Counted from 1, the header.
    pub number: u64,
    pub attendee: Result<(Name, Email), AttendeeRefusal>,
}

/// Reads a file. Empty lines count for nothing.
///
/// # Errors
/// `BadAttendeeFile`.
pub fn read(bytes: &[u8]) -> Result<Vec<AttendeeLine>, BadAttendeeFile> {
    let text = std::str::from_utf8(bytes).map_err(|_| BadAttendeeFile::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let delimiter = *b",;\t"
        .iter()
        .find(|delimiter| first.contains(char::from(**delimiter)))
        .ok_or(BadAttendeeFile::NoHeader)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    // The text is UTF-8 and lines may have any length: no record fails.
    let header = records.next().and_then(Result::ok).ok_or(BadAttendeeFile::NoHeader)?;
    let place = |column: &str| {
        let mut places = header.iter().enumerate().filter(|(_, cell)| cell.eq_ignore_ascii_case(column));
        let first = places.next().map(|(place, _)| place);
        first.filter(|_| places.next().is_none()).ok_or(BadAttendeeFile::NoHeader)
    };
    let (name, email) = (place("name")?, place("email")?);
    let mut lines = Vec::new();
    for record in records.map_while(Result::ok) {
        if record.iter().all(str::is_empty) {
            continue;
        }
        if lines.len() == MAX_ATTENDEES {
            return Err(BadAttendeeFile::TooLong);
        }
        let cell = |place: usize| record.get(place).unwrap_or_default();
        let attendee = Name::parse(cell(name)).map_err(|_| AttendeeRefusal::InvalidName).and_then(|name| {
            Email::parse(cell(email)).map(|email| (name, email)).map_err(|_| AttendeeRefusal::InvalidEmail)
        });
        let number = record.position().map_or(0, |place| line_of(text, place));
        lines.push(AttendeeLine { number, attendee });
    }
    Ok(lines)
}

/// The line where a record begins; the reader may count empty lines before it as its own.
fn line_of(text: &str, place: &csv::Position) -> u64 {
    let begin = usize::try_from(place.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(begin..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n');
    place.line() + ends.count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line by its number, as name and address or why it is refused.
    type ReadLine = (u64, Result<(String, String), AttendeeRefusal>);

    fn lines(text: &str) -> Vec<ReadLine> {
        let plain = |(name, email): (Name, Email)| (name.into_inner(), email.into_inner());
        let read = read(text.as_bytes()).expect("a list");
        read.into_iter().map(|line| (line.number, line.attendee.map(plain))).collect()
    }

    #[test]
    fn byte_order_mark_quotes_and_both_line_ends_are_read_alike() {
        let expected = vec![
            (2, Ok(("Khan, Aisha".to_owned(), "a@example.org".to_owned()))),
            (3, Ok(("=HYPERLINK(\"x\")".to_owned(), "b@example.org".to_owned()))),
        ];
        for text in [
            "name,email\n\"Khan, Aisha\",a@example.org\n\"=HYPERLINK(\"\"x\"\")\",b@example.org\n",
            "\u{feff}name,email\r\n\"Khan, Aisha\",a@example.org\r\n\"=HYPERLINK(\"\"x\"\")\", b@example.org \r\n",
            "Email;Phone;Name\na@example.org;1;Khan, Aisha\nb@example.org;;\"=HYPERLINK(\"\"x\"\")\"",
        ] {
            assert_eq!(lines(text), expected, "{text}");
        }
    }

    #[test]
    fn each_line_says_what_is_wrong_and_where() {
        let text = "name,email\n,a@b\n\nA,no address\n\"B\nC\",b@b\nD\nE,e@b";
        let found: Vec<_> = lines(text).into_iter().map(|(line, one)| (line, one.err())).collect();
        assert_eq!(
            found,
            [
                (2, Some(AttendeeRefusal::InvalidName)),
                (4, Some(AttendeeRefusal::InvalidEmail)),
                (5, Some(AttendeeRefusal::InvalidName)),
                (7, Some(AttendeeRefusal::InvalidEmail)),
                (8, None),
            ]
        );
    }

    #[test]
    fn what_is_no_list_is_refused_as_a_whole() {
        for text in
            ["", "\u{feff}", "name", "Aisha,a@b", "name,e-mail\nA,a@b", "name,email,NAME\n", "\nname,email"]
        {
            assert_eq!(read(text.as_bytes()), Err(BadAttendeeFile::NoHeader), "{text:?}");
        }
        assert_eq!(read(b"name,email\n\xff\xfe,a@b"), Err(BadAttendeeFile::NotText));
        let long = |count: usize| format!("name,email\n{}", "A,a@b\n".repeat(count));
        assert_eq!(read(long(MAX_ATTENDEES + 1).as_bytes()), Err(BadAttendeeFile::TooLong));
        assert_eq!(read(long(MAX_ATTENDEES).as_bytes()).map(|lines| lines.len()), Ok(MAX_ATTENDEES));
        assert_eq!(read(b"name,email"), Ok(Vec::new()));
    }
}
