//! What a text is, from how it begins: JSON Lines, other JSON, XML, or none of these.

use serde::de::IgnoredAny;
use serde_json::{Deserializer, error::Category};

/// How many lines are looked at to tell whether each has an object of its own.
const LINES: usize = 50;

/// What a page that this program wrote says of itself, and within how many bytes.
const GENERATOR: &str = concat!("<meta name=\"generator\" content=\"", env!("CARGO_PKG_NAME"), " ");
const PAGE_HEAD: usize = 256;

/// A document by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Each line is an object, or a list that is a row.
    Lines,
    /// A list, and perhaps others after it.
    List,
    /// A list that begins with a text.
    Texts,
    /// An object, and perhaps others after it.
    Object,
    Xml,
}

/// The form of a text that begins so; `whole` says that it is all of it.
pub(super) fn of(head: &str, whole: bool) -> Option<Kind> {
    let text = head.trim_start();
    let next = |skipped: &str| text.strip_prefix(skipped).map(str::trim_start);
    if let Some(rest) = next("[") {
        let literal = ["true", "false", "null"].iter().any(|word| rest.starts_with(word));
        let item = |c: char| matches!(c, '{' | '[' | ']' | '"');
        let kind = if rest.starts_with('"') { Kind::Texts } else { Kind::List };
        let is_list = literal || rest.starts_with(item) || begins_numbers(rest);
        // Lines that are lists of texts are rows; lists of objects, or of rows, may stand on lines of their own too.
        let lines = || !rest.starts_with(['{', '[', ']']) && is_lines(text, whole);
        // Rows cut out of an array in a program are no document.
        let is_list = is_list && !(kind == Kind::Texts && is_cut_out(text));
        return is_list.then(|| if lines() { Kind::Lines } else { kind });
    }
    if let Some(rest) = next("{") {
        let is_object = rest.starts_with(['"', '}']) || rest.is_empty();
        let lines = || is_lines(text, whole);
        return is_object.then(|| if lines() { Kind::Lines } else { Kind::Object });
    }
    begins_xml(text, whole).then_some(Kind::Xml)
}

/// Whether a file is called as YAML is, packed or not.
pub(super) fn is_named_yaml(file: &str) -> bool {
    let mut endings = file.rsplit('.').map(str::to_lowercase).peekable();
    endings.next_if(|ending| matches!(ending.as_str(), "gz" | "zst"));
    endings.next().is_some_and(|ending| matches!(ending.as_str(), "yaml" | "yml"))
}

/// Whether a text begins with a mark of YAML, perhaps below comments.
pub(super) fn is_marked_yaml(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim_end);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    first
        .is_some_and(|line| line == "---" || line.starts_with("--- ") || line.starts_with("%YAML "))
}

/// Whether a file has no name, or one without an ending, so that only its text tells what it is.
pub(super) fn has_no_ending(file: &str) -> bool {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    !name.trim_start_matches('.').contains('.')
}

/// Whether a text without a mark begins as YAML does that nests: with an item that is a map, or with a key alone above what
/// stands further in.
pub(super) fn nests_as_yaml(head: &str) -> bool {
    let lines = head.lines().map(str::trim_end);
    let mut lines = lines.filter(|line| !line.is_empty() && !line.trim_start().starts_with('#'));
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let is_key = |line: &str| line.ends_with(':') || line.contains(": ");
    if let Some(item) = first.strip_prefix("- ") {
        return is_key(item) && second.starts_with(['-', ' ']);
    }
    let further = second.len() > second.trim_start().len() || second.starts_with("- ");
    !first.starts_with(' ') && first.ends_with(':') && further && is_key(second)
}

/// Whether the first line of a text is cut into cells, each of which begins with a letter or in quotes. What is encrypted begins otherwise.
pub(super) fn begins_table(head: &str) -> bool {
    let first = head.lines().next().unwrap_or_default();
    let is_cell = |cell: &str| {
        cell.trim_start().starts_with(|c: char| c.is_alphanumeric() || "\"(#".contains(c))
    };
    [',', ';', '\t', '|'].iter().any(|&mark| {
        let mut cells = first.split(mark);
        cells.clone().count() > 1 && cells.all(is_cell)
    })
}

/// Whether a text goes on as a list of numbers does: the time or the number of a line of a log stands in brackets too.
fn begins_numbers(rest: &str) -> bool {
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || ".+-eE".contains(c));
    let mut next = behind.trim_start().chars();
    behind.len() < rest.len()
        && match next.next() {
            Some(']') => {
                next.find(|c| !c.is_whitespace()).is_none_or(|c| matches!(c, ',' | ']' | '['))
            }
            next => next.is_none_or(|next| next == ','),
        }
}

/// Whether a text is a report of this program, whose makers and rules are no inventory.
pub(super) fn is_report(head: &str) -> bool {
    if head.get(..PAGE_HEAD).unwrap_or(head).contains(GENERATOR) {
        return true;
    }
    let mut rest = head;
    let pieces = ["{", "\"schema\"", ":", concat!("\"", env!("CARGO_PKG_NAME"), "/")];
    pieces.iter().all(|piece| match rest.trim_start().strip_prefix(piece) {
        Some(after) => {
            rest = after;
            true
        }
        None => false,
    })
}

/// Whether a text begins as XML does: by what only XML says of itself, or with an element in an element.
fn begins_xml(text: &str, whole: bool) -> bool {
    let begins =
        |with: &str| text.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    let named = text.strip_prefix('<').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    // Markdown may begin with comments too.
    let mut rest = text;
    while let Some((_, behind)) = rest.strip_prefix("<!--").and_then(|rest| rest.split_once("-->"))
    {
        rest = behind.trim_start();
    }
    if rest.len() < text.len() {
        return rest.is_empty() || rest.starts_with('<');
    }
    begins("<?xml") || begins("<!--") || named && (text.contains(" xmlns") || nests(text, whole))
}

/// Whether a text is an element that holds others, as far as it goes: names in angle brackets may be the header of a table, or markup in
/// a cell of one.
fn nests(text: &str, whole: bool) -> bool {
    let Some((root, inside)) = text.trim_start_matches('<').split_once('>') else { return false };
    let name = root.split_whitespace().next().unwrap_or_default();
    let inner = inside.trim_start().strip_prefix('<');
    let holds = inner.is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    holds
        && match behind(inside, name) {
            Some(rest) => rest.trim().is_empty(),
            None => !whole && inside.contains("</"),
        }
}

/// What stands behind the end of an element of this name, which others of the name may stand in.
fn behind<'t>(inside: &'t str, name: &str) -> Option<&'t str> {
    let mut open = 1;
    for (at, _) in inside.match_indices('<') {
        let tag = &inside[at + 1..];
        let (ends, named) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let Some((tag, rest)) = named.strip_prefix(name).and_then(|tag| tag.split_once('>')) else {
            continue;
        };
        if tag.starts_with(|next: char| next.is_alphanumeric() || "-_.:".contains(next)) {
            continue;
        }
        match ends {
            true if open == 1 => return Some(rest),
            true => open -= 1,
            false => open += i32::from(!tag.ends_with('/')),
        }
    }
    None
}

/// Whether the lines of a text have an object each, but for a few that are broken.
fn is_lines(text: &str, whole: bool) -> bool {
    let mut lines: Vec<_> = text.split('\n').map(str::trim).collect();
    if !whole {
        lines.pop();
    }
    lines.retain(|line| !line.is_empty());
    lines.truncate(LINES);
    let is_value = |line: &&str| serde_json::from_str::<IgnoredAny>(line).is_ok();
    let good = lines.iter().filter(|line| is_value(line)).count();
    let begins_well = lines.first().is_some_and(is_value);
    let most = good * 2 > lines.len() || begins_well && good * 2 == lines.len();
    lines.len() > 1 && (good == lines.len() || most && !are_values(text, whole))
}

/// Whether a comma stands behind the first value of a text, as in a list of JSON that nothing opens.
pub(super) fn is_cut_out(text: &str) -> bool {
    let mut values = Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let is_whole = values.next().is_some_and(|first| first.is_ok());
    is_whole && text[values.byte_offset()..].trim_start().starts_with(',')
}

/// Whether a text is JSON values one after the other, as far as it goes.
fn are_values(text: &str, whole: bool) -> bool {
    let mut values = Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let fault = values.find_map(Result::err);
    fault.is_none_or(|error| error.classify() == Category::Eof && !whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_told_by_their_schema() {
        assert!(is_report("{\"schema\":\"banlint/asset/1\",\"file\":"));
        assert!(is_report("\n{\n  \"schema\": \"banlint/report/1\""));
        assert!(!is_report("{\"schema\":\"other/1\"}"));
        assert!(!is_report("{\"model\":\"banlint/1\"}"));
    }

    #[test]
    fn yaml_without_a_mark_is_told_by_how_it_nests() {
        for (text, nests) in [
            ("- make: Acme\n  model: X\n", true),
            ("- make: Acme\n- make: Other\n", true),
            ("# list\nall:\n  hosts:\n    a:\n", true),
            ("cameras:\n- make: Acme\n", true),
            ("make: Acme\nmodel: X\n", false),
            ("Cameras:\n  two at the door\n", false),
            ("- two cameras\n- a switch\n", false),
            ("a,b\n1,2\n", false),
            ("all:\n", false),
        ] {
            assert_eq!(nests_as_yaml(text), nests, "{text}");
        }
        assert!(has_no_ending("(standard input)") && has_no_ending("a.d/list"));
        assert!(!has_no_ending("list.txt"));
    }

    #[test]
    fn documents_are_told_by_how_they_begin() {
        for (text, kind) in [
            ("{\"a\": 1}\n{\"a\": 2}\n", Some(Kind::Lines)),
            ("\n{\"a\": 1}\n\n{\"a\": 2}", Some(Kind::Lines)),
            ("{\"a\": 1}\n{\"a\": 2\n{\"a\": 3}\n", Some(Kind::Lines)),
            ("{\"a\": 1}\nnull\n[1]\n", Some(Kind::Lines)),
            ("{\"a\": [{\"b\": 1},\n{\"b\": 2}", Some(Kind::Object)),
            ("{\"a\": 1}\n", Some(Kind::Object)),
            ("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n", Some(Kind::Object)),
            ("{\"a\": 1}\n{\n\"a\": 2\n}\n", Some(Kind::Object)),
            ("{\"a\": [\n{\"b\": 1},\n{\"b\": 2}\n]}\n", Some(Kind::Object)),
            ("{}", Some(Kind::Object)),
            (" [ {\"a\": 1}]", Some(Kind::List)),
            ("[]", Some(Kind::List)),
            ("[[1]]", Some(Kind::List)),
            ("[\"text\", {\"a\": 1}]", Some(Kind::Texts)),
            ("[null]", Some(Kind::List)),
            ("[\"a\", \"b\"]\n[1, \"c\"]\n", Some(Kind::Lines)),
            ("[1, \"b\"]\n[null, \"c\"]\n", Some(Kind::Lines)),
            ("[\n\"a\",\n\"b\"\n]\n", Some(Kind::Texts)),
            ("[{\"a\": 1}]\n[{\"a\": 2}]\n", Some(Kind::List)),
            ("[\"a\", \"b\"],\n[\"c\", \"d\"],\n", None),
            ("[Name],[Type]\n", None),
            ("{name},{type}\n", None),
            ("\"text\"", None),
            ("12", None),
            ("<?xml version=\"1.0\"?><bom/>", Some(Kind::Xml)),
            ("<bom xmlns=\"http://example.org\">", Some(Kind::Xml)),
            (
                "<Answer>\n  <Item>\n    <Maker>Acme</Maker>\n  </Item>\n</Answer>\n",
                Some(Kind::Xml),
            ),
            ("<item><item><x/></item></item>", Some(Kind::Xml)),
            ("<answer at=\"1\"><item/></answer >", Some(Kind::Xml)),
            ("<!-- x -->\n<!-- y -->\n<item/>", Some(Kind::Xml)),
            ("<!-- x -->\n<!-- y -->\n| Model |\n|---|\n", None),
            ("<none>,<type>\n", None),
            ("<none>\t<type>\n<none>\t</none\n", None),
            ("<b>Model</b>,<b>Serial</b>\n", None),
            ("<b><i>Model</i></b>,<b>Serial</b>\n", None),
            ("Model,Serial\n", None),
        ] {
            assert_eq!(of(text, true), kind, "{text}");
        }
        assert_eq!(of("{\"a\": 1}\n{\"a\": 2}\n{\"a\"", false), Some(Kind::Lines));
        assert_eq!(of("{\"a\": 1, \"b\"", false), Some(Kind::Object));
        assert_eq!(of("<a>\n<b>1</b>\n<c", false), Some(Kind::Xml));
    }
}
