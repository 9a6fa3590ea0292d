//! TOML with lists of tables (`[[camera]]`). Tables alone are read as the sections that they look like.

use std::borrow::Cow;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::super::{json::Lines, json_writer::JsonWriter, node::Node};

/// Whether one of the first lines begins a table of a list.
pub(super) fn may_be(head: &str) -> bool {
    head.lines().any(begins_table)
}

fn begins_table(line: &str) -> bool {
    let line = line.split_once('#').map_or(line, |(before, _)| before).trim();
    let name = line.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    let is_key = |c: char| c.is_ascii_alphanumeric() || "_-. \"'".contains(c);
    name.is_some_and(|name| {
        name.contains(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_key)
    })
}

/// The values of a text as JSON; `None` where it is no TOML.
pub(super) fn as_json(text: &str) -> Option<String> {
    let table = DeTable::parse(text).ok()?;
    let mut lines = Lines::new(text, 1);
    let root = of_table(table.get_ref(), 1, &mut |at| lines.of(text.get(at..).unwrap_or_default()));
    Some(JsonWriter::of(&root))
}

/// A table that begins on this line, its members in the order of the text.
fn of_table<'t>(
    table: &DeTable<'t>,
    line: u64,
    line_at: &mut impl FnMut(usize) -> u64,
) -> Node<'t> {
    let mut members: Vec<_> = table.iter().collect();
    members.sort_by_key(|(key, value)| key.span().start.min(value.span().start));
    let members =
        members.into_iter().map(|(key, value)| (key.get_ref().clone(), of_value(value, line_at)));
    Node::of_members(line, members.collect())
}

fn of_value<'t>(value: &Spanned<DeValue<'t>>, line_at: &mut impl FnMut(usize) -> u64) -> Node<'t> {
    match value.get_ref() {
        DeValue::String(text) => Node::Text(text.clone()),
        DeValue::Integer(number) => Node::Text(Cow::Owned(number.as_str().to_owned())),
        DeValue::Float(number) => Node::Text(Cow::Owned(number.as_str().to_owned())),
        DeValue::Boolean(is) => Node::Text(Cow::Owned(is.to_string())),
        DeValue::Datetime(time) => Node::Text(Cow::Owned(time.to_string())),
        DeValue::Array(list) => {
            Node::List(list.iter().map(|value| of_value(value, line_at)).collect())
        }
        DeValue::Table(table) => {
            let line = line_at(value.span().start);
            of_table(table, line, line_at)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_a_list_stand_on_their_lines() {
        let text = "site = 'Hall'\n\n[[camera]]\nmaker = \"Axis\"\nport = 8_0\n\n[[camera]] # the other\nmaker = \"Bosch\"\n[camera.lens]\nmm = 4\n";
        assert!(may_be(text));
        assert_eq!(
            as_json(text).unwrap(),
            "{\"site\":\"Hall\",\"camera\":[\n\n{\"maker\":\"Axis\",\"port\":\"80\"},\n\n\n\n{\"maker\":\"Bosch\",\"lens\":\n\n{\"mm\":\"4\"}}]}"
        );
    }

    #[test]
    fn other_double_brackets_are_none() {
        for text in
            ["[[1, 2], [3]]\n", "[[\"a\", \"b\"]]\n", "see [[the page]]\n", "[camera]\na = 1\n"]
        {
            assert!(!may_be(text) || as_json(text).is_none(), "{text}");
        }
        assert_eq!(as_json("[[camera]]\nno key\n"), None);
        let deep = format!("[[a]]\nb = {}\n", "[".repeat(100_000));
        assert_eq!(as_json(&deep), None);
    }
}
