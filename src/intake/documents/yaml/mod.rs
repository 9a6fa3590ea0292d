//! YAML as JSON of the same lines, which is then read as JSON is that is held as a whole. A crate reads it into events;
//! `unfold` writes these down, with what stands behind anchors and merge keys in its place.

mod unfold;

use rustc_hash::FxHashSet;
use saphyr_parser::{Event, Parser, ScanError};

pub(super) use self::unfold::YAML;
use self::unfold::{Unfolder, malformed};
use crate::tables::Fault;

/// Whether a text that begins so is YAML, each of whose documents is a map or a list of maps.
pub(super) fn holds_maps(head: &str, whole: bool) -> bool {
    let (mut levels, mut in_list, mut found) = (0_usize, false, false);
    let mut parser = Parser::new_from_str(head);
    while let Some(next) = parser.next_event() {
        let event = match next {
            Ok((event, _)) => event,
            // Where the head is cut, what stands there may be wrong for that alone.
            Err(error) => return !whole && found && error.marker().index() * 2 > head.len(),
        };
        let is_outer = levels == 0 || levels == 1 && in_list;
        match event {
            Event::MappingStart(..) => {
                found |= is_outer;
                in_list &= levels > 0;
                levels += 1;
            }
            Event::SequenceStart(..) if levels == 0 => {
                in_list = true;
                levels += 1;
            }
            Event::SequenceStart(..) | Event::Alias(_) if is_outer => return false,
            Event::Scalar(text, ..) if is_outer && !text.is_empty() => return false,
            Event::SequenceStart(..) => levels += 1,
            Event::SequenceEnd | Event::MappingEnd => levels = levels.saturating_sub(1),
            _ => {}
        }
    }
    found && !head.contains('\0')
}

/// The values of a text as JSON, each of whose tokens stands on the line on which it stands there; values under these tags are secrets.
pub(super) fn as_json(text: &str, secret_tags: &FxHashSet<String>) -> Result<String, Fault> {
    // The parser takes a zero for the end of the text.
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let before = text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() as u64 + 1;
        let column = before.chars().rev().take_while(|&c| c != '\n').count() as u64 + 1;
        return Err(malformed(line, Some(column), "a zero byte stands here"));
    }
    let mut unfolder = Unfolder::new(secret_tags);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn as_json(text: &str) -> Result<String, Fault> {
        super::as_json(text, &FxHashSet::from_iter(["vault".to_owned()]))
    }

    #[test]
    fn maps_are_told_from_what_only_begins_like_them() {
        for (text, whole, holds) in [
            ("---\na: 1\n", true, true),
            ("---\n- a: 1\n- b: 2\n---\n\n---\nc: 1\n", true, true),
            ("%YAML 1.2\n---\na: [1, {b: 2}]\n", true, true),
            ("---\ntitle: x\n---\n# Heading\nSome text.\n", true, false),
            ("---\ntitle: x\n---\n| a | b |\n|---|---|\n", true, false),
            ("--- 2026-11-26 the log begins\n", true, false),
            ("---\n- a\n- b: 1\n", true, false),
            ("---\n# nothing\n", true, false),
            ("---\na: 1\nb: 2\nc: \"cut", true, false),
            ("---\na: 1\nb: 2\nc: \"cut", false, true),
        ] {
            assert_eq!(holds_maps(text, whole), holds, "{text}");
        }
    }

    #[test]
    fn tokens_keep_their_lines_and_scalars_their_letters() {
        let yaml = "a: no\nb:\n  - 0123\n\n  - 44:19:b6:01:02:03 # a comment\n  - [1.50, true, ~]\nc: \"x\\ty\"\n";
        let json = as_json(yaml).unwrap();
        assert_eq!(
            json,
            " {\"a\":\"no\",\n\"b\":[\n\"0123\",\n\n\"44:19:b6:01:02:03\",\n[1.50,true,null]],\n\"c\":\"x\\ty\"}"
        );
    }

    #[test]
    fn what_is_named_elsewhere_stands_in_its_place() {
        for (yaml, json) in [
            ("a: &x {k: 1}\nb: *x\n", " {\"a\":{\"k\":1},\n\"b\":{\"k\":1}}"),
            ("- &x {k: 1, l: 2}\n- <<: *x\n  k: 3\n", " [{\"k\":1,\"l\":2},\n{\n\"k\":3,\"l\":2}]"),
            (
                "- &x {k: 1}\n- &y {k: 2, m: 4}\n- <<: [*x, *y]\n",
                " [{\"k\":1},\n{\"k\":2,\"m\":4},\n{\"k\":1,\"m\":4}]",
            ),
            ("<<: {\n  k: 1}\nl: 2\n", " {\n\n\"l\":2,\"k\":1}"),
            ("<<: text\n", " {\"<<\":\"text\"}"),
            ("? [a, {b: c}]\n: 1\n", " {\"a,b:c\":\n1}"),
            ("k: !vault |\n  x\nl: !ENV y\n", " {\"k\":\"…\",\n\n\"l\":\"y\"}"),
            ("a: !!binary QWNtZQ==\nb: !!binary AAEC\n", " {\"a\":\"Acme\",\n\"b\":\"AAEC\"}"),
            ("a: {{ t }}\n", " {\"a\":{\"t:null\":null}}"),
        ] {
            assert_eq!(as_json(yaml).unwrap(), json, "{yaml}");
        }
    }

    #[test]
    fn what_repeats_or_nests_without_end_is_refused() {
        let laughs =
            (1..30).fold("a0: &a0 [ha, ha, ha, ha, ha, ha]\n".to_owned(), |text, level| {
                let aliases = format!("*a{},", level - 1).repeat(8);
                text + &format!("a{level}: &a{level} [{aliases}]\n")
            });
        let nested: String = (0..30).fold("a0: &a0 [x]\n".to_owned(), |text, level| {
            text + &format!("a{}: &a{} [[[*a{level}]]]\n", level + 1, level + 1)
        });
        for (yaml, says) in [
            (laughs.as_str(), "repeat more than 64 MiB"),
            (&nested, "over more levels"),
            (&"- ".repeat(100_000), "over more levels"),
            (&"[".repeat(100_000), "recursion limit"),
            ("a: &x [*x]\n", "inside of what it names"),
            ("a: *x\n", "unknown anchor"),
            ("a: b\0c\n", "a zero byte stands here in column 5"),
        ] {
            let error = as_json(yaml).unwrap_err().of("x.yaml").kind.to_string();
            assert!(error.contains(says), "{error}");
        }
    }
}
