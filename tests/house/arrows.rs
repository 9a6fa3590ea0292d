//! Which file names what of which other, and the circles that come of it.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use crate::tree::{Id, Target, Tree};

/// From one file to another, with the names that are meant.
pub(crate) type Arrows = BTreeMap<(String, String), BTreeSet<String>>;

/// All arrows between files.
pub(crate) fn all(tree: &Tree) -> Arrows {
    let mut arrows = Arrows::new();
    for (id, module) in tree.modules.iter().enumerate() {
        let mut paths = Paths { tree, id, found: &mut arrows };
        module.items.iter().for_each(|item| paths.visit_item(item));
    }
    arrows
}

/// Finds the paths of a module.
struct Paths<'a> {
    tree: &'a Tree,
    id: Id,
    found: &'a mut Arrows,
}

impl Paths<'_> {
    fn take(&mut self, path: &[String]) {
        if let Some(Target::Item(other, name)) = self.tree.resolve(self.id, path) {
            let (from, to) = (&self.tree.modules[self.id].file, &self.tree.modules[other].file);
            if from != to {
                self.found.entry((from.clone(), to.clone())).or_default().insert(name);
            }
        }
    }

    /// Paths in the arguments of a macro, which are no syntax before it is expanded.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(word) => {
                    if colons != 2 {
                        self.take(&std::mem::take(&mut path));
                    }
                    path.push(word.to_string());
                    colons = 0;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                other => {
                    self.take(&std::mem::take(&mut path));
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.take(&path);
    }
}

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_item_use(&mut self, used: &'ast syn::ItemUse) {
        // What is handed on is no need of the one who hands it on.
        if matches!(used.vis, syn::Visibility::Inherited) {
            for path in crate::tree::paths(used) {
                self.take(&path);
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let path_here: Vec<_> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.take(&path_here);
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.tokens(called.tokens.clone());
    }
}

/// The sets of files of which each can be reached from each.
pub(crate) fn circles(arrows: &Arrows) -> Vec<BTreeSet<String>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in arrows.keys() {
        next.entry(from).or_default().push(to);
    }
    let reached: BTreeMap<_, _> = next.keys().map(|from| (*from, reached(from, &next))).collect();
    let with = |file: &str| -> BTreeSet<String> {
        let back = |other: &&&str| reached.get(**other).is_some_and(|all| all.contains(file));
        reached[file].iter().filter(back).map(ToString::to_string).collect()
    };
    let circles: BTreeSet<_> = next.keys().map(|file| with(file)).collect();
    circles.into_iter().filter(|circle| !circle.is_empty()).collect()
}

fn reached<'a>(from: &'a str, next: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<&'a str> {
    let (mut seen, mut at) = (BTreeSet::new(), vec![from]);
    while let Some(file) = at.pop() {
        for other in next.get(file).into_iter().flatten() {
            if seen.insert(*other) {
                at.push(other);
            }
        }
    }
    seen
}
