//! Things that are there for goods of a name, said without a word right before it: "support camera Acme", "Acme camera için ayak".

use super::{
    letters::fold,
    mentions::{BETWEEN, head, tail},
    words::Words,
};
use crate::{EquipmentTree, fold::is_unspaced};

impl Words {
    /// The word for an accessory that a clause begins with, with few words between it and the name behind the clause.
    pub(super) fn accessory_before(&self, before: &str) -> Option<&str> {
        if before.is_empty() {
            return None;
        }
        let clause = fold(tail(before));
        let mut rest = clause.trim_start_matches(' ');
        loop {
            let phrase = self.phrases.accessory.iter().find_map(|phrase| {
                let after = rest.strip_prefix(phrase.as_str())?;
                let whole =
                    after.is_empty() || after.starts_with(' ') || phrase.starts_with(is_unspaced);
                (whole && after.split_whitespace().count() <= BETWEEN).then_some(phrase.as_str())
            });
            if phrase.is_some() {
                return phrase;
            }
            let (word, after) = rest.split_once(' ')?;
            if !self.is_property(word) {
                return None;
            }
            rest = after;
        }
    }

    /// The word for "for" right behind goods that stand behind a name, with something else after it.
    pub(super) fn accessory_after(&self, tree: &EquipmentTree, after: &str) -> Option<&str> {
        let clause = fold(head(after));
        self.phrases.for_behind.iter().map(String::as_str).find(|phrase| {
            clause.match_indices(phrase).any(|(at, _)| {
                let (goods, behind) = (clause[..at].trim(), &clause[at + phrase.len()..]);
                // Where words are parted by spaces, it is one of its own.
                let apart = clause[..at].ends_with(' ') && behind.starts_with(' ');
                let whole = apart || phrase.chars().nth(1).is_none();
                whole && !behind.trim().is_empty() && is_for_goods(tree, goods, behind)
            })
        })
    }
}

/// Whether a text ends with goods, and what comes then is none of the same kind.
fn is_for_goods(tree: &EquipmentTree, goods: &str, behind: &str) -> bool {
    let spans = tree.spans_in(goods);
    let Some((_, kind)) = spans.iter().find(|(span, _)| span.end == goods.len()) else {
        return false;
    };
    !tree.named_in(behind).iter().any(|other| other == *kind)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{
        super::schema::{Mentions, NamesFile},
        *,
    };
    use crate::knowledge::File;

    fn words() -> Words {
        let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let mention = Mentions {
            accessory: list(&["support", "支架"]),
            for_behind: list(&["için", "用", "용"]),
            ..Mentions::default()
        };
        Words::of(&NamesFile { mention, properties: list(&["new"]), ..NamesFile::default() })
    }

    #[test]
    fn an_accessory_comes_first_in_its_clause() {
        for (before, found) in [
            ("Support camera ", true),
            ("2 new support ", true),
            ("支架 ", true),
            ("camera support ", false),
            ("dome with support, ", false),
            ("support for one of the ", false),
            ("", false),
        ] {
            assert_eq!(words().accessory_before(before).is_some(), found, "{before}");
        }
    }

    #[test]
    fn what_goods_are_for_is_said_behind_them() {
        let tree =
            "[[kind]]\nid = 'camera'\ntitle = 'camera'\nwords = ['kamera', '카메라', '摄像机']";
        let tree = EquipmentTree::load(&Arc::new(File::new("t.toml", tree))).unwrap();
        for (after, found) in [
            (" kamera için ayak", true),
            ("카메라용 브라켓", true),
            ("摄像机用电源", true),
            ("摄像机使用中", false),
            (" ofis için kamera", false),
            (" kamera için", false),
            (" kamera için kamera", false),
        ] {
            assert_eq!(words().accessory_after(&tree, after).is_some(), found, "{after}");
        }
    }
}
