//! YAML as JSON of the same lines, which is then read as JSON is that is held as a whole. A crate reads it into events;
//! `unfold` writes these down, with what stands behind anchors and merge keys in its place.

mod unfold;

use saphyr_parser::{Event, Parser, ScanError};

use self::unfold::Unfolder;
use crate::tables::{Fault, ReadErrorKind};

/// The form, as messages call it.
pub(super) const YAML: &str = "YAML";

/// Whether a text that begins so is YAML with a map or a list of maps in each of its documents.
pub(super) fn holds_maps(head: &str, whole: bool) -> bool {
    let (mut depth, mut is_list, mut found) = (0_usize, false, false);
    let mut parser = Parser::new_from_str(head);
    while let Some(next) = parser.next_event() {
        let event = match next {
            Ok((event, _)) => event,
            // Where the head is cut, what stands there may be wrong for that alone.
            Err(error) => return !whole && found && error.marker().index() * 2 > head.len(),
        };
        let first_item = std::mem::take(&mut is_list);
        let is_map = matches!(event, Event::MappingStart(..));
        found |= is_map && depth == 0 || is_map && first_item;
        let is_content =
            matches!(event, Event::MappingStart(..) | Event::SequenceStart(..) | Event::Alias(_));
        let says = is_content || matches!(&event, Event::Scalar(text, ..) if !text.is_empty());
        if says
            && !is_map
            && (first_item || depth == 0 && !matches!(event, Event::SequenceStart(..)))
        {
            return false;
        }
        match event {
            Event::SequenceStart(..) => {
                is_list = depth == 0;
                depth += 1;
            }
            Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found && !head.contains('\0')
}

/// The values of a text as JSON, each of whose tokens stands on the line on which it stands there.
pub(super) fn as_json(text: &str) -> Result<String, Fault> {
    // The parser takes a zero for the end of the text.
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let before = text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() as u64 + 1;
        let column = before.chars().rev().take_while(|&c| c != '\n').count() as u64 + 1;
        return Err(malformed(line, Some(column), "a zero byte stands here"));
    }
    let mut unfolder = Unfolder::default();
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| scan_fault(&error))?;
        unfolder.take(event, span.start.line())?;
    }
    Ok(unfolder.into_text())
}

fn scan_fault(error: &ScanError) -> Fault {
    let at = error.marker();
    malformed(at.line() as u64, Some(at.col() as u64 + 1), error.info())
}

fn malformed(line: u64, column: Option<u64>, cause: &str) -> Fault {
    Fault::at(line, ReadErrorKind::Malformed { form: YAML, column, cause: cause.to_owned() })
}
