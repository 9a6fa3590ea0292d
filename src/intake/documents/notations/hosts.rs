//! Hosts as Ansible lists them in INI: `[group]` above lines of a host with its variables, `[group:vars]` above variables that hold
//! for all hosts of the group, `[group:children]` above groups in it.

use std::borrow::Cow;

use super::super::{
    json_writer::JsonWriter,
    node::{Node, VALUES},
};

/// The group that holds all hosts, and the one of those that stand in no other.
const ALL: &str = "all";
const UNGROUPED: &str = "ungrouped";
/// Most groups and variables of groups that are taken.
const MOST: usize = 2000;

/// Whether one of the first lines begins the variables or the members of a group.
pub(super) fn may_be(head: &str) -> bool {
    let begins = |line: &str| {
        matches!(section(line), Some((_, SectionHolds::Variables | SectionHolds::Groups)))
    };
    head.lines().any(begins)
}

/// What a section holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SectionHolds {
    Hosts,
    Variables,
    Groups,
}

fn section(line: &str) -> Option<(&str, SectionHolds)> {
    let name = line.trim().strip_prefix('[')?.strip_suffix(']')?;
    let (group, holds) = match name.split_once(':') {
        None | Some((_, "hosts")) => (name.split(':').next()?, SectionHolds::Hosts),
        Some((group, "vars")) => (group, SectionHolds::Variables),
        Some((group, "children")) => (group, SectionHolds::Groups),
        Some(_) => return None,
    };
    let is_inner = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    (!group.is_empty() && group.chars().all(is_inner)).then_some((group, holds))
}

type Pairs<'t> = Vec<(Cow<'t, str>, Node<'t>)>;

/// A group with its hosts.
#[derive(Default)]
struct HostGroup<'t> {
    name: &'t str,
    line: u64,
    hosts: Vec<Node<'t>>,
    variables: Pairs<'t>,
    parents: Vec<&'t str>,
}

/// The hosts of a text as JSON; `None` where it is no such list.
pub(super) fn as_json(text: &str) -> Option<String> {
    let groups = groups(text)?;
    let mut left = VALUES;
    let mut members = Vec::new();
    for group in groups.iter().filter(|group| !group.hosts.is_empty()) {
        let mut variables = Vec::new();
        inherit(group, &groups, &mut Vec::new(), &mut variables);
        left = left.checked_sub(variables.len())?;
        let hosts = ("hosts".into(), Node::List(group.hosts.clone()));
        let own = ("vars".into(), Node::of_members(group.line, variables));
        members.push((group.name.into(), Node::of_members(group.line, vec![own, hosts])));
    }
    (!members.is_empty()).then(|| JsonWriter::of(&Node::of_members(1, members)))
}

/// The variables of a group, and those of the groups that it stands in, of which the nearest takes precedence.
fn inherit<'t>(
    group: &HostGroup<'t>,
    groups: &[HostGroup<'t>],
    seen: &mut Vec<&'t str>,
    into: &mut Pairs<'t>,
) {
    if seen.contains(&group.name) {
        return;
    }
    seen.push(group.name);
    for (key, value) in &group.variables {
        if !into.iter().any(|(known, _)| known == key) {
            into.push((key.clone(), value.clone()));
        }
    }
    for parent in group.parents.iter().copied().chain([ALL]) {
        if let Some(parent) = groups.iter().find(|group| group.name == parent) {
            inherit(parent, groups, seen, into);
        }
    }
}

fn groups(text: &str) -> Option<Vec<HostGroup<'_>>> {
    let mut groups = vec![HostGroup { name: UNGROUPED, line: 1, ..HostGroup::default() }];
    let (mut at, mut holds, mut left) = (0, SectionHolds::Hosts, MOST);
    for (line, number) in text.lines().zip(1..) {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if line.starts_with('[') {
            let (name, kind) = section(line)?;
            left = left.checked_sub(1)?;
            (at, holds) = (position(&mut groups, name, number), kind);
            continue;
        }
        left = if holds == SectionHolds::Hosts { left } else { left.checked_sub(1)? };
        match holds {
            SectionHolds::Hosts => groups[at].hosts.push(host(line, number)?),
            SectionHolds::Variables => {
                let (key, value) = line.split_once(['=', ':'])?;
                groups[at].variables.push((key.trim().into(), text_of(value)));
            }
            SectionHolds::Groups => {
                let parent = groups[at].name;
                let child = position(&mut groups, line, number);
                groups[child].parents.push(parent);
            }
        }
    }
    Some(groups)
}

fn position<'t>(groups: &mut Vec<HostGroup<'t>>, name: &'t str, line: u64) -> usize {
    groups.iter().position(|group| group.name == name).unwrap_or_else(|| {
        groups.push(HostGroup { name, line, ..HostGroup::default() });
        groups.len() - 1
    })
}

/// A host with its variables: `cam1 ansible_host=10.0.0.1 model="P32 LVE"`.
fn host(text: &str, line: u64) -> Option<Node<'_>> {
    let text = text.split_once(" #").map_or(text, |(before, _)| before);
    let (name, mut rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if name.contains(['=', '"', '\'']) {
        return None;
    }
    let mut members = vec![("host".into(), Node::Text(name.into()))];
    while !rest.trim_start().is_empty() {
        let (key, value) = rest.trim_start().split_once('=')?;
        if key.contains(char::is_whitespace) {
            return None;
        }
        let (value, behind) = match value.chars().next().filter(|quote| "\"'".contains(*quote)) {
            Some(quote) => value[1..].split_once(quote)?,
            None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        members.push((key.into(), Node::Text(value.into())));
        rest = behind;
    }
    Some(Node::of_members(line, members))
}

fn text_of(value: &str) -> Node<'_> {
    Node::Text(value.trim().trim_matches(['"', '\'']).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_have_the_variables_of_their_groups() {
        let text = "[sw]\nsw1 ip=10.0.0.1 note='a b'\nsw2\n\n[sw:vars]\nos=acme\n[site:children]\nsw\n[site:vars]\nos = other\ncity: Ulm\n";
        assert!(may_be(text));
        assert_eq!(
            as_json(text).unwrap(),
            "{\"sw\":{\"vars\":{\"os\":\"acme\",\"city\":\"Ulm\"},\"hosts\":[\n{\"host\":\"sw1\",\"ip\":\"10.0.0.1\",\"note\":\"a b\"},\n{\"host\":\"sw2\"}]}}"
        );
    }

    #[test]
    fn other_sections_are_none() {
        for text in [
            "[front]\nmake = Acme\n",
            "[a:vars]\nmake = Acme\n",
            "[a:vars]\nx=1\n[b]\nk = v\n",
            "[a:b]\n",
        ] {
            assert!(!may_be(text) || as_json(text).is_none(), "{text}");
        }
        let ring = "[a]\nh\n[a:children]\nb\n[b:children]\na\n[b:vars]\nx=1\n";
        assert!(as_json(ring).unwrap().contains("\"x\":\"1\""));
    }
}
