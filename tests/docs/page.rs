//! What the tests look at in a page of Markdown: its blocks of code, its links, its headings.

use std::ops::Range;

/// A fenced block of code, or a comment of several lines.
pub(super) struct Block {
    /// What its first line says, such as `console status=1`.
    info: String,
    /// Its lines, from 0, without the first and the last.
    pub(super) lines: Range<usize>,
}

impl Block {
    /// The first word: the language, or what the comment is.
    pub(super) fn kind(&self) -> &str {
        self.info.split(' ').next().unwrap_or_default()
    }

    /// The second word.
    pub(super) fn name(&self) -> &str {
        self.info.split(' ').nth(1).unwrap_or_default()
    }

    /// What stands behind a word and `=`.
    pub(super) fn says(&self, key: &str) -> Option<&str> {
        self.info.split(' ').find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }

    /// Whether a word stands there.
    pub(super) fn has(&self, wanted: &str) -> bool {
        self.info.split(' ').any(|word| word == wanted)
    }
}

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, &str, &str)> = None;
    for (n, line) in text.lines().enumerate() {
        match open {
            Some((first, info, end)) if line == end => {
                blocks.push(Block { info: info.to_owned(), lines: first..n });
                open = None;
            }
            Some(_) => {}
            None => {
                let fence = line.strip_prefix("```").map(|info| (n + 1, info, "```"));
                let comment = line.strip_prefix("<!-- ").filter(|line| !line.ends_with("-->"));
                open = fence.or(comment.map(|info| (n + 1, info, "-->")));
            }
        }
    }
    assert!(open.is_none(), "a block has no end");
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
