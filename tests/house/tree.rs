//! The modules of the crate as the source has them: what each defines, and what it takes in from others.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::TokenStream;
use syn::{Attribute, Item, UseTree, Visibility};

/// The number of a module.
pub(crate) type Id = usize;

/// All modules; the first is the root of the library.
pub(crate) struct Tree {
    pub(crate) modules: Vec<Module>,
    /// The roots: of the library, and of each binary.
    roots: Vec<Id>,
}

#[derive(Default)]
pub(crate) struct Module {
    /// Below the folder of the package.
    pub(crate) file: String,
    root: Id,
    parent: Option<Id>,
    children: BTreeMap<String, (Id, bool)>,
    /// What is defined here, and whether it is a public type.
    defined: BTreeMap<String, bool>,
    /// What is taken in: the name here, the way to it, and whether it is handed on to everybody.
    taken: Vec<Taken>,
    /// What stands in it, tests left out.
    pub(crate) items: Vec<Item>,
}

/// A name that a `use` brings; `*` is all of a module.
#[derive(Clone)]
struct Taken {
    name: String,
    path: Vec<String>,
    is_public: bool,
}

/// Where a path leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Module(Id),
    /// What a module defines, by its name.
    Item(Id, String),
}

impl Tree {
    /// Reads the library and the binary of a package.
    pub(crate) fn read(package: &Path) -> Self {
        let mut tree = Self { modules: Vec::new(), roots: Vec::new() };
        for root in ["src/lib.rs", "src/main.rs"] {
            let id = tree.modules.len();
            tree.roots.push(id);
            tree.file(package, Path::new(root), None, id);
        }
        tree
    }

    fn file(&mut self, package: &Path, file: &Path, parent: Option<Id>, root: Id) -> Id {
        let text = fs::read_to_string(package.join(file)).unwrap();
        let items = syn::parse_file(&text).unwrap().items;
        self.module(package, file, parent, root, items)
    }

    fn module(
        &mut self,
        package: &Path,
        file: &Path,
        parent: Option<Id>,
        root: Id,
        items: Vec<Item>,
    ) -> Id {
        let id = self.modules.len();
        let shown = file.to_string_lossy().into_owned();
        self.modules.push(Module { file: shown, root, parent, ..Module::default() });
        for item in items {
            if is_test(attributes(&item)) {
                continue;
            }
            match &item {
                Item::Mod(module) => {
                    let name = module.ident.to_string();
                    let child = match &module.content {
                        Some((_, items)) => {
                            self.module(package, file, Some(id), root, items.clone())
                        }
                        None => self.file(package, &below(package, file, &name), Some(id), root),
                    };
                    self.modules[id].children.insert(name, (child, is_public(&module.vis)));
                    continue;
                }
                Item::Use(used) => {
                    take(&used.tree, Vec::new(), is_public(&used.vis), &mut self.modules[id].taken);
                }
                _ => {
                    if let Some((name, is_type)) = defined(&item) {
                        self.modules[id].defined.insert(name, is_type);
                    }
                }
            }
            self.modules[id].items.push(item);
        }
        id
    }

    /// Where a path leads that is written in a module; nowhere, if it leaves the package.
    pub(crate) fn resolve(&self, from: Id, path: &[String]) -> Option<Target> {
        self.walk(from, path, 0)
    }

    fn walk(&self, from: Id, path: &[String], depth: usize) -> Option<Target> {
        // Names that are handed round in a ring end somewhere else, or nowhere.
        if depth > 12 {
            return None;
        }
        let (first, mut rest) = path.split_first()?;
        let module = &self.modules[from];
        let mut at = match first.as_str() {
            "crate" => Target::Module(module.root),
            "self" => Target::Module(from),
            "super" => Target::Module(module.parent?),
            "banlint" if module.root != self.roots[0] => Target::Module(self.roots[0]),
            name => self.look_up(from, name, rest.is_empty(), depth)?,
        };
        while let (Target::Module(id), Some((next, more))) = (&at, rest.split_first()) {
            at = match next.as_str() {
                "self" => at,
                "super" => Target::Module(self.modules[*id].parent?),
                name => self.look_up(*id, name, more.is_empty(), depth)?,
            };
            rest = more;
        }
        Some(at)
    }

    /// What a name stands for in a module. At the end of a path it is an item rather than a module of the same name.
    fn look_up(&self, id: Id, name: &str, is_last: bool, depth: usize) -> Option<Target> {
        let module = &self.modules[id];
        let child = module.children.get(name).map(|(child, _)| Target::Module(*child));
        if child.is_some() && !is_last {
            return child;
        }
        if module.defined.contains_key(name) {
            return Some(Target::Item(id, name.to_owned()));
        }
        let mut by_name = module.taken.iter().filter(|taken| taken.name == name);
        let found = by_name.find_map(|taken| self.walk(id, &taken.path, depth + 1));
        let all = || {
            let globs = module.taken.iter().filter(|taken| taken.name == "*");
            let mut modules =
                globs.filter_map(|glob| match self.walk(id, &glob.path, depth + 1)? {
                    Target::Module(module) if module != id => Some(module),
                    _ => None,
                });
            modules.find_map(|module| self.look_up(module, name, is_last, depth + 1))
        };
        found.or(child).or_else(all)
    }

    /// The types that the library shows, each with the file that defines it.
    pub(crate) fn public_types(&self) -> Vec<(String, String)> {
        let (mut types, mut at) = (Vec::new(), vec![self.roots[0]]);
        while let Some(id) = at.pop() {
            let module = &self.modules[id];
            at.extend(
                module.children.values().filter(|(_, is_public)| *is_public).map(|(id, _)| id),
            );
            let own = module.defined.iter().filter(|(_, is_type)| **is_type);
            types.extend(own.map(|(name, _)| (name.clone(), module.file.clone())));
            for taken in module.taken.iter().filter(|taken| taken.is_public) {
                if let Some(Target::Item(other, name)) = self.walk(id, &taken.path, 0)
                    && self.modules[other].defined[&name]
                {
                    types.push((taken.name.clone(), self.modules[other].file.clone()));
                }
            }
        }
        types
    }
}

/// The file of a module that a file declares.
fn below(package: &Path, file: &Path, name: &str) -> PathBuf {
    let folder = match file.file_stem().and_then(|stem| stem.to_str()) {
        Some("mod" | "lib" | "main") => file.with_file_name(""),
        _ => file.with_extension(""),
    };
    let flat = folder.join(format!("{name}.rs"));
    if package.join(&flat).is_file() { flat } else { folder.join(name).join("mod.rs") }
}

/// The paths that a `use` names.
pub(crate) fn paths(used: &syn::ItemUse) -> Vec<Vec<String>> {
    let mut taken = Vec::new();
    take(&used.tree, Vec::new(), false, &mut taken);
    taken.into_iter().map(|taken| taken.path).collect()
}

fn take(tree: &UseTree, path: Vec<String>, is_public: bool, taken: &mut Vec<Taken>) {
    let with = |name: String| path.iter().cloned().chain([name]).collect::<Vec<_>>();
    match tree {
        UseTree::Path(part) => take(&part.tree, with(part.ident.to_string()), is_public, taken),
        UseTree::Name(name) if name.ident == "self" => {
            let name = path.last().cloned().unwrap_or_default();
            taken.push(Taken { name, path, is_public });
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            taken.push(Taken { path: with(name.clone()), name, is_public });
        }
        UseTree::Rename(rename) => {
            let path = with(rename.ident.to_string());
            taken.push(Taken { name: rename.rename.to_string(), path, is_public });
        }
        UseTree::Glob(_) => taken.push(Taken { name: "*".to_owned(), path, is_public }),
        UseTree::Group(group) => {
            group.items.iter().for_each(|tree| take(tree, path.clone(), is_public, taken));
        }
    }
}

/// The name that an item defines, and whether it is a public type.
fn defined(item: &Item) -> Option<(String, bool)> {
    let (name, is_type) = match item {
        Item::Const(item) => (&item.ident, false),
        Item::Static(item) => (&item.ident, false),
        Item::Fn(item) => (&item.sig.ident, false),
        Item::Struct(item) => (&item.ident, is_public(&item.vis)),
        Item::Enum(item) => (&item.ident, is_public(&item.vis)),
        Item::Trait(item) => (&item.ident, is_public(&item.vis)),
        Item::Type(item) => (&item.ident, is_public(&item.vis)),
        Item::Macro(item) => match &item.ident {
            Some(name) => (name, false),
            None => return made(item.mac.tokens.clone()),
        },
        _ => return None,
    };
    Some((name.to_string(), is_type))
}

/// The type that a macro makes of its arguments, and whether it is public.
fn made(arguments: TokenStream) -> Option<(String, bool)> {
    let words: Vec<_> = arguments.into_iter().map(|token| token.to_string()).collect();
    let at = words.iter().position(|word| word == "struct" || word == "enum")?;
    let is_public = at.checked_sub(1).is_some_and(|before| words[before] == "pub");
    Some((words.get(at + 1)?.clone(), is_public))
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Mod(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Const(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        _ => &[],
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|word| word == "test")
    })
}
