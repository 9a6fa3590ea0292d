//! JSON Lines: one object on each line. A line that cannot be read is said to be so, and the next one is read.

use std::io::{BufRead, BufReader, Read};

use super::{
    node::{LIMIT, too_long},
    stream,
    writer::Writer,
};
use crate::tables::{Fault, bytes::Bytes};

/// How many bytes are taken from the file at a time.
const BUFFER: usize = 64 << 10;
/// What may stand around the object of a line: white space, and the mark that some programs put before each record.
const AROUND: [u8; 4] = *b" \t\r\x1e";

/// Reads all lines.
pub(super) fn read(bytes: Bytes, writer: &mut Writer<'_>) -> Result<(), Fault> {
    let mut reader = BufReader::with_capacity(BUFFER, bytes);
    let (mut text, mut line) = (Vec::new(), 0);
    while !writer.is_done() {
        text.clear();
        line += 1;
        let limited = reader.by_ref().take((LIMIT << 20) + 1).read_until(b'\n', &mut text);
        let read = limited.map_err(|cause| Fault::system(line - 1, cause))?;
        if read as u64 > LIMIT << 20 {
            return Err(too_long(line));
        }
        if read == 0 {
            break;
        }
        let object = trimmed(&text);
        if !object.is_empty() {
            stream::record(object, line, writer);
        }
    }
    Ok(())
}

fn trimmed(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let inner = |byte: &u8| !AROUND.contains(byte);
    let Some(first) = line.iter().position(inner) else { return &[] };
    let last = line.iter().rposition(inner).unwrap_or(first);
    &line[first..=last]
}
