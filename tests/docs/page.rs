//! What the tests look at in a page of Markdown: its blocks of code, its links, its headings.

use std::ops::Range;

/// A fenced block of code.
pub(super) struct Block {
    /// What stands behind the opening fence, such as `console`.
    pub(super) language: String,
    /// What a comment right above the fence says of the block, such as `exit status 1` or `file: banlint.toml`.
    pub(super) comment: Option<String>,
    /// Its lines, from 0, without the fences.
    pub(super) lines: Range<usize>,
}

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut before = "";
    for (n, line) in text.lines().enumerate() {
        match (open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((n + 1, language)),
            (Some((first, language)), Some("")) => {
                let comment =
                    before.strip_prefix("<!-- ").and_then(|line| line.strip_suffix(" -->"));
                blocks.push(Block {
                    language: language.to_owned(),
                    comment: comment.map(str::to_owned),
                    lines: first..n,
                });
                open = None;
            }
            _ => {}
        }
        if open.is_none() {
            before = line;
        }
    }
    assert!(open.is_none(), "a block of code has no end");
    blocks
}

/// A link or a picture.
pub(super) struct Link {
    pub(super) line: usize,
    /// The page or the address, without the anchor.
    pub(super) target: String,
    pub(super) anchor: Option<String>,
}

/// The lines of a page that are no code, with their numbers from 1.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut inside = false;
    text.lines().enumerate().filter_map(move |(n, line)| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        (!inside && !fence).then_some((n + 1, line))
    })
}

pub(super) fn links(text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    for (line, text) in prose(text) {
        for rest in text.split("](").skip(1) {
            let whole = rest.split([')', ' ']).next().unwrap_or_default();
            let (target, anchor) = match whole.split_once('#') {
                Some((target, anchor)) => (target, Some(anchor.to_owned())),
                None => (whole, None),
            };
            links.push(Link { line, target: target.to_owned(), anchor });
        }
    }
    links
}

/// The anchors of the headings, as GitHub and mdBook make them.
pub(super) fn anchors(text: &str) -> Vec<String> {
    let headings = prose(text).filter(|(_, line)| line.starts_with('#'));
    headings.map(|(_, line)| anchor(line.trim_start_matches('#').trim())).collect()
}

pub(super) fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}
