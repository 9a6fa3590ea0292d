//! What an object says of itself, without looking far into it.

use super::{
    json,
    node::{Node, Object},
};

/// The longest values, in bytes, that tell what an object is, and the most of them.
pub(super) const SHORT: usize = 4 << 10;
pub(super) const MEMBERS: usize = 1000;

/// An object without its lists and without what is long.
pub(super) fn shallow(text: &str) -> Option<Object<'_>> {
    let short = |raw: &str| raw.len() <= SHORT && !raw.starts_with('[');
    let members = json::members(text, MEMBERS, short).ok()?;
    let members = members.into_iter().filter_map(|(key, raw)| {
        let value = if raw.starts_with('{') {
            Node::Object(json::object(raw, 0).ok()?)
        } else {
            json::plain(raw)?
        };
        Some((key, value))
    });
    Some(Object { line: 0, members: members.collect() })
}
