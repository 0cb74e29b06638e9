//! The lines of a client. However long one is, no more of it is held than may be.

use tokio::io::{AsyncBufRead, AsyncBufReadExt};

/// A line with its end. Only CR LF ends one: a line feed alone is a character, as some programs would be fooled by it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TakenLine {
    Whole(Vec<u8>),
    /// It was longer than may be, and is left out.
    TooLong,
}

/// Reads the next line of at most so many bytes; `None`: the client has hung up.
pub(super) async fn read_line(
    reader: &mut (impl AsyncBufRead + Unpin),
    most: usize,
) -> std::io::Result<Option<TakenLine>> {
    let mut line = Vec::new();
    let (mut is_too_long, mut ends_with_cr) = (false, false);
    loop {
        let buffer = reader.fill_buf().await?;
        let Some(last) = buffer.last() else { return Ok(None) };
        let mut end = None;
        for (at, byte) in buffer.iter().enumerate() {
            let before = if at == 0 { ends_with_cr } else { buffer[at - 1] == b'\r' };
            if *byte == b'\n' && before {
                end = Some(at + 1);
                break;
            }
        }
        ends_with_cr = *last == b'\r';
        let taken = end.unwrap_or(buffer.len());
        is_too_long |= line.len() + taken > most;
        if is_too_long {
            line.clear();
        } else {
            line.extend_from_slice(&buffer[..taken]);
        }
        reader.consume(taken);
        if end.is_some() {
            return Ok(Some(if is_too_long { TakenLine::TooLong } else { TakenLine::Whole(line) }));
        }
    }
}
